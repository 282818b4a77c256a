"""The course of thousands of values: the exact lowest and highest of every pixel column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from views.widgets.chart_marks import marker_ink
from views.widgets.charts import BandStep, ChartData, ChartPoint, Place, TrendChart
from views.widgets.theme import Severity

if TYPE_CHECKING:
    from engines.signals.envelope import Pyramid

FEW = 400                          # values that are made ready without another thread
_DENSE = 0.5                       # points a pixel from which columns are drawn, not a line from point to point
_SEVERITIES = (Severity.NONE, Severity.WARNING, Severity.CRITICAL)
_GRAVITY = {severity: number for number, severity in enumerate(_SEVERITIES)}
_REACH = 0.4                       # pixels to either side that give a level stroke its ink


@dataclass(frozen=True, slots=True)
class Course:
    """Times (seconds, rising) and values in pyramids, built off the window's thread.

    ``low`` is the foot of a bar, the value itself where points are no bars; ``grave`` counts how grave a point is.
    """

    times: Any                     # float64 (points,)
    low: Pyramid
    high: Pyramid
    grave: Pyramid

    @classmethod
    def of(cls, data: ChartData) -> Course | None:
        """The course of a chart's points; None where they are few and drawn one by one."""
        if len(data.points) <= FEW:
            return None
        import numpy as np

        from engines.signals.envelope import Pyramid

        times, low, high, grave = np.array([
            (one.time, one.value if one.lower is None else one.lower, one.value, _GRAVITY.get(one.severity, 0))
            for one in data.points], np.float64).T.copy()
        return cls(times, Pyramid(low), Pyramid(high), Pyramid(grave))

    def columns(self, first: float, last: float, count: int) -> list[tuple[float, float]]:
        """(lowest, highest) of the values in each of ``count`` columns between two times, exact.

        A column without a value lies on the line between its neighbours; before the first value and after the last
        it is NaN.
        """
        import numpy as np

        edges, begin, end = self._edges(first, last, count)
        middle = (edges[:-1] + edges[1:]) / 2
        between = np.interp(middle, self.times, self.high.samples, np.nan, np.nan)
        low, high = self.low.between(begin, end).low, self.high.between(begin, end).high
        return [(at, at) if low_ != low_ else (low_, high_)
                for low_, high_, at in zip(low.tolist(), high.tolist(), between.tolist(), strict=True)]

    def bars(self, first: float, last: float, count: int) -> list[tuple[float, float, Severity]]:
        """(lowest, highest, gravest) of the bars in each column; NaN where there is none."""
        _, begin, end = self._edges(first, last, count)
        low, high = self.low.between(begin, end).low, self.high.between(begin, end).high
        grave = self.grave.between(begin, end).high
        return [(low_, high_, _SEVERITIES[int(grave_)] if grave_ == grave_ else Severity.NONE)
                for low_, high_, grave_ in zip(low.tolist(), high.tolist(), grave.tolist(), strict=True)]

    def _edges(self, first: float, last: float, count: int) -> tuple[Any, Any, Any]:
        """(times, first point, point after the last) of the columns."""
        import numpy as np

        edges = np.linspace(first, last, count + 1)
        places = np.searchsorted(self.times, edges)
        places[-1] = np.searchsorted(self.times, last, side="right")
        return edges, places[:-1], places[1:]

    def extremes(self, first: float, last: float) -> tuple[float, float]:
        """The lowest and highest value between two times; NaN where there is none."""
        _, begin, end = self._edges(first, last, 1)
        return float(self.low.between(begin, end).low[0]), float(self.high.between(begin, end).high[0])


