"""The day list: time, who comes, why, to whom, where, and how it stands; drawn by a delegate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from engines.text.safe_text import for_screen, for_tooltip
from views.appointments import words
from views.widgets.kit import paint_tag, tag_width
from views.widgets.theme import Theme, font
from workstation.domain.appointment import Appointment, AppointmentState

_Index = QModelIndex | QPersistentModelIndex
_ROW = 40
TIME, PATIENT, REASON, WHO, PLACE, STATE = range(6)
_GONE = (AppointmentState.CANCELLED, AppointmentState.IN_ERROR)


class DayModel(QAbstractTableModel):
    """Rows as text; the delegate draws them."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__()
        self._heads = heads
        self.rows: list[Appointment] = []

    def show(self, rows: Sequence[Appointment]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return for_screen(self._cell(one, index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [words.span(one), words.patient(one), one.reason, one.who, one.place, words.state(one.state)[1],
                    one.cancelled_for]
            return for_tooltip(", ".join(part for part in said if part))
        return None

    def _cell(self, one: Appointment, column: int) -> str:
        return {
            TIME: f"{one.start:%H:%M}, {words.minutes(one.minutes)}", PATIENT: words.patient(one), REASON: one.reason,
            WHO: one.who, PLACE: one.place, STATE: words.state(one.state)[1],
        }[column]


class _Cell(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: DayModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one, where, column = self._model.rows[index.row()], option.rect, index.column()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, self._theme.color("accent_soft"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        inside = where.adjusted(14 if column == TIME else 8, 0, -8, 0)
        gone = one.state in _GONE
        if column == STATE:
            severity, word, shape = words.state(one.state)
            line = f"{shape} {word}"
            paint_tag(painter, QRect(inside.left(), inside.center().y() - 9, tag_width(line), 20), self._theme,
                      severity, line)
        elif column == TIME:
            self._time(painter, inside, one, gone)
        else:
            face = font(strong=column == PATIENT and not gone)
            face.setStrikeOut(gone and column == PATIENT)
            painter.setFont(face)
            painter.setPen(self._theme.color("text" if column == PATIENT and not gone else "secondary"))
            shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _time(self, painter: QPainter, where: QRect, one: Appointment, gone: bool) -> None:
        painter.setFont(font(strong=not gone))
        painter.setPen(self._theme.color("secondary" if gone else "text"))
        text = f"{one.start:%H:%M}"
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)
        used = painter.fontMetrics().horizontalAdvance(text) + 8
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(where.adjusted(used, 1, 0, 0), Qt.AlignmentFlag.AlignVCenter, words.minutes(one.minutes))


class DayTable(QTableView):
    """The list as the room uses it: one row a time, Enter opens the chart."""

    def __init__(self, theme: Theme, name: str, heads: list[str]) -> None:
        super().__init__()
        self.day = DayModel(heads)
        self.setModel(self.day)
        self._cell = _Cell(theme, self.day)
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
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (PATIENT, REASON):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((TIME, 112), (WHO, 130), (PLACE, 92), (STATE, 122)):
            self.setColumnWidth(column, width)

    def chosen(self) -> Appointment | None:
        line = self.currentIndex().row()
        return self.day.rows[line] if 0 <= line < len(self.day.rows) else None

    def choose(self, key: str) -> None:
        """Selects the row of this appointment, or none."""
        line = next((place for place, one in enumerate(self.day.rows) if one.key == key), -1)
        if line >= 0:
            self.selectRow(line)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
