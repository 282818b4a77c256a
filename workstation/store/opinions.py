"""Contacts and second opinions in the store. Every function takes a connection; none opens one."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, insert, select, update

from workstation.domain.opinion import Contact, Direction, Opinion
from workstation.store.schema import contact, opinion


def add_contact(conn: Connection, fingerprint: str, name: str, signing: str, exchange: str, at: datetime,
                by: str) -> None:
    """Adds a contact or gives the known one this name; keys and verification of a known one stay as they are."""
    if conn.execute(update(contact).where(contact.c.id == fingerprint).values(name=name)).rowcount == 0:
        conn.execute(insert(contact).values(
            id=fingerprint, name=name, signing=signing, exchange=exchange, added_at=at.isoformat(timespec="seconds"),
            added_by=by, verified_at=None, verified_by=""))


def verify_contact(conn: Connection, fingerprint: str, at: datetime | None, by: str) -> bool:
    """Notes that the words were compared, or (None) that they no longer count. False where there is no such contact."""
    moment = at.isoformat(timespec="seconds") if at is not None else None
    changed = conn.execute(update(contact).where(contact.c.id == fingerprint)
                           .values(verified_at=moment, verified_by=by if at is not None else ""))
    return changed.rowcount > 0


def drop_contact(conn: Connection, fingerprint: str) -> bool:
    """False where there is no such contact. What was exchanged with it stays listed."""
    return conn.execute(delete(contact).where(contact.c.id == fingerprint)).rowcount > 0


def contact_rows(conn: Connection) -> list[Row[Any]]:
    """Every contact by name."""
    return list(conn.execute(select(contact).order_by(contact.c.name, contact.c.id)))


def contact_of(row: Row[Any], words: str) -> Contact:
    """A row as the domain knows it."""
    verified = datetime.fromisoformat(row.verified_at) if row.verified_at else None
    return Contact(row.id, row.name, words, datetime.fromisoformat(row.added_at), row.added_by, verified,
                   row.verified_by)


def add(conn: Connection, one: Opinion) -> None:
    """Adds a package; its id is new."""
    conn.execute(insert(opinion).values(
        id=one.id, thread=one.thread, direction=one.direction.value, patient_id=one.patient_id,
        patient_name=one.patient_name, peer=one.peer_id, peer_name=one.peer_name, digest=one.digest,
        at=one.at.isoformat(timespec="seconds"), deadline=one.deadline.isoformat() if one.deadline else None,
        expires=one.expires.isoformat(timespec="seconds") if one.expires else None, text=one.text,
        meeting=one.meeting, receipt=json.dumps(one.receipt, ensure_ascii=False)))


def find(conn: Connection, package_id: str) -> Opinion | None:
    """One package by its id."""
    found = _listed(conn, select(opinion).where(opinion.c.id == package_id))
    return found[0] if found else None


def drop(conn: Connection, package_id: str) -> None:
    """Takes one package off the list."""
    conn.execute(delete(opinion).where(opinion.c.id == package_id))


def listed(conn: Connection, patient_id: str | None = None, thread: str | None = None) -> list[Opinion]:
    """Packages, newest first: all, those of one of our patients, or those of one question."""
    # An answer of the same second came after its question.
    is_answer = opinion.c.direction.in_((Direction.ANSWERED.value, Direction.REPLIED.value))
    wanted = select(opinion).order_by(opinion.c.at.desc(), case((is_answer, 0), else_=1), opinion.c.id)
    if patient_id is not None:
        ours = (Direction.SENT.value, Direction.ANSWERED.value)
        wanted = wanted.where(opinion.c.patient_id == patient_id, opinion.c.direction.in_(ours))
    if thread is not None:
        wanted = wanted.where(opinion.c.thread == thread)
    return _listed(conn, wanted)


def _listed(conn: Connection, wanted: Any) -> list[Opinion]:
    verified = set(conn.execute(select(contact.c.id).where(contact.c.verified_at.is_not(None))).scalars())
    return [Opinion(
        id=row.id, thread=row.thread, direction=Direction(row.direction), patient_id=row.patient_id,
        patient_name=row.patient_name, peer_id=row.peer, peer_name=row.peer_name, peer_verified=row.peer in verified,
        digest=row.digest, at=datetime.fromisoformat(row.at),
        deadline=date.fromisoformat(row.deadline) if row.deadline else None,
        expires=datetime.fromisoformat(row.expires) if row.expires else None, text=row.text, meeting=row.meeting,
        receipt=json.loads(row.receipt)) for row in conn.execute(wanted)]
