"""Home blood pressure on the first page: one bar a reading, diastolic to systolic, over the range it is judged by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from views.widgets import words
from views.widgets.chart_axes import value_ticks
from views.widgets.kit import Card, Text
from views.widgets.theme import Theme, font
from workstation.domain.trend import Standing, Trend, TrendPoint
from workstation.errors import ConsiliaError

_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 14.0, 8.0, 20.0
_MOST = 60                         # readings shown: the newest


class PressureBars(QWidget):
    """Bars from diastolic to systolic pressure in mmHg; those outside their range carry their severity's colour."""

    def __init__(self, theme: Theme, opened: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._opened = theme, opened
        self._trend: Trend | None = None
        self._points: list[TrendPoint] = []
        self.setMinimumHeight(90)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 150)

    def show_trend(self, trend: Trend | None) -> None:
        """Shows the newest readings that have both pressures."""
        self._trend = trend
        self._points = [point for point in trend.points if point.lower is not None][-_MOST:] if trend else []
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._opened()

    def paintEvent(self, event: QPaintEvent) -> None:
        trend, points = self._trend, self._points
        if trend is None or not points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low = min(60.0, *(point.lower or 0.0 for point in points)) - 5
        high = max(150.0, *(point.value for point in points)) + 5
        plot = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)

        def y(pressure: float) -> float:
            return plot.bottom() - (pressure - low) / (high - low) * plot.height()

        self._paint_ground(painter, trend, plot, y)
        painter.setFont(font("small"))
        for tick in value_ticks(low, high, max(2, int(plot.height() // 26))):
            painter.setPen(self._theme.color("grid_line"))
            painter.drawLine(QPointF(plot.left(), y(tick)), QPointF(plot.right(), y(tick)))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(QRectF(0, y(tick) - 8, _LEFT - 8, 16), Qt.AlignmentFlag.AlignRight, f"{tick:g}")
        step = plot.width() / len(points)
        for place, point in enumerate(points):
            x = plot.left() + (place + 0.5) * step
            painter.setPen(QPen(self._ink(point), min(4.0, max(1.5, step * 0.35)), Qt.PenStyle.SolidLine,
                                Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x, y(point.lower or 0.0)), QPointF(x, y(point.value)))
        painter.setPen(self._theme.color("secondary"))
        foot = QRectF(plot.left(), plot.bottom() + 3, plot.width(), 16)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, words.day(points[0].at))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, words.day(points[-1].at))
        painter.end()

    def _paint_ground(self, painter: QPainter, trend: Trend, plot: QRectF, y: Callable[[float], float]) -> None:
        top = trend.band.high if trend.band else None
        bottom = trend.lower_band.high if trend.lower_band else None
        if top is not None and bottom is not None:
            band = QRectF(plot.left(), y(top), plot.width(), y(bottom) - y(top))
            painter.fillRect(band, self._theme.color("fine_soft"))

    def _ink(self, point: TrendPoint) -> QColor:
        token = {Standing.CRITICAL_HIGH: "critical", Standing.CRITICAL_LOW: "critical", Standing.HIGH: "warning",
                 Standing.LOW: "warning"}.get(point.standing, "graph")
        return self._theme.color(token)


class HomePressureCard(Card):
    """The bars with their count and latest reading; a click opens the vitals."""

    def __init__(self, theme: Theme, title: str, opened: Callable[[], object]) -> None:
        super().__init__(title)
        self.bars = PressureBars(theme, opened)
        self.bars.setAccessibleName(title)
        self._words = Text("", "secondary", wrap=True)
        self.body.addWidget(self.bars, 1)
        self.body.addWidget(self._words)
        self.body.addStretch(0)
        self.empty()

    def show_trend(self, trend: Trend | None) -> None:
        """Shows home readings, or how they would come here."""
        has = trend is not None and trend.latest is not None
        self.bars.setVisible(has)
        self._words.setVisible(not has)
        self.bars.show_trend(trend)
        if trend is None or trend.latest is None:
            self._words.say(self.tr("No readings from home recorded. "
                                    "They are told from office readings by who measured."))
            self.aside.say("")
            return
        latest = trend.latest
        said = self.tr("{count} readings · latest {value} {unit} · {date}").format(
            count=len(trend.points), value=trend.shown(latest), unit=trend.unit, date=words.day(latest.at))
        self.aside.say(said)
        self.bars.setAccessibleDescription(said)

    def fail(self, error: ConsiliaError) -> None:
        """Says that it could not be read."""
        self.empty()
        self._words.say(error.parts()[0])
        self._words.setVisible(True)

    def empty(self) -> None:
        """Forgets everything."""
        self.bars.show_trend(None)
        self.bars.setVisible(False)
        self._words.say("")
        self.aside.say("")
