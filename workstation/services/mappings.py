"""The saved mappings of the clinic: by which columns, units and dates a kind of table (CSV) is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from workstation.errors import DamagedFile, NotFound, UserMistake
from workstation.exchange.csv_mapping import mapping as mappings
from workstation.exchange.csv_mapping.mapping import Mapping, MappingFault
from workstation.services.clinic import Clinic
from workstation.store.schema import meta

MANAGE = "mapping.manage"
_PLACE = "mapping:"


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping, and who keeps it since when."""

    mapping: Mapping
    added: str
    by: str


def add(clinic: Clinic, data: bytes, name: str = "") -> SavedMapping:
    """Keeps the mapping that a TOML text says. Raises DamagedFile with its fault, UserMistake (taken), NotAllowed."""
    import orjson

    try:
        made = mappings.read(data, name)
    except MappingFault as fault:
        raise DamagedFile(place=name or "the mapping", reason=str(fault)) from fault
    saved = SavedMapping(made, datetime.now(UTC).isoformat(timespec="seconds"), clinic.user.name)
    text = orjson.dumps({"text": made.text, "added": saved.added, "by": saved.by}).decode()

    def write(conn: Connection) -> None:
        if conn.execute(select(meta.c.name).where(meta.c.name == _PLACE + made.name)).first() is not None:
            raise UserMistake(reason=f"There is a mapping {made.name} already; remove it first")
        conn.execute(insert(meta).values(name=_PLACE + made.name, value=text))

    clinic.act(MANAGE, detail=f"mapping {made.name} added: rows of {made.kind}", write=write)
    return saved


def listed(clinic: Clinic) -> list[SavedMapping]:
    """Every one, by name."""
    with clinic.read() as conn:
        rows = conn.execute(select(meta).where(meta.c.name.startswith(_PLACE, autoescape=True)).order_by(meta.c.name))
        return [_saved(row.name, row.value) for row in rows]


def find(clinic: Clinic, name: str) -> SavedMapping:
    """Raises NotFound."""
    with clinic.read() as conn:
        value = conn.execute(select(meta.c.value).where(meta.c.name == _PLACE + name)).scalar()
    if value is None:
        raise NotFound(what="mapping", name=name)
    return _saved(_PLACE + name, value)


def remove(clinic: Clinic, name: str) -> None:
    """Forgets it; what was taken in by it stays. Raises NotFound, NotAllowed."""
    find(clinic, name)
    clinic.act(MANAGE, detail=f"mapping {name} removed",
               write=lambda conn: conn.execute(delete(meta).where(meta.c.name == _PLACE + name)))


def _saved(name: str, value: str) -> SavedMapping:
    import orjson

    held: dict[str, Any] = orjson.loads(value)
    return SavedMapping(mappings.read(held["text"].encode(), name.removeprefix(_PLACE)), held["added"], held["by"])
