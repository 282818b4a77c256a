"""The card of an electrocardiogram: rate and intervals before the name, the paper, which lead and how fast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from engines.text.safe_text import for_screen
from views.vitals import messages
from views.vitals.ecg_traces import Traces
from views.vitals.ecg_view import EcgView
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Card, Text, row
from views.widgets.theme import Theme
from workstation.services.vitals import RecordingRow


class EcgCard(Card):
    """Shows one recording of several; ``choose`` asks for another, ``open_source`` for the record it came from."""

    def __init__(self, theme: Theme, rows: list[RecordingRow], language: str, choose: Callable[[str], object],
                 open_source: Callable[[str], object]) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self.rows = rows
        self._shown: RecordingRow | None = None
        self._traces: Traces | None = None
        self.view = EcgView(theme)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(6)
        self._rate = Text("–", "large")
        self._unit = Text("/min", "secondary")
        self._intervals = Text("", "secondary", elide=True)
        self._note = Text("", "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._speed = Text("", "small")
        self._recordings = QComboBox()
        self._recordings.setAccessibleName(self.tr("Recording"))
        for each in rows:
            when = "" if each.started is None else f" · {messages.when(each.started, language)}"
            self._recordings.addItem(for_screen(each.title + when, longest=80), each)
        self._recordings.activated.connect(lambda index: choose(self._recordings.itemData(index).id))
        self._leads = QComboBox()
        self._leads.setAccessibleName(self.tr("Leads"))
        self._leads.activated.connect(lambda index: self._show_lead(str(self._leads.itemData(index))))
        self._source = Button(self.tr("Open record"), lambda: self._shown and open_source(self._shown.id), role="quiet")
        self.view.speed_changed.connect(lambda *_: self._say_speed())
        self.body.addLayout(self._head())
        self.body.addLayout(self._second_line())
        self.body.addWidget(self.view)
        self.setAccessibleName(self.tr("Electrocardiogram"))

    def _head(self) -> QHBoxLayout:
        layout = row(self._rate, self._unit, spacing=6)
        layout.addSpacing(8)
        layout.addWidget(self._intervals, 1)
        layout.addWidget(self._recordings)
        layout.addWidget(self._leads)
        for icon_name, words, act in (
            ("zoom-out", self.tr("Slower paper (minus key)"), lambda: self.view.step_speed(-1)),
            ("zoom-in", self.tr("Faster paper (plus key)"), lambda: self.view.step_speed(1)),
            ("fit", self.tr("Whole recording (0 key)"), self.view.fit),
        ):
            layout.addWidget(IconButton(self._theme, icon_name, words, act))
        return layout

    def _second_line(self) -> QHBoxLayout:
        layout = row(Text(self.tr("Electrocardiogram"), "strong"), self._speed, spacing=8)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._source)
        return layout

    def show_loading(self, chosen: RecordingRow) -> None:
        """Before the samples are there: the name, and no number of the former recording."""
        self._shown = chosen
        self._traces = None
        self._rate.say("–")
        self._intervals.say(self.tr("Reading the recording…"))
        self._note.say("")
        self.view.show_traces(None)

    def show_failure(self, words: str) -> None:
        """One sentence in the place of the numbers."""
        self._intervals.say(words)

    def show_traces(self, traces: Traces) -> None:
        """Shows the recording with its beats."""
        self._traces = traces
        self._rate.say("–" if traces.rate_bpm is None else f"{traces.rate_bpm:.0f}")
        self._intervals.say(self._interval_words(traces))
        self._note.say(" · ".join(traces.recording.notes))
        self._leads.clear()
        if traces.has_page:
            self._leads.addItem(self.tr("12 leads"), "")
        for trace in traces.traces:
            self._leads.addItem(for_screen(trace.name, longest=20), trace.name)
        self._leads.setVisible(len(traces.traces) > 1)
        self._show_lead("" if traces.has_page else traces.rhythm)
        rate = self._rate.whole()
        self.view.setAccessibleName(self.tr("ECG, rate {rate} per minute").format(rate=rate))

    def _interval_words(self, traces: Traces) -> str:
        if not traces.rr_ms:
            return self.tr("No beat found in the trusted signal")
        shortest, longest = f"{min(traces.rr_ms):.0f}", f"{max(traces.rr_ms):.0f}"
        return self.tr("{beats} beats in lead {lead}, RR {low}–{high} ms").format(
            beats=len(traces.beats_s), lead=traces.rhythm, low=shortest, high=longest,
        )

    def _show_lead(self, lead: str) -> None:
        index = self._leads.findData(lead)
        if index >= 0:
            self._leads.setCurrentIndex(index)
        self.view.show_traces(self._traces, lead)
        self._say_speed()

    def _say_speed(self) -> None:
        self._speed.say(f"{self.view.speed:.3g} mm/s · 10 mm/mV")
