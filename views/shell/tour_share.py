"""Second opinions on the tour: the form with something chosen, and the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide


def share(guide: Guide) -> None:
    """What would leave of the fullest chart, and whose keys are known."""
    from views.share.contacts import ContactsDialog
    from views.share.room import ShareRoom
    from views.shell.tour_stops import fitting
    from workstation.domain.opinion import SharedPart

    frame, row = guide.window.frame, fitting(guide, "imaging")
    if frame is None or row is None:
        return
    frame.open("share", patient=row.id)
    guide.wait(lambda: isinstance(frame.room("share"), ShareRoom) and guide.quiet(), 20)
    room = frame.room("share")
    if not isinstance(room, ShareRoom):
        return
    room.ask.chosen.choose(SharedPart.PROBLEMS, SharedPart.VITALS, SharedPart.FAMILY)
    guide.wait(lambda: False, 0.4)
    guide.wait(guide.quiet, 20)
    guide.take("share", "Asking for a second opinion: exactly what leaves", patient=row.id)
    room.open_contacts()
    guide.wait(guide.quiet, 20)
    dialog = room.findChild(ContactsDialog)
    if dialog is not None:
        guide.take("share-contacts", "Contacts for second opinions", dialog)
        dialog.accept()
