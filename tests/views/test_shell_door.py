"""The way in: first run, an empty clinic with its recovery key, the demo clinic made and stopped, options."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot
from view_helpers import settle

from views.shell import application, faults
from views.shell.first_run import CreateClinic, FirstRun, Making, RecoveryKey, write_key
from views.shell.language import Language, known
from views.shell.settings import Settings
from views.shell.sign_in import SignIn
from views.shell.warm import Warmer
from views.shell.window import Window
from views.widgets.kit import Button, Text
from workstation.errors import Cancelled
from workstation.services.progress import Progress

PHRASE = "one quiet sentence for the test"


@pytest.fixture
def empty_window(tmp_path: Path, settings: Settings, language: Language, qtbot: QtBot,
                 monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.delenv("CONSILIA_PASSPHRASE", raising=False)
    made = Window(tmp_path / "clinic", "", settings, language, "light")
    qtbot.addWidget(made)
    made.show()
    made.begin()
    qtbot.waitUntil(lambda: isinstance(made.gate, FirstRun), timeout=10_000)
    yield made
    made.close()


def press(window: Window, name: str) -> None:
    gate = window.gate
    assert gate is not None
    next(button for button in gate.findChildren(Button) if button.accessibleName() == name).click()


def test_an_empty_clinic_is_created_and_its_recovery_key_shown_once(empty_window: Window, qtbot: QtBot,
                                                                    language: Language) -> None:
    window = empty_window
    press(window, "Create")
    gate = window.gate
    assert isinstance(gate, CreateClinic)
    gate.button.click()
    assert "Both names are needed" in gate._error.whole()
    gate._display.setText("Dr Zhao")
    gate._name.setText("zhao")
    gate._first.setText("short")
    gate._second.setText("other")
    gate.button.click()
    assert "differ" in gate._error.whole()
    gate._second.setText("short")
    gate.button.click()
    qtbot.waitUntil(lambda: "15 characters" in gate._error.whole(), timeout=10_000)
    gate._first.setText(PHRASE)
    gate._second.setText(PHRASE)
    qtbot.keyClick(gate.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.gate, RecoveryKey), timeout=20_000)
    key_page = window.gate
    assert isinstance(key_page, RecoveryKey)
    key = max((text.whole() for text in key_page.findChildren(Text)), key=lambda text: text.count("-"))
    press(window, "I have written it down")
    settle(qtbot, window)
    assert window.frame is not None and window.frame.clinic.user.display == "Dr Zhao"
    from workstation.services import sign_in

    window.frame.clinic.close()
    sign_in.sign_in(window.door.data_dir, "zhao", key).close()          # what was shown does open the clinic


def test_making_the_demo_clinic_can_be_stopped(empty_window: Window, qtbot: QtBot,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.services import demo

    ended = threading.Event()

    def build(_place: Path, progress: Progress) -> None:
        try:
            while True:
                progress.step(0.4, "patient 5 of 16")
                threading.Event().wait(0.01)
        except Cancelled:
            ended.set()
            raise

    monkeypatch.setattr(demo, "build", build)
    press(empty_window, "Make the demo clinic")
    gate = empty_window.gate
    assert isinstance(gate, Making)
    qtbot.waitUntil(lambda: gate._detail.whole() == "patient 5 of 16", timeout=5000)
    press(empty_window, "Stop")
    qtbot.waitUntil(ended.is_set, timeout=2000)
    assert isinstance(empty_window.gate, FirstRun)


def test_a_folder_with_a_store_leads_to_sign_in(empty_window: Window, qtbot: QtBot, two_patients: object) -> None:
    empty_window.gate.folder_asked.emit(str(two_patients.data_dir))  # type: ignore[union-attr,attr-defined]
    qtbot.waitUntil(lambda: isinstance(empty_window.gate, SignIn), timeout=10_000)


def test_the_environment_signs_in(two_patients: object, settings: Settings, language: Language, qtbot: QtBot,
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    window = Window(two_patients.data_dir, "", settings, language, "dark")  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    settle(qtbot, window)
    assert window.frame is not None and window.frame.chrome.is_dark
    window.close()


def test_the_window_comes_back_as_it_was_and_can_be_reset(empty_window: Window, settings: Settings,
                                                          language: Language, qtbot: QtBot) -> None:
    empty_window.resize(1100, 690)
    settings.set_geometry(empty_window.saveGeometry())
    again = Window(empty_window.door.data_dir, "", settings, language, "light")
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1100, 690)
    again.reset_layout()
    assert settings.geometry().isEmpty()
    again.close()


def test_the_recovery_key_prints_on_one_page(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "key.pdf"
    write_key(QPdfWriter(str(file)), "Consilia: recovery key", "K7QF-93MD", "Keep it away.")
    from pypdf import PdfReader

    assert len(PdfReader(str(file)).pages) == 1


def test_without_a_display_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert application.run_screen([]) == 1
    said = capsys.readouterr().err
    assert "no display" in said and said.count("\n") == 1


def test_warming_stops_when_asked_and_survives_what_is_missing(qtbot: QtBot) -> None:
    warmer = Warmer(("no_such_module_at_all", "json"), pause=0.001)
    warmer.start()
    qtbot.waitUntil(lambda: not warmer.is_alive(), timeout=60_000)
    assert warmer.missing == ["no_such_module_at_all"]
    long = Warmer(("json",) * 10_000, pause=0.01)
    long.start()
    long.stop()
    assert not long.is_alive()


def test_the_log_of_a_fault_names_places_but_no_patient(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise KeyError("WANG Xiaoming 4820117903")
    except KeyError as error:
        code = faults.note(error)
    assert code in caplog.text and "test_shell_door.py" in caplog.text and "WANG" not in caplog.text


@pytest.mark.parametrize(("asked", "meant"), [("zh", "zh_CN"), ("zh-CN", "zh_CN"), ("EN", "en"), ("xx", "en")])
def test_languages_are_understood(asked: str, meant: str) -> None:
    assert known(asked) == meant


def test_a_running_job_stands_in_the_status_bar_and_can_be_stopped(window: Window, qtbot: QtBot,
                                                                   open_chart: Callable[..., None]) -> None:
    frame = window.frame
    assert frame is not None

    def work(progress: Progress) -> None:
        for count in range(1000):
            progress.step(count / 1000)
            threading.Event().wait(0.01)

    frame.tasks.run(work, lambda _done: None, label="Importing", scope="test")
    qtbot.waitUntil(frame.status._stop.isVisible, timeout=3000)
    assert frame.status._job_words.whole() == "Importing"
    frame.status._stop.click()
    qtbot.waitUntil(lambda: not frame.status._stop.isVisible(), timeout=1000)
