"""The rows of the findings list: kept while they are as they were, made a few a turn, the rest on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engines.imaging.planes import Plane, count, nearest
from views.imaging.finding_row import FindingRow
from views.imaging.scene import Scene
from views.widgets.kit import Button
from views.widgets.theme import Theme
from workstation.domain.finding import Finding

_A_TURN = 6                        # rows made between two looks at what the person does
_A_PAGE = 60                       # rows of a long list, until more are asked for


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Everything a row shows: two equal ones look alike."""

    finding: Finding
    number: int
    place: str
    selected: bool
    sizes: bool


class FindingRows(QWidget):
    """``dress(row)`` is called once with each row that is made. A row that was saving is made anew afterwards."""

    def __init__(self, theme: Theme, dress: Callable[[FindingRow], object]) -> None:
        super().__init__()
        self._theme, self._dress = theme, dress
        self._rows: dict[str, FindingRow] = {}
        self._looks: dict[str, _Wanted] = {}
        self._missing: list[_Wanted] = []
        self._order: dict[str, int] = {}
        self._scene: Scene | None = None
        self._series_uid = ""
        self._limit = _A_PAGE
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._more = Button("", self._show_more, role="quiet")
        self._more.setAccessibleName(self.tr("Show more findings"))
        self._list.addWidget(self._more)
        self._more.hide()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._make_some)

    def row(self, finding_id: str) -> FindingRow | None:
        """The row of a finding, None where it is not shown (yet)."""
        return self._rows.get(finding_id)

    def follow(self, scene: Scene) -> None:
        """Shows what the scene shows. The selected finding has a row, however far down the list it stands."""
        self._scene = scene
        series_uid = scene.volume.series_uid if scene.volume is not None else ""
        if series_uid != self._series_uid:
            self._series_uid, self._limit = series_uid, _A_PAGE
        shown = scene.shown()
        kept = [one for place, one in enumerate(shown) if place < self._limit or one.id == scene.selected_id]
        wanted = {one.finding.id: one for one in self._wanted(scene, kept)}
        for gone in [one for one in self._rows if one not in wanted or not self._same(wanted[one])]:
            self._drop(gone)
        missing = [one for one in wanted.values() if one.finding.id not in self._rows]
        self._order = {identity: place for place, identity in enumerate(wanted)}
        self._missing = sorted(missing, key=lambda one: not one.selected)
        self._more.setText(self.tr("Show {count} more").format(count=len(shown) - len(kept)))
        self._more.setVisible(len(shown) > len(kept))
        self._make_some()

    def _wanted(self, scene: Scene, findings: list[Finding]) -> list[_Wanted]:
        numbers = {one.id: place for place, one in enumerate(scene.findings, start=1)}
        sizes = scene.volume is None or scene.volume.measurable
        return [_Wanted(one, numbers[one.id], self._place(scene, one), one.id == scene.selected_id, sizes)
                for one in findings]

    def _place(self, scene: Scene, finding: Finding) -> str:
        if scene.volume is None:
            return ""
        index = nearest(scene.volume, Plane.AXIAL, finding.center_mm)
        return self.tr("slice {number}/{all}").format(number=index + 1, all=count(scene.volume, Plane.AXIAL))

    def _same(self, wanted: _Wanted) -> bool:
        identity = wanted.finding.id
        return self._looks[identity] == wanted and self._rows[identity].isEnabled()

    def _make_some(self) -> None:
        for wanted in self._missing[:_A_TURN]:
            made = FindingRow(self._theme, wanted.finding, wanted.number, wanted.place, wanted.selected, wanted.sizes)
            self._dress(made)
            identity = wanted.finding.id
            before = sum(self._order[one] < self._order[identity] for one in self._rows)
            self._rows[identity], self._looks[identity] = made, wanted
            self._list.insertWidget(before, made)
        self._missing = self._missing[_A_TURN:]
        if self._missing:
            self._turn.start()

    def _drop(self, identity: str) -> None:
        gone = self._rows.pop(identity)
        del self._looks[identity]
        self._list.removeWidget(gone)
        gone.hide()
        gone.setParent(None)
        gone.deleteLater()

    def _show_more(self) -> None:
        self._limit += _A_PAGE
        if self._scene is not None:
            self.follow(self._scene)
