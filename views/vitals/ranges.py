"""The time ranges of the shared axis, and which of them shows a patient best. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.widgets.chart_axes import DAY


@dataclass(frozen=True, slots=True)
class TimeRange:
    """``seconds`` None is the whole record."""

    name: str
    seconds: float | None
    key: str


RANGES = (TimeRange("day", DAY, "1"), TimeRange("week", 7 * DAY, "2"), TimeRange("month", 30 * DAY, "3"),
          TimeRange("year", 365 * DAY, "4"), TimeRange("all", None, "5"))
_ENOUGH = 0.6                     # of the values in view: the closest range that still tells the story
_AIR = 0.03
_A_COURSE = 6                     # moments that make a course
_FILLS = 0.6                      # of the axis: so much a course must cover to be shown alone


def best_range(times: Sequence[float]) -> TimeRange:
    """The shortest range, back from the newest value, that a course of values fills or that holds most of them.

    A week of home readings is shown as its week, however many years of visits lie before it.
    """
    if not times:
        return RANGES[-1]
    newest = max(times)
    for each in RANGES[:-1]:
        assert each.seconds is not None
        seen = {time for time in times if newest - time <= each.seconds}
        if len(seen) >= _A_COURSE and newest - min(seen) >= _FILLS * each.seconds:
            return each
    for each in RANGES[:-1]:
        assert each.seconds is not None
        if sum(newest - time <= each.seconds for time in times) >= _ENOUGH * len(times):
            return each
    return RANGES[-1]


def widened(chosen: TimeRange, curves: Sequence[Sequence[float]]) -> TimeRange:
    """``chosen``, or the next longer range in which at least half of the curves have a value."""
    newest = max((max(times) for times in curves if times), default=0.0)
    for each in RANGES[RANGES.index(chosen):-1]:
        assert each.seconds is not None
        if 2 * sum(any(newest - time <= each.seconds for time in times) for times in curves) >= len(curves):
            return each
    return RANGES[-1]


def view(times: Sequence[float], chosen: TimeRange) -> tuple[float, float]:
    """First and last second of the axis: it ends just behind the newest value of any curve."""
    if not times:
        return 0.0, DAY
    newest, oldest = max(times), min(times)
    span = chosen.seconds if chosen.seconds is not None else max(newest - oldest, DAY)
    return newest - span * (1 + _AIR if chosen.seconds is None else 1), newest + span * _AIR
