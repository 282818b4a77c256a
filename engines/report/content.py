"""What a consultation report says, as pure values: nothing here knows a store, a screen or a file.

All texts come as they stand in the record; the renderer makes them safe to print. Lengths in ``Shape`` are in the
drawing's own units, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Grade(StrEnum):
    """How grave something is; printed as shape and word, and in colour beside them."""

    CRITICAL = "critical"
    WARNING = "warning"
    FINE = "fine"
    INFO = "info"
    NONE = "none"


class Flag(StrEnum):
    """Where a result lies against the range recorded with it. Without a range it is not judged."""

    IN_RANGE = "in-range"
    LOW = "low"
    HIGH = "high"
    CRITICAL_LOW = "critical-low"
    CRITICAL_HIGH = "critical-high"
    ABNORMAL = "abnormal"
    NOT_JUDGED = "not-judged"


class Allergies(StrEnum):
    NONE_RECORDED = "none-recorded"
    NO_KNOWN = "no-known-allergy"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Identity:
    """Repeated on each page. ``name`` as written, ``latin`` the pinyin spelling of a Chinese name, else ''."""

    name: str
    latin: str
    sex: str                      # FHIR code, '' where not recorded
    born: str                     # 14-Jul-1958, '' where not recorded
    age: str                      # '68 y', '' where not known
    number_label: str
    number: str
    allergies: Allergies
    allergy_words: tuple[str, ...] = ()
    allergy_severe: bool = False
    died: str | None = None       # day of death, '' where only the fact is known, None for the living


@dataclass(frozen=True, slots=True)
class Line:
    """A problem or a medication: what, the dose or status behind it, since when, code."""

    name: str
    detail: str = ""
    since: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class AllergyLine:
    substance: str
    reaction: str
    severe: bool


@dataclass(frozen=True, slots=True)
class ResultLine:
    """The newest value of an analyte; ``earlier`` are the values before it and itself, oldest first."""

    name: str
    value: str
    unit: str
    range: str
    flag: Flag
    date: str
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The summary of the record. Empty tuples print as 'none recorded'."""

    problems: tuple[Line, ...] = ()
    past_problems: tuple[Line, ...] = ()
    medications: tuple[Line, ...] = ()
    allergy_state: Allergies = Allergies.NONE_RECORDED
    allergies: tuple[AllergyLine, ...] = ()
    results: tuple[ResultLine, ...] = ()
    results_left_out: int = 0
    observations: tuple[Line, ...] = ()      # results in words: smoking, consciousness


@dataclass(frozen=True, slots=True)
class Picture:
    """8-bit grey pixels, row by row. ``mark`` is the place of the finding as a share of width and height."""

    pixels: bytes
    width: int
    height: int
    mark: tuple[float, float] | None = None


class Review(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding. ``by_model`` is True where a program found it: the report then says so beside it."""

    label: str
    size: str
    place: str
    found_by: str
    by_model: bool
    score: str                    # with its meaning, '' where none was given
    review: Review
    reviewed_by: str = ""
    reviewed_at: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A study with the findings on it that nobody rejected."""

    title: str
    date: str
    findings: tuple[FindingLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    at: datetime
    value: float
    lower: float | None = None    # the diastolic of a blood pressure
    grade: Grade = Grade.NONE


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve with its reference band; points rise in time."""

    title: str
    unit: str
    points: tuple[ChartPoint, ...]
    latest: str
    latest_date: str
    band: tuple[float | None, float | None] | None = None
    lower_band: tuple[float | None, float | None] | None = None
    note: str = ""


class ShapeKind(StrEnum):
    LINE = "line"                 # points: the polyline
    POLYGON = "polygon"           # points: filled with ``fill`` where set
    CIRCLE = "circle"             # points: the centre; ``size`` the radius
    WEDGE = "wedge"               # a sector: centre, ``size`` the radius, ``angles`` start and extent in degrees
    TEXT = "text"                 # points: the middle of the baseline; ``size`` the height of the letters


@dataclass(frozen=True, slots=True)
class Shape:
    """A stroke, an area or a word of a drawing. ``fill`` and ``stroke`` are '#RRGGBB' or '' for none."""

    kind: ShapeKind
    points: tuple[tuple[float, float], ...]
    stroke: str = ""
    fill: str = ""
    width: float = 1.0
    size: float = 0.0
    angles: tuple[float, float] = (0.0, 360.0)
    text: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """The pedigree as shapes within ``width`` x ``height``; ``legend`` is (colour, words)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()  # (number, all that is known) of who is affected, carries or was tested
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A card of advice with its grounds and what the physician decided."""

    summary: str
    detail: str
    grade: Grade
    source: str                   # title, section, year, grade of the evidence
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    could_not_check: bool = False
    decision: str = ""            # '', 'accepted' or 'overridden'
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when; ``key`` is the fingerprint of the clinic's public key."""

    name: str
    role: str
    at: str
    key: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The whole report. A section that is None is left out; one that is empty says so."""

    language: str                 # en or zh
    identity: Identity
    made_at: datetime
    made_by: str
    record: Record | None = None
    scans: tuple[Scan, ...] | None = None
    charts: tuple[Chart, ...] | None = None
    family: FamilyTree | None = None
    has_family_section: bool = False
    advice: tuple[AdviceLine, ...] | None = None
    comment: str = ""
    signature: Signature | None = None
    facts: dict[str, str] = field(default_factory=dict[str, str])
    case_of: str = ""             # who sent this case for a second opinion; "" for a patient of one's own
    not_sent: frozenset[str] | None = None      # of a case: the parts that did not come; None for one's own

    @property
    def is_draft(self) -> bool:
        return self.signature is None