class CourseChart(TrendChart):
    """A trend chart that stays quick with any number of points: what a view costs depends on its width alone."""

    _course: Course | None = None
    _kept: tuple[object, list[BandStep]] | None = None
    _spanned: tuple[object, tuple[float, float]] | None = None

    def show_course(self, data: ChartData, course: Course | None) -> None:
        """Shows other points; ``course`` is that of the same points where they are many."""
        self._course, self._kept, self._spanned = course, None, None
        self.show_data(data)

    def _of_view(self) -> object:
        return self._view, self.width(), self.height()

    def _steps(self) -> Sequence[BandStep]:
        """The ranges in view, told once a view. Of those within two pixels the last is kept."""
        key = self._of_view()
        if self._kept is None or self._kept[0] != key:
            self._kept = key, list(self._told_apart())
        return self._kept[1]

    def _told_apart(self) -> Sequence[BandStep]:
        first, last = self._view
        near = (last - first) / max(1.0, self._plot().width()) * 2
        begins: list[float] = []
        kept: list[BandStep] = []
        for step in self._data.steps:
            if step.last <= first or step.first >= last:
                continue
            if kept and step.last - begins[-1] < near:
                kept[-1] = step
            else:
                begins.append(step.first)
                kept.append(step)
        return [BandStep(begin, step.last, step.low, step.high) for begin, step in zip(begins, kept, strict=True)]

    def _span(self, seen: Sequence[ChartPoint]) -> tuple[float, float]:
        """Lowest and highest value of the axis, told once a view."""
        key = self._of_view()
        if self._spanned is None or self._spanned[0] != key:
            outer = seen
            if self._course is not None and seen:
                low, high = self._course.extremes(*self._view)
                outer = [_at(seen[0], low), _at(seen[0], high)] if low == low else seen
            self._spanned = key, super()._span(outer)
        return self._spanned[1]

    def _paint_bars(self, painter: QPainter, seen: Sequence[ChartPoint], y: Place) -> None:
        """One bar a pixel column, of the colour of the gravest, where they are many."""
        plot = self._plot()
        if self._course is None or len(seen) < plot.width() * _DENSE:
            super()._paint_bars(painter, seen, y)
            return
        lines: dict[Severity, list[QLineF]] = {severity: [] for severity in _SEVERITIES}
        for column, (low, high, severity) in enumerate(self._course.bars(*self._view, max(1, round(plot.width())))):
            if low == low:                                       # NaN: no bar
                x = plot.left() + 0.5 + column
                lines[severity].append(QLineF(x, y(high), x, y(low)))
        for severity, found in lines.items():
            _draw(painter, found, marker_ink(self._theme, severity))

    def _paint_curve(self, painter: QPainter, plot: QRectF, seen: Sequence[ChartPoint], y: Place,
                     shaded: Sequence[QRectF]) -> None:
        if self._course is None or len(seen) < plot.width() * _DENSE:
            super()._paint_curve(painter, plot, seen, y, shaded)
            return
        columns = self._course.columns(*self._view, max(1, round(plot.width())))
        strokes = _strokes(columns, plot.left() + 0.5, y)
        inside, outside = _by_range(strokes, shaded)
        for lines, ink in ((inside, self._theme.color("graph")), (outside, self._theme.color("warning"))):
            _draw(painter, lines, ink)
        newest = seen[-1]
        self._paint_marker(painter, QLineF(self._x(newest.time), y(newest.value), 0, 0).p1(), newest)


def _at(point: ChartPoint, value: float) -> ChartPoint:
    return ChartPoint(point.time, value, point.severity, "", "", "")


def _strokes(columns: Sequence[tuple[float, float]], left: float, y: Place) -> list[tuple[float, float, float]]:
    """(x, top, foot) a pixel column, lengthened to meet its neighbour, so that a steep flank stays one line."""
    before: tuple[float, float] | None = None
    strokes: list[tuple[float, float, float]] = []
    for column, (low, high) in enumerate(columns):
        if low != low:                                           # NaN: no value before or after
            before = None
            continue
        top, foot = y(high), y(low)
        reach = (top, foot) if before is None else (min(top, before[1]), max(foot, before[0]))
        strokes.append((left + column, reach[0] - _REACH, reach[1] + _REACH))
        before = (top, foot)
    return strokes


def _by_range(strokes: Sequence[tuple[float, float, float]], shaded: Sequence[QRectF]) -> tuple[list[QLineF],
                                                                                                  list[QLineF]]:
    """What of the strokes lies in its range (or has none), and what lies above or below it."""
    inside: list[QLineF] = []
    outside: list[QLineF] = []
    rects = [(rect.left(), rect.right(), rect.top(), rect.bottom()) for rect in shaded]
    place = 0
    for x, top, foot in strokes:
        while place < len(rects) and rects[place][1] < x:
            place += 1
        if place == len(rects) or rects[place][0] > x:
            inside.append(QLineF(x, top, x, foot))
            continue
        _, _, highest, lowest = rects[place]
        if top < highest:
            outside.append(QLineF(x, top, x, min(foot, highest)))
        if foot > lowest:
            outside.append(QLineF(x, max(top, lowest), x, foot))
        if top < lowest and foot > highest:
            inside.append(QLineF(x, max(top, highest), x, min(foot, lowest)))
    return inside, outside


def _draw(painter: QPainter, lines: list[QLineF], ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.2))
    painter.drawLines(lines)
