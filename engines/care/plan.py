"""A care schedule as declared: series of visits and doses, each with its age or gestational week. No code in a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, cast

_AGE = re.compile(r"(\d{1,3})([dwmy])")
_MOST_SERIES, _MOST_ITEMS, _LONGEST = 40, 40, 600


class PlanFault(ValueError):
    """A plan that can't be read: names the field."""


class Basis(StrEnum):
    BIRTH = "birth"
    GESTATION = "gestation"       # days count from the first day of the last menstrual period


class Kind(StrEnum):
    DOSE = "dose"                 # counts in the order given
    VISIT = "visit"               # counts for the item it is nearest to


@dataclass(frozen=True, slots=True)
class Age:
    """A time after the start: ``number`` of d(ays), w(eeks), m(onths) or y(ears)."""

    number: int
    unit: str

    def after(self, start: date) -> date:
        """The day; a month without that day ends on its last (31-Jan and a month is 28-Feb)."""
        if self.unit in "dw":
            return start + timedelta(days=self.number * (7 if self.unit == "w" else 1))
        months = start.month - 1 + self.number * (12 if self.unit == "y" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(start.day, last))


@dataclass(frozen=True, slots=True)
class Item:
    """One dose or visit. ``to`` is the age before which it is to be done; None where the source names none."""

    number: int
    start: Age
    to: Age | None
    at: str
    at_zh: str
    born_from: date | None = None
    born_before: date | None = None

    def is_for(self, born: date) -> bool:
        """True where the item holds for who was born (or began) on this day."""
        after = self.born_from is None or born >= self.born_from
        return after and (self.born_before is None or born < self.born_before)


@dataclass(frozen=True, slots=True)
class Series:
    """Items of one kind, and by which codes or words a record shows that one was done.

    ``other`` are codes of another product of the same kind: once recorded, this series is not judged. ``unclear`` are
    births for which the source gives no plain answer.
    """

    id: str
    kind: Kind
    name: str
    name_zh: str
    codes: frozenset[str]
    words: tuple[str, ...]
    items: tuple[Item, ...]
    other: frozenset[str] = frozenset()
    unclear: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with its source. ``ends``: the age from which nothing of it is judged any more."""

    id: str
    basis: Basis
    title: str
    title_zh: str
    source: str
    note: str
    note_zh: str
    series: tuple[Series, ...]
    ends: Age | None = None


def read_plan(content: Mapping[str, Any]) -> Plan:
    """A plan from what a TOML file holds. Raises PlanFault for anything missing, too much or of the wrong kind."""
    try:
        series = tuple(_series(each) for each in _list(content, "series", _MOST_SERIES))
        ends = content.get("ends")
        return Plan(
            _text(content, "id"), Basis(_text(content, "basis")), _text(content, "title"), _text(content, "title_zh"),
            _text(content, "source"), _text(content, "note"), _text(content, "note_zh"), series,
            _age(ends) if ends is not None else None)
    except PlanFault:
        raise
    except ValueError as error:
        raise PlanFault(str(error)) from error


def _series(content: Mapping[str, Any]) -> Series:
    unclear = content.get("unclear")
    items = [_item(each) for each in _list(content, "items", _MOST_ITEMS)]
    return Series(
        _text(content, "id"), Kind(_text(content, "kind")), _text(content, "name"), _text(content, "name_zh"),
        frozenset(_texts(content, "codes")), tuple(word.casefold() for word in _texts(content, "words")), tuple(items),
        frozenset(_texts(content, "other")),
        (_day(unclear, "from"), _day(unclear, "before")) if unclear is not None else None)


def _item(content: Mapping[str, Any]) -> Item:
    to = content.get("to")
    limits = [_day(content, name) if name in content else None for name in ("born_from", "born_before")]
    return Item(0, _age(content.get("from")), _age(to) if to is not None else None, _text(content, "at"),
                _text(content, "at_zh"), *limits)


def _age(value: Any) -> Age:
    found = _AGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise PlanFault(f"{value!r} is no age such as 8m or 20w")
    return Age(int(found[1]), found[2])


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        raise PlanFault(f"{name} must be a text of at most {_LONGEST} characters")
    return value


def _texts(content: Mapping[str, Any], name: str) -> list[str]:
    found = cast("list[Any]", content.get(name, []))
    if not isinstance(found, list) or len(found) > _LONGEST or not all(isinstance(each, str) for each in found):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise PlanFault(f"{name} must be a list of texts")
    return found


def _list(content: Mapping[str, Any], name: str, most: int) -> list[Mapping[str, Any]]:
    found = cast("list[Any]", content.get(name))
    if not isinstance(found, list) or not 0 < len(found) <= most or not all(isinstance(each, dict) for each in found):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise PlanFault(f"{name} must be a list of 1 to {most} tables")
    return found


def _day(content: Mapping[str, Any], name: str) -> date:
    value = content.get(name)
    if type(value) is not date:
        raise PlanFault(f"{name} must be a date")
    return value
