"""Full searches for garbage wait until nobody is at the keys.

Python looks through every object it holds once enough new ones have come: with a long chart open that takes 20 to
90 ms, in whatever thread it happens, and the window stands still. The short searches through young objects stay.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_REST_MS = 5000                    # without a key or the mouse
_USUAL = gc.get_threshold()
_NEVER = 1_000_000                 # searches of the middle generation before a full one comes by itself
_ENOUGH = 10                       # of them since the last full one: Python's own measure


class Garbage(QObject):
    """Takes the full searches over until ``release``, or until its owner is gone."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        gc.set_threshold(*_USUAL[:2], _NEVER)
        self.destroyed.connect(_leave_to_python)
        self._rest = QTimer(self, interval=_REST_MS)
        self._rest.timeout.connect(self.collect)
        self._rest.start()

    def touched(self) -> None:
        """Somebody uses the window."""
        self._rest.start()

    def collect(self) -> bool:
        """A full search, if enough has come together since the last; True where it was made."""
        if gc.get_count()[2] < _ENOUGH:
            return False
        gc.collect()
        return True

    def release(self) -> None:
        """Leaves the searches to Python again."""
        self._rest.stop()
        _leave_to_python()


def _leave_to_python() -> None:
    gc.set_threshold(*_USUAL)
