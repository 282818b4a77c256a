"""``consilia patient ID --results``: every result by analyte in one unit, as written too, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.cli.patients import as_json
from workstation.domain.patient import PatientRow
from workstation.domain.results import AnalyteResults, ResultsChart, ResultValue

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


def show(clinic: Clinic, row: PatientRow, out: Output) -> int:
    """Prints the analytes with their newest value, or all values as JSON."""
    from workstation.services import results

    chart = results.by_analyte(clinic, row.id)
    if out.as_json:
        out.document({"patient": as_json(row), "count": chart.count, "analytes": [_line(one) for one in chart.lines]})
    else:
        _say(chart, out)
    return 0


def _line(line: AnalyteResults) -> dict[str, object]:
    return {
        "analyte": line.id.replace("\x1f", "|"), "name": line.name, "panel": line.panel, "unit": line.unit,
        "units": list(line.choices),
        "codes": [{"code": code, "unit": unit} for code, unit in line.codes], "drawn": len(line.drawn),
        "values": [_value(line, value) for value in line.values],
    }


def _value(line: AnalyteResults, value: ResultValue) -> dict[str, object]:
    event, delta = value.event, value.delta
    return {
        "start": event.start.text if event.start else None, "value": value.shown if value.exact is not None else None,
        "unit": line.unit if value.exact is not None else None, "written": event.value_text or event.detail,
        "written_unit": event.unit, "code": value.code, "conversion": value.factor or None,
        "conversion_source": value.source or None, "low": value.low, "high": value.high, "range": event.range_text,
        "flag": event.flag, "flag_computed": value.computed,
        "delta": {"change": delta.text, "percent": delta.percent, "days": delta.days} if delta else None,
        "not_drawn": value.left_out.value if value.left_out else None, "source": event.source,
    }


def _say(chart: ResultsChart, out: Output) -> None:
    out.table(("Analyte", "Latest", "Unit", "Flag", "Change", "Range", "When", "Values"), [
        (line.name, line.latest.shown, line.unit if line.latest.exact is not None else line.latest.event.unit,
         line.latest.flag or (f"{line.latest.computed} (calc.)" if line.latest.computed else ""),
         line.latest.delta.text if line.latest.delta else "", line.latest.event.range_words(),
         line.latest.event.start.human() if line.latest.event.start else "not dated",
         f"{len(line.values)}" + (f", {len(line.left_out)} not drawn" if line.left_out else ""))
        for line in chart.lines])
