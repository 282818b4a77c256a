"""What people decided about advice: append-only, the latest entry of a card counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from workstation.store.schema import card_decision


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """One entry. ``card`` is the JSON of the card as it was shown, with the question that it answers."""

    card_id: str
    decision: str
    reason_code: str
    comment: str
    card: str
    by: str
    at: str


def add(conn: Connection, patient_id: str, entry: StoredDecision, command_id: str) -> None:
    """Writes one entry; nothing is ever changed or removed."""
    conn.execute(insert(card_decision).values(
        card_id=entry.card_id, patient_id=patient_id, decision=entry.decision, reason_code=entry.reason_code,
        comment=entry.comment, card=entry.card, by=entry.by, at=entry.at, command_id=command_id,
    ))


def history(conn: Connection, patient_id: str) -> list[StoredDecision]:
    """Every entry of a patient, the oldest first."""
    rows = conn.execute(
        select(card_decision).where(card_decision.c.patient_id == patient_id).order_by(card_decision.c.id)
    )
    return [StoredDecision(r.card_id, r.decision, r.reason_code, r.comment, r.card, r.by, r.at) for r in rows]


def latest(conn: Connection, patient_id: str) -> Mapping[str, StoredDecision]:
    """The entry that counts, by card."""
    return {entry.card_id: entry for entry in history(conn, patient_id)}
