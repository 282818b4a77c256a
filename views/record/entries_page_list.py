"""The list of what the patient entered: drawn by a delegate; what was taken back stays, crossed out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from engines.text.safe_text import for_screen
from views.record import entries_page_words as words
from views.record.tables import HeadedModel, Index
from views.widgets.kit import paint_tag, tag_width
from views.widgets.theme import Theme, font
from workstation.domain.own_entry import StoredEntry

_ROW = 32
WHEN, WHAT, VALUE, DEVICE, BY, STATE = range(6)


class EntriesModel(HeadedModel):
    """Rows as text; the delegate draws them."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__(heads, (VALUE,))
        self.rows: list[StoredEntry] = []

    def show(self, rows: Sequence[StoredEntry]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def held(self) -> list[StoredEntry]:
        return self.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.rows[index.row()]
        return for_screen({
            WHEN: words.when(one.entry), WHAT: words.measure(one.entry.measure), VALUE: one.entry.shown(),
            DEVICE: one.entry.device, BY: words.reporter(one.entry.by)[1], STATE: words.state(one),
        }[index.column()])


class _Cell(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: EntriesModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, where, column = self._model.rows[index.row()], option.rect, index.column()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, self._theme.color("accent_soft"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        inside = where.adjusted(14 if column == WHEN else 8, 0, -8, 0)
        if column == BY:
            severity, word, shape = words.reporter(one.entry.by)
            line = f"{shape} {word}"
            spot = QRect(inside.left(), inside.center().y() - 9, tag_width(line), 20)
            paint_tag(painter, spot, self._theme, severity, line)
        else:
            strong = column == VALUE and not one.withdrawn
            face = font(strong=strong)
            face.setStrikeOut(one.withdrawn and column == VALUE)
            painter.setFont(face)
            painter.setPen(self._theme.color("text" if strong or column == WHAT else "secondary"))
            shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
            side = Qt.AlignmentFlag.AlignRight if column == VALUE else Qt.AlignmentFlag.AlignLeft
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class EntriesTable(QTableView):
    """The list as the page uses it."""

    def __init__(self, theme: Theme, name: str, heads: list[str]) -> None:
        super().__init__()
        self.entries = EntriesModel(heads)
        self.setModel(self.entries)
        self._cell = _Cell(theme, self.entries)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(60)
        head.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((WHEN, 164), (WHAT, 126), (VALUE, 112), (DEVICE, 130), (BY, 128)):
            self.setColumnWidth(column, width)

    def chosen(self) -> StoredEntry | None:
        line = self.currentIndex().row()
        return self.entries.rows[line] if 0 <= line < len(self.entries.rows) else None
