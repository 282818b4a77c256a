"""A trend chart, painted: curve or blood pressure bars over the reference band, with a cursor that reads values out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.widgets.chart_axes import time_ticks, value_ticks
from views.widgets.chart_marks import marker_ink, paint_marker
from views.widgets.theme import Severity, Theme, font, size

Place = Callable[[float], float]

_LEFT, _RIGHT, _TOP, _BOTTOM = 36.0, 12.0, 8.0, 23.0
_NEAR = 24.0                      # pixels within which the cursor takes a point
_TICK_APART = 15.0
_STROKE = 24                      # points drawn as one path
_DENSE = 7.0                      # pixels a point below which markers would hide the curve


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """``time``: seconds, rising. ``lower``: the foot of a bar. ``words`` and ``when`` are what the read-out says.

    ``look``: how the marker is filled, for points of another origin (0 full, 1 hollow, 2 hollow with a dot).
    """

    time: float
    value: float
    severity: Severity
    words: str
    when: str
    source: str
    lower: float | None = None
    look: int = 0


@dataclass(frozen=True, slots=True)
class BandStep:
    """A range that holds from ``first`` to ``last`` (seconds) only; None is open."""

    first: float
    last: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ChartData:
    """``band``: shaded from low to high (None: open). ``gap_s``: the curve breaks over a longer silence.

    ``steps``: instead of one band, ranges that change with time, each with its own hold.
    """

    points: Sequence[ChartPoint] = ()
    band: tuple[float | None, float | None] | None = None
    gap_s: float | None = None
    lowest: float | None = None       # the axis never goes below (0 for a score, nothing below 0)
    highest: float | None = None      # nor above (100 %)
    empty: str = ""                   # said where no point lies in view
    steps: Sequence[BandStep] = ()


class TrendChart(QWidget):
    """Shows ``data`` between two times. The mouse or the arrow keys move the cursor; click or Enter picks the point."""

    picked = Signal(str)              # the source of a point
    pointed = Signal(object)          # the time under the cursor, None where it left

    def __init__(self, theme: Theme, language: str = "en") -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self._data = ChartData()
        self._times: list[float] = []
        self._view = (0.0, 1.0)
        self._cursor: float | None = None
        self._own_cursor = False
        self._picture: QPixmap | None = None
        self._picture_key: object = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        theme.changed.connect(self.update)

    def show_data(self, data: ChartData) -> None:
        """Shows other points; the view stays."""
        self._data = data
        self._times = [point.time for point in data.points]
        self._cursor = None
        self._picture = None
        self.update()

    def show_view(self, first: float, last: float) -> None:
        """Shows the time from ``first`` to ``last``."""
        self._view = (first, max(last, first + 1.0))
        self.update()

    def show_cursor(self, time: float | None) -> None:
        """A line at ``time``: where the cursor of a neighbour stands. It takes the point near by, if there is one."""
        self._cursor, self._own_cursor = time, False
        self.update()

    def cursor_point(self) -> ChartPoint | None:
        """The point the cursor has taken."""
        if self._cursor is None or not self._times:
            return None
        after = bisect_left(self._times, self._cursor)
        nearest = min(range(max(0, after - 1), min(len(self._times), after + 1)),
                      key=lambda index: abs(self._times[index] - (self._cursor or 0.0)))
        point = self._data.points[nearest]
        if not self._view[0] <= point.time <= self._view[1]:
            return None
        return point if abs(self._x(point.time) - self._x(self._cursor)) <= _NEAR else None

    def sizeHint(self) -> QSize:
        return QSize(360, 132)

    # Hands

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plot = self._plot()
        share = (event.position().x() - plot.left()) / max(1.0, plot.width())
        self._point_at(self._view[0] + min(1.0, max(0.0, share)) * (self._view[1] - self._view[0]))

    def leaveEvent(self, event: object) -> None:
        self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        elif event.key() == Qt.Key.Key_Escape and self._cursor is not None:
            self._point_at(None)
        else:
            super().keyPressEvent(event)

    def _point_at(self, time: float | None) -> None:
        self._cursor, self._own_cursor = time, time is not None
        self.update()
        self.pointed.emit(time)

    def _pick(self) -> None:
        point = self.cursor_point()
        if point is not None:
            self.picked.emit(point.source)

    def _step(self, by: int) -> None:
        first, last = bisect_left(self._times, self._view[0]), bisect_left(self._times, self._view[1] + 1e-6)
        if first >= last:
            return
        here = self.cursor_point()
        index = (last - 1 if by < 0 else first) if here is None else self._data.points.index(here) + by
        self._point_at(self._times[min(last - 1, max(first, index))])
        self.setAccessibleDescription(self._read_out())

    def _read_out(self) -> str:
        point = self.cursor_point()
        return "" if point is None else f"{point.words}, {point.when}"

    # Places

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _x(self, time: float) -> float:
        plot = self._plot()
        return plot.left() + (time - self._view[0]) / (self._view[1] - self._view[0]) * plot.width()

    def _seen(self) -> Sequence[ChartPoint]:
        """The points in view and one neighbour on each side, so that the curve leaves at the edge."""
        first, last = bisect_left(self._times, self._view[0]), bisect_left(self._times, self._view[1] + 1e-6)
        return self._data.points[max(0, first - 1):last + 1]

    def _span(self, seen: Sequence[ChartPoint]) -> tuple[float, float]:
        """Lowest and highest value of the axis: the points in view and the edges of the band, with some air."""
        values = [point.value for point in seen] + [point.lower for point in seen if point.lower is not None]
        values += self._edges()
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        air = (high - low) * 0.12 or max(1.0, abs(high) * 0.05)
        low, high = low - air, high + air
        if self._data.lowest is not None:
            low = max(low, self._data.lowest)
        if self._data.highest is not None:
            high = min(high, self._data.highest)
        return low, max(high, low + 1e-6)

    def _steps(self) -> Sequence[BandStep]:
        """The ranges in view; one band is a step that always holds. Of those within two pixels the last is kept."""
        if self._data.band is not None:
            return [BandStep(*self._view, *self._data.band)]
        near = (self._view[1] - self._view[0]) / max(1.0, self._plot().width()) * 2
        kept: list[BandStep] = []
        for step in self._data.steps:
            if step.last <= self._view[0] or step.first >= self._view[1]:
                continue
            if kept and step.last - kept[-1].first < near:
                step = replace(step, first=kept.pop().first)
            kept.append(step)
        return kept

    def _edges(self) -> list[float]:
        return [edge for step in self._steps() for edge in (step.low, step.high) if edge is not None]

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """The curve comes from a picture drawn once a view; only the cursor is drawn each time."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, seen = self._plot(), self._seen()
        low, high = self._span(seen)

        bottom, per_unit = plot.bottom(), plot.height() / (high - low)

        def y(value: float) -> float:
            return bottom - (value - low) * per_unit

        painter.drawPixmap(0, 0, self._drawn(plot, seen, (low, high), y))
        self._paint_cursor(painter, plot, y)
        if not any(self._view[0] <= point.time <= self._view[1] for point in seen):
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, self._data.empty)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()

    def _drawn(self, plot: QRectF, seen: Sequence[ChartPoint], span: tuple[float, float], y: Place) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (self._view, self.width(), self.height(), ratio, self._theme.name)
        if self._picture is not None and self._picture_key == key:
            return self._picture
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shaded = self._shaded(plot, y)
        for rect in shaded:
            painter.fillRect(rect, self._theme.color("fine_soft"))
        self._paint_axes(painter, plot, span, y)
        painter.save()
        painter.setClipRect(_inked(plot))
        if any(point.lower is not None for point in seen):
            self._paint_bars(painter, seen, y)
        else:
            self._paint_curve(painter, plot, seen, y, shaded)
        painter.restore()
        painter.end()
        self._picture, self._picture_key = picture, key
        return picture

    def _shaded(self, plot: QRectF, y: Place) -> list[QRectF]:
        """Where the ranges lie, from left to right."""
        found: list[QRectF] = []
        for step in self._steps():
            left, right = max(plot.left(), self._x(step.first)), min(plot.right(), self._x(step.last))
            top = plot.top() if step.high is None else max(plot.top(), y(step.high))
            bottom = plot.bottom() if step.low is None else min(plot.bottom(), y(step.low))
            found.append(QRectF(left, top, max(0.0, right - left), max(0.0, bottom - top)))
        return found

    def _paint_axes(self, painter: QPainter, plot: QRectF, span: tuple[float, float], y: Place) -> None:
        painter.setFont(font("small"))
        secondary, line = self._theme.color("secondary"), self._theme.color("grid_line")
        last = self._steps()[-1:]
        limits = [edge for step in last for edge in (step.low, step.high)]
        edges = [edge for edge in limits if edge is not None and span[0] <= edge <= span[1]]
        ticks = list(edges)
        for tick in value_ticks(span[0], span[1], min(6, max(3, int(plot.height() / 30)))):
            if all(abs(y(tick) - y(taken)) >= _TICK_APART for taken in ticks):
                ticks.append(tick)
        for tick in ticks:
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(plot.left(), y(tick)), QPointF(plot.right(), y(tick)))
            painter.setPen(self._theme.color("fine") if tick in edges else secondary)
            painter.drawText(QRectF(0, y(tick) - 8, plot.left() - 6, 16),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _tick_words(tick))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(secondary)
        free = plot.left() - 20
        for mark in time_ticks(self._view[0], self._view[1], max(2, int(plot.width() / 64)), self._language):
            width = metrics.horizontalAdvance(mark.words)
            left = min(max(self._x(mark.at) - width / 2, plot.left() - 20), plot.right() + _RIGHT - width)
            if left >= free:
                painter.drawText(QPointF(left, self.height() - 4.0), mark.words)
                free = left + width + 8

    def _paint_bars(self, painter: QPainter, seen: Sequence[ChartPoint], y: Place) -> None:
        apart = self._plot().width() / max(1, len(seen))
        width = min(3.0, max(1.2, apart * 0.5))
        for point in seen:
            pen = QPen(marker_ink(self._theme, point.severity), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            foot = point.value if point.lower is None else point.lower
            painter.drawLine(QPointF(self._x(point.time), y(point.value)), QPointF(self._x(point.time), y(foot)))

    def _paint_curve(self, painter: QPainter, plot: QRectF, seen: Sequence[ChartPoint], y: Place,
                     shaded: Sequence[QRectF]) -> None:
        pieces = _pieces(seen, self._data.gap_s)
        first, per_second = self._view[0], plot.width() / (self._view[1] - self._view[0])
        left = plot.left() - first * per_second
        lines = [_envelope([(left + point.time * per_second, y(point.value)) for point in piece]) for piece in pieces]
        regions = self._inks(plot, shaded)
        for region, ink in regions:
            painter.save()
            painter.setClipRect(region, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            for line in lines:
                first = max(0, bisect_left(line, region.left(), key=QPointF.x) - 1)
                after = bisect_left(line, region.right(), key=QPointF.x) + 1
                for start in range(first, max(first + 1, min(after, len(line)) - 1), _STROKE):
                    # A long path costs more than its parts.
                    painter.drawPolyline(line[start:min(after, start + _STROKE + 1)])
            painter.restore()
        dense = plot.width() / max(1, len(seen)) < _DENSE
        for point in seen[-1:] if dense else seen:
            self._paint_marker(painter, QPointF(self._x(point.time), y(point.value)), point)

    def _inks(self, plot: QRectF, shaded: Sequence[QRectF]) -> list[tuple[QRectF, QColor]]:
        """Which part of the curve has which colour: outside its range it says so, without a range it says nothing."""
        inside, outside, whole = self._theme.color("graph"), self._theme.color("warning"), _inked(plot)
        regions: list[tuple[QRectF, QColor]] = []
        free = whole.left()
        for rect in shaded:
            left = whole.left() if rect.left() <= plot.left() else rect.left()
            right = whole.right() if rect.right() >= plot.right() else rect.right()
            if left > free:
                regions.append((QRectF(QPointF(free, whole.top()), QPointF(left, whole.bottom())), inside))
            regions.append((QRectF(left, rect.top(), right - left, rect.height()), inside))
            regions.append((QRectF(QPointF(left, whole.top()), QPointF(right, rect.top())), outside))
            regions.append((QRectF(QPointF(left, rect.bottom()), QPointF(right, whole.bottom())), outside))
            free = right
        if free < whole.right():
            regions.append((QRectF(QPointF(free, whole.top()), whole.bottomRight()), inside))
        return regions

    def _paint_marker(self, painter: QPainter, at: QPointF, point: ChartPoint, large: bool = False) -> None:
        paint_marker(painter, self._theme, at, point.severity, 5.0 if large else 3.2, point.look)

    def _paint_cursor(self, painter: QPainter, plot: QRectF, y: Place) -> None:
        if self._cursor is None or not self._view[0] <= self._cursor <= self._view[1]:
            return
        point = self.cursor_point()
        x = self._x(self._cursor if point is None else point.time)
        painter.setPen(QPen(self._theme.color("secondary"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top() - 4), QPointF(x, plot.bottom()))
        if point is None:
            return
        if point.lower is None:
            self._paint_marker(painter, QPointF(x, y(point.value)), point, large=True)
        else:
            ink = marker_ink(self._theme, point.severity)
            painter.setPen(QPen(ink, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x, y(point.value)), QPointF(x, y(point.lower)))
        self._paint_box(painter, plot, QPointF(x, y(point.value)), point, self._own_cursor)

    def _paint_box(self, painter: QPainter, plot: QRectF, at: QPointF, point: ChartPoint, whole: bool) -> None:
        """The read-out beside the cursor, away from the point: the value, and under one's own cursor also when."""
        strong, small = font("text", strong=True), font("small")
        lines = [(point.words, strong, self._theme.color("text"))]
        if whole:
            lines.append((point.when, small, self._theme.color("secondary")))
        width = max(QFontMetricsF(face).horizontalAdvance(words) for words, face, _ in lines) + 16
        height = 8 + 16.0 * len(lines)
        left = at.x() + 10 if at.x() + 10 + width <= self.width() - 2 else at.x() - 10 - width
        top = plot.bottom() - height - 2 if at.y() < plot.center().y() else plot.top() - 4
        box = QRectF(max(2.0, left), top, width, height)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(box, size("radius_tag"), size("radius_tag"))
        for number, (words, face, ink) in enumerate(lines):
            painter.setFont(face)
            painter.setPen(ink)
            painter.drawText(box.adjusted(8, 4 + 16 * number, -8, 0),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)


def _tick_words(tick: float) -> str:
    """A tick's number; a limit that was converted is shortened to what the margin holds."""
    whole = f"{tick:g}"
    return whole if len(whole) <= 5 else f"{tick:.3g}" if abs(tick) < 1000 else f"{tick:.0f}"


def _inked(plot: QRectF) -> QRectF:
    """Where a curve may leave ink: not over the words of the axis, but a marker at the newest value stays whole."""
    return plot.adjusted(0, -_TOP, 4, 4)


def _envelope(places: list[tuple[float, float]]) -> list[QPointF]:
    """The same line with its ends and the highest and lowest point of each pixel column. No spike is lost."""
    if len(places) <= 2 * (places[-1][0] - places[0][0] if places else 0):
        return [QPointF(*place) for place in places]
    kept = [places[0]]
    for _, group in groupby(places, key=lambda place: int(place[0])):
        column = list(group)
        kept += sorted({min(column, key=_height), max(column, key=_height)})
    return [QPointF(*place) for place in (*kept, places[-1])]


def _height(place: tuple[float, float]) -> float:
    return place[1]


def _pieces(points: Sequence[ChartPoint], gap_s: float | None) -> list[Sequence[ChartPoint]]:
    """The points between silences longer than ``gap_s``."""
    if gap_s is None or not points:
        return [points]
    cuts = [0, *(number for number in range(1, len(points)) if points[number].time - points[number - 1].time > gap_s)]
    return [points[first:after] for first, after in zip(cuts, [*cuts[1:], len(points)], strict=True)]
