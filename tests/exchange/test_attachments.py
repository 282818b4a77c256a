"""What a resource holds as documents and notes, and what an attachment is by its content."""

from __future__ import annotations

import base64

import attachment_samples as made
import pytest

from workstation.domain.document import ContentKind, DocumentKind, PartForm
from workstation.exchange import attachments
from workstation.exchange.attachments_rtf import RtfFault
from workstation.exchange.attachments_rtf import read as read_rtf
from workstation.exchange.attachments_sniff import decoded, fits, kind_of


def _only(resource):
    found = list(attachments.documents(resource, f"{resource['resourceType']}/{resource['id']}"))
    assert len(found) == 1
    return found[0]


def test_a_document_reference_says_who_when_and_where():
    one = _only(made.reference(b"Dear colleague", title="Discharge letter"))
    assert (one.title, one.author, one.type_words) == ("Discharge letter", "Dr. Ann Lee", "Letter")
    assert one.date is not None and one.date.text.startswith("2026-03-02")
    assert (one.parts[0].form, one.parts[0].size, one.kind) == (PartForm.INLINE, 14, DocumentKind.NOTE)


def test_where_the_content_lies():
    forms = {address: _only(made.reference(None, url=address)).parts[0].form for address in (
        "Binary/x1", "https://a.example/fhir/Binary/x1/_history/2", "https://a.example/letter.pdf",
        "urn:consilia:vault:00", "file:///etc/passwd")}
    assert [form.value for form in forms.values()] == ["binary", "binary", "address", "vault", "address"]
    assert _only(made.reference(None)).parts[0].form is PartForm.MISSING


def test_notes_of_any_resource_and_nothing_entered_in_error():
    condition = {"resourceType": "Condition", "id": "c", "code": {"text": "Asthma"}, "onsetDateTime": "2020-02",
                 "note": [{"text": "Worse in spring", "time": "2021-04-01", "authorString": "Dr X"},
                          {"text": "Better"}]}
    first, second = attachments.documents(condition, "Condition/c")
    assert (first.title, first.author, first.date.text) == ("Asthma", "Dr X", "2021-04-01")
    assert first.id == "Condition/c#note.0"
    assert second.date.text == "2020-02"
    assert attachments.texts(condition, second.place) == [("", 1, False, "Better")]
    assert list(attachments.documents(condition | {"status": "entered-in-error"}, "Condition/c")) == []


def test_a_report_of_values_alone_is_no_document():
    report = {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Blood count"},
              "text": {"status": "generated", "div": "<div>table</div>"}}
    assert list(attachments.documents(report, "DiagnosticReport/r")) == []
    told = _only(report | {"conclusion": "Iron deficiency"})
    assert told.kind is DocumentKind.REPORT
    assert [text for *_, text in attachments.texts(report | {"conclusion": "Iron deficiency"}, "")] == [
        "Iron deficiency", "<div>table</div>"]


def test_sections_within_sections_and_the_reason_of_an_empty_one():
    composition = {"resourceType": "Composition", "id": "s", "title": "Summary", "section": [
        {"title": "Allergies", "text": {"div": "<div>None</div>"}, "section": [{"title": "Food"}]},
        {"title": "Plans", "emptyReason": {"coding": [{"code": "notasked", "display": "Not Asked"}]}}]}
    assert attachments.texts(composition, "") == [
        ("Allergies", 1, True, "<div>None</div>"), ("Food", 2, True, ""), ("Plans", 1, False, "Not Asked")]


def test_messages_impressions_media_and_binaries():
    message = {"resourceType": "Communication", "id": "m", "sent": "2026-01-01", "payload": [
        {"contentString": "Please call"}, {"contentAttachment": {"contentType": "image/png", "data": "AAAA"}}]}
    assert [p.form for p in _only(message).parts] == [PartForm.TEXT, PartForm.INLINE]
    impression = {"resourceType": "ClinicalImpression", "id": "i", "summary": "Stable", "note": [{"text": "See again"}]}
    assert _only(impression).kind is DocumentKind.NOTE
    assert [text for *_, text in attachments.texts(impression, "")] == ["Stable", "See again"]
    sound = base64.b64encode(made.wav()).decode()
    media = {"resourceType": "Media", "id": "h", "content": {"contentType": "application/octet-stream", "data": sound}}
    assert _only(media).kind is DocumentKind.SOUND               # by its content
    binary = _only({"resourceType": "Binary", "id": "b", "contentType": "application/pdf", "data": "JVBERi0x"})
    assert (binary.kind, binary.parts[0].found) == (DocumentKind.PDF, ContentKind.PDF)
    assert attachments.at({"resourceType": "Binary"}, binary.parts[0].place) == {"resourceType": "Binary"}


