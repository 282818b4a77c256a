"""What every pane has: true black ground, a title, a border when the keyboard is in it, a way to be maximised."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.imaging import overlay
from views.imaging.scene import Scene
from views.widgets.theme import Theme

TEXT = QColor("#E4E9F0")          # over images the ink is the same in every theme


class Pane(QWidget):
    """One quarter of the screen."""

    maximise = Signal(object)

    def __init__(self, scene: Scene, theme: Theme, title: str) -> None:
        super().__init__()
        self.scene = scene
        self.theme = theme
        self.title = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(120, 100)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.maximise.emit(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paint_title(self, painter: QPainter, lines: list[str], color: QColor | None = None) -> None:
        """The title and further lines at the top left; ``color`` is the colour of this plane's line elsewhere."""
        left = overlay.MARGIN
        painter.setFont(overlay.small_font(strong=True))
        if color is not None:
            painter.fillRect(QRectF(left, 12, 8, 8), color)
            left += 13
        overlay.words(painter, left, 20, self.title, TEXT)
        painter.setFont(overlay.small_font())
        for place, line in enumerate(lines):
            overlay.words(painter, overlay.MARGIN, 37 + 16 * place, line, TEXT)

    def paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
