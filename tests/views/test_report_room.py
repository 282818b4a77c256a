"""The report room on a real store: pages, options, signing, signed reports, saving, its states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QLabel

from views.report.confirm import ask_to_sign
from views.report.preview import Pages
from views.report.room import ReportRoom
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.kit import Button, Text
from views.widgets.states import EmptyState, ErrorState
from views.widgets.theme import Theme
from workstation.domain.report import ReportSection
from workstation.errors import StoreDamaged
from workstation.services import demo, patients, report
from workstation.services.demo.bundles import bundles
from workstation.services.importing import import_paths


@pytest.fixture
def said():
    return []


@pytest.fixture
def room(clinic, tmp_path, qtbot, said):
    folder = tmp_path / "records"
    folder.mkdir()
    for name in ("wang-xiaoming.json", "yang-fan.json"):
        (folder / name).write_bytes(bundles(date(2026, 11, 23))[name])
    import_paths(clinic, [folder])
    tasks, theme = Tasks(), Theme("light")
    context = RoomContext(clinic, theme, tasks, lambda *_, **__: None, lambda words, severity: said.append(words))
    room = ReportRoom(context)
    theme.dress(room)
    qtbot.addWidget(room)
    room.resize(1280, 760)
    room.show()
    yield room
    room.clear()
    tasks.close()


def settle(room, qtbot):
    qtbot.waitUntil(lambda: not room.busy(), timeout=30_000)
    qtbot.wait(30)                       # what was put into a layout is shown with the next turn of the loop
    qtbot.waitUntil(lambda: not room.busy(), timeout=30_000)


def show(room, qtbot, patient=demo.HERO):
    room.show_patient(patients.banner(room.context.clinic, patient))
    settle(room, qtbot)


def words_of(room) -> str:
    return "\n".join(label.whole() if isinstance(label, Text) else label.text()
                     for label in room.findChildren(QLabel) if label.isVisibleTo(room))


def test_the_draft_is_shown_page_by_page(room, qtbot):
    show(room, qtbot)
    assert room.pages.count >= 3
    assert room.bar.place.whole() == f"Page 1 of {room.pages.count}"
    assert room.bar.tag.isVisibleTo(room)
    room.pages.setFocus()
    qtbot.keyClick(room.pages, Qt.Key.Key_PageDown)
    assert room.pages.current == 2
    qtbot.keyClick(room.pages, Qt.Key.Key_End)
    qtbot.keyClick(room.pages, Qt.Key.Key_Home)
    assert room.pages.current == 1


def test_zoom_draws_sharper_pages_and_keeps_the_place(room, qtbot):
    show(room, qtbot)
    room.pages.zoom_by(1)
    room.pages.zoom_by(1)
    wanted = room.pages.pixel_width()
    room.pages.go(2)
    qtbot.waitUntil(lambda: abs(room.shown.images[0].width() - wanted) < 3, timeout=20_000)
    assert room.pages.current == 2
    room.pages.fit()
    assert room.pages.pixel_width() < wanted


def test_a_section_switched_off_leaves_the_report(room, qtbot):
    show(room, qtbot)
    before = room.shown.draft.sha256
    box = next(box for box in room.findChildren(QCheckBox) if box.text() == "Pedigree")
    box.click()
    settle(room, qtbot)
    assert ReportSection.FAMILY not in room.wish().sections
    assert room.shown.draft.content.has_family_section is False
    assert room.shown.draft.sha256 != before


def test_the_assessment_is_printed_and_never_follows_to_another_patient(room, qtbot):
    show(room, qtbot)
    room.options.comment.setPlainText("To the chest board.")
    qtbot.waitUntil(lambda: room.shown is not None and room.shown.draft.content.comment == "To the chest board.",
                    timeout=20_000)
    room.clear()
    show(room, qtbot, "demo-yang-fan")
    assert room.shown.draft.content.comment == ""
    assert room.shown.draft.patient_id == "demo-yang-fan"
    room.clear()
    show(room, qtbot)
    assert room.options.comment.toPlainText() == "To the chest board."


def test_signing_asks_first_and_never_defaults_to_yes(room, qtbot):
    show(room, qtbot)
    asked = []
    dialog = ask_to_sign(room, room.context.theme, room.patient, lambda: asked.append(1))
    buttons = {button.accessibleName(): button for button in dialog.findChildren(Button)}
    assert buttons["Not now"].isDefault()
    assert not buttons["Sign"].isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert asked == []
    dialog = ask_to_sign(room, room.context.theme, room.patient, lambda: asked.append(1))
    assert "王小明" in "".join(label.text() for label in dialog.findChildren(QLabel))
    next(b for b in dialog.findChildren(Button) if b.accessibleName() == "Sign").click()
    assert asked == [1]


def test_a_signed_report_is_listed_checked_and_shown(room, qtbot, said):
    show(room, qtbot)
    assert "None yet." in words_of(room)
    room.sign()
    settle(room, qtbot)
    signed = report.signed(room.context.clinic, demo.HERO)
    assert len(signed) == 1
    assert room.shown.draft is None
    assert not room.sign_card.button.isEnabled()
    assert signed[0].signed_by in words_of(room.saved)
    assert said == ["Signed and kept in the record."]
    room._make_draft()
    settle(room, qtbot)
    assert room.shown.draft is not None
    link = next(text for text in room.saved.findChildren(Text) if text.property("role") == "link")
    link.clicked.emit()
    settle(room, qtbot)
    assert room.shown.report_id == signed[0].id


def test_saving_writes_what_is_on_the_screen(room, qtbot, said, tmp_path):
    show(room, qtbot)
    room.save_to(tmp_path / "report.pdf")
    settle(room, qtbot)
    assert (tmp_path / "report.pdf").read_bytes() == room.shown.pdf
    room.save_to(tmp_path / "nowhere" / "report.pdf")
    settle(room, qtbot)
    assert said[0] == "Saved as report.pdf"
    assert "nowhere" in said[1]


def test_stopping_and_failing_have_states_of_their_own(room, qtbot, monkeypatch):
    room.show_patient(patients.banner(room.context.clinic, demo.HERO))
    room._stop()
    settle(room, qtbot)
    assert room.findChildren(EmptyState)
    assert room.shown is None

    def broken(*_args, **_named):
        raise StoreDamaged(place="here", reason="the test says so")

    monkeypatch.setattr(report, "draft", broken)
    room._make_draft()
    settle(room, qtbot)
    assert room.findChildren(ErrorState)
    assert not room.sign_card.button.isEnabled()


def test_nothing_of_the_former_patient_stays(room, qtbot):
    show(room, qtbot)
    room.clear()
    assert room.pages.count == 0
    assert room.shown is None
    assert room.bar.place.whole() == ""


def test_every_control_has_a_name(room, qtbot):
    show(room, qtbot)
    for button in room.findChildren(Button):
        assert button.accessibleName()
    assert room.options.comment.accessibleName()
    assert room.options.language.accessibleName()
    assert room.pages.accessibleName()


def test_no_page_lies_under_another(qtbot):
    pages = Pages(Theme("dark"))
    qtbot.addWidget(pages)
    pages.resize(700, 500)
    images = [QImage(210, 297, QImage.Format.Format_RGB888) for _ in range(3)]
    pages.show_pages(images)
    sheet = pages._sheet
    for index in range(2):
        assert sheet.top_of(index) + sheet.height_of(index) < sheet.top_of(index + 1)


def test_reportlab_and_pdfium_are_loaded_only_when_a_report_is_made():
    import subprocess
    import sys

    code = ("import sys, views.report.room; "
            "print([m for m in ('reportlab', 'pypdfium2', 'PIL', 'numpy', 'pandas') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"
