"""Makes the projections anew after their rules changed: patient by patient, in steps that may be stopped at any time.

The store remembers under which edition of the rules its projections were made, and how far a rebuild has come; each
step writes its rows and its place in one transaction. Screens go on reading meanwhile, each resource by the old rules
or the new ones, never a mixture within one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from workstation.exchange import fhir_patient, fhir_timeline, projections
from workstation.store import schema

_FIRST = "timeline 1, patients 1"            # of stores that were made before editions were written down
_EDITION, _PLACE = "projection.edition", "projection.place"
STEP = 150                                   # resources a transaction: a tenth of a second of the writer's time


@dataclass(frozen=True, slots=True)
class Place:
    """How far a rebuild to ``edition`` is: the patient it is at and the last of their resources that is done."""

    edition: str
    patient_id: str = ""
    key: str = ""


def edition() -> str:
    """The edition of the rules in this program."""
    return f"timeline {fhir_timeline.VERSION}, patients {fhir_patient.VERSION}"


def is_due(conn: Connection) -> bool:
    """True where the projections were made by other rules than these."""
    return (_meta(conn, _EDITION) or _FIRST) != edition()


def declare_current(conn: Connection) -> None:
    """Writes down that there is nothing to make anew: for a store that holds no patient yet."""
    _set(conn, _EDITION, edition())


def demand(conn: Connection) -> None:
    """Lets the next steps make everything anew, from the beginning."""
    _set(conn, _EDITION, "asked for")
    _set(conn, _PLACE, json.dumps(["", "", ""]))


def patients_left(conn: Connection) -> int:
    """Patients whose rows are still to be made anew."""
    held = schema.resource
    wanted = select(func.count(held.c.patient_id.distinct())).where(held.c.patient_id >= _place(conn).patient_id)
    return conn.execute(wanted).scalar_one()


def advance(conn: Connection, most: int = STEP) -> tuple[int, int]:
    """Makes the next ``most`` resources anew. (resources, patients that were finished); (0, 0) once all is done."""
    place = _place(conn)
    keys: list[str] = []
    finished = 0
    while len(keys) < most:
        more = _of_patient(conn, place, most - len(keys))
        keys += more
        if more:
            place = Place(place.edition, place.patient_id, more[-1])
            continue
        following = _next_patient(conn, place.patient_id)
        finished += bool(place.patient_id)
        if following is None:
            break
        place = Place(place.edition, following)
    projections.rebuild(conn, keys)
    if keys:
        _set(conn, _PLACE, json.dumps([place.edition, place.patient_id, place.key]))
    else:
        _set(conn, _EDITION, place.edition)
        conn.execute(delete(schema.meta).where(schema.meta.c.name == _PLACE))
    return len(keys), finished if keys else 0


def _of_patient(conn: Connection, place: Place, most: int) -> Sequence[str]:
    held = schema.resource
    if not place.patient_id:
        return []
    return conn.execute(
        select(held.c.key).where(held.c.patient_id == place.patient_id, held.c.key > place.key)
        .order_by(held.c.key).limit(most)).scalars().all()


def _next_patient(conn: Connection, after: str) -> str | None:
    held = schema.resource
    return conn.execute(select(func.min(held.c.patient_id)).where(held.c.patient_id > after)).scalar()


def _place(conn: Connection) -> Place:
    """Where the rebuild to this edition is; one to another edition is begun anew."""
    written: Any = json.loads(_meta(conn, _PLACE) or "[]")
    known = Place(*written) if written else None
    return known if known is not None and known.edition == edition() else Place(edition())


def _meta(conn: Connection, name: str) -> str | None:
    return conn.execute(select(schema.meta.c.value).where(schema.meta.c.name == name)).scalar()


def _set(conn: Connection, name: str, value: str) -> None:
    conn.execute(delete(schema.meta).where(schema.meta.c.name == name))
    conn.execute(insert(schema.meta).values(name=name, value=value))
