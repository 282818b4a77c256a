"""Every value of one analyte, newest first: in the unit shown, as recorded, flagged, with its change and its code."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen, for_tooltip
from views.record import results_page_words as said
from views.record import words
from views.record.lines import paint_ground
from views.record.results_page_table import paint_flag
from views.record.tables import LEFT, RIGHT, HeadedModel, Index
from views.widgets.theme import Theme, font
from workstation.domain.results import AnalyteResults, ResultValue

DATE, VALUE, FLAG, CHANGE, RECORDED = range(5)
LINE = 42


class ValuesModel(HeadedModel):
    """Cells are made when they are asked for: an analyte may have thousands of values."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__(heads, (VALUE,))
        self.line: AnalyteResults | None = None
        self.values: tuple[ResultValue, ...] = ()

    def show(self, line: AnalyteResults | None) -> None:
        """Shows the values of another analyte, or none."""
        self.beginResetModel()
        self.line, self.values = line, line.values if line else ()
        self.endResetModel()

    def held(self) -> tuple[ResultValue, ...]:
        return self.values

    def cell(self, value: ResultValue, column: int) -> tuple[str, str]:
        """(upper, lower) line of a cell."""
        if column == DATE:
            return said.moment(value.event.start)
        if column == VALUE:
            return value.shown, words.unit(self.line.unit) if self.line and value.exact is not None else ""
        if column == CHANGE:
            first, _, rest = said.change(value.delta).partition(" · ")
            return first, rest
        if column == RECORDED:
            spoken = said.written(value) if value.factor else ""
            upper = " · ".join(part for part in (spoken, words.reference_range(value.event)) if part)
            return upper, value.code
        return "", ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        value = self.values[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == FLAG:
                flag = said.flag(value)
                return for_screen(flag[1] if flag else said.why(value.left_out) if value.left_out else "")
            return for_screen(" ".join(part for part in self.cell(value, index.column()) if part))
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(spoken(value))
        return None


def spoken(value: ResultValue) -> str:
    """What a value is and how it came to be shown, for the tool tip and the read-out of its point."""
    event, flag = value.event, said.flag(value)
    lines = [
        f"{event.display}, {value.code}", said.written(value), words.reference_range(event), flag[1] if flag else "",
        f"{value.shown} = {said.written(value)} {value.factor}" if value.factor else "", value.source,
        said.why(value.left_out) if value.left_out else "",
    ]
    return "\n".join(line for line in lines if line)


class ValueCell(QStyledItemDelegate):
    """Two lines a cell; the flag as a tag; what isn't drawn says why."""

    def __init__(self, theme: Theme, model: ValuesModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(50, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value, column = self._model.values[index.row()], index.column()
        painter.save()
        paint_ground(painter, self._theme, option)
        where = option.rect.adjusted(14 if column == DATE else 7, 0, -7, 0)
        if column == FLAG:
            self._flag(painter, where, value)
        else:
            upper, lower = self._model.cell(value, column)
            self._two(painter, where, upper, lower, column)
        painter.restore()

    def _flag(self, painter: QPainter, where: QRect, value: ResultValue) -> None:
        flag = said.flag(value)
        if flag is not None:
            paint_flag(painter, where, self._theme, flag)
        elif value.left_out is not None:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, said.why(value.left_out))

    def _two(self, painter: QPainter, where: QRect, upper: str, lower: str, column: int) -> None:
        side = RIGHT if column == VALUE else LEFT
        first = QRect(where.left(), where.top() + 3, where.width(), 19) if lower else where
        painter.setFont(font("text" if column == VALUE else "small", strong=column == VALUE))
        painter.setPen(self._theme.color("text" if column in (DATE, VALUE) else "secondary"))
        painter.drawText(first, side, _elided(painter, upper, where.width()))
        if lower:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            below = QRect(where.left(), where.top() + 21, where.width(), 17)
            painter.drawText(below, side, _elided(painter, lower, where.width()))


def _elided(painter: QPainter, text: str, width: int) -> str:
    shown = for_screen(text, 300).replace("\n", " ")
    return painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(0, width))
