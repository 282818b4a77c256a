"""What changed in a chart since a day: problems, medicines, weight, blood pressure. Everything here is pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engines.report.checkup import Both, Fact
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.domain.trend import Trend, TrendKind, TrendPoint
from workstation.services.report_charts import title_zh

# SNOMED CT: encounter for check up, general examination of patient, well child visit (procedure concepts used as the
# type of an encounter).
CHECKUPS = frozenset({"185349003", "162673000", "410620009"})
UNDATED = Both("未注明日期", "undated")
_COMPARED = (TrendKind.WEIGHT, TrendKind.BP_OFFICE, TrendKind.BP_HOME)
_PRESCRIBED = ("MedicationRequest/", "MedicationStatement/")
_ENDED = frozenset({"stopped", "completed", "cancelled", "not-taken"})
_WRONG = frozenset({"entered-in-error", "draft", "refuted"})
_MOST = 60


def both_days(at: PartialDate | None) -> Both:
    """A day in both languages, with the precision it was recorded with."""
    return UNDATED if at is None else Both(at.human("zh"), at.human("en"))


def human(day: date) -> Both:
    """A calendar day in both languages."""
    return both_days(PartialDate.parse(day.isoformat()))


def compared_with(events: Sequence[TimelineEvent], given: date | None, today: date) -> tuple[date, Both]:
    """The day to compare with, and the sentence that says why this one.

    The day given; else the latest recorded check-up before the day of the newest result; else a year before today.
    """
    if given is not None:
        day = human(given)
        return given, Both(f"与 {day.zh} 比较。", f"Compared with {day.en}.")
    measured = [e.start.calendar for e in events if e.kind in (EventKind.RESULT, EventKind.VITAL) and e.start]
    newest = max((day for day in measured if day <= today), default=today)
    visits = [e.start.calendar for e in events
              if e.kind is EventKind.ENCOUNTER and e.code in CHECKUPS and e.start and e.start.calendar < newest]
    if visits:
        last = max(visits)
        day = human(last)
        return last, Both(f"与上一次健康检查（{day.zh}）比较。", f"Compared with the check-up before, {day.en}.")
    last = _year_before(today)
    day = human(last)
    return last, Both(f"病历中没有更早的健康检查；与一年前（{day.zh}）比较。",
                      f"The record holds no earlier check-up; compared with a year ago, {day.en}.")


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def changes(events: Sequence[TimelineEvent], trends: Sequence[Trend], since: date) -> tuple[Fact, ...]:
    """Problems, medicines, weight and blood pressure since the day, in this order; what can't be told is said."""
    found = [*_problems(events, since), *_medicines(events, since)]
    more = len(found) - _MOST
    if more > 0:
        rest = Both(f"另有 {more} 项见病历", f"{more} more are in the record")
        found = [*found[:_MOST], Fact(Both("其余", "Further"), rest, Both.same(""))]
    compared = [_compared(trend, since) for trend in trends if trend.kind in _COMPARED and trend.points]
    if not any(trend.kind is TrendKind.WEIGHT and trend.points for trend in trends):
        compared.append(Fact(Both("体重", "Weight"), Both("未记录", "None recorded"), Both.same("")))
    if not any(trend.kind in (TrendKind.BP_OFFICE, TrendKind.BP_HOME) and trend.points for trend in trends):
        compared.append(Fact(Both("血压", "Blood pressure"), Both("未记录", "None recorded"), Both.same("")))
    return (*found, *compared)


def _grouped(events: Sequence[TimelineEvent], kind: EventKind) -> list[list[TimelineEvent]]:
    """The rows of one problem or medicine together, oldest first, the undated before."""
    groups: dict[tuple[str, str], list[TimelineEvent]] = {}
    for event in reversed(events):
        if event.kind is kind and event.status not in _WRONG:
            groups.setdefault((event.system, event.code or event.display.casefold()), []).append(event)
    return list(groups.values())


def _problems(events: Sequence[TimelineEvent], since: date) -> list[Fact]:
    found: list[Fact] = []
    for group in _grouped(events, EventKind.CONDITION):
        newest = max(group, key=_begun)
        name = Both.same(newest.display)
        if _begun(newest) >= since:
            again = any(_begun(event) < since for event in group)
            found.append(Fact(Both("再发诊断", "Problem again") if again else Both("新诊断", "New problem"), name,
                              both_days(newest.start)))
        if newest.end is not None and newest.end.calendar >= since:
            found.append(Fact(Both("已缓解", "Problem resolved"), name, both_days(newest.end)))
    return found


def _medicines(events: Sequence[TimelineEvent], since: date) -> list[Fact]:
    """Begun: prescribed since the day and never before. Stopped: its newest prescription ended since the day."""
    found: list[Fact] = []
    undated = 0
    prescribed = [event for event in events if event.source.startswith(_PRESCRIBED)]
    for group in _grouped(prescribed, EventKind.MEDICATION):
        newest = max(group, key=_begun)
        name = Both.same(f"{newest.display}, {newest.detail}" if newest.detail else newest.display)
        first = min(group, key=_begun)
        if first.start is not None and _begun(first) >= since:
            found.append(Fact(Both("新用药", "Medicine begun"), name, both_days(first.start)))
        ended = any(event.status not in _ENDED and event.end is None for event in group)
        if not ended and newest.end is not None and newest.end.calendar >= since:
            found.append(Fact(Both("停药", "Medicine stopped"), name, both_days(newest.end)))
        elif not ended and newest.end is None:
            undated += 1
    if undated:
        found.append(Fact(Both("停药", "Medicine stopped"), Both(
            f"{undated} 种已停用药品未记录停用日期", f"{undated} ended without a recorded day of ending"), UNDATED))
    return found


def _begun(event: TimelineEvent) -> date:
    return event.start.calendar if event.start is not None else date.min


def _compared(trend: Trend, since: date) -> Fact:
    """The newest value beside the last one on or before the day."""
    latest = trend.points[-1]
    name = trend_name(trend)
    before = next((point for point in reversed(trend.points) if point.at.calendar <= since), None)
    now = f"{trend.shown(latest)} {trend.unit}"
    if before is None:
        said = Both(f"{now}；比较日期及之前无记录", f"{now}; nothing recorded on or before the day of comparison")
    elif before is latest:
        said = Both(f"{now}；此后未再测量", f"{now}; not measured again since")
    else:
        said = _both_values(trend, latest, before, now)
    return Fact(name, said, both_days(latest.at))


def trend_name(trend: Trend) -> Both:
    """What a trend is called, and that the patient measured it where that is so."""
    name = Both(title_zh(trend), trend.title)
    if trend.own and trend.kind is not TrendKind.BP_HOME:           # "at home" says so already
        return Both(f"{name.zh}（患者自测）", f"{name.en}, measured by the patient")
    return name


def _both_values(trend: Trend, latest: TrendPoint, before: TrendPoint, now: str) -> Both:
    then, day = f"{trend.shown(before)} {trend.unit}", both_days(before.at)
    return Both(f"{now}；{day.zh} 为 {then}", f"{now}; {then} on {day.en}")
