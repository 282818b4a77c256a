"""The waveform of a recording: exact extremes of every pixel column, a time axis, and the place that is heard."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.widgets.chart_axes import value_ticks
from views.widgets.theme import Theme, font
from workstation.domain.document import SoundReading

if TYPE_CHECKING:
    from engines.signals.envelope import Envelope, Pyramid

_AXIS = 26                          # pixels under the waves
_CLOSEST_S = 0.02
_MOST_SHOWN = 4                     # channels


@dataclass(frozen=True, slots=True)
class Waves:
    """A recording ready to be drawn: a pyramid a channel, all over the loudest sample ``top``."""

    reading: SoundReading
    pyramids: tuple[Pyramid, ...]
    top: float


def waves_of(reading: SoundReading) -> Waves:
    """Builds the pyramids, off the window's thread: numpy comes in with the first recording."""
    import numpy as np

    from engines.signals.envelope import Pyramid

    samples = np.frombuffer(reading.samples, np.float32).reshape(reading.frames, reading.channels)
    shown = [np.ascontiguousarray(samples[:, channel]) for channel in range(min(_MOST_SHOWN, reading.channels))]
    top = max((float(np.abs(one).max(initial=0.0)) for one in shown), default=0.0)
    return Waves(reading, tuple(Pyramid(one) for one in shown), top or 1.0)


class WaveView(QWidget):
    """``sought(seconds)`` where a person points or steps to; ``toggled`` by Space. Ctrl and wheel zoom, 0 shows all."""

    sought = Signal(float)
    toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._waves: Waves | None = None
        self._first, self._span = 0.0, 1.0
        self._cursor = 0.0
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(160)
        self.setAccessibleName(self.tr("Waveform"))
        theme.changed.connect(self.update)

    def show_waves(self, waves: Waves | None) -> None:
        """Shows a whole recording; None empties it."""
        self._waves = waves
        self._cursor = 0.0
        self.fit()

    def set_cursor(self, seconds: float) -> None:
        """Moves the cursor, and the view with it where it would leave it."""
        self._cursor = seconds
        if seconds > self._first + self._span or seconds < self._first:
            self._pan(seconds)
        self.update()

    @property
    def cursor_s(self) -> float:
        return self._cursor

    @property
    def seconds(self) -> float:
        return self._waves.reading.seconds if self._waves is not None else 0.0

    @property
    def shown(self) -> tuple[float, float]:
        """The first second on the screen, and how many there are."""
        return self._first, self._span

    def fit(self) -> None:
        """The whole recording."""
        self._first, self._span = 0.0, max(_CLOSEST_S, self.seconds)
        self.update()

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Shows ``factor`` times as many seconds, with the one ``around`` staying where it is."""
        fixed = self._cursor if around is None else around
        if not self._first <= fixed <= self._first + self._span:
            fixed = self._first + self._span / 2
        share = (fixed - self._first) / self._span
        self._span = min(max(_CLOSEST_S, self.seconds), max(_CLOSEST_S, self._span * factor))
        self._pan(fixed - share * self._span)

    def _pan(self, first: float) -> None:
        self._first = min(max(0.0, self.seconds - self._span), max(0.0, first))
        self.update()

    # --- hands -------------------------------------------------------------------------------------------------

    def _second_at(self, x: float) -> float:
        return min(self.seconds, max(0.0, self._first + x / max(1, self.width()) * self._span))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(0.8 if event.angleDelta().y() > 0 else 1.25, self._second_at(event.position().x()))
        else:
            turned = event.angleDelta().x() or event.angleDelta().y()
            self._pan(self._first - turned / 1200 * self._span)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.sought.emit(self._second_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(self._second_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: self._cursor - self._span / 20, Qt.Key.Key_Right: self._cursor + self._span / 20,
                 Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: self.seconds}
        key = Qt.Key(event.key())
        if key in moves:
            self.sought.emit(min(self.seconds, max(0.0, moves[key])))
        elif key == Qt.Key.Key_Space:
            self.toggled.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(0.67)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1.5)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(600, 260)

    # --- paint -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        if self._waves is not None:
            self._axis(painter)
            count = len(self._waves.pyramids)
            high = (self.height() - _AXIS) / max(1, count)
            for place, pyramid in enumerate(self._waves.pyramids):
                self._wave(painter, pyramid, QRectF(0, place * high, self.width(), high))
            x = (self._cursor - self._first) / self._span * self.width()
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.drawLine(QLineF(x, 0, x, self.height() - _AXIS))
        painter.setPen(QPen(self._theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _axis(self, painter: QPainter) -> None:
        foot = self.height() - _AXIS
        painter.setFont(font("small"))
        ticks = value_ticks(self._first, self._first + self._span, max(2, self.width() // 90))
        step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
        digits = max(0, min(3, -math.floor(math.log10(step) + 1e-9)))
        for tick in ticks:
            x = (tick - self._first) / self._span * self.width()
            painter.setPen(self._theme.color("grid_line"))
            painter.drawLine(QLineF(x, 0, x, foot))
            painter.setPen(self._theme.color("secondary"))
            words = f"{tick:.{digits}f} s"
            wide = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(4.0, x - wide / 2), self.width() - wide - 4.0)
            painter.drawText(QRectF(left, foot + 4, wide + 2, _AXIS - 6), Qt.AlignmentFlag.AlignVCenter, words)

    def _wave(self, painter: QPainter, pyramid: Pyramid, area: QRectF) -> None:
        assert self._waves is not None
        rate, zero = self._waves.reading.rate_hz, area.center().y()
        scale = area.height() * 0.46 / self._waves.top
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(QLineF(area.left(), zero, area.right(), zero))
        painter.setPen(QPen(self._theme.color("text"), 1))
        start, stop = round(self._first * rate), round((self._first + self._span) * rate)
        if stop - start > 2 * self.width():
            self._envelope(painter, pyramid.envelope(start, stop, max(1, self.width())), zero, scale)
            return
        values = pyramid.samples[max(0, start):stop + 2].tolist()
        across = self.width() / max(1e-9, self._span * rate)
        offset = (max(0, start) / rate - self._first) / self._span * self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLines([QLineF(offset + i * across, zero - one * scale, offset + (i + 1) * across,
                                  zero - following * scale)
                           for i, (one, following) in enumerate(zip(values, values[1:], strict=False))])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _envelope(self, painter: QPainter, found: Envelope, zero: float, scale: float) -> None:
        """One stroke a column, lengthened to meet its neighbour."""
        strokes: list[QLineF] = []
        before: tuple[float, float] | None = None
        for column, (low, high) in enumerate(zip(found.low.tolist(), found.high.tolist(), strict=True)):
            if low != low:              # NaN: after the end
                before = None
                continue
            top, foot = zero - high * scale, zero - low * scale
            reach = (top, foot) if before is None else (min(top, before[1]), max(foot, before[0]))
            strokes.append(QLineF(column + 0.5, reach[0] - 0.5, column + 0.5, reach[1] + 0.5))
            before = (top, foot)
        painter.drawLines(strokes)
