"""Studies, series, instances and findings in the store. Every function takes a connection; none opens one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, func, insert, select, update

from workstation.domain.finding import Finding, FindingState, Origin, OriginKind
from workstation.domain.imaging import ReviewEvent, Series, Study
from workstation.domain.partial_date import PartialDate
from workstation.store import schema

PICTURELESS = frozenset({"SR", "PR", "KO", "AU", "RTPLAN", "RTSTRUCT", "RTRECORD", "DOC", "ECG", "HD", "EPS",
                         "REG", "FID", "SEG", "PLAN", "RWV"})


@dataclass(frozen=True, slots=True)
class StoredInstance:
    """One file of a series: its identifiers and where its bytes lie."""

    uid: str
    series_uid: str
    class_uid: str
    number: int | None
    blob: str
    pixel_digest: str


def studies(conn: Connection, patient_id: str | None) -> list[Study]:
    """Studies with their series, newest first; of all patients for None."""
    wanted = select(schema.study)
    if patient_id is not None:
        wanted = wanted.where(schema.study.c.patient_id == patient_id)
    rows = conn.execute(wanted).all()
    found = [_study(row, _series_of(conn, row.uid)) for row in rows]

    def age(study: Study) -> tuple[str, str]:
        return study.date.start.isoformat() if study.date else "", study.uid

    return sorted(found, key=age, reverse=True)


def _series_of(conn: Connection, study_uid: str) -> tuple[Series, ...]:
    table = schema.series
    rows = conn.execute(select(table).where(table.c.study_uid == study_uid)).all()
    rows = sorted(rows, key=lambda row: (row.number is None, row.number or 0, row.uid))
    return tuple(
        Series(row.uid, row.study_uid, row.number, row.modality, row.body_part, row.description, row.transfer_syntax,
               row.instances, row.modality not in PICTURELESS)
        for row in rows
    )


def _study(row: Any, series: tuple[Series, ...]) -> Study:
    try:
        day = PartialDate.parse(row.date) if row.date else None
    except ValueError:
        day = None
    return Study(row.uid, row.patient_id, day, row.description, row.accession,
                 tuple(part for part in row.modalities.split(" ") if part), series)


def instances(conn: Connection, series_uid: str) -> list[StoredInstance]:
    """The files of a series along its normal; those without a place by their number."""
    table = schema.instance
    rows = conn.execute(select(table).where(table.c.series_uid == series_uid)).all()
    rows = sorted(rows, key=lambda row: (row.position == "", float(row.position or 0), row.number or 0, row.uid))
    return [StoredInstance(r.uid, r.series_uid, r.class_uid, r.number, r.blob, r.pixel_digest) for r in rows]


def instance(conn: Connection, uid: str) -> StoredInstance | None:
    """One file by its SOP instance UID."""
    table = schema.instance
    row = conn.execute(select(table).where(table.c.uid == uid)).first()
    if row is None:
        return None
    return StoredInstance(row.uid, row.series_uid, row.class_uid, row.number, row.blob, row.pixel_digest)


def patient_of_study(conn: Connection, study_uid: str) -> str | None:
    """Whose study it is."""
    return conn.execute(select(schema.study.c.patient_id).where(schema.study.c.uid == study_uid)).scalar()


def patient_of_series(conn: Connection, series_uid: str) -> str | None:
    """Whose series it is."""
    study, series = schema.study, schema.series
    return conn.execute(
        select(study.c.patient_id).join(series, series.c.study_uid == study.c.uid).where(series.c.uid == series_uid)
    ).scalar()


def study_of_series(conn: Connection, series_uid: str) -> str | None:
    """The study a series belongs to."""
    return conn.execute(select(schema.series.c.study_uid).where(schema.series.c.uid == series_uid)).scalar()


def put_study(conn: Connection, uid: str, patient_id: str, date: str | None, description: str, accession: str) -> None:
    """Adds a study unless it is there."""
    if patient_of_study(conn, uid) is None:
        conn.execute(insert(schema.study).values(
            uid=uid, patient_id=patient_id, date=date, description=description, accession=accession, modalities=""))


def put_series(conn: Connection, uid: str, study_uid: str, values: dict[str, Any]) -> None:
    """Adds a series unless it is there."""
    if study_of_series(conn, uid) is None:
        conn.execute(insert(schema.series).values(uid=uid, study_uid=study_uid, instances=0, **values))


def put_instance(conn: Connection, values: dict[str, Any]) -> None:
    """Adds one file's row (the columns of ``schema.instance``)."""
    conn.execute(insert(schema.instance).values(**values))


