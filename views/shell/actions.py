"""One registry of everything that can be done: it makes the palette (Ctrl+K), the keys and the page of keys (F1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from engines.text.safe_text import for_search


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. ``group`` is a translated heading; ``key`` a QKeySequence text or empty."""

    group: str
    words: str
    act: Callable[[], Any]
    key: str = ""
    icon: str = "next"
    aside: str = ""


class Registry:
    """Actions of the frame (added once a language) and of the room that is shown (asked for anew)."""

    def __init__(self) -> None:
        self._fixed: list[Action] = []
        self._of_room: Callable[[], Iterable[Action]] = tuple

    def add(self, *actions: Action) -> None:
        self._fixed.extend(actions)

    def follow_room(self, actions: Callable[[], Iterable[Action]]) -> None:
        """``actions`` gives those of the room shown now."""
        self._of_room = actions

    def all(self) -> list[Action]:
        of_room = list(self._of_room())
        claimed = {action.key for action in of_room if action.key}
        return [*of_room, *(replace(one, key="") if one.key in claimed else one for one in self._fixed)]

    def matching(self, text: str) -> list[Action]:
        """Actions whose words hold every word of ``text``, or its letters in order; best first."""
        if not text.strip():
            return self.all()
        scored = [(score(text, action.words), place, action) for place, action in enumerate(self.all())]
        found = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1]))
        return [action for _, _, action in found]


def score(text: str, words: str) -> int:
    """How well ``text`` fits ``words``: 3 from the start, 2 all words within, 1 its letters in order, 0 not at all."""
    wanted, given = for_search(text), for_search(words)
    if not wanted:
        return 0
    if given.startswith(wanted):
        return 3
    if all(piece in given for piece in wanted.split()):
        return 2
    letters = iter(given)
    return 1 if len(wanted) > 1 and all(letter in letters for letter in wanted.replace(" ", "")) else 0
