"""Nothing is clipped: 1366x768, 125 to 200 %, and a language 40 % longer; and the window never stops answering."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from view_helpers import Watchdog, settle

from views.record.pages import PAGES
from views.shell.rooms import ROOMS
from views.shell.warm import Warmer
from views.shell.window import Window

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_the_gates_fit_at_every_scale(factor: str, tmp_path: Path) -> None:
    code = """
import sys
sys.path.insert(0, "tests/views")
from pathlib import Path
from walkers import clipped
from views.shell.application import build, options_of
from views.shell.first_run import CreateClinic, FirstRun, RecoveryKey
from views.shell.sign_in import SignIn
from workstation.domain.user import Role, User
app, window = build(options_of(["--data-dir", sys.argv[1]]))
window.resize(1366, 768); window.show()
for gate in (FirstRun(window.theme, Path(sys.argv[1])), CreateClinic(window.theme),
             RecoveryKey(window.theme, "K7QF-93MD"),
             SignIn(window.theme, [User("a", "Dr A", Role.PHYSICIAN)], "", "consilia demo clinic")):
    window.show_gate(gate)
    for _ in range(5):
        app.processEvents()
    print(type(gate).__name__, clipped(window))
print("ratio", window.devicePixelRatioF())
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor, "PYTHONPATH": str(ROOT),
                   "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "none")], cwd=ROOT, env=environment, text=True,
                          capture_output=True, timeout=60)
    lines = done.stdout.strip().splitlines()
    assert len(lines) == 5, done.stderr
    assert lines[-1] == f"ratio {float(factor)}"
    assert [line for line in lines[:-1] if not line.endswith("[]")] == []


def test_the_window_never_stops_answering_for_50_ms(window: Window, open_chart: Callable[..., None],
                                                    patient_ids: dict[str, str], qtbot: QtBot) -> None:
    """The GUI thread's own work between two beats (its processor time: a loaded machine is not the program's fault)."""
    warmer = Warmer(pause=0.005)                         # as at idle, before the first click
    warmer.start()
    qtbot.waitUntil(lambda: not warmer.is_alive(), timeout=60_000)
    assert warmer.missing == []
    dog = _walked(window, patient_ids, qtbot)
    print(f"longest {dog.longest * 1000:.1f} ms at {dog.at}")
    assert dog.longest < 0.05


def _walked(window: Window, patient_ids: dict[str, str], qtbot: QtBot) -> Watchdog:
    """Every room, another patient and back, the list, the palette and a source, under a watchdog."""
    frame = window.frame
    assert frame is not None
    settle(qtbot, window)
    dog = Watchdog()
    try:
        for step, act in (
            *((entry.name, lambda name=entry.name: frame.open(name, patient=patient_ids["wang"])) for entry in ROOMS),
            *((f"page {entry.name}", lambda name=entry.name: frame.open("record", page=name)) for entry in PAGES),
            ("other patient", lambda: frame.open("record", patient=patient_ids["old"])),
            ("back", lambda: frame.open("record", patient=patient_ids["wang"])),
            ("list", lambda: frame.open("clinic")), ("search", lambda: frame.open("clinic", search="wa")),
            ("record", lambda: frame.open("record")), ("palette", frame.show_palette),
            ("typing", lambda: frame.palette_box.field.setText("wang")),  # type: ignore[union-attr]
            ("hide", lambda: frame.palette_box.hide()),  # type: ignore[union-attr]
            ("source", lambda: frame.open("record", source="Observation/crea-2")),
        ):
            dog.step = step
            QTimer.singleShot(0, act)
            settle(qtbot, window)
            qtbot.wait(40)
    finally:
        dog.stop()
    return dog
