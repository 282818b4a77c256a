"""Runs of models in the store: append-only, so that what a model was asked and answered can always be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select

from workstation.domain.imaging import RunRecord
from workstation.store import schema


def put(conn: Connection, one: RunRecord) -> None:
    """Adds a run."""
    parameters = orjson.dumps(dict(one.parameters), option=orjson.OPT_SORT_KEYS).decode()
    conn.execute(insert(schema.model_run).values(
        id=one.id, series_uid=one.series_uid, patient_id=one.patient_id, model=one.model, version=one.version,
        sha256=one.sha256, pipeline=one.pipeline, parameters=parameters, contract_met=one.contract_met,
        abstained=one.abstained, findings=one.findings, seconds=one.seconds, by=one.by,
        at=one.at.isoformat(timespec="seconds")))


def of_series(conn: Connection, series_uid: str) -> list[RunRecord]:
    """The runs on a series, newest first."""
    table = schema.model_run
    rows = conn.execute(select(table).where(table.c.series_uid == series_uid)).all()
    return sorted((_record(row) for row in rows), key=lambda one: (one.at, one.id), reverse=True)


def _record(row: Any) -> RunRecord:
    return RunRecord(
        id=row.id, series_uid=row.series_uid, patient_id=row.patient_id, model=row.model, version=row.version,
        sha256=row.sha256, pipeline=row.pipeline, parameters=tuple(orjson.loads(row.parameters).items()),
        contract_met=row.contract_met, abstained=row.abstained, findings=row.findings, seconds=row.seconds, by=row.by,
        at=datetime.fromisoformat(row.at))
