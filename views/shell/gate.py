"""What stands before the frame: a calm page with one card in the middle. Sign-in and first run are made of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from views.widgets.icons import pixmap
from views.widgets.kit import Button, Card, Text, row
from views.widgets.theme import Theme


class Gate(QWidget):
    """Mark, name, one card (``column`` is its body), and at the bottom what Consilia is not."""

    def __init__(self, theme: Theme, width: int = 440) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "room")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.addStretch(2)
        mark = QLabel()
        mark.setPixmap(pixmap("consilia", theme.color("accent"), 44))
        mark.setAccessibleName("Consilia")
        name = Text("Consilia", "large")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addStretch(1)
        head.addWidget(mark)
        head.addWidget(name)
        head.addStretch(1)
        outer.addLayout(head)
        outer.addSpacing(18)
        self.card = Card()
        self.card.setFixedWidth(width)
        self.column = self.card.body
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        outer.addLayout(row(1, self.card, 1))   # an alignment flag would lose the height of wrapped lines
        outer.addStretch(3)
        self.foot = QHBoxLayout()
        note = Text(self.tr("Supports decisions, never makes them. Not certified as a medical device."), "small")
        self.foot.addWidget(note)
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        theme.dress(self)

    def add_foot(self, *buttons: Button) -> None:
        for button in buttons:
            self.foot.addWidget(button)

    def add_row(self, *items: QWidget | int) -> None:
        self.column.addLayout(row(*items))


class Opening(Gate):
    """The very first paint, before anything was read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.column.addWidget(Text(self.tr("Opening the clinic"), "title"))
        words = self.tr("The store is encrypted and stays on this computer.")
        self.column.addWidget(Text(words, "secondary", wrap=True))
