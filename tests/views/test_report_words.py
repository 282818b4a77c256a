"""What is typed into a report survives: the next room, another patient in between, a kill -9."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from views.report.room import ReportRoom
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.theme import Theme
from workstation.domain.user import Role, User
from workstation.errors import NotAllowed
from workstation.services import audit, demo, patients, report_words, sign_in, users
from workstation.services.demo.bundles import bundles
from workstation.services.importing import import_paths

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "correct horse battery staple"
TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from views.report.room import ReportRoom
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.theme import Theme
from workstation.services import patients, sign_in
app = QApplication([])
clinic = sign_in.sign_in(Path(sys.argv[1]), "ann", sys.argv[2])
tasks, theme = Tasks(), Theme("light")
room = ReportRoom(RoomContext(clinic, theme, tasks, lambda *_, **__: None, lambda *_: None))
room.show()
room.show_patient(patients.banner(clinic, sys.argv[3]))
number = 0
def type_on():
    global number
    if number == 0 and room.busy():
        return
    number += 1
    room.options.comment.insertPlainText(f"word{number} ")
    print(number, flush=True)
timer = QTimer(interval=50); timer.timeout.connect(type_on); timer.start()
app.exec()
"""


@pytest.fixture
def hero(clinic, tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "wang.json").write_bytes(bundles(date(2026, 11, 23))["wang-xiaoming.json"])
    import_paths(clinic, [folder])
    return clinic


def _room(clinic, qtbot, said):
    tasks, theme = Tasks(), Theme("light")
    room = ReportRoom(RoomContext(clinic, theme, tasks, lambda *_, **__: None, lambda words, _: said.append(words)))
    qtbot.addWidget(room)
    room.show()
    room.show_patient(patients.banner(clinic, demo.HERO))
    qtbot.waitUntil(lambda: not tasks.running() and room.shown is not None, timeout=30_000)
    return room, tasks


def test_a_kill_loses_at_most_one_second_and_the_words_are_offered_again(hero, qtbot):
    place = hero.data_dir
    hero.close()
    typist = subprocess.Popen([sys.executable, "-c", TYPIST, str(place), PASSPHRASE, demo.HERO], cwd=ROOT, text=True,
                              stdout=subprocess.PIPE)
    assert typist.stdout is not None
    typed_at = []
    for _ in typist.stdout:
        typed_at.append(time.monotonic())
        if typed_at[-1] - typed_at[0] > 2.5:
            break
    typist.kill()
    killed = time.monotonic()
    typist.wait(timeout=10)
    with sign_in.sign_in(place, "ann", PASSPHRASE) as again:
        words = report_words.kept(again, demo.HERO)
        assert words is not None
        safe = sum(at <= killed - 1.0 for at in typed_at)
        assert safe > 5 and f"word{safe} " in words.text
        said: list[str] = []
        room, tasks = _room(again, qtbot, said)
        assert room.options.comment.toPlainText() == words.text
        assert room.shown.draft.content.comment.strip() == words.text.strip()
        assert any("are here again" in line for line in said)
        room.clear()
        tasks.close()


def test_signed_words_are_not_offered_again(hero, qtbot):
    room, tasks = _room(hero, qtbot, [])
    room.options.comment.setPlainText("To the chest board.")
    qtbot.waitUntil(lambda: report_words.kept(hero, demo.HERO) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: room.shown is not None and room.shown.draft.content.comment != "", timeout=30_000)
    room.sign()
    qtbot.waitUntil(lambda: room.shown is not None and room.shown.draft is None, timeout=30_000)
    qtbot.waitUntil(lambda: report_words.kept(hero, demo.HERO) is None, timeout=10_000)
    room.clear()
    tasks.close()


def test_words_belong_to_who_typed_them_lie_encrypted_and_leave_no_flood_of_entries(hero):
    before = len(audit.entries(hero, limit=5000))
    for number in range(20):
        report_words.keep(hero, demo.HERO, f"Suspicious spiculated nodule {number}").result(timeout=10)
    assert report_words.kept(hero, demo.HERO).text.endswith("19")
    assert len(audit.entries(hero, limit=5000)) - before <= 2
    users.add(hero, User("bo", "Dr Bo", Role.NURSE), PASSPHRASE)
    place = hero.data_dir
    hero.close()
    assert not [file for file in place.rglob("*") if file.is_file() and b"spiculated" in file.read_bytes()]
    with sign_in.sign_in(place, "bo", PASSPHRASE) as other:
        assert report_words.kept(other, demo.HERO) is None
        with pytest.raises(NotAllowed):
            report_words.keep(other, demo.HERO, "a nurse writes no report")
