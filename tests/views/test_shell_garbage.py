"""Full searches for garbage are made while nobody uses the window, and by Python itself once it is closed."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from views.shell import garbage
from views.shell.garbage import Garbage


class Ring:
    """Holds itself: only a search finds that nobody else does."""

    def __init__(self) -> None:
        self.own = self


def test_it_takes_over_and_gives_back() -> None:
    before, owner = gc.get_threshold(), QObject()
    kept = Garbage(owner)
    assert gc.get_threshold()[:2] == before[:2] and gc.get_threshold()[2] > 100_000
    kept.release()
    assert gc.get_threshold() == before


def test_an_owner_that_goes_gives_back_too(qtbot: QtBot) -> None:
    before, owner = gc.get_threshold(), QObject()
    Garbage(owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: gc.get_threshold() == before, timeout=5000)


def test_a_rest_clears_what_a_search_alone_finds(qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(garbage, "_REST_MS", 40)
    monkeypatch.setattr(garbage, "_ENOUGH", 1)
    owner = QObject()
    kept = Garbage(owner)
    try:
        ring = Ring()
        gone = weakref.ref(ring)
        gc.collect(1)                                    # now in the oldest generation, which no short search looks at
        gc.collect(1)
        del ring
        gc.collect(1)
        assert gone() is not None
        kept.touched()
        qtbot.waitUntil(lambda: gone() is None, timeout=5000)
    finally:
        kept.release()


def test_where_little_came_together_nothing_is_searched(monkeypatch) -> None:
    owner = QObject()
    kept = Garbage(owner)
    try:
        gc.collect()
        assert kept.collect() is False
    finally:
        kept.release()
