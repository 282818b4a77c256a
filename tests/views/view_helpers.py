"""What several tests of the screens share."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from views.shell.window import Window


def settle(qtbot: QtBot, window: Window) -> None:
    """Waits until no work is under way and what it brought is drawn."""
    def quiet() -> bool:
        return not window.door.tasks.running() and (window.frame is None or not window.frame.busy())

    qtbot.waitUntil(quiet, timeout=30_000)
    qtbot.wait(60)
    qtbot.waitUntil(quiet, timeout=30_000)


def quietest(session: Callable[[], float], enough: float, tries: int = 4) -> float:
    """The least of what up to ``tries`` sessions measured; stops at the first below ``enough``."""
    least = float("inf")
    for _ in range(tries):
        least = min(least, session())
        if least < enough:
            break
    return least
