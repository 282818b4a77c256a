"""Reads the CSV files that home monitors and their apps write: columns by their header words, in English or Chinese.

Nothing is guessed: a unit stands in the header, in a column of its own or beside the value, or the value is refused; a
date that could be read two ways is refused unless another line of the file settles it. Bounded, and pure.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from workstation.domain.own_entry import Measure, Unit, unit_of

MOST_BYTES, MOST_LINES, LONGEST_CELL = 8_000_000, 50_000, 500
_LOWER = "diastolic"
_DATE, _TIME, _UNIT, _DEVICE = "date", "time", "unit", "device"
# Header words in lower case, without what stands in brackets and without blanks, hyphens and underscores.
_WORDS: dict[str, str] = {
    **dict.fromkeys(("systolic", "sys", "systolicbloodpressure", "systolicpressure", "sbp", "收缩压", "高压"),
                    Measure.PRESSURE.value),
    **dict.fromkeys(("diastolic", "dia", "diastolicbloodpressure", "diastolicpressure", "dbp", "舒张压", "低压"),
                    _LOWER),
    **dict.fromkeys(("pulse", "pulserate", "heartrate", "hr", "pul", "脉搏", "脉率", "心率"), Measure.PULSE.value),
    **dict.fromkeys(("glucose", "bloodglucose", "bloodsugar", "glucosevalue", "glucosereading", "bg", "血糖", "血糖值"),
                    Measure.GLUCOSE.value),
    **dict.fromkeys(("weight", "bodyweight", "bodymass", "体重"), Measure.WEIGHT.value),
    **dict.fromkeys(("temperature", "bodytemperature", "temp", "体温"), Measure.TEMPERATURE.value),
    **dict.fromkeys(("spo2", "oxygensaturation", "bloodoxygen", "oxygen", "o2sat", "血氧", "血氧饱和度"),
                    Measure.SATURATION.value),
    **dict.fromkeys(("date", "datetime", "dateandtime", "measurementdate", "measuredat", "timestamp", "recorded",
                     "when", "日期", "日期时间", "测量日期", "测量时间", "记录时间"), _DATE),
    **dict.fromkeys(("time", "timeofday", "measurementtime", "时间", "时刻"), _TIME),
    **dict.fromkeys(("unit", "units", "单位"), _UNIT),
    **dict.fromkeys(("device", "devicename", "devicemodel", "devicemodelname", "monitor", "model", "设备", "设备名称",
                     "仪器"), _DEVICE),
}
_BRACKETS = re.compile(r"[(（\[【]\s*([^)）\]】]*(?:\[[^\]]*\])?[^)）\]】]*)[)）\]】]\s*$")
_NUMBER = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*(\D*)\s*")
_ORDERED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MIXED = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_NAMED = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?[\s,-]+(\d{4})|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_CLOCK = re.compile(r"(上午|下午)?\s*(\d{1,2})\s*[:：时点]\s*(\d{2})(?:\s*[:：分]\s*(\d{2})(?:\.\d+)?)?"
                    r"\s*[分秒]?\s*([AaPp]\.?[Mm]\.?)?")
_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2})\s*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NoTable(ValueError):
    """Why the file as a whole is no table of measurements: one clause."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a line. ``at`` may be None where the file gives a day alone; ``zone`` as written, "" without one."""

    line: int
    measure: Measure
    value: str
    unit: Unit
    day: date
    at: time | None
    zone: str
    lower: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class BadLine:
    line: int
    reason: str


@dataclass(slots=True)
class _Columns:
    """Where what stands; the unit that the header names for each."""

    places: dict[str, int] = field(default_factory=dict[str, int])
    units: dict[str, str] = field(default_factory=dict[str, str])


