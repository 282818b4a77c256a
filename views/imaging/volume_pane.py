"""The 3-D pane: shows the newest picture of the render thread and asks for the next one."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)

from views.imaging import messages, overlay
from views.imaging.marks import severity
from views.imaging.pane import TEXT, Pane
from views.imaging.presets import PRESETS_3D
from views.imaging.render_thread import RenderThread
from views.imaging.scene import Scene
from views.imaging.vtk_scene import Ball, View
from views.widgets.theme import Theme
from workstation.domain.finding import FindingState

_REST_MS = 220
_AFTER_SLICES_MS = 120             # the slices are painted before this pane's thread takes a core
_LEAST_BALL_MM = 5.0
_TURNS: dict[Qt.Key, tuple[float, float]] = {
    Qt.Key.Key_Left: (-10, 0), Qt.Key.Key_Right: (10, 0), Qt.Key.Key_Up: (0, 10), Qt.Key.Key_Down: (0, -10),
}


class VolumePane(Pane):
    """Left drag and arrows turn, wheel and +/- zoom, Home goes back to the front."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__(scene, theme, "3D")
        self.preset = "vessels"
        self._azimuth = self._elevation = 0.0
        self._zoom = 1.0
        self._picture: QImage | None = None
        self._trouble = ""
        self._serial = self._oldest = 0
        self._drag: QPointF | None = None
        self._thread: RenderThread | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask_full)
        self._hand_over = QTimer(self)
        self._hand_over.setSingleShot(True)
        self._hand_over.setInterval(_AFTER_SLICES_MS)
        self._hand_over.timeout.connect(self._give_volume)
        scene.volume_changed.connect(self._volume)
        scene.findings_changed.connect(self._ask_full)
        scene.selected_changed.connect(self._ask_full)

    # -- the thread

    def start(self) -> None:
        """Starts the render thread (it loads VTK in small steps). Called when the room is first shown."""
        if self._thread is not None or self._trouble:
            return
        thread = RenderThread()
        thread.drawn.connect(self._drawn, Qt.ConnectionType.QueuedConnection)
        thread.unavailable.connect(self._unavailable, Qt.ConnectionType.QueuedConnection)
        thread.broken.connect(self._broken, Qt.ConnectionType.QueuedConnection)
        self._thread = thread
        leave = weakref.finalize(self, thread.leave)       # also at the interpreter's end
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(leave, Qt.ConnectionType.DirectConnection)
        self.destroyed.connect(leave, Qt.ConnectionType.DirectConnection)
        thread.start(RenderThread.Priority.LowPriority)
        self._volume()

    def idle(self) -> bool:
        """True when no picture is on its way (the tour and tests wait for it)."""
        awaited = self._thread is not None and self.scene.volume is not None and not self._trouble
        waiting = self._rest.isActive() or self._hand_over.isActive()
        return not awaited or not self.isVisible() or (self._oldest >= self._serial and not waiting)

    @property
    def trouble(self) -> str:
        """Why there is no 3-D picture, or nothing."""
        return self._trouble

    # -- asking and showing

    def show_preset(self, name: str) -> None:
        if name in PRESETS_3D:
            self.preset = name
            self._ask_full()

    def reset_view(self) -> None:
        self._azimuth = self._elevation = 0.0
        self._zoom = 1.0
        self._ask_full()

    def turn(self, azimuth: float, elevation: float) -> None:
        """Turns by degrees, quickly drawn, and drawn in full once it rests."""
        self._azimuth = (self._azimuth + azimuth) % 360
        self._elevation = max(-85.0, min(85.0, self._elevation + elevation))
        self._ask_draft()

    def zoom(self, factor: float) -> None:
        self._zoom = max(0.4, min(6.0, self._zoom * factor))
        self._ask_draft()

    def _volume(self) -> None:
        self._picture = None
        self._oldest = self._serial                 # pictures of the former volume are dropped
        self._hand_over.stop()
        if self._thread is not None:
            self._thread.show_volume(None)
            if self.scene.volume is not None:
                self._hand_over.start()
        self.update()

    def _give_volume(self) -> None:
        if self._thread is not None:
            self._thread.show_volume(self.scene.volume)
            self._ask_full()

    def _ask_draft(self) -> None:
        self._ask(draft=True)
        self._rest.start()

    def _ask_full(self) -> None:
        self._rest.stop()
        self._ask(draft=False)

    def _ask(self, draft: bool) -> None:
        if self._thread is None or self._trouble or self.scene.volume is None or not self.isVisible():
            return
        if self._hand_over.isActive():
            return                                  # asks itself once the thread has the volume
        ratio = self.devicePixelRatioF()
        self._serial += 1
        self._thread.draw(View(
            max(16, round(self.width() * ratio)), max(16, round(self.height() * ratio)), self._azimuth,
            self._elevation, self._zoom, self.preset, self._balls(), draft,
        ), self._serial)

    def _balls(self) -> tuple[Ball, ...]:
        balls: list[Ball] = []
        for finding in self.scene.shown():
            if finding.state is FindingState.REJECTED:
                continue
            chosen = finding.id == self.scene.selected_id
            color = self.theme.color("accent") if chosen else self.theme.severity(severity(finding))[0]
            rgb = (color.redF(), color.greenF(), color.blueF())
            balls.append(Ball(finding.center_mm, max(_LEAST_BALL_MM, finding.diameter_mm / 2), rgb))
        return tuple(balls)

    @Slot(object, int)
    def _drawn(self, picture: QImage, serial: int) -> None:
        if serial > self._oldest:
            self._oldest = serial
            self._picture = picture
            self.update()

    @Slot()
    def _unavailable(self) -> None:
        self._trouble = self.tr(
            "No 3D picture: this computer offers no OpenGL for drawing off the screen. "
            "The other panes work as usual."
        )
        self.update()

    @Slot(str)
    def _broken(self, reason: str) -> None:
        self._trouble = self.tr("No 3D picture: drawing failed ({reason}). The other panes work as usual.").format(
            reason=reason)
        self.update()

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_full()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_draft()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._picture)
        self.paint_title(painter, [messages.preset_name(self.preset)] if self.scene.volume is not None else [])
        painter.setFont(overlay.small_font())
        if self._trouble:
            painter.setPen(self.theme.color("warning"))
            area = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._trouble)
        elif self.scene.volume is not None and self._picture is None:
            painter.setPen(self.theme.color("secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Drawing the volume"))
        elif self.scene.volume is not None:
            bottom = self.height() - overlay.MARGIN
            overlay.words(painter, overlay.MARGIN, bottom, self.tr("For orientation, not for measuring"), TEXT)
        self.paint_focus(painter)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.15 ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            moved = event.position() - self._drag
            self._drag = event.position()
            self.turn(-moved.x() * 0.6, moved.y() * 0.6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and self._rest.isActive():
            self._ask_full()
        self._drag = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURNS:
            azimuth, elevation = _TURNS[key]
            self.turn(azimuth, elevation)
        elif event.text() in ("+", "="):
            self.zoom(1.25)
        elif event.text() == "-":
            self.zoom(0.8)
        elif key == Qt.Key.Key_Home:
            self.reset_view()
        else:
            event.ignore()                          # the room's keys
