"""Files that are there whole or not at all: temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from workstation.errors import DiskFull


def write_atomically(target: Path, pieces: Iterable[bytes], durable_name: bool = True) -> None:
    """Writes ``pieces`` to ``target`` so that a reader sees the old file or the whole new one, also after a power cut.

    ``durable_name=False`` leaves the folder's fsync to the caller (many files of one batch share one). Raises DiskFull;
    no part of the new file is left behind then.
    """
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with disk_full_named(target):
        try:
            with temporary.open("xb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        if durable_name:
            sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Makes names in ``folder`` durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def disk_full_named(place: Path) -> Iterator[None]:
    """Turns the system's 'no space' (ENOSPC, EDQUOT) into DiskFull that names the place."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise DiskFull(place=str(place.parent)) from error
        raise
