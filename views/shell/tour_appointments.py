"""The stops of the tour at the clinic's day and at what a patient entered at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide


def appointments(guide: Guide) -> None:
    """The day with one appointment chosen, and the form of a booking."""
    from views.appointments.room import AppointmentsRoom

    frame = guide.window.frame
    assert frame is not None
    frame.open("appointments")
    guide.wait(guide.quiet)
    room = frame.room("appointments")
    if not isinstance(room, AppointmentsRoom):
        return
    if room.table.day.rows:
        room.table.selectRow(0)
        guide.wait(lambda: False, 0.4)
        guide.wait(guide.quiet)
    guide.take("appointments", "The day's appointments")
    room.start_booking()
    guide.take("appointments-book", "Booking an appointment")
    room.side.act("back")


def own_entries(guide: Guide) -> None:
    """What a patient measured at home, of the chart that has the most of it."""
    from workstation.services import patients

    frame = guide.window.frame
    assert frame is not None
    rows = patients.search(frame.clinic, "zhang guifang", limit=1) or patients.search(frame.clinic, limit=1)
    for row in rows:
        frame.open("record", patient=row.id, page="entries")
        guide.wait(lambda: frame.banner is not None, 10)
        guide.wait(guide.quiet)
        guide.take("own-entries", "The patient's own entries", patient=row.id)
        frame.open("record", page="summary")
