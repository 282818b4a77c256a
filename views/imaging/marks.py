"""Where findings cut a slice, and how grave they look."""

from __future__ import annotations

import math

import numpy as np

from engines.imaging.planes import Slice
from views.imaging import messages
from views.imaging.overlay import Mark
from views.imaging.scene import Point, Scene
from views.imaging.viewmap import ViewMap
from views.widgets.theme import Severity, Theme
from workstation.domain.finding import Finding, FindingState

# Size classes of solid nodules by which the Fleischner Society follows up (MacMahon et al., Radiology 2017;284:228).
_LARGE_MM, _MIDDLE_MM = 8.0, 6.0


def severity(finding: Finding) -> Severity:
    """A nodule by the size classes of Fleischner 2017 (above 8 mm, 6 to 8 mm, below 6 mm); other findings INFO.

    A rejected finding has none.
    """
    if finding.state is FindingState.REJECTED:
        return Severity.NONE
    if "nodul" not in finding.label.lower():
        return Severity.INFO
    if finding.diameter_mm > _LARGE_MM:
        return Severity.CRITICAL
    return Severity.WARNING if finding.diameter_mm >= _MIDDLE_MM else Severity.FINE


class Locator:
    """Points of the patient as places on one slice: ``Slice.to_pixel`` with its matrix inverted once."""

    def __init__(self, cut: Slice) -> None:
        columns, rows = cut.affine[:, 0], cut.affine[:, 1]
        normal = np.cross(columns, rows)
        inverse = np.linalg.inv(np.column_stack([columns, rows, normal / np.linalg.norm(normal)]))
        self._rows = [tuple(float(value) for value in line) for line in inverse]
        self._start = tuple(float(value) for value in cut.affine[:, 2])

    def __call__(self, point_mm: Point) -> tuple[float, float, float]:
        """(column, row, distance from the plane in mm)."""
        x, y, z = (value - start for value, start in zip(point_mm, self._start, strict=True))
        column, row, distance = (a * x + b * y + c * z for a, b, c in self._rows)
        return column, row, distance


def marks_on(scene: Scene, locate: Locator, view: ViewMap, theme: Theme) -> list[Mark]:
    """The shown findings that this slice cuts, as circles of the size they have in this slice."""
    marks: list[Mark] = []
    for finding in scene.shown():
        column, row, distance = locate(finding.center_mm)
        inside = (finding.diameter_mm / 2) ** 2 - distance**2
        if inside < 0 and abs(distance) > _half_step(scene):
            continue
        x, y = view.to_widget(column, row)
        chosen = finding.id == scene.selected_id
        name = f"{scene.number(finding)}"
        marks.append(Mark(
            finding.id, x, y, math.sqrt(max(0.0, inside)) * view.scale, theme.severity(severity(finding))[0],
            f"{name}  {messages.diameter(finding)}" if chosen and _measurable(scene) else name,
            chosen, finding.state is FindingState.REJECTED,
        ))
    return marks


def _measurable(scene: Scene) -> bool:
    return scene.volume is not None and scene.volume.measurable


def _half_step(scene: Scene) -> float:
    """Half the distance of neighbouring slices: a finding thinner than a slice still shows on the nearest one."""
    if scene.volume is None:
        return 0.0
    return max(0.5, max(scene.volume.spacing_mm) / 2)
