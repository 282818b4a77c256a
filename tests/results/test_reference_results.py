"""Real records by analyte: nothing is lost, and nothing is converted that should not be."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workstation.domain.results import LeftOut, ResultValue
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.exchange import fhir_timeline
from workstation.exchange.safe_json import loads
from workstation.services import analytes, results

_APART = {"mL/min", "mL/min/{1.73_m2}", "{eenheid}/d", "{sigarets}/d"}


def _observations(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("resourceType") == "Observation":
            yield node
        for inner in node.values():
            yield from _observations(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _observations(inner)


def _charts() -> Iterator[tuple[list[TimelineEvent], list[ResultValue]]]:
    root = os.environ.get("CONSILIA_REFERENCE_DATA")
    if not root:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    files = sorted(Path(root, "fhir", "synthea_r4").iterdir())[::8]
    files += sorted(Path(root, "fhir", "ips").rglob("*.json"))
    for file in files:
        raw = file.read_bytes()
        try:
            content = loads(gzip.decompress(raw) if file.suffix == ".gz" else raw)
        except ValueError:
            continue                                   # a damaged file of the set; the import's tests are about those
        rows = [row for one in _observations(content) for row in fhir_timeline.project(one, "Observation/x")
                if row.kind is EventKind.RESULT and row.value_text]
        rows.sort(key=lambda row: row.start.start.timestamp() if row.start else 0.0, reverse=True)
        yield rows, [v for line in results.assemble(rows, analytes.table()).lines for v in line.values]


def test_every_result_stands_in_one_line_and_most_in_a_group() -> None:
    rows = values = grouped = numbers = 0
    for given, found in _charts():
        rows, values = rows + len(given), values + len(found)
        laboratory = [one for one in given if one.category == "laboratory" and one.value is not None]
        numbers += len(laboratory)
        grouped += sum(one.code in analytes.table().by_code for one in laboratory)
    assert rows == values > 1_000
    assert grouped / numbers > 0.85


def test_only_what_is_another_quantity_is_not_converted() -> None:
    left = [one for _, found in _charts() for one in found if one.left_out is LeftOut.UNIT]
    assert {one.event.ucum for one in left} <= _APART


def test_a_value_that_was_not_converted_keeps_its_digits() -> None:
    for _, found in _charts():
        assert all(one.shown == one.event.value_text for one in found if not one.factor)
