"""Rows of a chart, made for the check-up report."""

from __future__ import annotations

from datetime import UTC, datetime

from engines.report.checkup import Both, CheckupContent
from engines.report.content import Allergies, Identity, ReportContent
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent

NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)


def _at(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def empty() -> CheckupContent:
    who = Identity("X", "", "", "", "", "", "", Allergies.NONE_RECORDED)
    return CheckupContent(ReportContent(language="both", identity=who, made_at=NOW, made_by="x"), Both.same(""))


def lab(
    code: str, name: str, value: float, unit: str, low: float | None = None, high: float | None = None, flag: str = "",
    at: str = "2026-11-12",
) -> TimelineEvent:
    return TimelineEvent(
        EventKind.RESULT, _at(at), None, "http://loinc.org", code, name, f"Observation/{code}-{at}",
        value_text=f"{value:g}", value=value, unit=unit, ucum=unit, low=low, high=high, flag=flag,
        category="laboratory")


def encounter(code: str, at: str) -> TimelineEvent:
    return TimelineEvent(EventKind.ENCOUNTER, _at(at), None, "http://snomed.info/sct", code, "Check-up",
                         f"Encounter/{at}")


def medicine(code: str, name: str, start: str, end: str = "", status: str = "active") -> TimelineEvent:
    return TimelineEvent(EventKind.MEDICATION, _at(start), _at(end), "atc", code, name,
                         f"MedicationRequest/{code}-{start}", status=status)


def problem(code: str, name: str, start: str, end: str = "", status: str = "active") -> TimelineEvent:
    return TimelineEvent(EventKind.CONDITION, _at(start), _at(end), "icd", code, name, f"Condition/{code}-{start}",
                         status="resolved" if end else status)
