"""Paints a list page: headings over groups, values with a second line below them, badges."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen
from views.record.lines import paint_ground
from views.record.lists.model import Heading, ListModel
from views.record.lists.spec import ListSpec
from views.widgets.kit import paint_tag, tag_width
from views.widgets.theme import Theme, font

_Index = QModelIndex | QPersistentModelIndex
TALL, LOW = 46, 32
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ListCell(QStyledItemDelegate):
    """One cell, or a heading across all columns."""

    def __init__(self, theme: Theme, model: ListModel, spec: ListSpec) -> None:
        super().__init__()
        self._theme, self._model, self._spec = theme, model, spec

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(50, LOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        held = self._model.shown[index.row()]
        painter.save()
        if isinstance(held, Heading):
            self._heading(painter, option, held)
        else:
            paint_ground(painter, self._theme, option)
            column = self._spec.columns[index.column()]
            where = option.rect.adjusted(14 if index.column() == 0 else 8, 0, -6, 0)
            if column.badge and held.badge:
                severity, word, shape = held.badge
                line = f"{shape} {for_screen(word, 40)}".strip()
                place = QRect(where.left(), where.center().y() - 9, min(tag_width(line), where.width()), 20)
                paint_tag(painter, place, self._theme, severity, line)
            else:
                self._value(painter, where, held.cells[index.column()], held.below[index.column()],
                            strong=index.column() == 0, small=column.date)
        painter.restore()

    def _value(self, painter: QPainter, where: QRect, text: str, below: str, *, strong: bool, small: bool) -> None:
        if below:
            upper = QRect(where.left(), where.center().y() - 19, where.width(), 20)
            lower = QRect(where.left(), where.center().y() + 1, where.width(), 17)
        else:
            upper, lower = where, QRect()
        painter.setFont(font("small" if small else "text", strong=strong))
        painter.setPen(self._theme.color("secondary" if small else "text"))
        if not below and _takes_two_lines(painter, text, where):
            painter.drawText(where, _LEFT | Qt.TextFlag.TextWordWrap, for_screen(text, 300))
            return
        painter.drawText(upper, _LEFT, _elided(painter, text, upper.width()))
        if below:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(lower, _LEFT, _elided(painter, below, lower.width()))

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, held: Heading) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus)
        painter.fillRect(option.rect, self._theme.color("accent_soft" if chosen else "raised"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        where = option.rect.adjusted(14, 0, -8, 0)
        painter.setFont(font("small", strong=True))
        painter.setPen(self._theme.color("secondary"))
        mark = "▸" if held.folded else "▾"
        painter.drawText(where, _LEFT, f"{mark}  {for_screen(held.words)}   {held.count:,}")


def _takes_two_lines(painter: QPainter, text: str, where: QRect) -> bool:
    """True where a value is too wide for one line and fits into two: a dose that is cut is a wrong dose."""
    shown, metrics = for_screen(text, 300), painter.fontMetrics()
    if metrics.horizontalAdvance(shown) <= where.width():
        return False
    room = metrics.boundingRect(QRect(0, 0, where.width(), 1000), _LEFT | Qt.TextFlag.TextWordWrap, shown)
    return room.height() <= where.height() and room.width() <= where.width()


def _elided(painter: QPainter, text: str, width: int) -> str:
    shown = for_screen(text, 300).replace("\n", " ")
    return painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(0, width))
