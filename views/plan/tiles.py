"""The list of cards at the left: one tile each, moved through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.plan import words
from views.widgets.kit import Tag, Text, empty_layout, row
from views.widgets.theme import Severity, Theme, size
from workstation.domain.card import Card as Advice
from workstation.domain.card import CardState

_RULE = 3                         # width of the severity rule, pixels


class Tile(QWidget):
    """What, why with source and grade, and what was decided; the severity rule stands at the left."""

    pressed = Signal()

    def __init__(self, theme: Theme, advice: Advice) -> None:
        super().__init__()
        self._theme = theme
        self.advice = advice
        self.chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{words.severity_word(advice)}: {advice.summary}")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(4)
        tag = Tag(theme, words.severity(advice), words.severity_word(advice), words.shape(advice))
        column.addLayout(row(tag, 1))
        column.addWidget(Text(advice.summary, "strong", wrap=True))
        column.addWidget(Text(words.source_line(advice), "small", elide=True))
        if advice.state is not CardState.OPEN:
            column.addWidget(Text(words.decided_line(advice), "small", elide=True))
        theme.changed.connect(self.update)

    def choose(self, chosen: bool) -> None:
        self.chosen = chosen
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("accent") if self.chosen else self._theme.color("line"))
        painter.setBrush(self._theme.color("accent_soft" if self.chosen else "surface"))
        radius = size("radius_control")
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        severity = words.severity(self.advice)
        ink = self._theme.color("line") if severity is Severity.NONE else self._theme.severity(severity)[0]
        if self.advice.state is not CardState.OPEN:
            ink = self._theme.color("secondary")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRect(6, 10, _RULE, self.height() - 20), 1.5, 1.5)
        painter.end()


class Tiles(QScrollArea):
    """All tiles. ``chosen`` fires with the advice that is shown beside."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tiles: list[Tile] = []
        self._at = -1
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.translate("plan", "Advice"))
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self.setWidget(page)

    def show_all(self, found: Sequence[Advice], keep: str = "") -> None:
        """Shows the cards; the one with the id ``keep`` stays chosen, else the first."""
        empty_layout(self._column)
        self._tiles, self._at = [], -1
        for number, advice in enumerate(found):
            tile = Tile(self._theme, advice)
            tile.pressed.connect(lambda number=number: self.choose(number))
            self._tiles.append(tile)
            self._column.addWidget(tile)
        self._column.addStretch(1)
        names = [advice.id for advice in found]
        if names:
            self.choose(names.index(keep) if keep in names else 0)

    def choose(self, number: int) -> None:
        """Chooses a tile by its place; outside the list nothing happens."""
        if not 0 <= number < len(self._tiles):
            return
        for place, tile in enumerate(self._tiles):
            tile.choose(place == number)
        self._at = number
        self.ensureWidgetVisible(self._tiles[number])
        self.chosen.emit(self._tiles[number].advice)

    def step(self, by: int) -> None:
        """The next (1) or the one before (-1)."""
        self.choose(self._at + by)

    def current(self) -> Advice | None:
        return self._tiles[self._at].advice if 0 <= self._at < len(self._tiles) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0:
            self.choose(0)
