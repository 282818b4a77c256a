"""The tour through the timeline, from a life down to a week, and through the search inside a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from views.record.room import RecordRoom
from views.record.timeline_page import TimelinePage

if TYPE_CHECKING:
    from views.shell.tour import Guide

_WEEK_S = 7 * 86_400.0


def timeline(guide: Guide) -> None:
    """A life, a week around the newest entry with what lies under the pointer, and words found in the chart."""
    frame = guide.window.frame
    assert frame is not None
    patient = frame.patient_id
    frame.open("record", page="timeline")
    guide.wait(guide.quiet)
    room = frame.room("record")
    page = room.page("timeline") if isinstance(room, RecordRoom) else None
    if not isinstance(page, TimelinePage):
        return
    guide.take("timeline", "The timeline of a life", patient=patient)
    if page.view.scene.marks:
        _week(page)
        guide.take("timeline-week", "A week of the timeline", patient=patient)
    frame.open("record", page="search", find="lung")
    guide.take("find", "Words found inside a chart", patient=patient)
    frame.open("record", page="summary")
    guide.wait(guide.quiet)


def _week(page: TimelinePage) -> None:
    """The week of the newest result or visit, and the card of what was done then."""
    view = page.view
    newest = max(place for place, mark in enumerate(view.scene.marks) if not mark.open_end or place == 0)
    view.choose(newest)
    page.show_width(_WEEK_S)
    view.repaint()
    if view.drawn:
        most = max(view.drawn, key=lambda glyph: glyph.count)
        page.show_here(view.marks_of(most))
        where = QPointF(view.space().rect(most).center())
        page.hover.tell(view.marks_of(most), where.toPoint())
