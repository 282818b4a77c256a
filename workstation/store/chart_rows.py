"""Which rows of a long timeline the first page of a chart needs: the newest of each analyte, not all ten thousand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, or_, select

from workstation.store.patient_search import slices
from workstation.store.schema import timeline

Analyte = tuple[str, str, str, str, str]      # kind, system, code (the name where there is none), component, reporter


@dataclass(slots=True)
class Newest:
    """One analyte: row ids, the newest first, all of one unit; ``others``: earlier numbers in another unit."""

    unit: str
    ids: list[int] = field(default_factory=list[int])
    others: int = 0


def newest_first() -> tuple[ColumnElement[Any], ...]:
    """The order of a chart: newest first, those of one moment by name; rows without a date come last."""
    return timeline.c.start_utc.desc().nulls_last(), timeline.c.display, timeline.c.source, timeline.c.id


def newest(conn: Connection, people: Sequence[str], kinds: Iterable[str], earlier: int) -> dict[Analyte, Newest]:
    """Each analyte of these kinds in the order of its newest row, with up to ``earlier`` dated numbers before it."""
    line = timeline.c
    rows = conn.execute(
        select(line.id, line.kind, line.system, case((line.code == "", line.display), else_=line.code), line.component,
               line.reporter, case((line.ucum == "", line.unit), else_=line.ucum), line.value.is_not(None),
               line.start_utc.is_not(None))
        .where(line.patient_id.in_(people), line.kind.in_(list(kinds)), or_(line.value_text != "", line.detail != ""))
        .order_by(*newest_first()))
    found: dict[Analyte, Newest] = {}
    for row, *analyte, unit, is_number, is_dated in rows:
        key: Analyte = tuple(analyte)
        group = found.get(key)
        if group is None:
            found[key] = Newest(unit, [row])
        elif unit != group.unit:
            group.others += is_number
        elif is_number and is_dated and len(group.ids) <= earlier:
            group.ids.append(row)
    return found


def by_ids(conn: Connection, ids: Sequence[int], columns: Sequence[str]) -> list[Sequence[Any]]:
    """These columns of these rows, in the order of ``ids``."""
    wanted = select(timeline.c.id, *(timeline.c[name] for name in columns))
    held = {row[0]: row[1:] for some in slices(ids) for row in conn.execute(wanted.where(timeline.c.id.in_(some)))}
    return [held[one] for one in ids if one in held]
