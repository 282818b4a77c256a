"""The strip under the timeline: the whole life with how much happened when, and the part that is shown as a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from views.record.timeline_scene import Scene
from views.widgets.chart_axes import time_ticks
from views.widgets.theme import Theme, font

_HEIGHT = 54
_SIDE = 14
_AXIS = 16
_HANDLE = 7.0                      # pixels around an edge that take hold of it
_LEAST = 5.0                       # pixels of a window however short it is


class RangeStrip(QWidget):
    """Dragging the window moves the view, its edges make it longer or shorter; a press elsewhere goes there."""

    def __init__(self, theme: Theme, go: Callable[[float, float], None], language: str) -> None:
        super().__init__()
        self._theme, self._go, self._language = theme, go, language
        self._whole = (0.0, 1.0)
        self._from, self._to = 0.0, 1.0
        self._heights: list[float] = []
        self._scene = Scene(())
        self._held: tuple[str, float, float, float] | None = None
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("The part of the life that is shown"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    def show_scene(self, scene: Scene, whole: tuple[float, float]) -> None:
        self._scene, self._whole = scene, whole
        self._heights = []
        self.update()

    def show_range(self, first: float, last: float) -> None:
        self._from, self._to = first, last
        self.update()

    # --- painting ----------------------------------------------------------------------------------------------

    def _across(self) -> float:
        return max(1.0, self.width() - 2.0 * _SIDE)

    def _x(self, at: float) -> float:
        return _SIDE + (at - self._whole[0]) / (self._whole[1] - self._whole[0]) * self._across()

    def _at(self, x: float) -> float:
        return self._whole[0] + (x - _SIDE) / self._across() * (self._whole[1] - self._whole[0])

    def _window(self) -> QRectF:
        first, last = self._x(self._from), self._x(self._to)
        spare = max(0.0, _LEAST - (last - first)) / 2
        return QRectF(first - spare, 3, last - first + 2 * spare, self.height() - _AXIS - 4)

    def _density(self) -> list[float]:
        """How high each column of 3 pixels stands: by the root of its count, so that single events are seen."""
        columns = int(self._across() // 3)
        if len(self._heights) != columns and columns > 0:
            counts = self._scene.density(self._whole[0], self._whole[1], columns)
            most = max(counts, default=0)
            self._heights = [(count / most) ** 0.5 if most else 0.0 for count in counts]
        return self._heights

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base, high = self.height() - _AXIS, self.height() - _AXIS - 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("graph"))
        for place, share in enumerate(self._density()):
            if share:
                tall = max(2.0, share * high)
                painter.drawRect(QRectF(_SIDE + place * 3, base - tall, 2, tall))
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        for tick in time_ticks(*self._whole, max(2, self.width() // 110), self._language):
            painter.drawText(QRectF(self._x(tick.at) + 2, base, 100, _AXIS), Qt.AlignmentFlag.AlignVCenter, tick.words)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(_SIDE, base, self.width() - _SIDE, base)
        window = self._window()
        ground = self._theme.color("accent")
        ground.setAlpha(40)
        painter.setPen(QPen(self._theme.color("accent"), 2 if self.hasFocus() else 1.2))
        painter.setBrush(ground)
        painter.drawRoundedRect(window, 3, 3)
        painter.end()

    # --- pointer and keys --------------------------------------------------------------------------------------

    def _part(self, x: float) -> str:
        window = self._window()
        if abs(x - window.left()) < _HANDLE and window.width() > 3 * _HANDLE:
            return "first"
        if abs(x - window.right()) < _HANDLE and window.width() > 3 * _HANDLE:
            return "last"
        return "whole" if window.left() - _HANDLE <= x <= window.right() + _HANDLE else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if not self._part(x):
            half = (self._to - self._from) / 2
            self._go(self._at(x) - half, self._at(x) + half)
        self._held = (self._part(x) or "whole", x, self._from, self._to)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            edge = self._part(x) in ("first", "last")
            self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        part, pressed, first, last = self._held
        by = (x - pressed) / self._across() * (self._whole[1] - self._whole[0])
        if part == "first":
            self._go(min(first + by, last - 60), last)
        elif part == "last":
            self._go(first, max(last + by, first + 60))
        else:
            self._go(first + by, last + by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        width = self._to - self._from
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = width * (0.2 if event.key() == Qt.Key.Key_Right else -0.2)
            self._go(self._from + by, self._to + by)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = width * (0.1 if event.key() == Qt.Key.Key_Up else -0.125)
            self._go(self._from + by, self._to - by)
        else:
            super().keyPressEvent(event)
