"""Takes HL7 v2 messages into the record: from files (``services.importing``) and from the wire (``services.listener``).

A message is one transaction: its resources, the original bytes in the vault, what waits for a person and the audit
entry. The same message again, by its sender, its control id and its content, changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from workstation.domain.resource import ImportIssue
from workstation.exchange import projections
from workstation.exchange.fhir_parts import parts, word
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_store import FhirWriter, Outcome
from workstation.exchange.hl7v2 import intake, patient
from workstation.exchange.hl7v2.draft import Draft, key_of
from workstation.exchange.hl7v2.framing import Framed, messages_of
from workstation.exchange.hl7v2.intake import Received
from workstation.exchange.hl7v2.mapping import drafted
from workstation.exchange.hl7v2.message import Hl7Fault
from workstation.services import appointment_match
from workstation.services.clinic import Clinic
from workstation.services.waiting import put_aside
from workstation.store import patient_search, schema


@dataclass(slots=True)
class Taken:
    """What became of one message. ``fault`` is set where nothing of it was stored."""

    outcome: Outcome
    label: str = ""
    control_id: str = ""
    fault: Hl7Fault | None = None
    repeated: bool = False
    waiting: list[str] = field(default_factory=list[str])


def import_messages(clinic: Clinic, source: str, data: bytes, run_id: str) -> Iterator[Outcome]:
    """The messages of a file, one outcome each; one that is refused costs itself only."""
    found = messages_of(data)
    for number, block in enumerate(found, start=1):
        taken = take(clinic, block, source, run_id)
        if len(found) > 1:
            place = f"message {number} {taken.label}".strip()
            taken.outcome.issues = [ImportIssue(i.severity, f"{place} {i.place}", i.message, i.excerpt)
                                    for i in taken.outcome.issues]
        yield taken.outcome


def take(clinic: Clinic, block: Framed, source: str, run_id: str) -> Taken:
    """One message. Never raises for what is in it; store errors come through. Returns after COMMIT."""
    try:
        received = intake.receive(block)
    except Hl7Fault as fault:
        return _refused(block, fault)
    try:
        draft = drafted(received.message, _whose(clinic, received), received.digest)
    except Hl7Fault as fault:
        return _refused(block, fault, received)
    appointment_match.settle(clinic, draft)
    clinic.vault.put(received.data)

    def write(conn: Connection) -> Outcome:
        return _written(clinic, conn, draft, source, run_id)

    command = _command(received)
    outcome = clinic.act("record.import", draft.patient_id, f"{source} {received.label} {received.digest[:16]}",
                         write=write, command_id=command)
    header = received.message.header
    if outcome is None:
        return Taken(_again(clinic, draft), received.label, header.text(10), repeated=True)
    return Taken(outcome, received.label, header.text(10), waiting=[reason for _, reason in outcome.quarantined])


def _command(received: Received) -> str:
    """Who sent it, under which number, saying what (a number used again for something else is another message)."""
    header = received.message.header
    said = (header.whole(3), header.whole(4), header.text(10), intake.content_digest(received))
    return "hl7v2-" + hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def _whose(clinic: Clinic, received: Received) -> str:
    """The chart that has this very identifier, number and authority, else the chart that the message makes."""
    number, system = str(received.identifier["value"]), received.identifier.get("system")
    index, own = schema.patient_index, patient.patient_id(received.identifier)
    with clinic.read() as conn:
        if conn.execute(select(index.c.id).where(index.c.id == own)).first() is not None:
            return own
        alike = patient_search.with_number(conn, number)
        rows = conn.execute(select(index.c.id, index.c.resource_key).where(index.c.id.in_(alike))).all()
        stored = projections.stored_values(conn, [row.resource_key for row in rows])
    found = {row.id for row in rows for one in parts(stored.get(row.resource_key, {}), "identifier")
             if word(one, "value") == number and word(one, "system") == system}
    return found.pop() if len(found) == 1 else own


def _written(clinic: Clinic, conn: Connection, draft: Draft, source: str, run_id: str) -> Outcome:
    stored = projections.stored_values(conn, {key_of(resource) for resource in draft.resources})
    candidates = intake.candidates(draft, stored)
    writer = FhirWriter(conn, source, run_id)
    writer.put([*candidates, *intake.refused(draft)])
    _count_unchanged(writer.outcome, draft, candidates)
    writer.outcome.counts |= intake.segment_counts(draft)
    writer.outcome.issues[:0] = draft.issues
    put_aside(clinic, conn, source, writer.outcome)
    return writer.outcome


def _count_unchanged(outcome: Outcome, draft: Draft, candidates: list[Candidate]) -> None:
    """What the store says already counts as found and unchanged."""
    going = {candidate.key for candidate in candidates}
    for resource in draft.resources:
        if key_of(resource) not in going:
            outcome.count(resource["resourceType"], "unchanged")


def _again(clinic: Clinic, draft: Draft) -> Outcome:
    """What the first time made of it."""
    outcome = Outcome()
    with clinic.read() as conn:
        stored = projections.stored_values(conn, {key_of(resource) for resource in draft.resources})
    going = intake.candidates(draft, stored)
    for candidate in going:
        outcome.count(candidate.type, "quarantined" if candidate.doubted else "unchanged")
    _count_unchanged(outcome, draft, going)
    outcome.counts |= intake.segment_counts(draft)
    outcome.issues.append(ImportIssue("information", "MSH-10", "this message was taken in before; nothing was changed"))
    return outcome


def _refused(block: Framed, fault: Hl7Fault, received: Received | None = None) -> Taken:
    candidate = intake.unreadable(block, fault)
    outcome = Outcome()
    outcome.count(candidate.type, "refused")
    excerpt = block.data[:200].decode("utf-8", "replace")
    outcome.issues.append(ImportIssue("error", fault.where, f"refused: {fault.reason}", excerpt))
    if received is None:
        return Taken(outcome, fault=fault)
    return Taken(outcome, received.label, received.message.header.text(10), fault)
