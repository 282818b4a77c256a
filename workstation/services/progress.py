"""How long work tells where it is and learns that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from workstation.errors import Cancelled


class Progress:
    """Handed to long work. ``step`` reports a fraction (0..1) and raises Cancelled once ``cancel`` was called.

    Thread-safe: the worker calls ``step``, any thread calls ``cancel``.
    """

    def __init__(self, what: str = "The work", listener: Callable[[float, str], None] | None = None) -> None:
        self._what = what
        self._listener = listener
        self._cancelled = threading.Event()

    def step(self, fraction: float, message: str = "") -> None:
        self.check()
        if self._listener is not None:
            self._listener(min(1.0, max(0.0, fraction)), message)

    def check(self) -> None:
        """Raises Cancelled if the user stopped the work."""
        if self._cancelled.is_set():
            raise Cancelled(what=self._what)

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()
