"""What several tests of the screens share."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from views.shell.window import Window

OWN: Any = SimpleNamespace(guest_of="", guest_parts=frozenset())       # stands for one's own clinic, never asked more


def settle(qtbot: QtBot, window: Window) -> None:
    """Waits until no work is under way and what it brought is drawn."""
    def quiet() -> bool:
        return not window.door.tasks.running() and (window.frame is None or not window.frame.busy())

    qtbot.waitUntil(quiet, timeout=30_000)
    qtbot.wait(60)
    qtbot.waitUntil(quiet, timeout=30_000)


class Watchdog:
    """Beats every few milliseconds on the GUI thread and keeps the longest work between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.at = ""
        self.step = ""
        self.by_step: dict[str, float] = {}
        self._last = time.thread_time()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.thread_time()
        self.by_step[self.step] = max(now - self._last, self.by_step.get(self.step, 0.0))
        if now - self._last > self.longest:
            self.longest, self.at = now - self._last, self.step
        self._last = now

    def stop(self) -> None:
        self._timer.stop()