def read(data: bytes) -> Iterator[Reading | BadLine]:
    """The values of the file in their order. Raises NoTable."""
    if len(data) > MOST_BYTES:
        raise NoTable(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    lines = _lines(_text(data))
    columns, first = _header(lines)
    numbered = enumerate(lines[first + 1:], first + 2)
    rows = [(number, row) for number, row in numbered if any(cell.strip() for cell in row)]
    day_first = _day_first([_cell(row, columns, _DATE) for _, row in rows])
    for number, row in rows:
        yield from _row(number, row, columns, day_first)


def _text(data: bytes) -> str:
    codecs = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NoTable("it is no text")


def _lines(text: str) -> list[list[str]]:
    head = text[:4000]
    mark = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as fault:
        raise NoTable(f"it is no CSV: {fault}") from fault
    if len(rows) > MOST_LINES:
        raise NoTable(f"it has more than {MOST_LINES} lines")
    return rows


def _header(lines: list[list[str]]) -> tuple[_Columns, int]:
    """The first line that names a date and a value: apps write a few lines about themselves before it."""
    for number, row in enumerate(lines[:20]):
        columns = _Columns()
        for place, cell in enumerate(row):
            name, unit = _head_of(cell)
            if name and name not in columns.places:
                columns.places[name] = place
                columns.units[name] = unit
        values = [measure for measure in Measure if measure.value in columns.places]
        if values and (_DATE in columns.places or _TIME in columns.places):
            if _DATE not in columns.places:             # one column for both may be called "time"
                columns.places[_DATE] = columns.places.pop(_TIME)
            return columns, number
    raise NoTable("no line names a date and a measurement (systolic, pulse, glucose, weight, 收缩压, 血糖, ...)")


def _head_of(cell: str) -> tuple[str, str]:
    """(what the column is, its unit) of a header cell such as ``Systolic (mmHg)`` or ``血糖[mmol/L]``."""
    found = _BRACKETS.search(cell.strip())
    name, unit = (cell.strip()[:found.start()], found[1].strip()) if found else (cell, "")
    plain = re.sub(r"[\s_\-.:：]+", "", name).casefold()
    if plain in _WORDS:
        return _WORDS[plain], unit
    for words in (cell.replace("_", " ").rsplit(" ", 1), cell.rsplit(",", 1)):      # "Weight kg", "weight_kg"
        if len(words) == 2:
            plain = re.sub(r"[\s_\-.:：]+", "", words[0]).casefold()
            if plain in _WORDS:
                return _WORDS[plain], words[1].strip()
    return "", ""


def _cell(row: list[str], columns: _Columns, name: str) -> str:
    place = columns.places.get(name)
    return row[place].strip()[:LONGEST_CELL] if place is not None and place < len(row) else ""


def _row(number: int, row: list[str], columns: _Columns, day_first: bool | None) -> Iterator[Reading | BadLine]:
    written = _cell(row, columns, _DATE)
    clock = _cell(row, columns, _TIME) or written
    try:
        day, at = _day(written, day_first), _clock(clock)
    except ValueError as fault:
        yield BadLine(number, str(fault))
        return
    zone = _ZONE.search(clock)
    for measure in Measure:
        value = _cell(row, columns, measure.value)
        lower = _cell(row, columns, _LOWER) if measure is Measure.PRESSURE else ""
        if not value and not lower:
            continue
        try:
            digits, unit = _quantity(measure, measure.value, value, row, columns)
            under = _quantity(measure, _LOWER, lower, row, columns) if measure is Measure.PRESSURE else ("", unit)
            if under[1] != unit:
                raise ValueError("systolic and diastolic pressure have different units")
        except ValueError as fault:
            yield BadLine(number, f"{measure.value}: {fault}")
            continue
        yield Reading(number, measure, digits, unit, day, at, zone[1] if zone and at else "", under[0],
                      _cell(row, columns, _DEVICE))


def _quantity(measure: Measure, name: str, cell: str, row: list[str], columns: _Columns) -> tuple[str, Unit]:
    found = _NUMBER.fullmatch(cell)
    if found is None:
        raise ValueError(f"'{cell[:30]}' is no number" if cell else "a value is missing")
    values = [one for one in columns.places if one in set(Measure) or one == _LOWER]
    alone = len(set(values) - {_LOWER}) == 1             # a column of units speaks of one measure only
    written = found[2].strip() or columns.units.get(name, "") or (_cell(row, columns, _UNIT) if alone else "")
    if not written:
        raise ValueError("no unit is named in the header or beside it")
    unit = unit_of(measure, written)
    if unit is None:
        raise ValueError(f"'{written[:20]}' is no unit of it")
    return found[1].replace(",", "."), unit


def _day_first(cells: list[str]) -> bool | None:
    """Whether ``03/04/2026`` is the third of April: as the other lines of the file show; None where none does."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _MIXED.match(cell))]
    first, second = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    return None if first == second else first


def _day(written: str, day_first: bool | None) -> date:
    ordered, mixed, named = _ORDERED.match(written), _MIXED.match(written), _NAMED.match(written)
    try:
        if ordered:
            return date(int(ordered[1]), int(ordered[2]), int(ordered[3]))
        if named:
            day, month, year = (named[1], named[2], named[3]) if named[1] else (named[5], named[4], named[6])
            return date(int(year), _MONTHS.index(month[:3].casefold()) + 1, int(day))
        if mixed:
            one, two, year = int(mixed[1]), int(mixed[2]), int(mixed[3])
            if one != two and day_first is None:
                raise ValueError(f"'{written[:30]}' may be one day or another: write the year first")
            return date(year, two, one) if day_first else date(year, one, two)
    except ValueError as fault:
        if "may be" in str(fault):
            raise
        raise ValueError(f"'{written[:30]}' is no calendar day") from fault
    raise ValueError(f"'{written[:30]}' is no date" if written else "the date is missing")


def _clock(written: str) -> time | None:
    found = _CLOCK.search(written)
    if found is None:
        return None
    hour, half = int(found[2]), (found[5] or "").casefold()[:1] or {"上午": "a", "下午": "p"}.get(found[1] or "", "")
    if half and not 1 <= hour <= 12:
        raise ValueError(f"'{written[:30]}' is no time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found[3]), int(found[4] or 0))
    except ValueError as fault:
        raise ValueError(f"'{written[:30]}' is no time") from fault
