"""Results as a table for the clipboard: what is shown and what was written, side by side, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from workstation.domain.results import AnalyteResults, ResultValue
from workstation.services.clinic import Clinic
from workstation.services.export_table import rows_as_csv

COLUMNS = ("analyte", "date", "value", "unit", "value_as_written", "unit_as_written", "conversion", "conversion_source",
           "range", "flag", "flag_computed", "change", "change_percent", "change_days", "not_drawn", "code", "name",
           "source")


def copy(clinic: Clinic, patient_id: str, lines: Sequence[AnalyteResults]) -> str:
    """The values of these analytes as CSV, with the audit entry that a copy leaves. Raises NotAllowed."""
    count = sum(len(line.values) for line in lines)
    clinic.act("patient.export", patient_id, detail=f"{count} results as CSV to the clipboard")
    return text(lines)


def text(lines: Sequence[AnalyteResults]) -> str:
    """Pure: one row a value, newest first within its analyte; text goes through the CSV sink."""
    rows = [COLUMNS, *(_row(line, value) for line in lines for value in line.values)]
    return rows_as_csv(rows).decode()


def _row(line: AnalyteResults, value: ResultValue) -> tuple[str, ...]:
    event, delta = value.event, value.delta
    return (
        line.name, event.start.text if event.start else "", value.shown if value.exact is not None else "",
        line.unit if value.exact is not None else "", event.value_text or event.detail, event.unit, value.factor,
        value.source, event.range_words(), event.flag, value.computed, delta.text if delta else "",
        f"{delta.percent:.1f}" if delta and delta.percent is not None else "",
        str(delta.days) if delta and delta.days is not None else "", value.left_out.value if value.left_out else "",
        value.code, event.display, event.source,
    )
