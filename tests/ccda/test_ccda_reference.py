"""The open documents and fragments: each opens, no words are lost, and nearly every coded statement becomes data."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from pathlib import Path

import orjson
import pytest

from workstation.domain.resource import FileStatus
from workstation.exchange import ccda
from workstation.services import importing
from workstation.services.clinic import Clinic

_V3 = "{urn:hl7-org:v3}"
_ADDED = re.compile(r" \(https?://[^)]*\)| \[media [^\]]*\]")       # the address of a link, said beside its words
_STATEMENTS = {f"{_V3}{name}" for name in ("observation", "procedure", "substanceAdministration", "supply",
                                           "encounter", "act")}


def files(reference: Path, folder: str) -> list[Path]:
    found = sorted((reference / "fhir" / folder).glob("*.xml"))
    assert found
    return found


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def composition(path: Path) -> dict[str, object]:
    read = ccda.read(path.read_bytes(), path.name)
    return next(orjson.loads(c.raw) for c in read.candidates if c.type == "Composition")


def narratives(sections: list[dict[str, object]]) -> list[str]:
    found: list[str] = []
    for section in sections:
        text = section.get("text")
        found.append(unescape(text["div"].partition("<pre>")[2].rpartition("</pre>")[0]) if text else "")
        found += narratives(section.get("section", []))
    return found


def test_every_document_and_fragment_opens(clinic: Clinic, reference_data: Path) -> None:
    for path in files(reference_data, "ccda"):
        report = importing.import_paths(clinic, [path]).files[0]
        assert report.status is FileStatus.IMPORTED or "birth date" in str(report.issues), path.name
    for path in files(reference_data, "ccda_fragments"):
        report = importing.import_paths(clinic, [path]).files[0]
        assert report.status is FileStatus.QUARANTINED, path.name
        assert any("names no patient" in issue.message for issue in report.issues)


def test_no_word_of_any_section_is_lost(reference_data: Path) -> None:
    """Against the XML as another parser reads it: every letter and digit, section by section, in their order."""
    seen = 0
    for path in files(reference_data, "ccda"):
        tree = ElementTree.fromstring(path.read_bytes())
        told = [text for section in tree.iter(f"{_V3}section")
                for text in [section.find(f"{_V3}text")]]
        kept = narratives(composition(path)["section"])
        assert len(kept) == len(told), path.name
        for block, words in zip(told, kept, strict=True):
            said = letters("".join(block.itertext()) if block is not None else "")
            assert said == letters(_ADDED.sub("", words)), path.name
            seen += 1
    assert seen > 120


def test_coded_statements_become_data(reference_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all entries whose main statement (for a group: one inside it) has a code, and of all such statements."""
    entries = mapped_entries = statements = mapped = 0
    for path in files(reference_data, "ccda"):
        read = ccda.read(path.read_bytes(), path.name)
        tree = ElementTree.fromstring(path.read_bytes())
        for entry in tree.iter(f"{_V3}entry"):
            entries += any(coded(element) for element in list(entry))
        mapped_entries += sum(section.mapped for section in read.sections)
        statements += sum(1 for e in tree.iter() if e.tag in _STATEMENTS and coded(e))
        mapped += len(read.mapped)
    with capsys.disabled():
        print(f"\nC-CDA: {mapped_entries} of {entries} coded entries, {mapped} of {statements} coded statements")
    assert mapped_entries >= 0.95 * entries


def coded(element: ElementTree.Element) -> bool:
    code = element.find(f"{_V3}code")
    return code is not None and bool(code.get("code")) and not code.get("nullFlavor")
