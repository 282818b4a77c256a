"""Reads files with a limit on what comes out, so that a small file can't become a large one in memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from workstation.errors import DamagedFile, UnsafeFile

LARGEST_DOCUMENT = 128 << 20       # bytes of one JSON document
LARGEST_LINE = 16 << 20            # bytes of one line of NDJSON


def read_document(path: Path, zipped: bool) -> bytes:
    """The whole content of a file. Raises UnsafeFile beyond 128 MiB and DamagedFile for a broken gzip."""
    try:
        with gzip.open(path) if zipped else path.open("rb") as file:
            data = file.read(LARGEST_DOCUMENT + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error
    if len(data) > LARGEST_DOCUMENT:
        raise UnsafeFile(place=path.name, reason=f"it holds more than {LARGEST_DOCUMENT >> 20} MB as one document")
    return data


def read_lines(path: Path, zipped: bool) -> Iterator[bytes]:
    """The lines of a file, one at a time. Raises as ``read_document`` does, with 16 MiB a line."""
    try:
        with gzip.open(path) if zipped else path.open("rb") as file:
            while line := file.readline(LARGEST_LINE + 1):
                if len(line) > LARGEST_LINE:
                    raise UnsafeFile(place=path.name, reason=f"a line holds more than {LARGEST_LINE >> 20} MB")
                yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedFile(place=path.name, reason="its compressed content is cut off or broken") from error
