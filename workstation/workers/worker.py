"""One worker process, seen from the asking side."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import workstation
from workstation.priority import give_way
from workstation.workers.channel import Channel, ChannelClosed
from workstation.workers.job import Job, JobFailed, Result

MEGABYTES = 4096
START_SECONDS = 30.0
_READERS = ("orjson", "numpy", "pydicom", "pydicom.pixels", "jpeg_ls", "workstation.exchange.dicom_jobs")
_PYTHON_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Worker:
    """A started process. Used by one thread at a time; after JobFailed of kind crash, timeout or cancel it is dead."""

    def __init__(self, megabytes: int = MEGABYTES, preload: tuple[str, ...] = _READERS) -> None:
        ours, theirs = socket.socketpair()
        serving = Path(__file__).with_name("serving.py")
        root = Path(next(iter(workstation.__path__))).parent
        windows = sys.platform == "win32"
        command = [sys.executable, "-I", "-B", str(serving), str(root)]
        keep = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        shared = b""
        if not windows:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(megabytes), *preload], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=keep | _PYTHON_ENVIRONMENT, start_new_session=True, cwd=root,
            )
        else:
            # The socket is shared by its process id, so the child must exist first: it waits on its standard input.
            self._process = subprocess.Popen(
                [*command, "4096", str(megabytes), *preload], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env=keep | _PYTHON_ENVIRONMENT, cwd=root,
            )
            shared = getattr(theirs, "share")(self._process.pid)  # noqa: B009 - only there on Windows
        give_way(self._process.pid)
        if self._process.stdin is not None:
            self._process.stdin.write(shared.ljust(4096, b"\0"))
            self._process.stdin.close()
        theirs.close()
        self._channel = Channel(ours)
        self._ready = False
        self.dead = False

    def fileno(self) -> int:
        return self._channel.fileno()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self) -> None:
        """Blocks until the process has imported and shut itself in. Raises JobFailed of kind ``start``."""
        if self._ready:
            return
        try:
            head, _, _ = self._channel.receive(START_SECONDS)
        except (ChannelClosed, TimeoutError, ValueError) as error:
            self.kill()
            raise JobFailed("start", "a worker process could not be started") from error
        if "error" in head:
            self.kill()
            raise JobFailed("start", str(head["error"].get("reason", ""))[:300])
        self._ready = True

    def start(self, job: Job) -> float:
        """Hands a job over and returns its deadline (monotonic seconds)."""
        self.wait_ready()
        head = {"function": job.function, "arguments": job.arguments}
        if job.block is not None:
            head |= {"block_size": job.block.size, "block": job.block.name}
        try:
            self._channel.send(head, job.payload, job.block.fd if job.block is not None else -1)
        except ChannelClosed as error:
            raise self._crashed() from error
        return time.monotonic() + job.seconds

    def take(self, job: Job, deadline: float) -> Result | None:
        """Reads one message of the running job: its Result, or None after a part. Raises JobFailed."""
        try:
            head, payload, _ = self._channel.receive(max(0.01, deadline - time.monotonic()))
        except TimeoutError as error:
            self.kill()
            raise JobFailed("timeout", f"it took longer than {job.seconds:g} s") from error
        except ChannelClosed as error:
            raise self._crashed() from error
        except ValueError as error:
            self.kill()
            raise JobFailed("crash", "the worker answered nonsense") from error
        if "part" in head:
            self._tell(job, head["part"])
            return None
        if "error" in head:
            raise JobFailed(str(head["error"].get("kind", "fault")), str(head["error"].get("reason", ""))[:300])
        return Result(head.get("value", {}), bytes(payload))

    def run(self, job: Job) -> Result:
        """Does a job and waits for it. Raises JobFailed, or what ``on_part`` raised (the worker is then ended)."""
        deadline = self.start(job)
        while True:
            result = self.take(job, deadline)
            if result is not None:
                return result

    def kill(self) -> None:
        """Ends the process and reaps it. Safe to call twice."""
        self.dead = True
        self._channel.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()

    def _tell(self, job: Job, part: object) -> None:
        if job.on_part is None or not isinstance(part, dict):
            return
        try:
            job.on_part(part)
        except BaseException:
            self.kill()                    # stopped in the middle: the process can't be used again
            raise

    def _crashed(self) -> JobFailed:
        self.kill()
        code = self._process.returncode
        how = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        return JobFailed("crash", f"the worker that read it ended {how}")


@contextlib.contextmanager
def alone(megabytes: int, preload: tuple[str, ...] = ()) -> Iterator[Worker]:
    """A worker for one piece of work, with its own memory limit; it ends with the block."""
    worker = Worker(megabytes, preload)
    try:
        yield worker
    finally:
        worker.kill()
