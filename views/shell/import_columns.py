"""What each column of a table means: a list one edits in place, a column of the table a row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engines.text.safe_text import for_screen
from views.shell import import_words as words
from views.widgets.theme import Theme
from workstation.services.table_preview import FIELDS, MEASUREMENT, MappingDraft

Index = QModelIndex | QPersistentModelIndex
HEADER, SAMPLES, MEANS, NAME, CODE, UNIT = range(6)
_OF_MEASUREMENT = {NAME: "name", CODE: "code", UNIT: "unit"}
_ROOT = QModelIndex()
# A cell's words stand under those of its heading.
ALIGNED = "QAbstractItemView::item { padding-left: 5px; } QHeaderView::section:first { padding-left: 8px; }"


class ColumnModel(QAbstractTableModel):
    """The draft's columns. ``edited`` fires after each change of the draft."""

    edited = Signal()

    def __init__(self, draft: MappingDraft, theme: Theme) -> None:
        super().__init__()
        self.draft = draft
        self._theme = theme

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.draft.columns)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else UNIT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words.column_titles()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, place = self.draft.columns[index.row()], index.column()
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.color("text" if place == HEADER or one.means else "secondary"))
        if role == Qt.ItemDataRole.EditRole and place == MEANS:
            return one.means
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if place == MEANS:
            return f"{words.meaning(one.means)} ▾"
        if place in _OF_MEASUREMENT:
            return for_screen(getattr(one, _OF_MEASUREMENT[place])) if one.means == MEASUREMENT else ""
        return for_screen(one.header if place == HEADER else " · ".join(one.samples))

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        measured = self.draft.columns[index.row()].means == MEASUREMENT
        if index.column() == MEANS or (measured and index.column() in _OF_MEASUREMENT):
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        one, place = self.draft.columns[index.row()], index.column()
        if place == MEANS:
            for other in self.draft.columns:        # a field is said by one column only
                if value not in ("", MEASUREMENT) and other.means == value:
                    other.means = ""
            one.means = str(value)
        else:
            setattr(one, _OF_MEASUREMENT[place], str(value).strip())
        self._changed()
        return True

    def set_kind(self, kind: str) -> None:
        """Rows of another kind: meanings that it has not are dropped."""
        known = {"", *FIELDS[kind], *([MEASUREMENT] if kind == "results" else [])}
        for one in self.draft.columns:
            one.means = one.means if one.means in known else ""
        self.draft.kind = kind
        self._changed()

    def _changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, UNIT))
        self.edited.emit()


class _Meanings(QStyledItemDelegate):
    """The meaning of a column is chosen from those that the kind of row has."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if index.column() != MEANS or not isinstance(model, ColumnModel):
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.setAccessibleName(words.column_titles()[MEANS])
        kind = model.draft.kind
        for means in ("", *FIELDS[kind], *([MEASUREMENT] if kind == "results" else [])):
            box.addItem(words.meaning(means), means)
        box.activated.connect(lambda _place: (self.commitData.emit(box), self.closeEditor.emit(box)))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class ColumnList(QTableView):
    """The columns; Enter or a click on a meaning changes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(QCoreApplication.translate("import", "What each column means"))
        self.setItemDelegate(_Meanings(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setShowGrid(False)
        self.setStyleSheet(ALIGNED)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_columns(self, model: ColumnModel) -> None:
        """Shows a draft's columns from now on."""
        self.setModel(model)
        for place, width in ((HEADER, 140), (SAMPLES, 170), (MEANS, 150), (NAME, 150), (CODE, 84)):
            self.setColumnWidth(place, width)
        self.horizontalHeader().setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
