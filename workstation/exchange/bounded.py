"""Reads files with a limit on what comes out, so that a small file can't become a large one in memory."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol

from workstation.errors import DamagedFile, UnsafeFile

LARGEST_DOCUMENT = 128 << 20       # bytes of one JSON document
LARGEST_STREAM = 320 << 20         # bytes of one Bundle that is read in parts
LARGEST_LINE = 16 << 20            # bytes of one line of NDJSON


_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


class Source(Protocol):
    """A path, or a member of an archive."""

    @property
    def name(self) -> str: ...
    def open(self, mode: Any = ..., /) -> IO[Any]: ...


@contextmanager
def _opened(path: Source, zipped: bool) -> Generator[IO[bytes] | gzip.GzipFile]:
    with path.open("rb") as file:
        if not zipped:
            yield file
            return
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield unpacked


def read_document(path: Source, zipped: bool) -> bytes:
    """The whole content of a file. Raises UnsafeFile beyond 128 MiB and DamagedFile for a broken gzip."""
    try:
        with _opened(path, zipped) as file:
            data = file.read(LARGEST_DOCUMENT + 1)
    except _BROKEN as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error
    if len(data) > LARGEST_DOCUMENT:
        raise UnsafeFile(place=path.name, reason=f"it holds more than {LARGEST_DOCUMENT >> 20} MB as one document")
    return data


def is_longer(path: Source, zipped: bool, size: int) -> bool:
    """Whether a file holds more than ``size`` bytes, read no further than that. Raises DamagedFile."""
    try:
        with _opened(path, zipped) as file:
            left = size
            while left > 0 and (data := file.read(min(left, 1 << 20))):
                left -= len(data)
            return left <= 0 and bool(file.read(1))
    except _BROKEN as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error


@contextmanager
def stream(path: Source, zipped: bool) -> Generator[Callable[[int], bytes]]:
    """Gives a function that reads on. Raises UnsafeFile beyond 320 MiB and DamagedFile for a broken gzip."""
    read = 0

    def piece(size: int) -> bytes:
        nonlocal read
        data: bytes = file.read(size)
        read += len(data)
        if read > LARGEST_STREAM:
            limit = LARGEST_STREAM >> 20
            raise UnsafeFile(place=path.name, reason=f"it holds more than {limit} MB as one document; split it")
        return data

    try:
        with _opened(path, zipped) as file:
            yield piece
    except _BROKEN as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error


def read_lines(path: Source, zipped: bool) -> Iterator[bytes]:
    """The lines of a file, one at a time. Raises as ``read_document`` does, with 16 MiB a line."""
    try:
        with _opened(path, zipped) as file:
            while line := file.readline(LARGEST_LINE + 1):
                if len(line) > LARGEST_LINE:
                    raise UnsafeFile(place=path.name, reason=f"a line holds more than {LARGEST_LINE >> 20} MB")
                yield line
    except _BROKEN as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error
