"""The one door for work that takes time: off the GUI thread, with progress, cancel, and late results dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from workstation.errors import Cancelled, ConsiliaError
from workstation.priority import give_way
from workstation.services.progress import Progress

T = TypeVar("T")


class Job(QObject):
    """One piece of work. Its signals arrive on the GUI thread."""

    progressed = Signal(float, str)
    _finished = Signal(object, object)

    def __init__(self, label: str, scope: object) -> None:
        super().__init__()
        self.label = label
        self.scope = scope
        self.progress = Progress(label, self.progressed.emit)
        self.dropped = False

    def cancel(self) -> None:
        """Asks the work to stop; what it still delivers is dropped."""
        self.dropped = True
        self.progress.cancel()


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        give_way(threading.get_native_id())
        try:
            result, error = self._work(self._job.progress), None
        except Exception as failure:  # noqa: BLE001 - the thread's boundary: everything becomes a message on the screen
            result, error = None, failure
        try:
            self._job._finished.emit(result, error)
        except RuntimeError:        # the window is gone: nobody waits for this result
            return


class Tasks(QObject):
    """Runs work for the rooms. ``changed`` fires when the list of running jobs changes (status bar, tour, tests)."""

    changed = Signal()
    unexpected = Signal(object)        # a ConsiliaError that nobody else tells the person
    fault = Signal(object, str)        # what nobody foresaw, with the id that the person sees: for the log

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._jobs: list[Job] = []
        self._closed = False

    def run(self, work: Callable[[Progress], T], done: Callable[[T], object], *, label: str, scope: object,
            failed: Callable[[ConsiliaError], object] | None = None,
            progressed: Callable[[float, str], object] | None = None) -> Job:
        """Runs ``work(progress)`` in a thread and then ``done(result)`` or ``failed(error)`` on the GUI thread.

        ``scope`` is the room that asked: ``drop(scope)`` (patient switched) cancels its jobs and drops late results.
        """
        job = Job(label, scope)
        if self._closed:                        # a frame that is going away may still have a turn of the loop
            job.cancel()
            return job

        def finish(result: Any, error: Exception | None) -> None:
            if job not in self._jobs:           # closed since: its frame is gone, and nobody asks any more
                return
            self._jobs.remove(job)
            self.changed.emit()
            if job.dropped or isinstance(error, Cancelled):
                return
            if error is None:
                done(result)
            else:
                self._fail(error, failed)

        job._finished.connect(finish, Qt.ConnectionType.QueuedConnection)
        if progressed is not None:
            def tell(fraction: float, message: str) -> None:
                if not job.dropped:
                    progressed(fraction, message)

            job.progressed.connect(tell, Qt.ConnectionType.QueuedConnection)
        self._jobs.append(job)
        self.changed.emit()
        self._pool.start(_Run(job, work))
        return job

    def _fail(self, error: Exception, failed: Callable[[ConsiliaError], object] | None) -> None:
        known = error if isinstance(error, ConsiliaError) else _unexpected(error)
        if known is not error and type(known) is ConsiliaError:
            self.fault.emit(error, known.code)
        if failed is not None:
            failed(known)
        else:
            self.unexpected.emit(known)

    def drop(self, scope: object) -> None:
        """Cancels all work of a room; nothing of it will arrive."""
        dropped = [job for job in self._jobs if job.scope is scope]
        for job in dropped:
            job.cancel()
        if dropped:
            self.changed.emit()

    def running(self, scope: object | None = None) -> list[Job]:
        return [job for job in self._jobs if not job.dropped and (scope is None or job.scope is scope)]

    def close(self) -> None:
        """Cancels everything and waits for the threads; nothing more is run."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        self._pool.clear()
        self._pool.waitForDone(10_000)
        self._jobs.clear()


def _unexpected(error: Exception) -> ConsiliaError:
    from engines.spec import Refusal
    from workstation.errors import CannotCompute

    if isinstance(error, Refusal):
        return CannotCompute(engine="this", input=error.input, reason=error.reason)
    return ConsiliaError(reason=type(error).__name__)      # its message may hold patient data; the log has the place
