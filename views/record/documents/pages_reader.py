"""Pages of a PDF or of a picture, one below the other: only what is on the screen is drawn, and only that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from views.widgets.theme import Theme, font
from workstation.domain.document import PagesReading

if TYPE_CHECKING:
    from workstation.domain.report import PagePicture

_GAP = 14
_ZOOMS = (0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_SCREEN_DPI, _POINTS = 96, 72
_WIDEST_FIT = 1000                  # a page is not stretched across a wide screen
_KEPT = 8                           # drawn pages
_SHARP = 3000                       # device pixels across that are asked for at most
_PAUSE_MS = 50


def image_of(page: PagePicture) -> QImage:
    """The page as an image of its own memory. Safe off the GUI thread."""
    return QImage(page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888).copy()


class PagesReader(QAbstractScrollArea):
    """``wanted(index, pixels)`` asks for a page; ``take`` brings it. ``moved(page, count, percent)`` tells where."""

    wanted = Signal(int, int)
    moved = Signal(int, int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: list[tuple[float, float]] = []
        self._natural = 1.0             # screen pixels a unit of the sizes at 100 %
        self._zoom: float | None = None             # None fits the width
        self._tops: list[int] = []
        self._drawn: dict[int, QImage] = {}
        self._broken: set[int] = set()
        self._asked: dict[int, int] = {}            # page: the width asked for
        self._grip: QPoint | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_reading(self, reading: PagesReading | None) -> None:
        """Shows other pages from the first one; None empties it."""
        self._sizes = list(reading.sizes) if reading is not None else []
        self._natural = _SCREEN_DPI / _POINTS if reading is not None and reading.scalable else 1.0
        self._drawn.clear()
        self._broken.clear()
        self._asked.clear()
        self._pause.stop()
        self._zoom = None
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._scrolled()

    def take(self, index: int, image: QImage | None) -> None:
        """A page that was asked for; None where it can't be drawn."""
        self._asked.pop(index, None)
        if image is None:
            self._broken.add(index)
        else:
            self._drawn[index] = image
            while len(self._drawn) > _KEPT:
                del self._drawn[max(self._drawn, key=lambda one: abs(one - self.current))]
        self.viewport().update()
        self._pause.start()

    def working(self) -> bool:
        """True while a page of the screen is still to come."""
        return self._pause.isActive() or bool(self._asked)

    @property
    def current(self) -> int:
        """The page in the upper part of the screen, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(0, sum(top <= middle for top in self._tops[:-1]) - 1)

    def percent(self) -> int:
        return round(100 * self._scale() / self._natural)

    # --- hands -------------------------------------------------------------------------------------------------

    def go(self, index: int) -> None:
        """Brings a page to the top."""
        if self._sizes:
            self.verticalScrollBar().setValue(self._tops[min(max(index, 0), len(self._sizes) - 1)] - _GAP)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by one step."""
        now = self._scale() / self._natural
        bigger = (zoom for zoom in _ZOOMS if zoom > now + 0.01)
        smaller = (zoom for zoom in reversed(_ZOOMS) if zoom < now - 0.01)
        self._set_zoom(next(bigger, _ZOOMS[-1]) if steps > 0 else next(smaller, _ZOOMS[0]))

    def fit(self) -> None:
        """The whole width of a page."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        bar = self.verticalScrollBar()
        share = (bar.value() + self.viewport().height() / 2) / max(1, self._tops[-1] if self._tops else 1)
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(share * (self._tops[-1] if self._tops else 0) - self.viewport().height() / 2))
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            moved = event.position().toPoint() - self._grip
            self._grip = event.position().toPoint()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go page by page, Home and End to the ends; + and - zoom, 0 fits."""
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_PageDown: self.current + 1, Qt.Key.Key_PageUp: self.current - 1, Qt.Key.Key_Home: 0,
                 Qt.Key.Key_End: len(self._sizes) - 1}
        if key in moves and len(self._sizes) > 1:
            self.go(moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    # --- places ------------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Screen pixels a unit of the sizes."""
        if self._zoom is not None:
            return self._zoom * self._natural
        widest = max((wide for wide, _ in self._sizes), default=1.0)
        room = max(120, min(_WIDEST_FIT, self.viewport().width() - 2 * _GAP))
        if self._natural != 1.0:
            return room / widest
        tallest = max((high for _, high in self._sizes), default=1.0)        # a picture is seen whole
        return min(1.0, room / widest, max(120, self.viewport().height() - 2 * _GAP) / tallest)

    def _lay_out(self) -> None:
        scale, top = self._scale(), _GAP
        self._tops = []
        for _, high in self._sizes:
            self._tops.append(top)
            top += round(high * scale) + _GAP
        self._tops.append(top)
        wide = round(max((wide for wide, _ in self._sizes), default=0.0) * scale) + 2 * _GAP
        for bar, whole, seen in ((self.verticalScrollBar(), top, self.viewport().height()),
                                 (self.horizontalScrollBar(), wide, self.viewport().width())):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _place(self, index: int) -> QRect:
        wide, high = (round(side * self._scale()) for side in self._sizes[index])
        room = self.viewport().width()
        left = (room - wide) // 2 if wide + 2 * _GAP <= room else _GAP - self.horizontalScrollBar().value()
        return QRect(left, self._tops[index] - self.verticalScrollBar().value(), max(1, wide), max(1, high))

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        foot = top + self.viewport().height()
        return [i for i in range(len(self._sizes)) if self._tops[i] < foot and self._tops[i + 1] > top]

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit(self.current + 1 if self._sizes else 0, len(self._sizes), self.percent())
        if self._sizes:
            self._pause.start()

    def _ask(self) -> None:
        """Asks for what the screen lacks: one page at a time, sharp enough for its zoom."""
        for index in self._visible():
            if index in self._broken or index in self._asked:
                continue
            natural = self._sizes[index][0] if self._natural == 1.0 else _SHARP
            sharp = max(16, min(_SHARP, round(natural), round(self._place(index).width() * self.devicePixelRatioF())))
            held = self._drawn.get(index)
            if held is None or held.width() < sharp * 0.97:
                if held is not None and held.width() >= min(_SHARP, round(natural)) * 0.97:
                    continue
                self._asked[index] = sharp
                self.wanted.emit(index, sharp)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._scrolled()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(600, 500)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("background"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._visible():
            where = self._place(index)
            painter.fillRect(where.adjusted(-1, -1, 1, 1), self._theme.color("line"))
            held = self._drawn.get(index)
            if held is not None:
                painter.drawImage(QRectF(where), held, QRectF(held.rect()))
                continue
            painter.fillRect(where, self._theme.color("surface"))
            painter.setPen(self._theme.color("secondary"))
            painter.setFont(font())
            said = self.tr("This page can't be drawn.") if index in self._broken else self.tr("Drawing the page…")
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, said)
        if self.hasFocus():
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
