"""Search inside the chart: answers at each key, off the GUI thread; only the newest question's answer is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from views.record.chart_search_list import HitDelegate, HitModel, Row, rows_of
from views.record.lines import Line, LinesCard
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Card, Text
from views.widgets.states import StateStack
from workstation.domain.patient import PatientBanner
from workstation.services.chart_search import ChartFound, look
from workstation.services.chart_text import ChartText
from workstation.services.progress import Progress

_REST_MS = 40                      # between two keys of somebody who types: not each one is a question


@dataclass(frozen=True, slots=True)
class _Chart:
    """The chart's text, and its documents that hold none as lines."""

    text: ChartText
    unread: list[Line]


@dataclass(frozen=True, slots=True)
class _Answer:
    found: ChartFound
    rows: list[Row]


class ChartSearchPage(Room):
    """A field, what was found by kind, and the documents that could not be read. Enter opens the source."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._chart: ChartText | None = None
        self._asking = QObject(self)                  # the scope of questions: each drops the former
        theme, page = context.theme, QWidget()
        page.setProperty("role", "room")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Words in names, codes, values, notes and documents of this chart"))
        self.field.setAccessibleName(self.tr("Find in this chart"))
        self.field.setMinimumHeight(34)
        self.field.setClearButtonEnabled(True)
        for clear in self.field.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear"))
        self.said = Text("", "small")
        self.model = HitModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = HitDelegate(theme, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.nothing = Text("", "secondary", wrap=True, align=Qt.AlignmentFlag.AlignLeft)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(14, 4, 14, 0)
        self.unread = LinesCard(theme, self.tr("Not searched"), "", self.open_source)
        self._lay_out(page)
        self.states = StateStack(theme, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._rest.start())
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self.list.activated.connect(lambda index: self._open(index.row()))

    def _lay_out(self, page: QWidget) -> None:
        card = Card()
        card.body.setContentsMargins(1, 12, 1, 8)
        head = QVBoxLayout()
        head.setContentsMargins(13, 0, 13, 4)
        head.setSpacing(6)
        head.addWidget(self.field)
        head.addWidget(self.said)
        card.body.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        card.body.addWidget(self.stack, 1)
        self.unread.setMaximumHeight(170)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(14, 14, 14, 14)
        outer.setSpacing(12)
        outer.addWidget(card, 1)
        outer.addWidget(self.unread)

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        self.context.tasks.drop(self._asking)
        super().clear()
        self._rest.stop()
        self._chart = None
        self.field.clear()
        self._rest.stop()                             # the field's own change is no question
        self.unread.empty()
        self._show_rows((), "", "")
        self.states.show_content()

    def refresh(self) -> None:
        """The words stay, and are looked for in the chart as it is now."""
        banner = self.patient
        if banner is not None:
            self.context.tasks.drop(self)
            self.context.tasks.drop(self._asking)
            self._chart = None
            self._load(banner)

    def busy(self) -> bool:
        return super().busy() or self._rest.isActive() or bool(self.context.tasks.running(self._asking))

    def _load(self, banner: PatientBanner) -> None:
        """The chart's text is read once; then each question takes milliseconds."""
        clinic, patient = self.context.clinic, banner.row.id

        no_content = self.tr("no content")

        def fetch(progress: Progress) -> _Chart:
            from workstation.services import chart_text

            text = chart_text.read(clinic, patient, progress)
            return _Chart(text, [Line(one.title, "", one.source, aside=one.form or no_content)
                                 for one in text.unread])

        self._show_rows((), "", self.tr("Reading the chart"))
        self.unread.hide()
        self.context.tasks.run(
            fetch, self._came, label=self.tr("Reading the chart"), scope=self,
            failed=lambda error: self.states.show_error(error, lambda: self._retry(banner)))

    def _retry(self, banner: PatientBanner) -> None:
        self.states.show_content()
        self._load(banner)

    def _came(self, chart: _Chart) -> None:
        self._chart = chart.text
        self.unread.setVisible(bool(chart.unread))
        self.unread.show_lines(chart.unread, self.tr("{count} documents hold no text that can be searched").format(
            count=len(chart.unread)))
        self._ask()

    # --- questions ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Looks for what stands in the field now; an answer to something else is never shown."""
        chart, text = self._chart, self.field.text()
        self.context.tasks.drop(self._asking)
        if chart is None:
            return                                    # the chart is being read, and asks when it is there
        if not text.strip():
            self._show_rows((), "", self.tr("All of the words must stand in a record; of Chinese one character is "
                                            "enough, accents and capitals make no difference."))
            return

        def answer(progress: Progress) -> _Answer:
            found = look(chart, text, progress)
            return _Answer(found, rows_of(found))

        def show(answer: _Answer) -> None:
            if self._chart is chart and self.field.text() == text:
                self._show(answer)

        self.context.tasks.run(answer, show, label=self.tr("Finding in the chart"), scope=self._asking)

    def _show(self, answer: _Answer) -> None:
        found = answer.found
        count = self.tr("{count} of {all} records").format(count=f"{len(found.hits):,}", all=f"{found.records:,}")
        none = self.tr("Nothing in {all} records holds all of these words.").format(all=f"{found.records:,}")
        self._show_rows(answer.rows, count if found.hits else "", none)

    def _show_rows(self, rows: Sequence[Row], said: str, nothing: str) -> None:
        self.model.show(rows)
        self.said.say(said)
        self.nothing.say(nothing)
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self._choose(self.model.next_hit(-1, 1))

    # --- going on ----------------------------------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        self.list.setCurrentIndex(self.model.index(place, 0))

    def _open(self, place: int) -> None:
        hit = self.model.hit(place)
        if hit is not None:
            self.open_source(hit.source)

    def open_source(self, key: str) -> None:
        """Shows the original record of a hit."""
        if key:
            self.context.open("record", source=key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work from the field, so that hands stay where they are."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.list.currentIndex().row())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._choose(self.model.next_hit(self.list.currentIndex().row(), step))
                return True
        return False

    def first_focus(self) -> QWidget:
        return self.field

    def show_target(self, **target: str) -> None:
        """``find=`` puts words into the field."""
        if "find" in target:
            self.field.setText(target["find"])

    def actions(self) -> list[RoomAction]:
        return [RoomAction(self.tr("Open the chosen record"), lambda: self._open(self.list.currentIndex().row()),
                           "Return")]
