"""The family history: every relative with what is recorded, by side and generation; entered and amended here."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from views.record import family_page_words as words
from views.record.family_page_form import RelativeForm
from views.record.lists.life_form import WhyWrong
from views.record.lists.page import ListPage
from views.record.lists.saying import Row
from views.record.lists.spec import Column, ListSpec
from views.shell.room import RoomAction, RoomContext
from views.widgets.kit import Button
from views.widgets.states import translated_error
from views.widgets.theme import Severity
from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.family_entry import RelativeDraft
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.family_edit import Done

_EDIT = "pedigree.edit"


class FamilyPage(ListPage):
    """Relatives as recorded; what nobody asked is said apart from what was asked and not found."""

    def __init__(self, context: RoomContext) -> None:
        self._may = context.clinic.may(_EDIT)
        self._done: Done | None = None
        self.pedigree = Button(self.tr("Pedigree"), self.draw)
        self.undo_button = Button(self.tr("Undo"), self.undo, role="quiet")
        self.record = Button(self.tr("Add a relative"), self.open_form, role="main")
        self.amend = Button(self.tr("Amend"), self._amend)
        self.error = Button(self.tr("Entered in error"), self._mark_error, role="quiet")
        super().__init__(context)
        for button in (self.amend, self.error, self.undo_button):
            button.hide()
        self.record.setVisible(self._may)

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.FAMILY, self.tr("Family history"),
            (Column(self.tr("Relative"), ("relationship",), 178, below=("title",)),
             Column(self.tr("Conditions"), ("condition", "carrier", "health"), below=("negative",)),
             Column(self.tr("Age"), ("age", "died"), 128, below=("born",)),
             Column(self.tr("Asked"), ("status",), 116)),
            words.groups(), (), "people", self.tr("No family history recorded"),
            self.tr("Relatives with their conditions stand here. Nobody wrote one down for this patient, which is "
                    "not “asked, nothing found”. Enter them with “Add a relative”, or import records."))

    def extra(self) -> list[Button]:
        return [self.undo_button, self.pedigree, self.record]

    def pane_buttons(self) -> list[Button]:
        return [self.amend, self.error]

    def fetch(self, patient: str, progress: Progress) -> list[Entry]:
        from workstation.services import family_list

        return [words.worded(entry) for entry in family_list.relatives(self.context.clinic, patient, progress)]

    def title_of(self, entry: Entry) -> str:
        return " · ".join(filter(None, (entry.text("relationship"), entry.text("title"))))

    def chosen(self, held: Row) -> None:
        stands = held.entry.group != "error"
        self.amend.setVisible(self._may and stands)
        self.error.setVisible(self._may and stands)

    def clear(self) -> None:
        super().clear()
        self._done = None
        self.undo_button.hide()

    def _current(self) -> Entry | None:
        held = self.model.row(self.table.currentIndex().row())
        return held.entry if held is not None and self.patient is not None else None

    def draw(self) -> None:
        """Goes to the pedigree, the chosen relative chosen there too."""
        entry = self._current()
        self.context.open("pedigree", **({"person": entry.source} if entry is not None else {}))

    # --- entering ----------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """The form of a new relative."""
        from workstation.services import family_edit

        if self.patient is None or not self._may:
            return
        patient, clinic, command = self.patient.row.id, self.context.clinic, str(uuid.uuid4())

        def save(draft: RelativeDraft) -> None:
            self._run(form, lambda _progress: family_edit.add(clinic, patient, draft, command))

        form = RelativeForm(self, self.context.theme, self.patient, family_edit.RELATIONSHIPS, save)
        form.open()

    def _amend(self) -> None:
        """Reads the relative afresh, so that nothing that changed meanwhile is written over unseen."""
        from workstation.services import family_edit

        entry = self._current()
        if entry is None or self.patient is None:
            return
        banner, clinic = self.patient, self.context.clinic

        def opened(found: tuple[RelativeDraft, int]) -> None:
            command = str(uuid.uuid4())

            def save(draft: RelativeDraft) -> None:
                self._run(form, lambda _progress: family_edit.amend(
                    clinic, banner.row.id, entry.source, found[1], draft, command))

            form = RelativeForm(self, self.context.theme, banner, family_edit.RELATIONSHIPS, save, found[0])
            form.open()

        self.context.tasks.run(
            lambda _progress: family_edit.held(clinic, banner.row.id, entry.source), opened, scope=self,
            label=self.tr("Reading the relative"), failed=self._tell)

    def _mark_error(self) -> None:
        from workstation.services import family_edit

        entry = self._current()
        if entry is None or self.patient is None:
            return
        patient, clinic, command = self.patient.row.id, self.context.clinic, str(uuid.uuid4())

        def save(reason: str) -> None:
            def work(_progress: Progress) -> Done | None:
                version = family_edit.held(clinic, patient, entry.source)[1]
                return family_edit.mark_error(clinic, patient, entry.source, version, reason, command)

            self._run(form, work)

        form = WhyWrong(self, self.context.theme, self.patient, self.title_of(entry), save)
        form.open()

    def undo(self) -> None:
        """Takes back what was saved last on this page."""
        from workstation.services import family_edit

        done, banner, clinic = self._done, self.patient, self.context.clinic
        if done is None or banner is None:
            return

        def undone(_result: object) -> None:
            if self.patient is banner:
                self._done = None
                self.undo_button.hide()
                self.context.notify(self.tr("Undone"), Severity.FINE)
                self._load(banner)
                self.written.emit()

        self.context.tasks.run(lambda _progress: family_edit.undo(clinic, banner.row.id, done), undone, scope=self,
                               label=self.tr("Undoing"), failed=self._tell)

    def _run(self, form: RelativeForm | WhyWrong, work: Callable[[Progress], Done | None]) -> None:
        """Saves in a thread; the form closes and the list is read again once it is committed."""
        banner = self.patient

        def saved(done: Done | None) -> None:
            form.accept()
            if banner is not None and self.patient is banner:
                self._done = done or self._done
                self.undo_button.setVisible(self._done is not None)
                self.context.notify(self.tr("Saved"), Severity.FINE)
                self._load(banner)
                self.written.emit()

        self.context.tasks.run(work, saved, label=self.tr("Saving"), scope=self, failed=form.refuse)

    def _tell(self, error: ConsiliaError) -> None:
        self.context.notify(translated_error(error)[0], Severity.WARNING)

    def actions(self) -> list[RoomAction]:
        more = [RoomAction(self.tr("Show the family as a pedigree"), self.draw)]
        if self._may:
            more += [RoomAction(self.tr("Add a relative"), self.open_form),
                     RoomAction(self.tr("Undo the last change of the family history"), self.undo)]
        return [*super().actions(), *more]
