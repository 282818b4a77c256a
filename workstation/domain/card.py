"""Advice: a card in the shape of CDS Hooks 2.0, with the evidence and the inputs that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Indicator(StrEnum):
    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class CardState(StrEnum):
    OPEN = "open"
    OVERRIDDEN = "overridden"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class CardInput:
    """One value the advice rests on, with the record it came from. ``value`` keeps its digits."""

    name: str
    value: str
    unit: str
    date: str                     # as written in the record, "" where none
    source: str                   # resource key


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the advice comes from: document, section, year, grade as that document words it."""

    title: str
    section: str
    year: int
    grade: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of advice, or the plain statement that something could not be checked (``could_not_check``)."""

    id: str                       # stable: hash of plugin, version, rule row and inputs
    plugin: str
    plugin_version: str
    summary: str                  # up to 140 characters
    detail: str
    indicator: Indicator
    evidence: tuple[Evidence, ...]
    rule_row: str                 # the row of the table that fired
    inputs: tuple[CardInput, ...]
    missing: tuple[str, ...] = ()
    arguments_for: tuple[str, ...] = ()
    arguments_against: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    override_reasons: tuple[tuple[str, str], ...] = ()    # (code, words)
    could_not_check: bool = False
    state: CardState = CardState.OPEN
    decided_by: str = ""
    decided_at: str = ""
    decision_reason: str = ""
    comment: str = ""
