"""The tables of the desk: a list with a line and a smaller line below, and fields side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from engines.text.safe_text import for_screen, for_tooltip
from views.widgets.theme import Theme, font

_Index = QModelIndex | QPersistentModelIndex
_ROW = 52
_LINE = 28


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: what, what below it, and what at its right."""

    title: str
    below: str
    aside: str = ""


class ItemModel(QAbstractListModel):
    """The lines of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []

    def show(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return for_screen(item.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return for_screen(f"{item.title}. {item.below}. {item.aside}")
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(f"{item.title}\n{item.below}")
        return None


class _ItemCell(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: ItemModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item, place = self._model.items[index.row()], option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, self._theme.color("accent_soft"))
        painter.setPen(self._theme.color("line"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        inner = place.adjusted(14, 7, -14, -8)
        top, bottom = inner.adjusted(0, 0, 0, -inner.height() // 2), inner.adjusted(0, inner.height() // 2, 0, 0)
        aside = for_screen(item.aside)
        small = font("small")
        width = QFontMetrics(small).horizontalAdvance(aside) + 12 if aside else 0
        self._write(painter, top.adjusted(0, 0, -width, 0), item.title, font("text", strong=True), "text")
        if aside:
            painter.setFont(small)
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        self._write(painter, bottom, item.below, small, "secondary")

    def _write(self, painter: QPainter, place: Any, text: str, face: Any, token: str) -> None:
        painter.setFont(face)
        painter.setPen(self._theme.color(token))
        shown = QFontMetrics(face).elidedText(for_screen(text), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class ItemList(QListView):
    """A list of items; ``chosen`` is called with the line that is gone to, -1 for none."""

    def __init__(self, theme: Theme, name: str, chosen: Callable[[int], None]) -> None:
        super().__init__()
        self.items = ItemModel()
        self.setModel(self.items)
        self._cell = _ItemCell(theme, self.items)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda index, _former: chosen(index.row()))

    def show_items(self, items: Sequence[Item], keep: int = 0) -> None:
        """Other lines; the one at ``keep`` is gone to, or the last where there are fewer."""
        self.items.show(items)
        if items:
            self.setCurrentIndex(self.items.index(max(0, min(keep, len(items) - 1))))


@dataclass(frozen=True, slots=True)
class Pair:
    """One field on both sides."""

    name: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        return self.left != self.right


class PairModel(QAbstractTableModel):
    """Fields side by side; those that differ are marked by a sign and stronger letters, not by colour alone."""

    def __init__(self, theme: Theme, heads: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._heads = theme, list(heads)
        self.pairs: list[Pair] = []

    def show(self, pairs: Sequence[Pair], heads: Sequence[str]) -> None:
        self.beginResetModel()
        self.pairs, self._heads = list(pairs), list(heads)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return for_screen(self._heads[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pairs[index.row()]
        text = (f"{'≠' if pair.differs else '='}  {pair.name}", pair.left or "–", pair.right or "–")[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return for_screen(text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(text)
        if role == Qt.ItemDataRole.FontRole:
            return font("text", strong=pair.differs and index.column() > 0)
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() == 0 or not pair.differs):
            return QColor(self._theme.color("secondary"))
        return None


class PairTable(QTableView):
    """Shows the fields of two records beside each other."""

    def __init__(self, theme: Theme, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.pairs = PairModel(theme, heads)
        self.setModel(self.pairs)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_LINE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 210)
        self.setWordWrap(False)

    def show_pairs(self, pairs: Sequence[Pair], heads: Sequence[str]) -> None:
        self.pairs.show(pairs, heads)
