"""Where one message ends and the next begins: MLLP blocks (HL7 MLLP release 1), batches (chapter 2.10), files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

START, END = b"\x0b", b"\x1c"
LARGEST_MESSAGE = 16 << 20         # bytes; a message carries documents in base64
_BEGIN = re.compile(rb"(?:\A|(?<=[\r\n\x0b]))(?:\xef\xbb\xbf)?(?=(?:MSH|FHS|BHS|BTS|FTS)[^A-Za-z0-9])")
_WRAPPERS = (b"FHS", b"BHS", b"BTS", b"FTS")


@dataclass(slots=True)
class Framed:
    """The bytes of one message, and what was odd about its frame, as (place, text).

    ``whole`` where an end block proves that nothing is cut off.
    """

    data: bytes
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    whole: bool = False


class TooLarge(ValueError):
    """A block that grew over ``LARGEST_MESSAGE`` without an end."""


def messages_of(data: bytes) -> list[Framed]:
    """The messages of a file: one, several, framed or not, in a batch or not."""
    found: list[Framed] = []
    for block in _blocks(data):
        found += _cut(block)
    return found


def _blocks(data: bytes) -> Iterator[Framed]:
    if START not in data:
        yield Framed(data)
        return
    lead, *rest = data.split(START)
    if lead.strip():
        yield Framed(lead, [("message", "text stands before the first MLLP block")])
    for piece in rest:
        body, end, after = piece.partition(END)
        notes = [] if end else [("message", "the MLLP block has no end; the message may be cut off")]
        if after.strip():
            notes.append(("message", f"{len(after.strip())} bytes after the end of an MLLP block were left out"))
        yield Framed(body, notes, bool(end))


def _cut(block: Framed) -> list[Framed]:
    starts = [m.start() for m in _BEGIN.finditer(block.data)]
    if not starts:
        return [block]
    if block.data[:starts[0]].strip():
        starts[0] = 0
    pieces = [block.data[a:b] for a, b in zip(starts, [*starts[1:], len(block.data)], strict=True)]
    made = [Framed(piece, list(block.notes), block.whole or piece is not pieces[-1]) for piece in pieces
            if not _is_wrapper(piece)]
    trailers = [piece for piece in pieces if piece.lstrip(b"\xef\xbb\xbf").startswith(b"BTS")]
    said = re.match(rb"BTS.(\d+)", trailers[0]) if trailers else None
    if said is not None and made and int(said[1][:9]) != len(made):
        made[0].notes.append(("BTS-1", f"the batch says {int(said[1][:9])} messages and holds {len(made)}"))
    return made


def _is_wrapper(piece: bytes) -> bool:
    return piece.lstrip(b"\xef\xbb\xbf").startswith(_WRAPPERS)


class BlockReader:
    """Finds MLLP blocks in a stream that comes in pieces of any size."""

    def __init__(self, largest: int = LARGEST_MESSAGE) -> None:
        self._largest = largest
        self._waiting = bytearray()
        self._inside = False
        self.garbage = 0              # bytes that stood outside of blocks

    @property
    def head(self) -> bytes:
        """The beginning of the block that is not complete yet."""
        return bytes(self._waiting[:4096])

    @property
    def inside(self) -> bool:
        """True in the middle of a block."""
        return self._inside

    def feed(self, piece: bytes) -> list[bytes]:
        """The blocks that ``piece`` completes. Raises TooLarge; the reader is of no use after that."""
        self._waiting += piece
        done: list[bytes] = []
        while True:
            if not self._inside and not self._entered():
                return done
            end = self._waiting.find(END)
            if end < 0:
                if len(self._waiting) > self._largest:
                    raise TooLarge
                return done
            done.append(bytes(self._waiting[:end]))
            del self._waiting[:end + 1]
            self._inside = False

    def _entered(self) -> bool:
        """Drops what stands before the next block; True where one begins."""
        start = self._waiting.find(START)
        lost = len(self._waiting) if start < 0 else start
        self.garbage += len(bytes(self._waiting[:lost]).strip(b"\r\n"))
        del self._waiting[:lost + (start >= 0)]
        self._inside = start >= 0
        return self._inside


def framed(message: bytes) -> bytes:
    """One MLLP block."""
    return START + message + END + b"\r"
