"""Findings on images: what a model, another vendor's object or the reader marked, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FindingState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


class OriginKind(StrEnum):
    MODEL = "model"
    DICOM = "dicom"               # a SEG or SR of another system
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what found it. ``sha256`` is the model file's, "" for a person."""

    kind: OriginKind
    name: str
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. Places and sizes are patient millimetres (LPS); ``confidence`` is 0..1 or None where none is given.

    ``score_meaning`` says what the number is (a calibrated probability or only a rank), so that no screen can show a
    filter's score as a probability. Nothing leaves PROPOSED without a person: ``reviewed_by`` and ``reviewed_at``.
    """

    id: str
    patient_id: str | None
    study_uid: str
    series_uid: str
    label: str
    code_system: str              # SCT where coded
    code: str
    center_mm: tuple[float, float, float]
    diameter_mm: float
    volume_mm3: float
    confidence: float | None
    score_meaning: str
    origin: Origin
    state: FindingState = FindingState.PROPOSED
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    reason: str = ""
    slice_index: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()   # e.g. ("kind", "solid"), ("side", "right")
    outline: str = ""             # its voxels, packed (exchange.dicom_outline); "" where only place and size are known
