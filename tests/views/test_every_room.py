"""Every room and dialog on a full chart: named for a screen reader, nothing clipped at any size, scale or language."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import Longer, clipped, unnamed

from views.plan.room import PlanRoom
from views.record.room import RecordRoom
from views.record.summary import SummaryPage
from views.report.room import ReportRoom
from views.shell.doings import show_keys
from views.shell.import_flow import ReportDialog, start
from views.shell.language import Language
from views.shell.rooms import ROOMS
from views.shell.settings import Settings
from views.shell.window import Window
from workstation.services import demo
from workstation.services.clinic import Clinic
from workstation.services.demo.bundles import bundles
from workstation.services.importing import import_paths

ROOT = Path(__file__).resolve().parents[2]
EMPTIEST = "demo-yang-fan"


def fill(clinic: Clinic, folder: Path) -> None:
    """The demo clinic's fullest chart and its emptiest."""
    folder.mkdir()
    for name in ("wang-xiaoming.json", "yang-fan.json"):
        (folder / name).write_bytes(bundles(date(2026, 11, 23))[name])
    import_paths(clinic, [folder])


@pytest.fixture
def screen(clinic: Clinic, tmp_path: Path, settings: Settings, language: Language, qtbot: QtBot) -> Iterator[Window]:
    fill(clinic, tmp_path / "records")
    made = Window(clinic.data_dir, "ann", settings, language, "light")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.enter(clinic)
    settle(qtbot, made)
    yield made
    made.close()


def walk(screen: Window, qtbot: QtBot, look: Callable[[QWidget], list[str]],
         people: tuple[str, ...] = (demo.HERO, EMPTIEST)) -> dict[str, list[str]]:
    """What ``look`` complains of, by room and patient."""
    found: dict[str, list[str]] = {}
    assert screen.frame is not None
    for who in people:
        for entry in ROOMS:
            screen.frame.open(entry.name, patient=who)
            settle(qtbot, screen)
            complaints = look(screen)
            if complaints:
                found[f"{entry.name} of {who}"] = complaints
    return found


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1920, 1080)])
def test_no_room_clips_its_words_at_common_sizes(screen: Window, qtbot: QtBot, size: tuple[int, int]) -> None:
    screen.resize(*size)
    assert walk(screen, qtbot, clipped) == {}
    assert (screen.width(), screen.height()) == size


def test_no_room_clips_a_language_that_is_longer(screen: Window, qtbot: QtBot) -> None:
    longer, application = Longer(), QApplication.instance()
    assert application is not None and screen.frame is not None
    application.installTranslator(longer)
    try:
        screen.use_language("en")
        settle(qtbot, screen)
        assert walk(screen, qtbot, clipped) == {}
    finally:
        application.removeTranslator(longer)


def test_no_room_clips_chinese_on_a_small_screen(screen: Window, qtbot: QtBot) -> None:
    screen.resize(1366, 768)
    screen.use_language("zh_CN")
    settle(qtbot, screen)
    assert walk(screen, qtbot, clipped) == {}


def test_every_widget_of_every_room_has_a_name(screen: Window, qtbot: QtBot) -> None:
    assert walk(screen, qtbot, unnamed) == {}


