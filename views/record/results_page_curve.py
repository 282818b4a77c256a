"""An analyte's values as a curve: points by where they come from, the range as it was recorded with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engines.text.safe_text import for_screen
from views.record import results_page_words as said
from views.record import words
from views.record.course_chart import Course
from views.widgets.chart_axes import DAY
from views.widgets.chart_marks import paint_marker
from views.widgets.charts import BandStep, ChartData, ChartPoint
from views.widgets.theme import Severity, Theme, font
from workstation.domain.results import AnalyteResults, ResultValue

LOOKS = 3
_ALONE = 45 * DAY                  # to either side of a single value


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that must look at every value of a line before it is shown; made in a thread where they are many."""

    data: ChartData
    course: Course | None
    origins: tuple[tuple[str, str], ...]
    left_out: str
    conversions: str


def drawing(line: AnalyteResults) -> Drawing:
    """What the pane at the right shows of a line beside its values."""
    chart = data(line)
    return Drawing(chart, Course.of(chart), tuple(origins(line)), said.not_drawn(line), said.conversions(line))


def data(line: AnalyteResults) -> ChartData:
    """What the chart draws; nothing of what could not be told in the line's unit."""
    drawn = [value for value in line.drawn if value.event.start is not None and value.exact is not None]
    looks = {pair: min(place, LOOKS - 1) for place, pair in enumerate(origins(line))}
    points = tuple(_point(line, value, looks) for value in drawn)
    return ChartData(points, steps=_steps(drawn, points), empty="")


def view(chart: ChartData) -> tuple[float, float]:
    """(first, last) second to show: all points with some air."""
    if not chart.points:
        return 0.0, 1.0
    first, last = chart.points[0].time, chart.points[-1].time
    air = (last - first) * 0.03 or _ALONE
    return first - air, last + air


def origins(line: AnalyteResults) -> list[tuple[str, str]]:
    """(code, unit as written) of what is drawn, as far as they differ, most frequent first."""
    drawn = {(value.code, value.event.unit or value.event.ucum) for value in line.drawn}
    return [pair for pair in line.codes if pair in drawn]


def _point(line: AnalyteResults, value: ResultValue, looks: dict[tuple[str, str], int]) -> ChartPoint:
    event = value.event
    assert event.start is not None and value.exact is not None
    shown = f"{value.shown} {words.unit(line.unit)}".strip()
    flag = said.flag(value)
    when = " ".join(part for part in said.moment(event.start) if part)
    recorded = f"{said.written(value)} · {value.code}" if value.factor else value.code
    return ChartPoint(
        event.start.start.timestamp(), float(value.exact), flag[0] if flag else Severity.NONE,
        f"{shown}  {flag[2]} {flag[1]}" if flag else shown, f"{when} · {recorded}", event.source,
        look=looks.get((value.code, event.unit or event.ucum), LOOKS - 1))


def _steps(drawn: list[ResultValue], points: tuple[ChartPoint, ...]) -> tuple[BandStep, ...]:
    """Each recorded range from half way to the value before to half way to the one after; the same range goes on."""
    steps: list[BandStep] = []
    for place, value in enumerate(drawn):
        if value.low is None and value.high is None:
            continue
        at = points[place].time
        first = (points[place - 1].time + at) / 2 if place else at - _ALONE * 100
        last = (at + points[place + 1].time) / 2 if place + 1 < len(points) else at + _ALONE * 100
        before = steps[-1] if steps else None
        if before and before.last == first and (before.low, before.high) == (value.low, value.high):
            steps[-1] = BandStep(before.first, last, value.low, value.high)
        else:
            steps.append(BandStep(first, last, value.low, value.high))
    return tuple(steps)


class Legend(QWidget):
    """Which filling is which code and unit; nothing where all come from one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_origins(self, found: Sequence[tuple[str, str]]) -> None:
        """Shows which (code, unit) is drawn how."""
        self._entries = [f"{code} {words.unit(unit)}".strip() for code, unit in found] if len(found) > 1 else []
        self.setVisible(bool(self._entries))
        self.setAccessibleName(", ".join(for_screen(entry) for entry in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, 20 * len(self._rows(max(100, self.width()))))

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(max(1, 20 * len(self._rows(max(100, self.width())))))

    def _rows(self, width: int) -> list[list[tuple[int, str]]]:
        metrics, rows, used = QFontMetrics(font("small")), list[list[tuple[int, str]]](), width
        for place, entry in enumerate(self._entries):
            needed = metrics.horizontalAdvance(entry) + 34
            if used + needed > width:
                rows.append([])
                used = 0
            rows[-1].append((place, entry))
            used += needed
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(font("small"))
        for line, entries in enumerate(self._rows(max(100, self.width()))):
            left = 0
            for place, entry in entries:
                look = min(place, LOOKS - 1)
                paint_marker(painter, self._theme, QPointF(left + 7, line * 20 + 10), Severity.NONE, 4.0, look)
                painter.setFont(font("small"))
                painter.setPen(self._theme.color("secondary"))
                painter.drawText(left + 16, line * 20 + 14, for_screen(entry))
                left += metrics.horizontalAdvance(entry) + 34
        painter.end()
