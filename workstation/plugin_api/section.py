"""Reads one table of a TOML or YAML document field by field and collects every fault, not only the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

_LONGEST_TEXT = 2000
_MOST_ITEMS = 500
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: ``place`` like ``inputs[2].unit``, ``reason`` in plain words."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


def table_of(value: object) -> dict[str, Any] | None:
    """The value as a table with text keys, None where it is something else."""
    if not isinstance(value, dict):
        return None
    return {str(key): item for key, item in cast("dict[object, Any]", value).items()}


def list_of(value: object) -> list[Any] | None:
    """The value as a list, None where it is something else."""
    return cast("list[Any]", value) if isinstance(value, list) else None


class Section:
    """One table. Each reader marks its key as known; ``done`` names the keys that nobody asked for."""

    def __init__(self, value: object, place: str, faults: list[Fault]) -> None:
        self.place = place
        self.faults = faults
        self._seen: set[str] = set()
        table = table_of(value)
        self._values: Mapping[str, Any] = table or {}
        if table is None:
            faults.append(Fault(place, "must be a table"))

    def fault(self, key: str, reason: str) -> None:
        self.faults.append(Fault(f"{self.place}.{key}".lstrip(".") if key else self.place, reason))

    def has(self, key: str) -> bool:
        return key in self._values

    def raw(self, key: str) -> Any:
        self._seen.add(key)
        return self._values.get(key)

    def text(self, key: str, default: str | None = None, pattern: str = "", words: str = "") -> str:
        """A text of at most 2,000 characters; ``pattern`` must match it whole, ``words`` say what the pattern means."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.fault(key, "is missing")
            return default or ""
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT or (default is None and not value.strip()):
            self.fault(key, f"must be a text of 1 to {_LONGEST_TEXT} characters")
            return ""
        if pattern and re.fullmatch(pattern, value) is None:
            self.fault(key, f"'{value[:60]}' {words or 'has not the right form'}")
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.fault(key, "is missing" if value is None else f"must be a number from {low:g} to {high:g}")
            return low
        return float(value)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(key, "is missing" if value is None else f"must be a whole number from {low} to {high}")
            return low
        return value

    def yes_no(self, key: str) -> bool:
        value = self.raw(key)
        if not isinstance(value, bool):
            self.fault(key, "is missing" if value is None else "must be true or false")
            return False
        return value

    def word(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the words of an enumeration."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(word.value for word in kind)
            self.fault(key, "is missing" if value is None else f"'{str(value)[:40]}' is none of {known}")
            return next(iter(kind))

    def texts(self, key: str, least: int = 0) -> tuple[str, ...]:
        """A list of texts."""
        value = self.raw(key)
        items = list_of([] if value is None else value)
        if items is None or len(items) > _MOST_ITEMS or not all(_is_text(item) for item in items):
            self.fault(key, "must be a list of texts")
            return ()
        if len(items) < least:
            self.fault(key, f"needs at least {least}" if value is not None else "is missing")
        return tuple(items)

    def tables(self, key: str, read: Callable[[Section], Any], least: int = 0) -> tuple[Any, ...]:
        """A list of tables, each read by ``read``."""
        value = self.raw(key)
        items = list_of([] if value is None else value)
        if items is None or len(items) > _MOST_ITEMS:
            self.fault(key, f"must be a list of at most {_MOST_ITEMS} tables")
            return ()
        if len(items) < least:
            self.fault(key, f"needs at least {least}" if value is not None else "is missing")
        return tuple(self._one(read, item, f"{self.place}.{key}[{i}]".lstrip(".")) for i, item in enumerate(items))

    def table(self, key: str, read: Callable[[Section], Any]) -> Any:
        """One table that must be there."""
        if not self.has(key):
            self.fault(key, "is missing")
        return self._one(read, self.raw(key) or {}, f"{self.place}.{key}".lstrip("."))

    def done(self) -> None:
        """Names every key that is not part of the contract: a misspelt field must not pass for an absent one."""
        for key in self._values:
            if key not in self._seen:
                self.fault(str(key)[:60], "is not part of the contract")

    def keys(self) -> tuple[str, ...]:
        return tuple(str(key) for key in self._values)

    def _one(self, read: Callable[[Section], Any], value: object, place: str) -> Any:
        section = Section(value, place, self.faults)
        result = read(section)
        section.done()
        return result


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_TEXT
