"""The page of notes and documents: what was written, sent and recorded, by year, with a reader at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from views.record.documents import words
from views.record.documents.detail import DocumentPane
from views.record.documents.listing import DocumentList, Row, rows_of
from views.record.tables import filter_by_key
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Card, Text, row
from views.widgets.states import StateStack
from workstation.domain.document import ChartDocument, DocumentKind
from workstation.domain.patient import PatientBanner
from workstation.services.progress import Progress

_PAUSE_MS = 90                     # so long a line is chosen before it is opened, so that the arrow keys run freely


class DocumentsPage(Room):
    """Up and Down choose, Enter goes into the reader; typing filters."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter the documents"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(220)
        self.field.textChanged.connect(lambda *_: self._filter())
        self.field.installEventFilter(self)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of document"))
        self.kinds.setMinimumWidth(170)
        self.kinds.activated.connect(lambda *_: self._filter())
        self.count = Text("", "secondary")
        self.list = DocumentList(context.theme)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._chosen(now.row()))
        self.list.activated.connect(lambda _index: self.pane.first_focus().setFocus())
        self.list.installEventFilter(self)
        self.pane = DocumentPane(self, context, self.open_source)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._open)
        self._target = ""
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(1, 4, 1, 6)
        card.body.addWidget(self.list)
        both = QWidget()
        side_by_side = QHBoxLayout(both)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(12)
        side_by_side.addWidget(card, 38)
        side_by_side.addWidget(self.pane, 62)
        card.setMinimumWidth(300)
        self.states = StateStack(self.context.theme, both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 14)
        outer.setSpacing(10)
        outer.addLayout(row(Text(self.tr("Notes and documents"), "large"), self.field, self.kinds, self.count, 1,
                            spacing=12))
        outer.addWidget(self.states, 1)

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        super().clear()
        self._pause.stop()
        self._target = ""
        self.field.clear()
        self.kinds.clear()
        self.kinds.hide()
        self.list.documents.show(())
        self.pane.empty()
        self.count.say("")
        self.states.show_content()

    def busy(self) -> bool:
        return super().busy() or self._pause.isActive() or self.pane.busy()

    def _load(self, banner: PatientBanner) -> None:
        clinic, patient = self.context.clinic, banner.row.id
        undated = self.tr("No date recorded")

        def work(progress: Progress) -> list[Row]:
            from workstation.services import documents

            return rows_of(documents.listed(clinic, patient, progress), undated)

        self.context.tasks.run(work, self._show, label=self.tr("Reading the documents"), scope=self,
                               failed=lambda error: self.states.show_error(error, lambda: self._load(banner)))

    def _show(self, rows: list[Row]) -> None:
        self.list.documents.show(rows)
        held = {one.document.kind for one in rows}
        self.kinds.addItem(self.tr("All kinds"), None)
        for kind in DocumentKind:
            if kind in held:
                self.kinds.addItem(words.kind(kind), kind.value)
        self.kinds.setVisible(len(held) > 1)
        if rows:
            self.states.show_content()
        else:
            self.states.show_empty("document", self.tr("No notes or documents"), self.tr(
                "Letters, reports, notes, pictures and recordings of this patient stand here once they are imported."))
        self._arranged()

    def _filter(self) -> None:
        chosen = self.kinds.currentData()
        self.list.documents.filter(self.field.text(), DocumentKind(chosen) if chosen else None)
        self._arranged()

    def _arranged(self) -> None:
        """After the lines changed: the count, and the first line (or the one that was asked for) chosen."""
        model = self.list.documents
        fit, everything = model.fitting(), len(model.rows)
        self.count.say("" if not everything else f"{everything:,}" if fit == everything else
                       self.tr("{count} of {all}").format(count=f"{fit:,}", all=f"{everything:,}"))
        line = model.line_of(self._target) if self._target else -1
        if line < 0:
            line = 1 if fit else -1                          # below the heading of its year
        if line >= 0:
            self.list.setCurrentIndex(model.index(line))
            if self._target:
                self.list.scrollTo(model.index(line))
            else:
                self.list.scrollToTop()
            self._target = ""
        else:
            self._pause.stop()
            self.pane.empty()

    # --- what a person does ------------------------------------------------------------------------------------

    def _chosen(self, line: int) -> None:
        if self.list.documents.row(line) is not None:
            self._pause.start()

    def _open(self) -> None:
        chosen = self.list.documents.row(self.list.currentIndex().row())
        if chosen is not None and self.patient is not None:
            self.pane.show_document(chosen.document)

    def shown(self) -> ChartDocument | None:
        """The document in the reader."""
        return self.pane.opened.document if self.pane.opened is not None else None

    def open_source(self, key: str) -> None:
        """Shows the original record."""
        if key:
            self.context.open("record", source=key)

    def show_target(self, **target: str) -> None:
        """``document=`` chooses the line of a resource, now or once the list is there."""
        self._target = target.get("document", "")
        line = self.list.documents.line_of(self._target) if self._target else -1
        if line >= 0:
            self._target = ""
            self.list.setCurrentIndex(self.list.documents.index(line))

    def first_focus(self) -> QWidget:
        return self.list

    def hideEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """A sound doesn't go on behind another page."""
        self.pane.sound.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing in the list filters it; Esc clears the filter; Down leads from the filter to the list."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.list and event.key() == Qt.Key.Key_Space and self.pane.sounding():
            self.pane.sound.toggle()
            return True
        return filter_by_key(self.field, self.list, watched, event) or super().eventFilter(watched, event)

    def actions(self) -> list[RoomAction]:
        return [RoomAction(self.tr("Filter the documents"), self.field.setFocus),
                RoomAction(self.tr("Go to the list"), self.list.setFocus),
                RoomAction(self.tr("Go to the document"), lambda: self.pane.first_focus().setFocus()),
                RoomAction(self.tr("Save a copy of the attachment"), self.pane.save)]
