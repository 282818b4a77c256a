"""What waits beside what is stored, field by field, so that a person sees what they decide about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select

from workstation.domain.quarantine import QuarantineItem
from workstation.errors import NotFound
from workstation.exchange.safe_json import JsonFault, loads
from workstation.services import quarantine, record
from workstation.services.clinic import Clinic
from workstation.store import schema, waiting

_MOST_FIELDS = 400
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as a path (``birthDate``, ``name[0].family``). ``stored`` and ``came`` are "" where it is absent."""

    path: str
    stored: str
    came: str

    @property
    def differs(self) -> bool:
        return self.stored != self.came


@dataclass(frozen=True, slots=True)
class Comparison:
    """``fields``: those that differ first. ``is_stored``: something is kept under the same key. ``alike``: how many
    wait for the same reason from the same file, this one with them. ``size``: bytes that came. ``is_record``: it came
    as one FHIR resource and can be taken in; else it is a whole file.
    """

    item: QuarantineItem
    fields: tuple[Difference, ...]
    is_stored: bool
    is_record: bool
    alike: int
    size: int


def compare(clinic: Clinic, item: QuarantineItem) -> Comparison:
    """Reads both sides. Leaves the audit entry of looking. Raises NotAllowed."""
    came = quarantine.raw(clinic, item)
    stored: bytes | None = None
    if item.resource_key:
        try:
            stored = record.source(clinic, item.resource_key).raw
        except NotFound:
            stored = None
    with clinic.read() as conn:
        many = len(waiting.alike(conn, item))
    theirs, ours = _fields(came), _fields(stored) if stored is not None else {}
    paths = list(dict.fromkeys([*ours, *theirs]))[:_MOST_FIELDS] if item.resource_key else []
    found = [Difference(path, ours.get(path, ""), theirs.get(path, "")) for path in paths]
    return Comparison(item, tuple(sorted(found, key=lambda one: not one.differs)), stored is not None,
                      bool(item.resource_key), max(1, many), len(came))


def waiting_count(clinic: Clinic) -> int:
    """How much waits, for a count on the screen; 0 for a user who may not see it."""
    if not clinic.may(quarantine.ACTION):
        return 0
    table = schema.quarantine
    with clinic.read() as conn:
        return int(conn.execute(select(func.count()).where(table.c.state == "waiting")).scalar_one())


def _fields(raw: bytes) -> dict[str, str]:
    try:
        return dict(_walk(loads(raw), ""))
    except JsonFault:
        return {}


def _walk(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in cast("dict[str, Any]", node).items():
            yield from _walk(value, f"{path}.{name}" if path else str(name))
    elif isinstance(node, list):
        for place, value in enumerate(cast("list[Any]", node)):
            yield from _walk(value, f"{path}[{place}]")
    else:
        yield path, ("" if node is None else str(node))[:_LONGEST]
