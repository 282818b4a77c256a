"""How the results page says flags, changes and the reasons why a value is not drawn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record import words
from views.widgets import words as people
from views.widgets.theme import Severity
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.results import AnalyteResults, Delta, LeftOut, ResultValue

tr = QCoreApplication.translate


def name(line: AnalyteResults, language: str) -> str:
    """The analyte in the language of the screen, with a mark where it was not the clinic that measured it."""
    named = line.name_zh if language.startswith("zh") and line.name_zh else line.name
    return f"{words.OWN_MARK} {named}" if line.own else named


def note(line: AnalyteResults, language: str) -> str:
    """What must be known to read the line."""
    return line.note_zh if language.startswith("zh") and line.note_zh else line.note


def flag(value: ResultValue) -> tuple[Severity, str, str] | None:
    """(severity, word, shape): as recorded, else computed against the recorded range and marked so; else None."""
    if value.flag:
        return words.flag(value.event)
    if value.computed == "H":
        return Severity.WARNING, tr("results", "High (calc.)"), "▲"
    if value.computed == "L":
        return Severity.WARNING, tr("results", "Low (calc.)"), "▼"
    return (Severity.FINE, tr("results", "In range (calc.)"), "●") if value.computed == "N" else None


def severity(value: ResultValue) -> Severity:
    """The severity of a point: none without a flag and a range."""
    said = flag(value)
    return said[0] if said else Severity.NONE


def written(value: ResultValue) -> str:
    """As recorded: digits and unit."""
    event = value.event
    return f"{event.value_text or event.detail} {words.unit(event.unit or event.ucum)}".strip()


def change(delta: Delta | None) -> str:
    """``+0.08 · +8 % · 61 d``."""
    if delta is None:
        return ""
    parts = [delta.text]
    if delta.percent is not None and delta.text != "0":
        parts.append(f"{delta.percent:+.0f} %".replace("-", "\N{MINUS SIGN}"))
    if delta.days is not None:
        parts.append(tr("results", "{count} d").format(count=f"{delta.days:,}"))
    return " · ".join(parts)


def why(reason: LeftOut) -> str:
    """Why a value stands in no curve."""
    return {
        LeftOut.WORDS: tr("results", "in words"),
        LeftOut.BOUND: tr("results", "a bound, no value"),
        LeftOut.NOT_MEASURED: tr("results", "no value recorded"),
        LeftOut.UNIT: tr("results", "unit can't be converted"),
        LeftOut.NO_DATE: tr("results", "no date"),
    }[reason]


def moment(when: PartialDate | None) -> tuple[str, str]:
    """(day, time of day or "") of a value."""
    if when is None:
        return tr("results", "not dated"), ""
    return people.day(when), when.text[11:16] if when.precision is Precision.TIME else ""


def not_drawn(line: AnalyteResults) -> str:
    """``2 values are not in the curve: a bound, no value (1); in words (1)``; "" where all are."""
    left = line.left_out
    if not left:
        return ""
    counted: dict[LeftOut, int] = {}
    for value in left:
        if value.left_out is not None:
            counted[value.left_out] = counted.get(value.left_out, 0) + 1
    listed = "; ".join(f"{why(reason)} ({count:,})" for reason, count in counted.items())
    return tr("results", "Not in the curve: {reasons}").format(reasons=listed)


def conversions(line: AnalyteResults) -> str:
    """``Converted: mg/dL x 88.402 (IUPAC ...)``: each way once; "" where nothing had to be converted."""
    ways: dict[tuple[str, str], str] = {}
    for value in line.values:
        if value.factor:
            ways.setdefault((words.unit(value.event.unit or value.event.ucum), value.factor), value.source)
    if not ways:
        return ""
    listed = "; ".join(f"{unit} {factor}" + (f" ({source})" if source else "")
                       for (unit, factor), source in ways.items())
    return tr("results", "Converted: {ways}").format(ways=listed)
