"""Keeps the projections (timeline, patient index, its search entries and tags) in step with the stored resources."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from workstation.domain.timeline import TimelineEvent
from workstation.exchange import fhir_appointment, fhir_timeline
from workstation.exchange.fhir_parts import Node
from workstation.exchange.fhir_patient import PatientProjection, project_patient
from workstation.exchange.safe_json import loads
from workstation.store import patient_search, schema
from workstation.store.patient_terms import Term

VERSION = fhir_timeline.VERSION
_TAGS = ("imaging", "vitals", "pedigree", "ecg")
_ECG_CODES = ("11524-6", "131328")             # LOINC EKG study, MDC ECG waveform
_ECG_MODALITIES = ("ECG", "HD", "EPS")         # DICOM modalities whose objects are curves, not pictures
_SLICE = 400                       # keys asked for in one query
_LONGEST = 256                     # letters of a code or number: what is longer is none, and fits no index of a server


def timeline_rows(value: Node, key: str, patient_id: str, linked: Mapping[str, Node]) -> list[dict[str, Any]]:
    """The rows of one resource, as the table holds them; ``linked`` as ``fhir_timeline.project`` takes it."""
    return [_row(event, patient_id) for event in fhir_timeline.project(value, key, linked)]


def reproject(conn: Connection, keys: Sequence[str]) -> None:
    """Makes the rows of these stored resources anew from their original bytes."""
    held, line, aim = schema.resource, schema.timeline, schema.reference_target
    for some in _slices(keys):
        aims = conn.execute(select(aim).where(aim.c.key.in_(some))).all()
        named = stored_values(conn, {row.target for row in aims})
        rows: list[dict[str, Any]] = []
        for found in conn.execute(select(held.c.key, held.c.patient_id, held.c.body).where(held.c.key.in_(some))):
            linked = {a.reference: named[a.target] for a in aims if a.key == found.key and a.target in named}
            if found.patient_id is not None:
                rows += timeline_rows(loads(zlib.decompress(found.body)), found.key, found.patient_id, linked)
        conn.execute(delete(line).where(line.c.source.in_(some)))
        if rows:
            conn.execute(insert(line), rows)


def put_appointments(conn: Connection, held: Mapping[str, tuple[str | None, Node]]) -> None:
    """Writes the day list's rows of these Appointments anew: key to (patient id, resource)."""
    table, rows = schema.appointment, list[dict[str, Any]]()
    for key, (patient_id, value) in held.items():
        seen = fhir_appointment.project(value)
        if seen is not None:
            rows.append({
                "key": key, "patient_id": patient_id, "start": seen.start, "start_utc": seen.start_utc.isoformat(),
                "end_utc": seen.end_utc.isoformat(), "status": seen.state.value, "patient": seen.patient,
                "who": seen.who, "place": seen.place, "reason": seen.reason, "cancelled_for": seen.cancelled_for,
                "comment": seen.comment, "numbers": "\n".join("\t".join(number) for number in seen.numbers),
            })
    for some in _slices(held):
        conn.execute(delete(table).where(table.c.key.in_(some)))
    if rows:
        conn.execute(insert(table), rows)


def rebuild(conn: Connection, keys: Sequence[str]) -> None:
    """Timeline, day list and patient index of these stored resources, from their original bytes."""
    reproject(conn, keys)
    meetings = [key for key in keys if key.startswith("Appointment/")]
    if meetings:
        row = schema.resource
        whose = {found.key: found.patient_id for some in _slices(meetings) for found in conn.execute(
            select(row.c.key, row.c.patient_id).where(row.c.key.in_(some)))}
        put_appointments(conn, {key: (whose[key], value) for key, value in stored_values(conn, meetings).items()})
    values = stored_values(conn, (key for key in keys if key.startswith("Patient/")))
    put_patients(conn, {key.split("/", 1)[1]: (value, key) for key, value in values.items()})
    held = schema.resource
    wanted = select(held.c.patient_id).where(held.c.key.in_(keys), held.c.patient_id.is_not(None)).distinct()
    refresh_patients(conn, conn.execute(wanted).scalars().all())


def stored_values(conn: Connection, keys: Iterable[str]) -> dict[str, Node]:
    """The parsed resources of these keys, as far as they are stored."""
    held, found = schema.resource, dict[str, Node]()
    for some in _slices(keys):
        wanted = select(held.c.key, held.c.body).where(held.c.key.in_(some))
        found |= {row.key: loads(zlib.decompress(row.body)) for row in conn.execute(wanted)}
    return found


