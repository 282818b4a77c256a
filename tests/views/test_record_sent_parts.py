"""A case of another clinic: what was not sent is said as that on each page, never as 'none recorded'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from package_maker import question_of
from PySide6.QtWidgets import QLabel
from view_helpers import settle

from views.record.pages import BY_NAME
from views.record.room import RecordRoom
from views.record.sent_parts import Standing, standing
from views.shell.frame import Frame
from views.shell.window import Window
from views.widgets.kit import Tag, Text
from workstation.domain.opinion import Opinion, SharedPart
from workstation.domain.user import Role, User
from workstation.services import second_opinion, sign_in
from workstation.services.clinic import Clinic
from workstation.store.keys import CHEAP

EVERYTHING = frozenset({"identity", "allergies", *SharedPart})


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Clinic]:
    user = User("mei", "Dr. Mei Zhang", Role.RADIOLOGIST)
    with sign_in.create(tmp_path / "other", user, "correct horse battery staple", cost=CHEAP) as clinic:
        yield clinic


@pytest.fixture
def guest(window: Window, other: Clinic, tmp_path: Path, qtbot: Any) -> Frame:
    """The rooms on a case of which only the problems were sent (identity and allergies always are)."""
    from workstation.services import second_opinion_contacts

    home = window.frame
    assert home is not None
    second_opinion_contacts.add(other, second_opinion_contacts.own_block(home.clinic))
    case = second_opinion.receive(home.clinic, question_of(other, home.clinic, tmp_path))
    assert isinstance(case, Opinion)
    window.visit(second_opinion.open_case(home.clinic, case.id))
    qtbot.waitUntil(lambda: window.frame is not home and window.frame is not None and window.frame.banner is not None,
                    timeout=10_000)
    settle(qtbot, window)
    made = window.frame
    assert made is not None
    return made


def seen(widget: Any) -> str:
    return "\n".join(label.whole() if isinstance(label, Text) else label.text()
                     for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def room_of(frame: Frame) -> RecordRoom:
    room = frame.room("record")
    assert isinstance(room, RecordRoom)
    return room


@pytest.mark.parametrize("page", ["results", "medication", "encounters", "immunizations", "procedures", "family",
                                  "way_of_life", "schedule", "entries", "care_team"])
def test_a_page_that_was_not_sent_says_so(guest: Frame, window: Window, qtbot: Any, page: str) -> None:
    room = room_of(guest)
    room.show_page(page)
    settle(qtbot, window)
    assert "Not part of what was sent" in seen(room.sent)
    assert "None recorded" not in seen(room) and not room.stack.isVisible()
    assert room.index.lines[page].accessibleName().endswith(", not sent")
    assert room.first_focus() is room.index.lines[page]


def test_allergies_of_which_none_came_are_not_called_none_recorded(guest: Frame, window: Window, qtbot: Any) -> None:
    room = room_of(guest)
    assert "Allergies: none sent" in [tag.accessibleName() for tag in guest.banner_bar.findChildren(Tag)
                                      if tag.isVisibleTo(guest.banner_bar)]
    room.show_page("allergies")
    settle(qtbot, window)
    words = seen(room.sent)
    assert "Sent with nothing in it" in words and "does not say that there is none" in words
    assert "No allergy recorded" not in words and "no known" not in words.lower()


def test_what_was_sent_is_shown_and_the_summary_tells_what_lacks(guest: Frame, window: Window, qtbot: Any) -> None:
    room = room_of(guest)
    room.show_page("problems")
    settle(qtbot, window)
    assert room.sent.standing is Standing.WHOLE and not room.sent.strip.isVisible() and room.stack.isVisible()
    room.show_page("summary")
    settle(qtbot, window)
    words = seen(room.sent)
    assert "Not part of what was sent: Medication, Results, " in words
    assert words.count("Not sent: this is not part of the package.") >= 3 and "None recorded" not in words
    assert "Sent with nothing in it" in words                                  # the allergies
    room.show_page("documents")
    settle(qtbot, window)
    assert room.stack.isVisible() and "came along with the rest" in seen(room.sent)


def test_ones_own_patients_stay_as_they_were(window: Window, open_chart: Any, qtbot: Any) -> None:
    open_chart("old")
    frame = window.frame
    assert frame is not None
    room = room_of(frame)
    for name in ("summary", "medication", "results"):
        room.show_page(name)
        settle(qtbot, window)
        assert not room.sent.strip.isVisible() and room.stack.isVisible()
        assert "sent" not in room.index.lines[name].accessibleName()
    assert "Allergies: none recorded" in [tag.accessibleName() for tag in frame.banner_bar.findChildren(Tag)]


def test_every_page_has_a_standing() -> None:
    for name in BY_NAME:
        if name != "documents":
            assert standing(name, frozenset(), 0) in (Standing.NOT_SENT, Standing.MIXED), name
        if name != "care_team":
            assert standing(name, EVERYTHING, 3) is Standing.WHOLE, name
    assert standing("results", frozenset({"vitals"}), 2) is Standing.PARTLY
    assert standing("medication", EVERYTHING, 0) is Standing.EMPTY
    assert standing("medication", EVERYTHING, None) is Standing.WHOLE


@pytest.mark.parametrize(("room", "words"), [("vitals", "No vital signs are recorded"),
                                             ("pedigree", "No family history is recorded"),
                                             ("imaging", "No images of this patient")])
def test_other_rooms_say_the_same(guest: Frame, window: Window, qtbot: Any, room: str, words: str) -> None:
    guest.open(room)
    settle(qtbot, window)
    shown = seen(guest.room(room))
    assert "Not part of what was sent" in shown and words not in shown


def test_advice_on_a_case_says_that_engines_saw_a_part_only(guest: Frame, window: Window, qtbot: Any) -> None:
    guest.open("plan")
    settle(qtbot, window)
    assert "The engines saw only what" in seen(guest.room("plan"))


def test_a_report_of_a_case_does_not_call_it_none_recorded(guest: Frame) -> None:
    from workstation.errors import UserMistake
    from workstation.services import checkup, report
    from workstation.services.progress import Progress

    whose = guest.patient_id or ""
    made = report.draft(guest.clinic, whose, Progress("The report"))
    assert made.content.case_of == "Dr. Mei Zhang" and made.content.not_sent is not None
    assert "medications" in made.content.not_sent and "images" in made.content.not_sent
    assert made.content.not_sent.isdisjoint({"problems", "allergies"})
    with pytest.raises(UserMistake, match="whole chart"):
        checkup.draft(guest.clinic, whose, Progress("The report"))
