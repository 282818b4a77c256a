"""The rows of the quarantine. Every function takes a connection; none opens one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from workstation.domain.quarantine import QuarantineItem, QuarantineState
from workstation.store.schema import quarantine


def identity(key: str, digest: str, reason: str) -> str:
    """The same content that waits for the same reason is one item, however often it comes."""
    return hashlib.sha256(f"{key} {digest} {reason}".encode()).hexdigest()[:32]


def add(conn: Connection, item_id: str, path: str, reason: str, blob: str, patient_id: str | None, key: str) -> None:
    """A new item; one that is known already, decided or not, stays as it is."""
    if find(conn, item_id) is None:
        conn.execute(insert(quarantine).values(
            id=item_id, path=path, reason=reason, blob=blob, at=datetime.now(UTC).isoformat(timespec="seconds"),
            patient_id=patient_id, resource_key=key))


def find(conn: Connection, item_id: str) -> QuarantineItem | None:
    row = conn.execute(select(quarantine).where(quarantine.c.id == item_id)).first()
    return _item(row) if row is not None else None


def beginning_with(conn: Connection, start: str) -> list[QuarantineItem]:
    """Items whose id begins so (ids are long, people type their beginning)."""
    wanted = select(quarantine).where(quarantine.c.id.startswith(start, autoescape=True)).limit(2)
    return [_item(row) for row in conn.execute(wanted)]


def listed(conn: Connection, state: QuarantineState | None) -> list[QuarantineItem]:
    """The oldest first; ``state`` None gives all, decided ones too."""
    wanted = select(quarantine).order_by(quarantine.c.at, quarantine.c.path, quarantine.c.resource_key)
    if state is not None:
        wanted = wanted.where(quarantine.c.state == state.value)
    return [_item(row) for row in conn.execute(wanted)]


def alike(conn: Connection, item: QuarantineItem) -> list[QuarantineItem]:
    """What waits for the same reason from the same file, a Patient first, ``item`` among them."""
    found = [one for one in listed(conn, QuarantineState.WAITING) if (one.reason, one.path) == (item.reason, item.path)]
    return sorted(found, key=lambda one: not one.resource_key.startswith("Patient/"))


def of_keys(conn: Connection, keys: Sequence[str]) -> list[QuarantineItem]:
    """What waits under these keys of resources (as many as one statement takes)."""
    wanted = select(quarantine).where(quarantine.c.state == QuarantineState.WAITING.value,
                                      quarantine.c.resource_key.in_(keys))
    return [_item(row) for row in conn.execute(wanted)]


def settle(conn: Connection, item: QuarantineItem, state: QuarantineState) -> bool:
    """Marks a waiting item as decided. False where it does not wait any more."""
    done = conn.execute(
        update(quarantine).where(quarantine.c.id == item.id, quarantine.c.state == QuarantineState.WAITING.value)
        .values(state=state.value))
    return done.rowcount == 1


def _item(row: Row[Any]) -> QuarantineItem:
    return QuarantineItem(row.id, row.path, row.reason, datetime.fromisoformat(row.at), QuarantineState(row.state),
                          row.patient_id, row.resource_key, row.blob)
