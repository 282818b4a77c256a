"""Cuts a large Bundle into its resources while it is read, so that memory does not grow with the file.

The same cuts as ``fhir_slices`` makes, by the same functions, on a window of the text that moves along the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from workstation.exchange.fhir_slices import Slice, entry_at, name_at, next_at
from workstation.exchange.safe_json import BrokenJson, JsonFault, after_blanks, value_at

_PIECE = 1 << 20                   # bytes read at once
_LONGEST = 32 << 20                # characters of one entry or member
T = TypeVar("T")
_PLACE = re.compile(r"(?<=character )\d+")


class NoBundle(Exception):
    """The file is something else than a Bundle with its entries in a list; it has to be read as a whole."""


class BundleStream:
    """One reading of a Bundle. ``members``, its own without the entries, is whole once ``slices`` has ended."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._before = 0                              # characters that were cut off in front of the window
        self._at = 0
        self._ended = False
        self.members: dict[str, Any] = {}

    def slices(self) -> Iterator[Slice]:
        """The entries in their order. Raises JsonFault where the text can't be used, NoBundle where it is none."""
        self._more()
        self._text = self._text.removeprefix("\ufeff")
        if not self._text.startswith("{", after_blanks(self._text, 0)):
            raise NoBundle
        self._at = after_blanks(self._text, 0)
        self._step(lambda: (None, after_blanks(self._text, self._at + 1)))
        more = True
        while more:
            name = self._step(lambda: name_at(self._text, self._at))
            if name in self.members:
                raise JsonFault(f"the name '{name[:40]}' stands twice in one object", unsafe=True)
            if name == "entry" and self._text.startswith("[", self._at):
                self.members[name] = []
                yield from self._entries()
            else:
                self.members[name] = self._step(lambda: value_at(self._text, self._at))
            more = self._past("}")
        self._end()
        if self.members.get("resourceType") != "Bundle":
            raise NoBundle
        self.members.pop("entry", None)

    def _entries(self) -> Iterator[Slice]:
        self._step(lambda: (None, after_blanks(self._text, self._at + 1)))
        if self._text.startswith("]", self._at):
            self._at += 1
            return
        number, more = 0, True
        while more:
            place = f"entry[{number}]"
            yield self._step(lambda place=place: entry_at(self._text, self._at, place))
            number += 1
            more = self._past("]")

    def _past(self, closing: str) -> bool:
        def step() -> tuple[bool, int]:
            at, more = next_at(self._text, self._at, closing)
            return more, at

        return self._step(step)

    def _end(self) -> None:
        while not self._ended:
            self._more()
        if after_blanks(self._text, self._at) != len(self._text):
            raise BrokenJson(f"something follows after its end (character {self._before + self._at})")

    def _step(self, read: Callable[[], tuple[T, int]]) -> T:
        """What ``read`` finds at the window's place, which moves on behind it; the window grows where it was too short.

        A value that ends with the window may go on in the file (a number, blanks before a comma), so it is read again.
        """
        while True:
            try:
                found, at = read()
                if at < len(self._text) or self._ended:
                    self._at = at
                    self._trim()
                    return found
            except BrokenJson as fault:
                if self._ended:
                    moved = _PLACE.sub(lambda hit: str(int(hit[0]) + self._before), fault.reason)
                    raise BrokenJson(moved, fault.unsafe) from None
            if len(self._text) - self._at > _LONGEST:
                raise JsonFault(f"one of its parts is longer than {_LONGEST >> 20} MB or never ends", unsafe=True)
            self._more()

    def _more(self) -> None:
        """Makes the window twice what is still unread of it, at least one piece longer."""
        wanted = max(_PIECE, len(self._text) - self._at)
        data = self._read(wanted)
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise BrokenJson(f"a byte near character {self._before + len(self._text)} is no UTF-8 text") from error

    def _trim(self) -> None:
        if self._at > _PIECE:
            self._text, self._before, self._at = self._text[self._at:], self._before + self._at, 0
