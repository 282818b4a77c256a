"""The card beside the pointer: what a mark is, or what a group holds. It takes no clicks and covers no keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from views.record.lanes import Mark
from views.record.timeline_words import dates, detail, lasted, state, title, value
from views.widgets.kit import Text
from views.widgets.theme import Theme

_WIDTH = 300
_NAMED = 6                         # of a group; the rest is counted


class HoverCard(QFrame):
    """Shown over ``parent``, hidden until there is something to say."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._over = parent
        theme.dress(self)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(_WIDTH)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(2)
        self.name = Text("", "strong", wrap=True)
        self.value = Text("", "body", wrap=True)
        self.when = Text("", "small", wrap=True)
        self.more = Text("", "small", wrap=True)
        for part in (self.name, self.value, self.when, self.more):
            column.addWidget(part)
        self.hide()

    def tell(self, marks: Sequence[Mark], beside: QPoint) -> None:
        """Says these marks, beside a point of the parent."""
        first = marks[0]
        if len(marks) == 1:
            event = first.event
            self._say(title(event), "   ".join(part for part in (value(event), state(event)) if part), lasted(first),
                      detail(event))
        else:
            named = [f"{title(mark.event)} {value(mark.event)}".strip() for mark in marks[:_NAMED]]
            rest = len(marks) - len(named)
            if rest:
                named.append(self.tr("and {count} more").format(count=rest))
            self._say(self.tr("{count} entries").format(count=len(marks)), "\n".join(named),
                      dates(first, marks[-1]), self.tr("Click comes closer and lists them."))
        self._place(beside)

    def _say(self, name: str, said: str, when: str, more: str) -> None:
        for part, text in ((self.name, name), (self.value, said), (self.when, when), (self.more, more)):
            part.say(text)
            part.setVisible(bool(text))

    def _place(self, beside: QPoint) -> None:
        self.setFixedHeight(self._column.heightForWidth(_WIDTH))
        room = self._over.rect()
        x = beside.x() + 16 if beside.x() + 16 + _WIDTH < room.right() else beside.x() - 16 - _WIDTH
        y = beside.y() + 14 if beside.y() + 14 + self.height() < room.bottom() else beside.y() - 10 - self.height()
        self.move(max(4, x), max(4, y))
        self.show()
        self.raise_()
