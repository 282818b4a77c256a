"""Second opinions: asking about the patient, reading the cases of others, and what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from views.share.ask import AskPanel
from views.share.contacts import ContactsDialog
from views.share.detail import DetailPanel
from views.share.listing import Packages, Painter
from views.share.opening import LookDialog, PassphraseDialog
from views.share.removing import DeleteDialog
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, row
from views.widgets.states import StateStack, translated_error
from views.widgets.theme import Severity
from workstation.domain.opinion import Answer, Contact, Direction, Look, Merged, Opinion, Sent
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.domain.imaging import Study
    from workstation.domain.opinion import Preview
    from workstation.domain.report import SignedReport

_PAUSE_MS = 250                     # after the last tick or letter before the preview or the list is made anew
_FILTER = "Consilia (*.consilia)"


class ShareRoom(Room):
    """The list at the left; beside it the form, or the package that is chosen."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._preview_job: Any = None
        self.model = Packages()
        self.ask = AskPanel(context.theme, self.open_contacts)
        self.detail = DetailPanel(context.theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.ask)
        self.pages.addWidget(self.detail)
        self.states = StateStack(context.theme, self.pages)
        self._later = self._timer(self._preview)
        self._search_later = self._timer(self._list)
        self._lay_out()
        self.ask.changed.connect(self._later.start)
        self.ask.asked.connect(self.choose_place)
        self.detail.visit.connect(self.visit)
        self.detail.record.connect(lambda one: context.open(
            "record", patient=one.patient_id, source=f"DiagnosticReport/opinion-{one.id}"))
        self.detail.answer.connect(self.choose_answer_place)
        self.detail.remove.connect(self.ask_to_remove)
        if context.clinic.guest_of:
            self._show_guest()
        else:
            self._show_nobody()
            self._list()
            self._load_contacts()

    def _timer(self, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_PAUSE_MS)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a patient, a colleague or a word"))
        self.search.setAccessibleName(self.tr("Find a second opinion"))
        self.search.textChanged.connect(lambda *_: self._search_later.start())
        self.list = QListView()
        self.list.setModel(self.model)
        self._painter = Painter(self.context.theme)
        self.list.setItemDelegate(self._painter)
        self.list.setAccessibleName(self.tr("Second opinions"))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.open_button = Button(self.tr("Open a file"), self.choose_file, key="Ctrl+O")
        self.ask_button = Button(self.tr("Ask"), self.show_form, role="main")
        self.side = QFrame()
        self.side.setProperty("role", "card")
        self.side.setFixedWidth(312)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(11, 0, 11, 0)
        top.setSpacing(8)
        top.addLayout(row(self.ask_button, self.open_button, 1))
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 12, 0, 12)
        outer.setSpacing(0)
        outer.addWidget(self.side)
        outer.addWidget(self.states, 1)

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        if self.context.clinic.guest_of:
            return
        self.ask.begin()
        self.show_form()
        clinic, patient = self.context.clinic, banner.row.id

        def work(_progress: Progress) -> tuple[Preview, list[Study]]:
            from workstation.services import imaging, second_opinion

            return second_opinion.available(clinic, patient), imaging.studies(clinic, patient)

        self.context.tasks.run(work, lambda found: self._show_chart(*found), label=self.tr("Counting the parts"),
                               scope=self, failed=self._failed)
        self._list()

    def _show_chart(self, there: Preview, studies: list[Study]) -> None:
        self.ask.chosen.show_chart(there, studies)
        self._preview()

    def clear(self) -> None:
        super().clear()
        self._later.stop()
        if not self.context.clinic.guest_of:
            self.ask.begin()
            self._show_nobody()

    def show_form(self) -> None:
        """The form for the patient who is open."""
        if self.patient is None:
            self._show_nobody()
            return
        self.list.clearSelection()
        self.pages.setCurrentWidget(self.ask)
        self.states.show_content()

    def _show_nobody(self) -> None:
        self.states.show_empty(
            "share", self.tr("Second opinions"),
            self.tr("Open a patient to ask a colleague at another clinic, or open a file that a colleague sent."),
            Button(self.tr("Contacts"), self.open_contacts),
            Button(self.tr("Open a file"), self.choose_file, role="main"))

    def _show_guest(self) -> None:
        self.side.setVisible(False)
        name = self.context.clinic.guest_of
        self.states.show_empty(
            "share", self.tr("Second opinion case from {name}").format(name=name),
            self.tr("It is kept apart from your patients and holds chosen parts only: what is missing was not sent. "
                    "Look at it in every room, review its findings; then go back and write the answer."),
            Button(self.tr("Back to your clinic"), lambda: self.context.visit(None), role="main"))

    # --- lists and previews ------------------------------------------------------------------------------------

    def _list(self) -> None:
        clinic, words = self.context.clinic, self.search.text()

        def work(_progress: Progress) -> list[Opinion]:
            from workstation.services import second_opinion

            return second_opinion.listed(clinic, words=words)

        self.context.tasks.run(work, self.model.show_rows, label=self.tr("Second opinions"), scope=self,
                               failed=self._failed)

    def _load_contacts(self) -> None:
        clinic = self.context.clinic

        def work(_progress: Progress) -> list[Contact]:
            from workstation.services import second_opinion_contacts

            return second_opinion_contacts.listed(clinic)

        self.context.tasks.run(work, self.ask.show_contacts, label=self.tr("Contacts"), scope="contacts",
                               failed=self._failed)

    def _preview(self) -> None:
        if self.patient is None:
            return
        clinic, patient, wish = self.context.clinic, self.patient.row.id, self.ask.chosen.wish()
        if self._preview_job is not None:
            self._preview_job.cancel()

        def work(_progress: Progress) -> Preview:
            from workstation.services import second_opinion

            return second_opinion.preview(clinic, patient, wish)

        self._preview_job = self.context.tasks.run(work, self.ask.show_preview, label=self.tr("What leaves"),
                                                   scope=self, failed=lambda e: self.ask.say(translated_error(e)[0]))

    def _chosen(self, current: QModelIndex, _former: QModelIndex) -> None:
        if current.isValid():
            one = self.model.rows[current.row()]
            self._show_one(one, [other for other in self.model.rows if other.thread == one.thread])

    def _show_one(self, one: Opinion, thread: list[Opinion]) -> None:
        self.detail.show_opinion(one, thread)
        self.pages.setCurrentWidget(self.detail)
        self.states.show_content()
        if one.direction is Direction.RECEIVED:
            self._load_reports(one)

    def _load_reports(self, case: Opinion) -> None:
        clinic = self.context.clinic

        def work(_progress: Progress) -> list[SignedReport]:
            from workstation.services import second_opinion

            return second_opinion.signed_reports(clinic, case.id)

        self.context.tasks.run(work, lambda found: self.detail.show_reports(case, found), scope="reports",
                               label=self.tr("Signed reports"),
                               failed=lambda error: self.detail.say(translated_error(error)[0]))

    # --- asking and answering ----------------------------------------------------------------------------------

    def choose_place(self) -> None:
        """Asks where, then encrypts."""
        if self.patient is not None:
            place, _ = QFileDialog.getSaveFileName(self, self.tr("Save the package"), "question.consilia", _FILTER)
            if place:
                self.send_to(Path(place))

    def send_to(self, place: Path) -> None:
        """Encrypts what is chosen for the recipient into ``place``."""
        if self.patient is None:
            return
        clinic, patient = self.context.clinic, self.patient.row.id
        wish, asked, chosen = self.ask.chosen.wish(), self.ask.question(), self.ask.recipient.currentData()
        contact = chosen.id if isinstance(chosen, Contact) else ""
        passphrase = self.ask.passphrase.text() if chosen == "" else ""
        self.ask.say("")
        self.ask.button.setEnabled(False)

        def work(progress: Progress) -> Sent:
            from workstation.services import second_opinion

            recipient = second_opinion.Recipient(contact, passphrase)
            return second_opinion.send(clinic, patient, wish, asked, recipient, place, progress)

        def done(made: Sent) -> None:
            self.ask.button.setEnabled(True)
            self.context.notify(self.tr("Saved for {name}: {file}").format(
                name=made.opinion.peer_name, file=Path(made.path).name), Severity.FINE)
            self._list()

        def failed(error: ConsiliaError) -> None:
            self.ask.button.setEnabled(True)
            self.ask.say(translated_error(error)[0])

        self.context.tasks.run(work, done, label=self.tr("Encrypting"), scope=self, failed=failed)

    def choose_answer_place(self, case: Opinion) -> None:
        """Asks where, then encrypts the answer."""
        place, _ = QFileDialog.getSaveFileName(self, self.tr("Save the answer"), "answer.consilia", _FILTER)
        if place:
            self.answer_to(case, Path(place))

    def answer_to(self, case: Opinion, place: Path) -> None:
        """Encrypts what is typed as the answer to a case."""
        clinic = self.context.clinic
        said = Answer(self.detail.text.toPlainText(), self.detail.report.currentData() or "",
                      self.detail.meeting.text().strip())

        def work(_progress: Progress) -> Sent:
            from workstation.services import second_opinion

            return second_opinion.answer(clinic, case.id, said, place)

        def done(made: Sent) -> None:
            self.context.notify(self.tr("Saved for {name}: {file}").format(
                name=made.opinion.peer_name, file=Path(made.path).name), Severity.FINE)
            self._list()

        self.context.tasks.run(work, done, label=self.tr("Encrypting"), scope=self,
                               failed=lambda error: self.detail.say(translated_error(error)[0]))

    def visit(self, case: Opinion) -> None:
        """Opens the rooms on a case."""
        clinic = self.context.clinic

        def work(_progress: Progress) -> Any:
            from workstation.services import second_opinion

            return second_opinion.open_case(clinic, case.id)

        self.context.tasks.run(work, self.context.visit, label=self.tr("Opening the case"), scope="visit",
                               failed=self._failed)

    def ask_to_remove(self, case: Opinion) -> None:
        """Asks before a case is deleted."""
        answered = any(one.thread == case.thread and one.direction is Direction.REPLIED for one in self.model.rows)
        DeleteDialog(self, self.context.theme, case, answered, lambda: self.remove(case)).open()

    def remove(self, case: Opinion) -> None:
        """Deletes a case."""
        clinic = self.context.clinic

        def work(_progress: Progress) -> Opinion:
            from workstation.services import second_opinion

            return second_opinion.remove_case(clinic, case.id)

        def done(gone: Opinion) -> None:
            self.context.notify(self.tr("The case of {name} is deleted.").format(name=gone.patient_name), Severity.FINE)
            self.show_form()
            self._list()

        self.context.tasks.run(work, done, label=self.tr("Deleting the case"), scope=self, failed=self._failed)

    # --- files that came ---------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Asks for a file that a colleague sent."""
        place, _ = QFileDialog.getOpenFileName(self, self.tr("Open a package"), "", _FILTER)
        if place:
            self.look_at(Path(place))

    def look_at(self, path: Path, passphrase: str | None = None) -> None:
        """Checks a file and shows what it says of itself; asks for its passphrase where it needs one."""
        clinic = self.context.clinic

        def work(progress: Progress) -> Look | None:
            from workstation.services import second_opinion

            if passphrase is None and second_opinion.needs_passphrase(clinic, path):
                return None
            return second_opinion.look(clinic, path, passphrase or "", progress)

        def done(seen: Look | None) -> None:
            if seen is None:
                PassphraseDialog(self, self.context.theme, lambda typed: self.look_at(path, typed)).open()
            else:
                LookDialog(self, self.context.theme, seen, lambda: self.take(path, passphrase or "")).open()

        self.context.tasks.run(work, done, label=self.tr("Checking the file"), scope="package", failed=self._failed)

    def take(self, path: Path, passphrase: str = "") -> None:
        """Takes a file in: a question as a case, an answer into the record."""
        clinic = self.context.clinic

        def work(progress: Progress) -> Opinion | Merged:
            from workstation.services import second_opinion

            return second_opinion.receive(clinic, path, passphrase, progress)

        def done(found: Opinion | Merged) -> None:
            one = found.opinion if isinstance(found, Merged) else found
            self.context.notify(self.tr("Taken in: {name}").format(name=one.patient_name), Severity.FINE)
            self.search.clear()
            self._list()
            self._show_one(one, [])

        self.context.tasks.run(work, done, label=self.tr("Opening the package"), scope="package", failed=self._failed)

    def open_contacts(self) -> None:
        """The dialog of contacts; what changed there is there in the form."""
        dialog = ContactsDialog(self, self.context)
        dialog.finished.connect(lambda *_: self._load_contacts())
        dialog.open()

    def _failed(self, error: ConsiliaError) -> None:
        self.context.notify(translated_error(error)[0], Severity.CRITICAL)

    def first_focus(self) -> QWidget:
        return self.search if self.side.isVisible() else self

    def actions(self) -> list[RoomAction]:
        if self.context.clinic.guest_of:
            return [RoomAction(self.tr("Back to your clinic"), lambda: self.context.visit(None))]
        return [
            RoomAction(self.tr("Ask for a second opinion"), self.show_form),
            RoomAction(self.tr("Open a package of another clinic"), self.choose_file, "Ctrl+O"),
            RoomAction(self.tr("Contacts for second opinions"), self.open_contacts),
        ]