def test_a_list_needs_only_the_head_of_large_data():
    import json

    whole = made.reference(made.png(4, 4) + bytes(300_000), "image/png")
    short = attachments.shortened(json.dumps(whole).encode())
    assert len(short) < 20_000
    assert _only(json.loads(short)).parts == _only(whole).parts
    assert attachments.shortened(b'{"data": "AAAA"}') == b'{"data": "AAAA"}'


@pytest.mark.parametrize(("data", "kind"), [
    (b"%PDF-1.7\n", ContentKind.PDF), (b"\xef\xbb\xbf  %PDF-1.4", ContentKind.PDF), (made.png(2, 2), ContentKind.PNG),
    (b"\xff\xd8\xff\xe0", ContentKind.JPEG), (made.wav(), ContentKind.WAV), (b"fLaC\0\0", ContentKind.FLAC),
    (b"OggS\0", ContentKind.OGG), (b"ID3\x04", ContentKind.MP3), (b"\xff\xfb\x90\x44", ContentKind.MP3),
    (b"{\\rtf1 x}", ContentKind.RTF), (b"\0" * 128 + b"DICM", ContentKind.DICOM), (b"PK\x03\x04zz", ContentKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ContentKind.OFFICE), (b"", ContentKind.EMPTY),
    (b"\0\1\2", ContentKind.UNKNOWN),
    (b"<!DOCTYPE html><p>x", ContentKind.MARKUP), (b"<?xml version='1.0'?><ClinicalDocument/>", ContentKind.CDA),
    (b"<?xml version='1.0'?><a/>", ContentKind.XML), ("血压 140/90".encode("gb18030"), ContentKind.TEXT),
    ("\ufeffbla".encode("utf-16-le"), ContentKind.TEXT), (b"BP < 120 > 80", ContentKind.TEXT),
    (b"<3 kg lost", ContentKind.TEXT),
])
def test_kinds_by_content(data, kind):
    assert kind_of(data) is kind


@pytest.mark.parametrize(("declared", "found", "fit"), [
    ("application/pdf", ContentKind.PDF, True), ("image/jpeg", ContentKind.PNG, False),
    ("application/pdf", ContentKind.MARKUP, False), ("text/plain; charset=utf-8", ContentKind.TEXT, True),
    ("text/plain", ContentKind.PDF, False), ("", ContentKind.PDF, True),
    ("application/octet-stream", ContentKind.PNG, True),
    ("text/html", ContentKind.TEXT, False), ("audio/wav", ContentKind.WAV, True), ("audio/wav", ContentKind.MP3, False),
    ("application/xml", ContentKind.CDA, True), ("image/png", ContentKind.ZIP, False),
])
def test_what_the_sender_said_against_what_it_is(declared, found, fit):
    assert fits(declared, found) is fit


def test_letters_of_other_encodings_are_read_and_guesses_named():
    assert decoded("血压正常".encode("gb18030"), "text/plain") == ("血压正常", "GB18030")
    assert decoded("血压正常".encode("gbk"), "text/plain; charset=gbk") == ("血压正常", "")
    assert decoded(b"caf\xe9 au lait", "text/plain; charset=utf-8") == ("café au lait", "Windows-1252")
    assert decoded("Größe".encode("utf-16"), "") == ("Größe", "")
    assert decoded(b"x" * 4 + b"\xe8\xa1", "text/plain")[1] == ""            # the last letter was cut off
    assert decoded(b"2+2=4 \xff x", "text/plain; charset=utf-7")[1] == "Windows-1252"     # UTF-7 hides markup: not read


@pytest.mark.parametrize(("text", "data", "wrong"), [
    ("SGVsbG8=", b"Hello", False), ("SGVs\n bG8=", b"Hello", False), ("SGVsbG8", b"Hel", True),
    ("SGVsbG8gd29ybGQ", b"Hello wor", True), ("SGVs!!!!", b"Hel", True), ("", b"", False),
])
def test_base64_that_is_cut_off_is_read_as_far_as_it_goes(text, data, wrong):
    assert attachments.decode(text) == (data, wrong)


def test_rtf_becomes_paragraphs():
    rtf = read_rtf(rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset134 SimSun;}{\f1 Arial;}}{\*\generator Word}"
                   rb"{\info{\author Nobody}}\f1 Bl\'fcte\par\f0\'d1\'aa\'d1\'b9\par\uc1\u8364?5\par"
                   rb" a\cell b\cell\row{\pict\wmetafile8 0102}{\field{\*\fldinst HYPERLINK}{\fldrslt link}}}")
    assert [line.strip(" |") for line in rtf.text.strip().split("\n")] == ["Blüte", "血压", "€5", "a | b", "link"]
    assert rtf.left_out == 1


@pytest.mark.parametrize("data", [b"no rtf", b"{\\rtf1" + b"{" * 5000, b"{\\rtf1\\bin9999999 x}"])
def test_rtf_that_is_refused(data):
    with pytest.raises(RtfFault):
        read_rtf(data)
