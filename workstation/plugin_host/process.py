"""Runs one call of a ``python`` plugin in a process of its own; the caller is back by the deadline in any case."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import engines
from workstation.errors import PluginAnswerInvalid, PluginFailed, PluginTimeout, PluginTooGreedy
from workstation.plugin_api.manifest import Manifest
from workstation.plugin_api.messages import LONGEST_ANSWER, answer_fault
from workstation.plugin_host import runner
from workstation.priority import give_way

_START_SECONDS = 10.0             # at most, for Python itself to start; the plugin's own deadline runs from then on
_READ = 64 * 1024


def ask(manifest: Manifest, folder: Path, document: Mapping[str, Any]) -> Any:
    """The ``result`` of one call, not yet checked against the contract.

    Raises PluginTimeout (deadline or processor time), PluginTooGreedy (memory), PluginFailed (a fault or a crash) and
    PluginAnswerInvalid (no JSON-RPC answer, or too long). The process and its children are gone when this returns.
    """
    with tempfile.TemporaryDirectory(prefix="consilia-plugin-") as place:
        process = _start(manifest, folder, place)
        try:
            answer = _exchange(process, json.dumps(document).encode() + b"\n", manifest.capabilities.seconds)
        finally:
            _end(process)
    return _result(manifest, process.returncode, answer, int(document["id"]))


def _start(manifest: Manifest, folder: Path, place: str) -> subprocess.Popen[bytes]:
    root = Path(next(iter(engines.__path__))).parent
    limits = manifest.capabilities
    process = subprocess.Popen(
        [sys.executable, "-I", "-B", str(runner.__file__), str(root), str(folder.resolve()), manifest.entry,
         str(limits.megabytes), str(limits.seconds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=place, env=_environment(),
        close_fds=True, start_new_session=True,
    )
    give_way(process.pid)
    return process


def _environment() -> dict[str, str]:
    """Empty, but for what Windows needs to start a process at all."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


class _Reader(threading.Thread):
    """Reads the line that says 'ready' and the answer, and never more than the longest answer allowed."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True, name="plugin-answer")
        self._stream = stream
        self._read = bytearray()
        self.ready = threading.Event()
        self.too_long = False

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):      # the process was killed while we read
            while chunk := os.read(self._stream.fileno(), _READ):
                self._read += chunk
                lines = self._read.count(b"\n")
                if lines > 0:
                    self.ready.set()
                self.too_long = len(self._read) > LONGEST_ANSWER
                if lines > 1 or self.too_long:
                    break
        self.ready.set()

    @property
    def answer(self) -> bytes:
        """The second line, b"" where there is none."""
        return bytes(self._read).partition(b"\n")[2]


def _exchange(process: subprocess.Popen[bytes], question: bytes, seconds: float) -> _Reader | None:
    """Sends the call and waits for the answer, None at the deadline.

    Writing has a thread of its own, because a plugin may never read.
    """
    assert process.stdin is not None and process.stdout is not None
    reader = _Reader(process.stdout)
    writer = threading.Thread(target=_write, args=(process.stdin, question), daemon=True, name="plugin-question")
    reader.start()
    writer.start()
    if reader.ready.wait(_START_SECONDS):
        reader.join(seconds)
    return None if reader.is_alive() else reader


def _write(stream: IO[bytes], question: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):          # a process that ended early says so by its answer
        stream.write(question)
        stream.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Waits a moment for the exit code, then ends the whole process group, so that no child and no zombie stays."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(0.2 if process.poll() is None else 0)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):              # the question was never read to its end
                stream.close()


def _result(manifest: Manifest, code: int | None, answer: _Reader | None, number: int) -> Any:
    name, limits = manifest.id, manifest.capabilities
    if answer is None or code == -_signal("SIGXCPU"):
        raise PluginTimeout(plugin=name, seconds=f"{limits.seconds:g}")
    if answer.too_long:
        raise PluginAnswerInvalid(plugin=name, reason=f"the answer is longer than {LONGEST_ANSWER // 1024} kB")
    if not answer.answer:
        raise PluginFailed(plugin=name, reason=_ending(code))
    try:
        document = json.loads(answer.answer)
    except (ValueError, RecursionError) as error:
        raise PluginAnswerInvalid(plugin=name, reason="it is no JSON") from error
    fault = answer_fault(document, number)
    if fault is not None:
        raise PluginAnswerInvalid(plugin=name, reason=fault)
    if "error" in document:
        _raise_reported(manifest, document["error"])
    return document["result"]


def _raise_reported(manifest: Manifest, error: Any) -> None:
    code = error.get("code") if isinstance(error, dict) else None
    if code == runner.NO_MEMORY:
        raise PluginTooGreedy(plugin=manifest.id, megabytes=manifest.capabilities.megabytes)
    message = error.get("message") if isinstance(error, dict) else None
    if code == runner.NOT_PROTECTED:
        raise PluginFailed(plugin=manifest.id, reason=f"it could not be shut in ({message})")
    raise PluginFailed(plugin=manifest.id, reason=str(message)[:200])


def _signal(name: str) -> int:
    return int(getattr(signal, name, 0)) or 10_000          # a number no exit code has, where there is no such signal


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"it was ended by signal {-code}"
    return f"it ended without an answer (code {code})"
