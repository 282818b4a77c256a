"""The connections of an open store, whichever database it lies in, and errors in the house's own words.

One connection writes, a few read. What differs between the embedded database (``embedded``) and a clinic's server
(``postgresql``) is behind ``Backend``; everything above speaks to both alike.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from workstation.errors import ConsiliaError, StoreBusy


class Backend(Protocol):
    """One kind of database. ``place`` names the store in messages."""

    place: str

    def engine(self, reading: bool) -> Engine:
        """An engine whose transactions see one state of the store (``reading``), or write one after another."""
        ...

    def named(self, error: DBAPIError) -> ConsiliaError | None:
        """The driver's error as one of ours; None for one that is a mistake of the program."""
        ...

    def prepare(self, connection: Connection, store_id: str, new: bool) -> None:
        """Looks, within the opening's transaction and before the tables, whether this is the store's database."""
        ...

    def own(self, connection: Connection, store_id: str) -> None:
        """Writes down, in the transaction that makes the tables, whose database it is."""
        ...

    def settle(self, connection: Connection) -> None:
        """The last thing before the connections are closed (outside a transaction)."""
        ...


class Database:
    """One writing connection and a small pool of reading ones."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.writer = backend.engine(reading=False)
        self._readers = backend.engine(reading=True)
        self._thread = threading.local()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection that sees one state of the store until it is given back; nested calls share it."""
        current: Connection | None = getattr(self._thread, "connection", None)
        if current is not None:
            with self.named_errors():
                yield current
            return
        with self.named_errors(), self._readers.connect() as connection:
            self._thread.connection = connection
            try:
                yield connection
            finally:
                self._thread.connection = None

    @contextlib.contextmanager
    def named_errors(self) -> Iterator[None]:
        """Turns the driver's errors into the house's (StoreError); programming errors pass as they are."""
        try:
            yield
        except DBAPIError as error:
            named = self.backend.named(error)
            if named is None:
                raise
            raise named from error
        except PoolExhausted as error:
            raise StoreBusy(place=self.backend.place) from error

    def close(self) -> None:
        self._readers.dispose()
        self.writer.dispose()
