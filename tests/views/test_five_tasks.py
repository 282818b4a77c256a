"""Five tasks by keyboard alone on a full chart; the number of keystrokes is counted and may only fall.

Images take long to make: that the imaging room shows its first finding by itself is tested in ``test_imaging_room``;
here the advice is read, which rests on findings of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from view_helpers import settle

from views.pedigree.room import PedigreeRoom
from views.plan.room import PlanRoom
from views.report.room import ReportRoom
from views.shell.language import Language
from views.shell.rooms import ROOMS
from views.shell.settings import Settings
from views.shell.window import Window
from views.vitals.room import VitalsRoom
from workstation.services.clinic import Clinic
from workstation.services.demo.bundles import bundles
from workstation.services.importing import import_paths

MOST = {"open a chart": 4, "find a trend": 1, "read the advice": 1, "three generations": 1, "print": 3}


class Hands:
    """Strikes keys on whatever has the focus, and counts."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot, self.struck = window, qtbot, 0

    def type(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClicks(self._here(), letter)
            self.struck += 1

    def strike(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._here(), key, held)
        self.struck += 1
        settle(self.qtbot, self.window)

    def counted(self) -> int:
        struck, self.struck = self.struck, 0
        return struck

    def _here(self) -> object:
        return QApplication.focusWidget() or self.window


@pytest.fixture
def hands(clinic: Clinic, tmp_path: Path, settings: Settings, language: Language, qtbot: QtBot) -> Iterator[Hands]:
    folder = tmp_path / "records"
    folder.mkdir()
    for name in ("wang-xiaoming.json", "yang-fan.json"):
        (folder / name).write_bytes(bundles(date(2026, 11, 23))[name])
    import_paths(clinic, [folder])
    window = Window(clinic.data_dir, "ann", settings, language, "light")
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.enter(clinic)
    settle(qtbot, window)
    yield Hands(window, qtbot)
    window.close()


def test_five_tasks_by_keyboard_alone(hands: Hands, qtbot: QtBot, tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    window, counts = hands.window, {}
    frame = window.frame
    assert frame is not None
    control = Qt.KeyboardModifier.ControlModifier

    hands.type("wxm")
    qtbot.wait(300)
    settle(qtbot, window)
    hands.strike(Qt.Key.Key_Return)
    assert frame.room_name == "record" and frame.banner is not None and frame.banner.row.name.pinyin == "Wang Xiaoming"
    counts["open a chart"] = hands.counted()

    hands.strike(Qt.Key.Key_3, control)
    vitals = frame.room("vitals")
    assert isinstance(vitals, VitalsRoom) and any(len(card.trend.points) == 28 for card in vitals._cards)
    counts["find a trend"] = hands.counted()

    hands.strike(Qt.Key.Key_5, control)
    plan = frame.room("plan")
    assert isinstance(plan, PlanRoom) and plan.tiles.current() is not None
    counts["read the advice"] = hands.counted()

    hands.strike(Qt.Key.Key_4, control)
    pedigree = frame.room("pedigree")
    assert isinstance(pedigree, PedigreeRoom) and frame.room_name == "pedigree"
    counts["three generations"] = hands.counted()

    hands.strike(Qt.Key.Key_6, control)
    report = frame.room("report")
    assert isinstance(report, ReportRoom) and report.pages.count >= 3
    out = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    hands.strike(Qt.Key.Key_S, control)
    hands.struck += 1                                   # Return in the system's own dialog
    qtbot.waitUntil(out.exists, timeout=20_000)
    counts["print"] = hands.counted()
    assert counts == MOST

    names: set[str] = set()
    for entry in ROOMS:
        frame.open(entry.name)
        settle(qtbot, window)
        room = frame.room(entry.name)
        assert room is not None
        listed = {action.words for action in frame.registry.all()}
        assert {action.words for action in room.actions()} <= listed, "Ctrl+K reaches every action of the room"
        for action in room.actions():
            best = [found.words for found in frame.registry.matching(action.words)]
            assert action.words in best
        names |= listed
    assert len(names) > 40
