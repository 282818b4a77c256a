"""``consilia patient ID --results``: the shape that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workstation.cli.main import run_command
from workstation.store import keys


def _result(number: int, code: str, when: str, value: float, unit: str) -> dict[str, object]:
    quantity = {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}
    return {"resourceType": "Observation", "id": f"o{number}", "status": "final",
            "subject": {"reference": "Patient/p1"},
            "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": "HbA1c"}]},
            "effectiveDateTime": when, "valueQuantity": quantity}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    for place in ("workstation.store.keys", "workstation.services.sign_in", "workstation.services.users"):
        monkeypatch.setattr(f"{place}.Cost", lambda: keys.CHEAP)
    resources = [{"resourceType": "Patient", "id": "p1", "name": [{"family": "Murphy"}], "birthDate": "1980-02-03"},
                 _result(1, "59261-8", "2026-02-01", 53, "mmol/mol"), _result(2, "4548-4", "2025-02-01", 6.5, "%")]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    (tmp_path / "bundle").write_text(json.dumps(bundle))
    place = str(tmp_path / "store")
    assert run_command(["--data-dir", place, "--user", "ann", "import", str(tmp_path / "bundle")]) == 0
    return place


def test_results_by_analyte_for_scripts_and_people(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run_command(["--data-dir", store, "--user", "ann", "patient", "p1", "--results", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["count"] == 2
    (line,) = found["analytes"]
    assert (line["analyte"], line["unit"], line["units"]) == ("hba1c", "mmol/mol", ["mmol/mol", "%"])
    newest, before = line["values"]
    assert (newest["value"], newest["conversion"]) == ("53", None)
    assert (before["value"], before["written"], before["written_unit"]) == ("48", "6.5", "%")
    assert "Hoelzel" in before["conversion_source"]
    assert newest["delta"] == {"change": "+5", "percent": pytest.approx(11.5, abs=0.1), "days": 365}
    assert run_command(["--data-dir", store, "--user", "ann", "patient", "p1", "--results"]) == 0
    assert "HbA1c" in capsys.readouterr().out
