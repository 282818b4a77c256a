"""The way of life: what is recorded by part and date, scores with their formula, and the forms that enter it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from views.record.lists.life_form import LifeForm, WhyWrong
from views.record.lists.life_words import life_word, part_word
from views.record.lists.page import ListPage
from views.record.lists.saying import Row, said
from views.record.lists.spec import Badge, Column, ListSpec
from views.shell.room import RoomAction, RoomContext
from views.widgets.kit import Button
from views.widgets.theme import Severity
from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.way_of_life import BY_NAME, Part
from workstation.services.progress import Progress

_DATE = 104
_ENTER = "way_of_life.enter"


class WayOfLifePage(ListPage):
    """Diet, sleep, exercise, smoking, alcohol, education and work."""

    def __init__(self, context: RoomContext) -> None:
        self._may = context.clinic.may(_ENTER)
        self.record = Button(self.tr("Record"), self.open_form, role="main")
        self.amend = Button(self.tr("Amend"), self._amend)
        self.error = Button(self.tr("Entered in error"), self._mark_error, role="quiet")
        super().__init__(context)
        for button in (self.amend, self.error):
            button.hide()
        self.record.setVisible(self._may)

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.WAY_OF_LIFE, self.tr("Way of life"),
            (Column(self.tr("Question"), ("factor",), below=("title",)),
             Column(self.tr("Answer"), ("value",), below=("said", "screen", "component")),
             Column(self.tr("Date"), ("effective",), _DATE, date=True),
             Column(self.tr("Recorded by"), ("performer", "computed"), 200, below=("entered",)),
             Column(self.tr("Status"), ("status",), 92)),
            {part.value: part_word(part.value) for part in Part} | {"error": self.tr("Entered in error")},
            ("effective", "issued"), "heart", self.tr("Nothing recorded of the way of life"),
            self.tr("Smoking, alcohol, exercise, sleep, diet, education and work stand here, each with its date. "
                    "Enter them with “Record”, or import records that hold them (Ctrl+O)."),
            notice=_score)

    def extra(self) -> list[Button]:
        return [self.record]

    def pane_buttons(self) -> list[Button]:
        return [self.amend, self.error]

    def fetch(self, patient: str, progress: Progress) -> list[Entry]:
        from workstation.services import way_of_life

        sex = self.patient.row.sex if self.patient is not None else ""
        return way_of_life.history(self.context.clinic, patient, sex, progress)

    def title_of(self, entry: Entry) -> str:
        return life_word("factor", entry.code("factor")) or super().title_of(entry)

    def chosen(self, held: Row) -> None:
        entry = held.entry
        own = self._may and bool(entry.code("entered")) and entry.group != "error"
        self.amend.setVisible(own and entry.code("factor") in BY_NAME)
        self.error.setVisible(own)

    # --- entering ----------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """The form with all questions, empty."""
        if self.patient is None or not self._may:
            return
        patient, clinic, command = self.patient.row.id, self.context.clinic, str(uuid.uuid4())

        def save(given: Mapping[str, str], on: str) -> None:
            def work(_progress: Progress) -> list[str]:
                from workstation.services import way_of_life_entry

                return way_of_life_entry.enter(clinic, patient, given, on, command)

            self._run(form, work)

        form = LifeForm(self, self.context.theme, self.patient, save)
        form.open()

    def _amend(self) -> None:
        held = self.model.row(self.table.currentIndex().row())
        if self.patient is None or held is None:
            return
        entry, clinic, command = held.entry, self.context.clinic, str(uuid.uuid4())
        name, when = entry.code("factor"), entry.start(("effective",))
        factor = BY_NAME[name]
        given = entry.code("value") if factor.answers else entry.text("value").removesuffix(f" {factor.unit}")

        def save(answers: Mapping[str, str], on: str) -> None:
            def work(_progress: Progress) -> None:
                from workstation.services import way_of_life_entry

                way_of_life_entry.amend(clinic, entry.source, answers[name], on, command)

            self._run(form, work)

        form = LifeForm(self, self.context.theme, self.patient, save, (name, given, when.text if when else ""))
        form.open()

    def _mark_error(self) -> None:
        held = self.model.row(self.table.currentIndex().row())
        if self.patient is None or held is None:
            return
        entry, clinic, command = held.entry, self.context.clinic, str(uuid.uuid4())
        what = ": ".join([self.title_of(entry), *(said(fact) for fact in entry.of("value"))])

        def save(reason: str) -> None:
            def work(_progress: Progress) -> None:
                from workstation.services import way_of_life_entry

                way_of_life_entry.mark_error(clinic, entry.source, reason, command)

            self._run(form, work)

        form = WhyWrong(self, self.context.theme, self.patient, what, save)
        form.open()

    def _run(self, form: LifeForm | WhyWrong, work: object) -> None:
        """Saves in a thread; the form closes and the list is read again once it is committed."""
        banner = self.patient

        def done(_result: object) -> None:
            form.accept()
            if banner is not None and self.patient is banner:
                self.context.notify(self.tr("Saved"), Severity.FINE)
                self._load(banner)
                self.written.emit()

        self.context.tasks.run(work, done, label=self.tr("Saving"), scope=self,  # type: ignore[arg-type]
                               failed=form.refuse)

    def actions(self) -> list[RoomAction]:
        more = [RoomAction(self.tr("Record the way of life"), self.open_form)] if self._may else []
        return [*super().actions(), *more]


def _score(_banner: object, entries: list[Entry]) -> Badge | None:
    """The newest AUDIT-C that could be computed."""
    scores = [entry for entry in entries if entry.code("factor") == "audit_c" and entry.group != "error"]
    if not scores:
        return None
    newest = max(scores, key=lambda entry: entry.start(("effective",)).start)  # type: ignore[union-attr]
    positive = newest.code("screen") == "positive"
    words = " · ".join(filter(None, [f"AUDIT-C {newest.text('value')}", *(said(f) for f in newest.of("screen"))]))
    return (Severity.WARNING, words, "◆") if positive else (Severity.INFO, words, "■")
