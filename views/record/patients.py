"""The clinic: who is here. A list that is searched while one types, off the GUI thread, the newest answer wins."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from views.record.people import ALLERGIES, BORN, LAST, NAME, NUMBER, ROW, SEX, TO_SEE, People, PersonCell
from views.record.register import RegisterDialog
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, Card, Text, row
from views.widgets.states import StateStack
from workstation.domain.patient import PatientRow
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_MOST = 200


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
        new = Button(self.tr("New patient"), self.register, key="Ctrl+N")
        new.setEnabled(context.clinic.may("patient.register"))
        outer.addLayout(row(Text(self.tr("Patients"), "large"), self.field, self.count, 1, new, open_chart, spacing=14))
        self.model = People([self.tr("Name"), self.tr("Born"), self.tr("Sex"), self.tr("Number"),
                             self.tr("Allergies"), self.tr("To see"), self.tr("Last event")])
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
        self._delegate = PersonCell(self.context.theme, self.model, self.tr("died"))
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(self.tr("Patients"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(ROW)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        for column, width in ((BORN, 190), (SEX, 96), (NUMBER, 270), (ALLERGIES, 130), (TO_SEE, 124), (LAST, 120)):
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
        sender = self.context.clinic.guest_of
        self.model.show([replace(row, guest_of=sender) for row in rows] if sender else rows)
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

    def register(self) -> None:
        """Opens the form for a new patient, which shows who may be here already."""
        if not self.context.clinic.may("patient.register"):
            return
        dialog = RegisterDialog(self, self.context, self._registered)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _registered(self, patient: str) -> None:
        self._search()
        self.context.open("record", patient=patient)

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

    def first_focus(self) -> QWidget:
        return self.field

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
                RoomAction(self.tr("Open the chosen patient"), self._open_chosen, "Return"),
                RoomAction(self.tr("Register a new patient"), self.register, "Ctrl+N")]
