"""Measures: what a table asks of the readings of an input, in exact fractions; nothing is rounded before a bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of an input: ``number`` in the input's declared unit, or ``word``; ``day`` is its calendar day.

    ``moment`` sorts (ISO 8601, UTC); ``source`` is the record it came from, which pairs components of one panel.
    """

    number: Fraction | None
    word: str | None
    day: str
    moment: str
    source: str


class Summary(StrEnum):
    LATEST = "latest"
    MEAN = "mean"
    HIGHEST = "highest"
    COUNT = "count"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """``of``: the input. ``paired_with``: only readings whose record also holds these. ``skip_first_day``: the earliest
    day is left out where there are more and the table's setting asks for it."""

    name: str
    title: str
    of: str
    summary: Summary
    unit: str = ""
    paired_with: tuple[str, ...] = ()
    skip_first_day: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The result: a number or a word, both None where nothing was recorded; ``used`` are the readings it rests on."""

    spec: MeasureSpec
    number: Fraction | None
    word: str | None
    used: tuple[Reading, ...]


def measured(spec: MeasureSpec, readings: Mapping[str, Sequence[Reading]], skip_first_day: bool) -> Measure:
    """One measure. Nothing recorded gives no number: a count of nothing is not known, it is not zero."""
    used = _chosen(spec, readings, skip_first_day)
    if not used:
        return Measure(spec, None, None, ())
    if spec.summary is Summary.LATEST:
        last = used[-1]
        return Measure(spec, last.number, last.word, (last,))
    if spec.summary is Summary.COUNT:
        return Measure(spec, Fraction(len(used)), None, used)
    if spec.summary is Summary.DAYS:
        return Measure(spec, Fraction(len({reading.day for reading in used})), None, used)
    numbers = [reading.number for reading in used if reading.number is not None]
    if not numbers:
        return Measure(spec, None, None, ())
    value = max(numbers) if spec.summary is Summary.HIGHEST else sum(numbers, Fraction(0)) / len(numbers)
    return Measure(spec, value, None, used)


def _chosen(spec: MeasureSpec, readings: Mapping[str, Sequence[Reading]], skip_first_day: bool) -> tuple[Reading, ...]:
    chosen = sorted(readings.get(spec.of, ()), key=lambda reading: (reading.moment, reading.source))
    for other in spec.paired_with:
        sources = {reading.source for reading in readings.get(other, ())}
        chosen = [reading for reading in chosen if reading.source in sources]
    days = sorted({reading.day for reading in chosen})
    if spec.skip_first_day and skip_first_day and len(days) > 1:
        chosen = [reading for reading in chosen if reading.day != days[0]]
    return tuple(chosen)


def shown(number: Fraction, places: int = 1) -> str:
    """The number for a reader, cut (never rounded up) at ``places`` decimals, so that no value below a threshold is
    shown as having reached it; trailing zeros are left out."""
    step = Decimal(1).scaleb(-places)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    cut = exact.quantize(step, rounding=ROUND_FLOOR)
    text = f"{cut:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
