"""The tour's stop at the care schedules: a child's, then a pregnancy's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide

_PATIENTS = (("liu zihan", "schedule-child", "The care schedule of a child"),
             ("santos", "schedule-pregnancy", "The care schedule of a pregnancy"))


def schedule(guide: Guide) -> None:
    """Where the clinic has such patients."""
    from workstation.services import patients

    frame = guide.window.frame
    assert frame is not None
    for name, picture, words in _PATIENTS:
        row = next(iter(patients.search(frame.clinic, name)), None)
        if row is None:
            continue
        frame.open("record", patient=row.id)
        guide.wait(guide.quiet, 10)
        frame.open("record", page="schedule")
        guide.take(picture, words, patient=row.id)
        frame.open("record", page="summary")
