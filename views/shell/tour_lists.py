"""The tour's stops at the list pages of the chart, and at the way of life with its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide

_LIVELY = "becker"                 # the demo's patient whose way of life is recorded as a whole
_LISTS = ("problems", "medication", "allergies", "encounters", "immunizations", "procedures", "care_team")


def lists(guide: Guide) -> None:
    """Every list of the fullest chart, then the way of life where it is recorded, with the form that enters it."""
    from views.record.lists.life_form import LifeForm
    from views.record.lists.way_of_life import WayOfLifePage
    from views.record.room import RecordRoom
    from views.shell.tour_stops import fitting
    from workstation.services import patients

    frame, row = guide.window.frame, fitting(guide, "record")
    assert frame is not None
    if row is None:
        return
    frame.open("record", patient=row.id)
    guide.wait(lambda: frame.banner is not None, 10)
    for name in _LISTS:
        frame.open("record", page=name)
        guide.take(f"list-{name.replace('_', '-')}", f"The list {name.replace('_', ' ')}", patient=row.id)
    lively = next(iter(patients.search(frame.clinic, _LIVELY)), row)
    frame.open("record", patient=lively.id)
    guide.wait(guide.quiet, 10)
    frame.open("record", page="way_of_life")
    guide.take("way-of-life", "The way of life", patient=lively.id)
    room = frame.room("record")
    page = room.page("way_of_life") if isinstance(room, RecordRoom) else None
    if isinstance(page, WayOfLifePage):
        page.open_form()
        for form in page.findChildren(LifeForm):
            guide.take("way-of-life-form", "Recording the way of life", form, lively.id)
            form.close()
            form.deleteLater()
    frame.open("record", page="summary")
