"""The rows of the patient list: who, born when, which number, allergies, what there is to see; drawn by a delegate."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen
from views.widgets import words
from views.widgets.icons import pixmap
from views.widgets.kit import paint_tag, tag_width
from views.widgets.theme import SHAPES, Severity, Theme, font
from workstation.domain.patient import AllergyState, PatientRow

_Index = QModelIndex | QPersistentModelIndex
ROW = 40
NAME, BORN, SEX, NUMBER, ALLERGIES, TO_SEE, LAST = range(7)
_ROOMS = ("imaging", "vitals", "pedigree", "ecg")
_ICONS = {"imaging": "imaging", "vitals": "vitals", "pedigree": "pedigree", "ecg": "heart"}


def allergy_mark(person: PatientRow) -> tuple[Severity, str] | None:
    """(severity, word) of a row: short here, the banner names the substance. None where the list did not ask."""
    if person.allergy_state is AllergyState.LISTED:
        severity = Severity.CRITICAL if person.allergy_severe else Severity.WARNING
        return severity, QCoreApplication.translate("patients", "Allergy")
    if person.allergy_state is AllergyState.NO_KNOWN:
        return Severity.FINE, QCoreApplication.translate("patients", "No known")
    if person.allergy_state is AllergyState.NONE_RECORDED and person.guest_of:
        return Severity.NONE, QCoreApplication.translate("patients", "None sent")
    if person.allergy_state is AllergyState.NONE_RECORDED:
        return Severity.NONE, QCoreApplication.translate("patients", "None recorded")
    return None


class People(QAbstractTableModel):
    """Rows as text; the delegate draws them."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__()
        self._heads = heads
        self.rows: list[PatientRow] = []

    def show(self, rows: list[PatientRow]) -> None:
        self.beginResetModel()
        self.rows = rows
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
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        person = self.rows[index.row()]
        return for_screen(self._cell(person, index.column()))

    def _cell(self, person: PatientRow, column: int) -> str:
        if column == NAME:
            return words.name(person.name)
        if column == BORN:
            return words.born(person, date.today())
        if column == SEX:
            return words.sex(person.sex)
        if column == NUMBER:
            return words.number(person.number)
        if column == ALLERGIES:
            mark = allergy_mark(person)
            return mark[1] if mark else ""
        if column == TO_SEE:
            return " ".join(person.tags)
        return words.day(person.last_event) if person.last_event else ""


class PersonCell(QStyledItemDelegate):
    """Draws the name with its pinyin beside it, the rooms as icons, all else as text."""

    def __init__(self, theme: Theme, model: People, died: str) -> None:
        super().__init__()
        self._theme, self._model, self._died = theme, model, died

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        person, where = self._model.rows[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, self._theme.color("accent_soft"))
        elif person.is_deceased:
            painter.fillRect(where, self._theme.color("background"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        inside = where.adjusted(14 if index.column() == NAME else 8, 0, -8, 0)
        if index.column() == NAME:
            self._name(painter, inside, person)
        elif index.column() == ALLERGIES:
            self._allergies(painter, inside, person)
        elif index.column() == TO_SEE:
            self._tags(painter, inside, person)
        else:
            painter.setFont(font())
            painter.setPen(self._theme.color("secondary" if index.column() == LAST or person.is_deceased else "text"))
            text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _name(self, painter: QPainter, where: QRect, person: PatientRow) -> None:
        painter.setFont(font(strong=True))
        painter.setPen(self._theme.color("text"))
        name = painter.fontMetrics().elidedText(for_screen(words.name(person.name)), Qt.TextElideMode.ElideRight,
                                                where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)
        used = painter.fontMetrics().horizontalAdvance(name) + 10
        if person.is_deceased:
            line = f"■ {self._died_words(person)}"
            spot = QRect(where.left() + used, where.center().y() - 9, tag_width(line), 20)
            paint_tag(painter, spot, self._theme, Severity.NONE, line)
            used += spot.width() + 10
        if person.name.is_chinese and person.name.pinyin:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            rest = where.adjusted(used, 1, 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
                for_screen(person.name.pinyin), Qt.TextElideMode.ElideRight, max(0, rest.width())))

    def _died_words(self, person: PatientRow) -> str:
        return self._died if person.deceased is None else f"{self._died} {words.day(person.deceased)}"

    def _allergies(self, painter: QPainter, where: QRect, person: PatientRow) -> None:
        mark = allergy_mark(person)
        if mark is None:
            return
        severity, word = mark
        if severity in (Severity.WARNING, Severity.CRITICAL):
            line = f"{SHAPES[severity]} {word}"
            paint_tag(painter, QRect(where.left(), where.center().y() - 9, tag_width(line), 20), self._theme, severity,
                      line)
            return
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, for_screen(word))

    def _tags(self, painter: QPainter, where: QRect, person: PatientRow) -> None:
        x = where.left()
        for room in _ROOMS:
            if room in person.tags:
                picture = pixmap(_ICONS[room], self._theme.color("accent"), 16)
                painter.drawPixmap(x, where.center().y() - 8, picture)
            x += 26
