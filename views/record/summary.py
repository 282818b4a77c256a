"""The summary: one patient's chart on one page, every value one click from its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from views.record import words
from views.record.advice import AdviceCard
from views.record.home_pressure import HomePressureCard
from views.record.lanes import local_clock, marks
from views.record.lines import Line, LinesCard, Stacked
from views.record.results import ResultsCard
from views.record.sent_parts import NoneWords
from views.record.timeline import TimelineCard
from views.record.timeline_scene import Scene
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets import words as people
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.card import Card as Advice
from workstation.domain.opinion import ALLERGIES, SharedPart
from workstation.domain.patient import AllergyState, PatientBanner
from workstation.domain.record import RecordSummary
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.domain.trend import Trend, TrendKind
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_AFTER_PAINT_MS = 40


@dataclass(frozen=True, slots=True)
class _Chart:
    """What the page shows first, fetched in one thread; the timeline, which needs every row, comes after it."""

    summary: RecordSummary
    problems: list[Line]
    medication: list[Line]
    family: list[Line]
    documents: list[Line]


class SummaryPage(Room):
    """Problems, results, advice; timeline; medication, home blood pressure, family, allergies, documents."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._waiting: PatientBanner | None = None
        theme, page = context.theme, QWidget()
        none = NoneWords(bool(context.clinic.guest_of), context.clinic.guest_parts).of
        self._none_words = none
        page.setProperty("role", "room")
        self.problems = LinesCard(theme, self.tr("Problems"), none(SharedPart.PROBLEMS, self.tr("None recorded.")),
                                  self.open_source)
        self.results = ResultsCard(theme, self.tr("Latest results"), self.open_source)
        self.results.none = none(SharedPart.RESULTS, self.results.none)
        self.advice = AdviceCard(theme, self.tr("Advice"), self._open_plan)
        self.timeline = TimelineCard(theme, self.tr("Timeline"), self.open_source, context.language,
                                     lambda: context.open("record", page="timeline"))
        self.medication = LinesCard(theme, self.tr("Medication"),
                                    none(SharedPart.MEDICATIONS, self.tr("None recorded.")), self.open_source)
        self.pressure = HomePressureCard(theme, self.tr("Blood pressure at home"), lambda: context.open("vitals"))
        self.vitals = ResultsCard(theme, self.tr("Vital signs"), self.open_source)
        self.vitals.none = none(SharedPart.VITALS, self.vitals.none)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.pressure)
        self.middle.addWidget(self.vitals)
        self.family = LinesCard(theme, self.tr("Family"),
                                none(SharedPart.FAMILY, self.tr("No family history recorded.")), self.open_source)
        self.allergies = LinesCard(theme, self.tr("Allergies"), "", self.open_source)
        self.documents = LinesCard(theme, self.tr("Documents"), none(SharedPart.DOCUMENTS, self.tr("None recorded.")),
                                   self.open_source)
        self._lay_out(page)
        self.states = StateStack(theme, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)

    def _lay_out(self, page: QWidget) -> None:
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 14, 14, 14)
        grid.setSpacing(12)
        grid.addWidget(self.problems, 0, 0)
        grid.addWidget(self.results, 0, 1)
        grid.addWidget(self.advice, 0, 2)
        grid.addWidget(self.timeline, 1, 0, 1, 3)
        grid.addWidget(self.medication, 2, 0)
        grid.addWidget(self.middle, 2, 1)
        grid.addLayout(Stacked(self.family, self.allergies, self.documents), 2, 2)
        for column, (stretch, width) in enumerate(((36, 250), (74, 560), (30, 240))):
            grid.setColumnStretch(column, stretch)
            grid.setColumnMinimumWidth(column, width)
        for line, stretch in enumerate((33, 23, 28)):
            grid.setRowStretch(line, stretch)

    # --- the patient -------------------------------------------------------------------------------------------

    def busy(self) -> bool:
        return super().busy() or self._waiting is not None

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        super().clear()
        self._waiting = None
        for card in (self.problems, self.results, self.timeline, self.medication, self.pressure, self.vitals,
                     self.family, self.allergies, self.documents):
            card.empty()
        self.advice.say("")
        self.states.show_content()

    def _load(self, banner: PatientBanner) -> None:
        clinic, patient = self.context.clinic, banner.row.id

        def fetch(_progress: Progress) -> _Chart:
            from workstation.services import record

            summary = record.summary(clinic, patient)
            events = record.timeline(clinic, patient, (EventKind.FAMILY, EventKind.DOCUMENT))
            return _Chart(summary, self._problem_lines(summary), self._medication_lines(summary),
                          *_family_and_documents(events))

        self.advice.say(self.tr("Checking what the engines say."))
        self.context.tasks.run(
            fetch, lambda chart: self._show(chart, banner), label=self.tr("Reading the chart"), scope=self,
            failed=lambda error: self.states.show_error(error, lambda: self._load(banner)))

    def _load_timeline(self, banner: PatientBanner) -> None:
        clinic, patient = self.context.clinic, banner.row.id

        def fetch(_progress: Progress) -> Scene:
            from workstation.services import record

            died = banner.row.deceased.start if banner.row.deceased else None
            return Scene(marks(record.timeline(clinic, patient), died, clock=local_clock))

        self.context.tasks.run(
            fetch, self.timeline.show_scene, label=self.tr("Reading the timeline"), scope=self,
            failed=lambda error: self.states.show_error(error, lambda: self._load(banner)))

    def _ask_engines(self) -> None:
        """What takes thought comes after the chart is on the screen, so that nothing holds the chart up."""
        banner, self._waiting = self._waiting, None
        if banner is None or banner is not self.patient:
            return
        clinic, patient = self.context.clinic, banner.row.id

        def trends(_progress: Progress) -> list[Trend]:
            from workstation.services import vitals

            return [trend for trend in vitals.trends(clinic, patient) if trend.kind is TrendKind.BP_HOME]

        def advise(progress: Progress) -> list[Advice]:
            from workstation.services import plan

            return plan.cards(clinic, patient, progress, self.context.language)

        run = self.context.tasks.run
        run(trends, self._show_pressure, label=self.tr("Reading blood pressure"), scope=self, failed=self._no_pressure)
        run(advise, self._show_advice, label=self.tr("Checking advice"), scope=self, failed=self._no_advice)

    def _show(self, chart: _Chart, banner: PatientBanner) -> None:
        summary = chart.summary
        self.states.show_content()
        active = sum(problem.active for problem in summary.problems)
        self.problems.show_lines(chart.problems, self.tr("{count} active").format(count=active)
                                 if summary.problems else "")
        self.results.show_trends([one for one in summary.results if one.latest.value_text     # curves: in Vitals
                                  and one.latest.category != "social-history"])               # the way of life
        self.vitals.show_trends(summary.vitals)
        current = sum(one.current for one in summary.medications)
        self.medication.show_lines(chart.medication, self.tr("{count} current").format(count=current)
                                   if summary.medications else "")
        self.family.show_lines(chart.family)
        self.documents.show_lines(chart.documents)
        self._show_allergies(summary)
        self._load_timeline(banner)
        self._waiting = banner
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._ask_engines)

    @staticmethod
    def _problem_lines(summary: RecordSummary) -> list[Line]:
        return [Line(words.display(one.name), "", one.source,
                     below=" · ".join(part for part in (words.since(one.onset), one.code) if part),
                     tag=words.problem_state(one)) for one in summary.problems]

    def _medication_lines(self, summary: RecordSummary) -> list[Line]:
        past = (Severity.NONE, self.tr("Past"), "○")
        return [Line(words.display(one.name), "", one.source,
                     below=" · ".join(part for part in (one.dose, words.since(one.since)) if part),
                     tag=None if one.current else past) for one in summary.medications]

    def _show_pressure(self, found: list[Trend]) -> None:
        """Home readings where there are any, else the latest vital signs."""
        self.pressure.show_trend(found[0] if found else None)
        self.middle.setCurrentWidget(self.pressure if found else self.vitals)

    def _no_pressure(self, error: ConsiliaError) -> None:
        self.pressure.fail(error)
        self.middle.setCurrentWidget(self.pressure)

    def _show_allergies(self, summary: RecordSummary) -> None:
        severe, known = self.tr("Severe"), self.tr("Recorded")
        self.allergies.say_none(
            self.tr("● No known allergy, as recorded.") if summary.banner.allergy_state is AllergyState.NO_KNOWN
            else self._none_words(ALLERGIES, self.tr("◆ None recorded: nobody has asked, or nobody wrote it down.")))
        self.allergies.show_lines([
            Line(one.substance, one.reaction, one.source,
                 tag=(Severity.CRITICAL, severe, "▲") if one.severe else (Severity.WARNING, known, "◆"))
            for one in summary.allergies
        ])

    def _show_advice(self, cards: list[Advice]) -> None:
        self.advice.show_cards(cards)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes through the page as the eye does; what came late is put in its place."""
        cards = (self.problems, self.results, self.advice, self.timeline, self.medication, self.middle, self.family,
                 self.allergies, self.documents)
        stops = [widget for card in cards for widget in card.findChildren(QWidget)
                 if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _no_advice(self, error: ConsiliaError) -> None:
        self.advice.say(self.tr("Could not be checked: {reason}").format(reason=error.parts()[0]))

    def _open_plan(self, card: str) -> None:
        if card:
            self.context.open("plan", card=card)
        else:
            self.context.open("plan")

    # --- going on ----------------------------------------------------------------------------------------------

    def open_source(self, key: str) -> None:
        """Shows the original record of a value."""
        if key:
            self.context.open("record", source=key)

    def actions(self) -> list[RoomAction]:
        return [
            RoomAction(self.tr("Open the plan"), lambda: self.context.open("plan")),
            RoomAction(self.tr("Go to the timeline"), self.timeline.view.setFocus),
            RoomAction(self.tr("Go to the results"), self.results.table.setFocus),
            RoomAction(self.tr("Go to the problems"), self.problems.view.setFocus),
            RoomAction(self.tr("Go to the medication"), self.medication.view.setFocus),
            RoomAction(self.tr("Go to the family"), self.family.view.setFocus),
            RoomAction(self.tr("Go to the documents"), self.documents.view.setFocus),
        ]


def _family_and_documents(events: Sequence[TimelineEvent]) -> tuple[list[Line], list[Line]]:
    family = [Line(*words.relative(event), event.source) for event in events if event.kind is EventKind.FAMILY]
    documents = [Line(event.display, "", event.source, aside=people.day(event.start) if event.start else "")
                 for event in events if event.kind is EventKind.DOCUMENT]
    return family, documents
