"""Files that mean harm, or are merely broken: one clear sentence, nothing fetched, nothing kept."""

from __future__ import annotations

import json
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from ccda_samples import document, resources, section
from sqlalchemy import select

from workstation.domain.resource import FileStatus
from workstation.errors import DamagedFile, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.exchange import ccda
from workstation.services import importing
from workstation.services.clinic import Clinic
from workstation.store import schema

Write = Callable[..., Path]


def test_every_hostile_document_gets_its_verdict_at_once(
        clinic: Clinic, reference_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two of the verdict SANITIZE are kept as plain words in no chart; of the others nothing is kept."""

    def connect(*_: object) -> NoReturn:
        raise AssertionError("a document reached for the network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    manifest = json.loads((reference_data / "security" / "manifest.json").read_bytes())
    rows = [row for row in manifest if row["family"] == "ccda"]
    assert len(rows) > 10
    for row in rows:
        begun = time.perf_counter()
        report = importing.import_paths(clinic, [reference_data / "security" / row["file"]]).files[0]
        assert time.perf_counter() - begun < row["limit_s"], row["file"]
        if row["expect"] == "SANITIZE":
            assert report.status is FileStatus.IMPORTED and "has no body" in report.issues[0].message, row["file"]
            continue
        assert row["expect"] == "REJECT" and report.status is FileStatus.REJECTED, row["file"]
        assert len(report.issues) == 1 and "Nothing" in report.issues[0].message, row["file"]
    with clinic.read() as conn:
        rows = conn.execute(select(schema.resource.c.type, schema.resource.c.patient_id, schema.resource.c.body)).all()
    assert sorted((row.type, row.patient_id) for row in rows) == 2 * [("Composition", None)] + 2 * [
        ("DocumentReference", None)]
    divs = [json.loads(zlib.decompress(row.body))["section"][0]["text"]["div"] for row in rows
            if row.type == "Composition"]
    assert any("&lt;script&gt;1&lt;/script&gt;" in div for div in divs)
    assert not any("<script" in div or "javascript" in div for div in divs)


@pytest.mark.parametrize(("inside", "kept"), [
    ("<title>ok</title>", False), ("<title/>", False), ("<title>5 &lt; 7 > 6</title>", False), ("<text/>", False),
    ("<text>Rest</text>", True), ("<title><![CDATA[<b>Rest</b>]]></title>", True),
])
def test_a_document_without_body_is_kept_where_it_holds_something_to_read(inside: str, kept: bool) -> None:
    data = f'<ClinicalDocument xmlns="urn:hl7-org:v3">{inside}</ClinicalDocument>'.encode()
    if kept:
        assert {one.type for one in ccda.read(data, "f.xml").candidates} == {"Composition", "DocumentReference"}
        return
    with pytest.raises(NotThatFormat):
        ccda.read(data, "f.xml")


def test_markup_and_script_links_in_a_narrative_become_plain_words() -> None:
    text = ('<paragraph><![CDATA[<script>1</script>]]></paragraph><linkHtml href="javascript:alert(1)">here</linkHtml>'
            '<linkHtml href="https://example.org/a">there</linkHtml>')
    composition = resources(document(section("8716-3", text)))["Composition"][0]
    div = composition["section"][0]["text"]["div"]
    assert "&lt;script&gt;1&lt;/script&gt;" in div and "<script>" not in div
    assert "javascript" not in div and "there (https://example.org/a)" in div


@pytest.mark.parametrize(("data", "error"), [
    (b'<!DOCTYPE a [<!ENTITY x "y">]><ClinicalDocument>&x;</ClinicalDocument>', UnsafeFile),
    (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><ClinicalDocument/>', UnsafeFile),
    (b"<ClinicalDocument>&undefined;</ClinicalDocument>", DamagedFile),
    (b"<section>" * 5000, UnsafeFile),
    (b"<?xml version='1.0' encoding='UTF-7'?><section/>", UnsafeFile),
    (b"<Bundle xmlns='http://hl7.org/fhir'/>", NotThatFormat),
    (b"\xff\xfe<\x00a", DamagedFile),
    (b"<section><title>\x81\x8d</title></section>", DamagedFile),
])
def test_what_is_unsafe_broken_or_something_else_is_named(data: bytes, error: type[UnreadableInput]) -> None:
    with pytest.raises(error) as refused:
        ccda.read(data, "file.xml")
    assert refused.value.sentence().startswith("file.xml")


@pytest.mark.parametrize("text", [
    "<entry>" + "<act><code code='CONC'/><entryRelationship>" * 90 + "</entryRelationship></act>" * 90 + "</entry>",
    "<entry>" + "<organizer><component>" * 90 + "</component></organizer>" * 90 + "</entry>",
    "<entry>" + "<supply><entryRelationship>" * 90 + "</entryRelationship></supply>" * 90 + "</entry>",
    "<text>" + "<table><tr><td>" * 45 + "x" * 10_000 + "</td></tr></table>" * 45 + "</text>",
    "<text><content ID='a'>" + "x" * 1_000_000 + "</content></text>" + (
        "<entry><observation moodCode='EVN'><code code='1'/><text><reference value='#a'/></text></observation></entry>"
        * 500),
])
def test_nesting_and_repetition_cost_no_time(text: str) -> None:
    begun = time.perf_counter()
    ccda.read(f"<section>{text}</section>".encode(), "file.xml")
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "gb18030", "windows-1252"])
def test_every_usual_encoding_is_read_by_what_the_file_says(
        clinic: Clinic, write: Write, encoding: str) -> None:
    word = "姓名" if encoding == "gb18030" else "Müller"
    said = "UTF-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{said}"?>' + document(section("8716-3", word, title=word)).decode()
    path = write(text.encode(encoding), "file.xml")
    report = importing.import_paths(clinic, [path]).files[0]
    assert report.status is FileStatus.IMPORTED and f"section {word}" in report.counts


def test_a_wrong_label_is_read_and_said() -> None:
    data = document(section("8716-3", "Müller")).decode().encode("cp1252")
    found = ccda.read(data, "file.xml")
    assert any("Windows-1252" in issue.message for issue in found.issues)


def test_a_document_of_nobody_waits(clinic: Clinic, write: Write) -> None:
    nobody = b"<section><title>Plan</title><text>Rest</text></section>"
    report = importing.import_paths(clinic, [write(nobody, "file.xml")]).files[0]
    assert report.status is FileStatus.QUARANTINED
    assert "names no patient" in report.issues[0].message
