"""Every hostile table gets the verdict of the manifest, by the mapping that a person would write for it."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from csv_samples import HR, VITALS, numbered
from sqlalchemy import func, select

from workstation.domain.resource import FileReport, FileStatus
from workstation.services import exporting, importing, mappings
from workstation.services.clinic import Clinic
from workstation.store import schema

_DAY = '[fixed]\npatient = "P1"\ndate = "2026-01-01"\n'


def _one(column: str, unit: str = "/min") -> str:
    """A mapping of a file of one patient and one day, whose column ``column`` is a measurement."""
    return f'kind = "results"\n{_DAY}[[result]]\ncolumn = "{column}"\nname = "x"\nunit = "{unit}"\n'


MAPPINGS = {
    "bom.csv": _one("a"), "dup_hdr.csv": _one("hr"), "huge_field.csv": _one("a"), "nul.csv": _one("a"),
    "quote.csv": _one("a"), "ragged.csv": _one("a"), "wide.csv": _one("c0"), "semicolon.csv": _one("a"),
    "date_amb.csv": VITALS,
    "formula.csv": 'kind = "medications"\n[columns]\nname = "name"\ndose = "dose"\n[fixed]\npatient = "P1"\n',
    "latin1.csv": 'kind = "medications"\n[columns]\nname = "n"\n[fixed]\npatient = "P1"\n',
    "sci_id.csv": 'kind = "patients"\n[columns]\nnumber = "patient_id"\nname = "x"\n',
    "time_back.csv": 'kind = "results"\n[columns]\ndate = "ts"\n[fixed]\npatient = "P1"\n' + HR,
}
_STATUS = {"ACCEPT": FileStatus.IMPORTED, "SALVAGE": FileStatus.IMPORTED, "SANITIZE": FileStatus.IMPORTED,
           "REJECT": FileStatus.REJECTED, "QUARANTINE": FileStatus.QUARANTINED}


@pytest.fixture
def known(clinic: Clinic, write: Callable[..., Path]) -> Clinic:
    importing.import_paths(clinic, [write(numbered(), "p1.json")])
    return clinic


def take(clinic: Clinic, reference: Path, name: str, toml: str | None = None) -> FileReport:
    mapping = f"for-{name}-{len(mappings.listed(clinic))}"
    mappings.add(clinic, (toml or MAPPINGS[name]).encode(), mapping)
    return importing.import_paths(clinic, [reference / "security" / "csv" / name], mapping=mapping).files[0]


def held(clinic: Clinic, kind: str) -> list[dict[str, Any]]:
    with clinic.read() as conn:
        rows = conn.execute(select(schema.resource.c.body).where(schema.resource.c.type == kind)).scalars()
        return [json.loads(zlib.decompress(row)) for row in rows]


def resources(clinic: Clinic) -> int:
    with clinic.read() as conn:
        return conn.execute(select(func.count()).select_from(schema.resource)).scalar_one()


def test_every_table_gets_its_verdict_in_time(known: Clinic, reference_data: Path) -> None:
    rows = [row for row in json.loads((reference_data / "security" / "manifest.json").read_bytes())
            if row["family"] == "csv"]
    assert {Path(row["file"]).name for row in rows} == set(MAPPINGS)
    for row in rows:
        before, begun = resources(known), time.perf_counter()
        report = take(known, reference_data, Path(row["file"]).name)
        assert time.perf_counter() - begun < row["limit_s"], row["file"]
        assert report.status is _STATUS[row["expect"]], (row["file"], report)
        if row["expect"] in ("REJECT", "QUARANTINE"):
            assert resources(known) == before and any(issue.severity == "error" for issue in report.issues)
        if row["expect"] == "ACCEPT":
            assert not [issue for issue in report.issues if issue.severity == "error"] and resources(known) > before



def test_what_each_refusal_says(known: Clinic, reference_data: Path) -> None:
    said = {"dup_hdr.csv": "two columns are named 'hr'", "huge_field.csv": "a cell of more than",
            "nul.csv": "NUL", "quote.csv": "quoting is broken", "wide.csv": "more than 1000 columns",
            "ragged.csv": "it has 3 cells", "date_amb.csv": "may be one day or another", "latin1.csv": "latin-1",
            "semicolon.csv": "two ways"}
    for name, words in said.items():
        report = take(known, reference_data, name)
        assert any(words in issue.message for issue in report.issues), (name, report.issues)


def test_the_stated_format_settles_what_waited(known: Clinic, reference_data: Path) -> None:
    stated = {"date_amb.csv": 'dates = "DMY"\n' + VITALS, "semicolon.csv": 'decimal = ","\n' + _one("a"),
              "latin1.csv": 'charset = "latin-1"\n' + MAPPINGS["latin1.csv"]}
    for name, toml in stated.items():
        assert take(known, reference_data, name, toml).status is FileStatus.IMPORTED, name
    dates = {one["effectiveDateTime"] for one in held(known, "Observation")}
    values = {one["valueQuantity"]["value"] for one in held(known, "Observation")}
    assert dates == {"2026-04-03", "2026-01-01"} and values == {70, 1.5}
    assert held(known, "MedicationStatement")[0]["medicationCodeableConcept"]["text"] == "José"


def test_a_number_is_kept_letter_by_letter(known: Clinic, reference_data: Path) -> None:
    take(known, reference_data, "sci_id.csv")
    assert "1E5" in [one["identifier"][0]["value"] for one in held(known, "Patient")]


def test_times_that_run_backwards_keep_their_time_and_are_told(known: Clinic, reference_data: Path) -> None:
    report = take(known, reference_data, "time_back.csv")
    (issue,) = [issue for issue in report.issues if issue.severity == "warning" and "backwards" in issue.message]
    assert issue.place == "line 3"
    values = {one["effectiveDateTime"]: one["valueQuantity"]["value"] for one in held(known, "Observation")}
    assert values == {"2026-01-01T00:00:10Z": 70, "2026-01-01T00:00:05Z": 71}


def test_formula_cells_stay_words_and_are_inert_on_the_way_out(
        known: Clinic, reference_data: Path, tmp_path: Path) -> None:
    take(known, reference_data, "formula.csv")
    names = {one["medicationCodeableConcept"]["text"] for one in held(known, "MedicationStatement")}
    assert names == {"=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "=1"}
    exporting.export(known, "p1", "csv", tmp_path / "out.csv")
    import csv

    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("cmd|" in cell for cell in cells) and not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)
