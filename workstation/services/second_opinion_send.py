"""Asking: the chosen parts and the question become a file for one recipient, with its audit entry and receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workstation.domain.opinion import Direction, Opinion, Question, Sent, Wish
from workstation.errors import ConsiliaError, NotFound, UserMistake
from workstation.exchange.package import container, findings, header, question
from workstation.exchange.package.container import SUFFIX, Packed, Source, source
from workstation.exchange.package.identity import Identity
from workstation.exchange.package.manifest import Kind
from workstation.services import patients, second_opinion_contacts, second_opinion_pdf
from workstation.services.progress import Progress
from workstation.services.second_opinion_choice import Chosen, gather
from workstation.services.sign_in import check_passphrase
from workstation.store import opinions
from workstation.store.files import disk_full_named, write_atomically

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workstation.services.clinic import Clinic

ACTION = "opinion.send"
RECORD, FINDINGS, SUMMARY = "record.json", "findings.json", "summary.pdf"
LONGEST_TEXT = 20_000
_LONGEST_LINK = 500
_MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact, or a passphrase that is told on another way."""

    contact: str = ""
    passphrase: str = ""


def send(clinic: Clinic, patient_id: str, wish: Wish, asked: Question, recipient: Recipient, out: Path,
         progress: Progress) -> Sent:
    """Writes the package and returns its receipt.

    Raises UserMistake, NotFound, NotAllowed, DiskFull, Cancelled; then there is no file and no entry of a sending.
    """
    row = patients.find(clinic, patient_id)
    check(asked)
    known, peer = _recipient(clinic, recipient)
    if not clinic.may(ACTION, row.id):
        clinic.act(ACTION, row.id, detail="a second opinion")           # refuses, and leaves the entry of it
    place = checked_place(out)
    progress.step(0.05, "Gathering")
    chosen = gather(clinic, row.id, wish)
    begun = header.make((known,) if known is not None else (), recipient.passphrase)
    sender, made = second_opinion_contacts.own(clinic), datetime.now(UTC).replace(microsecond=0)
    said = question.Asked(begun[0].id, f"Patient/{row.id}", asked.text.strip(), sender.name,
                          known.name if known is not None else "", made, asked.deadline, asked.meeting)
    sources = list(_sources(clinic, chosen, said, asked, progress))
    counts = {"resources": len(chosen.pieces), "images": sum(map(len, chosen.instances.values())),
              "findings": len(chosen.findings)}
    parts = {name: len(keys) for name, keys in chosen.sections.items()}
    facts: dict[str, Any] = {
        "parts": parts, "patient": said.patient, "patient_name": row.name.formal(),
        "question": said.text, "meeting": asked.meeting,
        "deadline": asked.deadline.isoformat() if asked.deadline else "", "consent": asked.consent.strip(), **counts,
    }
    expires = made + timedelta(days=asked.expires_days)
    packed = container.pack(begun, Kind.QUESTION, sender, clinic.sign, facts, sources, made, expires)
    receipt: dict[str, object] = {**counts, "consent": facts["consent"], "series": list(chosen.instances),
                                  "parts": parts, "notes": list(chosen.notes)}
    opinion = Opinion(
        packed.manifest.id, packed.manifest.id, Direction.SENT, row.id, row.name.formal(),
        peer.id if peer else "", peer.name if peer else "a passphrase", bool(peer and peer.verified_at),
        container.sha256(packed.raw), made, asked.deadline, expires, said.text, asked.meeting, receipt)
    detail = f"{_counted(counts)} for {opinion.peer_name}; consent: {facts['consent']}"
    progress.step(0.8, "Encrypting")
    return write(clinic, packed, opinion, place, ACTION, detail)


def check(asked: Question) -> None:
    """Raises UserMistake for a question that can't be sent."""
    if not asked.text.strip() or len(asked.text) > LONGEST_TEXT:
        raise UserMistake(reason="Write the question")
    if not asked.consent.strip():
        raise UserMistake(reason="Note how the patient agreed; without consent nothing leaves")
    if not 1 <= asked.expires_days <= _MOST_DAYS:
        raise UserMistake(reason=f"A package is valid for 1 to {_MOST_DAYS} days")
    if asked.meeting:
        meeting_link(asked.meeting)


