"""The slim rail of rooms at the left: icon and word, painted, so that a change of theme costs one repaint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout

from engines.text.safe_text import for_tooltip
from views.shell.rooms import ROOMS, RoomEntry, word
from views.widgets.icons import pixmap
from views.widgets.theme import Theme, font

_WIDTH = 64
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class RailButton(QAbstractButton):
    """One room."""

    def __init__(self, theme: Theme, entry: RoomEntry) -> None:
        super().__init__()
        self._theme = theme
        self._icon = entry.name
        self.by_key = False                 # reached by Tab: only then a ring shows where the keys are
        self.setText(word(entry.name))
        self.setAccessibleName(word(entry.name))
        self.setToolTip(for_tooltip(f"{word(entry.name)}  {entry.key}"))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_WIDTH - 8, 52)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 8, 52)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.by_key = event.reason() in _BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.by_key = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse() or self.by_key:
            painter.setBrush(self._theme.color("accent_soft" if chosen else "raised"))
            painter.setPen(QPen(self._theme.color("accent"), 1.5) if self.by_key else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        ink = self._theme.color("accent" if chosen else "secondary")
        picture = pixmap(self._icon, ink, 20, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - 20) // 2, 8, picture)
        painter.setPen(ink)
        face = font("small", strong=chosen)
        painter.setFont(face)
        where = QRect(0, 30, self.width(), 18)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class Rail(QFrame):
    """All rooms. ``choose`` is called with the name of a room."""

    def __init__(self, theme: Theme, choose: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Rooms"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 10, 3, 8)
        layout.setSpacing(2)
        mark = QLabel()
        mark.setPixmap(pixmap("consilia", theme.color("accent"), 32))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setAccessibleName("Consilia")
        layout.addWidget(mark)
        layout.addSpacing(10)
        self._buttons: dict[str, RailButton] = {}
        for entry in ROOMS:
            button = RailButton(theme, entry)
            button.clicked.connect(lambda _checked, name=entry.name: choose(name))
            layout.addWidget(button)
            self._buttons[entry.name] = button
        layout.addStretch(1)

    def show_chosen(self, name: str) -> None:
        self._buttons[name].setChecked(True)

    def walked(self) -> bool:
        """True while somebody goes along the rail by Tab."""
        return any(button.by_key for button in self._buttons.values())

    def button(self, name: str) -> RailButton:
        return self._buttons[name]
