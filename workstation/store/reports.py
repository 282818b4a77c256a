"""Signed reports: rows that are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from workstation.domain.report import SignedReport
from workstation.store.schema import signed_report


def add(conn: Connection, report: SignedReport) -> None:
    conn.execute(insert(signed_report).values(
        id=report.id, patient_id=report.patient_id, blob=report.blob, sha256=report.sha256,
        signature=report.signature, signed_by=report.signed_by,
        signed_at=report.signed_at.isoformat(timespec="seconds"),
    ))


def of_patient(conn: Connection, patient_id: str) -> list[SignedReport]:
    """The patient's signed reports, the newest first."""
    table = signed_report
    rows = conn.execute(
        select(table).where(table.c.patient_id == patient_id).order_by(table.c.signed_at.desc(), table.c.id)
    )
    return [_report(row) for row in rows]


def find(conn: Connection, report_id: str) -> SignedReport | None:
    row = conn.execute(select(signed_report).where(signed_report.c.id == report_id)).first()
    return _report(row) if row is not None else None


def _report(row: Row[Any]) -> SignedReport:
    return SignedReport(
        row.id, row.patient_id, row.blob, row.sha256, row.signature, row.signed_by,
        datetime.fromisoformat(row.signed_at),
    )
