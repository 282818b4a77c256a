"""Every patient summary of real vendors opens, and each of its sections is shown with its words, or its fault named."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workstation.domain.document import TextReading
from workstation.domain.resource import FileReport, FileStatus
from workstation.exchange import fhir_xml
from workstation.services import documents, importing, patients
from workstation.services.clinic import Clinic

_NAMES = sorted(path.name for path in Path(os.environ.get("CONSILIA_REFERENCE_DATA", "."), "fhir", "ips").glob("*"))
_ADDRESS = re.compile(r"\(https?://[^)]*\)")            # shown after a link's words, where it leads to
_TAG = re.compile(r"<[^>]*>|<!--.*?-->", re.DOTALL)


def read(path: Path) -> dict[str, Any] | None:
    """The bundle as JSON; None for a summary that is no FHIR (C-CDA)."""
    data = path.read_bytes()
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return json.loads(data.decode("utf-8-sig"))
    return json.loads(fhir_xml.convert(data, path.name).data) if fhir_xml.is_fhir(data) else None


def sections(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in holder.get("section", []):
        yield section
        yield from sections(section)


def compositions(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    resources = [entry.get("resource") or {} for entry in bundle.get("entry", [])]
    return [one for one in resources if one.get("resourceType") == "Composition"]


def words(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def squeezed(text: str) -> str:
    """Letters and digits only: a table may be laid out anew, its words not lost."""
    return re.sub(r"[\W_]+", "", text).casefold()


def imported(clinic: Clinic, path: Path) -> FileReport:
    report = importing.import_paths(clinic, [path])
    return report.files[0]


def shown(clinic: Clinic) -> str:
    """Everything that the documents page shows of every patient."""
    found: list[str] = []
    for row in patients.search(clinic, ""):
        for document in documents.listed(clinic, row.id):
            for part in document.parts:
                reading = documents.opened(clinic, document, part).reading
                if isinstance(reading, TextReading):
                    found += [piece for block in reading.blocks
                              for piece in (block.text, *(cell for line in block.rows for cell in line))]
    return squeezed(_ADDRESS.sub("", " ".join(found)))


def test_there_are_fifty_five(reference_data: Path) -> None:
    assert len(list((reference_data / "fhir" / "ips").iterdir())) == len(_NAMES) == 55


@pytest.mark.parametrize("name", _NAMES)
def test_a_summary_opens_with_every_section(clinic: Clinic, reference_data: Path, name: str) -> None:
    path = reference_data / "fhir" / "ips" / name
    report = imported(clinic, path)
    assert report.status in (FileStatus.IMPORTED, FileStatus.QUARANTINED), report.issues
    bundle = read(path)
    if bundle is None:
        assert sum(count.get("mapped", 0) for count in report.counts.values())
        return
    named = " ".join(f"{issue.place} {issue.message}" for issue in report.issues)
    on_screen = shown(clinic)
    for composition in compositions(bundle):
        if f"Composition/{composition.get('id')}" in named and "quarantine" in named:
            continue                                     # its fault is named, and a person decides
        for section in sections(composition):
            assert squeezed(section.get("title", "")) in on_screen, section.get("title")
            told = _ADDRESS.sub("", words((section.get("text") or {}).get("div", "")))
            for piece in told.split(". "):
                assert squeezed(piece) in on_screen, piece
