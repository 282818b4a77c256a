"""A vital sign over time, with the range it is judged by: pure values for the screen and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.partial_date import PartialDate


class TrendKind(StrEnum):
    NEWS2 = "news2"
    BP_HOME = "blood-pressure-home"
    BP_OFFICE = "blood-pressure-office"
    HEART_RATE = "heart-rate"
    SPO2 = "oxygen-saturation"
    RESPIRATORY_RATE = "respiratory-rate"
    TEMPERATURE = "temperature"
    GLUCOSE = "glucose"
    GLUCOSE_SENSOR = "glucose-sensor"
    WEIGHT = "weight"
    HEIGHT = "height"


class Standing(StrEnum):
    """Where a value lies against its range. Without a range it is not judged: never 'in range'."""

    IN_RANGE = "in-range"
    LOW = "low"
    HIGH = "high"
    CRITICAL_LOW = "critical-low"
    CRITICAL_HIGH = "critical-high"
    NOT_JUDGED = "not-judged"

    @property
    def is_critical(self) -> bool:
        return self in (Standing.CRITICAL_LOW, Standing.CRITICAL_HIGH)


@dataclass(frozen=True, slots=True)
class Band:
    """A reference range; None is open. ``source``: 'recorded with the value' or a citation.

    Both ends belong to it, but ``high`` where ``below`` is set: guidelines say 'hypertension from 135 on'.
    """

    low: float | None
    high: float | None
    source: str
    recorded: bool = False
    below: bool = False

    def is_under(self, value: float) -> bool:
        """True where ``value`` lies under the range."""
        return self.low is not None and value < self.low

    def is_over(self, value: float) -> bool:
        """True where ``value`` lies over the range."""
        return self.high is not None and (value >= self.high if self.below else value > self.high)

    def words(self) -> str:
        """The range with an en dash or a sign of comparison; the unit stands beside it."""
        if self.low is not None and self.high is not None:
            return f"{self.low:g}\u2013{self.high:g}"
        if self.high is not None:
            return f"< {self.high:g}" if self.below else f"\u2264 {self.high:g}"
        return f"\u2265 {self.low:g}" if self.low is not None else ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measurement. ``value`` is in the trend's unit; ``text`` is the value and unit as the record has them.

    ``lower`` is the diastolic pressure of a blood pressure, None elsewhere. ``source`` is the resource key.
    """

    at: PartialDate
    value: float
    text: str
    source: str
    lower: float | None = None
    standing: Standing = Standing.NOT_JUDGED
    band: Band | None = None          # the range this point was judged by
    parts: tuple[tuple[str, int], ...] = ()      # of a score: (observation, points), those above 0
    risk: str = ""                    # of a score: its clinical risk as the engine words it


class Why(StrEnum):
    """Why a value of the record is not on its curve."""

    NO_UNIT = "no-unit"
    OTHER_UNIT = "other-unit"
    NO_DATE = "no-date"
    HALF = "half"                     # only one of systolic and diastolic


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A value as written, why it is not drawn, and the record it stands in."""

    text: str
    why: Why
    source: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One curve. ``points`` rise in time. ``band`` is the range of the latest point, ``lower_band`` of its diastolic.

    ``missing`` names the inputs without which a score can't be computed at the latest time. ``left_out`` says why
    values of the record are not on the curve.
    """

    kind: TrendKind
    title: str
    unit: str                         # as shown: mmHg, /min, %, degree C, kg, mmol/L
    points: tuple[TrendPoint, ...]
    band: Band | None = None
    lower_band: Band | None = None
    decimals: int = 0
    missing: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    formula_version: str = ""         # of a computed trend; "" for a measured one
    formula_source: str = ""
    own: bool = False                 # measured by the patient or a relative: never one curve with the clinic's values

    @property
    def latest(self) -> TrendPoint | None:
        return self.points[-1] if self.points else None

    @property
    def delta(self) -> float | None:
        """Latest minus the one before, in the trend's unit."""
        return self.points[-1].value - self.points[-2].value if len(self.points) > 1 else None

    def shown(self, point: TrendPoint) -> str:
        """``148/86`` or ``36.8``: the value in the trend's unit, without the unit."""
        value = f"{point.value:.{self.decimals}f}"
        return value if point.lower is None else f"{value}/{point.lower:.{self.decimals}f}"
