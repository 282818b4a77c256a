"""Studies, series and what running a model on one gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation.domain.finding import Finding, FindingState
from workstation.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Series:
    """One series as stored. ``instances`` counts its files; ``number`` is None where the header has none."""

    uid: str
    study_uid: str
    number: int | None
    modality: str                 # CT, MR, PT, SR, SEG ... as written
    body_part: str                # as written, "" where not recorded
    description: str
    transfer_syntax: str
    instances: int
    viewable: bool = True         # False for objects without a picture (SR, PR, KO ...)


@dataclass(frozen=True, slots=True)
class Study:
    """One study of a patient with its series, in order of their number."""

    uid: str
    patient_id: str
    date: PartialDate | None
    description: str
    accession: str
    modalities: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def instances(self) -> int:
        """Number of files over all series."""
        return sum(one.instances for one in self.series)


@dataclass(frozen=True, slots=True)
class FolderSeries:
    """One series found in a folder or file, without a store: geometry, warnings and how long reading took.

    ``shape`` is (slices, rows, columns); ``spacing_mm`` (columns, rows, slices) distance in patient millimetres.
    """

    uid: str
    study_uid: str
    modality: str
    description: str
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    warnings: tuple[str, ...]
    measurable: bool
    instances: int
    first_image_seconds: float
    seconds: float
    body_part: str = ""           # as written, "" where not recorded


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model says of itself, shown beside each of its findings."""

    id: str
    name: str
    version: str
    sha256: str                   # of the model file
    intended_use: str
    limits: str
    score_meaning: str
    path: str                     # the full card, a Markdown file, relative to the plugin
    text: str = ""                # the full card as written


@dataclass(frozen=True, slots=True)
class ModelRun:
    """One model on one series: its findings, or the reason why it gave no answer (``abstained``)."""

    card: ModelCard
    series_uid: str
    findings: tuple[Finding, ...]
    abstained: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as it is kept: which model file with which limits, on what, by whom and when (UTC).

    ``contract_met`` is False where the series lay outside what the model was made for; ``abstained`` then says why.
    ``parameters`` are the limits it ran with, the operating point among them.
    """

    id: str
    series_uid: str
    patient_id: str | None
    model: str
    version: str
    sha256: str
    pipeline: str
    parameters: tuple[tuple[str, float], ...]
    contract_met: bool
    abstained: str
    findings: int
    seconds: float
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One state of a finding: who set it, when (UTC) and why."""

    state: FindingState
    by: str
    at: datetime
    reason: str
