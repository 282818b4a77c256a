"""A few workers kept ready. Background work never takes the last free one, so that a click is answered at once."""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import threading
import time
from collections.abc import Callable, Iterable, Iterator

from workstation.errors import ConsiliaError
from workstation.workers.job import Job, JobFailed, Result
from workstation.workers.worker import Worker


def _default_size() -> int:
    return min(4, max(2, os.cpu_count() or 2)) + 1


class Pool:
    """Safe from any thread. Workers start when first needed (or by ``warm``) and stay until ``close``."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size or _default_size()
        self._idle: list[Worker] = []
        self._busy = 0
        self._changed = threading.Condition()
        self._closed = False

    def warm(self, count: int | None = None) -> None:
        """Starts workers (one fewer than the pool's size) without waiting for them."""
        with self._changed:
            wanted = (count or self.size - 1) - len(self._idle) - self._busy
            self._idle.extend(Worker() for _ in range(max(0, wanted)))

    def run(self, job: Job, background: bool = False) -> Result:
        """One job on one worker. Raises JobFailed."""
        with self.hired(1, background) as workers:
            return workers[0].run(job)

    def run_all(
        self, jobs: Iterable[Job], on_done: Callable[[Job, Result | JobFailed], None], background: bool = False
    ) -> None:
        """Runs jobs side by side, started in their order; ``on_done`` is called here as each ends, failed or not.

        What ``on_done`` or ``on_part`` raises stops the rest: the workers that were busy are ended, nothing lingers.
        """
        with self.hired(self.size - 1, background) as workers:
            _Round(workers, iter(jobs), on_done).go()

    @contextlib.contextmanager
    def hired(self, most: int, background: bool = False) -> Iterator[list[Worker]]:
        """Up to ``most`` workers (at least one; waits for it) for this thread; dead ones are replaced afterwards."""
        workers = self._hire(most, 1 if background else 0)
        try:
            yield workers
        finally:
            with self._changed:
                self._busy -= len(workers)
                for worker in workers:
                    if worker.dead or self._closed:
                        worker.kill()
                    else:
                        self._idle.append(worker)
                self._changed.notify_all()

    def close(self) -> None:
        """Ends all workers. Those at work are ended when their job returns."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def _hire(self, most: int, spare: int) -> list[Worker]:
        with self._changed:
            while self._busy >= self.size - spare:
                self._changed.wait()
            if self._closed:
                raise JobFailed("start", "Consilia is closing")
            count = max(1, min(most, self.size - spare - self._busy))
            taken = [self._idle.pop() for _ in range(min(count, len(self._idle)))]
            taken.extend(Worker() for _ in range(count - len(taken)))
            self._busy += count
            return taken


class _Round:
    """One ``run_all``: a loop over the hired workers' sockets."""

    def __init__(
        self, workers: list[Worker], jobs: Iterator[Job], on_done: Callable[[Job, Result | JobFailed], None]
    ) -> None:
        self._workers, self._jobs, self._on_done = workers, jobs, on_done
        self._running: dict[int, tuple[Job, float]] = {}
        self._selector = selectors.DefaultSelector()

    def go(self) -> None:
        try:
            for place in range(len(self._workers)):
                self._next(place)
            while self._running:
                self._wait()
        finally:
            self._selector.close()
            for place in self._running:                # only after an exception: their jobs are half done
                self._workers[place].kill()

    def _next(self, place: int) -> None:
        """Gives the worker its next job; a job that can't even be handed over has failed."""
        for job in self._jobs:
            worker = self._workers[place]
            if worker.dead:
                worker = self._workers[place] = Worker()
            try:
                deadline = worker.start(job)
            except JobFailed as failure:
                self._on_done(job, failure)
                if failure.kind == "start":
                    return
                continue
            self._running[place] = (job, deadline)
            self._selector.register(worker.fileno(), selectors.EVENT_READ, place)
            return

    def _wait(self) -> None:
        soonest = min(deadline for _, deadline in self._running.values())
        ready = self._selector.select(max(0.0, soonest - time.monotonic()))
        late = [place for place, (_, deadline) in self._running.items() if deadline <= time.monotonic()]
        for place in {key.data for key, _ in ready} | set(late):
            job, deadline = self._running[place]
            descriptor = self._workers[place].fileno()
            try:
                outcome: Result | JobFailed | None = self._workers[place].take(job, deadline)
            except JobFailed as failure:
                outcome = failure
            except BaseException:
                self._selector.unregister(descriptor)
                del self._running[place]
                raise
            if outcome is not None:
                self._selector.unregister(descriptor)
                del self._running[place]
                self._on_done(job, outcome)
                self._next(place)


_shared: Pool | None = None
_lock = threading.Lock()


def pool() -> Pool:
    """The process's own pool, made when first asked for."""
    global _shared
    with _lock:
        if _shared is None:
            _shared = Pool()
        return _shared


def warm() -> None:
    """Starts the shared pool's workers without waiting for them."""
    with contextlib.suppress(OSError, ConsiliaError):     # no process now: the first job will say so
        pool().warm()


def close() -> None:
    """Ends the shared pool's workers; the next use starts new ones."""
    global _shared
    with _lock:
        ending, _shared = _shared, None
    if ending is not None:
        ending.close()


atexit.register(close)
