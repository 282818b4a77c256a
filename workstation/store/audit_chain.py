"""The audit trail: each entry's HMAC covers the one before, and the head is anchored in a file outside the database.

A chain alone does not notice that its last entries were cut off; the anchor does. It lies beside the store unless
``CONSILIA_AUDIT_ANCHOR`` names another folder (best on another device: whoever can put back an old copy of the database
*and* of the anchor goes unnoticed). The anchor may lag behind the database after a crash, never run ahead of it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from workstation.store.files import write_atomically
from workstation.store.schema import audit

_START = "0" * 64
_QUICK = 500                       # entries looked at when a store is opened
_FIELDS = ("seq", "at", "user", "action", "patient_id", "outcome", "detail")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry as it is read. ``at`` is ISO 8601 UTC."""

    seq: int
    at: str
    user: str
    action: str
    patient_id: str | None
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a verification found. ``first_bad`` is the number of the first entry that does not fit."""

    ok: bool
    entries: int
    checked: int
    first_bad: int | None = None
    reason: str = ""


class AuditChain:
    """Appends to and verifies the trail of one store."""

    def __init__(self, data_dir: Path, key: bytes, store_id: str) -> None:
        place = os.environ.get("CONSILIA_AUDIT_ANCHOR")
        folder = Path(place) if place else data_dir
        self._anchor = folder / (f"audit-{store_id}.head" if place else "audit.head")
        self._key = key
        self._store_id = store_id

    def append(
        self, conn: Connection, user: str, action: str, patient_id: str | None, outcome: str, detail: str
    ) -> None:
        """Writes the next entry within the caller's transaction."""
        seq, head = self._head(conn)
        row = {"seq": seq + 1, "at": datetime.now(UTC).isoformat(timespec="microseconds"), "user": user,
               "action": action, "patient_id": patient_id, "outcome": outcome, "detail": detail}
        conn.execute(insert(audit).values(**row, chain=self._link(head, row)))

    def anchor(self, conn: Connection) -> None:
        """Writes the committed head to the anchor file. It never moves back: a cut tail must stay visible."""
        seq, head = self._head(conn)
        known = self._anchored()
        if known is not None and known[0] > seq:
            return
        body = {"store": self._store_id, "seq": seq, "chain": head}
        write_atomically(self._anchor, [json.dumps(body | {"mac": self._mac(body)}).encode()])

    def verify(self, conn: Connection, quick: bool = False) -> AuditCheck:
        """Checks every entry (``quick``: the last ones only) and that the anchored head is among them, unchanged."""
        anchored = self._anchored()          # first: another seat may add entries and anchor them meanwhile
        total = self._head(conn)[0]
        start = max(0, total - _QUICK) if quick else 0
        chains: dict[int, str] = {}
        before = _START
        expected = start + 1
        if start:
            before = conn.execute(select(audit.c.chain).where(audit.c.seq == start)).scalar() or ""
        for row in conn.execute(select(audit).where(audit.c.seq > start).order_by(audit.c.seq)).mappings():
            if row["seq"] != expected:
                return AuditCheck(False, total, expected - start - 1, expected, "an entry is missing")
            link = self._link(before, {name: row[name] for name in _FIELDS})
            if not hmac.compare_digest(link, str(row["chain"])):
                return AuditCheck(False, total, expected - start - 1, expected, "an entry was changed")
            chains[expected] = before = link
            expected += 1
        bad = self._against_anchor(conn, anchored, total, chains)
        return AuditCheck(bad is None, total, total - start, bad[0] if bad else None, bad[1] if bad else "")

    def entries(self, conn: Connection, patient_id: str | None, limit: int) -> list[AuditEntry]:
        """The latest entries first."""
        wanted = select(*(audit.c[name] for name in _FIELDS)).order_by(audit.c.seq.desc()).limit(limit)
        if patient_id is not None:
            wanted = wanted.where(audit.c.patient_id == patient_id)
        return [AuditEntry(*row) for row in conn.execute(wanted)]

    def _against_anchor(self, conn: Connection, anchored: tuple[int, str] | None, total: int,
                        chains: dict[int, str]) -> tuple[int, str] | None:
        if anchored is None:
            return (0, "the anchor file is missing or was changed") if total else None
        seq, chain = anchored
        if seq > total:
            return total + 1, "the last entries were cut off"
        known = chains.get(seq) or conn.execute(select(audit.c.chain).where(audit.c.seq == seq)).scalar()
        return None if seq == 0 or known == chain else (seq, "the anchored entry was replaced")

    def _anchored(self) -> tuple[int, str] | None:
        """(number, chain value) from the anchor file; None where it is missing, unreadable or not ours."""
        try:
            body = json.loads(self._anchor.read_bytes()[:4096])
            mac = body.pop("mac")
            ours = hmac.compare_digest(mac, self._mac(body)) and body["store"] == self._store_id
            return (int(body["seq"]), str(body["chain"])) if ours else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _head(self, conn: Connection) -> tuple[int, str]:
        row = conn.execute(select(audit.c.seq, audit.c.chain).order_by(audit.c.seq.desc()).limit(1)).first()
        return (row[0], row[1]) if row else (0, _START)

    def _link(self, before: str, row: dict[str, object]) -> str:
        text = json.dumps([before, *(row[name] for name in _FIELDS)], ensure_ascii=True, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def _mac(self, body: dict[str, object]) -> str:
        text = json.dumps(body, sort_keys=True)
        return hmac.new(self._key, b"anchor" + text.encode(), hashlib.sha256).hexdigest()

