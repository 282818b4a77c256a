"""A study brought from another institution's DICOMweb server: byte for byte, and under nobody by accident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dicomweb_samples import OTHER, STUDY
from other_institution import Other, served

from workstation.domain.resource import FileStatus
from workstation.domain.user import Role, User
from workstation.errors import CallFailed, NotFound, UserMistake
from workstation.exchange.web_call import Limits
from workstation.services import facade_tokens, imaging, importing, institutions, sign_in
from workstation.services.clinic import Clinic
from workstation.services.institution_images import ImageSession
from workstation.services.institutions import Institution, SignIn
from workstation.store import schema
from workstation.store.keys import CHEAP

PHRASE = "correct horse battery staple"
QUICK = Limits(seconds=10.0, silence_seconds=5.0, answer_bytes=1 << 20, first_wait_s=0.01)
JSON = {"Content-Type": "application/dicom+json"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Clinic]:
    """The clinic that asks: another store, with nobody in it."""
    with sign_in.create(tmp_path / "town", User("tom", "Tom", Role.PHYSICIAN), PHRASE, cost=CHEAP) as opened:
        yield opened


@pytest.fixture
def county(town: Clinic, imaged: Clinic, server) -> Institution:
    secret = facade_tokens.add(imaged, "town")
    return institutions.add(town, Institution("county", dicomweb=server.url, sign_in=SignIn.BEARER), secret)


def blobs(clinic: Clinic) -> dict[str, bytes]:
    with clinic.read() as conn:
        return {row.uid: clinic.vault.get(row.blob) for row in conn.execute(schema.instance.select())}


def test_a_study_comes_byte_for_byte(town, county, originals) -> None:
    session = ImageSession(town, county)
    found = session.studies([("name", "lee*")])
    assert [(s.uid, s.number, s.name, s.files, s.modalities) for s in found] == [
        (STUDY, "P-1", "Lee Ann", "4", ("CT",))]
    report = session.fetch(STUDY)
    assert [file.status for file in report.files] == [FileStatus.IMPORTED] * 4
    assert blobs(town) == {uid: data for uid, data in originals.items() if uid.startswith(STUDY + ".")}
    study, = imaging.all_studies(town)
    assert study.uid == STUDY and study.instances == 4
    with town.read() as conn:
        asked = [r.detail for r in conn.execute(schema.audit.select()) if r.action == "institution.ask"]
        sources = {r.source for r in conn.execute(schema.resource.select())}
    assert len(asked) == 2 + 1 + 4 and "lee" not in " ".join(asked).lower()
    assert all(source.startswith("county ") for source in sources)


def test_a_number_known_here_needs_a_person_to_say_so(town, county, tmp_path: Path) -> None:
    here = {"resourceType": "Patient", "id": "ours", "name": [{"family": "Other"}], "birthDate": "1980-05-04",
            "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "P-1"}]}
    (tmp_path / "p.json").write_text(json.dumps(here))
    importing.import_paths(town, [tmp_path / "p.json"])
    session = ImageSession(town, county)
    for to in ("", "somebody"):
        with pytest.raises(UserMistake, match="one person"):
            session.fetch(STUDY, to)
    assert blobs(town) == {}
    assert len(session.fetch(STUDY, "ours").files) == 4
    assert imaging.studies(town, "ours")[0].uid == STUDY
    with pytest.raises(UserMistake, match="nobody here"):
        session.fetch(OTHER, "ours")


def test_what_is_not_there_or_names_nobody(town, county) -> None:
    session = ImageSession(town, county)
    with pytest.raises(NotFound):
        session.fetch("1.2.3")
    for nobody in ([], [("name", "*")], [("born", "19800101")], [("uid", " ")]):
        with pytest.raises(UserMistake):
            session.studies(nobody)
    with pytest.raises(UserMistake):
        session.fetch("../../etc/passwd")
    with pytest.raises(UserMistake):
        ImageSession(town, Institution("x", "https://x.example"))


@pytest.fixture
def other() -> Iterator[Other]:
    with served() as there:
        yield there


def element(vr: str, *values: Any) -> dict[str, Any]:
    return {"vr": vr, "Value": list(values)}


def told(study: str = STUDY, number: str = "P-1") -> dict[str, Any]:
    return {"0020000D": element("UI", study), "00100020": element("LO", number)}


def listed(uid: str) -> dict[str, Any]:
    return {"0020000E": element("UI", f"{STUDY}.1"), "00080018": element("UI", uid)}


def session_with(town: Clinic, other: Other, file: tuple[int, dict[str, str], bytes],
                 uids: tuple[str, ...] = (f"{STUDY}.1.1",), **more: Any) -> ImageSession:
    def answer(asked):
        if asked.path.endswith("/studies"):
            return 200, JSON, json.dumps([told(**more)]).encode()
        if asked.path.endswith("/instances"):
            return 200, JSON, json.dumps([listed(uid) for uid in uids]).encode()
        return file

    other.answer = answer
    there = institutions.add(town, Institution("odd", dicomweb=other.url))
    return ImageSession(town, there, limits=QUICK)


def multipart(*files: bytes) -> tuple[int, dict[str, str], bytes]:
    body = b"".join(b"\r\n--x\r\nContent-Type: application/dicom\r\n\r\n" + one for one in files) + b"\r\n--x--"
    return 200, {"Content-Type": 'multipart/related; type="application/dicom"; boundary="x"'}, body


@pytest.mark.parametrize(("file", "why"), [
    (multipart(), "exactly one"), (multipart(b"a", b"b"), "exactly one"), (multipart(b"x" * (2 << 20)), "larger"),
    ((200, {"Content-Type": "text/html"}, b"<html>"), "text/html"), ((404, {}, b""), "404"),
    ((302, {"Location": "https://elsewhere.example/"}, b""), "elsewhere.example"),
    ((200, {"Content-Type": "multipart/related"}, b"--x"), "multipart"),
    ((403, {"Content-Type": "text/plain"}, b"not for you"), "not for you"),
])
def test_a_server_that_misbehaves_brings_nothing(town, other, file, why: str) -> None:
    with pytest.raises(CallFailed, match=why):
        session_with(town, other, file).fetch(STUDY)
    assert blobs(town) == {}


def test_a_file_of_somebody_else_is_refused(town, other, originals) -> None:
    with pytest.raises(CallFailed, match="another study or patient"):
        session_with(town, other, multipart(originals[f"{OTHER}.1.1"])).fetch(STUDY)
    assert blobs(town) == {}


def test_a_patient_announced_by_another_number_is_looked_up_by_the_files_own(town, other, originals, tmp_path) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"resourceType": "Patient", "id": "P-1", "birthDate": "1980-05-04"}))
    importing.import_paths(town, [tmp_path / "p.json"])
    session = session_with(town, other, multipart(originals[f"{STUDY}.1.1"]), number="MRN-9")
    with pytest.raises(UserMistake, match="one person"):
        session.fetch(STUDY)
    assert blobs(town) == {}


def test_a_file_that_is_none_is_rejected_by_the_import(town, other) -> None:
    report = session_with(town, other, multipart(b"MZ no picture" * 40)).fetch(STUDY)
    assert [file.status for file in report.files] == [FileStatus.REJECTED] and blobs(town) == {}


@pytest.mark.parametrize("body", [b"{}", b"[1]", b"[" * 50_000, b"\xff", b'[{"0020000D":1}]', b"nonsense"])
def test_an_odd_list_is_refused_or_holds_nothing(town, other, body: bytes) -> None:
    other.answer = lambda asked: (200, JSON, body)
    session = ImageSession(town, institutions.add(town, Institution("odd", dicomweb=other.url)), limits=QUICK)
    try:
        assert session.studies([("number", "1")]) == []
    except CallFailed:
        pass
    else:
        assert body.startswith(b'[{')


def test_the_command_lists_and_brings(town, county, monkeypatch, capsys) -> None:
    from workstation.cli.main import run_command

    store = str(town.data_dir)
    town.close()
    monkeypatch.setenv("CONSILIA_PASSPHRASE", PHRASE)

    def done(code: int, *words: str) -> Any:
        assert run_command(["fetch", "county", *words, "--yes", "--json", "--data-dir", store]) == code
        said = capsys.readouterr().out
        return json.loads(said) if said else None

    assert [s["uid"] for s in done(0, "--studies", "--patient", "P-2")["studies"]] == [OTHER]
    assert done(1, "--studies", "--name", "nobody") == {"studies": []}
    assert done(0, "--study", OTHER)["counts"]["image"]["stored"] == 1
    done(2, "--studies")
    done(1, "--study", "1.2.3")
    done(2, "--study", OTHER, "--summary")
