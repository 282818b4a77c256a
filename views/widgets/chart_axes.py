"""Where the ticks of a chart stand: round values, and moments that a calendar would choose."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workstation.domain.partial_date import MONTHS

HOUR = 3600.0
DAY = 24 * HOUR


def value_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values within [low, high], at most ``most``: multiples of 1, 2 or 5 times a power of ten."""
    if not high > low or most < 1:
        return [low]
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(count * step, 10) for count in range(first, last + 1)][:most + 1]


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A moment (seconds since 1970, UTC) and how it is written."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class _Step:
    seconds: float
    floor: Callable[[datetime], datetime]
    next: Callable[[datetime], datetime]
    words: Callable[[datetime, str], str]


def time_ticks(first: float, last: float, most: int, language: str = "en") -> list[TimeTick]:
    """Moments within [first, last] on whole hours, days, months or years, at most ``most`` of them."""
    span = last - first
    steps = _steps()
    step = next((each for each in steps if span / each.seconds <= max(1, most)), steps[-1])
    ticks: list[TimeTick] = []
    moment = step.floor(_moment(first))
    while moment.timestamp() <= last and len(ticks) < 2 * most:
        if moment.timestamp() >= first:
            ticks.append(TimeTick(moment.timestamp(), step.words(moment, language)))
        moment = step.next(moment)
    return ticks


def date_words(moment: datetime, language: str) -> str:
    """``14-Jul-1945`` or, in Chinese, ``1945年7月14日``: never a numeric month alone."""
    return _day_month(moment, language, with_year=True)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _steps() -> list[_Step]:
    hours = [_hours(count) for count in (1, 2, 3, 6, 12)]
    days = [_days(count) for count in (1, 2, 4, 7, 14)]
    months = [_months(count) for count in (1, 2, 3, 6)]
    return [*hours, *days, *months, *(_years(count) for count in (1, 2, 5, 10, 20))]


def _hours(count: int) -> _Step:
    return _Step(
        count * HOUR,
        lambda at: at.replace(hour=at.hour // count * count, minute=0, second=0, microsecond=0),
        lambda at: at + timedelta(hours=count),
        lambda at, language: f"{at:%H:%M}" if at.hour else _day_month(at, language),
    )


def _days(count: int) -> _Step:
    return _Step(
        count * DAY,
        lambda at: _moment(at.timestamp() // (count * DAY) * count * DAY),
        lambda at: at + timedelta(days=count),
        _day_month,
    )


def _months(count: int) -> _Step:
    return _Step(
        count * 30.4 * DAY,
        lambda at: _month_start(at.year, (at.month - 1) // count * count + 1),
        lambda at: _month_start(at.year, at.month + count),
        _month_year,
    )


def _years(count: int) -> _Step:
    return _Step(
        count * 365.2 * DAY,
        lambda at: _month_start(at.year // count * count, 1),
        lambda at: _month_start(at.year + count, 1),
        lambda at, _: str(at.year),
    )


def _month_start(year: int, month: int) -> datetime:
    return datetime(max(1, year + (month - 1) // 12), (month - 1) % 12 + 1, 1, tzinfo=UTC)


def _day_month(at: datetime, language: str, with_year: bool = False) -> str:
    if language.startswith("zh"):
        return (f"{at.year}年" if with_year else "") + f"{at.month}月{at.day}日"
    return f"{at.day:02d}-{MONTHS[at.month - 1]}" + (f"-{at.year}" if with_year else "")


def _month_year(at: datetime, language: str) -> str:
    if language.startswith("zh"):
        return f"{at.year}年" if at.month == 1 else f"{at.month}月"
    return str(at.year) if at.month == 1 else MONTHS[at.month - 1]

