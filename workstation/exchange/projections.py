"""Keeps the projections (timeline, patient index, its grams and tags) in step with the stored resources."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from workstation.domain.timeline import TimelineEvent
from workstation.exchange import fhir_timeline
from workstation.exchange.fhir_parts import Node
from workstation.exchange.fhir_patient import project_patient
from workstation.exchange.safe_json import loads
from workstation.store import schema

VERSION = fhir_timeline.VERSION
_VITAL_SIGNALS = "vital"
_SLICE = 400                       # keys asked for in one query


def timeline_rows(value: Node, key: str, patient_id: str, linked: Mapping[str, Node]) -> list[dict[str, Any]]:
    """The rows of one resource, as the table holds them; ``linked`` as ``fhir_timeline.project`` takes it."""
    return [_row(event, patient_id) for event in fhir_timeline.project(value, key, linked)]


def reproject(conn: Connection, keys: Sequence[str]) -> None:
    """Makes the rows of these stored resources anew from their original bytes."""
    held, line, aim = schema.resource, schema.timeline, schema.reference_target
    for start in range(0, len(keys), _SLICE):
        some = list(keys[start:start + _SLICE])
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


def rebuild(conn: Connection, keys: Sequence[str]) -> None:
    """Timeline and patient index of these stored resources, from their original bytes."""
    reproject(conn, keys)
    for key, value in stored_values(conn, (k for k in keys if k.startswith("Patient/"))).items():
        put_patient(conn, key.split("/", 1)[1], value, key)
    held = schema.resource
    wanted = select(held.c.patient_id).where(held.c.key.in_(keys), held.c.patient_id.is_not(None)).distinct()
    refresh_patients(conn, conn.execute(wanted).scalars().all())


def stored_values(conn: Connection, keys: Iterable[str]) -> dict[str, Node]:
    """The parsed resources of these keys, as far as they are stored."""
    held, ordered, found = schema.resource, sorted(set(keys)), dict[str, Node]()
    for start in range(0, len(ordered), _SLICE):
        wanted = select(held.c.key, held.c.body).where(held.c.key.in_(ordered[start:start + _SLICE]))
        found |= {row.key: loads(zlib.decompress(row.body)) for row in conn.execute(wanted)}
    return found


def _row(event: TimelineEvent, patient_id: str) -> dict[str, Any]:
    return {
        "patient_id": patient_id, "kind": event.kind.value,
        "start": event.start.text if event.start else None,
        "start_utc": event.start.start.isoformat() if event.start else None,
        "end": event.end.text if event.end else None,
        "system": event.system, "code": event.code, "component": event.component, "display": event.display,
        "status": event.status, "category": event.category, "value_text": event.value_text, "value": event.value,
        "unit": event.unit, "ucum": event.ucum, "low": event.low, "high": event.high, "range_text": event.range_text,
        "flag": event.flag, "detail": event.detail, "source": event.source, "projection": VERSION,
    }


def put_patient(conn: Connection, patient_id: str, value: Node, key: str) -> None:
    """Writes the patient's row and grams anew."""
    seen = project_patient(value)
    row = {
        "family": seen.name.family, "given": seen.name.given, "prefix": seen.name.prefix, "name_text": seen.name.text,
        "pinyin": seen.name.pinyin, "sex": seen.sex, "born": seen.born.text if seen.born else None,
        "is_deceased": int(seen.is_deceased), "deceased": seen.deceased.text if seen.deceased else None,
        "number": seen.number, "number_label": seen.number_label, "resource_key": key,
    }
    table = schema.patient_index
    if conn.execute(update(table).where(table.c.id == patient_id).values(**row)).rowcount == 0:
        conn.execute(insert(table).values(id=patient_id, **row))
    gram = schema.patient_gram
    conn.execute(delete(gram).where(gram.c.patient_id == patient_id))
    if seen.grams:
        conn.execute(insert(gram), [{"gram": g, "patient_id": patient_id} for g in sorted(seen.grams)])


def refresh_patients(conn: Connection, patient_ids: Iterable[str]) -> None:
    """Brings ``last_event`` and ``tags`` of these patients up to date; ids without a row are passed over."""
    line, index = schema.timeline, schema.patient_index
    for patient_id in sorted(set(patient_ids)):
        last = conn.execute(
            select(line.c.start).where(line.c.patient_id == patient_id, line.c.start_utc.is_not(None))
            .order_by(line.c.start_utc.desc()).limit(1)
        ).scalar()
        tags = " ".join(tag for tag, there in _tags(conn, patient_id).items() if there)
        conn.execute(update(index).where(index.c.id == patient_id).values(last_event=last, tags=tags))


def _tags(conn: Connection, patient_id: str) -> dict[str, bool]:
    """Which rooms have something to see. Imaging and ECG mean pictures and recordings here, not a mention of them."""
    line, study, series = schema.timeline, schema.study, schema.series
    kinds = set(conn.execute(select(line.c.kind).where(line.c.patient_id == patient_id).distinct()).scalars())
    modalities = set(conn.execute(
        select(series.c.modality).join(study, study.c.uid == series.c.study_uid).where(study.c.patient_id == patient_id)
        .distinct()
    ).scalars())
    waves = {"ECG", "HD", "EPS"}
    sampled = conn.execute(
        select(func.count()).select_from(line)
        .where(line.c.patient_id == patient_id, line.c.code.in_(("11524-6", "131328")))
    ).scalar()
    return {"imaging": bool(modalities - waves), "vitals": _VITAL_SIGNALS in kinds, "pedigree": "family" in kinds,
            "ecg": bool(modalities & waves) or bool(sampled)}
