"""Conditions over measures in Kleene's three-valued logic: what is not known is neither true nor false.

Source of the truth tables: Kleene SC, Introduction to Metamathematics, 1952, section 64 (strong tables).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from engines.decision.summary import Measure


class Truth(Enum):
    TRUE = 1
    UNKNOWN = 0
    FALSE = -1


@dataclass(frozen=True, slots=True)
class Verdict:
    """A truth and, where it is UNKNOWN, the measures whose absence makes it so."""

    truth: Truth
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions are evaluated in: measures by name and the clinic's settings."""

    measures: Mapping[str, Measure]
    settings: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Compare:
    """A numeric measure within bounds given in the measure's own unit."""

    measure: str
    at_least: Fraction | None = None
    above: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None

    def verdict(self, situation: Situation) -> Verdict:
        value = situation.measures[self.measure].number
        if value is None:
            return Verdict(Truth.UNKNOWN, frozenset({self.measure}))
        holds = (
            (self.at_least is None or value >= self.at_least) and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most) and (self.below is None or value < self.below)
        )
        return Verdict(Truth.TRUE if holds else Truth.FALSE)


@dataclass(frozen=True, slots=True)
class IsWord:
    """A coded measure that is one of a few words (``true`` for something that is recorded as present)."""

    measure: str
    words: frozenset[str]

    def verdict(self, situation: Situation) -> Verdict:
        word = situation.measures[self.measure].word
        if word is None:
            return Verdict(Truth.UNKNOWN, frozenset({self.measure}))
        return Verdict(Truth.TRUE if word in self.words else Truth.FALSE)


@dataclass(frozen=True, slots=True)
class IsKnown:
    """Whether a measure has a value at all: never unknown itself."""

    measure: str

    def verdict(self, situation: Situation) -> Verdict:
        measure = situation.measures[self.measure]
        return Verdict(Truth.FALSE if measure.number is None and measure.word is None else Truth.TRUE)


@dataclass(frozen=True, slots=True)
class SettingIs:
    """A choice of the clinic."""

    setting: str
    word: str

    def verdict(self, situation: Situation) -> Verdict:
        return Verdict(Truth.TRUE if situation.settings.get(self.setting) == self.word else Truth.FALSE)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]

    def verdict(self, situation: Situation) -> Verdict:
        return _joined([part.verdict(situation) for part in self.parts], decisive=Truth.FALSE, otherwise=Truth.TRUE)


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]

    def verdict(self, situation: Situation) -> Verdict:
        return _joined([part.verdict(situation) for part in self.parts], decisive=Truth.TRUE, otherwise=Truth.FALSE)


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition

    def verdict(self, situation: Situation) -> Verdict:
        inner = self.part.verdict(situation)
        return Verdict(Truth(-inner.truth.value), inner.missing)


Condition = Compare | IsWord | IsKnown | SettingIs | All | Any | Not


def _joined(verdicts: Iterable[Verdict], decisive: Truth, otherwise: Truth) -> Verdict:
    verdicts = list(verdicts)
    if any(verdict.truth is decisive for verdict in verdicts):
        return Verdict(decisive)
    missing = frozenset[str]().union(*(verdict.missing for verdict in verdicts))
    if any(verdict.truth is Truth.UNKNOWN for verdict in verdicts):
        return Verdict(Truth.UNKNOWN, missing)
    return Verdict(otherwise)
