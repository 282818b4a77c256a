"""Gathers what a check-up report says from the services that the rooms use, so that paper and screen never differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from engines.report.checkup import Both, CheckupContent, Measure
from engines.report.content import Flag, ReportContent
from workstation.domain.results import AnalyteResults, ResultsChart, ResultValue
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.domain.trend import Standing, Trend
from workstation.domain.way_of_life import ALSO, BY_CODE
from workstation.services import analytes, patients, record, report_content, results, schedules, vitals, way_of_life
from workstation.services.checkup_changes import both_days, changes, compared_with, trend_name
from workstation.services.checkup_due import due
from workstation.services.checkup_life import life
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_SPARK = 12
_ENOUGH = 3 * _SPARK                # results of one code and unit that are read
_MOST = 150                        # lines of one table: far more than anybody reads, far less than a hostile file holds
_STANDING = {
    Standing.IN_RANGE: Flag.IN_RANGE, Standing.LOW: Flag.LOW, Standing.HIGH: Flag.HIGH,
    Standing.CRITICAL_LOW: Flag.CRITICAL_LOW, Standing.CRITICAL_HIGH: Flag.CRITICAL_HIGH,
    Standing.NOT_JUDGED: Flag.NOT_JUDGED,
}
_QUIET = (Flag.IN_RANGE, Flag.NOT_JUDGED)
_GRAVE = (Flag.CRITICAL_HIGH, Flag.CRITICAL_LOW)


def gather(
    clinic: Clinic, patient_id: str, progress: Progress, since: date | None, comment: str, now: datetime,
) -> CheckupContent:
    """The content of a draft made ``now``. Raises NotFound, NotAllowed, Cancelled."""
    banner = patients.banner(clinic, patient_id)
    progress.step(0.05, "Record")
    events = record.timeline(clinic, patient_id)
    day, why = compared_with(events, since, now.date())
    progress.step(0.2, "Results")
    chart = results.assemble(_newest(events), analytes.table())
    progress.step(0.4, "Vital signs")
    trends = vitals.trends(clinic, patient_id, events)
    progress.step(0.6, "Way of life")
    habits = life(way_of_life.history(clinic, patient_id, banner.row.sex, progress))
    planned, note = due(schedules.standings(clinic, patient_id, progress, now.date()))
    zh, en = (report_content.identity(banner, now.date(), language) for language in ("zh", "en"))
    who = replace(en, born=f"{zh.born} {en.born}".strip(), age=f"{zh.age} {en.age}".strip())
    face = ReportContent(
        language="both", identity=who, made_at=now,
        made_by=clinic.user.display or clinic.user.name, comment=comment,
    )
    return sorted_out(chart, day, CheckupContent(
        face=face, since=why, vitals=tuple(_vital(trend) for trend in trends if trend.points),
        changes=changes(events, trends, day), life=habits, due=planned, due_note=note,
    ))


def sorted_out(chart: ResultsChart, day: date, content: CheckupContent) -> CheckupContent:
    """``content`` with the results put where they belong: by range, and by whether measured since ``day``. Pure."""
    recent = [line for line in chart.lines if _since(line.latest.event, day)]
    older = [_measure(line) for line in chart.lines if not _since(line.latest.event, day)]
    made = [_measure(line) for line in recent]
    out = [m for m in made if m.flag not in _QUIET]
    out.sort(key=lambda m: m.flag not in _GRAVE)
    fine = [m for m in made if m.flag is Flag.IN_RANGE]
    unjudged = [m for m in made if m.flag is Flag.NOT_JUDGED]
    older.sort(key=lambda m: m.flag in _QUIET)
    left = sum(max(0, len(table) - _MOST) for table in (out, fine, unjudged, older))
    return replace(
        content, out_of_range=tuple(out[:_MOST]), in_range=tuple(fine[:_MOST]), not_judged=tuple(unjudged[:_MOST]),
        not_repeated=tuple(older[:_MOST]), left_out=left)


def _newest(events: Iterable[TimelineEvent]) -> Iterator[TimelineEvent]:
    """Of each code and unit as many results as the report needs for value, change and course; newest first as given."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for event in events:
        if event.kind is EventKind.RESULT and not _of_life(event):
            key = (event.system, event.code or event.display, event.component, event.ucum or event.unit)
            seen[key] += 1
            if seen[key] <= _ENOUGH:
                yield event