def patient_keys(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The key of the Patient resource of each of these people."""
    table = schema.patient_index
    return {row.id: row.resource_key for some in _slices(ids) for row in conn.execute(
        select(table.c.id, table.c.resource_key).where(table.c.id.in_(some)))}


def _row(event: TimelineEvent, patient_id: str) -> dict[str, Any]:
    return {
        "patient_id": patient_id, "kind": event.kind.value,
        "start": event.start.text if event.start else None,
        "start_utc": event.start.start.isoformat() if event.start else None,
        "end": event.end.text if event.end else None,
        "system": event.system, "code": _of_use(event.code), "component": event.component, "display": event.display,
        "status": event.status, "category": event.category, "value_text": event.value_text, "value": event.value,
        "unit": event.unit, "ucum": event.ucum, "low": event.low, "high": event.high, "range_text": event.range_text,
        "flag": event.flag, "detail": event.detail, "reporter": event.reporter, "source": event.source,
        "projection": VERSION,
    }


def put_patients(conn: Connection, people: Mapping[str, tuple[Node, str]]) -> None:
    """Writes rows and search entries of these patients anew: id to (Patient resource, its key)."""
    table = schema.patient_index
    rows: list[dict[str, Any]] = []
    entries: dict[str, frozenset[Term]] = {}
    for patient_id, (value, key) in people.items():
        seen = project_patient(value)
        rows.append({"own": patient_id, **_patient_row(seen), "resource_key": key})
        entries[patient_id] = seen.terms
    known = _existing(conn, people)
    old = [row for row in rows if row["own"] in known]
    new = [{"id": row.pop("own"), **row} for row in rows if row["own"] not in known]
    if old:
        conn.execute(update(table).where(table.c.id == bindparam("own")), old)
    if new:
        conn.execute(insert(table), new)
    patient_search.put(conn, entries)


def _patient_row(seen: PatientProjection) -> dict[str, Any]:
    return {
        "family": seen.name.family, "given": seen.name.given, "prefix": seen.name.prefix, "name_text": seen.name.text,
        "pinyin": seen.name.pinyin, "sex": seen.sex, "born": seen.born.text if seen.born else None,
        "is_deceased": int(seen.is_deceased), "deceased": seen.deceased.text if seen.deceased else None,
        "number": _of_use(seen.number), "number_label": seen.number_label,
    }


def _of_use(code: str) -> str:
    return code if len(code) <= _LONGEST else ""


def refresh_patients(conn: Connection, patient_ids: Iterable[str]) -> None:
    """Brings ``last_event`` and ``tags`` of these patients up to date; ids without a row are passed over."""
    index = schema.patient_index
    for some in _slices(patient_ids):
        known = sorted(_existing(conn, some))
        last, tags = _last_events(conn, known), _tags(conn, known)
        rows = [{"own": p, "last": last.get(p), "seen": " ".join(t for t in _TAGS if t in tags[p])} for p in known]
        if rows:
            conn.execute(update(index).where(index.c.id == bindparam("own"))
                         .values(last_event=bindparam("last"), tags=bindparam("seen")), rows)


def _existing(conn: Connection, patient_ids: Iterable[str]) -> set[str]:
    table = schema.patient_index
    return {found for some in _slices(patient_ids)
            for found in conn.execute(select(table.c.id).where(table.c.id.in_(some))).scalars()}


def _last_events(conn: Connection, some: list[str]) -> dict[str, str]:
    """The date of the newest row of each, as written."""
    line = schema.timeline
    newest = (select(line.c.patient_id, func.max(line.c.start_utc).label("top"))
              .where(line.c.patient_id.in_(some)).group_by(line.c.patient_id).subquery())
    wanted = (select(line.c.patient_id, func.max(line.c.start))
              .join(newest, and_(line.c.patient_id == newest.c.patient_id, line.c.start_utc == newest.c.top))
              .group_by(line.c.patient_id))
    return {row[0]: row[1] for row in conn.execute(wanted)}


def _tags(conn: Connection, some: list[str]) -> dict[str, set[str]]:
    """Which rooms have something to see. Imaging and ECG mean pictures and recordings here, not a mention of them."""
    line, study, series = schema.timeline, schema.study, schema.series
    found: dict[str, set[str]] = {patient_id: set() for patient_id in some}
    own = line.c.patient_id.in_(some)
    for patient_id, kind in conn.execute(select(line.c.patient_id, line.c.kind).where(own).distinct()):
        found[patient_id] |= {tag for tag, of_kind in (("vitals", "vital"), ("pedigree", "family")) if kind == of_kind}
    recorded = select(line.c.patient_id).where(own, line.c.code.in_(_ECG_CODES)).distinct()
    for patient_id in conn.execute(recorded).scalars():
        found[patient_id].add("ecg")
    scans = (select(study.c.patient_id, series.c.modality).join(series, study.c.uid == series.c.study_uid)
             .where(study.c.patient_id.in_(some)).distinct())
    for patient_id, modality in conn.execute(scans):
        found[patient_id].add("ecg" if modality in _ECG_MODALITIES else "imaging")
    return found


def _slices(keys: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _SLICE):
        yield ordered[start:start + _SLICE]
