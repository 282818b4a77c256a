"""Lists of the record, drawn by a delegate so that hundreds of rows cost nothing. Each row leads to its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from engines.text.safe_text import for_screen, for_tooltip
from views.widgets.counted import CountedModel
from views.widgets.kit import Card, Text, paint_tag, tag_width
from views.widgets.theme import Severity, Theme, font

_Index = QModelIndex | QPersistentModelIndex
_TALL, _LOW = 46, 31


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``title`` strong, ``after`` beside it, ``below`` small under it, ``aside`` at the right, then a tag."""

    title: str
    after: str
    source: str
    below: str = ""
    aside: str = ""
    tag: tuple[Severity, str, str] | None = None

    def spoken(self) -> str:
        """What a screen reader says."""
        word = self.tag[1] if self.tag else ""
        return ", ".join(part for part in (self.title, self.after, self.below, self.aside, word) if part)


class _Lines(CountedModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.count_rows(len(self.lines))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return for_screen(line.spoken())
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(line.spoken())
        return None


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: _Lines) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, _TALL if self._model.lines[index.row()].below else _LOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, where = self._model.lines[index.row()], option.rect
        painter.save()
        paint_ground(painter, self._theme, option)
        inside = where.adjusted(13, 0, -13, 0)
        right = inside.right()
        if line.tag is not None:
            right -= self._tag(painter, inside, line.tag) + 8
        if line.aside:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            width = painter.fontMetrics().horizontalAdvance(line.aside) + 1
            spot = QRect(right - width, where.top(), width, where.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, for_screen(line.aside, 80))
            right -= width + 8
        room = QRect(inside.left(), where.top(), right - inside.left(), where.height())
        if line.below:
            self._words(painter, QRect(room.left(), where.top() + 5, room.width(), 20), line)
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            _elided(painter, QRect(room.left(), where.top() + 24, room.width(), 17), line.below)
        else:
            self._words(painter, room, line)
        painter.restore()

    def _words(self, painter: QPainter, where: QRect, line: Line) -> None:
        painter.setFont(font(strong=True))
        painter.setPen(self._theme.color("text"))
        used = _elided(painter, where, line.title) + 6
        if line.after and used < where.width():
            painter.setFont(font())
            painter.setPen(self._theme.color("text"))
            _elided(painter, where.adjusted(used, 0, 0, 0), line.after)

    def _tag(self, painter: QPainter, inside: QRect, tag: tuple[Severity, str, str]) -> int:
        severity, word, shape = tag
        said = f"{shape} {for_screen(word, 40)}"
        width = tag_width(said)
        spot = QRect(inside.right() - width, inside.center().y() - 9, width, 20)
        paint_tag(painter, spot, self._theme, severity, said)
        return width


def paint_ground(painter: QPainter, theme: Theme, option: QStyleOptionViewItem) -> None:
    """The ground of a row (hovered, chosen) and the hairline under it."""
    chosen = option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus
    if chosen:
        painter.fillRect(option.rect, theme.color("accent_soft"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.color("raised"))
    painter.setPen(theme.color("grid_line"))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _elided(painter: QPainter, where: QRect, text: str) -> int:
    shown = painter.fontMetrics().elidedText(for_screen(text), Qt.TextElideMode.ElideRight, max(0, where.width()))
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


class LinesCard(Card):
    """A card with a list. ``none`` is said where nothing is recorded. A click or Enter opens the row's source."""

    def __init__(self, theme: Theme, title: str, none: str, open_source: Callable[[str], object]) -> None:
        super().__init__(title)
        self._none = none
        self.model = _Lines()
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = _Row(theme, self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(title)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setMinimumHeight(31)
        self.view.clicked.connect(lambda index: open_source(self.model.lines[index.row()].source))
        self.view.activated.connect(lambda index: open_source(self.model.lines[index.row()].source))
        self._empty = Text(none, "secondary", wrap=True, align=Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(13, 0, 13, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(32)
        self.body.setContentsMargins(1, 0, 1, 8)
        self.body.addWidget(self._stack)

    def say_none(self, words: str) -> None:
        """What an empty list means for this patient."""
        self._none = words

    def show_lines(self, lines: Sequence[Line], aside: str = "") -> None:
        """Shows rows, or that there are none."""
        self.view.setUniformItemSizes(len({bool(line.below) for line in lines}) == 1)
        self.model.show(lines)
        self.aside.say(aside)
        self._empty.say(self._none)
        self._stack.setCurrentIndex(0 if lines else 1)

    def empty(self) -> None:
        """Forgets everything; nothing is said about a patient who isn't known yet."""
        self.model.show(())
        self.aside.say("")
        self._empty.say("")
        self._stack.setCurrentIndex(1)


class Stacked(QVBoxLayout):
    """Cards over one another with the gutter between them."""

    def __init__(self, *cards: Card) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(12)
        for place, card in enumerate(cards):
            self.addWidget(card, 2 if place else 3)
