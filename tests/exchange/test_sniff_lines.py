"""A file of lines is told from one document, however long its first line is."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from workstation.domain.resource import FileStatus
from workstation.exchange.sniff import Kind, sniff
from workstation.services import importing, patients
from workstation.services.clinic import Clinic


def _line(length: int) -> str:
    return json.dumps({"resourceType": "Basic", "id": "a", "language": "x" * length})


@pytest.mark.parametrize("length", [10, 8_100, 8_192, 9_000, 70_000, 400_000])
@pytest.mark.parametrize("packed", [False, True])
def test_lines_of_any_length_are_lines(tmp_path: Path, length: int, packed: bool) -> None:
    data = f"{_line(length)}\n{_line(5)}\n".encode()
    file = tmp_path / "one.ndjson"
    file.write_bytes(gzip.compress(data) if packed else data)
    assert sniff(file) == (Kind.NDJSON, packed)


@pytest.mark.parametrize("text", [
    _line(9_000), _line(9_000) + "\n", json.dumps({"a": "x" * 9_000, "b": {"c": 1}}, indent=1),
    '{"a": "' + "x" * 9_000 + '",\n"b": {}}',
])
def test_one_document_is_one_document(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.json"
    file.write_text(text, encoding="utf-8")
    assert sniff(file) == (Kind.FHIR_JSON, False)


def test_lines_within_an_archive_are_lines_too(clinic: Clinic, tmp_path: Path) -> None:
    patient = {"resourceType": "Patient", "id": "long", "name": [{"family": "Long", "text": "x" * 9_000}]}
    lines = "\n".join(json.dumps(one) for one in (patient, patient | {"id": "longer"}))
    file = tmp_path / "chart.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("patients.ndjson", lines)
    report = importing.import_paths(clinic, [file])
    assert [one.status for one in report.files] == [FileStatus.IMPORTED]
    assert len(patients.search(clinic)) == 2
