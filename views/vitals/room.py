"""The vitals room: every vital sign of the record as a card on one time axis, and its electrocardiograms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from views.shell.room import Room, RoomAction, RoomContext
from views.vitals import messages
from views.vitals.ecg_card import EcgCard
from views.vitals.ecg_traces import Traces, prepare
from views.vitals.ranges import RANGES, TimeRange, best_range, view, widened
from views.vitals.trend_card import TrendCard, TrendTile, chart_data, wall_clock_offset
from views.widgets.charts import ChartData
from views.widgets.kit import Button, Text, row
from views.widgets.not_sent import none_here
from views.widgets.states import StateStack, translated_error
from views.widgets.theme import size
from views.widgets.turns import next_turn
from workstation.domain.opinion import SharedPart
from workstation.domain.patient import PatientBanner
from workstation.domain.trend import Trend, TrendKind
from workstation.errors import ConsiliaError
from workstation.services import vitals
from workstation.services.progress import Progress
from workstation.services.vitals import RecordingRow

_WIDE = 1080                      # from this width on three cards stand side by side
_CARD_HEIGHT = 190
_PLACES = 12                      # columns of the grid: 2, 3 or 4 cards beside each other divide it evenly


@dataclass(frozen=True, slots=True)
class _Loaded:
    trends: list[Trend]
    charts: dict[tuple[TrendKind, bool], ChartData]      # by kind, and whether it is the patient's own
    recordings: list[RecordingRow]
    traces: Traces | None


class VitalsRoom(Room):
    """Loads off the GUI thread; a cursor on one card is a cursor on all."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._cards: list[TrendCard] = []
        self._tiles: list[TrendTile] = []
        self._ecg: EcgCard | None = None
        self._steps: Iterator[str] | None = None
        self._times: list[float] = []
        self._range = RANGES[-1]
        self._buttons: dict[str, Button] = {}
        self._span = Text("", "small", align=Qt.AlignmentFlag.AlignRight, elide=True)
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._grid = QGridLayout(self._page)
        gutter = size("gutter")
        self._grid.setContentsMargins(gutter, gutter, gutter, gutter)
        self._grid.setSpacing(gutter)
        content = QWidget()
        content.setProperty("role", "room")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        scroll.setAccessibleName(self.tr("Vital signs"))
        column.addWidget(scroll, 1)
        self._states = StateStack(context.theme, content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._states)
        QShortcut(QKeySequence("E"), self).activated.connect(self._go_to_ecg)
        self._say_choose()

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        clinic, patient_id, language = self.context.clinic, banner.row.id, self.context.language

        def work(progress: Progress) -> _Loaded:
            trends = vitals.trends(clinic, patient_id)
            offset = wall_clock_offset(trends)
            charts = {(trend.kind, trend.own): chart_data(trend, offset, language) for trend in trends}
            progress.step(0.6)
            rows = vitals.recordings(clinic, patient_id)
            traces = prepare(vitals.recording(clinic, rows[0].id)) if rows else None
            return _Loaded(trends, charts, rows, traces)

        self._states.show_busy(self.tr("Reading the vital signs"))
        self.context.tasks.run(work, self._show, label=self.tr("Reading the vital signs"), scope=self,
                               failed=lambda error: self._states.show_error(error, lambda: self.show_patient(banner)))

    def clear(self) -> None:
        super().clear()
        self._steps = None
        self._empty_grid()
        self._times = []
        self._say_choose()

    def busy(self) -> bool:
        return super().busy() or self._steps is not None

    def actions(self) -> list[RoomAction]:
        ranges = [RoomAction(self._range_words(each), lambda to=each: self.show_range(to), each.key) for each in RANGES]
        if self._ecg is None:
            return ranges
        paper = self._ecg.view
        return [*ranges, RoomAction(self.tr("Go to the ECG"), self._go_to_ecg, "E"),
                RoomAction(self.tr("ECG: faster paper"), lambda: paper.step_speed(1)),
                RoomAction(self.tr("ECG: slower paper"), lambda: paper.step_speed(-1)),
                RoomAction(self.tr("ECG: fit the width"), paper.fit)]

    def _go_to_ecg(self) -> None:
        if self._ecg is not None:
            self._scroll.ensureWidgetVisible(self._ecg)
            self._ecg.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_range(self, chosen: TimeRange) -> None:
        """Sets the shared time axis."""
        self._range = chosen
        for name, button in self._buttons.items():
            button.setChecked(name == chosen.name)
        first, last = view(self._times, chosen)
        for card in self._cards:
            card.chart.show_view(first, last)

    # Building

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        for each in RANGES:
            button = Button(self._range_words(each), lambda chosen=each: self.show_range(chosen), key=each.key,
                            checkable=True)
            self._buttons[each.name] = button
        layout = row(Text(self.tr("Vital signs"), "title"), 0, *self._buttons.values(), spacing=6)
        layout.insertSpacing(1, 10)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.addWidget(self._span, 1)
        bar.setLayout(layout)
        return bar

    def _range_words(self, each: TimeRange) -> str:
        words = {"day": self.tr("24 hours"), "week": self.tr("7 days"), "month": self.tr("30 days"),
                 "year": self.tr("1 year"), "all": self.tr("All")}
        return words[each.name]

    def _say_choose(self) -> None:
        self._states.show_empty(
            "vitals", self.tr("No patient is open"),
            self.tr("Open a patient to see blood pressure, pulse, temperature, glucose and the ECG."))

    def _show(self, loaded: _Loaded) -> None:
        self._empty_grid()
        if not loaded.trends and not loaded.recordings:
            self._states.show_empty(
                "vitals", *none_here(
                    self.context.clinic, SharedPart.VITALS, self.tr("No vital signs are recorded"),
                    self.tr("Blood pressure, pulse, temperature, glucose and the ECG appear here as curves with their "
                            "ranges once a record that holds them is imported.")))
            return
        self._steps = self._building(loaded)
        self._build_on()

    def _build_on(self) -> None:
        """The next short step of building the page: none of them can be felt."""
        if self._steps is None:
            return
        if next(self._steps, None) is None:
            self._steps = None
        else:
            next_turn(self, self._build_on)

    def _building(self, loaded: _Loaded) -> Iterator[str]:
        for trend in loaded.trends:
            self._add_trend(trend, loaded.charts[trend.kind, trend.own])
            yield "card"
        self._show_trends(loaded)
        yield "trends"
        if loaded.recordings:
            self._show_recordings(loaded)

    def _add_trend(self, trend: Trend, chart: ChartData) -> None:
        theme, language = self.context.theme, self.context.language
        if len(trend.points) < 2:
            tile = TrendTile(theme, trend, language)
            tile.picked.connect(self._open_source)
            self._tiles.append(tile)
            return
        card = TrendCard(theme, trend, chart, language)
        card.setMinimumHeight(_CARD_HEIGHT)
        card.chart.picked.connect(self._open_source)
        card.chart.pointed.connect(self._share_cursor)
        self._cards.append(card)

    def _show_trends(self, loaded: _Loaded) -> None:
        shown = [loaded.charts[card.trend.kind, card.trend.own] for card in self._cards]
        curves = [[point.time for point in chart.points] for chart in shown]
        self._times = [time for curve in curves for time in curve]
        self._say_span(loaded.trends)
        self._arrange()
        self.show_range(widened(best_range(self._times), curves))
        self._states.show_content()

    def _show_recordings(self, loaded: _Loaded) -> None:
        self._ecg = EcgCard(
            self.context.theme, loaded.recordings, self.context.language, self._load_recording, self._open_source)
        self._ecg.show_loading(loaded.recordings[0])
        if loaded.traces is not None:
            self._ecg.show_traces(loaded.traces)
        self._arrange()

    def _say_span(self, trends: list[Trend]) -> None:
        """The newest value of all, at the end of the bar."""
        latest = max((trend.latest.at for trend in trends if trend.latest), key=lambda at: at.start, default=None)
        when = "" if latest is None else messages.when(latest, self.context.language)
        self._span.say(self.tr("Newest value {when}").format(when=when) if when else "")

    def _arrange(self) -> None:
        """Curves, single values, recordings: three or four beside each other on a wide screen, two on a narrow one."""
        while self._grid.count():
            self._grid.takeAt(0)
        wide = self.width() >= _WIDE
        rows = self._lay_out(self._cards, 0, 3 if wide else 2, share=True)
        for line in range(self._grid.rowCount() + 4):
            self._grid.setRowStretch(line, 1 if line < rows else 0)
        rows = self._lay_out(self._tiles, rows, 4 if wide else 2, share=False)
        if self._ecg is not None:
            self._grid.addWidget(self._ecg, rows, 0, 1, _PLACES)
            rows += 1
        if not self._cards:
            self._grid.setRowStretch(rows, 1)
        for place in range(_PLACES):
            self._grid.setColumnStretch(place, 1)

    def _lay_out(self, cards: Sequence[QWidget], line: int, columns: int, share: bool) -> int:
        """Puts cards from a row of the grid on; ``share``: a short last row fills the width. Returns the next row."""
        full = len(cards) // columns * columns if share else len(cards)
        for number, card in enumerate(cards):
            width = _PLACES // (columns if number < full else len(cards) - full)
            self._grid.addWidget(card, line + number // columns, number % columns * width, 1, width)
        return line - (-len(cards) // columns)

    def _empty_grid(self) -> None:
        cards: list[QWidget] = [*self._cards, *self._tiles, *([self._ecg] if self._ecg is not None else [])]
        for card in cards:
            self._grid.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        for line in range(self._grid.rowCount()):
            self._grid.setRowStretch(line, 0)
        self._cards, self._tiles, self._ecg = [], [], None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() >= _WIDE) != (event.size().width() >= _WIDE):
            self._arrange()

    # What cards ask for

    def _share_cursor(self, time: float | None) -> None:
        for card in self._cards:
            if card.chart is not self.sender():
                card.chart.show_cursor(time)

    def _open_source(self, source: str) -> None:
        self.context.open("record", source=source)

    def _load_recording(self, recording_id: str) -> None:
        clinic, ecg = self.context.clinic, self._ecg
        chosen = next((each for each in ecg.rows if each.id == recording_id), None) if ecg is not None else None
        if ecg is None or chosen is None:
            return
        ecg.show_loading(chosen)

        def failed(error: ConsiliaError) -> None:
            ecg.show_failure(" ".join(translated_error(error)))

        self.context.tasks.run(lambda progress: prepare(vitals.recording(clinic, recording_id)), ecg.show_traces,
                               label=self.tr("Reading the recording"), scope=self, failed=failed)
