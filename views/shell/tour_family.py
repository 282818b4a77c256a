"""The tour's stops at the family history and the form of a relative."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide


def family(guide: Guide) -> None:
    """The relatives of a patient who has a pedigree, then the form that adds one."""
    from views.record.family_page import FamilyPage
    from views.record.family_page_form import RelativeForm
    from views.record.room import RecordRoom
    from views.shell.tour_stops import fitting

    frame, row = guide.window.frame, fitting(guide, "pedigree")
    assert frame is not None
    if row is None:
        return
    frame.open("record", patient=row.id)
    guide.wait(lambda: frame.banner is not None, 10)
    guide.wait(guide.quiet, 10)
    frame.open("record", page="family")
    guide.take("family-history", "The family history", patient=row.id)
    room = frame.room("record")
    page = room.page("family") if isinstance(room, RecordRoom) else None
    if isinstance(page, FamilyPage):
        page.open_form()
        for form in page.findChildren(RelativeForm):
            guide.take("family-history-form", "Adding a relative", form, row.id)
            form.close()
            form.deleteLater()
    frame.open("record", page="summary")
