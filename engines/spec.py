"""What an engine says of itself: its inputs with units and validated ranges, its outputs, its source and its rights.

An engine module holds ``SPEC`` and a ``compute(inputs)`` function. ``check`` refuses what is missing, of the wrong
kind, or outside the validated range, and names the input: nothing is clamped, nothing is guessed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class Refusal(ValueError):
    """An engine can't compute: ``input`` names why. Views word it as 'cannot compute: needs X'."""

    def __init__(self, input_name: str, reason: str) -> None:
        super().__init__(f"{input_name} {reason}")
        self.input = input_name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric input: unit (UCUM) and the validated range, both ends included; ``whole`` numbers only where set."""

    name: str
    unit: str
    low: float
    high: float
    whole: bool = False
    optional: bool = False

    def check(self, value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        if isinstance(value, float) and not math.isfinite(value):
            return "must be finite"
        if self.whole and value != int(value):
            return "must be a whole number"
        if not self.low <= value <= self.high:
            return f"is outside the validated range {self.low:g} to {self.high:g} {self.unit}".rstrip()
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """An input that is one of a few words or numbers."""

    name: str
    words: tuple[object, ...]
    optional: bool = False

    def check(self, value: object) -> str | None:
        same = any(type(value) is type(word) and value == word for word in self.words)
        return None if same else "must be one of " + ", ".join(str(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class YesNo:
    """A true-or-false input; 'not known' is not 'no'."""

    name: str
    optional: bool = False

    def check(self, value: object) -> str | None:
        return None if isinstance(value, bool) else "must be true or false"


@dataclass(frozen=True, slots=True)
class Structure:
    """An input with a shape of its own (a pedigree, a list), checked by the engine itself."""

    name: str
    shape: str
    optional: bool = False

    def check(self, value: object) -> str | None:
        return None if isinstance(value, list | dict) else f"must be {self.shape}"


@dataclass(frozen=True, slots=True)
class FilePath:
    """An input that names a file, relative to the folder the caller gave; the caller makes it absolute."""

    name: str
    optional: bool = False

    def check(self, value: object) -> str | None:
        return None if isinstance(value, str) and value else "must be the path of a file"


@dataclass(frozen=True, slots=True)
class Words:
    """An input that is text of a stated form, checked by the engine itself."""

    name: str
    form: str
    optional: bool = False

    def check(self, value: object) -> str | None:
        return None if isinstance(value, str) else f"must be text: {self.form}"


Input = Number | Choice | YesNo | Structure | FilePath | Words


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """The card of an engine, printed by ``compute --list`` and shown beside each computed value."""

    name: str
    version: str
    title: str
    inputs: tuple[Input, ...]
    outputs: tuple[tuple[str, str], ...]     # (name, unit)
    source: str                              # paper or standard, year
    rights: str

    def check(self, inputs: Mapping[str, Any]) -> None:
        """Raises Refusal for the first input that is missing, unknown or unfit."""
        known = {declared.name for declared in self.inputs}
        for name in inputs:
            if name not in known:
                raise Refusal(name, f"is not an input of {self.name}")
        for declared in self.inputs:
            value = inputs.get(declared.name)
            if value is None:
                if declared.optional:
                    continue
                raise Refusal(declared.name, "is missing")
            fault = declared.check(value)
            if fault is not None:
                raise Refusal(declared.name, fault)