SCALED = """
import sys
sys.path.insert(0, "tests/views")
import time
from pathlib import Path
from walkers import clipped
from views.shell.application import build, options_of
from views.shell.rooms import ROOMS
from workstation.services import sign_in
app, window = build(options_of(["--data-dir", sys.argv[1], "--language", "en"]))
window.remembers = False
window.resize(1366, 768); window.show()
window.enter(sign_in.sign_in(Path(sys.argv[1]), "ann", "correct horse battery staple"))
def settle():
    until = time.monotonic() + 30
    calm = 0
    while time.monotonic() < until and calm < 12:
        app.processEvents(); time.sleep(0.005)
        calm = 0 if window.frame.busy() else calm + 1
for entry in ROOMS:
    window.frame.open(entry.name, patient="demo-wang-xiaoming")
    settle()
    print(entry.name, clipped(window))
print("ratio", window.devicePixelRatioF(), window.width())
window.close()
"""


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_no_room_clips_its_words_at_any_scale(clinic: Clinic, tmp_path: Path, factor: str) -> None:
    fill(clinic, tmp_path / "records")
    place = clinic.data_dir
    clinic.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor, "PYTHONPATH": str(ROOT),
                   "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SCALED, str(place)], cwd=ROOT, env=environment, text=True,
                          capture_output=True, timeout=120)
    lines = done.stdout.strip().splitlines()
    assert len(lines) == len(ROOMS) + 1, done.stderr
    assert lines[-1] == f"ratio {float(factor)} 1366"
    assert [line for line in lines[:-1] if not line.endswith("[]")] == []


# --- dialogs ---------------------------------------------------------------------------------------------------------

def _opened(screen: Window, room: str, qtbot: QtBot) -> object:
    assert screen.frame is not None
    screen.frame.open(room, patient=demo.HERO)
    settle(qtbot, screen)
    return screen.frame.room(room)


def _source(screen: Window, qtbot: QtBot, _folder: Path) -> None:
    room = _opened(screen, "record", qtbot)
    assert isinstance(room, RecordRoom)
    summary = room.page("summary")
    assert isinstance(summary, SummaryPage)
    room.open_source(summary.results.model.trends[0].latest.source)


def _override(screen: Window, qtbot: QtBot, _folder: Path) -> None:
    room = _opened(screen, "plan", qtbot)
    assert isinstance(room, PlanRoom)
    next(one for one in room.actions() if one.key == "X").act()


def _sign(screen: Window, qtbot: QtBot, _folder: Path) -> None:
    room = _opened(screen, "report", qtbot)
    assert isinstance(room, ReportRoom)
    room.ask_to_sign()


def _keys(screen: Window, qtbot: QtBot, _folder: Path) -> None:
    _opened(screen, "report", qtbot)
    assert screen.frame is not None
    show_keys(screen.frame)


def _import(screen: Window, qtbot: QtBot, folder: Path) -> None:
    assert screen.frame is not None
    (folder / "letter.json").write_text('{"greeting": "no record"}', encoding="utf-8")
    start(screen.frame, [folder / "letter.json"])
    qtbot.waitUntil(lambda: bool(screen.findChildren(ReportDialog)), timeout=20_000)


@pytest.mark.parametrize("language_name", ["en", "longer", "zh_CN"])
@pytest.mark.parametrize("ask", [_source, _override, _sign, _keys, _import], ids=lambda ask: ask.__name__.strip("_"))
def test_no_dialog_clips_its_words_and_all_of_it_has_names(
        screen: Window, qtbot: QtBot, tmp_path: Path, language_name: str,
        ask: Callable[[Window, QtBot, Path], None]) -> None:
    longer, application = Longer(), QApplication.instance()
    assert application is not None
    screen.resize(1366, 768)
    if language_name == "longer":
        application.installTranslator(longer)
    try:
        screen.use_language("zh_CN" if language_name == "zh_CN" else "en")
        settle(qtbot, screen)
        ask(screen, qtbot, tmp_path)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(QDialog)), timeout=10_000)
        qtbot.wait(60)
        dialog = next(one for one in screen.findChildren(QDialog) if one.isVisible())
        assert clipped(dialog) == [] and unnamed(dialog) == []
        assert dialog.width() <= 1366 and dialog.height() <= 768
        dialog.close()
    finally:
        application.removeTranslator(longer)


def test_the_palette_has_names(screen: Window, qtbot: QtBot) -> None:
    assert screen.frame is not None
    screen.frame.show_palette()
    assert screen.frame.palette_box is not None
    assert unnamed(screen.frame.palette_box) == []