def recount(conn: Connection, study_uid: str) -> None:
    """Brings the number of instances of each series and the modalities of the study up to date."""
    series, instance_table = schema.series, schema.instance
    modalities: set[str] = set()
    for row in conn.execute(select(series.c.uid, series.c.modality).where(series.c.study_uid == study_uid)).all():
        count = conn.execute(
            select(func.count()).select_from(instance_table).where(instance_table.c.series_uid == row.uid)).scalar()
        conn.execute(update(series).where(series.c.uid == row.uid).values(instances=count))
        modalities.add(row.modality)
    conn.execute(update(schema.study).where(schema.study.c.uid == study_uid)
                 .values(modalities=" ".join(sorted(modalities - {""}))))


def findings(conn: Connection, series_uid: str) -> list[Finding]:
    """Findings of a series: proposals first, then by score, highest first."""
    table = schema.finding
    return _ordered(conn.execute(select(table.c.body).where(table.c.series_uid == series_uid)).scalars().all())


def findings_of_patient(conn: Connection, patient_id: str) -> list[Finding]:
    """All findings of a patient, in the same order."""
    table = schema.finding
    return _ordered(conn.execute(select(table.c.body).where(table.c.patient_id == patient_id)).scalars().all())


def finding(conn: Connection, finding_id: str) -> Finding | None:
    """One finding."""
    table = schema.finding
    body = conn.execute(select(table.c.body).where(table.c.id == finding_id)).scalar()
    return None if body is None else _from_json(body)


def put_finding(conn: Connection, one: Finding, by: str, command_id: str) -> None:
    """Writes a finding as it now is and adds its state to the history."""
    table, history = schema.finding, schema.finding_history
    row = {"patient_id": one.patient_id, "study_uid": one.study_uid, "series_uid": one.series_uid,
           "state": one.state.value, "body": orjson.dumps(one).decode()}
    if conn.execute(update(table).where(table.c.id == one.id).values(**row)).rowcount == 0:
        conn.execute(insert(table).values(id=one.id, **row))
    at = (one.reviewed_at or datetime.now(UTC)).isoformat(timespec="seconds")
    conn.execute(insert(history).values(
        finding_id=one.id, state=one.state.value, by=by, at=at, reason=one.reason, command_id=command_id))


def drop_proposals(conn: Connection, series_uid: str, model: str) -> None:
    """Removes what a model proposed on a series and nobody ever reviewed; their history stays."""
    table, history = schema.finding, schema.finding_history
    for one in findings(conn, series_uid):
        if one.origin.name != model or one.state is not FindingState.PROPOSED:
            continue
        states = conn.execute(
            select(func.count()).select_from(history).where(
                history.c.finding_id == one.id, history.c.state != FindingState.PROPOSED.value)).scalar()
        if not states:
            conn.execute(table.delete().where(table.c.id == one.id))


def finding_history(conn: Connection, finding_id: str) -> list[ReviewEvent]:
    """Every state of a finding, oldest first."""
    table = schema.finding_history
    rows = conn.execute(select(table).where(table.c.finding_id == finding_id).order_by(table.c.id)).all()
    return [ReviewEvent(FindingState(row.state), row.by, datetime.fromisoformat(row.at), row.reason) for row in rows]


def _ordered(bodies: Any) -> list[Finding]:
    found = [_from_json(body) for body in bodies]
    return sorted(found, key=lambda one: (one.state is not FindingState.PROPOSED, -(one.confidence or 0.0), one.id))


def _from_json(body: str) -> Finding:
    value: dict[str, Any] = orjson.loads(body)
    origin = value["origin"]
    value["origin"] = Origin(OriginKind(origin["kind"]), origin["name"], origin["version"], origin["sha256"])
    value["state"] = FindingState(value["state"])
    value["center_mm"] = tuple(value["center_mm"])
    value["attributes"] = tuple((pair[0], pair[1]) for pair in value["attributes"])
    value["reviewed_at"] = datetime.fromisoformat(value["reviewed_at"]) if value["reviewed_at"] else None
    return Finding(**value)


def body_part(conn: Connection, series_uid: str) -> str:
    """Body part examined as the header writes it, "" where it doesn't."""
    return conn.execute(select(schema.series.c.body_part).where(schema.series.c.uid == series_uid)).scalar() or ""
