"""Second opinions on the screen: nothing ticked at first, what leaves, a file that came, a case in every room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from view_helpers import settle

from views.share.contacts import ContactsDialog
from views.share.opening import LookDialog
from views.share.removing import DeleteDialog
from views.share.room import ShareRoom
from views.shell.window import Window
from views.widgets.kit import Button, Tag, Text
from workstation.domain.opinion import Answer, Direction, Opinion, SharedPart, Wish
from workstation.domain.user import Role, User
from workstation.services import second_opinion, second_opinion_contacts, sign_in
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store.keys import CHEAP

PHRASE = "told by telephone, word by word"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Clinic]:
    user = User("mei", "Dr. Mei Zhang", Role.RADIOLOGIST)
    with sign_in.create(tmp_path / "other", user, "correct horse battery staple", cost=CHEAP) as clinic:
        yield clinic


@pytest.fixture
def room(window: Window, open_chart: Any, other: Clinic, qtbot: Any) -> ShareRoom:
    frame = window.frame
    assert frame is not None
    second_opinion_contacts.add(frame.clinic, second_opinion_contacts.own_block(other))
    second_opinion_contacts.add(other, second_opinion_contacts.own_block(frame.clinic))
    open_chart("wang", "share")
    made = frame.room("share")
    assert isinstance(made, ShareRoom)
    settle(qtbot, window)
    return made


def said(widget: Any) -> str:
    return "\n".join(label.whole() if isinstance(label, Text) else label.text()
                     for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def tick(room: ShareRoom, *words: str) -> None:
    for word in words:
        next(box for box in room.findChildren(QCheckBox) if box.text() == word).setChecked(True)


def test_nothing_is_ticked_and_the_lines_say_exactly_what_leaves(room: ShareRoom, window: Window, qtbot: Any) -> None:
    assert room.ask.chosen.wish() == Wish()
    assert not any(box.isChecked() for box in room.ask.chosen.findChildren(QCheckBox))
    tick(room, "Problems", "Results")
    qtbot.wait(300)
    settle(qtbot, window)
    lines = said(room.ask)
    assert "Problems" in lines and "Together" in lines
    assert room.ask.chosen.wish().parts == {SharedPart.PROBLEMS, SharedPart.RESULTS}


def test_an_unverified_recipient_says_so_and_words_verify_it(room: ShareRoom, window: Window, other: Clinic,
                                                            qtbot: Any) -> None:
    room.ask.recipient.setCurrentIndex(1)
    assert room.ask.trust.isVisibleTo(room) and "Not verified" in room.ask.trust.accessibleName()
    room.open_contacts()
    dialog = room.findChild(ContactsDialog)
    assert dialog is not None
    settle(qtbot, window)
    assert "Not verified" in [tag.accessibleName() for tag in dialog.findChildren(Tag)]
    dialog._do("verify", second_opinion_contacts.own(other).fingerprint, "not those words")
    settle(qtbot, window)
    assert "not the words" in dialog.said.whole()
    dialog._do("verify", second_opinion_contacts.own(other).fingerprint, second_opinion_contacts.own(other).words())
    settle(qtbot, window)
    dialog.accept()
    settle(qtbot, window)
    assert "Verified on" in room.ask.trust.accessibleName()


def test_what_lacks_is_said_and_then_it_is_sent_and_listed(room: ShareRoom, window: Window, other: Clinic, qtbot: Any,
                                                          tmp_path: Path) -> None:
    place = tmp_path / "q.consilia"
    room.ask.recipient.setCurrentIndex(1)
    room.ask.text.setPlainText("Why is the creatinine rising?")
    tick(room, "Results")
    room.send_to(place)
    settle(qtbot, window)
    assert "without consent nothing leaves" in room.ask.said.whole() and not place.exists()
    room.ask.consent.setText("told me so on 23-Nov-2026")
    room.send_to(place)
    settle(qtbot, window)
    assert place.exists() and [one.direction for one in room.model.rows] == [Direction.SENT]
    case = second_opinion.receive(other, place)
    assert isinstance(case, Opinion) and case.text == "Why is the creatinine rising?"
    made = second_opinion.answer(other, case.id, Answer("Stop the ibuprofen."), tmp_path / "a")
    room.look_at(Path(made.path))
    settle(qtbot, window)
    dialog = room.findChild(LookDialog)
    assert dialog is not None and "Stop the ibuprofen." in said(dialog)
    dialog.button.click()
    settle(qtbot, window)
    assert {one.direction for one in room.model.rows} == {Direction.SENT, Direction.ANSWERED}
    assert "Stop the ibuprofen." in said(room.detail)


def test_another_patient_finds_the_form_empty(room: ShareRoom, window: Window, open_chart: Any, qtbot: Any) -> None:
    room.ask.text.setPlainText("About Wang only")
    room.ask.consent.setText("yes")
    tick(room, "Results")
    open_chart("old", "share")
    settle(qtbot, window)
    assert room.ask.question().text == "" and room.ask.consent.text() == "" and room.ask.chosen.wish() == Wish()


def test_a_case_is_visited_in_every_room_and_marked_in_the_banner(room: ShareRoom, window: Window, other: Clinic,
                                                                qtbot: Any, tmp_path: Path, patient_ids: dict[str, str]
                                                                ) -> None:
    from package_maker import question_of

    home = window.frame
    assert home is not None
    path = question_of(other, home.clinic, tmp_path)
    room.take(path)
    settle(qtbot, window)
    assert "Case to read" in said(room.detail)
    room.visit(room.model.rows[0])
    qtbot.waitUntil(lambda: window.frame is not home and window.frame is not None and window.frame.banner is not None,
                    timeout=10_000)
    settle(qtbot, window)
    guest = window.frame
    assert guest is not None and guest.clinic.guest_of == "Dr. Mei Zhang"
    marks = [tag.accessibleName() for tag in guest.banner_bar.findChildren(Tag) if tag.isVisibleTo(guest.banner_bar)]
    assert "Second opinion case from Dr. Mei Zhang: chosen parts only" in marks
    for name in ("vitals", "pedigree", "imaging", "share"):
        guest.open(name)
        settle(qtbot, window)
    shown = guest.room("share")
    assert shown is not None and "kept apart from your patients" in said(shown)
    shown.context.visit(None)
    settle(qtbot, window)
    assert window.frame is home and home.patient_id == patient_ids["wang"]
    assert "Second opinion case" not in " ".join(
        tag.accessibleName() for tag in home.banner_bar.findChildren(Tag) if tag.isVisibleTo(home.banner_bar))


def test_a_report_signed_in_the_case_goes_along_where_it_is_chosen(room: ShareRoom, window: Window, other: Clinic,
                                                                  qtbot: Any, tmp_path: Path) -> None:
    from package_maker import question_of

    from workstation.services import report

    home = window.frame
    assert home is not None
    room.take(question_of(other, home.clinic, tmp_path))
    settle(qtbot, window)
    case = room.model.rows[0]
    assert [room.detail.report.itemText(0), room.detail.report.count()] == ["None was signed in the case", 1]
    with second_opinion.open_case(home.clinic, case.id) as guest:
        made = report.sign(guest, report.draft(guest, case.patient_id, Progress("The report")))
    room.list.setCurrentIndex(room.model.index(0))
    settle(qtbot, window)
    assert room.detail.report.count() == 2 and room.detail.report.currentData() == ""
    assert "Signed by" in room.detail.report.itemText(1)
    room.detail.report.setCurrentIndex(1)
    assert room.detail.report.currentData() == made.id
    room.detail.text.setPlainText("See the report.")
    room.answer_to(case, tmp_path / "answer.consilia")
    settle(qtbot, window)
    merged = second_opinion.receive(other, tmp_path / "answer.consilia")
    assert not isinstance(merged, Opinion)
    assert any(key.startswith("DocumentReference/") for key in merged.resources)


def test_a_case_is_deleted_after_asking(room: ShareRoom, window: Window, other: Clinic, qtbot: Any, tmp_path: Path
                                        ) -> None:
    from package_maker import question_of

    home = window.frame
    assert home is not None
    room.take(question_of(other, home.clinic, tmp_path))
    settle(qtbot, window)
    case = room.model.rows[0]
    next(one for one in room.detail.findChildren(Button) if one.text() == "Delete the case").click()
    dialog = room.findChild(DeleteDialog)
    assert dialog is not None and "Dr. Mei Zhang" in said(dialog) and "not answered yet" in said(dialog)
    dialog.reject()
    settle(qtbot, window)
    assert (home.clinic.data_dir / "cases" / case.id).is_dir()
    room.ask_to_remove(case)
    dialog = room.findChildren(DeleteDialog)[-1]
    dialog.away.click()
    settle(qtbot, window)
    assert room.model.rows == [] and not (home.clinic.data_dir / "cases" / case.id).exists()
    assert room.pages.currentWidget() is room.ask


def test_locking_ends_the_visit(room: ShareRoom, window: Window, other: Clinic, qtbot: Any, tmp_path: Path) -> None:
    from package_maker import question_of

    home = window.frame
    assert home is not None
    room.take(question_of(other, home.clinic, tmp_path))
    settle(qtbot, window)
    room.visit(room.model.rows[0])
    qtbot.waitUntil(lambda: window.frame is not home, timeout=10_000)
    window.lock()
    assert window.frame is home and window.gate is not None


def test_a_damaged_file_is_told_in_the_status_bar(room: ShareRoom, window: Window, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.consilia"
    path.write_bytes(b"CONSILIA-PACKAGE\n" + bytes(50))
    room.look_at(path)
    settle(qtbot, window)
    assert room.findChild(LookDialog) is None and room.model.rows == []
