"""How the room is laid out: bar, warning, four panes, loading line, and the findings at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from engines.imaging.planes import Plane
from engines.imaging.volume import Volume
from views.imaging import messages
from views.imaging.findings_panel import FindingsPanel
from views.imaging.pane import Pane
from views.imaging.scene import Scene
from views.imaging.slice_pane import SlicePane
from views.imaging.tools_bar import ToolsBar
from views.imaging.volume_pane import VolumePane
from views.widgets.kit import Button, Text
from views.widgets.states import StateStack
from views.widgets.theme import Theme

_GAP = 2


class LoadLine(QFrame):
    """A thin line that says how far loading is and lets it be stopped."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._words = Text("", "small", elide=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(self.tr("Loading"))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(10)
        line.addWidget(self._bar)
        line.addWidget(self._words, 1)
        line.addWidget(Button(self.tr("Stop") + "   Esc", stop, role="quiet"))
        self.hide()

    def start(self, words: str) -> None:
        self._words.say(words)
        self._bar.setRange(0, 0)
        self.show()
        self.raise_()

    def show_progress(self, fraction: float, message: str) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(int(fraction * 1000))
        if message:
            self._words.say(message)


class _Grid(QWidget):
    """The ground between the panes: hairlines of the theme around true black."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("line"))
        painter.end()


class Workbench(QWidget):
    """The room's content. It holds no patient data itself: all follows the scene."""

    def __init__(self, scene: Scene, theme: Theme, stop: Callable[[], object],
                 open_card: Callable[[str, str], object]) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.scene = scene
        self.bar = ToolsBar(theme)
        self.slices = {plane: SlicePane(scene, theme, plane) for plane in Plane}
        self.volume_pane = VolumePane(scene, theme)
        self.panes: list[Pane] = [*self.slices.values(), self.volume_pane]
        self.panel = FindingsPanel(scene, theme, open_card)
        self.load_line = LoadLine(stop)
        self.warning = Text("", "warning", wrap=True)
        self.warning.setContentsMargins(12, 6, 12, 6)
        self.warning.hide()
        self._single: Pane | None = None
        grid_home = _Grid(theme)
        self._grid = QGridLayout(grid_home)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for place, pane in enumerate(self.panes):
            self._grid.addWidget(pane, place // 2, place % 2)
            pane.maximise.connect(self.toggle_single)
        for line in (0, 1):
            self._grid.setRowStretch(line, 1)
            self._grid.setColumnStretch(line, 1)
        self.stage = StateStack(theme, grid_home)
        self._lay_out()
        for former, following in zip(self.panes, self.panes[1:], strict=False):
            QWidget.setTabOrder(former, following)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        line = QHBoxLayout()
        line.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.warning)
        over = QGridLayout()                        # the loading line lies over the panes: it moves nothing
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.stage, 0, 0)
        over.addWidget(self.load_line, 0, 0, Qt.AlignmentFlag.AlignBottom)
        left.addLayout(over, 1)
        line.addLayout(left, 1)
        line.addWidget(self.panel)
        whole.addLayout(line, 1)

    def show_warnings(self, volume: Volume | None) -> None:
        """What the geometry check found, and that measuring is locked where it is."""
        sentences = [messages.warning(code) for code in volume.warnings] if volume is not None else []
        if volume is not None and not volume.measurable:
            sentences.append(messages.measuring_locked())
        self.warning.say("◆ " + " ".join(sentences) if sentences else "")
        self.warning.setVisible(bool(sentences))

    def toggle_single(self, pane: Pane | None = None) -> None:
        """One pane alone, or all four again."""
        focused = next((one for one in self.panes if one.hasFocus()), self.panes[0])
        self.show_single(None if self._single is not None else pane or focused)

    def show_single(self, pane: Pane | None) -> None:
        self._single = pane
        for place, one in enumerate(self.panes):
            one.setVisible(pane is None or one is pane)
            used = pane is None or one is pane
            if used and pane is not None:
                for line in (0, 1):
                    self._grid.setRowStretch(line, int(line == place // 2))
                    self._grid.setColumnStretch(line, int(line == place % 2))
        if pane is None:
            for line in (0, 1):
                self._grid.setRowStretch(line, 1)
                self._grid.setColumnStretch(line, 1)
        self._grid.setSpacing(_GAP if pane is None else 0)
        self.bar.show_single(pane is not None)
        (pane or self.panes[0]).setFocus()

    @property
    def single(self) -> Pane | None:
        return self._single
