"""The care schedule: what is due, overdue, too early and done, each done item one click from its record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from views.record import schedule_page_words as said
from views.record.lists.page import ListPage
from views.record.lists.saying import Row
from views.record.lists.spec import Badge, Column, ListSpec
from views.shell.room import RoomContext
from views.widgets.kit import Button
from views.widgets.theme import Severity
from workstation.domain.chart_list import Entry, Fact, ListKind
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientBanner
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from engines.care.schedule import Place
    from workstation.services.schedules import Standing

_BOOK = "appointment.edit"
_STATES = ("overdue", "due", "early", "done", "not-applicable", "refused")


class SchedulePage(ListPage):
    """Visits and immunisations of the plans that apply to the patient."""

    def __init__(self, context: RoomContext) -> None:
        self.book = Button(self.tr("Book"), self._book)
        self._may = context.clinic.may(_BOOK)
        super().__init__(context)
        self.book.hide()

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.SCHEDULE, self.tr("Care schedule"),
            (Column(self.tr("What"), ("title",), below=("remark",)),
             Column(self.tr("Due at"), ("at",), 104),
             Column(self.tr("From – until"), ("due",), 196, date=True),
             Column(self.tr("Done on"), ("done",), 104, date=True)),
            {state: said.state(state) for state in _STATES}, ("due",), "appointments",
            self.tr("No care schedule applies"),
            self.tr("Schedules stand here for a pregnancy whose due date or last period is recorded, and for children "
                    "below seven years."),
            folded=frozenset({"not-applicable"}), notice=_notice)

    def pane_buttons(self) -> list[Button]:
        return [self.book]

    def fetch(self, patient: str, progress: Progress) -> list[Entry]:
        from workstation.services import schedules

        chinese = QLocale().name().startswith("zh")
        found = schedules.standings(self.context.clinic, patient, progress)
        return [entry for standing in found for entry in _entries(standing, chinese)]

    def ordered(self, rows: list[Row]) -> list[Row]:
        """The earliest first, unlike a list of what was."""
        return sorted(rows, key=_from)

    def chosen(self, held: Row) -> None:
        self.pane.source.setVisible(bool(held.entry.source))
        self.book.setVisible(self._may and held.entry.group in ("due", "overdue", "early"))

    def _book(self) -> None:
        """The appointments on the first day on which the chosen item is due."""
        held = self.model.row(self.table.currentIndex().row())
        first = held.entry.start(("due",)) if held is not None else None
        if first is not None:
            self.context.open("appointments", day=max(first.calendar, date.today()).isoformat())


def _from(row: Row) -> date:
    first = row.entry.start(("due",))
    return first.calendar if first is not None else date.max


def _entries(standing: Standing, chinese: bool) -> list[Entry]:
    plan = standing.plan
    title = plan.title_zh if chinese else plan.title
    about = (Fact("plan", title), Fact("note", plan.note_zh if chinese else plan.note),
             Fact("schedule_source", plan.source))
    if standing.refusal is not None:
        remark = Fact("remark", said.refusal(standing.refusal.input, standing.refusal.reason))
        return [Entry("", "refused", (Fact("title", title), remark, *about[1:]))]
    made: list[Entry] = []
    for place in standing.places:
        name = place.series.name_zh if chinese else place.series.name
        number = f" {place.item.number}" if len(place.series.items) > 1 else ""
        facts = [Fact("title", f"{name}{number}"), Fact("at", place.item.at_zh if chinese else place.item.at),
                 Fact("due", start=_day(place.start), end=_last(place))]
        if place.done is not None:
            facts.append(Fact("done", start=_day(place.done), source=place.source))
        if place.reason is not None:
            facts.append(Fact("remark", said.reason(place.reason.value)))
        made.append(Entry(place.source, place.state.value, (*facts, *about)))
    return made


def _last(place: Place) -> PartialDate | None:
    return _day(place.to - timedelta(days=1)) if place.to is not None else None


def _day(day: date) -> PartialDate:
    return PartialDate.parse(day.isoformat())


def _notice(_banner: PatientBanner, entries: list[Entry]) -> Badge | None:
    """How many are overdue, else how many are due; what can't be told before either."""
    if any(entry.group == "refused" for entry in entries):
        return Severity.WARNING, said.state("refused"), "◆"
    for group, severity in (("overdue", Severity.WARNING), ("due", Severity.INFO)):
        count = sum(entry.group == group for entry in entries)
        if count:
            return severity, f"{count} {said.state(group).lower()}", "◆" if group == "overdue" else "■"
    return None
