"""One patient's chart: the summary, the timeline, and the way from any row to the record it came from."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, func, select

from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientBanner
from workstation.domain.record import Medication, Problem, RecordSummary, ResultTrend
from workstation.domain.resource import StoredResource
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.errors import NotFound
from workstation.services import patients
from workstation.services.clinic import Clinic
from workstation.store import chart_rows, schema

_PAST_PROBLEM = frozenset({"resolved", "inactive", "remission", "refuted"})
_PAST_MEDICATION = frozenset({"stopped", "completed", "cancelled", "not-taken", "entered-in-error", "draft"})
_PRESCRIBED = ("MedicationRequest/", "MedicationStatement/")     # not each single dose given or handed out
# In the order of TimelineEvent's fields; ten thousand rows are read in one go, so they are not looked up one by one.
_EVENT_COLUMNS = tuple(field.name for field in fields(TimelineEvent))
_KINDS = {kind.value: kind for kind in EventKind}
_EVENTS = select(*(schema.timeline.c[name] for name in _EVENT_COLUMNS))
_SPARK = 11                        # values before the newest one
PAGE = 200                         # rows of the timeline that fill more than a screen


def summary(clinic: Clinic, patient_id: str) -> RecordSummary:
    """The first page of the chart: ``build_summary`` of its timeline, read from the rows that it shows.

    Raises NotFound, NotAllowed.
    """
    line = schema.timeline
    with clinic.read() as conn:
        head = patients.banner(clinic, patient_id)
        everybody = patients.charts(clinic, patient_id)
        groups = chart_rows.newest(conn, everybody, (EventKind.RESULT, EventKind.VITAL), _SPARK)
        listed = conn.execute(
            _of(everybody).where(line.c.kind.in_((EventKind.CONDITION, EventKind.MEDICATION)))).all()
        shown = chart_rows.by_ids(conn, [row for group in groups.values() for row in group.ids], _EVENT_COLUMNS)
        told = counts(clinic, patient_id)
    others = {key: group.others for key, group in groups.items() if group.others}
    made = build_summary(head, [_event(row) for row in (*listed, *shown)])
    return replace(
        made, results=_with_others(made.results, others), vitals=_with_others(made.vitals, others),
        encounters=told.get(EventKind.ENCOUNTER, 0), documents=told.get(EventKind.DOCUMENT, 0))


def build_summary(head: PatientBanner, events: Sequence[TimelineEvent]) -> RecordSummary:
    """The summary of a timeline (newest first). Pure."""
    return RecordSummary(
        banner=head,
        problems=tuple(sorted(_problems(events), key=lambda p: not p.active)),
        medications=tuple(sorted(_medications(events), key=lambda m: not m.current)),
        allergies=head.allergies,
        results=tuple(_trends(events, EventKind.RESULT)),
        vitals=tuple(_trends(events, EventKind.VITAL)),
        encounters=sum(e.kind is EventKind.ENCOUNTER for e in events),
        documents=sum(e.kind is EventKind.DOCUMENT for e in events),
    )


def timeline(clinic: Clinic, patient_id: str, kinds: Sequence[EventKind] = ()) -> list[TimelineEvent]:
    """Every row of the patient, newest first, those of one moment by name; rows without a date come last.

    ``kinds`` keeps these only. Of linked records the rows of all. Raises NotAllowed.
    """
    everybody = patients.charts(clinic, patient_id)
    for one in everybody:
        clinic.read_chart(one)
    asked = _of(everybody)
    with clinic.read() as conn:
        rows: Any = conn.execute(asked.where(schema.timeline.c.kind.in_(kinds)) if kinds else asked).all()
    return [_event(row) for row in rows]


def timeline_page(clinic: Clinic, patient_id: str, first: int = 0, most: int = PAGE) -> list[TimelineEvent]:
    """``most`` rows of ``timeline`` from number ``first`` on, without the time of reading all. Raises NotAllowed."""
    everybody = patients.charts(clinic, patient_id)
    for one in everybody:
        clinic.read_chart(one)
    with clinic.read() as conn:
        rows: Any = conn.execute(_of(everybody).offset(first).limit(most)).all()
    return [_event(row) for row in rows]


def counts(clinic: Clinic, patient_id: str) -> dict[EventKind, int]:
    """How many rows of each kind the chart holds, those of linked records with them. Raises NotAllowed."""
    everybody = patients.charts(clinic, patient_id)
    for one in everybody:
        clinic.read_chart(one)
    line = schema.timeline
    with clinic.read() as conn:
        rows = conn.execute(
            select(line.c.kind, func.count()).where(line.c.patient_id.in_(everybody)).group_by(line.c.kind)
        ).all()
    return {_KINDS[kind]: count for kind, count in rows}


def source(clinic: Clinic, key: str) -> StoredResource:
    """The stored resource behind a row, its original bytes included. Raises NotFound, NotAllowed."""
    table = schema.resource
    with clinic.read() as conn:
        row = conn.execute(select(table).where(table.c.key == key)).first()
    if row is None:
        raise NotFound(what="record", name=key)
    if row.patient_id is not None:
        clinic.read_chart(row.patient_id)
    return _stored(row)


def versions(clinic: Clinic, key: str) -> list[StoredResource]:
    """Every version of a resource, the current one first. Raises NotFound, NotAllowed."""
    current = source(clinic, key)
    table = schema.resource_history
    with clinic.read() as conn:
        rows = conn.execute(select(table).where(table.c.key == key).order_by(table.c.version.desc())).all()
    return [current, *(
        StoredResource(r.key, current.type, current.patient_id, r.version, zlib.decompress(r.body),
                       datetime.fromisoformat(r.received), r.source) for r in rows)]


def resources(clinic: Clinic, patient_id: str, types: Sequence[str] = ()) -> list[StoredResource]:
    """The patient's resources of these types (all where none is named), the Patient itself among them.

    Records that a person linked as one count as one: the named record's own come first. Raises NotAllowed.
    """
    from workstation.services import patients

    clinic.read_chart(patient_id)
    table = schema.resource
    wanted = (
        select(table).where(table.c.patient_id.in_(patients.charts(clinic, patient_id)))
        .order_by(table.c.patient_id != patient_id, table.c.type, table.c.key)
    )
    if types:
        wanted = wanted.where(table.c.type.in_(list(types)))
    with clinic.read() as conn:
        return [_stored(row) for row in conn.execute(wanted)]


def _stored(row: Row[Any]) -> StoredResource:
    return StoredResource(row.key, row.type, row.patient_id, row.version, zlib.decompress(row.body),
                          datetime.fromisoformat(row.received), row.source)


def _of(people: Sequence[str]) -> Select[Any]:
    return _EVENTS.where(schema.timeline.c.patient_id.in_(people)).order_by(*chart_rows.newest_first())


def _event(row: Any) -> TimelineEvent:
    return TimelineEvent(_KINDS[row[0]], _date(row[1]), _date(row[2]), *row[3:])


@lru_cache(maxsize=16384)
def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _problems(events: Sequence[TimelineEvent]) -> list[Problem]:
    return [
        Problem(e.display, e.status not in _PAST_PROBLEM and not (e.end is not None and not e.status), e.status,
                e.start, e.end, e.code, e.system, e.source)
        for e in events if e.kind is EventKind.CONDITION
    ]


def _medications(events: Sequence[TimelineEvent]) -> list[Medication]:
    return [
        Medication(e.display, e.status not in _PAST_MEDICATION, e.status, e.detail, e.start, e.code, e.system, e.source)
        for e in events if e.kind is EventKind.MEDICATION and e.source.startswith(_PRESCRIBED)
    ]


def _trends(events: Sequence[TimelineEvent], kind: EventKind) -> list[ResultTrend]:
    """One line an analyte and reporter: the same system, code and component, what patients measure themselves apart.

    Values of another unit are counted, never drawn in.
    """
    groups: dict[tuple[str, ...], list[TimelineEvent]] = {}
    for event in events:
        if event.kind is kind and (event.value_text or event.detail):
            name = event.code or event.display
            groups.setdefault((event.system, name, event.component, event.reporter), []).append(event)
    return [_trend(group) for group in groups.values()]


def _with_others(trends: Sequence[ResultTrend], others: Mapping[chart_rows.Analyte, int]) -> tuple[ResultTrend, ...]:
    def key(event: TimelineEvent) -> chart_rows.Analyte:
        return event.kind.value, event.system, event.code or event.display, event.component, event.reporter

    return tuple(replace(one, other_units=others.get(key(one.latest), 0)) for one in trends)


def _trend(group: list[TimelineEvent]) -> ResultTrend:
    latest, earlier = group[0], group[1:]
    same = [e for e in earlier if (e.ucum or e.unit) == (latest.ucum or latest.unit)]
    drawn = [(e.start, e.value) for e in same if e.start is not None and e.value is not None][:_SPARK]
    return ResultTrend(latest, tuple(reversed(drawn)), sum(1 for e in earlier if e.value is not None) -
                       sum(1 for e in same if e.value is not None))
