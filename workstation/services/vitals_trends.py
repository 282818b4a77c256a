"""From rows of the timeline to trends: pure, so that screen, report and command line show the same curve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from workstation.domain.partial_date import age_years
from workstation.domain.timeline import TimelineEvent
from workstation.domain.trend import Band, LeftOut, Standing, Trend, TrendKind, TrendPoint, Why
from workstation.services.vitals_tables import (
    DIASTOLIC,
    IN_MILLIGRAM,
    PRESSURE_PANELS,
    PRESSURES,
    SIGNS,
    SYSTOLIC,
    Limits,
    VitalSign,
)

_HIGH_FLAGS, _LOW_FLAGS = frozenset({"H", "HU", "A"}), frozenset({"L", "LU"})
_CRITICAL_FLAGS = {"HH": Standing.CRITICAL_HIGH, "LL": Standing.CRITICAL_LOW, "AA": Standing.CRITICAL_HIGH}
_RECORDED = "recorded with the value"


def simple_trends(events: Iterable[TimelineEvent], born: date | None) -> list[Trend]:
    """One trend a vital sign that has a value, in the order of the table; blood pressure is ``pressure_trends``.

    What the patient measured is a trend of its own, after the clinic's. Of it only blood pressure has a range for home
    measurements: NEWS2's are for what staff measures at a bedside (RCP 2017), so the others are shown, not judged,
    unless a range or a flag was recorded with the value.
    """
    rows = list(events)
    made: list[Trend] = []
    for sign in SIGNS:
        of_sign = [row for row in rows if (row.component or row.code) in sign.codes]
        for own in (False, True):
            trend = _trend(sign, [row for row in of_sign if bool(row.reporter) is own], born, own)
            if trend is not None:
                made.append(trend)
    return made


def pressure_trends(events: Iterable[TimelineEvent], born: date | None, home: frozenset[str]) -> list[Trend]:
    """Blood pressure at home and elsewhere. ``home``: the resource keys of what the patient measured."""
    pairs: dict[str, dict[str, TimelineEvent]] = {}
    for row in events:
        code = row.component or row.code
        if code not in (SYSTOLIC, DIASTOLIC):
            continue
        # A panel is one resource; two separate resources of one moment are one reading too.
        when = row.start.text if row.start is not None else ""
        panel = row.source if row.component or row.code in PRESSURE_PANELS else f"at {when}"
        pairs.setdefault(panel, {})[code] = row
    at_home = [pair for pair in pairs.values() if any(row.source in home for row in pair.values())]
    elsewhere = [pair for pair in pairs.values() if not any(row.source in home for row in pair.values())]
    trends = [_pressure(PRESSURES[TrendKind.BP_HOME], at_home, born),
              _pressure(PRESSURES[TrendKind.BP_OFFICE], elsewhere, born)]
    return [trend for trend in trends if trend is not None]


def in_unit(sign: VitalSign, row: TimelineEvent) -> float | None:
    """The value of a row in the sign's unit, None where its unit is missing or is none of the sign's."""
    turn = sign.units.get(row.ucum) or sign.units.get(row.unit)
    return turn(row.value) if turn is not None and row.value is not None else None


def standing(value: float, flag: str, band: Band | None, limits: Limits | None) -> Standing:
    """Where a value lies: the flag recorded with it first, then its range, critical where it passes the limits.

    A value inside the range recorded with it is not critical, whatever the adult limits are: a target of 88 to 92 % is
    meant as it was written.
    """
    if flag in _CRITICAL_FLAGS:
        return _CRITICAL_FLAGS[flag]
    if band is not None and band.recorded and not band.is_under(value) and not band.is_over(value):
        limits = None
    if limits is not None and limits.critical_low is not None and value <= limits.critical_low:
        return Standing.CRITICAL_LOW
    if limits is not None and limits.critical_high is not None and value >= limits.critical_high:
        return Standing.CRITICAL_HIGH
    if flag in _LOW_FLAGS or (band is not None and band.is_under(value)):
        return Standing.LOW
    if flag in _HIGH_FLAGS or (band is not None and band.is_over(value)):
        return Standing.HIGH
    return Standing.IN_RANGE if flag == "N" or band is not None else Standing.NOT_JUDGED


def limits_for(limits: Limits | None, born: date | None, on: date) -> Limits | None:
    """The adult limits where the person was known to be old enough on that day, else None."""
    if limits is None or born is None or on < born or age_years(born, on) < limits.from_age:
        return None
    return limits


def with_latest_band(trend: Trend) -> Trend:
    """The trend judged as its latest point is."""
    return replace(trend, band=trend.points[-1].band) if trend.points else trend


def in_written_unit(sign: VitalSign, units: Iterable[str]) -> VitalSign:
    """The sign in the unit its newest value is written in, where there are two in use (``units``: newest last)."""
    last = next(reversed([unit for unit in units if unit in sign.units]), "")
    return IN_MILLIGRAM.get(sign.kind, sign) if last == "mg/dL" else sign


def _trend(sign: VitalSign, rows: Sequence[TimelineEvent], born: date | None, own: bool) -> Trend | None:
    dated = sorted((row for row in rows if row.start is not None), key=_start)
    sign = in_written_unit(sign, [row.ucum or row.unit for row in dated])
    points: list[TrendPoint] = []
    left_out: list[LeftOut] = []
    for row in rows:
        if row.value is None:
            continue
        value = in_unit(sign, row)
        if value is None:
            left_out.append(_unit_fault(row))
        elif row.start is None:
            left_out.append(LeftOut(f"{row.value_text} {row.unit}", Why.NO_DATE, row.source))
        else:
            limits = None if own else limits_for(sign.limits, born, row.start.calendar)
            band = _band(sign, row, limits)
            points.append(TrendPoint(
                row.start, value, f"{row.value_text} {row.unit}", row.source,
                standing=standing(value, row.flag, band, limits), band=band,
            ))
    if not points and not left_out:
        return None
    points.sort(key=lambda point: point.at.start)
    return with_latest_band(Trend(
        sign.kind, sign.title, sign.unit, tuple(points), decimals=sign.decimals, left_out=tuple(left_out), own=own,
    ))


def _band(sign: VitalSign, row: TimelineEvent, limits: Limits | None) -> Band | None:
    if row.low is not None or row.high is not None:
        turn = sign.units.get(row.ucum) or sign.units.get(row.unit)
        assert turn is not None                     # the row's value was turned by the same unit
        low = turn(row.low) if row.low is not None else None
        high = turn(row.high) if row.high is not None else None
        return Band(low, high, _RECORDED, recorded=True)
    return limits.band if limits is not None and (limits.low is not None or limits.high is not None) else None


def _pressure(sign: VitalSign, pairs: Sequence[dict[str, TimelineEvent]], born: date | None) -> Trend | None:
    points: list[TrendPoint] = []
    left_out: list[LeftOut] = []
    band = lower_band = None
    for pair in sorted(pairs, key=_when):
        upper, lower = pair.get(SYSTOLIC), pair.get(DIASTOLIC)
        if upper is None or lower is None:
            half = upper or lower
            assert half is not None
            if half.value is not None:
                left_out.append(LeftOut(f"{half.value_text} {half.unit}", Why.HALF, half.source))
            continue
        systolic, diastolic = in_unit(sign, upper), in_unit(sign, lower)
        if systolic is None or diastolic is None or upper.start is None:
            if upper.value is not None and lower.value is not None:
                left_out.append(_unit_fault(upper))
            continue
        limits = limits_for(sign.limits, born, upper.start.calendar)
        lower_limits = limits_for(sign.lower_limits, born, upper.start.calendar)
        band, lower_band = _band(sign, upper, limits), _band(sign, lower, lower_limits)
        judged = worse(
            standing(systolic, upper.flag, band, limits), standing(diastolic, lower.flag, lower_band, lower_limits)
        )
        written = f"{upper.value_text}/{lower.value_text} {upper.unit}"
        points.append(TrendPoint(upper.start, systolic, written, upper.source, diastolic, judged, band))
    if not points and not left_out:
        return None
    return Trend(sign.kind, sign.title, sign.unit, tuple(points), band, lower_band, left_out=tuple(left_out),
                 own=sign.kind is TrendKind.BP_HOME)


_GRAVITY = (Standing.NOT_JUDGED, Standing.IN_RANGE, Standing.LOW, Standing.HIGH, Standing.CRITICAL_LOW,
            Standing.CRITICAL_HIGH)


def worse(one: Standing, other: Standing) -> Standing:
    """The graver of two."""
    return max(one, other, key=_GRAVITY.index)


def _start(row: TimelineEvent) -> float:
    return row.start.start.timestamp() if row.start is not None else 0.0


def _when(pair: dict[str, TimelineEvent]) -> float:
    return _start(next(iter(pair.values())))


def _unit_fault(row: TimelineEvent) -> LeftOut:
    unit = row.unit or row.ucum
    return LeftOut(f"{row.value_text} {unit}".rstrip(), Why.OTHER_UNIT if unit else Why.NO_UNIT, row.source)
