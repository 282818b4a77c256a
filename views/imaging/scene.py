"""What is looked at: one volume, the linked crosshair, the window, the findings. All panes follow it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from engines.imaging.planes import Plane, count
from engines.imaging.volume import Volume
from engines.imaging.window import Window, suggested
from workstation.domain.finding import Finding, FindingState

Point = tuple[float, float, float]

STACK_AXIS = {Plane.AXIAL: 2, Plane.CORONAL: 1, Plane.SAGITTAL: 0}      # of canonical indices: left, back, head


class Scene(QObject):
    """The state all panes share. The volume is canonical (``engines.imaging.planes.canonical``)."""

    volume_changed = Signal()
    cursor_changed = Signal()
    window_changed = Signal()
    findings_changed = Signal()
    selected_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.volume: Volume | None = None
        self.cursor: Point = (0.0, 0.0, 0.0)
        self.window = Window(40.0, 400.0)
        self.inverted = False
        self.findings: tuple[Finding, ...] = ()
        self._numbers: dict[str, int] = {}
        self.threshold = 0.0
        self.selected_id = ""

    def show_volume(self, volume: Volume) -> None:
        """Starts with the middle of a new volume in its own window."""
        self.volume = volume
        size_z, size_y, size_x = volume.voxels.shape
        self.cursor = (size_x // 2, size_y // 2, size_z // 2)
        self.window = suggested(volume.modality, volume.window_center, volume.window_width, volume.voxels)
        self.inverted = False
        self.volume_changed.emit()

    def forget(self) -> None:
        """Nothing of the former series stays."""
        self.volume = None
        self.findings = ()
        self.threshold = 0.0
        self.selected_id = ""
        self.volume_changed.emit()
        self.findings_changed.emit()

    def slice_index(self, plane: Plane) -> int:
        """The slice of a plane that the crosshair lies in."""
        return round(self.cursor[STACK_AXIS[plane]])

    def scroll(self, plane: Plane, steps: int) -> None:
        """Moves the crosshair by whole slices; upwards is to the left, the back, the head."""
        if self.volume is not None:
            self.go_to_slice(plane, self.slice_index(plane) + steps)

    def go_to_slice(self, plane: Plane, index: int) -> None:
        """Moves the crosshair to a slice, kept inside the volume."""
        if self.volume is None:
            return
        place = list(self.cursor)
        place[STACK_AXIS[plane]] = min(max(index, 0), count(self.volume, plane) - 1)
        self._place((place[0], place[1], place[2]))

    def move_to_mm(self, point_mm: Point) -> None:
        """Moves the crosshair to patient millimetres, kept inside the volume."""
        if self.volume is None:
            return
        x, y, z = (float(value) for value in self.volume.to_index(point_mm))
        size_z, size_y, size_x = self.volume.voxels.shape
        self._place((_inside(x, size_x), _inside(y, size_y), _inside(z, size_z)))

    def cursor_mm(self) -> Point:
        """The crosshair in patient millimetres (LPS)."""
        if self.volume is None:
            return (0.0, 0.0, 0.0)
        x, y, z = (float(value) for value in self.volume.to_mm(self.cursor))
        return x, y, z

    def set_window(self, center: float, width: float) -> None:
        window = Window(center, max(1.0, width))
        if window != self.window:
            self.window = window
            self.window_changed.emit()

    def invert(self) -> None:
        self.inverted = not self.inverted
        self.window_changed.emit()

    def reset_window(self) -> None:
        """Back to the window the file asks for."""
        if self.volume is not None:
            found = self.volume
            self.inverted = False
            self.window = suggested(found.modality, found.window_center, found.window_width, found.voxels)
            self.window_changed.emit()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Findings in a lasting order: by score, highest first, so that a finding keeps its number."""
        ordered = sorted(findings, key=lambda one: (-(one.confidence if one.confidence is not None else 2.0), one.id))
        self.findings = tuple(ordered)
        self._numbers = {one.id: place for place, one in enumerate(ordered, start=1)}
        if self.selected_id not in {one.id for one in ordered}:
            self.selected_id = ""
        self.findings_changed.emit()

    def replace_finding(self, changed: Finding) -> None:
        """Shows a finding as it was saved."""
        self.findings = tuple(changed if one.id == changed.id else one for one in self.findings)
        self.findings_changed.emit()

    def set_threshold(self, threshold: float) -> None:
        self.threshold = threshold
        if self.selected() is not None and self.selected() not in self.shown():
            self.selected_id = ""
        self.findings_changed.emit()

    def shown(self) -> list[Finding]:
        """Findings at or above the threshold; one without a score, or reviewed by a person, is always shown."""
        return [
            one for one in self.findings
            if one.confidence is None or one.confidence >= self.threshold or one.state is not FindingState.PROPOSED
        ]

    def number(self, finding: Finding) -> int:
        """The number a finding is called by on this screen, from 1."""
        return self._numbers[finding.id]

    def selected(self) -> Finding | None:
        return next((one for one in self.findings if one.id == self.selected_id), None)

    def select(self, finding_id: str, jump: bool = True) -> None:
        """Selects a finding and takes the crosshair to its centre."""
        self.selected_id = finding_id
        found = self.selected()
        if found is not None and jump:
            self.move_to_mm(found.center_mm)
        self.selected_changed.emit()

    def select_next(self, step: int) -> None:
        """Goes to the next (1) or former (-1) shown finding, around the ends."""
        shown = self.shown()
        if not shown:
            return
        ids = [one.id for one in shown]
        at = ids.index(self.selected_id) + step if self.selected_id in ids else (0 if step > 0 else -1)
        self.select(ids[at % len(ids)])

    def _place(self, cursor: Point) -> None:
        if cursor != self.cursor:
            self.cursor = cursor
            self.cursor_changed.emit()


def _inside(value: float, size: int) -> float:
    return min(max(value, 0.0), size - 1.0)


