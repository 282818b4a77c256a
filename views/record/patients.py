"""The clinic: who is here. A list that is searched while one types, off the GUI thread, the newest answer wins."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from engines.text.safe_text import for_screen
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets import words
from views.widgets.icons import pixmap
from views.widgets.kit import Button, Card, Text, row
from views.widgets.states import StateStack
from views.widgets.theme import Theme, font
from workstation.domain.patient import PatientRow
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_Index = QModelIndex | QPersistentModelIndex
_MOST = 200
_ROW = 40
_ROOMS = ("imaging", "vitals", "pedigree", "ecg")
_ICONS = {"imaging": "imaging", "vitals": "vitals", "pedigree": "pedigree", "ecg": "heart"}


class _People(QAbstractTableModel):
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
        if column == 0:
            return words.name(person.name)
        if column == 1:
            return words.born(person, date.today())
        if column == 2:
            return words.sex(person.sex)
        if column == 3:
            return words.number(person.number)
        if column == 4:
            return " ".join(person.tags)
        return words.day(person.last_event) if person.last_event else ""


class _Cell(QStyledItemDelegate):
    """Draws the name with its pinyin beside it, the rooms as icons, all else as text."""

    def __init__(self, theme: Theme, model: _People, died: str) -> None:
        super().__init__()
        self._theme, self._model, self._died = theme, model, died

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        person, where = self._model.rows[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, self._theme.color("accent_soft"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        inside = where.adjusted(14 if index.column() == 0 else 8, 0, -8, 0)
        if index.column() == 0:
            self._name(painter, inside, person)
        elif index.column() == 4:
            self._tags(painter, inside, person)
        else:
            painter.setFont(font())
            painter.setPen(self._theme.color("secondary" if index.column() == 5 else "text"))
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
        beside = [person.name.pinyin] if person.name.is_chinese and person.name.pinyin else []
        if person.is_deceased:
            beside.append(f"■ {self._died}")
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        rest = where.adjusted(used, 1, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            for_screen("   ".join(beside)), Qt.TextElideMode.ElideRight, max(0, rest.width())))

    def _tags(self, painter: QPainter, where: QRect, person: PatientRow) -> None:
        x = where.left()
        for room in _ROOMS:
            if room in person.tags:
                picture = pixmap(_ICONS[room], self._theme.color("accent"), 16)
                painter.drawPixmap(x, where.center().y() - 8, picture)
            x += 26


class PatientsRoom(Room):
    """Search and list. Enter or a double click opens the chart."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 14, 14, 14)
        outer.setSpacing(12)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Name, pinyin, initials, number or phone"))
        self.field.setAccessibleName(self.tr("Search patients"))
        self.field.setFixedWidth(380)
        self.field.setMinimumHeight(34)
        self.count = Text("", "secondary")
        open_chart = Button(self.tr("Open"), self._open_chosen, key="", role="main")
        outer.addLayout(row(Text(self.tr("Patients"), "large"), self.field, self.count, 1, open_chart, spacing=14))
        self.model = _People([self.tr("Name"), self.tr("Born"), self.tr("Sex"), self.tr("Number"),
                              self.tr("To see"), self.tr("Last event")])
        self.table = self._table()
        card = Card()
        card.body.setContentsMargins(1, 6, 1, 6)
        self.states = StateStack(context.theme, self.table)
        card.body.addWidget(self.states)
        outer.addWidget(card, 1)
        self._debounce = QTimer(self, singleShot=True, interval=120)
        self._debounce.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._debounce.start())
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._search()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        self._delegate = _Cell(self.context.theme, self.model, self.tr("deceased"))
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(self.tr("Patients"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        for column, width in ((1, 180), (2, 90), (3, 300), (4, 130), (5, 120)):
            table.setColumnWidth(column, width)
        table.doubleClicked.connect(lambda index: self._open(index.row()))
        table.activated.connect(lambda index: self._open(index.row()))
        return table

    # --- search ------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        clinic, text = self.context.clinic, self.field.text()
        self.context.tasks.drop(self)

        def find(_progress: Progress) -> list[PatientRow]:
            from workstation.services import patients

            return patients.search(clinic, text, limit=_MOST)

        self.context.tasks.run(find, lambda rows: self._found(text, rows), label=self.tr("Finding patients"),
                               scope=self, failed=self._failed)

    def _found(self, text: str, rows: list[PatientRow]) -> None:
        if text != self.field.text():
            return                                   # a newer search is on its way
        self.model.show(rows)
        if len(rows) >= _MOST:
            self.count.say(self.tr("the first {count}").format(count=_MOST))
        else:
            many = self.tr("{count} patients").format(count=len(rows))
            self.count.say(self.tr("1 patient") if len(rows) == 1 else many)
        if rows:
            self.states.show_content()
            self.table.selectRow(0)
        elif text.strip():
            self.states.show_empty("search", self.tr("Nobody fits"), self.tr(
                "Search by the start of a name, its pinyin or initials, the record number or the end of a phone "
                "number."))
        else:
            self.states.show_empty("people", self.tr("No patients yet"), self.tr(
                "Import a FHIR R4 bundle or a DICOM folder with Ctrl+O, or drop files on this window."))

    def _failed(self, error: ConsiliaError) -> None:
        self.states.show_error(error, self._search)

    # --- opening -----------------------------------------------------------------------------------------------

    def _open_chosen(self) -> None:
        self._open(self.table.currentIndex().row())

    def _open(self, line: int) -> None:
        if 0 <= line < len(self.model.rows):
            self.context.open("record", patient=self.model.rows[line].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work from the search field, so that hands stay where they are."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_chosen()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                line = max(0, min(len(self.model.rows) - 1, self.table.currentIndex().row() + step))
                self.table.selectRow(line)
                return True
        return False

    # --- the frame's side --------------------------------------------------------------------------------------

    def clear(self) -> None:
        """The list is not about one patient: a search under way goes on."""
        self.patient = None

    def show_target(self, **target: str) -> None:
        if "search" in target:
            self.field.setText(target["search"])
        if "refresh" in target:
            self._search()

    def actions(self) -> list[RoomAction]:
        return [RoomAction(self.tr("Search patients"), self.field.setFocus),
                RoomAction(self.tr("Open the chosen patient"), self._open_chosen, "Return")]
