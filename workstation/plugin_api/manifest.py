"""What a plugin says of itself: the values of ``plugin.toml`` after every field was checked (see ``reading``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The five kinds of plugin. What each needs beside the common tables is in ``reading``."""

    DECISION_TABLE = "decision-table"     # YAML rows, no code
    CALCULATOR = "calculator"             # an engine of this house with a card around its outputs
    PYTHON = "python"                     # a file run in a process of its own
    MODEL = "model"                       # ONNX on an image series
    REMOTE = "remote"                     # a CDS Hooks service


RUNNABLE = frozenset({Kind.DECISION_TABLE, Kind.PYTHON, Kind.MODEL})


class Hook(StrEnum):
    """When a plugin is asked."""

    PATIENT_VIEW = "patient-view"
    ORDER_SELECT = "order-select"
    ORDER_SIGN = "order-sign"
    IMAGING_FINDING = "imaging-finding"
    LAB_RESULT = "lab-result"
    REPORT_SIGN = "report-sign"


class Need(StrEnum):
    MUST = "must"                         # without it the plugin can't check
    SHOULD = "should"                     # without it the advice says so


class Take(StrEnum):
    LATEST = "latest"
    ALL = "all"


class ValueType(StrEnum):
    """How the value at ``path`` is read."""

    QUANTITY = "quantity"                 # number with unit, converted to the declared UCUM unit
    CODE = "code"                         # a code, or the first coding of a CodeableConcept
    PRESENT = "present"                   # true where such a resource is recorded; absent is unknown, never false
    AGE = "age"                           # completed years since the date at ``path``
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its system: ``http://loinc.org|85354-9`` in the manifest."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a resource must show: some value at ``path`` (FHIRPath-lite: names and dots, lists are walked) is one
    of ``equals`` or begins with ``starts``."""

    path: str
    equals: tuple[str, ...] = ()
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """Which resources an input is read from.

    ``codes``: any of them in ``code``; empty means every resource of the type. ``component``: the panel component that
    holds the value. ``where_any``: at least one holds; ``where_all``: each holds.
    """

    resource: str
    path: str
    codes: tuple[Code, ...] = ()
    component: Code | None = None
    where_any: tuple[Condition, ...] = ()
    where_all: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input from the record: only what is declared here is ever handed to the plugin.

    ``unit``: UCUM, "" for what has none. ``within_days``: the greatest age of a value on the day of asking, None where
    any age will do; older values are named as stale and never used.
    """

    name: str
    title: str
    need: Need
    type: ValueType
    select: Selector
    take: Take = Take.LATEST
    unit: str = ""
    within_days: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the plugin may use up. No kind may use the network but ``remote``, and none the file system."""

    seconds: float = 2.0
    megabytes: int = 256


@dataclass(frozen=True, slots=True)
class EvidenceSpec:
    """A source that answers refer to by ``id``: document, section, year, grade as that document words it."""

    id: str
    title: str
    section: str
    year: int
    grade: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Licence and owner of the content. Without ``may_ship`` the plugin is never bundled."""

    licence: str
    owner: str
    may_ship: bool
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice a clinic makes once, e.g. which guideline; ``words`` are the allowed values."""

    name: str
    title: str
    words: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a ``model`` plugin needs of a series and what its answer means.

    ``card``: the model card (a file of the plugin). ``pipeline``: the engine module that prepares the volume and reads
    the network's output (``engines.imaging.``...). ``slice_mm``: thickest slice it was tested on. ``operating_point``:
    score from which a candidate is shown. ``score_meaning``: in words, a probability or only a rank. ``measured``: what
    was measured, and on what. ``parameters``: numbers for the pipeline.
    """

    card: str
    pipeline: str
    modalities: tuple[str, ...]
    labels: tuple[str, ...]
    score_meaning: str
    operating_point: float
    body_parts: tuple[str, ...] = ()
    slice_mm: float | None = None
    measured: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class Manifest:
    """A checked manifest. ``files`` maps each file of the plugin (but plugin.toml) to its SHA-256 in hex.

    ``texts`` holds translations: language to (English text to translated text).
    """

    id: str
    version: str
    kind: Kind
    api: str
    title: str
    summary: str
    entry: str
    hooks: tuple[Hook, ...]
    capabilities: Capabilities
    rights: Rights
    evidence: tuple[EvidenceSpec, ...]
    inputs: tuple[InputSpec, ...] = ()
    settings: tuple[Setting, ...] = ()
    limits: tuple[str, ...] = ()          # what it is not for, shown beside the title
    vignettes: str = ""
    model: ModelSpec | None = None
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def translated(self, text: str, language: str) -> str:
        """The plugin's own translation of one of its texts, the text itself where there is none."""
        return self.texts.get(language, {}).get(text, text)
