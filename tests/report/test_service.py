"""Draft, signature, check and file: on a real store with a small record."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text, update

from workstation.domain.report import ReportSection
from workstation.errors import ConsiliaError, DamagedFile, NotAllowed, NotFound, UserMistake
from workstation.services import demo, report, sign_in, users
from workstation.services.demo.bundles import bundles
from workstation.services.importing import import_paths
from workstation.services.progress import Progress
from workstation.store.schema import signed_report

HERO = demo.HERO


@pytest.fixture
def filled(clinic, tmp_path):
    """The store with the hero's and the unknown man's records."""
    folder = tmp_path / "records"
    folder.mkdir()
    made = bundles(date(2026, 11, 23))
    for name in ("wang-xiaoming.json", "yang-fan.json"):
        (folder / name).write_bytes(made[name])
    import_paths(clinic, [folder])
    return clinic


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def actions(clinic) -> list[str]:
    with clinic.read() as conn:
        return [row.action for row in conn.execute(text("select action from audit order by seq"))]


def test_a_draft_says_what_the_record_says(filled):
    draft = report.draft(filled, HERO, Progress(), comment="Discuss in the chest board.")
    said = words(draft.pdf)
    for part in ("王小明", "4820 117 903", "Penicillin", "Anaphylaxis", "Metformin 1000 mg, twice daily with meals",
                 "eGFR, CKD-EPI 2021", "57", "Smokes tobacco daily", "Blood pressure at home", "BRCA2 c.5946del",
                 "Discuss in the chest board.", "home-blood-pressure", "E11.9", "I-1"):
        assert part in said, part
    assert draft.sha256 == hashlib.sha256(draft.pdf).hexdigest()
    assert draft.unread == ()
    assert "report.draft" in actions(filled)


@pytest.mark.parametrize(("written", "value", "printed"), [
    ("72.50", 72.5, "72.50"), ("118", 118.0, "118"), ("8.817890873109544", 8.817890873109544, "\u2248 8.818"),
    ("< 3", None, "< 3"),
])
def test_digits_stay_as_recorded_unless_a_machine_wrote_its_whole_tail(written, value, printed):
    from workstation.services.report_content import shown_number

    assert shown_number(written, value) == printed


def test_sections_can_be_left_out(filled):
    said = words(report.draft(filled, HERO, Progress(), (ReportSection.FAMILY,)).pdf)
    assert "Family history" in said
    assert "Latest results" not in said
    assert "Plan and advice" not in said


def test_almost_nothing_recorded_still_makes_a_report(filled):
    said = words(report.draft(filled, "demo-yang-fan", Progress(), language="zh").pdf)
    assert "杨帆" in said
    assert "过敏：未记录" in said


def test_signing_is_checked_by_the_public_key_alone(filled):
    draft = report.draft(filled, HERO, Progress())
    signed = report.sign(filled, draft)
    pdf = report.read(filled, signed.id)
    assert hashlib.sha256(pdf).hexdigest() == signed.sha256
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(filled.public_key))
    key.verify(base64.b64decode(signed.signature), bytes.fromhex(signed.sha256))     # raises where it doesn't fit
    assert "DRAFT" not in words(pdf)
    assert f"Signed {report.stamp(signed.signed_at)} by Dr. Ann Lee" in words(pdf)
    assert report.signed(filled, HERO) == [signed]
    assert report.verify(filled, signed.id).valid
    assert actions(filled).count("report.sign") == 1


@pytest.mark.parametrize(("column", "value"), [
    ("sha256", "00" * 32), ("signature", base64.b64encode(bytes(64)).decode()), ("signature", "no base64 !"),
    ("blob", "ab" * 32),
])
def test_every_change_to_a_signed_report_is_found(filled, column, value):
    signed = report.sign(filled, report.draft(filled, HERO, Progress(), (ReportSection.RECORD,)))
    filled.act("report.sign", patient_id=HERO, detail="the test tampers", write=lambda conn: conn.execute(
        update(signed_report).where(signed_report.c.id == signed.id).values({column: value})))
    check = report.verify(filled, signed.id)
    assert not check.valid
    assert check.reason


def test_only_a_draft_can_be_signed_and_a_nurse_can_not(filled, tmp_path):
    from workstation.store.keys import CHEAP

    users.add(filled, demo.USERS[3], "correct horse battery staple", CHEAP)
    draft = report.draft(filled, HERO, Progress(), (ReportSection.RECORD,))
    with sign_in.sign_in(filled.data_dir, "nurse.wu", "correct horse battery staple") as nurse:
        assert not nurse.may("report.sign")
        with pytest.raises(NotAllowed):
            report.sign(nurse, draft)
    assert report.signed(filled, HERO) == []
    import dataclasses

    already = dataclasses.replace(draft, content=dataclasses.replace(draft.content, signature=object()))
    with pytest.raises(UserMistake):
        report.sign(filled, already)
    with pytest.raises(NotFound):
        report.verify(filled, "nobody")


def test_pages_become_pictures(filled):
    draft = report.draft(filled, HERO, Progress(), (ReportSection.RECORD,))
    pictures = report.pages(draft.pdf, 300, Progress())
    assert [p.number for p in pictures] == list(range(1, pictures[0].count + 1))
    first = pictures[0]
    assert first.width == 300
    assert first.height == pytest.approx(300 * 297 / 210, abs=1)
    assert len(first.pixels) == 3 * first.width * first.height
    assert min(first.pixels) < 60 < 250 < max(first.pixels)
    with pytest.raises(DamagedFile):
        report.pages(b"no PDF at all", 300, Progress())


def test_saving_is_whole_or_not_at_all(filled, tmp_path, monkeypatch):
    out = tmp_path / "out.pdf"
    out.write_bytes(b"older")
    with pytest.raises(NotFound):
        report.save(filled, HERO, b"%PDF", tmp_path / "nowhere" / "x.pdf", "draft")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConsiliaError, match="full"):
        report.save(filled, HERO, b"%PDF", out, "draft")
    monkeypatch.undo()
    assert out.read_bytes() == b"older"
    assert sorted(p.name for p in tmp_path.glob("*out*")) == ["out.pdf"]
    report.save(filled, HERO, b"%PDF new", out, "draft report")
    assert out.read_bytes() == b"%PDF new"


def test_a_folder_is_no_file_to_write_to(filled, tmp_path):
    place = tmp_path / "a-folder"
    place.mkdir()
    with pytest.raises(ConsiliaError) as failed:
        report.save(filled, HERO, b"%PDF", place, "draft")
    assert str(place) in failed.value.sentence()


def test_the_command_writes_a_draft_and_signs_on_request(filled, tmp_path):
    import json

    place = filled.data_dir
    filled.close()
    env = {**os.environ, "CONSILIA_PASSPHRASE": "correct horse battery staple"}
    main = Path(__file__).parents[2] / "main.py"

    def run(*given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, str(main), "report", *given, "--data-dir", str(place)], env=env,
                              capture_output=True, text=True, check=False, timeout=120)

    done = run("4820117903", "-o", str(tmp_path / "r.pdf"), "--sign", "--json", "--sections", "record,family")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert told["signed"] is True
    assert told["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert run(HERO, "-o", str(tmp_path / "x.pdf"), "--sections", "horoscope").returncode == 2
    missing = run("nobody", "-o", str(tmp_path / "x.pdf"))
    assert missing.returncode == 1
    assert missing.stderr.count("\n") == 1
    assert "Traceback" not in missing.stderr
    refused = run(HERO, "-o", "/proc/nowhere/x.pdf", "--sections", "record")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
