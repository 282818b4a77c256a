"""Links between records of one person. Nothing is moved: a link is a row, and taking it back removes that row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from workstation.store import schema

_LINK, _HISTORY = schema.match_link, schema.match_link_history
SAME, DIFFERENT, UNDONE = "same", "different", "undone"
_SLICE = 400


def roots(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """For each of these patients that is linked to another the one under which both are shown; others are left out."""
    found: dict[str, str] = {}
    asked = sorted(set(ids))
    for start in range(0, len(asked), _SLICE):
        rows = conn.execute(select(_LINK.c.b, _LINK.c.a).where(
            _LINK.c.decision == SAME, _LINK.c.b.in_(asked[start:start + _SLICE])))
        found |= {row.b: row.a for row in rows}
    if found:
        above = roots(conn, found.values())
        found = {b: above.get(a, a) for b, a in found.items()}
    return found


def members(conn: Connection, patient_id: str) -> list[str]:
    """Everybody shown as one with this patient: the one whose name stands, then the others."""
    top = roots(conn, [patient_id]).get(patient_id, patient_id)
    found = [top]
    for one in found:                                # grows as it is read: links of links
        found += conn.execute(select(_LINK.c.b).where(_LINK.c.a == one, _LINK.c.decision == SAME)
                              .order_by(_LINK.c.b)).scalars()
    return found


def shown_as(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """These patients and everybody linked under them, each with the one of ``ids`` that it is shown under."""
    found = {one: one for one in ids}
    asked = sorted(found)
    while asked:
        below: list[str] = []
        for start in range(0, len(asked), _SLICE):
            rows = conn.execute(select(_LINK.c.b, _LINK.c.a).where(
                _LINK.c.decision == SAME, _LINK.c.a.in_(asked[start:start + _SLICE]))).all()
            for row in rows:
                found[row.b] = found[row.a]
                below.append(row.b)
        asked = below
    return found


def decided(conn: Connection, a: str, b: str) -> str:
    """What a person decided of this pair: ``same``, ``different`` or ""."""
    row = conn.execute(select(_LINK.c.decision).where(_pair(a, b))).first()
    return row.decision if row is not None else ""


def put(conn: Connection, a: str, b: str, score: float, decision: str, by: str) -> None:
    """Writes a decision of a pair that has none. ``same``: ``b`` is shown as ``a`` from now on."""
    row = {"a": a, "b": b, "score": score, "decision": decision, "by": by, "at": _now()}
    conn.execute(insert(_LINK).values(row))
    conn.execute(insert(_HISTORY).values(row))


def take_back(conn: Connection, a: str, b: str, by: str) -> bool:
    """Removes the decision of a pair; False where there is none. The history keeps both."""
    row = conn.execute(select(_LINK).where(_pair(a, b))).first()
    if row is None:
        return False
    conn.execute(delete(_LINK).where(_LINK.c.a == row.a, _LINK.c.b == row.b))
    conn.execute(insert(_HISTORY).values(a=row.a, b=row.b, score=row.score, decision=UNDONE, by=by, at=_now()))
    return True


def decisions(conn: Connection) -> dict[frozenset[str], str]:
    """Every decided pair."""
    return {frozenset((row.a, row.b)): row.decision for row in conn.execute(select(_LINK))}


def links(conn: Connection) -> list[Row[Any]]:
    """Every decision (``a``, ``b``, ``score``, ``decision``, ``by``, ``at``), the latest first."""
    return list(conn.execute(select(_LINK).order_by(_LINK.c.at.desc(), _LINK.c.b)))


def _pair(a: str, b: str) -> ColumnElement[bool]:
    return or_((_LINK.c.a == a) & (_LINK.c.b == b), (_LINK.c.a == b) & (_LINK.c.b == a))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
