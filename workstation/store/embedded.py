"""The embedded database: one encrypted file in the store's folder.

SQLCipher with a raw 256-bit key (a passphrase would cost half a second a connection), WAL with ``synchronous=FULL``
(with NORMAL a power cut loses commits that were acknowledged), foreign keys on. Writers begin IMMEDIATE, so that two
programs wait for each other at the start of a transaction and never in its middle.
"""

from __future__ import annotations

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


class Embedded:
    """The database file in ``data_dir`` under its raw key."""

    def __init__(self, data_dir: Path, key: bytes) -> None:
        self._folder = data_dir
        self._key = key
        self.place = str(data_dir)

    def engine(self, reading: bool) -> Engine:
        url = URL.create("sqlite", database=str(self._folder / FILE_NAME))
        arguments = {"check_same_thread": False, "timeout": _WAIT_MS / 1000}
        if reading:                                  # the connection used last knows the chart that is open
            engine = create_engine(url, module=dbapi2, connect_args=arguments, poolclass=QueuePool,
                                   pool_size=4, max_overflow=28, pool_timeout=30, pool_use_lifo=True)
        else:
            engine = create_engine(url, module=dbapi2, connect_args=arguments, poolclass=StaticPool)
        event.listen(engine, "connect", lambda connection, _: _prepare(connection, self._key, reading))
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE"))
        return engine

    def named(self, error: DBAPIError) -> ConsiliaError | None:
        message = str(error.orig or error).lower()
        if "disk is full" in message or "disk i/o error" in message and _no_space(self._folder):
            return DiskFull(place=self.place)
        if "is locked" in message or "is busy" in message:
            return StoreBusy(place=self.place)
        if "not a database" in message or "malformed" in message:
            return StoreDamaged(place=self.place, reason="its database file was changed or cut off")
        if "disk i/o error" in message or "unable to open" in message:
            return StoreDamaged(place=self.place, reason="the disk refused to read or write its database")
        return None

    def prepare(self, connection: Connection, store_id: str, new: bool) -> None:
        """The key is the proof: a file of another store does not open."""

    def own(self, connection: Connection, store_id: str) -> None:
        """The key says it."""

    def settle(self, connection: Connection) -> None:
        """Folds the write-ahead log into the database file."""
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


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


def _no_space(place: Path) -> bool:
    import shutil

    return shutil.disk_usage(place).free < 1 << 20
