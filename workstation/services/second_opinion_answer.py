"""The reader's answer, to the asker only; and its way into the asker's record, as what that reader proposes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.domain.finding import Finding, FindingState, Origin, OriginKind
from workstation.domain.opinion import Answer, Direction, Merged, Opinion, Sent
from workstation.errors import UnsafeFile, UserMistake
from workstation.exchange import fhir_read
from workstation.exchange.fhir_store import FhirWriter
from workstation.exchange.package import container, findings, header, question
from workstation.exchange.package.container import Package, Source, source
from workstation.exchange.package.identity import identity_of
from workstation.exchange.package.manifest import Kind
from workstation.exchange.safe_json import JsonFault
from workstation.services import second_opinion_cases, second_opinion_contacts
from workstation.services.second_opinion_cases import SENDER_REVIEWER, SENDER_STATE
from workstation.services.second_opinion_send import (
    FINDINGS,
    LONGEST_TEXT,
    checked_place,
    meeting_link,
    write,
)
from workstation.store import images, opinions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workstation.domain.report import SignedReport
    from workstation.exchange.fhir_read import Candidate
    from workstation.services.clinic import Clinic

ACTION, TAKEN = "opinion.answer", "opinion.receive"
RESOURCES = "answer.json"
_AGREED = (FindingState.ACCEPTED, FindingState.EDITED)


# --- the reader ------------------------------------------------------------------------------------------------------


def answer(clinic: Clinic, case_id: str, said: Answer, out: Path) -> Sent:
    """Writes the answer to a case: the text, what the reader said of findings, a signed report if one is named.

    It is encrypted for the sender of the question and nobody else. Raises NotFound, UserMistake, NotAllowed, DiskFull.
    """
    if not said.text.strip() or len(said.text) > LONGEST_TEXT:
        raise UserMistake(reason="Write the answer")
    if said.meeting:
        meeting_link(said.meeting)
    case, place = second_opinion_cases.find(clinic, case_id), checked_place(out)
    asker = identity_of(case.receipt["sender"])
    begun, made = header.make((asker,)), datetime.now(UTC).replace(microsecond=0)
    sender = second_opinion_contacts.own(clinic)
    with second_opinion_cases.visit(clinic, case) as guest:
        told = _told(guest, case)
        report = _report(guest, said.report_id)
    lines = tuple(_line(one) for one in told)
    resources = question.answer(question.Answered(
        begun[0].id, case.id, f"Patient/{case.patient_id}", said.text.strip(), sender.name, made, lines,
        tuple(dict.fromkeys(one.study_uid for one in told)), said.meeting, report))
    agreed = [one for one in told if one.state in _AGREED]
    facts: dict[str, Any] = {
        "question": case.id, "question_digest": case.digest, "patient": f"Patient/{case.patient_id}",
        "patient_name": case.patient_name, "text": said.text.strip(), "meeting": said.meeting, "findings": len(agreed),
    }
    sources = list(_sources(resources, agreed))
    packed = container.pack(begun, Kind.ANSWER, sender, clinic.sign, facts, sources, made, None)
    receipt: dict[str, object] = {"findings": len(agreed), "remarks": len(told), "report": bool(report)}
    opinion = Opinion(
        packed.manifest.id, case.id, Direction.REPLIED, case.patient_id, case.patient_name, case.peer_id,
        case.peer_name, case.peer_verified, container.sha256(packed.raw), made, None, None, said.text.strip(),
        said.meeting, receipt)
    return write(clinic, packed, opinion, place, ACTION, f"answer to case {case.id} for {case.peer_name}")


def signed_reports(clinic: Clinic, case_id: str) -> list[SignedReport]:
    """The reports that were signed in a case, the newest first: what an answer can take along. Raises NotFound."""
    from workstation.services import report

    case = second_opinion_cases.find(clinic, case_id)
    with second_opinion_cases.visit(clinic, case) as guest:
        return report.signed(guest, case.patient_id)


def _sources(resources: bytes, agreed: list[Finding]) -> Iterator[Source]:
    yield source(RESOURCES, "application/fhir+json", lambda: resources)
    if agreed:
        marked = findings.to_bytes(agreed)
        yield source(FINDINGS, "application/json", lambda: marked)


def _told(guest: Clinic, case: Opinion) -> list[Finding]:
    """What the reader said something of: accepted, edited or rejected. What nobody looked at is no opinion."""
    with guest.read() as conn:
        found = images.findings_of_patient(conn, case.patient_id)
    marks = (SENDER_STATE, SENDER_REVIEWER)
    return [replace(one, attributes=tuple(pair for pair in one.attributes if pair[0] not in marks))
            for one in found if one.state is not FindingState.PROPOSED]


def _line(one: Finding) -> str:
    reason = f": {one.reason}" if one.reason else ""
    place = f", slice {one.slice_index + 1}" if one.slice_index is not None else ""
    return f"{one.label}, {one.diameter_mm:g} mm{place}: {one.state.value} by {one.reviewed_by}{reason}"


def _report(guest: Clinic, report_id: str) -> bytes:
    """A report that was signed in the case. Raises NotFound."""
    from workstation.services import report

    return report.read(guest, report_id) if report_id else b""


# --- the asker -------------------------------------------------------------------------------------------------------


def merge(clinic: Clinic, package: Package, opinion: Opinion) -> Merged:
    """Takes an answer, whose signature and parts were checked, into the record, in one transaction.

    ``opinion`` is its row as ANSWERED. Raises UnsafeFile where it is not the answer to what was asked of its sender.
    """
    asked = _asked(clinic, package)
    patient = asked.patient_id
    candidates = _resources(package, patient)
    told = _findings(clinic, package, asked)
    opinion = replace(opinion, patient_id=patient, patient_name=asked.patient_name)
    source_name = f"second opinion of {opinion.peer_name}"
    proof = f"{package.manifest.sender.words()}; {'verified' if opinion.peer_verified else 'not verified'}"
    keys = [one.key for one in candidates]
    raw = question.provenance(opinion.id, opinion.thread, keys, opinion.peer_name, proof, opinion.at)
    candidates.append(fhir_read.read_resource(raw, f"Provenance/opinion-provenance-{opinion.id}", patient))

    def take(conn: Connection) -> None:
        place = package.path.name
        writer = FhirWriter(conn, source_name, opinion.id)
        writer.put(candidates)
        if writer.outcome.total("stored") != len(candidates):
            raise UnsafeFile(place=place, reason="something of it is stored already under another content")
        for one in told:
            images.put_finding(conn, one, opinion.peer_name, opinion.id)
        opinions.add(conn, opinion)

    clinic.act(TAKEN, patient, f"answer {opinion.id} of {opinion.peer_name} to {opinion.thread}", take)
    return Merged(opinion, tuple(one.key for one in candidates), tuple(told))


def _asked(clinic: Clinic, package: Package) -> Opinion:
    """The question it answers: exactly the one that was sent, of the one it was sent to, about the same patient."""
    facts, place = package.manifest.facts, package.path.name
    with clinic.read() as conn:
        asked = opinions.find(conn, str(facts.get("question", "")))
    if asked is None or asked.direction is not Direction.SENT:
        raise UnsafeFile(place=place, reason="it answers a question that this clinic did not ask")
    if facts.get("question_digest") != asked.digest:
        raise UnsafeFile(place=place,
                         reason="the question that it answers was altered; it is not the one that was sent")
    if facts.get("patient") != f"Patient/{asked.patient_id}":
        raise UnsafeFile(place=place, reason="it is about another patient than the question")
    if asked.peer_id and package.manifest.sender.fingerprint != asked.peer_id:
        raise UnsafeFile(place=place, reason="it does not come from the one who was asked")
    return asked


def _resources(package: Package, patient_id: str) -> list[Candidate]:
    data, place = package.read(RESOURCES), package.path.name
    try:
        candidates = fhir_read.read_document(data or b"")
    except JsonFault as error:
        raise UnsafeFile(place=place, reason=f"its content can't be used: {error.reason}") from error
    allowed = question.answer_keys(package.manifest.id)
    for one in candidates:
        if one.refused or one.doubted or one.key not in allowed:
            raise UnsafeFile(place=place, reason="it holds something else than an answer")
        if one.patient_id != patient_id:
            raise UnsafeFile(place=place, reason="it is about another patient than the question")
    if allowed[0] not in {one.key for one in candidates}:
        raise UnsafeFile(place=place, reason="it holds no answer")
    return candidates


def _findings(clinic: Clinic, package: Package, asked: Opinion) -> list[Finding]:
    """The reader's findings as proposals of ours, on series that were sent."""
    data, place = package.read(FINDINGS), package.path.name
    if data is None:
        return []
    try:
        told = findings.from_bytes(data, asked.patient_id)
    except ValueError as error:
        raise UnsafeFile(place=place, reason=f"its findings can't be used: {error}") from error
    sent: Any = asked.receipt.get("series", [])
    with clinic.read() as conn:
        for one in told:
            if one.series_uid not in sent or images.study_of_series(conn, one.series_uid) != one.study_uid:
                raise UnsafeFile(place=place, reason="a finding in it lies on a series that was not sent")
    return [_proposed(one, package) for one in told]


def _proposed(one: Finding, package: Package) -> Finding:
    """As the named reader proposes it; which program or person it came from first stands in the attributes."""
    identity = hashlib.sha256(f"{package.manifest.id} {one.id}".encode()).hexdigest()[:32]
    by = f"{one.origin.name} {one.origin.version}".strip()
    said = (("second opinion", package.manifest.id), ("reader's review", f"{one.state.value} by {one.reviewed_by}"),
            ("first found by", by), ("finding of the question", one.id))
    return replace(
        one, id=identity, origin=Origin(OriginKind.READER, f"{package.manifest.sender.name} (second opinion)"),
        state=FindingState.PROPOSED, reviewed_by="", reviewed_at=None, reason=one.reason,
        attributes=(*one.attributes, *said))
