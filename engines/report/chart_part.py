"""Vital signs over time, as vectors: the reference band shaded, the newest value named, two charts a row."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from engines.report.blocks import nothing, section
from engines.report.content import Chart, ChartPoint, Grade
from engines.report.ink import REGULAR, STRONG, Ink, paragraph, printable, two_faces
from engines.report.page import FRAME_WIDTH
from engines.report.words import Words

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

_GAP = 16.0
_CELL = (FRAME_WIDTH - _GAP) / 2
_HEIGHT = 112.0
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


def chart_part(ink: Ink, words: Words, charts: Sequence[Chart]) -> list[Flowable]:
    if not charts:
        return [*section(ink, words("vitals"), "", 20), *nothing(ink, words.none("no_vitals", "vitals"))]
    curves = [chart for chart in charts if len(chart.points) > 1]
    single = [two_faces(ink, f"{c.title} {c.latest} {c.unit}", c.latest_date) for c in charts if len(c.points) == 1]
    if not curves:
        return [*section(ink, words("vitals"), "", 20), Spacer(1, 3), *single]
    drawn: list[list[Flowable]] = [[VitalChart(ink, words, chart), *_note(ink, chart)] for chart in curves]
    lines = [drawn[i:i + 2] for i in range(0, len(drawn), 2)]
    if len(lines[-1]) == 1:
        lines[-1].append([])
    table = Table(lines, colWidths=[_CELL + _GAP, _CELL])
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]))
    return [*section(ink, words("vitals"), words("normal_band"), _HEIGHT + 20), Spacer(1, 4), table, *single]


def _note(ink: Ink, chart: Chart) -> list[Flowable]:
    return [paragraph(ink, chart.note, 7.5, "secondary", longest=200)] if chart.note else []


class VitalChart(Flowable):
    """One curve; a blood pressure is a bar from diastolic to systolic. Each point keeps the colour of its own grade."""

    def __init__(self, ink: Ink, words: Words, chart: Chart) -> None:
        super().__init__()
        self._ink, self._words, self._chart = ink, words, chart
        self.width, self.height = _CELL, _HEIGHT
        self._left, self._bottom, self._right, self._top = 24.0, 14.0, _CELL - 4, _HEIGHT - 22

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        self._title(canvas)
        points = self._chart.points
        if not points:
            return
        ticks = value_ticks(_extent(self._chart))
        self._low, self._high = ticks[0], ticks[-1]
        self._start = points[0].at
        self._span = max((points[-1].at - points[0].at).total_seconds(), 1.0)
        self._bands(canvas)
        self._grid(canvas, ticks)
        (self._bars if any(point.lower is not None for point in points) else self._curve)(canvas)

    def _x(self, at: datetime) -> float:
        share = (at - self._start).total_seconds() / self._span if len(self._chart.points) > 1 else 0.5
        return self._left + 5 + share * (self._right - self._left - 10)

    def _y(self, value: float) -> float:
        return self._bottom + (value - self._low) / (self._high - self._low) * (self._top - self._bottom)

    def _title(self, canvas: Canvas) -> None:
        top = self.height - 9
        canvas.setFillColor(self._ink.color("text"))
        canvas.setFont(STRONG, 9)
        canvas.drawString(0, top, printable(self._chart.title, STRONG, 40))
        latest = printable(self._chart.latest, STRONG, 30)
        unit = printable(f"{self._chart.unit}  ·  {self._chart.latest_date}", REGULAR, 50)
        wide = canvas.stringWidth(unit, REGULAR, 7.5)
        canvas.drawRightString(self.width - wide - 4, top, latest)
        canvas.setFillColor(self._ink.color("secondary"))
        canvas.setFont(REGULAR, 7.5)
        canvas.drawRightString(self.width, top, unit)

    def _bands(self, canvas: Canvas) -> None:
        canvas.setFillColor(self._ink.color("fine_soft"))
        band, lower = self._chart.band, self._chart.lower_band
        if band is None:
            return
        # Of a pressure the band lies between its two limits: a bar should end below it at both ends.
        bottom = lower[1] if lower is not None else band[0]
        low = self._low if bottom is None else max(self._low, bottom)
        high = self._high if band[1] is None else min(self._high, band[1])
        if high > low:
            canvas.rect(self._left, self._y(low), self._right - self._left, self._y(high) - self._y(low), 0, 1)

    def _grid(self, canvas: Canvas, ticks: Sequence[float]) -> None:
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(self._ink.color("line"))
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(self._ink.color("secondary"))
        for tick in ticks:
            y = self._y(tick)
            canvas.line(self._left, y, self._right, y)
            canvas.drawRightString(self._left - 4, y - 2.4, f"{tick:g}")
        labels = time_labels(self._chart.points[0].at, self._chart.points[-1].at, self._words)
        end = -1.0
        for at, label in labels:
            x = self._x(at)
            width = canvas.stringWidth(label, REGULAR, 7)
            left = min(max(x - width / 2, self._left), self._right - width)
            if left > end + 6:
                canvas.drawString(left, 3, label)
                canvas.line(x, self._bottom, x, self._bottom - 2.5)
                end = left + width

    def _color_of(self, point: ChartPoint) -> Color:
        plain = point.grade in (Grade.NONE, Grade.FINE)
        return self._ink.color("graph") if plain else self._ink.grade(point.grade)[0]

    def _curve(self, canvas: Canvas) -> None:
        points = self._chart.points
        canvas.setLineWidth(1.0)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(self._ink.color("graph"))
        path = canvas.beginPath()
        path.moveTo(self._x(points[0].at), self._y(points[0].value))
        for point in points[1:]:
            path.lineTo(self._x(point.at), self._y(point.value))
        canvas.drawPath(path, stroke=1, fill=0)
        if len(points) <= 90:
            for point in points:
                canvas.setFillColor(self._color_of(point))
                canvas.circle(self._x(point.at), self._y(point.value), 1.5, stroke=0, fill=1)

    def _bars(self, canvas: Canvas) -> None:
        width = min(2.2, max(0.5, 0.5 * (self._right - self._left) / len(self._chart.points)))
        canvas.setLineWidth(width)
        canvas.setLineCap(1)
        for point in self._chart.points:
            low = point.lower if point.lower is not None else point.value
            canvas.setStrokeColor(self._color_of(point))
            canvas.line(self._x(point.at), self._y(low), self._x(point.at), self._y(point.value) + 0.1)
        canvas.setLineCap(0)


def _extent(chart: Chart) -> tuple[float, float]:
    values = [point.value for point in chart.points] + [p.lower for p in chart.points if p.lower is not None]
    for band in (chart.band, chart.lower_band):
        values += [end for end in band or () if end is not None]
    return min(values), max(values)


def value_ticks(extent: tuple[float, float]) -> list[float]:
    """Round values around ``extent``, at most six of them."""
    low, high = extent
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    step = next((s for s in _STEPS if (high - low) / s <= 4.5), None)
    if step is None:
        step = 10 ** (len(str(int(high - low))) - 1)
        step *= 1 if (high - low) / step <= 4.5 else 2.5
    first, last = int(low // step), int(-(-high // step))
    return [round(step * i, 6) for i in range(first, last + 1)]


def time_labels(start: datetime, end: datetime, words: Words) -> list[tuple[datetime, str]]:
    """Days, months or years between two moments, as many as can stand below a small chart."""
    span = end - start
    months = words("months").split()
    if span <= timedelta(hours=60):
        hours = [start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=6 * i) for i in range(12)]
        return [(at, f"{at:%H:%M}") for at in hours if start <= at <= end]
    if span <= timedelta(days=100):
        moments = [start + timedelta(days=max(1, -(-span.days // 3)) * i) for i in range(4)]
        return [(at, words("day_of_month", d=at.day, m=months[at.month - 1])) for at in moments if at <= end]
    every = max(1, round(span.days / 365 / 5))
    first = start.year + (0 if start.month == 1 and start.day == 1 else 1)
    years = [datetime(year, 1, 1, tzinfo=start.tzinfo) for year in range(first, end.year + 1, every)]
    if len(years) < 2:
        return [(at, words("month_of_year", m=months[at.month - 1], y=at.year)) for at in (start, end)]
    return [(at, str(at.year)) for at in years]