def _of_life(event: TimelineEvent) -> bool:
    """True for what stands under the way of life."""
    return event.code in BY_CODE or event.code in ALSO or event.category == "social-history"


def _since(event: TimelineEvent, day: date) -> bool:
    return event.start is not None and event.start.calendar >= day


def _measure(line: AnalyteResults) -> Measure:
    latest = line.latest
    unit = line.unit if latest.factor else latest.event.unit
    return Measure(
        Both(line.name_zh, line.name), report_content.shown_number(latest.shown, latest.number), _plain(unit),
        _range(latest), flag_of(latest), _change(line), both_days(latest.event.start),
        tuple(number for value in line.drawn[-_SPARK:] if (number := value.number) is not None),
    )


def _plain(unit: str) -> str:
    return "" if unit == "1" else unit


def flag_of(value: ResultValue) -> Flag:
    """Where a value lies. What has no range is never in range, whatever was flagged; out of range it may be flagged."""
    flagged = report_content.flag_of(value.event)
    if flagged is Flag.IN_RANGE and not value.event.range_words():
        return Flag.NOT_JUDGED
    if flagged is Flag.NOT_JUDGED and value.is_out_of_range:
        return Flag.ABNORMAL
    return flagged


def _range(value: ResultValue) -> str:
    if not value.factor:
        return value.event.range_words()
    low, high = (None if limit is None else f"{limit:.4g}" for limit in (value.low, value.high))
    if low and high:
        return f"{low}\N{EN DASH}{high}"
    return f"\u2264 {high}" if high else f"\u2265 {low}" if low else ""


def _change(line: AnalyteResults) -> Both:
    delta = line.latest.delta
    if delta is None:
        only = len(line.values) == 1
        return Both("首次", "first value") if only else Both("无法比较", "can't be compared")
    percent = "" if delta.percent is None else f" ({_sign(delta.percent)}{abs(delta.percent):.0f} %)"
    text = f"{delta.text}{percent}"
    return Both(text, text) if delta.days is None else _in_days(text, delta.days)


def _in_days(text: str, days: int) -> Both:
    return Both(text, f"{days} 天 / {days} d" if days else "同日 same day")


def _sign(number: float) -> str:
    return "\N{MINUS SIGN}" if number < 0 else "+"


def _vital(trend: Trend) -> Measure:
    latest = trend.points[-1]
    return Measure(
        trend_name(trend), trend.shown(latest), trend.unit, _bands(trend),
        _STANDING[latest.standing], _vital_change(trend), both_days(latest.at),
        tuple(point.value for point in trend.points[-_SPARK:]),
    )


def _bands(trend: Trend) -> str:
    """The range of the latest value; of a pressure both limits."""
    if trend.points[-1].standing is Standing.NOT_JUDGED or trend.band is None:
        return ""
    lower = f" / {trend.lower_band.words()}" if trend.lower_band is not None else ""
    return trend.band.words() + lower


def _vital_change(trend: Trend) -> Both:
    if len(trend.points) < 2:
        return Both("首次", "first value")
    before, latest = trend.points[-2], trend.points[-1]
    said = [_difference(latest.value - before.value, trend.decimals)]
    if latest.lower is not None and before.lower is not None:
        said.append(_difference(latest.lower - before.lower, trend.decimals))
    days = (latest.at.calendar - before.at.calendar).days
    return _in_days(" / ".join(said), days)


def _difference(number: float, decimals: int) -> str:
    text = f"{abs(number):.{decimals}f}"
    return text if not any(digit in "123456789" for digit in text) else f"{_sign(number)}{text}"

