"""What somebody is typing into a report, kept in the encrypted store while they type: a crash costs no sentence.

Kept for each person and patient apart, until the report is signed. It leaves no audit entry of its own: the draft it
belongs to has one (``report.draft``).
"""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from workstation.errors import NotAllowed
from workstation.services.clinic import Clinic
from workstation.store.schema import meta

_ACT = "report.draft"


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The words and when they were kept."""

    text: str
    at: datetime


def keep(clinic: Clinic, patient_id: str, text: str) -> Future[None]:
    """Queues ``text`` for writing and returns at once; calls are written in their order. Empty text is forgotten.

    The future's result comes after COMMIT, or raises DiskFull or StoreBusy. Raises NotAllowed.
    """
    if not clinic.may(_ACT, patient_id):
        raise NotAllowed(user=clinic.user.name, action=_ACT, reason="the role does not include it")
    name = _name(clinic, patient_id)

    def write(conn: Connection) -> None:
        conn.execute(delete(meta).where(meta.c.name == name))
        if text.strip():
            value = json.dumps({"at": datetime.now(UTC).isoformat(), "text": text}, ensure_ascii=False)
            conn.execute(insert(meta).values(name=name, value=value))

    return clinic.store.writer.submit(write)


def kept(clinic: Clinic, patient_id: str) -> KeptWords | None:
    """What this person typed for this patient and did not sign, or None."""
    with clinic.read() as conn:
        value = conn.execute(select(meta.c.value).where(meta.c.name == _name(clinic, patient_id))).scalar()
    if value is None:
        return None
    body = json.loads(value)
    return KeptWords(str(body["text"]), datetime.fromisoformat(body["at"]))


def _name(clinic: Clinic, patient_id: str) -> str:
    return f"report-words/{clinic.user.name}/{patient_id}"
