"""Opens tar archives of records (plain or within gzip) by the rules of ``archive``: judged as a whole, never unpacked.

Reads ustar headers (POSIX.1-1988), pax headers (POSIX.1-2001) and GNU long names itself and within bounds: a header may
name any size for what follows it, and Python's ``tarfile`` reads that into memory.
"""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from workstation.errors import DamagedFile, NotThatFormat, UnsafeFile
from workstation.exchange.archive import (
    BROKEN,
    LARGEST_MEMBER,
    LARGEST_WHOLE,
    MOST_MEMBERS,
    PIECE,
    RATIO,
    RECORDS,
    SMALL,
    SMALL_WHOLE,
    hidden,
    name_fault,
    shown,
    told_apart,
)
from workstation.exchange.sniff import GZIP, HEAD, Kind, holds_archive, kind_in

_BLOCK = 512
_LONGEST_HEADER = 64 << 10         # bytes of a pax header or a long name
_LONGEST_END = 1 << 20             # bytes of zeros behind the last member
_FILES, _FOLDER = (b"0", b"\0", b"7"), b"5"


class _Stream:
    """The bytes of the archive, out of gzip where it is within one, and never more than it may unpack to."""

    def __init__(self, path: Path, file: IO[bytes], zipped: bool) -> None:
        self._path = path
        self._file: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=file) if zipped else file
        packed = path.stat().st_size
        self._most = min(LARGEST_WHOLE, max(SMALL_WHOLE, RATIO * packed)) if zipped else LARGEST_WHOLE

    def read_at(self, place: int, size: int) -> bytes:
        """Up to ``size`` bytes. Raises UnsafeFile beyond what the archive may unpack to, DamagedFile."""
        if place > self._most:
            raise UnsafeFile(place=self._path.name,
                             reason=f"it would unpack to more than {self._most >> 20} MB, far more than its size")
        try:
            self._file.seek(place)
            return self._file.read(size)
        except BROKEN as error:
            raise DamagedFile(place=self._path.name, reason="its compressed content is cut off or broken") from error


class _Part(io.RawIOBase):
    """One member as a file of its own."""

    def __init__(self, stream: _Stream, start: int, size: int) -> None:
        self._stream, self._start, self._size, self.position = stream, start, size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read_at(self._start + self.position, min(len(buffer), self._size - self.position))
        buffer[:len(data)] = data
        self.position += len(data)
        return len(data)


