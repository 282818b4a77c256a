"""What a check-up report says, as pure values, each statement in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from engines.report.content import Flag, ReportContent


@dataclass(frozen=True, slots=True)
class Both:
    """One statement in two languages. Where the record has one wording only, both hold it and it is printed once."""

    zh: str
    en: str

    @classmethod
    def same(cls, text: str) -> Both:
        """What needs no translation: numbers, units, names as the record has them."""
        return cls(text, text)


@dataclass(frozen=True, slots=True)
class Measure:
    """One result or vital sign: its newest value. ``earlier`` are its values oldest first, itself the last."""

    name: Both
    value: str
    unit: str
    range: str                    # '' where none was recorded
    flag: Flag
    change: Both                  # since the value before it
    date: Both
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One line that is no measurement: what it is about, what is said, and when."""

    about: Both
    what: Both
    date: Both


@dataclass(frozen=True, slots=True)
class CheckupContent:
    """The whole report. ``face`` holds the identity, who made it and when, the comment and the signature.

    ``since`` says with which day the report compares, and why that one. ``out_of_range`` .. ``in_range`` were measured
    since that day; ``not_repeated`` before it only. ``left_out`` counts lines beyond what is printed.
    """

    face: ReportContent
    since: Both
    out_of_range: tuple[Measure, ...] = ()
    vitals: tuple[Measure, ...] = ()
    changes: tuple[Fact, ...] = ()
    life: tuple[Fact, ...] = ()
    due: tuple[Fact, ...] | None = None          # visits and doses; None where no schedule applies
    due_note: Both | None = None
    not_judged: tuple[Measure, ...] = ()
    in_range: tuple[Measure, ...] = ()
    not_repeated: tuple[Measure, ...] = ()
    left_out: int = 0

    @property
    def is_draft(self) -> bool:
        return self.face.is_draft
