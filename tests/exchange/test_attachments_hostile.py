"""Every hostile file of the reference data as an attachment: shown as words, or refused in words."""

from __future__ import annotations

import json
import subprocess
import sys

import attachment_samples as made
import pytest

from workstation.domain.document import ContentKind, NoReading, TextReading
from workstation.errors import ConsiliaError
from workstation.exchange import attachments, attachments_read
from workstation.exchange.attachments_sniff import kind_of
from workstation.services import documents, importing, patients

FOLDERS = ("text", "image", "fhir", "ccda", "json", "zip")


def test_every_hostile_file_as_an_attachment(reference_data):
    shown = refused = 0
    for folder in FOLDERS:
        for file in sorted((reference_data / "security" / folder).iterdir()):
            data = file.read_bytes()
            if len(data) > 20 << 20:
                continue
            try:
                reading, _ = attachments_read.read(data, kind_of(data), "text/html", file.name)
            except ConsiliaError as fault:
                assert fault.sentence()
                refused += 1
                continue
            shown += 1
            if isinstance(reading, TextReading):
                for block in reading.blocks:
                    assert "root:x:0" not in block.text
    assert shown > 100
    print(f"{shown} shown, {refused} refused")


def _texts(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for held in node.values() if isinstance(node, dict) else node:
            yield from _texts(held)


def test_hostile_words_as_titles_authors_and_notes(clinic, reference_data, tmp_path):
    said = []
    for file in sorted((reference_data / "security/text").iterdir()):
        said += [text for text in _texts(json.loads(file.read_bytes())) if text.strip()]
    said = sorted({text for text in said if len(text) < 5000})
    person = {"resourceType": "Patient", "id": "p", "birthDate": "1970-01-01", "name": [{"family": "Ho"}]}
    notes = [{"resourceType": "Condition", "id": f"c{place}", "subject": {"reference": "Patient/p"},
              "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"text": text},
              "note": [{"text": text, "authorString": text}]} for place, text in enumerate(said)]
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in (person, *notes)]}), encoding="utf-8")
    report = importing.import_paths(clinic, [file])
    stored = report.totals()["Condition"]["stored"]
    listed = documents.listed(clinic, patients.search(clinic)[0].id)
    assert len(listed) == stored > 30
    for one in listed:
        reading = documents.opened(clinic, one, one.parts[0]).reading
        assert isinstance(reading, TextReading)
        kept = "".join("".join(block.text.split()) for block in reading.blocks)
        assert kept == "".join(said[int(one.source.removeprefix("Condition/c"))].split())     # not a letter is lost


@pytest.mark.parametrize("markup", [
    b"<p>" + b"<div>" * 100_000 + b"deep", b"<a href='" + b"x" * 2_000_000, b"<" * 500_000, b"<!--" + b"-" * 1_000_000,
    b"<table>" + b"<tr><td>" * 50_000, b"&#x110000;&#0;&nbsp;&bogus; ok", b"<![CDATA[<script>x</script>]]><p>ok",
    b"<script>" + b"x" * 100_000, b"<ul>" * 5000 + b"<li>x",
])
def test_markup_made_to_hurt(markup):
    try:
        reading, _ = attachments_read.read(markup, ContentKind.MARKUP, "text/html", "it")
    except ConsiliaError as fault:
        assert "longer than" in fault.sentence()
    else:
        assert isinstance(reading, TextReading)


def test_a_reader_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(attachments_read, "_SECONDS", 0.3)
    with pytest.raises(ConsiliaError, match="longer than"):
        attachments_read.read(b"<!" * 3_000_000, ContentKind.MARKUP, "text/html", "it")


def test_neither_pdf_nor_pictures_nor_sound_are_decoded_in_the_asking_process(tmp_path):
    """A fresh process opens one of each; the libraries that decode them were never loaded in it."""
    for name, data in (("a.pdf", made.pdf()), ("a.png", made.png(4, 4)), ("a.wav", made.wav())):
        (tmp_path / name).write_bytes(data)
    program = (
        "import sys, pathlib\n"
        "from workstation.exchange import attachments_read as reader\n"
        "from workstation.exchange.attachments_sniff import kind_of\n"
        "if __name__ == '__main__':\n"
        f"    for file in sorted(pathlib.Path({str(tmp_path)!r}).iterdir()):\n"
        "        data = file.read_bytes()\n"
        "        reading, _ = reader.read(data, kind_of(data), '', file.name)\n"
        "        if hasattr(reading, 'sizes'):\n"
        "            reader.page(data, reading, 0, 50, file.name)\n"
        "    print([name for name in ('pypdfium2', 'PIL', 'soundfile') if name in sys.modules])\n")
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.strip() == "[]"


def test_a_binary_of_another_patient_is_never_opened(clinic, tmp_path):
    def take(identity, *resources):
        person = {"resourceType": "Patient", "id": identity, "birthDate": "1970-01-01",
                  "name": [{"family": f"Family{identity}"}]}
        file = tmp_path / f"{identity}.json"
        bundle = {"resourceType": "Bundle", "type": "collection",
                  "entry": [{"resource": one} for one in (person, *resources)]}
        file.write_text(json.dumps(bundle), encoding="utf-8")
        importing.import_paths(clinic, [file])

    secret = {"resourceType": "Binary", "id": "secret", "contentType": "text/plain", "data": "c2VjcmV0",
              "securityContext": {"reference": "Patient/q"}}
    take("q", secret)
    thief = made.reference(None, "text/plain", url="Binary/secret")
    take("p", thief)
    one = documents.find(clinic, "DocumentReference/d1")
    assert isinstance(documents.opened(clinic, one, one.parts[0]).reading, NoReading)
    take("q", secret, thief | {"id": "d2", "subject": {"reference": "Patient/q"}})
    own = documents.find(clinic, "DocumentReference/d2")
    assert isinstance(documents.opened(clinic, own, own.parts[0]).reading, TextReading)


def test_an_address_into_the_vault_that_nobody_was_given_opens_nothing(clinic, tmp_path):
    person = {"resourceType": "Patient", "id": "p", "birthDate": "1970-01-01", "name": [{"family": "Ho"}]}
    forged = made.reference(None, "text/plain", url=f"{attachments.VAULT}{'0' * 64}")
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": person}, {"resource": forged}]}), encoding="utf-8")
    importing.import_paths(clinic, [file])
    one = documents.listed(clinic, patients.search(clinic)[0].id)[0]
    assert isinstance(documents.opened(clinic, one, one.parts[0]).reading, NoReading)