@dataclass(frozen=True, slots=True)
class TarMember:
    """One file of an open archive, in the shape of a path that the import reads. ``kind`` is told by its content."""

    stream: _Stream
    path: Path
    filename: str
    start: int
    size: int
    kind: Kind = Kind.EMPTY
    zipped: bool = False           # gzip around it

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.filename}"

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Its bytes from the beginning; ``mode`` is "rb"."""
        assert mode == "rb"
        return io.BufferedReader(_Part(self.stream, self.start, self.size), PIECE)

    def stat(self) -> os.stat_result:
        return os.stat_result((0, 0, 0, 0, 0, 0, self.size, 0, 0, 0))

    def read_bytes(self) -> bytes:
        """The whole content. Raises DamagedFile."""
        with self.open() as file:
            return file.read()

    def __str__(self) -> str:
        return f"{self.path}/{self.filename}"


@contextmanager
def opened(path: Path, zipped: bool) -> Generator[list[TarMember]]:
    """The files of an archive in their order, hidden ones left out; readable while it is open.

    Raises UnsafeFile, DamagedFile, and NotThatFormat where nothing in it is a record.
    """
    with path.open("rb") as file:
        stream = _Stream(path, file, zipped)
        seen: set[str] = set()
        members: list[TarMember] = []
        for count, member in enumerate(_walk(stream, path)):
            if count >= MOST_MEMBERS:
                raise UnsafeFile(place=path.name, reason=f"it names more than {MOST_MEMBERS} members")
            told_apart(path, member.filename, seen)
            found = _judged(member)                     # read once, in its order: gzip can't be read backwards
            if not hidden(member.filename):
                members.append(found)
        if not any(member.kind in RECORDS for member in members):
            raise NotThatFormat(place=path.name, format="archive of records",
                                reason="nothing in it is a record or an image")
        yield members


def _walk(stream: _Stream, path: Path) -> Iterator[TarMember]:
    """Every file, in its order. Raises UnsafeFile for anything that is neither file nor folder."""
    at, long_name, more = 0, "", dict[str, str]()
    while any(block := _block(stream, path, at)):
        kind, size = block[156:157], _number(block[124:136], path)
        at += _BLOCK
        if kind in (b"x", b"g", b"L") and size > _LONGEST_HEADER:
            raise UnsafeFile(place=path.name, reason="a header of it is absurdly long")
        if kind == b"L":
            long_name = _text(stream.read_at(at, size).rstrip(b"\0"), path)
        elif kind in (b"x", b"g"):
            said = _pax(stream.read_at(at, size), path)
            if kind == b"g" and {"path", "size"} & set(said):
                raise UnsafeFile(place=path.name, reason="a header of it claims one name or size for all members")
            more |= said if kind == b"x" else {}
        else:
            name = more.get("path") or long_name or _name(block, path)
            size = _decimal(more["size"], path) if "size" in more else size
            holes = any(key.startswith("GNU.sparse.") for key in more)
            yield from _member(stream, path, b"S" if holes else kind, name, at, size)
            long_name, more = "", {}
        at += -(-size // _BLOCK) * _BLOCK
    _ended(stream, path, at)


def _member(stream: _Stream, path: Path, kind: bytes, name: str, at: int, size: int) -> Iterator[TarMember]:
    """The file, or nothing for a folder."""
    plain = name.removeprefix("./")
    if kind == _FOLDER and plain in ("", "."):
        return
    reason = _entry_fault(kind, size) or name_fault(plain)
    if reason:
        raise UnsafeFile(place=path.name, reason=f"its member '{shown(name)}' {reason}")
    if kind != _FOLDER:
        yield TarMember(stream, path, plain, at, size)


def _entry_fault(kind: bytes, size: int) -> str:
    """Why an entry is refused whatever its name, or ""."""
    if kind in (b"1", b"2", b"K"):
        return "is a link to another file"
    if kind in (b"3", b"4", b"6"):
        return "is no ordinary file"
    if kind == b"S":
        return "has holes, which serve only to fill a disk"
    if kind != _FOLDER and kind not in _FILES:
        return "is of a kind that is not read"
    if size > LARGEST_MEMBER or (kind == _FOLDER and size):
        return f"would unpack to {size >> 20} MB, far more than its size"
    return ""


def _block(stream: _Stream, path: Path, at: int) -> bytes:
    """The header at ``at``, its check sum proved; the block of zeros that ends the archive. Raises DamagedFile."""
    block = stream.read_at(at, _BLOCK)
    if len(block) < _BLOCK:
        raise DamagedFile(place=path.name, reason="it is cut off: its end is missing")
    said = block[148:156]
    if any(block) and sum(block) - sum(said) + 8 * 32 != _number(said, path):
        raise DamagedFile(place=path.name, reason="a header of it does not fit its check sum")
    return block


def _ended(stream: _Stream, path: Path, at: int) -> None:
    """Nothing but zeros to the very end, which also proves the check sum of gzip."""
    begun = at
    while data := stream.read_at(at, PIECE):
        if any(data):
            raise DamagedFile(place=path.name, reason="something follows after its end")
        at += len(data)
        if at - begun > _LONGEST_END:
            raise UnsafeFile(place=path.name, reason="it goes on with zeros after its end")


def _judged(member: TarMember) -> TarMember:
    """The member with what it holds, after it was read to its end once."""
    part = _Part(member.stream, member.start, member.size)
    file = io.BufferedReader(part, PIECE)
    damaged = DamagedFile(place=member.path.name, reason=f"its member '{shown(member.filename)}' is cut off or broken")
    head = file.read(HEAD)
    zipped = head.startswith(GZIP)
    try:
        rest = _Counted(io.BufferedReader(_Rejoined(head, file)), member) if zipped else file
        head = rest.read(HEAD) if zipped else head
        if holds_archive(head):
            raise UnsafeFile(place=member.path.name, reason=f"its member '{shown(member.filename)}' is an archive "
                             "again; unpack it first")
        kind = kind_in(head, rest)
        while rest.read(PIECE) or file.read(PIECE):
            pass
    except BROKEN as error:
        raise damaged from error
    if part.position != member.size:
        raise damaged
    return replace(member, kind=kind, zipped=zipped)


class _Rejoined(io.RawIOBase):
    """What was read of a file already, and the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._head:
            self._head = self._rest.read(len(buffer))
        data, self._head = self._head[:len(buffer)], self._head[len(buffer):]
        buffer[:len(data)] = data
        return len(data)


class _Counted:
    """What is within a gzip member, under the limit of what it may unpack to."""

    def __init__(self, file: IO[bytes], member: TarMember) -> None:
        self._inner = gzip.GzipFile(fileobj=file)
        self._member, self._size = member, 0

    def read(self, size: int, /) -> bytes:
        data = self._inner.read(size)
        self._size += len(data)
        if self._size > LARGEST_MEMBER or (self._size > SMALL and self._size > RATIO * self._member.size):
            raise UnsafeFile(place=self._member.path.name, reason=f"its member '{shown(self._member.filename)}' would "
                             f"unpack to more than {self._size >> 20} MB, far more than its size")
        return data


def _name(block: bytes, path: Path) -> str:
    name, prefix = block[:100].split(b"\0")[0], block[345:500].split(b"\0")[0]
    return _text(prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name, path)


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedFile(place=path.name, reason="a name in it is no UTF-8 text") from error


def _number(field: bytes, path: Path) -> int:
    """Octal digits, or GNU's big-endian number for sizes from 8 GB on."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise DamagedFile(place=path.name, reason="a header of it holds no number where one must stand")
    return int(digits or b"0", 8)


def _decimal(text: str, path: Path) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise DamagedFile(place=path.name, reason="a header of it holds no number where one must stand")
    return int(text)


def _pax(data: bytes, path: Path) -> dict[str, str]:
    """Its records ``LENGTH KEY=VALUE\\n``."""
    found: dict[str, str] = {}
    while data.strip(b"\0"):
        length, _, _ = data.partition(b" ")
        size = int(length) if length.isdigit() and len(length) < 8 else 0
        record = data[:size]
        key, equals, value = record[len(length) + 1:-1].partition(b"=")
        if not equals or len(record) != size or not record.endswith(b"\n"):
            raise DamagedFile(place=path.name, reason="a header of it can't be read")
        found[_text(key, path)] = _text(value, path)
        data = data[size:]
    return found
