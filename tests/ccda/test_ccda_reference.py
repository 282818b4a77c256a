"""The open documents and fragments: each opens, no words are lost, and nearly every coded statement becomes data."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import orjson
import pytest

from workstation.domain.resource import FileStatus
from workstation.exchange import ccda
from workstation.exchange.ccda.xml_tree import Element, parse
from workstation.services import importing
from workstation.services.clinic import Clinic

_V3 = "{urn:hl7-org:v3}"
_ADDED = re.compile(r" \(https?://[^)]*\)| \[media [^\]]*\]")       # the address of a link, said beside its words
_STATEMENTS = {"observation", "procedure", "substanceAdministration", "supply", "encounter", "act"}


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
    """Of all statements with a code, at any depth and in any section: those that stand on the record as data.

    A group (organizer, concern) counts by what is in it, so it is not counted itself. The two objects that only list
    the pictures of a study (DICOM object catalog) are among those that are not taken.
    """
    figures: dict[str, list[int]] = {}
    for folder in ("ccda", "ccda_fragments"):
        for path in files(reference_data, folder):
            read = ccda.read(path.read_bytes(), path.name)
            for depth, element in coded(parse(path.read_bytes(), path.name).root):
                figures.setdefault(f"{folder}, {depth}", []).append(element.start in read.mapped)
    with capsys.disabled():
        for name, mapped in figures.items():
            print(f"\nC-CDA, {name}: {sum(mapped)} of {len(mapped)} coded statements are data", end="")
    for name, mapped in figures.items():
        assert sum(mapped) >= 0.95 * len(mapped) or "fragments" in name and len(mapped) < 60, name


def coded(root: Element) -> Iterator[tuple[str, Element]]:
    """('main' for the statements of an entry and of its groups, else 'inner', the statement)."""
    waiting: list[tuple[str, Element]] = [("main", root)]
    while waiting:
        depth, element = waiting.pop()
        group = element.name == "organizer" or (element.name == "act" and any(
            s.name in _STATEMENTS for link in element.all("entryRelationship") for s in link.all()))
        code = element.first("code")
        if element.name in _STATEMENTS and not group and code is not None and code.get("code"):
            yield depth, element
        inner = "inner" if element.name in _STATEMENTS and not group else depth
        waiting += [(inner, child) for child in element.all()]
