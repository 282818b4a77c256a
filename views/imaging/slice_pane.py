"""A pane that shows one orthogonal plane of the volume with what was found on it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)

from engines.imaging.planes import Plane, Slice, count, extract
from views.imaging import messages, overlay
from views.imaging.marks import Locator, marks_on
from views.imaging.pane import TEXT, Pane
from views.imaging.picture import grey_picture
from views.imaging.scene import Scene
from views.imaging.viewmap import ViewMap, scale_bar_mm
from views.widgets.theme import Theme

PLANE_TOKENS = {Plane.AXIAL: "accent", Plane.CORONAL: "condition_1", Plane.SAGITTAL: "condition_3"}
_CROSSING = {                     # which plane's line runs across, which down
    Plane.AXIAL: (Plane.CORONAL, Plane.SAGITTAL),
    Plane.CORONAL: (Plane.AXIAL, Plane.SAGITTAL),
    Plane.SAGITTAL: (Plane.AXIAL, Plane.CORONAL),
}
_GAP = 12.0
_KEY_SCROLL = {
    Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_Home: 100_000, Qt.Key.Key_End: -100_000,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}


class SlicePane(Pane):
    """Wheel and arrows scroll, left sets the crosshair, right drags the window, middle pans, Ctrl+wheel zooms."""

    def __init__(self, scene: Scene, theme: Theme, plane: Plane) -> None:
        super().__init__(scene, theme, messages.plane_name(plane))
        self.plane = plane
        self.slice: Slice | None = None
        self.map: ViewMap | None = None
        self._locate: Locator | None = None
        self._picture: QImage | None = None
        self._preview: QImage | None = None
        self._drawn: QImage | None = None          # the picture as scaled into this pane
        self._index = -1
        self._wheel = 0.0
        self._drag: tuple[Qt.MouseButton, QPointF] | None = None
        scene.volume_changed.connect(self._volume)
        scene.cursor_changed.connect(self._cursor)
        scene.window_changed.connect(self._window)
        scene.findings_changed.connect(self.update)
        scene.selected_changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """True where pixels are shown, be it only the first image of a series that still loads."""
        return self.slice is not None or self._preview is not None

    def show_preview(self, picture: QImage) -> None:
        """The first slice that arrived, before the volume and its geometry are known: no letters, no millimetres."""
        self._preview = picture
        self.update()

    def reset_view(self) -> None:
        """The whole slice, centred."""
        if self.slice is not None:
            rows, columns = self.slice.pixels.shape
            self.map = ViewMap(columns, rows, self.slice.column_mm, self.slice.row_mm, self.width(), self.height())
            self._redraw()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms around a point of the pane, or around the crosshair."""
        if self.map is not None:
            point = at if at is not None else self._crosshair()
            self.map = self.map.zoomed(factor, point.x(), point.y())
            self._redraw()

    def pan(self, dx: float, dy: float) -> None:
        if self.map is not None:
            self.map = self.map.panned(dx, dy)
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.map is not None:
            self.map = self.map.resized(self.width(), self.height())
        self._redraw()

    # -- following the scene

    def _volume(self) -> None:
        self.slice = self.map = self._locate = self._picture = self._preview = None
        self._index = -1
        if self.scene.volume is not None:
            self._cut()
            self.reset_view()
        self._redraw()

    def _cursor(self) -> None:
        if self.scene.volume is not None and self.scene.slice_index(self.plane) != self._index:
            self._cut()
            self._drawn = None
        self.update()

    def _window(self) -> None:
        self._picture = None
        self._redraw()

    def _cut(self) -> None:
        assert self.scene.volume is not None
        self._index = self.scene.slice_index(self.plane)
        self.slice = extract(self.scene.volume, self.plane, self._index)
        self._locate = Locator(self.slice)
        self._picture = None

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.slice is None or self.map is None or self._locate is None:
            self._paint_without_volume(painter)
        else:
            if self._drawn is None:
                self._drawn = self._draw()
            painter.drawImage(0, 0, self._drawn)
            self._paint_overlay(painter, self.slice, self.map, self._locate)
        self.paint_focus(painter)
        painter.end()

    def _draw(self) -> QImage:
        """The slice scaled into the pane on true black."""
        assert self.slice is not None and self.map is not None
        if self._picture is None:
            self._picture = grey_picture(self.slice.pixels, self.scene.window, self.scene.inverted)
        return _onto_black(self, self._picture, QRectF(*self.map.rect()))

    def _paint_without_volume(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._preview is not None:
            fit = ViewMap(self._preview.width(), self._preview.height(), 1.0, 1.0, self.width(), self.height())
            painter.drawImage(0, 0, _onto_black(self, self._preview, QRectF(*fit.rect())))
            self.paint_title(painter, [messages.first_image()])
        else:
            self.paint_title(painter, [])

    def _paint_overlay(self, painter: QPainter, cut: Slice, view: ViewMap, locate: Locator) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        marks = marks_on(self.scene, locate, view, self.theme)
        at = self._crosshair()
        near = [item.radius + 8 for item in marks if math.hypot(item.x - at.x(), item.y - at.y()) < item.radius + 4]
        across, down = (self._line_color(plane) for plane in _CROSSING[self.plane])
        overlay.crosshair(painter, area, at, max([_GAP, *near]), across, down)
        for item in marks:
            overlay.mark(painter, area, item)
        overlay.letters(painter, area, cut.letters, TEXT)
        self._paint_corners(painter, cut, view)

    def _paint_corners(self, painter: QPainter, cut: Slice, view: ViewMap) -> None:
        volume, window = self.scene.volume, self.scene.window
        assert volume is not None
        place = f"{self._index + 1}/{count(volume, self.plane)}"
        self.paint_title(painter, [
            place + "  " + messages.position(self.plane, self.scene.cursor_mm()) if volume.measurable else place,
            f"W {window.width:.0f}  L {window.center:.0f}".replace("-", "\N{MINUS SIGN}"),
        ], self.theme.color(PLANE_TOKENS[self.plane]))
        right, bottom = self.width() - overlay.MARGIN, self.height() - overlay.MARGIN
        painter.setFont(overlay.small_font())
        if volume.measurable:
            length = scale_bar_mm(view.scale, self.width() * 0.2)
            overlay.scale_bar(painter, right, bottom, length * view.scale, messages.length(length), TEXT)
            overlay.words(painter, overlay.MARGIN, bottom, messages.pixel_size(cut.column_mm, cut.row_mm), TEXT)
        else:
            overlay.words_right(painter, right, bottom, messages.not_to_scale(), self.theme.color("warning"))
        if "SYNTHETIC" in volume.description.upper():
            painter.setFont(overlay.small_font(strong=True))
            overlay.words_right(painter, right, 20, messages.synthetic(), self.theme.color("warning"))

    def _line_color(self, plane: Plane) -> QColor:
        color = self.theme.color(PLANE_TOKENS[plane])
        color.setAlpha(150)
        return color

    def _crosshair(self) -> QPointF:
        if self._locate is None or self.map is None:
            return QPointF(self.rect().center())
        column, row, _ = self._locate(self.scene.cursor_mm())
        return QPointF(*self.map.to_widget(column, row))

    # -- mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 ** (event.angleDelta().y() / 120), event.position())
        else:
            self._wheel += event.angleDelta().y() / 120
            steps = int(self._wheel)
            self._wheel -= steps
            self.scene.scroll(self.plane, steps)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = (event.button(), event.position())
        if event.button() == Qt.MouseButton.LeftButton:
            hit = self._mark_at(event.position())
            if hit:
                self.scene.select(hit)
                self._drag = None
            else:
                self._point_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        button, before = self._drag
        moved = event.position() - before
        self._drag = (button, event.position())
        if button == Qt.MouseButton.LeftButton:
            self._point_at(event.position())
        elif button == Qt.MouseButton.RightButton:
            self._shift_window(moved.x(), moved.y())
        elif button == Qt.MouseButton.MiddleButton:
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None

    def _mark_at(self, point: QPointF) -> str:
        if self._locate is None or self.map is None:
            return ""
        for item in marks_on(self.scene, self._locate, self.map, self.theme):
            if math.hypot(item.x - point.x(), item.y - point.y()) <= max(8.0, item.radius):
                return item.finding_id
        return ""

    def _point_at(self, point: QPointF) -> None:
        if self.slice is not None and self.map is not None:
            column, row = self.map.to_pixel(point.x(), point.y())
            self.scene.move_to_mm(self.slice.to_mm(column, row))

    def _shift_window(self, dx: float, dy: float) -> None:
        """Right widens, down darkens (raises the level), as fast as the window is wide."""
        step = max(1.0, self.scene.window.width / 300)
        self.scene.set_window(self.scene.window.center + dy * step, self.scene.window.width + dx * step)

    # -- keyboard: all that the mouse can do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and key in _KEY_SCROLL:
            self.scene.scroll(self.plane, _KEY_SCROLL[key])
        elif key in _ARROWS and held == Qt.KeyboardModifier.ShiftModifier and self.map is not None:
            at, (dx, dy) = self._crosshair(), _ARROWS[key]
            step = self.map.scale * min(self.map.column_mm, self.map.row_mm)
            self._point_at(at + QPointF(dx * step, dy * step))
        elif key in _ARROWS and held == Qt.KeyboardModifier.ControlModifier:
            self.pan(20.0 * _ARROWS[key][0], 20.0 * _ARROWS[key][1])
        elif key in _ARROWS and held == Qt.KeyboardModifier.AltModifier:
            self._shift_window(10.0 * _ARROWS[key][0], 10.0 * _ARROWS[key][1])
        elif event.text() in ("+", "="):
            self.zoom(1.25)
        elif event.text() == "-":
            self.zoom(0.8)
        else:
            event.ignore()                          # the room's keys


def _onto_black(pane: Pane, picture: QImage, target: QRectF) -> QImage:
    ratio = pane.devicePixelRatioF()
    ground = QImage(round(pane.width() * ratio), round(pane.height() * ratio), QImage.Format.Format_RGB32)
    ground.setDevicePixelRatio(ratio)
    ground.fill(Qt.GlobalColor.black)
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, picture)
    painter.end()
    return ground
