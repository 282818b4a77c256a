"""A case of another clinic on the tour: what was sent, and what a page says that was not."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.opinion import Opinion, Question, SharedPart, Wish
from workstation.domain.user import Role, User

if TYPE_CHECKING:
    from views.shell.tour import Guide
    from workstation.services.clinic import Clinic

_PAGES = ("summary", "allergies", "medication", "documents", "problems")
_PARTS = frozenset({SharedPart.PROBLEMS, SharedPart.RESULTS})


def guest(guide: Guide) -> None:
    """Problems and results of one chart, sent by a colleague who is made for it; the case is deleted at the end."""
    from workstation.services import second_opinion

    home = guide.window.frame
    if home is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        case = _received(guide, home.clinic, Path(folder))
    if case is None:
        return
    guide.window.visit(second_opinion.open_case(home.clinic, case.id))
    _pages(guide)
    guide.window.visit(None)
    second_opinion.remove_case(home.clinic, case.id)


def _received(guide: Guide, clinic: Clinic, folder: Path) -> Opinion | None:
    from views.shell.tour_stops import fitting
    from workstation.services import exporting, importing, second_opinion, second_opinion_contacts, sign_in

    row = fitting(guide, "")
    if row is None:
        return None
    chart = folder / "chart.json"
    exporting.export(clinic, row.id, "bundle", chart)
    user = User("mei", "Dr. Mei Zhang", Role.PHYSICIAN)
    with sign_in.create(folder / "colleague", user, secrets.token_urlsafe(24)) as colleague:
        importing.import_paths(colleague, [chart])
        second_opinion_contacts.add(colleague, second_opinion_contacts.own_block(clinic))
        to = second_opinion.Recipient(second_opinion_contacts.own(clinic).fingerprint)
        asked = Question("Would you change the treatment?", "agreed in the consultation")
        sent = second_opinion.send(colleague, row.id, Wish(_PARTS), asked, to, folder / "question.consilia")
    found = second_opinion.receive(clinic, Path(sent.path))
    return found if isinstance(found, Opinion) else None


def _pages(guide: Guide) -> None:
    from views.record.room import RecordRoom

    frame = guide.window.frame
    assert frame is not None
    guide.wait(lambda: frame.banner is not None and isinstance(frame.room("record"), RecordRoom) and guide.quiet(), 20)
    room = frame.room("record")
    if not isinstance(room, RecordRoom):
        return
    for name in _PAGES:
        room.show_page(name)
        guide.take(f"guest-{name}", f"A case of another clinic: {name}", patient=frame.patient_id or "")
    frame.open("plan")
    guide.take("guest-plan", "A case of another clinic: advice", patient=frame.patient_id or "")