def meeting_link(text: str) -> str:
    """The address of a meeting at another service, checked: https, a host, no sign-in name. Raises UserMistake."""
    try:
        seen = urlsplit(text)
        plain = text.isascii() and text.isprintable() and " " not in text and len(text) <= _LONGEST_LINK
        if not plain or seen.scheme != "https" or not seen.hostname or "@" in seen.netloc:
            raise ValueError
    except ValueError:
        raise UserMistake(reason="A meeting's address begins with https:// and names a host") from None
    return text


def checked_place(out: Path) -> Path:
    """Where to write, with the ending of packages. Raises NotFound for a folder that isn't there."""
    place = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    if not place.parent.is_dir():
        raise NotFound(what="folder", name=str(place.parent))
    return place


def write(clinic: Clinic, packed: Packed, opinion: Opinion, out: Path, action: str, detail: str) -> Sent:
    """The file under its name whole or not at all, and only after the audit entry that says what left."""
    digest, size = hashlib.sha256(), 0

    def entered(pieces: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal size, opinion
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece
        opinion = replace(opinion, receipt=opinion.receipt | {"file_sha256": digest.hexdigest(), "bytes": size})

        def add(conn: Connection) -> None:
            opinions.add(conn, opinion)

        patient = opinion.patient_id if opinion.direction is Direction.SENT else None
        clinic.act(action, patient, f"package {opinion.id}: {detail}", add)

    with disk_full_named(out):
        write_atomically(out, entered(packed.pieces))
    return Sent(opinion, str(out), size, digest.hexdigest())


def _recipient(clinic: Clinic, recipient: Recipient) -> tuple[Identity | None, Any]:
    if bool(recipient.contact) == bool(recipient.passphrase):
        raise UserMistake(reason="Name one recipient: a contact, or a passphrase for somebody without a key")
    if recipient.passphrase:
        check_passphrase(recipient.passphrase)
        return None, None
    contact, known = second_opinion_contacts.find(clinic, recipient.contact)
    return known, contact


def _sources(clinic: Clinic, chosen: Chosen, said: question.Asked, asked: Question,
             progress: Progress) -> Iterator[Source]:
    """Every part in the order of the file; large ones are read again when their turn comes."""
    record = b"".join(question.document(said, chosen.pieces, chosen.sections))
    yield source(RECORD, "application/fhir+json", lambda: record)
    if chosen.findings:
        marked = findings.to_bytes(chosen.findings)
        yield source(FINDINGS, "application/json", lambda: marked)
    number = 0
    for uid, files in chosen.instances.items():
        for one in files:
            number += 1
            yield source(f"images/i-{number:06d}.dcm", "application/dicom", partial(clinic.vault.get, one.blob))
        progress.step(0.2, uid)
    for place, (seg, report) in enumerate(_objects(clinic, chosen), start=1):
        yield source(f"objects/seg-{place}.dcm", "application/dicom", partial(bytes, seg))
        yield source(f"objects/sr-{place}.dcm", "application/dicom", partial(bytes, report))
    progress.step(0.4, "The summary")
    pdf = second_opinion_pdf.summary(clinic, chosen, asked, said, progress)
    yield source(SUMMARY, "application/pdf", lambda: pdf)


def _objects(clinic: Clinic, chosen: Chosen) -> Iterator[tuple[bytes, bytes]]:
    """SEG and SR of the findings of each series that goes along whole; where they can't be made, a note says so."""
    from workstation.exchange import dicom_findings
    from workstation.services import imaging

    for uid, files in chosen.instances.items():
        marked = [one for one in chosen.findings if one.series_uid == uid]
        sources = imaging.sources(clinic, uid) if marked else []
        if not marked or len(sources) != len(files):
            continue
        try:
            yield dicom_findings.objects(sources, marked, clinic.user.display)
        except ConsiliaError as error:
            chosen.notes.append(f"no DICOM objects of the findings: {error.parts()[0]}")


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())
