"""The first page of a chart is read from few rows, and says exactly what all the rows say."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from workstation.services import importing, matching, patients, record
from workstation.services.clinic import Clinic

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from generators.long_chart import long_chart  # noqa: E402


def awkward(patient_id: str, seed: int) -> list[dict[str, Any]]:
    """Values that are hard to tell together: other units, no code, no date, no number, the same moment, panels."""
    chance = random.Random(seed)
    made: list[dict[str, Any]] = []
    for number in range(240):
        one: dict[str, Any] = {
            "resourceType": "Observation", "id": f"{patient_id}-x{number}", "status": "final",
            "subject": {"reference": f"Patient/{patient_id}"},
            "category": [{"coding": [{"code": chance.choice(("laboratory", "vital-signs"))}]}]}
        name = chance.choice(("Glucose", "Weight", "葡萄糖"))
        one["code"] = {"text": name} if chance.random() < 0.3 else {"coding": [
            {"system": chance.choice(("http://loinc.org", "urn:own")), "code": name[:4], "display": name}]}
        if chance.random() < 0.85:
            one["effectiveDateTime"] = chance.choice(("2024", "2024-03", "2024-03-05", "2024-03-05T10:00:00+08:00",
                                                      f"202{number % 5}-0{number % 9 + 1}-11"))
        value = round(chance.random() * 10, 2)
        unit = chance.choice(("mg/dL", "mmol/L"))
        one |= chance.choice((
            {"valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}},
            {"valueQuantity": {"value": value, "unit": unit}}, {"valueQuantity": {"value": value}},
            {"valueString": "not measured"}, {"valueCodeableConcept": {"text": "positive"}}, {},
            {"component": [{"code": {"coding": [{"code": part}]}, "valueQuantity": {"value": value, "unit": unit}}
                           for part in ("8480-6", "8462-4")]}))
        made.append(one)
    return made


def take(clinic: Clinic, folder: Path, patient_id: str, seed: int) -> None:
    file = folder / f"{patient_id}.ndjson"
    rows = [*long_chart(patient_id, 300, seed), *awkward(patient_id, seed)]
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), encoding="utf-8")
    importing.import_paths(clinic, [file])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_summary_says_what_all_rows_say(clinic: Clinic, tmp_path: Path, seed: int) -> None:
    take(clinic, tmp_path, "p1", seed)
    take(clinic, tmp_path, "p2", seed + 10)
    whole = record.timeline(clinic, "p1")
    assert len(whole) > 500
    expected = record.build_summary(patients.banner(clinic, "p1"), whole)
    assert record.summary(clinic, "p1") == expected
    assert any(trend.other_units for trend in expected.results) and any(trend.earlier for trend in expected.vitals)
    matching.link(clinic, "p1", "p2")
    both = record.build_summary(patients.banner(clinic, "p1"), record.timeline(clinic, "p1"))
    assert record.summary(clinic, "p1") == both == record.summary(clinic, "p2") and both != expected


def test_pages_are_the_timeline_in_pieces(clinic: Clinic, tmp_path: Path) -> None:
    take(clinic, tmp_path, "p1", 4)
    whole = record.timeline(clinic, "p1")
    assert record.timeline_page(clinic, "p1") == whole[:record.PAGE]
    pages = [record.timeline_page(clinic, "p1", first, 70) for first in range(0, len(whole) + 70, 70)]
    assert [event for page in pages for event in page] == whole and pages[-1] == []
