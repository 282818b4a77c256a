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

_MOST_NUMBERS = 24                 # on one slice; more of them would hide the image


def severity(finding: Finding) -> Severity:
    """A nodule by its size alone: WARNING from the size on that is followed up, else INFO; NONE for a rejected one.

    Never CRITICAL: red means danger, and size says nothing about what a mark is.
    """
    if finding.state is FindingState.REJECTED:
        return Severity.NONE
    if "nodul" in finding.label.lower() and finding.diameter_mm >= messages.FOLLOWED_UP_MM:
        return Severity.WARNING
    return Severity.INFO


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
    cut: list[tuple[Finding, float, float, float]] = []
    half_step = _half_step(scene)
    for finding in scene.shown():
        column, row, distance = locate(finding.center_mm)
        inside = (finding.diameter_mm / 2) ** 2 - distance**2
        if inside >= 0 or abs(distance) <= half_step:
            cut.append((finding, column, row, inside))
    for finding, column, row, inside in cut:
        x, y = view.to_widget(column, row)
        chosen = finding.id == scene.selected_id
        name = f"{scene.number(finding)}" if chosen or len(cut) <= _MOST_NUMBERS else ""
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
