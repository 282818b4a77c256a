"""The small timeline of the summary: lanes with their read-out in the head. The page of its own shows everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from engines.text.safe_text import for_screen
from views.record.lanes import Mark, local_clock, span
from views.record.timeline_paint import Line
from views.record.timeline_scene import Glyph, Scene
from views.record.timeline_view import TimelineView
from views.record.timeline_words import lane_names, lasted, title, value
from views.widgets.kit import Card
from views.widgets.theme import Theme


class TimelineCard(Card):
    """``opened`` gets the source of a mark; ``gathered`` is called where several share a place, to see them all."""

    def __init__(self, theme: Theme, heading: str, opened: Callable[[str], object], language: str,
                 gathered: Callable[[], object] = lambda: None) -> None:
        super().__init__(heading)
        self._hint = ""
        self.view = TimelineView(theme, lane_names(), opened, lambda _marks: gathered(), language)
        self.view.name(heading)
        self.view.pointed.connect(self._pointed)
        self.view.chose.connect(self._tell_mark)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.body.addWidget(self.view)
        self._tell("")

    def show_scene(self, scene: Scene) -> None:
        """Shows all of a chart, from its first mark to today."""
        today = local_clock(datetime.now(UTC))
        self.view.show_scene(scene, span(scene.marks, clock=local_clock), (Line(today, today, "", "accent"),))
        hint = self.tr("wheel zooms, drag moves, click opens the source")
        self._hint = hint if scene.marks else self.tr("nothing recorded")
        self._tell("")

    def empty(self) -> None:
        self.view.show_scene(Scene(()), (0.0, 1.0))
        self._hint = ""
        self._tell("")

    def _pointed(self, glyph: Glyph | None) -> None:
        if glyph is None:
            chosen = self.view.chosen
            self._tell_mark(chosen) if chosen is not None else self._tell("")
        elif glyph.count == 1:
            self._tell_mark(self.view.marks_of(glyph)[0])
        else:
            self._tell(self.tr("{count} entries, click shows them").format(count=glyph.count))

    def _tell_mark(self, mark: Mark) -> None:
        named = " ".join(part for part in (title(mark.event), value(mark.event)) if part)
        self._tell(for_screen(f"{lasted(mark)}   {named}"))

    def _tell(self, said: str) -> None:
        self.aside.say(said or self._hint)
