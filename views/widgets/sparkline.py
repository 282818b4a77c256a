"""A curve the size of a word: the trend beside a value, in the colour of its severity."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.widgets.theme import Severity, Theme

_DOT = 4.0


def paint_sparkline(painter: QPainter, rect: QRectF, points: Sequence[tuple[float, float]], color: QColor) -> None:
    """Draws (time, value) pairs into ``rect``: a line with a square at the last point. Time is any rising number.

    One point is a lone square; none draws nothing. The values fill the height; a constant lies in the middle.
    """
    if not points:
        return
    inside = rect.adjusted(1, _DOT / 2 + 1, -_DOT / 2 - 1, -_DOT / 2 - 1)
    times, values = [time for time, _ in points], [value for _, value in points]
    first, span = times[0], (times[-1] - times[0]) or 1.0
    low, height = min(values), max(values) - min(values)
    line = QPolygonF()
    for time, value in points:
        share = (value - low) / height if height else 0.5
        x = inside.right() if len(points) == 1 else inside.left() + (time - first) / span * inside.width()
        line.append(QPointF(x, inside.bottom() - share * inside.height()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)
    last = line.at(line.count() - 1)
    painter.fillRect(QRectF(last.x() - _DOT / 2, last.y() - _DOT / 2, _DOT, _DOT), color)


class Sparkline(QWidget):
    """``points``: (time, value) pairs in rising time. ``words`` is what a screen reader says of it."""

    def __init__(self, theme: Theme, points: Sequence[tuple[float, float]] = (), severity: Severity = Severity.NONE,
                 words: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(points, severity, words)
        theme.changed.connect(self.update)

    def set(self, points: Sequence[tuple[float, float]], severity: Severity = Severity.NONE, words: str = "") -> None:
        """Shows other points."""
        self._points = list(points)
        self._severity = severity
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(92, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, _ = self._theme.severity(self._severity)
        paint_sparkline(painter, QRectF(self.rect()), self._points, ink)
        painter.end()
