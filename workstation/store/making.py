"""Making a store whole or not at all, also where the program is killed or the power fails in the middle.

Keys and database must come together: a database without its keys is lost, keys without a database are no store. So the
keys are first written under another name, the database is made, and the one rename of the key file makes the store.
What is found with the other name and without the key file was never a store, and is made again from the beginning.
A database beside no key file at all is another matter: it may be somebody's record, and is never touched.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from workstation.errors import StoreBusy, StoreExists
from workstation.store.embedded import FILE_NAME as DATABASE
from workstation.store.files import sync_folder
from workstation.store.keys import FILE_NAME as KEYS
from workstation.store.keys import KeyFile

UNFINISHED = f"{KEYS}.new"
_LOCK = ".making"
_DATABASE_FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")


@contextlib.contextmanager
def making(data_dir: Path) -> Iterator[None]:
    """Within it, this process alone makes a store in ``data_dir``; a failure leaves no part of it.

    Raises StoreExists where there is a store or a database without keys, StoreBusy where another program makes one.
    """
    if (data_dir / KEYS).exists():
        raise StoreExists(place=str(data_dir))
    data_dir.mkdir(parents=True, exist_ok=True)
    with _alone(data_dir):
        if (data_dir / KEYS).exists():
            raise StoreExists(place=str(data_dir))
        _clear(data_dir)
        try:
            yield
        except BaseException:
            if not (data_dir / KEYS).exists():
                _clear(data_dir)
            raise


def finish(keys: KeyFile) -> None:
    """Puts the key file to its place: from this moment on there is a store."""
    (keys.path.parent / UNFINISHED).replace(keys.path)
    sync_folder(keys.path.parent)


def _clear(data_dir: Path) -> None:
    """Removes what an interrupted making left; its mark goes last, so that this too may be interrupted."""
    if not (data_dir / UNFINISHED).exists():
        if any((data_dir / name).exists() for name in _DATABASE_FILES):
            raise StoreExists(place=str(data_dir))
        return
    for name in _DATABASE_FILES:
        (data_dir / name).unlink(missing_ok=True)
    sync_folder(data_dir)
    (data_dir / UNFINISHED).unlink()


@contextlib.contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """Holds the folder's lock. The system gives it back when the process ends, however it ends."""
    with (data_dir / _LOCK).open("ab") as file:
        try:
            _lock(file)
        except OSError as error:
            raise StoreBusy(place=str(data_dir)) from error
        yield
        with contextlib.suppress(OSError):           # only once a store stands: whoever waited finds that instead
            (data_dir / _LOCK).unlink()


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
