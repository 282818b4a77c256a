"""Findings: what models marked on a series, what a reader said of it, and how other systems read both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.finding import Finding, FindingState
from workstation.domain.imaging import ModelCard, ModelRun, ReviewEvent, RunRecord
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


def listed(clinic: Clinic, series_uid: str) -> list[Finding]:
    """The findings on a series: those to be reviewed first, then by score, highest first."""
    from workstation.store import images

    with clinic.read() as connection:
        return images.findings(connection, series_uid)


def of_patient(clinic: Clinic, patient_id: str) -> list[Finding]:
    """All findings of a patient, in the same order as ``listed``."""
    from workstation.store import images

    with clinic.read() as connection:
        return images.findings_of_patient(connection, patient_id)


def run_models(clinic: Clinic, series_uid: str, progress: Progress) -> list[ModelRun]:
    """Runs every installed model on the series and stores what it proposes. Blocks: call it from a task.

    Each run says what it found or why it abstained. A second run of the same model file replaces its proposals that
    nobody reviewed and keeps those that somebody did. Raises Cancelled, PluginError and what ``imaging.load`` raises.
    """
    from workstation.services import model_runs

    return model_runs.run_on_series(clinic, series_uid, progress)


def runs(clinic: Clinic, series_uid: str) -> list[RunRecord]:
    """Every run of a model on a series, newest first: with what, by whom, and whether it was fit for the series."""
    from workstation.store import model_runs as stored

    with clinic.read() as connection:
        return stored.of_series(connection, series_uid)


def model_cards(clinic: Clinic, language: str = "en") -> list[ModelCard]:
    """What each installed model says of itself, in a language where its manifest has it.

    Reads the plugins' folders: call it from a task.
    """
    from workstation.services import model_runs

    return [model_runs.card_of(plugin, language) for plugin in model_runs.models(clinic.data_dir)]


def review(clinic: Clinic, finding_id: str, state: FindingState, reason: str = "") -> Finding:
    """Sets what the reader says of a finding and returns it as it now is. Undo is a review back to PROPOSED.

    Raises NotFound; UserMistake where a finding is rejected without a reason.
    """
    from workstation.services import finding_review

    return finding_review.review(clinic, finding_id, state, reason)


def history(clinic: Clinic, finding_id: str) -> list[ReviewEvent]:
    """Every state the finding had, oldest first, the proposal included."""
    from workstation.store import images

    with clinic.read() as connection:
        return images.finding_history(connection, finding_id)


def write_objects(
    clinic: Clinic, series_uid: str, out_dir: Path, progress: Progress | None = None
) -> tuple[Path, Path]:
    """Writes the findings of a series as DICOM SEG and SR (TID 1500) into a folder and returns the two paths.

    Rejected findings are left out of both. Raises NotFound where there is nothing to write.
    """
    from workstation.services import finding_objects

    return finding_objects.write(clinic, series_uid, out_dir, progress or Progress("Writing the findings"))
