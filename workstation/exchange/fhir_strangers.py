"""What another institution calls ``Patient/1`` need not be our ``Patient/1``: such meetings wait for a person.

An id is unique on the server that gave it (FHIR R4, Resource.id) and nowhere else. Whatever comes from one institution
and meets something here that came from elsewhere is therefore doubted, unless both are the same to the byte.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from workstation.exchange.fhir_read import Candidate
from workstation.store import schema

_SLICE = 400


def doubt_strangers(conn: Connection, candidates: list[Candidate], source: str) -> None:
    """Sets ``doubted`` on candidates whose key, or whose patient's key, is known here from another source."""
    own = {c.key: c for c in candidates if c.key}
    owners = {f"Patient/{c.patient_id}" for c in candidates if c.patient_id}
    known = _known(conn, sorted(own.keys() | owners))
    strange = {key for key in owners if key in known and _differs(known[key], own.get(key), source)}
    for candidate in candidates:
        if candidate.doubted or not candidate.key:
            continue
        before = known.get(candidate.key)
        owner = f"Patient/{candidate.patient_id}"
        if owner in strange:
            candidate.doubted = f"{owner} is known here from elsewhere; the other institution may mean another person"
        elif before is not None and _differs(before, candidate, source):
            candidate.doubted = f"{candidate.key} is known here from elsewhere with other content"


def doubt_others(candidates: list[Candidate], patient_id: str = "") -> None:
    """Sets ``doubted`` on what belongs to somebody else than the one who was asked for (or than the only Patient)."""
    people = sorted({c.key for c in candidates if c.type == "Patient" and c.key})
    wanted = patient_id or (people[0].split("/", 1)[1] if len(people) == 1 else "")
    for candidate in candidates:
        if candidate.key and not candidate.doubted and candidate.patient_id not in (None, wanted):
            candidate.doubted = f"it belongs to Patient/{candidate.patient_id}, who was not asked for"


def _differs(before: Any, candidate: Candidate | None, source: str) -> bool:
    return before.source != source and (candidate is None or before.digest != candidate.digest)


def _known(conn: Connection, keys: list[str]) -> dict[str, Any]:
    table, found = schema.resource, {}
    for start in range(0, len(keys), _SLICE):
        wanted = select(table.c.key, table.c.source, table.c.digest).where(table.c.key.in_(keys[start:start + _SLICE]))
        found |= {row.key: row for row in conn.execute(wanted)}
    return found
