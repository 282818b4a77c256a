"""How the timeline says its marks: the name, the value with its unit and flag, the dates as precise as written."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from views.record import words
from views.record.lanes import Lane, Mark
from views.record.lines import Line
from views.widgets.chart_axes import date_words
from views.widgets.words import day
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.record import Problem
from workstation.domain.timeline import EventKind, TimelineEvent


def lane_names() -> dict[Lane, str]:
    """The words of the lanes."""
    return {
        Lane.VISITS: QCoreApplication.translate("timeline", "Visits"),
        Lane.PROBLEMS: QCoreApplication.translate("timeline", "Problems"),
        Lane.MEDICATION: QCoreApplication.translate("timeline", "Medication"),
        Lane.ALLERGIES: QCoreApplication.translate("timeline", "Allergies"),
        Lane.RESULTS: QCoreApplication.translate("timeline", "Results"),
        Lane.VITALS: QCoreApplication.translate("timeline", "Vital signs"),
        Lane.IMAGING: QCoreApplication.translate("timeline", "Imaging"),
        Lane.PROCEDURES: QCoreApplication.translate("timeline", "Procedures"),
        Lane.IMMUNISATIONS: QCoreApplication.translate("timeline", "Immunisations"),
        Lane.DOCUMENTS: QCoreApplication.translate("timeline", "Documents"),
        Lane.OTHER: QCoreApplication.translate("timeline", "Other"),
    }


def moment(date: PartialDate) -> str:
    """A date as precise as written; of a time its zone too, where it is another than this computer's."""
    said = day(date)
    if date.precision is not Precision.TIME:
        return said
    written = date.text[:16]
    zone = "Z" if date.text.endswith("Z") else date.text[-6:] if date.text[-6] in "+-" else ""
    if not zone or written == f"{date.start.astimezone():%Y-%m-%dT%H:%M}":
        return f"{said} {written[11:]}"
    return f"{said} {written[11:]} (UTC{zone.removeprefix('Z')})"


def lasted(mark: Mark) -> str:
    """From when to when."""
    start = moment(mark.date)
    if mark.open_end:
        return QCoreApplication.translate("timeline", "since {date}").format(date=start)
    end = mark.event.end
    if end is None or end.text == mark.date.text:
        return start
    return QCoreApplication.translate("timeline", "{first} to {last}").format(first=start, last=moment(end))


def title(event: TimelineEvent) -> str:
    """What it is; a relative's illness says whose."""
    if event.kind is EventKind.FAMILY:
        who, what = words.relative(event)
        return f"{who}: {what}" if what else who
    return words.analyte(event)


def value(event: TimelineEvent) -> str:
    """The value with its unit, '' where it has none."""
    return f"{event.value_text} {words.unit(event.unit)}".strip() if event.value_text else ""


def state(event: TimelineEvent) -> str:
    """The flag of a result, the state of a problem, else the status as recorded."""
    if event.kind in (EventKind.RESULT, EventKind.VITAL):
        flag = words.flag(event)
        return flag[1] if flag else ""
    if event.kind is EventKind.CONDITION:
        problem = Problem(event.display, False, event.status, event.start, event.end, event.code, event.system,
                          event.source)
        return words.problem_state(problem)[1]
    return event.status


def detail(event: TimelineEvent) -> str:
    """The second line: dose, reaction, reason; the recorded range of a result."""
    if event.kind in (EventKind.RESULT, EventKind.VITAL):
        known = event.range_words()
        return QCoreApplication.translate("timeline", "range {range}").format(range=known) if known else ""
    return "" if event.kind is EventKind.FAMILY else event.detail


def spoken(mark: Mark) -> str:
    """What a screen reader says of a mark."""
    event = mark.event
    parts = (lasted(mark), title(event), value(event), state(event), detail(event))
    return ", ".join(part for part in parts if part)


def line(event: TimelineEvent) -> Line:
    """One row of a list of events."""
    flag = words.flag(event) if event.kind in (EventKind.RESULT, EventKind.VITAL) else None
    when = moment(event.start) if event.start else ""
    below = " · ".join(part for part in (when, detail(event) or event.code) if part)
    return Line(title(event), value(event), event.source, below=below, tag=flag)


def dates(first: Mark, last: Mark) -> str:
    """From the day of one mark to that of another."""
    days = list(dict.fromkeys((day(first.date), day(last.date))))
    if len(days) == 1:
        return days[0]
    return QCoreApplication.translate("timeline", "{first} to {last}").format(first=days[0], last=days[1])


def range_words(first: float, last: float, language: str) -> str:
    """What the view shows: ``12-Nov-2026 06:00 to 18:00``, ``03-Oct-2026 to 24-Nov-2026`` or ``1958 to 2026``."""
    begin, end = (datetime.fromtimestamp(at, UTC) for at in (first, last))
    if last - first > 3 * 365 * 86_400:
        both = f"{begin.year}", f"{end.year}"
    elif last - first > 3 * 86_400:
        both = date_words(begin, language), date_words(end, language)
    elif begin.date() == end.date():
        both = f"{date_words(begin, language)} {begin:%H:%M}", f"{end:%H:%M}"
    else:
        both = f"{date_words(begin, language)} {begin:%H:%M}", f"{date_words(end, language)} {end:%H:%M}"
    return QCoreApplication.translate("timeline", "{first} to {last}").format(first=both[0], last=both[1])
