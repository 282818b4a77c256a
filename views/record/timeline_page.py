"""The timeline page: everything of a chart on one axis, from a life down to hours, and what has no date beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.record.lanes import DAY_S, EVERY, Lane, Mark, local_clock, marks, span, window
from views.record.lines import Line, LinesCard
from views.record.timeline_hover import HoverCard
from views.record.timeline_paint import Line as Upright
from views.record.timeline_scene import Glyph, Scene
from views.record.timeline_strip import RangeStrip
from views.record.timeline_view import HOUR_S, Manner, TimelineView
from views.record.timeline_words import lane_names, line, range_words, spoken
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets import words as people
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Card, Text, row
from views.widgets.states import StateStack
from workstation.domain.patient import PatientBanner
from workstation.services.progress import Progress

MOST_ROWS = 8
MANNER = Manner(left=148, top=18, narrowest=2 * HOUR_S, counted=True)
_SIDE = 268
_MOST_LISTED = 300                 # of a group; coming closer shows the rest


@dataclass(frozen=True, slots=True)
class _Chart:
    """Everything the page shows, made in one thread."""

    scene: Scene
    whole: tuple[float, float]
    undated: tuple[Line, ...]


class TimelinePage(Room):
    """Lanes in the middle, the strip of the whole life under them; lanes to choose, a place's list, undated rows."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        theme, page = context.theme, QWidget()
        page.setProperty("role", "room")
        self.names = lane_names()
        self.range = Text("", "title")
        self.told = Text("", "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self.view = TimelineView(theme, self.names, self.open_source, self.show_here, context.language, MANNER)
        self.view.name(self.tr("Timeline"))
        self.hover = HoverCard(self.view, theme)
        self.strip = RangeStrip(theme, self.view.go, context.language)
        self.choices = {lane: QCheckBox() for lane in Lane}
        self.here = LinesCard(theme, self.tr("At this place"), self.tr("Click a number on the timeline to list it."),
                              self.open_source)
        self.undated = LinesCard(theme, self.tr("Without a date"), self.tr("Everything in the chart has a date."),
                                 self.open_source)
        self._lay_out(page)
        self.states = StateStack(theme, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)
        self.view.ranged.connect(self._show_range)
        self.view.pointed.connect(self._point)
        self.view.chose.connect(self._tell)

    # --- building ----------------------------------------------------------------------------------------------

    def _widths(self) -> list[tuple[str, float]]:
        return [(self.tr("Life"), float("inf")), (self.tr("Year"), 365 * DAY_S), (self.tr("Month"), 31 * DAY_S),
                (self.tr("Week"), 7 * DAY_S), (self.tr("Day"), DAY_S)]

    def _lay_out(self, page: QWidget) -> None:
        theme = self.context.theme
        steps = [Button(word, lambda width=width: self.show_width(width), role="quiet")
                 for word, width in self._widths()]
        zooms = [IconButton(theme, "zoom-out", self.tr("Shows more time (-)"), lambda: self.view.zoom(1.25)),
                 IconButton(theme, "zoom-in", self.tr("Comes closer (+)"), lambda: self.view.zoom(0.8))]
        lanes = Card()
        lanes.body.setContentsMargins(0, 8, 0, 4)
        head = row(self.range, self.told, *steps, *zooms)
        head.setContentsMargins(14, 0, 10, 4)
        head.setStretchFactor(self.told, 1)
        lanes.body.addLayout(head)
        lanes.body.addWidget(self.view, 1)
        lanes.body.addWidget(self.strip)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self._lane_card())
        side.addWidget(self.here, 3)
        side.addWidget(self.undated, 2)
        holder = QWidget()
        holder.setFixedWidth(_SIDE)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(14, 14, 14, 14)
        outer.setSpacing(12)
        outer.addWidget(lanes, 1)
        outer.addWidget(holder)

    def _lane_card(self) -> Card:
        card = Card(self.tr("Shown"))
        card.body.setSpacing(1)
        for lane, choice in self.choices.items():
            choice.setText(self.names[lane])
            choice.setAccessibleName(self.names[lane])
            choice.setChecked(True)
            choice.toggled.connect(lambda _on: self._show_lanes())
            card.body.addWidget(choice)
        return card

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        super().clear()
        self.hover.hide()
        self.view.show_scene(Scene(()), (0.0, 1.0))
        self.strip.show_scene(Scene(()), (0.0, 1.0))
        self.here.empty()
        self.undated.empty()
        self.range.say("")
        self.told.say("")
        self.states.show_content()

    def _load(self, banner: PatientBanner) -> None:
        clinic, patient, person = self.context.clinic, banner.row.id, banner.row

        def fetch(_progress: Progress) -> _Chart:
            from workstation.services import record

            events = record.timeline(clinic, patient)
            died = person.deceased.start if person.deceased else None
            scene = Scene(marks(events, died, EVERY, MOST_ROWS, local_clock))
            born = window(person.born, local_clock)[0] if person.born else None
            return _Chart(scene, span(scene.marks, died, born, local_clock),
                          tuple(line(event) for event in events if event.start is None))

        self.states.show_busy(self.tr("Reading the chart"))
        self.context.tasks.run(
            fetch, lambda chart: self._show(chart, banner), label=self.tr("Reading the chart"), scope=self,
            failed=lambda error: self.states.show_error(error, lambda: self._load(banner)))

    def _show(self, chart: _Chart, banner: PatientBanner) -> None:
        if not chart.scene.marks and not chart.undated:
            self.states.show_empty("clock", self.tr("Nothing recorded"),
                                   self.tr("Visits, problems, results and documents appear here with their dates. "
                                           "They come with imported records (Ctrl+O)."))
            return
        self.states.show_content()
        for lane, choice in self.choices.items():
            choice.setVisible(lane in chart.scene.lanes)
        self.strip.show_scene(chart.scene, chart.whole)
        self.view.show_scene(chart.scene, chart.whole, self._uprights(banner))
        self._show_lanes()
        self.here.show_lines(())
        self.undated.show_lines(chart.undated, f"{len(chart.undated):,}" if chart.undated else "")
        self._tell(None)

    def _uprights(self, banner: PatientBanner) -> list[Upright]:
        """Birth, and death or today."""
        person = banner.row
        found: list[Upright] = []
        if person.born is not None:
            found.append(Upright(*window(person.born, local_clock), self.tr("Born {date}").format(
                date=people.day(person.born)), "secondary"))
        if person.deceased is not None:
            found.append(Upright(*window(person.deceased, local_clock), self.tr("Died {date}").format(
                date=people.day(person.deceased)), "text", beyond=True))
        elif not person.is_deceased:
            today = local_clock(datetime.now(UTC))
            found.append(Upright(today, today, self.tr("Today"), "accent"))
        return found

    # --- what is seen ------------------------------------------------------------------------------------------

    def _show_lanes(self) -> None:
        self.hover.hide()
        self.view.hide_lanes([lane for lane, choice in self.choices.items() if not choice.isChecked()])

    def show_width(self, seconds: float) -> None:
        """Shows so much time; all of it where the life is shorter."""
        if seconds == float("inf"):
            self.view.go(*self.view.whole)
        else:
            self.view.show_width(seconds)

    def _show_range(self, first: float, last: float) -> None:
        self.hover.hide()
        self.strip.show_range(first, last)
        self.range.say(range_words(first, last, self.context.language))

    def _point(self, glyph: Glyph | None) -> None:
        if glyph is None:
            self.hover.hide()
        else:
            self.hover.tell(self.view.marks_of(glyph), self.view.mapFromGlobal(QCursor.pos()))

    def _tell(self, mark: Mark | None) -> None:
        """Says what the keys stand on, else who died at a time that nobody wrote down."""
        if mark is not None:
            self.told.say(for_screen(spoken(mark)))
        elif self.patient is not None and self.patient.row.is_deceased and self.patient.row.deceased is None:
            self.told.say(self.tr("Died, the date is not recorded."))
        else:
            self.told.say("")

    def show_here(self, gathered: Sequence[Mark]) -> None:
        """Lists what shares a place, newest first; of very many the newest, and says so."""
        listed = [line(mark.event) for mark in reversed(gathered[-_MOST_LISTED:])]
        told = self.tr("newest {count} of {all}").format(count=len(listed), all=f"{len(gathered):,}")
        self.here.show_lines(listed, f"{len(gathered):,}" if len(listed) == len(gathered) else told)

    def open_source(self, key: str) -> None:
        """Shows the original record of a mark."""
        if key:
            self.context.open("record", source=key)

    def first_focus(self) -> QWidget:
        return self.view

    def actions(self) -> list[RoomAction]:
        shown = [RoomAction(self.tr("Timeline: show {width}").format(width=word),
                            lambda width=width: self.show_width(width), "0" if width == float("inf") else "")
                 for word, width in self._widths()]
        return [*shown,
                RoomAction(self.tr("Timeline: come closer"), lambda: self.view.zoom(0.8), "+"),
                RoomAction(self.tr("Timeline: show more time"), lambda: self.view.zoom(1.25), "-"),
                RoomAction(self.tr("Go to the undated entries"), self.undated.view.setFocus)]
