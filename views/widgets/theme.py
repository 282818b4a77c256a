"""Themes made from one token file; each room is dressed in one, so that images stay dark while text stays light."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources import path

FAMILY = "Noto Sans SC"


class Severity(StrEnum):
    """How grave something is: always shown as colour, shape and word together."""

    NONE = "none"
    INFO = "info"
    FINE = "fine"
    WARNING = "warning"
    CRITICAL = "critical"


SHAPES = {Severity.CRITICAL: "▲", Severity.WARNING: "◆", Severity.FINE: "●", Severity.INFO: "■", Severity.NONE: ""}


@cache
def tokens() -> dict[str, Any]:
    """The token file: ``size`` and ``themes`` (name to token to ``#RRGGBB``)."""
    return json.loads(path("themes", "tokens.json").read_text(encoding="utf-8"))


def size(name: str) -> int:
    """A size token in pixels: text, small, title, large, grid, gutter, radius_card, radius_control, radius_tag."""
    return int(tokens()["size"][name])


def load_fonts() -> None:
    """Loads the faces that come with the program; the same on every system and on paper.

    They are the application's own, so that no widget is ever measured in a face of the system: searching those for a
    Chinese character stops the window for 40 ms.
    """
    for file in ("NotoSansSC_400Regular.ttf", "NotoSansSC_600SemiBold.ttf"):
        QFontDatabase.addApplicationFont(str(path("fonts", file)))
    QApplication.setFont(font())


def font(role: str = "text", strong: bool = False) -> QFont:
    """The face of a role (``text``, ``small``, ``title``, ``large``), pixel sized, with figures of one width."""
    face = QFont(FAMILY)
    face.setPixelSize(size(role))
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return face


class Theme(QObject):
    """One set of colours. ``changed`` tells painters to draw again."""

    changed = Signal()

    def __init__(self, name: str = "light") -> None:
        super().__init__()
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_dark(self) -> bool:
        return self._name != "light"

    def set(self, name: str) -> None:
        """Changes to another theme of the token file."""
        if name != self._name and name in tokens()["themes"]:
            self._name = name
            self.changed.emit()

    def hex(self, token: str) -> str:
        return str(tokens()["themes"][self._name][token])

    def color(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def severity(self, severity: Severity) -> tuple[QColor, QColor]:
        """(text, soft ground) of a severity."""
        if severity is Severity.NONE:
            return self.color("secondary"), self.color("raised")
        return self.color(severity.value), self.color(f"{severity.value}_soft")

    def palette(self) -> QPalette:
        colors = {
            QPalette.ColorRole.Window: "background", QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "raised", QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Text: "text", QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.Highlight: "accent", QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.PlaceholderText: "secondary", QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text", QPalette.ColorRole.Mid: "line", QPalette.ColorRole.Link: "accent",
        }
        palette = QPalette()
        for role, token in colors.items():
            palette.setColor(role, self.color(token))
        return palette

    def dress(self, root: QWidget) -> None:
        """Gives ``root`` and all below it this theme, now and whenever it changes."""
        self._put_on(root)
        if not root.property("consiliaDressed"):
            root.setProperty("consiliaDressed", True)
            follower = _Follower(root, self)
            self.changed.connect(follower.follow)

    def _put_on(self, root: QWidget) -> None:
        from views.widgets.stylesheet import stylesheet

        root.setProperty("consiliaTheme", self._name)
        root.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)      # else a subclass of QWidget paints no ground
        root.setPalette(self.palette())
        root.setFont(font())
        root.setStyleSheet(stylesheet(self))


class _Follower(QObject):
    """Puts a theme on its parent again when it changes; dies with the parent, so no dead widget is dressed."""

    def __init__(self, root: QWidget, theme: Theme) -> None:
        super().__init__(root)
        self._root = root
        self._theme = theme

    def follow(self) -> None:
        self._theme._put_on(self._root)


def light() -> Theme:
    return Theme("light")


def radiology() -> Theme:
    return Theme("radiology")
