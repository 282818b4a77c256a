"""Findings with their key images for the report: each says who or what found it and what a person said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engines.report.content import FindingLine, Picture, Review, Scan
from workstation.domain.finding import Finding, FindingState, OriginKind
from workstation.domain.imaging import Series, Study
from workstation.errors import Cancelled, ConsiliaError
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from engines.imaging.volume import Volume
    from workstation.services.clinic import Clinic

_PIXELS = 512
_MOST_STUDIES = 4
_MOST_FINDINGS = 9                 # a study; accepted ones first
_ORDER = {FindingState.ACCEPTED: 0, FindingState.EDITED: 0, FindingState.PROPOSED: 1}


def scans(
    clinic: Clinic, patient_id: str, progress: Progress, unread: list[str], language: str = "en",
    only: frozenset[str] | None = None, marked: frozenset[str] | None = None,
) -> tuple[Scan, ...]:
    """The newest studies with the findings that nobody rejected; what can't be read is named in ``unread``.

    ``only`` keeps these series (a study without any is left out), ``marked`` the findings of these.
    """
    from workstation.services import imaging

    studies = imaging.studies(clinic, patient_id)
    if only is not None:
        kept = [replace(one, series=tuple(s for s in one.series if s.uid in only)) for one in studies]
        studies = [one for one in kept if one.series]
        if marked is not None:
            studies = [replace(one, series=tuple(s for s in one.series if s.uid in marked)) for one in studies]
    return tuple(_scan(clinic, study, progress, unread, language) for study in studies[:_MOST_STUDIES])


def _scan(clinic: Clinic, study: Study, progress: Progress, unread: list[str], language: str) -> Scan:
    from workstation.services import findings

    lines: list[FindingLine] = []
    for series in study.series:
        kept = [f for f in findings.listed(clinic, series.uid) if f.state is not FindingState.REJECTED]
        kept.sort(key=lambda finding: _ORDER[finding.state])
        if kept:
            volume = _volume(clinic, series, progress, unread)
            lines += [_line(clinic, finding, volume, language) for finding in kept[:_MOST_FINDINGS]]
    modalities = "/".join(study.modalities)
    title = study.description or modalities
    return Scan(title, study.date.human(language) if study.date is not None else "", tuple(lines[:_MOST_FINDINGS]))


def _volume(clinic: Clinic, series: Series, progress: Progress, unread: list[str]) -> Volume | None:
    from workstation.services import imaging

    inner = Progress("The key images", lambda fraction, words: progress.step(0.10 + 0.5 * fraction, words))
    try:
        return imaging.load(clinic, series.uid, inner)
    except Cancelled:
        raise
    except ConsiliaError as error:
        unread.append(error.sentence())
        return None


def _line(clinic: Clinic, finding: Finding, volume: Volume | None, language: str) -> FindingLine:
    from workstation.services.report import stamp

    reviewed = finding.state in (FindingState.ACCEPTED, FindingState.EDITED)
    facts = dict(finding.attributes)
    place = ", ".join(part for part in (_side(facts.get("side", ""), language), _slice(finding, language)) if part)
    return FindingLine(
        label=finding.label, size=f"{finding.diameter_mm:.0f} mm  ·  {finding.volume_mm3:.0f} mm³", place=place,
        found_by=f"{finding.origin.name} {finding.origin.version}".strip(),
        by_model=finding.origin.kind is not OriginKind.READER, score=_score(clinic, finding, language),
        review=Review(finding.state.value), reviewed_by=finding.reviewed_by if reviewed else "",
        reviewed_at=stamp(finding.reviewed_at, language) if reviewed and finding.reviewed_at is not None else "",
        picture=_picture(clinic, finding, volume),
    )


def _side(side: str, language: str) -> str:
    return {"left": "左侧", "right": "右侧"}.get(side, side) if language.startswith("zh") else side


def _slice(finding: Finding, language: str) -> str:
    if finding.slice_index is None:
        return ""
    number = finding.slice_index + 1
    return f"第 {number} 层" if language.startswith("zh") else f"slice {number}"


def _score(clinic: Clinic, finding: Finding, language: str) -> str:
    from workstation.services import plugins

    if finding.confidence is None:
        return ""
    if not finding.score_meaning:
        return f"{finding.confidence:.2f}"
    spoken = "zh_CN" if language.startswith("zh") else "en"       # the plugins' names of the languages
    models = (plugin.manifest for plugin in plugins.installed(clinic.data_dir).plugins)
    model = next((each for each in models if each.id == finding.origin.name), None)
    meaning = finding.score_meaning if model is None else model.translated(finding.score_meaning, spoken)
    return f"{finding.confidence:.2f} ({meaning})"


def _picture(clinic: Clinic, finding: Finding, volume: Volume | None) -> Picture | None:
    from workstation.services import imaging

    if volume is None:
        return None
    pixels = imaging.key_image(clinic, finding, _PIXELS, volume=volume)
    return Picture(pixels.tobytes(), int(pixels.shape[1]), int(pixels.shape[0]), _mark(finding, volume))


def _mark(finding: Finding, volume: Volume) -> tuple[float, float]:
    """Where the centre lies in the square picture, as a share of its sides (the slice fits it without stretching)."""
    column, row, _ = (float(value) for value in volume.to_index(finding.center_mm))
    x_mm, y_mm, _ = volume.spacing_mm
    width, height = volume.voxels.shape[2] * x_mm, volume.voxels.shape[1] * y_mm
    side = max(width, height)
    return (
        ((column + 0.5) * x_mm + (side - width) / 2) / side,
        ((row + 0.5) * y_mm + (side - height) / 2) / side,
    )
