"""What was asked, received and answered, newest first: two painted lines a package."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen
from views.share import words
from views.widgets.theme import Theme, font
from workstation.domain.opinion import Direction, Opinion

_HEIGHT, _MARGIN = 50, 12
Index = QModelIndex | QPersistentModelIndex


class Packages(QAbstractListModel):
    """The packages, as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Opinion] = []

    def show_rows(self, rows: list[Opinion]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return for_screen(f"{words.direction(one.direction)}: {one.patient_name}, {one.peer_name}, "
                              f"{words.day(one.at.isoformat())}")
        return None


class Painter(QStyledItemDelegate):
    """Patient and day above, kind and the other side below; what waits to be read has a mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Opinion = index.data(Qt.ItemDataRole.UserRole)
        where: QRect = option.rect        # type: ignore[attr-defined]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(where, self._theme.color("accent_soft"))
        day = words.day(one.at.isoformat())
        painter.setFont(font("small"))
        room = painter.fontMetrics().horizontalAdvance(day) + 8
        inner = where.adjusted(_MARGIN, 7, -_MARGIN, -7)
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, day)
        second = f"{words.direction(one.direction)}  ·  {one.peer_name}"
        self._line(painter, inner, second, Qt.AlignmentFlag.AlignBottom)
        painter.setFont(font("text", strong=one.direction in (Direction.RECEIVED, Direction.ANSWERED)))
        painter.setPen(self._theme.color("text"))
        self._line(painter, inner.adjusted(0, 0, -room, 0), one.patient_name, Qt.AlignmentFlag.AlignTop)
        painter.setPen(self._theme.color("line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, where: QRect, text: str, place: Qt.AlignmentFlag) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(for_screen(text), Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | place, shown)
