"""The pages of a PDF one below the other on a calm ground: zoom, page by page, and which page is on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from views.widgets.theme import Theme
from workstation.domain.report import PagePicture

_GAP = 14
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_PIXELS_AT_100 = 794                # an A4 page at 96 dots an inch
_WIDEST_FIT = 1000                  # a page is not stretched across a wide screen


def image_of(page: PagePicture) -> QImage:
    """The page as an image of its own memory. Safe off the GUI thread."""
    return QImage(page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888).copy()


class _Sheet(QWidget):
    """Paints the pages that lie in the visible part."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.images: list[QImage] = []
        self.page_width = _PIXELS_AT_100
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def lay_out(self, page_width: int, room: QSize) -> None:
        """Pages of this width on a ground that fills at least ``room``."""
        self.page_width = page_width
        height = self.top_of(len(self.images))
        self.setFixedSize(max(page_width + 2 * _GAP, room.width()), max(height, room.height()))
        self.update()

    def height_of(self, index: int) -> int:
        image = self.images[index]
        return round(self.page_width * image.height() / max(1, image.width()))

    def top_of(self, index: int) -> int:
        return _GAP + sum(self.height_of(i) + _GAP for i in range(index))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.color("background"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left = (self.width() - self.page_width) // 2
        top = _GAP
        for index, image in enumerate(self.images):
            where = QRect(left, top, self.page_width, self.height_of(index))
            if where.intersects(event.rect()):
                painter.fillRect(where.adjusted(-1, -1, 1, 1), self.theme.color("line"))
                painter.drawImage(where, image)
            top += where.height() + _GAP
        painter.end()


class Pages(QScrollArea):
    """Shows pages. ``page_changed(number, count)``; ``wants_width(pixels)`` when sharper pictures are needed."""

    page_changed = Signal(int, int)
    wants_width = Signal(int)
    zoom_changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet = _Sheet(theme)
        self._zoom: float | None = None       # None fits the width
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the report"))
        self.verticalScrollBar().valueChanged.connect(self._tell)
        theme.changed.connect(self._sheet.update)

    def show_pages(self, images: Sequence[QImage], keep_place: bool = False) -> None:
        """Shows other pages, at the first unless ``keep_place``."""
        place = self.verticalScrollBar().value()
        self._sheet.images = list(images)
        self._lay_out()
        self.verticalScrollBar().setValue(place if keep_place else 0)
        self._tell()

    def pixel_width(self) -> int:
        """Device pixels across a page at this zoom: what the pictures should have."""
        return min(2400, round(self._page_width() * self.devicePixelRatioF()))

    @property
    def count(self) -> int:
        return len(self._sheet.images)

    @property
    def current(self) -> int:
        """The page whose upper part is on the screen, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        shown = [i for i in range(self.count) if self._sheet.top_of(i) <= middle]
        return len(shown)

    def go(self, number: int) -> None:
        """Brings page ``number`` to the top."""
        if self.count:
            index = min(max(number, 1), self.count) - 1
            self.verticalScrollBar().setValue(self._sheet.top_of(index) - _GAP)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps."""
        now = self._page_width() / _PIXELS_AT_100
        if steps > 0:
            self._set_zoom(next((z for z in _ZOOMS if z > now + 0.01), _ZOOMS[-1]))
        else:
            self._set_zoom(next((z for z in reversed(_ZOOMS) if z < now - 0.01), _ZOOMS[0]))

    def fit(self) -> None:
        """The whole width of a page."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, self._sheet.height())
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(share * self._sheet.height()))
        self.wants_width.emit(self.pixel_width())

    def _page_width(self) -> int:
        if self._zoom is not None:
            return round(_PIXELS_AT_100 * self._zoom)
        return max(300, min(_WIDEST_FIT, self.viewport().width() - 2 * _GAP))

    def _lay_out(self) -> None:
        self._sheet.lay_out(self._page_width(), self.viewport().size())
        self.zoom_changed.emit(round(100 * self._page_width() / _PIXELS_AT_100))

    def _tell(self) -> None:
        self.page_changed.emit(self.current, self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._tell()
        if self.count and self._zoom is None:
            self.wants_width.emit(self.pixel_width())

    def sizeHint(self) -> QSize:
        return QSize(820, 700)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go page by page, Home and End to the first and last."""
        moves = {
            Qt.Key.Key_PageDown: self.current + 1, Qt.Key.Key_PageUp: self.current - 1, Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.count,
        }
        target = moves.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.go(target)
