"""The frame: banner, rooms, palette, keys, lock, language, theme, sign-in, import."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from view_helpers import settle

from views.record.patients import PatientsRoom
from views.record.room import RecordRoom
from views.record.summary import SummaryPage
from views.shell.actions import Action, Registry, score
from views.shell.import_flow import ReportDialog, start
from views.shell.keys_page import KeysPage
from views.shell.rooms import ROOMS
from views.shell.sign_in import Passphrase, SignIn
from views.shell.window import Window
from views.widgets import words
from views.widgets.kit import Text
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import Allergy, PatientRow, PersonName


def texts(widget: object) -> str:
    return "\n".join(text.whole() for text in widget.findChildren(Text) if text.isVisible())  # type: ignore[attr-defined]


def test_the_banner_names_the_patient_as_the_nhs_guides_ask(window: Window, open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    assert window.frame is not None
    shown = texts(window.frame.banner_bar)
    assert "王小明" in shown and "Wang Xiaoming" in shown
    years = date.today().year - 1958 - ((date.today().month, date.today().day) < (7, 14))
    assert f"14-Jul-1958 ({years} y)" in shown
    assert "MRN" in shown and "4820 117 903" in shown
    assert "Penicillin" in window.frame.banner_bar._allergy.accessibleName()


def test_the_dead_have_another_banner_and_no_allergy_record_is_said(window: Window,
                                                                    open_chart: Callable[..., None]) -> None:
    open_chart("old")
    assert window.frame is not None
    bar = window.frame.banner_bar
    assert "MURPHY, Aoife (Mrs)" in texts(bar)
    assert bar.property("role") == "bar-deceased"
    assert bar._deceased.accessibleName() == "Died 03-Feb-2020"
    assert bar._allergy.accessibleName() == "Allergies: none recorded"


def test_the_banner_stands_in_every_room(window: Window, open_chart: Callable[..., None]) -> None:
    frame = window.frame
    assert frame is not None
    for entry in ROOMS:
        open_chart("wang", entry.name)
        assert frame.banner_bar.isVisible() and frame.banner_bar.banner is frame.banner is not None


@pytest.mark.parametrize(("born", "on", "age"), [
    ("1945-07-14", date(2026, 7, 13), "80 y"), ("1945-07-14", date(2026, 7, 14), "81 y"),
    ("1980", date(2026, 5, 1), "45–46 y"),
    ("2025-01-20", date(2026, 1, 19), "11 months"), ("2026-01-01", date(2026, 1, 9), "8 days"),
])
def test_age(born: str, on: date, age: str) -> None:
    assert words.age(PartialDate.parse(born), on) == age


def test_unknown_is_said_in_words() -> None:
    row = PatientRow("x", PersonName(), "", None)
    assert (words.name(row.name), words.born(row, date.today()), words.sex(""), words.number("")) == ("Not known",) * 4


def test_numbers_are_shown_whole_in_groups() -> None:
    assert words.number("4820117903") == "4820 117 903"
    assert words.number("12345678") == "12 345 678"
    assert words.number("1234567") == "1234 567"
    assert words.number("4a0f6c1e-77f2-4a6b-9f0c-8b1d2e3f4a5b") == "4a0f6c1e-77f2-4a6b-9f0c-8b1d2e3f4a5b"
    assert words.number("A-17/3") == "A-17/3"


def test_the_palette_finds_patients_by_pinyin_and_opens_them(window: Window, qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    frame.show_palette()
    assert frame.palette_box is not None
    qtbot.keyClicks(frame.palette_box.field, "wxm")
    qtbot.waitUntil(lambda: any(a.icon == "user" for a in frame.palette_box._model.actions), timeout=5000)
    assert "王小明" in frame.palette_box._model.actions[0].words
    qtbot.keyClick(frame.palette_box.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert frame.banner is not None and frame.banner.row.name.given == "小明"
    assert frame.room_name == "record" and not frame.palette_box.isVisible()


def test_every_action_is_found_by_its_words_and_every_key_has_one_owner(window: Window,
                                                                       open_chart: Callable[..., None]) -> None:
    frame = window.frame
    assert frame is not None
    for entry in ROOMS:
        open_chart("wang", entry.name)
        actions = frame.registry.all()
        keys = [action.key for action in actions if action.key]
        assert len(keys) == len(set(keys)), f"{entry.name}: {sorted(key for key in keys if keys.count(key) > 1)}"
        for action in actions:
            assert action.words in [found.words for found in frame.registry.matching(action.words)]


def test_a_room_may_take_a_key_of_the_frame() -> None:
    registry = Registry()
    registry.add(Action("Records", "Import", lambda: None, "Ctrl+O"))
    registry.follow_room(lambda: [Action("Pedigree", "Open a family", lambda: None, "Ctrl+O")])
    assert [(action.words, action.key) for action in registry.all()] == [("Open a family", "Ctrl+O"), ("Import", "")]


def test_scores_prefer_the_start_then_words_then_letters() -> None:
    assert [score("imp", "Import files"), score("files imp", "Import files"), score("ifl", "Import files"),
            score("x", "Import files")] == [3, 2, 1, 0]


def test_the_page_of_keys_is_made_from_the_registry(window: Window, qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    QTest.keyClick(window, Qt.Key.Key_F1)
    pages = frame.findChildren(KeysPage)
    assert len(pages) == 1
    shown = texts(pages[0])
    for action in frame.registry.all():
        if action.key:
            assert action.key in shown and action.words in shown
    pages[0].close()


def test_keys_lead_to_rooms(window: Window, open_chart: Callable[..., None], qtbot: QtBot) -> None:
    open_chart("wang")
    assert window.frame is not None
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.room_name == "clinic"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.room_name == "record"


def test_opening_a_chart_takes_two_keystrokes_after_the_letters(window: Window, qtbot: QtBot) -> None:
    """UX check 40: the counted task 'open a chart': Ctrl+K, letters, Enter; or letters, Enter on the list."""
    frame = window.frame
    assert frame is not None
    room = frame.room("clinic")
    assert isinstance(room, PatientsRoom)
    qtbot.keyClicks(room.field, "wang")
    qtbot.waitUntil(lambda: len(room.model.rows) == 1, timeout=5000)
    qtbot.keyClick(room.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert frame.banner is not None and frame.banner.row.name.is_chinese


def test_lock_hides_everything_and_the_passphrase_brings_the_same_room_back(window: Window, qtbot: QtBot,
                                                                            open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    frame = window.frame
    assert frame is not None
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not frame.isVisible()
    qtbot.waitUntil(lambda: isinstance(window.gate, SignIn), timeout=10_000)
    gate = window.gate
    assert isinstance(gate, SignIn) and "王小明" not in texts(window)
    gate.asked.emit("ann", "not the passphrase at all")
    qtbot.waitUntil(lambda: gate._error.isVisible(), timeout=20_000)
    assert "The passphrase does not fit" in gate._error.whole()
    gate.field.setText("correct horse battery staple")
    qtbot.keyClick(gate.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.isVisible(), timeout=20_000)
    assert window.frame is frame and frame.room_name == "record" and frame.banner is not None


def test_it_locks_by_itself_after_idle_time(window: Window, qtbot: QtBot) -> None:
    window._idle.start(50)
    qtbot.waitUntil(lambda: isinstance(window.gate, SignIn), timeout=10_000)


def test_the_language_changes_without_restart_at_the_same_patient(window: Window, qtbot: QtBot,
                                                                  open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    window.use_language("zh_CN")
    settle(qtbot, window)
    frame = window.frame
    assert frame is not None and frame.room_name == "record" and frame.banner is not None
    shown = texts(frame)
    for word in ("诊断与问题", "用药", "1958年7月14日", "病历号"):
        assert word in shown
    assert window.settings.language == "zh_CN"
    window.use_language("en")
    settle(qtbot, window)
    assert "Problems" in texts(window.frame)


def test_the_theme_of_the_frame_follows_the_room_quickly(window: Window, open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    frame = window.frame
    assert frame is not None and frame.chrome.name == "light"
    times = []
    for name in ("dark", "light") * 3:
        begun = time.thread_time()
        frame.chrome.set(name)
        times.append(time.thread_time() - begun)
    assert min(times) < 0.05
    window.use_theme("dark")
    assert frame.chrome.is_dark and frame.room("record").context.theme.is_dark  # type: ignore[union-attr]


def test_caps_lock_is_noticed(qtbot: QtBot) -> None:
    field = Passphrase("Passphrase")
    qtbot.addWidget(field)
    heard: list[bool] = []
    field.caps_lock.connect(heard.append)
    QTest.keyClick(field, "A")
    QTest.keyClick(field, "A", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, "a", Qt.KeyboardModifier.ShiftModifier)
    assert heard == [True, False, True]


def test_an_import_ends_in_a_report_that_names_each_file(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"resourceType": "Patient", "id": "n", "name": [{"family": "New"}]}), encoding="utf-8")
    bad.write_text("{ this is no JSON", encoding="utf-8")
    assert window.frame is not None
    start(window.frame, [good, bad])
    qtbot.waitUntil(lambda: bool(window.frame.findChildren(ReportDialog)), timeout=10_000)  # type: ignore[union-attr]
    dialog = window.frame.findChildren(ReportDialog)[0]
    names = {dialog.tree.topLevelItem(i).text(0): dialog.tree.topLevelItem(i).text(1) for i in range(2)}
    assert names["good.json"].endswith("imported") and names["bad.json"].endswith("rejected")
    dialog.close()


def test_one_click_leads_from_a_number_to_its_source(window: Window, open_chart: Callable[..., None],
                                                     qtbot: QtBot) -> None:
    from views.record.source import SourceDialog

    open_chart("wang")
    room = window.frame.room("record")  # type: ignore[union-attr]
    assert isinstance(room, RecordRoom)
    summary = room.page("summary")
    assert isinstance(summary, SummaryPage)
    table = summary.results.table
    where = table.visualRect(summary.results.model.index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: bool(room.findChildren(SourceDialog)), timeout=10_000)
    dialog = room.findChildren(SourceDialog)[0]
    assert '"resourceType": "Observation"' in dialog.text.toPlainText()
    assert "王小明" in texts(dialog) and "crea-2" in texts(dialog)
    dialog.close()


def test_a_long_identity_is_never_cut_the_search_button_gives_way(window: Window, qtbot: QtBot,
                                                                  open_chart: Callable[..., None]) -> None:
    from dataclasses import replace

    open_chart("wang")
    frame = window.frame
    assert frame is not None and frame.banner is not None
    window.resize(1366, 768)
    qtbot.wait(20)
    wide = frame.search.width()
    row = replace(frame.banner.row, number="fefe278e-73bb-4b7d-93ef-b01bd9269b78",
                  name=PersonName("Featherstone", "Maximilian", "Mr"))
    frame.banner_bar.show_patient(replace(frame.banner, row=row))
    qtbot.wait(20)
    assert frame.search.width() < wide
    for text in frame.banner_bar.findChildren(Text):
        assert not text.isVisible() or text.width() >= text.sizeHint().width()


@pytest.mark.parametrize(("person", "number"), [
    (PersonName("王", "小明", "Mr", "", "Wang Xiaoming"), "fefe278e-73bb-4b7d-93ef-b01bd9269b78"),
    (PersonName("Featherstonehaugh-Cholmondeley", "Maximilian", "Prof"), "fefe278e-73bb-4b7d-93ef-b01bd9269b78"),
    (PersonName("欧阳", "娜娜", "Ms", "", "Ouyang Nana (formerly Sima Xiangru)"), "482011790348201179034820117903"),
])
@pytest.mark.parametrize("width", [1366, 1100])
def test_the_banner_never_overflows_and_never_cuts_the_number(window: Window, qtbot: QtBot, width: int,
                                                              open_chart: Callable[..., None], person: PersonName,
                                                              number: str) -> None:
    from dataclasses import replace

    open_chart("wang")
    frame = window.frame
    assert frame is not None and frame.banner is not None
    window.resize(width, 768)
    allergies = (Allergy("Amoxicillin with clavulanic acid", "Toxic epidermal necrolysis", True, "x"),) * 3
    row = replace(frame.banner.row, number=number, name=person)
    frame.banner_bar.show_patient(replace(frame.banner, row=row, allergies=allergies))
    qtbot.wait(20)
    assert window.width() == width
    bar = frame.banner_bar
    for part in bar.findChildren(Text):
        if part.isVisibleTo(bar):
            assert part.width() >= part.sizeHint().width(), part.whole()
            assert part.mapTo(bar, part.rect().topRight()).x() <= bar.width()
    shown = texts(bar)
    assert words.number(number) in shown and "14-Jul-1958 (68 y)" in shown
    name = bar._name
    assert name.whole() == words.name(person) or (
        width == 1100 and name.whole().endswith("…") and name.whole().startswith("FEATHERSTONE")
        and words.name(person) in name.toolTip() and name.accessibleName() == words.name(person))
    assert "Toxic epidermal" in bar._allergy.toolTip() and "Toxic epidermal" in bar._allergy.accessibleName()
