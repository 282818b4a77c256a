"""Files that are damaged, forged, replayed or greedy: each is refused with one clear sentence and leaves nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from package_helpers import ASKED, CHART, EVERY_PART, bundle, filled, introduce, make_clinic

from workstation.domain.opinion import Answer, Merged, Opinion, Question, Wish
from workstation.errors import (
    ConsiliaError,
    DamagedFile,
    NotFound,
    NotThatFormat,
    UnreadableInput,
    UnsafeFile,
    UserMistake,
)
from workstation.exchange.package import container, header, manifest
from workstation.exchange.package import findings as packed_findings
from workstation.exchange.package.manifest import CONTEXT, Kind, Manifest, Part, sha256
from workstation.services import importing, record, second_opinion, second_opinion_contacts
from workstation.services.clinic import Clinic
from workstation.services.second_opinion import Recipient
from workstation.store.sealed_stream import cipher, sealed

PHRASE = "a passphrase told by telephone"


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "north", "ann", "Dr. Ann Lee") as clinic:
        yield filled(clinic, tmp_path)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "south", "bo", "Dr. Bo Chen") as clinic:
        yield clinic


@pytest.fixture
def sent(asker: Clinic, reader: Clinic, tmp_path: Path) -> Path:
    introduce(asker, reader)
    out = tmp_path / "question.consilia"
    second_opinion.send(asker, "P-1", EVERY_PART, ASKED, Recipient("Dr. Bo Chen"), out)
    return out


def refused(clinic: Clinic, path: Path, kind: type[ConsiliaError], words: str, passphrase: str = "") -> None:
    """Opening ends in that error, as one line, and neither a case nor a row nor a file is left."""
    rows, files = second_opinion.listed(clinic), _files(clinic)
    with pytest.raises(kind, match=words) as caught:
        second_opinion.receive(clinic, path, passphrase)
    assert "\n" not in caught.value.sentence()
    assert second_opinion.listed(clinic) == rows and _files(clinic) == files


def _files(clinic: Clinic) -> set[str]:
    return {str(path) for folder in ("cases", "vault") for path in (clinic.data_dir / folder).rglob("*")}


def forge(sender: Clinic, to: Clinic, path: Path, parts: dict[str, bytes], facts: dict[str, Any] | None = None,
          change: Callable[[dict[str, Any]], Any] = lambda document: document, kind: Kind = Kind.QUESTION) -> Path:
    """A package with a right signature and whatever content: what a stranger with a key of his own could make."""
    begun, key = header.make((second_opinion_contacts.own(to),))
    told = {"patient": "Patient/P-1", "patient_name": "X", "question": "?"} | (facts or {})
    made = Manifest(kind, begun.id, second_opinion_contacts.own(sender), datetime.now(UTC), None, sha256(begun.raw),
                    told, tuple(Part(name, len(data), sha256(data), "x/y") for name, data in parts.items()))
    document = json.loads(made.to_bytes())
    document = change(document) or document
    raw = json.dumps(document).encode()
    clear = len(raw).to_bytes(4, "big") + raw + base64.b64decode(sender.sign(CONTEXT + raw))
    sealing = cipher(key, bytes.fromhex(begun.id), b"consilia package content")
    path.write_bytes(begun.raw + b"".join(sealed([clear, *parts.values()], sealing, begun.raw)))
    return path


@pytest.mark.parametrize("where", [0.02, 0.2, 0.5, 0.98])
def test_one_changed_byte_is_found(reader: Clinic, sent: Path, where: float) -> None:
    raw = bytearray(sent.read_bytes())
    raw[int(len(raw) * where)] ^= 1
    sent.write_bytes(raw)
    refused(reader, sent, UnreadableInput, "damaged|could not be read|refused|is no Consilia")


@pytest.mark.parametrize("length", [0, 5, 19, 30, 200, 2000, -1, -17])
def test_a_file_cut_off_anywhere_is_refused(reader: Clinic, sent: Path, length: int) -> None:
    sent.write_bytes(sent.read_bytes()[:length])
    refused(reader, sent, UnreadableInput, "cut off|does not begin|changed")


def test_a_file_with_something_behind_it_is_refused(reader: Clinic, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes() + b"more")
    refused(reader, sent, DamagedFile, "changed or cut off")


def test_another_recipient_can_not_open_it(asker: Clinic, sent: Path, tmp_path: Path) -> None:
    with make_clinic(tmp_path / "east", "eve", "Dr. Eve") as other:
        refused(other, sent, UnreadableInput, "for another recipient")
    refused(asker, sent, UnreadableInput, "for another recipient")


def test_a_recipient_can_not_pass_it_on_under_the_senders_name(asker: Clinic, reader: Clinic, sent: Path,
                                                              tmp_path: Path) -> None:
    """Sealed again, byte for byte the same inside, for a third clinic: the signature names whom it was meant for."""
    with make_clinic(tmp_path / "east", "eve", "Dr. Eve") as third:
        own, private = second_opinion_contacts.own(reader), second_opinion_contacts.private_key(reader)
        with container.open_package(sent, own, private) as package:
            package._stream.seek(0)
            inside = package._stream.readall()
        begun, key = header.make((second_opinion_contacts.own(third),))
        again = tmp_path / "again.consilia"
        sealing = cipher(key, bytes.fromhex(begun.id), b"consilia package content")
        again.write_bytes(begun.raw + b"".join(sealed([inside], sealing, begun.raw)))
        refused(third, again, UnsafeFile, "sealed again for somebody")


def test_a_passphrase_opens_it_and_a_wrong_one_does_not(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    out = tmp_path / "q.consilia"
    second_opinion.send(asker, "P-1", Wish(), ASKED, Recipient(passphrase=PHRASE), out)
    refused(reader, out, UnreadableInput, "opens with a passphrase")
    refused(reader, out, UnreadableInput, "does not fit", "not the right passphrase")
    case = second_opinion.receive(reader, out, PHRASE)
    assert isinstance(case, Opinion) and not case.peer_verified
    made = second_opinion.answer(reader, case.id, Answer("Yes."), tmp_path / "a.consilia")
    merged = second_opinion.receive(asker, Path(made.path))
    assert isinstance(merged, Merged) and not merged.opinion.peer_verified


def test_a_passphrase_that_would_cost_all_memory_is_refused(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    out = tmp_path / "q.consilia"
    second_opinion.send(asker, "P-1", Wish(), ASKED, Recipient(passphrase=PHRASE), out)
    raw = out.read_bytes()
    out.write_bytes(raw.replace(b'"memory_kib":65536', b'"memory_kib":99999999')[:len(raw)])
    refused(reader, out, UnreadableInput, "changed|memory", PHRASE)
    length = int.from_bytes(raw[17:21], "big")
    body = raw[21:21 + length].replace(b'"memory_kib":65536', b'"memory_kib":99999999')
    out.write_bytes(raw[:17] + len(body).to_bytes(4, "big") + body + raw[21 + length:])
    refused(reader, out, UnsafeFile, "more memory or time", PHRASE)


@pytest.mark.parametrize("name", ["../../x.dcm", "/etc/x.dcm", "images/../x.dcm", "C:\\x.dcm", "images/x.dcm\0", "CON",
                                  "a/b/c.dcm", "images/\u202ex.dcm", "IMAGES/X.DCM", ""])
def test_a_name_that_could_leave_its_place_is_refused(asker: Clinic, reader: Clinic, tmp_path: Path, name: str) -> None:
    path = forge(asker, reader, tmp_path / "x.consilia", {name: b"data"})
    refused(reader, path, UnsafeFile, "unsafe name")


def _ten_gigabytes(document: dict[str, Any]) -> None:
    document["parts"][0]["size"] = 10 << 30


def _a_little_more(document: dict[str, Any]) -> None:
    document["parts"][0]["size"] += 1


def _twice(document: dict[str, Any]) -> None:
    document["parts"] = document["parts"] * 2


def _other_digest(document: dict[str, Any]) -> None:
    document["parts"][0]["sha256"] = "0" * 64


@pytest.mark.parametrize(("change", "words"), [
    (_ten_gigabytes, "impossible size"), (_a_little_more, "size that it claims"), (_twice, "stands in it twice"),
    (_other_digest, "not the one that was signed"), (lambda d: d.update(made="2026-01-01"), "without its zone"),
    (lambda d: d.update(kind="order"), "can't be used"), (lambda d: {"no": "manifest"}, "no manifest"),
    (lambda d: d.update(id="0" * 32), "sealed again"), (lambda d: d["sender"].update(signing="AAAA"), "32 bytes"),
])
def test_claims_that_do_not_hold_are_refused(asker: Clinic, reader: Clinic, tmp_path: Path,
                                             change: Callable[[dict[str, Any]], Any], words: str) -> None:
    path = forge(asker, reader, tmp_path / "x.consilia", {"record.json": b"{}"}, change=change)
    refused(reader, path, UnreadableInput, words)


def test_somebody_elses_name_over_ones_own_signature_is_refused(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    with make_clinic(tmp_path / "east", "eve", "Dr. Eve") as other:
        theirs = second_opinion_contacts.own(other).as_json()
        path = forge(asker, reader, tmp_path / "x.consilia", {"record.json": b"{}"},
                     change=lambda document: document.update(sender=theirs))
    refused(reader, path, UnsafeFile, "signature is not that of its sender")


def test_another_version_and_another_format_are_named(reader: Clinic, sent: Path, tmp_path: Path) -> None:
    raw = sent.read_bytes()
    sent.write_bytes(raw.replace(b'"version":1', b'"version":9', 1))
    refused(reader, sent, UnreadableInput, "version 9, this Consilia reads version 1")
    other = tmp_path / "x.consilia"
    other.write_bytes(b"PK\3\4" + bytes(1000))
    refused(reader, other, NotThatFormat, "does not begin like one")
    refused(reader, tmp_path / "nowhere.consilia", UnreadableInput, "the system says")
    sent.write_bytes(raw[:17] + (1 << 31).to_bytes(4, "big") + raw[21:])
    refused(reader, sent, UnsafeFile, "longer than a header can be")


def _record(*resources: dict[str, Any]) -> bytes:
    return json.dumps({"resourceType": "Bundle", "type": "collection",
                       "entry": [{"resource": one} for one in resources]}).encode()


OTHER = {"resourceType": "Condition", "id": "x", "subject": {"reference": "Patient/P-2"}, "code": {"text": "Gout"}}
RECORD = _record(CHART[0])


@pytest.mark.parametrize(("parts", "words"), [
    ({}, "holds no record"),
    ({"record.json": b"[" * 100_000}, "record can't be used"),
    ({"record.json": b"{"}, "can't be used"),
    ({"record.json": _record(CHART[0], OTHER)}, "not of the one patient"),
    ({"record.json": _record({**CHART[0], "id": "P-9"})}, "not of the one patient"),
    ({"record.json": RECORD, "images/i-000001.dcm": b"no image"}, "its part images/i-000001.dcm"),
    ({"record.json": RECORD, "images/i-000001.dcm": b"MZ" + bytes(126) + b"DICM" + bytes(400)}, "its part images"),
    ({"record.json": RECORD, "findings.json": b'[{"id":"x"}]'}, "findings can't be used"),
    ({"record.json": RECORD, "findings.json": b'{"a":1}'}, "no list of findings"),
])
def test_content_that_can_not_be_taken_whole_is_not_taken_at_all(
    asker: Clinic, reader: Clinic, tmp_path: Path, parts: dict[str, bytes], words: str
) -> None:
    refused(reader, forge(asker, reader, tmp_path / "x.consilia", parts), UnreadableInput, words)


def test_an_expired_package_is_refused(asker: Clinic, reader: Clinic, tmp_path: Path) -> None:
    gone = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    path = forge(asker, reader, tmp_path / "x.consilia", {"record.json": RECORD},
                 change=lambda document: document.update(expires=gone))
    refused(reader, path, UnreadableInput, "valid until")


def test_the_same_question_twice_is_one_case_and_its_id_is_taken(asker: Clinic, reader: Clinic, sent: Path,
                                                                tmp_path: Path, monkeypatch: Any) -> None:
    first = second_opinion.receive(reader, sent)
    assert isinstance(first, Opinion) and second_opinion.receive(reader, sent) == first
    assert len(second_opinion.listed(reader)) == 1
    monkeypatch.setattr(header.secrets, "token_hex", lambda count: first.id)
    other = forge(asker, reader, tmp_path / "x.consilia", {"record.json": RECORD})
    refused(reader, other, UnsafeFile, "carries the id of another package")


def test_a_making_that_fails_at_its_last_step_leaves_nothing(reader: Clinic, sent: Path, monkeypatch: Any) -> None:
    from workstation.errors import DiskFull
    from workstation.services import second_opinion_cases

    def full(*_: object) -> None:
        raise DiskFull(place="the disk")

    monkeypatch.setattr(second_opinion_cases.opinions, "add", full)
    refused(reader, sent, DiskFull, "disk")
    monkeypatch.undo()
    assert isinstance(second_opinion.receive(reader, sent), Opinion)


def _answer_facts(case: Opinion, **more: str) -> dict[str, Any]:
    return {"question": case.id, "question_digest": case.digest, "patient": "Patient/P-1", "text": "!"} | more


def test_an_answer_fits_its_question_its_patient_and_its_reader(asker: Clinic, reader: Clinic, sent: Path,
                                                               tmp_path: Path) -> None:
    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion)
    importing.import_paths(asker, [bundle([{**CHART[0], "id": "P-2", "identifier": [{"value": "N2"}]}],
                                          tmp_path / "two.json")])
    path = tmp_path / "x.consilia"

    def made(facts: dict[str, Any], parts: dict[str, bytes], by: Clinic = reader) -> Path:
        return forge(by, asker, path, parts, facts, kind=Kind.ANSWER)

    report = {"resourceType": "DiagnosticReport", "id": "mine", "status": "final", "code": {"text": "x"},
              "subject": {"reference": "Patient/P-1"}}
    good = {"answer.json": _record(report)}
    refused(asker, made(_answer_facts(case, question="0" * 32), good), UnsafeFile, "did not ask")
    refused(asker, made(_answer_facts(case, question_digest="0" * 64), good), UnsafeFile, "was altered")
    refused(asker, made(_answer_facts(case, patient="Patient/P-2"), good), UnsafeFile, "another patient")
    refused(asker, made(_answer_facts(case), good), UnsafeFile, "something else than an answer")
    refused(asker, made(_answer_facts(case), {"answer.json": b"{"}), UnsafeFile, "can't be used")
    with make_clinic(tmp_path / "east", "eve", "Dr. Bo Chen") as other:
        refused(asker, made(_answer_facts(case), good, other), UnsafeFile, "not come from the one who was asked")
    assert not [one for one in record.resources(asker, "P-1") if one.type == "DiagnosticReport"]


def test_an_answer_can_neither_name_another_patient_inside_nor_mark_what_was_not_sent(
    asker: Clinic, reader: Clinic, sent: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion)
    chosen = "ab" * 16
    monkeypatch.setattr(header.secrets, "token_hex", lambda count: chosen)

    def report(patient: str) -> bytes:
        return _record({"resourceType": "DiagnosticReport", "id": f"opinion-{chosen}", "status": "final",
                        "code": {"text": "x"}, "subject": {"reference": f"Patient/{patient}"}})

    def made(parts: dict[str, bytes]) -> Path:
        return forge(reader, asker, tmp_path / "x.consilia", parts, _answer_facts(case), kind=Kind.ANSWER)

    refused(asker, made({"answer.json": report("P-2")}), UnsafeFile, "another patient")
    marked = [{"id": "f", "study": "1.2", "series": "1.2.3", "label": "n", "system": "", "code": "",
               "center_mm": [0, 0, 0], "diameter_mm": 5, "volume_mm3": 6, "confidence": None, "score_meaning": "",
               "origin": {"kind": "reader", "name": "x", "version": "", "sha256": ""}, "state": "accepted",
               "reviewed_by": "x", "reason": "", "slice": None, "attributes": [], "outline": ""}]
    assert packed_findings.from_bytes(json.dumps(marked).encode(), "P-1")[0].diameter_mm == 5
    parts = {"answer.json": report("P-1"), "findings.json": json.dumps(marked).encode()}
    refused(asker, made(parts), UnsafeFile, "series that was not sent")
    assert isinstance(second_opinion.receive(asker, made({"answer.json": report("P-1")})), Merged)


@pytest.mark.parametrize("question", [
    Question("", "said so"), Question("Why?", ""), Question("Why?", "said so", expires_days=0),
    Question("Why?", "said so", meeting="http://plain.example"), Question("Why?", "so", meeting="javascript:alert(1)"),
    Question("Why?", "said so", meeting="https://user:secret@host.example/"), Question("Why?", "x", meeting="https://"),
])
def test_a_question_that_lacks_something_is_not_sent(asker: Clinic, tmp_path: Path, question: Question) -> None:
    with pytest.raises(UserMistake):
        second_opinion.send(asker, "P-1", Wish(), question, Recipient(passphrase=PHRASE), tmp_path / "q")
    assert not list(tmp_path.glob("*.consilia")) and not second_opinion.listed(asker)


def test_recipients_are_one_and_known(asker: Clinic, tmp_path: Path) -> None:
    for recipient, kind in ((Recipient(), UserMistake), (Recipient("x", PHRASE), UserMistake),
                            (Recipient("nobody"), NotFound), (Recipient(passphrase="short"), UserMistake)):
        with pytest.raises(kind):
            second_opinion.send(asker, "P-1", Wish(), ASKED, recipient, tmp_path / "q")
    assert manifest.LARGEST_PART == 1 << 30
