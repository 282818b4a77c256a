"""Runs models on a DICOM folder or file, without a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workstation.domain.finding import Finding
from workstation.domain.imaging import ModelRun
from workstation.services import finding_objects, imaging, model_runs
from workstation.services.progress import Progress


@dataclass(frozen=True, slots=True)
class SeriesFindings:
    """What each model said of one series, and the files that were written."""

    series_uid: str
    runs: tuple[ModelRun, ...]
    files: tuple[Path, ...]


def run(path: Path, model: str | None, out_dir: Path | None, progress: Progress) -> list[SeriesFindings]:
    """Every model (or the one named) on every series below ``path``; SEG and SR go to ``out_dir`` where it is given.

    Raises NotFound for a model that isn't installed, and what ``imaging.open_folder`` and the models raise.
    """
    plugins = model_runs.models(wanted=model)
    opened = imaging.open_folder(path, Progress(listener=lambda part, _: progress.step(0.2 * part)))
    answers: list[SeriesFindings] = []
    for series, volume in opened:
        if volume is None:
            continue
        runs = tuple(model_runs.run_on_volume(one, volume, series.body_part, None, progress) for one in plugins)
        found = [finding for ran in runs for finding in ran.findings]
        place = None if out_dir is None else out_dir / series.uid if len(opened) > 1 else out_dir
        answers.append(SeriesFindings(series.uid, runs, _written(path, series.uid, found, place)))
    return answers


def _written(path: Path, series_uid: str, found: list[Finding], place: Path | None) -> tuple[Path, ...]:
    if place is None or not found:
        return ()
    return finding_objects.write_files(finding_objects.folder_sources(path, series_uid), found, place, "")
