"""Hostile files get the verdict that their manifest asks for, quickly, and nothing of the rejected ones stays."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from workstation.domain.resource import FileStatus
from workstation.services import exporting, importing, patients
from workstation.services.clinic import Clinic
from workstation.store import schema

_VERDICTS = {
    FileStatus.IMPORTED: {"ACCEPT", "SALVAGE", "SANITIZE", "EITHER"},
    FileStatus.REJECTED: {"REJECT", "EITHER"},
    FileStatus.QUARANTINED: {"QUARANTINE", "EITHER"},
}
_NOT_RECORDS = ("json", "ped", "csv", "vcf", "sqlite", "onnx", "plugin", "blns", "image")


def rows(reference: Path, *families: str) -> list[dict[str, Any]]:
    manifest = json.loads((reference / "security" / "manifest.json").read_text())
    found = [row for row in manifest if row["family"] in families]
    assert found
    return found


def resources(clinic: Clinic) -> int:
    with clinic.read() as conn:
        return conn.execute(select(func.count()).select_from(schema.resource)).scalar_one()


def test_fhir_and_archives_get_their_verdict(clinic: Clinic, reference_data: Path) -> None:
    for row in rows(reference_data, "fhir", "zip"):
        before = resources(clinic)
        begun = time.perf_counter()
        report = importing.import_paths(clinic, [reference_data / "security" / row["file"]]).files[0]
        assert time.perf_counter() - begun < row["limit_s"], row["file"]
        assert row["expect"] in _VERDICTS[report.status], (row["file"], report)
        if report.status is FileStatus.REJECTED:
            assert resources(clinic) == before and report.issues, row["file"]
        if row["expect"] == "SALVAGE":
            assert any("line 2" in issue.place for issue in report.issues)


def test_what_is_no_record_is_named_and_leaves_nothing(clinic: Clinic, reference_data: Path) -> None:
    for row in rows(reference_data, *_NOT_RECORDS):
        begun = time.perf_counter()
        report = importing.import_paths(clinic, [reference_data / "security" / row["file"]]).files[0]
        assert time.perf_counter() - begun < row["limit_s"], row["file"]
        assert report.issues and report.counts == {}, row["file"]       # of JSON that is whole: read, nothing kept
        assert report.status is FileStatus.REJECTED or report.without_record, row["file"]
    assert resources(clinic) == 0


def test_names_of_every_kind_come_back_as_they_were(
    clinic: Clinic, reference_data: Path, write: Callable[..., Path], tmp_path: Path
) -> None:
    for number, row in enumerate(rows(reference_data, "text")):
        payload = json.loads((reference_data / "security" / row["file"]).read_bytes())["payload"]
        held = {"resourceType": "Patient", "id": f"t{number}", "name": [{"family": payload}]}
        report = importing.import_paths(clinic, [write(held)]).files[0]
        assert row["expect"] in _VERDICTS[report.status], row["file"]
        if report.status is FileStatus.REJECTED:
            continue
        assert patients.banner(clinic, f"t{number}").row.name.family == payload
        patients.search(clinic, payload[:100])
        exporting.export(clinic, f"t{number}", "ndjson", tmp_path / "out")
        assert json.loads((tmp_path / "out").read_text())["name"][0]["family"] == payload


@pytest.mark.parametrize("payload", ["O'Brien-Smith", "%", "_%", '"', "name:x", "{name}:x", "Null", "C++", "李%"])
def test_a_hostile_name_is_found_by_itself_and_by_nothing_else(
    clinic: Clinic, write: Callable[..., Path], payload: str
) -> None:
    other = {"resourceType": "Patient", "id": "other", "name": [{"family": "Zhang"}]}
    held = {"resourceType": "Patient", "id": "held", "name": [{"family": payload}]}
    importing.import_paths(clinic, [write(other, "1"), write(held, "2")])
    assert [row.id for row in patients.search(clinic, payload)] == ["held"]
