"""Runs the vignettes of a plugin: small invented patients with the row that must fire. Every row needs at least one."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workstation.domain.card import Card
from workstation.errors import ConsiliaError
from workstation.plugin_api.manifest import Manifest
from workstation.plugin_api.section import table_of
from workstation.plugin_host.discovery import Plugin
from workstation.plugin_host.gather import parse
from workstation.plugin_host.host import answer, question
from workstation.plugin_host.yaml_file import BadYaml, read_yaml


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case: what it shows, whether it came out as written, and if not, how it did."""

    name: str
    passed: bool
    reason: str = ""


def run_vignettes(plugin: Plugin) -> list[Vignette]:
    """Runs all. Rows of a decision table that no vignette fires are named as failures of their own."""
    manifest = plugin.manifest
    if not manifest.vignettes:
        return []
    try:
        document = read_yaml((plugin.folder / manifest.vignettes).read_bytes())
        results: list[Vignette] = []
        fired: set[str] = set()
        for case in document["vignettes"]:
            result, rows = _run(plugin, document, case)
            results.append(result)
            fired |= rows
    except (BadYaml, KeyError, TypeError, ValueError) as error:
        return [Vignette(manifest.vignettes, False, f"can't be read: {error}"[:200])]
    if plugin.table is not None:
        results += [
            Vignette(row.id, False, "no vignette fires this row") for row in plugin.table.rows if row.id not in fired
        ]
    return results


def _run(plugin: Plugin, document: Mapping[str, Any], case: Mapping[str, Any]) -> tuple[Vignette, set[str]]:
    today = date.fromisoformat(str(document["today"]))
    resources = list(_resources(plugin.manifest, document, case, today))
    asked = question(plugin, plugin.manifest.hooks[0], resources, today, case.get("settings", {}))
    try:
        cards = answer(plugin, asked)
    except ConsiliaError as error:
        return Vignette(str(case["name"]), False, error.sentence()), set()
    rows = {card.rule_row for card in cards}
    reason = _difference(case["expect"], cards)
    return Vignette(str(case["name"]), not reason, reason), rows


def _difference(expect: Mapping[str, Any], cards: list[Card]) -> str:
    if len(cards) != 1:
        return "" if expect.get("cards") == len(cards) else f"gave {len(cards)} cards"
    card = cards[0]
    seen: dict[str, Any] = {
        "row": card.rule_row, "indicator": card.indicator.value, "could_not_check": card.could_not_check,
    }
    for key, value in expect.items():
        if key in seen and seen[key] != value:
            return f"{key} is {seen[key]}, not {value}"
        for text in value if isinstance(value, list) else []:
            if not any(str(text) in said for said in _said(card, key)):
                return f"{key} does not say '{text}'"
        if key in ("summary", "detail") and str(value) not in getattr(card, key):
            return f"{key} does not say '{value}'"
    return ""


def _said(card: Card, key: str) -> tuple[str, ...]:
    if key == "values":
        return tuple(f"{given.name}: {given.value} {given.unit}".strip() for given in card.inputs)
    return getattr(card, key)


def _resources(
    manifest: Manifest, document: Mapping[str, Any], case: Mapping[str, Any], today: date
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Expands a case: ``records`` name a template of the file with ``days_ago``, ``time`` and values by path."""
    templates = document.get("templates", {})
    for number, record in enumerate(_repeated(case.get("records", []))):
        resource = copy.deepcopy(templates[record["is"]])
        for path, value in record.items():
            if path not in ("is", "days_ago", "time"):
                _put(resource, path, value)
        if "days_ago" in record:
            day = today - timedelta(days=record["days_ago"])
            resource[record.get("date", "effectiveDateTime")] = f"{day.isoformat()}T{record.get('time', '08:00')}:00Z"
        yield f"{resource['resourceType']}/v{number}", _exact(resource)


def _repeated(records: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A record with ``days`` [first, last] and ``times`` stands for one a day and time."""
    for record in records:
        if "days" not in record:
            yield record
            continue
        first, last = record["days"]
        rest = {key: value for key, value in record.items() if key not in ("days", "times")}
        for days_ago in range(first, last - 1, -1):
            for time in record["times"]:
                yield {**rest, "days_ago": days_ago, "time": time}


def _put(resource: Any, path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for name in parents:
        resource = resource[int(name)] if isinstance(resource, list) else resource.setdefault(name, {})
    if value == "absent":
        del resource[int(last) if isinstance(resource, list) else last]
    else:
        resource[int(last) if isinstance(resource, list) else last] = value


def _exact(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    """Numbers as the host reads them from a record: whole or decimal, never binary fractions."""
    import json

    return table_of(parse(json.dumps(resource).encode())) or {}


