"""The one thread that writes. Work is queued, done in a transaction of its own, and answered after COMMIT returned."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from workstation.errors import ConsiliaError
from workstation.store.database import Database

Result = TypeVar("Result")


class StoreClosed(ConsiliaError):
    happened = "The store is closed."
    next_step = "Sign in again."


class Writer:
    """Runs one transaction at a time. ``idle`` gets a connection when nothing waits: the anchor is written then."""

    def __init__(self, database: Database, idle: Callable[[Connection], None]) -> None:
        self._database = database
        self._idle = idle
        self._queue: queue.SimpleQueue[tuple[Callable[[Connection], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="consilia-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], Result]) -> Future[Result]:
        """Queues ``work``; its result comes after COMMIT, its exception after ROLLBACK."""
        future: Future[Result] = Future()
        with self._lock:
            if self._closed:
                raise StoreClosed()
            self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finishes what waits and ends the thread. A second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        unanchored = False
        while True:
            if unanchored and self._queue.empty():
                self._quietly(self._idle)
                unanchored = False
            item = self._queue.get()
            if item is None:
                break
            work, future = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                with self._database.named_errors(), self._database.writer.begin() as connection:
                    result = work(connection)
            except BaseException as error:  # noqa: BLE001 - the thread's boundary: the caller gets whatever happened
                future.set_exception(error)
            else:
                unanchored = True
                future.set_result(result)
        if unanchored:
            self._quietly(self._idle)

    def _quietly(self, task: Callable[[Connection], None]) -> None:
        """The anchor may lag: a full disk, a lock or a server away harms nothing that was acknowledged."""
        try:
            with self._database.named_errors(), self._database.writer.connect() as connection:
                task(connection)
        except (ConsiliaError, OSError, SQLAlchemyError):
            return
