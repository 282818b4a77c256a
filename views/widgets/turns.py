"""Long work on the window's own thread in short turns, between which it answers keys and paints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_A_TURN_MS = 1      # 0 would be a posted event, and Qt serves all of those, the new ones too, before it looks at a key


def next_turn(owner: QObject, act: Callable[[], object]) -> None:
    """Calls ``act`` in a later turn of the event loop, unless ``owner`` is gone by then."""
    QTimer.singleShot(_A_TURN_MS, owner, act)
