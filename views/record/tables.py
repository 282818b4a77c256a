"""What the tables of the chart have in common: how they look, and how the field above them filters them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QTableView

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HeadedModel(QAbstractTableModel):
    """A table under headings, those of ``numbers`` at the right. Subclasses give ``held`` and ``data``."""

    def __init__(self, heads: Sequence[str], numbers: Sequence[int]) -> None:
        super().__init__()
        self._heads, self._numbers = heads, numbers

    def held(self) -> Sequence[object]:
        """The rows."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.held())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(RIGHT if section in self._numbers else LEFT)
        return None


def quiet_table(model: QAbstractItemModel, delegate: QStyledItemDelegate, name: str) -> QTableView:
    """A table of whole rows without a grid: one is chosen at a time, Tab leaves it."""
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(delegate)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().setVisible(False)
    table.horizontalHeader().setHighlightSections(False)
    return table


def filter_by_key(field: QLineEdit, view: QAbstractItemView, watched: QObject, event: QKeyEvent) -> bool:
    """Typing in the view filters it; Esc clears the filter; Down and Enter lead from the filter to the view.

    True where the key was taken.
    """
    if event.key() == Qt.Key.Key_Escape and field.text():
        field.clear()
        return True
    if watched is field and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        view.setFocus()
        return True
    typed = event.text()
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    if watched is view and plain and typed.isprintable() and typed.strip():
        field.setFocus()
        field.setText(field.text() + typed)
        return True
    return False
