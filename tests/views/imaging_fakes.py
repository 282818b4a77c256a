"""A small volume of known geometry and services that answer at once, for the tests of the imaging room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from engines.imaging.volume import Volume
from workstation.domain.finding import Finding, FindingState, Origin, OriginKind
from workstation.domain.imaging import ModelCard, ModelRun, ReviewEvent, RunRecord, Series, Study
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import AllergyState, PatientBanner, PatientRow, PersonName

BALL_MM = (-30.0, -20.0, 25.0)           # patient right, front, head side of the middle
SERIES = Series("1.2.3", "1.2", 3, "CT", "CHEST", "Chest 1 mm", "1.2.840.10008.1.2.1", 40)
STUDY = Study("1.2", "p1", PartialDate.parse("2026-11-02"), "CT chest", "", ("CT",), (SERIES,))
MODEL = Origin(OriginKind.MODEL, "Nodule filter", "0.1.0", "ab" * 32)
CARD = ModelCard("nodule", "Nodule filter", "0.1.0", "ab" * 32, "A second look", "No diagnosis", "a rank only",
                 "card.md", "# Nodule filter\n<b>not bold</b>")

RECORD = RunRecord("r1", SERIES.uid, "p1", "nodule", "0.1.0", "ab" * 32, "engines.imaging.nodules",
                   (("threshold", 0.02),), True, "", 1, 2.5, "Dr Ann", datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


def banner(patient_id: str = "p1") -> PatientBanner:
    row = PatientRow(patient_id, PersonName("Lee", "Ann"), "female", PartialDate.parse("1960-01-01"))
    return PatientBanner(row, AllergyState.NONE_RECORDED)


def volume(shape: tuple[int, int, int] = (40, 50, 60), warnings: tuple[str, ...] = (), measurable: bool = True
           ) -> Volume:
    """Air with a bright ball of 8 mm radius at BALL_MM and a plate at the back; 2 x 2 x 3 mm, centred on the origin."""
    spacing = np.array([2.0, 2.0, 3.0])
    size = np.array(shape[::-1])
    affine = np.diag([*spacing, 1.0])
    affine[:3, 3] = -spacing * (size - 1) / 2
    z, y, x = np.indices(shape)
    mm = [axis * step + start for axis, step, start in zip((x, y, z), spacing, affine[:3, 3], strict=True)]
    voxels = np.full(shape, -1000, np.int16)
    voxels[mm[1] > 40] = 0
    voxels[sum((axis - middle) ** 2 for axis, middle in zip(mm, BALL_MM, strict=True)) <= 64] = 1000
    return Volume(voxels, affine, "CT", SERIES.uid, SERIES.study_uid, "Chest 1 mm", warnings=warnings,
                  measurable=measurable)


def finding(identity: str, score: float | None = 0.9, center: tuple[float, float, float] = BALL_MM,
            diameter: float = 16.0) -> Finding:
    return Finding(identity, "p1", SERIES.study_uid, SERIES.uid, "Nodule candidate", "SCT", "27925004", center,
                   diameter, 2144.0, score, "rank only, not a probability", MODEL)


class FakeServices:
    """Stands in for services.imaging and services.findings; what is reviewed is remembered in ``reviews``."""

    def __init__(self, monkeypatch, found=(), loaded=None):
        from workstation.services import findings, imaging

        self.found = list(found)
        self.loaded = loaded if loaded is not None else volume()
        self.series = {"p1": [STUDY]}
        self.reviews = []
        self.records = [RECORD]
        self.runs = [ModelRun(CARD, SERIES.uid, (), None, 0.1)]
        monkeypatch.setattr(imaging, "warm", lambda: None)
        monkeypatch.setattr(imaging, "studies", lambda _clinic, patient: self.series.get(patient, []))
        monkeypatch.setattr(imaging, "load", self.load)
        monkeypatch.setattr(findings, "listed", lambda _clinic, _series: list(self.found))
        monkeypatch.setattr(findings, "of_patient", lambda _clinic, _patient: list(self.found))
        monkeypatch.setattr(findings, "review", self.review)
        monkeypatch.setattr(findings, "history", lambda _clinic, identity: [
            ReviewEvent(FindingState.PROPOSED, MODEL.name, datetime(2026, 11, 2, 9, 0, tzinfo=UTC), "")])
        monkeypatch.setattr(findings, "model_cards", lambda _clinic, _language="en": [CARD])
        monkeypatch.setattr(findings, "runs", lambda _clinic, _series: list(self.records))
        monkeypatch.setattr(findings, "run_models", lambda _clinic, _series, _progress: list(self.runs))

    def load(self, _clinic, _series, progress, on_slice=None):
        slices = self.loaded.voxels.shape[0]
        if on_slice is not None:
            on_slice(slices // 2, self.loaded.voxels[slices // 2], slices)
        progress.step(0.5, "half")
        return self.loaded

    def review(self, _clinic, identity, state, reason=""):
        self.reviews.append((identity, state, reason))
        at = next(place for place, one in enumerate(self.found) if one.id == identity)
        self.found[at] = replace(self.found[at], state=state, reason=reason, reviewed_by="Dr Ann",
                                 reviewed_at=datetime(2026, 11, 2, 10, 0, tzinfo=UTC))
        return self.found[at]
