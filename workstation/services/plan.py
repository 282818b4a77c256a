"""The plan of one patient: advice recomputed from the record each time, and what people decided about it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from workstation.domain.card import Card, CardState, Indicator
from workstation.errors import ConsiliaError, PluginError, UserMistake
from workstation.plugin_api.manifest import Hook, Kind
from workstation.plugin_host.cards import card_document
from workstation.plugin_host.discovery import Plugin, Refused
from workstation.plugin_host.gather import parse
from workstation.plugin_host.host import answer, failed, question, question_bytes
from workstation.plugin_host.wording import worded
from workstation.services import plugins, record
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import decisions
from workstation.store.decisions import StoredDecision

_ORDER = {Indicator.CRITICAL: 0, Indicator.WARNING: 1, Indicator.INFO: 2}
_LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class Advice:
    """A card and the question it answers, in its one spelling: enough to make the card again."""

    card: Card
    question: str


def cards(clinic: Clinic, patient_id: str, progress: Progress, language: str = "en") -> list[Card]:
    """Every card for the patient, the gravest first and what could not be checked last, with what was decided.

    Nothing is cached. An engine that fails gives a card that says so, and the others go on. Raises NotAllowed and
    Cancelled.
    """
    clinic.act("plan.read", patient_id=patient_id)
    return [advice.card for advice in _advice(clinic, patient_id, progress, language)]


def decide(
    clinic: Clinic, patient_id: str, card: Card, decision: CardState, reason_code: str = "", comment: str = "",
    language: str = "en",
) -> Card:
    """Accepts, overrides (only with one of the card's reasons) or reopens a card; returns it as decided.

    Raises UserMistake where the reason is missing, ConsiliaError where the record has changed since the card was shown,
    NotAllowed.
    """
    _check_decision(card, decision, reason_code, comment)
    current = {advice.card.id: advice for advice in _advice(clinic, patient_id, Progress("The decision"), language)}
    if card.id not in current:
        raise ConsiliaError(reason="the record has changed since this advice was shown; look at the advice again")
    advice = current[card.id]
    undecided = replace(
        advice.card, state=CardState.OPEN, decided_by="", decided_at="", decision_reason="", comment=""
    )
    shown = {"card": card_document(undecided), "question": advice.question}
    entry = StoredDecision(
        card.id, decision.value, reason_code, comment.strip(), json.dumps(shown, ensure_ascii=False),
        clinic.user.display or clinic.user.name, datetime.now(UTC).isoformat(timespec="seconds"),
    )
    command_id = str(uuid.uuid4())
    detail = f"{decision.value} {card.plugin} {card.rule_row} {reason_code}".strip()
    clinic.act(
        "plan.decide", patient_id=patient_id, detail=detail,
        write=lambda conn: decisions.add(conn, patient_id, entry, command_id), command_id=command_id,
    )
    return _decided(undecided, entry)


def history(clinic: Clinic, patient_id: str) -> list[StoredDecision]:
    """Every decision about this patient's advice, the oldest first."""
    with clinic.read() as conn:
        return decisions.history(conn, patient_id)


def document(found: Sequence[Card]) -> dict[str, Any]:
    """The shape that scripts rely on: ``{"cards": [...]}``."""
    return {"cards": [card_document(card) for card in found]}


def _advice(clinic: Clinic, patient_id: str, progress: Progress, language: str) -> list[Advice]:
    found = plugins.installed(clinic.data_dir)
    asked = [plugin for plugin in found.plugins if _speaks_here(plugin)]
    chosen = plugins.settings(clinic)
    resources = _resources(clinic, patient_id, asked)
    today = date.today()
    advice = [Advice(_refused(refused, language), "") for refused in found.refused]
    for number, plugin in enumerate(asked):
        progress.step(number / max(1, len(asked)), plugin.manifest.translated(plugin.manifest.title, language))
        advice += _ask(plugin, resources, today, chosen.get(plugin.manifest.id, {}), language)
    progress.step(1.0)
    with clinic.read() as conn:
        decided = decisions.latest(conn, patient_id)
    advice = [Advice(_decided(a.card, decided.get(a.card.id)), a.question) for a in advice]
    return sorted(advice, key=lambda a: _rank(a.card))


def _speaks_here(plugin: Plugin) -> bool:
    return Hook.PATIENT_VIEW in plugin.manifest.hooks and plugin.manifest.kind is not Kind.MODEL


def _resources(clinic: Clinic, patient_id: str, asked: Sequence[Plugin]) -> list[tuple[str, Mapping[str, Any]]]:
    """The patient's resources of the types that any plugin reads; those that carry no wanted code are not parsed."""
    wanted: dict[str, set[bytes]] = {}
    for spec in (spec for plugin in asked for spec in plugin.manifest.inputs):
        codes = wanted.setdefault(spec.select.resource, set())
        codes |= {code.code.encode() for code in spec.select.codes} or {b"{"}
    return [
        (stored.key, parse(stored.raw)) for stored in record.resources(clinic, patient_id, sorted(wanted))
        if b"\\u" in stored.raw or any(code in stored.raw for code in wanted[stored.type])
    ]


def _ask(
    plugin: Plugin, resources: Sequence[tuple[str, Mapping[str, Any]]], today: date, chosen: Mapping[str, str],
    language: str,
) -> list[Advice]:
    asked = question(plugin, Hook.PATIENT_VIEW, resources, today, chosen)
    try:
        spoken = answer(plugin, asked, language)
    except PluginError as error:
        spoken = [failed(plugin, asked, error.parts()[0], language)]
    text = question_bytes(plugin, asked).decode()
    return [Advice(card, text) for card in spoken]


def _refused(refused: Refused, language: str) -> Card:
    """A plugin that was refused when it loaded: it was meant to check something, so its silence must show."""
    name = refused.place.replace("\\", "/").rpartition("/")[2]
    reasons = "; ".join(str(fault) for fault in refused.faults)[:1000]
    return Card(
        id=hashlib.sha256(f"refused {name} {reasons}".encode()).hexdigest()[:24], plugin=name, plugin_version="",
        summary=worded(language, "{title}: could not check", title=name[:80]),
        detail=worded(language, "The plugin was refused: {reason}", reason=reasons), indicator=Indicator.INFO,
        evidence=(), rule_row="none", inputs=(), could_not_check=True,
    )


def _decided(card: Card, entry: StoredDecision | None) -> Card:
    if entry is None or entry.decision == CardState.OPEN.value:
        return card
    return replace(
        card, state=CardState(entry.decision), decided_by=entry.by, decided_at=entry.at, comment=entry.comment,
        decision_reason=dict(card.override_reasons).get(entry.reason_code, entry.reason_code),
    )


def _rank(card: Card) -> tuple[bool, int, str, str]:
    return card.could_not_check and card.indicator is Indicator.INFO, _ORDER[card.indicator], card.plugin, card.id


def _check_decision(card: Card, decision: CardState, reason_code: str, comment: str) -> None:
    if decision is CardState.OVERRIDDEN and reason_code not in dict(card.override_reasons):
        raise UserMistake(reason="Advice can be set aside only with one of its reasons")
    if len(comment) > _LONGEST_COMMENT:
        raise UserMistake(reason=f"The comment is longer than {_LONGEST_COMMENT} characters")
