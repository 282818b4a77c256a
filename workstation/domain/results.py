"""Results by analyte: the values of one quantity in one unit, each as written too, and what could not be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workstation.domain.timeline import TimelineEvent


class LeftOut(StrEnum):
    """Why a value stands in no curve."""

    WORDS = "words"               # a finding in words
    BOUND = "bound"               # '<5' is no 5
    NOT_MEASURED = "not-measured"
    UNIT = "unit"                 # its unit can't be converted into the one shown
    NO_DATE = "no-date"


@dataclass(frozen=True, slots=True)
class Delta:
    """The change to the value drawn before. ``days`` is None where a date is less precise than a day."""

    text: str                     # with its sign: +0.4, -12, 0
    percent: float | None         # None where the value before was 0
    days: int | None


@dataclass(frozen=True, slots=True)
class ResultValue:
    """One value. ``event`` holds it as recorded; ``shown`` and the numbers are in the unit of its line.

    ``shown`` keeps the digits as written where nothing had to be converted. ``low`` and ``high`` are the range recorded
    with this value. ``flag`` is as recorded; ``computed`` (H, L, N or "") is against that range only, never a guess.
    ``factor`` and ``source`` say how it was converted ("" where it was not).
    """

    event: TimelineEvent
    code: str
    shown: str
    exact: Fraction | None = None
    low: float | None = None
    high: float | None = None
    computed: str = ""
    factor: str = ""
    source: str = ""
    left_out: LeftOut | None = None
    delta: Delta | None = None

    @property
    def flag(self) -> str:
        return self.event.flag.upper()

    @property
    def number(self) -> float | None:
        return None if self.exact is None else float(self.exact)

    @property
    def is_drawn(self) -> bool:
        return self.left_out is None

    @property
    def is_out_of_range(self) -> bool:
        """By the flag as recorded, else by the range recorded with it."""
        said = self.flag or self.computed
        return bool(said) and said not in ("N", "NEG", "ND")


@dataclass(frozen=True, slots=True)
class AnalyteResults:
    """One line of the page: an analyte in one unit, its values newest first, the undated last.

    ``choices`` are the units it may be shown in; ``codes`` every (code, unit as written) met, most frequent first.
    """

    id: str
    name: str
    name_zh: str
    panel: str
    unit: str
    choices: tuple[str, ...]
    values: tuple[ResultValue, ...]
    codes: tuple[tuple[str, str], ...]
    note: str = ""
    note_zh: str = ""

    @property
    def own(self) -> bool:
        """Measured by the patient or a relative; the clinic's values of the same analyte are another line."""
        return bool(self.latest.event.reporter)

    @property
    def latest(self) -> ResultValue:
        return self.values[0]

    @property
    def drawn(self) -> tuple[ResultValue, ...]:
        """What makes the curve, oldest first."""
        return tuple(value for value in reversed(self.values) if value.is_drawn)

    @property
    def left_out(self) -> tuple[ResultValue, ...]:
        return tuple(value for value in self.values if not value.is_drawn)


@dataclass(frozen=True, slots=True)
class Panel:
    """Analytes that are read together."""

    id: str
    name: str
    name_zh: str
    lines: tuple[AnalyteResults, ...]


@dataclass(frozen=True, slots=True)
class ResultsChart:
    """All results of a patient."""

    panels: tuple[Panel, ...]

    @property
    def lines(self) -> tuple[AnalyteResults, ...]:
        return tuple(line for panel in self.panels for line in panel.lines)

    @property
    def count(self) -> int:
        return sum(len(line.values) for line in self.lines)
