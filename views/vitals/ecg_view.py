"""An electrocardiogram on its paper: a millimetre grid, 10 mm/mV, leads from the envelope pyramid, R peaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engines.signals.envelope import Envelope
from views.vitals.ecg_traces import PAGE, Trace, Traces
from views.widgets.theme import Theme, font

MM_PER_MV = 10.0
NORMAL_MM_PER_S = 25.0
_SPEEDS = (0.05, 0.2, 1.0, 2.5, 5.0, 12.5, 25.0, 50.0, 100.0)
_ROW_MM = 17.0                    # height of a row of the page; waves may reach into the next one, as on paper
_ROW_ZERO_MM = 10.0
_STRIP_MM = (18.0, 60.0)          # a strip is as high as its waves, within these
_HEAD = 24.0                      # room for the R ticks above a rhythm strip
_FEWEST_PIXELS_RR = 44.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A lead in a rectangle: from second ``first`` on, its zero line at ``zero``."""

    trace: Trace
    area: QRectF
    first: float
    zero: float


class EcgView(QWidget):
    """Shows the twelve-lead page, or one lead. Drag or arrow keys pan, wheel or + and - change the paper speed."""

    speed_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._traces: Traces | None = None
        self._lead = ""               # "" is the page
        self._speed = NORMAL_MM_PER_S
        self._first = 0.0
        self._grip: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.changed.connect(self.update)

    def show_traces(self, traces: Traces | None, lead: str = "") -> None:
        """Shows a recording from its start at 25 mm/s; ``lead`` empty is the page of twelve."""
        self._traces, self._lead = traces, lead
        self._first, self._speed = 0.0, NORMAL_MM_PER_S
        self.updateGeometry()
        self.update()

    @property
    def speed(self) -> float:
        """Paper speed in mm/s."""
        return self._speed

    @property
    def first(self) -> float:
        """The second at the left edge."""
        return self._first

    def set_speed(self, mm_per_s: float, around: float | None = None) -> None:
        """Changes the paper speed and keeps the second ``around`` (default: the left edge) where it is."""
        fixed = self._first if around is None else around
        share = (fixed - self._first) * self._pixels_per_second()
        self._speed = min(_SPEEDS[-1], max(_SPEEDS[0], mm_per_s))
        self.pan_to(fixed - share / self._pixels_per_second())
        self.speed_changed.emit(self._speed)

    def step_speed(self, by: int, around: float | None = None) -> None:
        """The next faster or slower usual speed."""
        nearest = min(range(len(_SPEEDS)), key=lambda index: abs(_SPEEDS[index] - self._speed))
        self.set_speed(_SPEEDS[min(len(_SPEEDS) - 1, max(0, nearest + by))], around)

    def fit(self) -> None:
        """The whole recording in the width."""
        if self._traces is not None and self._traces.seconds > 0:
            self._first = 0.0
            self.set_speed(self._strip_width() / self.mm / self._traces.seconds)

    def pan_to(self, first: float) -> None:
        """Moves the left edge to a second of the recording."""
        longest = self._traces.seconds if self._traces is not None else 0.0
        self._first = min(max(0.0, longest - self._strip_width() / self._pixels_per_second()), first)
        self._first = max(0.0, self._first)
        self.update()

    @property
    def mm(self) -> float:
        """Pixels a millimetre of paper: ten seconds fill a wide screen, and squares stay squares."""
        return min(5.0, max(3.0, (self.width() - 8) / (10.0 * NORMAL_MM_PER_S)))

    def sizeHint(self) -> QSize:
        rows = self._head_mm() + len(PAGE) * _ROW_MM if self._is_page() else 0.0
        return QSize(900, int((rows + self._strip_mm()) * self.mm + _HEAD))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()       # the paper keeps its squares, so its height follows the width
        self.pan_to(self._first)

    # Hands

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_speed(1 if event.angleDelta().y() > 0 else -1, self._second_at(event.position().x()))
            event.accept()
        elif event.angleDelta().x():
            self.pan_to(self._first - event.angleDelta().x() / 2 / self._pixels_per_second())
            event.accept()
        else:
            event.ignore()          # the page scrolls

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = (event.position().x(), self._first)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            moved = event.position().x() - self._grip[0]
            self.pan_to(self._grip[1] - moved / self._pixels_per_second())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._strip_width() / self._pixels_per_second()
        longest = self._traces.seconds if self._traces is not None else 0.0
        moves = {Qt.Key.Key_Left: self._first - page / 5, Qt.Key.Key_Right: self._first + page / 5,
                 Qt.Key.Key_PageUp: self._first - page, Qt.Key.Key_PageDown: self._first + page,
                 Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: longest}
        if event.key() in moves:
            self.pan_to(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_speed(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.step_speed(-1)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    # Places

    def _is_page(self) -> bool:
        return self._traces is not None and not self._lead and self._traces.has_page

    def _pixels_per_second(self) -> float:
        return self.mm * self._speed

    def _strip_width(self) -> float:
        return max(1.0, float(self.width()))

    def _second_at(self, x: float) -> float:
        return self._first + x / self._pixels_per_second()

    def _pieces(self) -> list[_Piece]:
        """Every lead on the paper, the rhythm strip last."""
        if self._traces is None:
            return []
        pieces: list[_Piece] = []
        top = self._head_mm() * self.mm if self._is_page() else 0.0
        if self._is_page():
            width = min(self._strip_width(), self._traces.seconds * self._pixels_per_second()) / len(PAGE[0])
            for line in PAGE:
                height = _ROW_MM * self.mm
                for column, name in enumerate(line):
                    trace = self._traces.trace(name)
                    if trace is not None:
                        area = QRectF(column * width, top, width, height)
                        first = self._first + column * width / self._pixels_per_second()
                        pieces.append(_Piece(trace, area, first, top + _ROW_ZERO_MM * self.mm))
                top += height
        strip = self._strip()
        if strip is not None:
            area = QRectF(0, top + _HEAD, self._strip_width(), self.height() - top - _HEAD)
            zero = area.top() + (max(0.0, strip.high_mv) * MM_PER_MV + 3) * self.mm
            pieces.append(_Piece(strip, area, self._first, min(zero, area.bottom() - 3 * self.mm)))
        return pieces

    def _strip(self) -> Trace | None:
        return None if self._traces is None else self._traces.trace(self._lead or self._traces.rhythm)

    def _strip_mm(self) -> float:
        strip = self._strip()
        if strip is None:
            return _STRIP_MM[0]
        needed = (max(0.0, strip.high_mv) - min(0.0, strip.low_mv)) * MM_PER_MV + 6
        return min(_STRIP_MM[1], max(_STRIP_MM[0], needed))

    def _head_mm(self) -> float:
        """Paper above the first row, so that its highest wave stays on it."""
        found = [] if self._traces is None else [self._traces.trace(name) for name in PAGE[0]]
        highest = max((trace.high_mv for trace in found if trace is not None), default=0.0)
        return min(30.0, max(0.0, highest * MM_PER_MV + 1 - _ROW_ZERO_MM))

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        self._paint_paper(painter)
        pieces = self._pieces()
        for piece in pieces:
            self._paint_poor(painter, piece)
            self._paint_name(painter, piece)
        self._paint_changes(painter, pieces)
        for piece in pieces:                        # over the names: nothing hides a wave
            self._paint_trace(painter, piece)
        if pieces:
            self._paint_beats(painter, pieces[-1])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_paper(self, painter: QPainter) -> None:
        fine = QPen(self._theme.color("paper_line"), 1)
        strong = QPen(self._theme.color("paper_line_strong"), 1)
        shift = -(self._first * self._pixels_per_second()) % (5 * self.mm)
        for pen, every in ((fine, 1), (strong, 5)):
            painter.setPen(pen)
            step = self.mm * every
            x = shift % step
            while x < self.width():
                painter.drawLine(round(x), 0, round(x), self.height())
                x += step
            y = 0.0
            while y < self.height():
                painter.drawLine(0, round(y), self.width(), round(y))
                y += step

    def _paint_trace(self, painter: QPainter, piece: _Piece) -> None:
        """Few samples a pixel: their line. Many: the exact lowest and highest of every pixel column."""
        trace, per_second = piece.trace, self._pixels_per_second()
        start = round(piece.first * trace.rate_hz)
        end = round((piece.first + piece.area.width() / per_second) * trace.rate_hz) + 1
        stop = min(len(trace.pyramid.samples), end)
        if stop <= start:
            return
        scale = self.mm * MM_PER_MV
        painter.save()
        painter.setClipRect(QRectF(piece.area.left(), 0, piece.area.width(), self.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("text"), 1.2))
        if trace.rate_hz <= 2.5 * per_second:
            self._paint_line(painter, piece, start, stop, scale)
        else:
            columns = max(1, int(min(piece.area.width(), (stop - start) / trace.rate_hz * per_second)))
            found = trace.pyramid.envelope(start, start + round(columns / per_second * trace.rate_hz), columns)
            self._paint_envelope(painter, piece, found, scale)
        painter.restore()

    def _paint_envelope(self, painter: QPainter, piece: _Piece, found: Envelope, scale: float) -> None:
        """One stroke a pixel column, lengthened to meet its neighbour, so that a steep flank stays one line."""
        left = round(piece.area.left()) + 0.5
        before: tuple[float, float] | None = None
        strokes: list[QLineF] = []
        for column, (low, high) in enumerate(zip(found.low.tolist(), found.high.tolist(), strict=True)):
            if low != low:              # NaN: a gap
                before = None
                continue
            top, foot = piece.zero - high * scale, piece.zero - low * scale
            reach = (top, foot) if before is None else (min(top, before[1]), max(foot, before[0]))
            strokes.append(QLineF(left + column, reach[0] - 0.4, left + column, reach[1] + 0.4))
            before = (top, foot)
        painter.drawLines(strokes)

    def _paint_line(self, painter: QPainter, piece: _Piece, start: int, stop: int, scale: float) -> None:
        samples = piece.trace.pyramid.samples[start:stop]
        seconds = np.arange(start, stop) / piece.trace.rate_hz - piece.first
        xs = piece.area.left() + seconds * self._pixels_per_second()
        line = QPolygonF()
        for x, value in zip(xs.tolist(), samples.tolist(), strict=True):
            if value == value:
                line.append(QPointF(x, piece.zero - value * scale))
            elif line.count():
                painter.drawPolyline(line)
                line = QPolygonF()
        painter.drawPolyline(line)

    def _paint_poor(self, painter: QPainter, piece: _Piece) -> None:
        words = {"gap": self.tr("no signal"), "flat": self.tr("flat line"), "saturated": self.tr("cut off")}
        painter.setFont(font("small"))
        ink, ground = self._theme.color("warning"), self._theme.color("warning_soft")
        for span in piece.trace.poor:
            left = piece.area.left() + (span.first / piece.trace.rate_hz - piece.first) * self._pixels_per_second()
            right = piece.area.left() + (span.after / piece.trace.rate_hz - piece.first) * self._pixels_per_second()
            area = QRectF(QPointF(max(left, piece.area.left()), piece.area.top()),
                          QPointF(min(right, piece.area.right()), piece.area.bottom()))
            if area.width() <= 0:
                continue
            painter.fillRect(area, ground)
            painter.setPen(ink)
            if area.width() > 60:
                low = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
                painter.drawText(area, low, words[span.fault.value])

    def _paint_name(self, painter: QPainter, piece: _Piece) -> None:
        painter.setFont(font("text", strong=True))
        metrics = QFontMetricsF(painter.font())
        ground = self._theme.color("surface")
        ground.setAlpha(215)
        place = QRectF(piece.area.left() + 3, piece.area.top() + 3, metrics.horizontalAdvance(piece.trace.name) + 8, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(self._theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, piece.trace.name)

    def _paint_changes(self, painter: QPainter, pieces: list[_Piece]) -> None:
        """A short stroke on the zero line where one lead ends and the next begins, as recorders print it."""
        painter.setPen(QPen(self._theme.color("secondary"), 1))
        for piece in pieces:
            if piece.area.left() > 0:
                x = round(piece.area.left())
                painter.drawLine(QLineF(x, piece.zero - 4 * self.mm, x, piece.zero + 2 * self.mm))

    def _paint_beats(self, painter: QPainter, piece: _Piece) -> None:
        """A tick at every R peak above the strip and the interval to the next in between."""
        if self._traces is None or piece.trace.name != self._traces.rhythm:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        metrics = QFontMetricsF(painter.font())
        y = piece.area.top() - 6
        last: float | None = None
        for beat in self._traces.beats_s:
            x = piece.area.left() + (beat - piece.first) * self._pixels_per_second()
            apart = 0.0 if last is None else (beat - last) * self._pixels_per_second()
            if -200 <= x <= self.width() + 200:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("accent"))
                painter.drawPolygon(QPolygonF([QPointF(x - 3.5, y - 6), QPointF(x + 3.5, y - 6), QPointF(x, y)]))
                if last is not None and apart >= _FEWEST_PIXELS_RR and not piece.trace.is_broken(last, beat):
                    words = f"{(beat - last) * 1000:.0f}"
                    painter.setPen(self._theme.color("secondary"))
                    painter.drawText(QPointF(x - apart / 2 - metrics.horizontalAdvance(words) / 2, y), words)
            last = beat
