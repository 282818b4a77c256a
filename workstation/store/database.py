"""The encrypted database: connections, their settings, and errors in the house's own words.

SQLCipher with a raw 256-bit key (a passphrase would cost half a second a connection), WAL with ``synchronous=FULL``
(with NORMAL a power cut loses commits that were acknowledged), foreign keys on. Writers begin IMMEDIATE, so that two
programs wait for each other at the start of a transaction and never in its middle.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from workstation.errors import ConsiliaError, DiskFull, StoreBusy, StoreDamaged

FILE_NAME = "consilia.db"
_WAIT_MS = 5000
_CACHE_KIB = 16384


class Database:
    """One writing connection and a small pool of reading ones."""

    def __init__(self, data_dir: Path, key: bytes) -> None:
        self.path = data_dir / FILE_NAME
        self.writer = self._engine(key, reading=False)
        self._readers = self._engine(key, reading=True)
        self._thread = threading.local()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection that sees one state of the store until it is given back; nested calls share it."""
        current: Connection | None = getattr(self._thread, "connection", None)
        if current is not None:
            with named_errors(self.path.parent):
                yield current
            return
        with named_errors(self.path.parent), self._readers.connect() as connection:
            self._thread.connection = connection
            try:
                yield connection
            finally:
                self._thread.connection = None

    def close(self) -> None:
        self._readers.dispose()
        self.writer.dispose()

    def _engine(self, key: bytes, reading: bool) -> Engine:
        url = URL.create("sqlite", database=str(self.path))
        arguments = {"check_same_thread": False, "timeout": _WAIT_MS / 1000}
        if reading:
            engine = create_engine(url, module=dbapi2, connect_args=arguments, poolclass=QueuePool,
                                   pool_size=4, max_overflow=28, pool_timeout=30)
        else:
            engine = create_engine(url, module=dbapi2, connect_args=arguments, poolclass=StaticPool)
        event.listen(engine, "connect", lambda connection, _: _prepare(connection, key, reading))
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE"))
        return engine


def _prepare(connection: Any, key: bytes, reading: bool) -> None:
    connection.isolation_level = None            # SQLAlchemy's "begin" event begins, not the driver
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        cursor.execute("PRAGMA temp_store = MEMORY")     # no clear text in temporary files
        if reading:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA journal_mode = WAL").fetchone()
            cursor.execute("PRAGMA synchronous = FULL")
    finally:
        cursor.close()


@contextlib.contextmanager
def named_errors(place: Path) -> Iterator[None]:
    """Turns the driver's errors into DiskFull, StoreBusy or StoreDamaged; programming errors pass as they are."""
    try:
        yield
    except DBAPIError as error:
        named = _named(str(getattr(error, "orig", error)).lower(), place)
        if named is None:
            raise
        raise named from error


def _named(message: str, place: Path) -> ConsiliaError | None:
    if "disk is full" in message or "disk i/o error" in message and _no_space(place):
        return DiskFull(place=str(place))
    if "is locked" in message or "is busy" in message:
        return StoreBusy(place=str(place))
    if "not a database" in message or "malformed" in message:
        return StoreDamaged(place=str(place), reason="its database file was changed or cut off")
    if "disk i/o error" in message or "unable to open" in message:
        return StoreDamaged(place=str(place), reason="the disk refused to read or write its database")
    return None


def _no_space(place: Path) -> bool:
    import shutil

    return shutil.disk_usage(place).free < 1 << 20


def checkpoint(connection: Connection) -> None:
    """Folds the write-ahead log into the database file (outside a transaction)."""
    connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
