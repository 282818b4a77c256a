"""Controls that carry an icon and follow the theme: picture, icon button, switch, and the base of every dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen, for_tooltip
from views.widgets.icons import icon, pixmap
from views.widgets.theme import Theme


class Picture(QLabel):
    """An icon as decoration, in a token's colour."""

    def __init__(self, theme: Theme, icon_name: str, token: str = "secondary", side: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._look = (icon_name, token, side)
        self.setFixedSize(side, side)
        self.setAccessibleName(icon_name)
        theme.changed.connect(self._tint)
        self._tint()

    def show_icon(self, icon_name: str, token: str) -> None:
        self._look = (icon_name, token, self._look[2])
        self._tint()

    def _tint(self) -> None:
        name, token, side = self._look
        self.setPixmap(pixmap(name, self._theme.color(token), side))


class IconButton(QPushButton):
    """A quiet button that is an icon; its words are the tool tip and the accessible name."""

    def __init__(self, theme: Theme, icon_name: str, words: str, act: Callable[[], object], side: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self.setProperty("role", "icon")
        self.setIconSize(QSize(side, side))
        self.setFixedSize(side + 12, side + 10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(words)
        self.clicked.connect(lambda *_: act())
        theme.changed.connect(self._tint)
        self._tint()

    def say(self, words: str) -> None:
        self.setToolTip(for_tooltip(words))
        self.setAccessibleName(for_screen(words))

    def show_icon(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon_name, self._theme.color("secondary"), 16))


class Dialog(QDialog):
    """A dressed dialog. Where it shows a patient's data, the caller puts a ``BannerBar`` on top (``top``)."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, top: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(for_screen(title, longest=120))
        self.setAccessibleName(title)
        theme.dress(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if top is not None:
            outer.addWidget(top)
        self.page = QVBoxLayout()
        self.page.setContentsMargins(20, 16, 20, 16)
        self.page.setSpacing(10)
        outer.addLayout(self.page, 1)
