"""What several tests of the screens share."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from views.shell.window import Window


def settle(qtbot: QtBot, window: Window) -> None:
    """Waits until no work is under way and what it brought is drawn."""
    def quiet() -> bool:
        return not window.door.tasks.running() and (window.frame is None or not window.frame.busy())

    qtbot.waitUntil(quiet, timeout=30_000)
    qtbot.wait(60)
    qtbot.waitUntil(quiet, timeout=30_000)
