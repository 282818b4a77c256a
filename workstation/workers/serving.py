"""The inside of a worker: gives up its rights, then answers jobs until the asking process goes away.

Started as ``python -I -B serving.py ROOT DESCRIPTOR MEGABYTES PRELOAD...`` with an empty environment.
"""

from __future__ import annotations

import importlib
import mmap
import os
import socket
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workstation.workers.channel import Channel

_ALLOWED = "workstation."
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom", "/dev/null",
           "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")


class Refused(Exception):
    """Raised by a job that can't be done, with a kind of ``JobFailed`` and the reason in words."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Call:
    """What a job function gets: ``arguments``, ``payload``, the mapped ``block`` (or None) and ``tell``."""

    def __init__(
        self, channel: Channel, arguments: dict[str, Any], payload: bytearray, block: mmap.mmap | None
    ) -> None:
        self._channel = channel
        self.arguments = arguments
        self.payload = payload
        self.block = block

    def tell(self, part: dict[str, Any]) -> None:
        """Sends a message before the answer."""
        self._channel.send({"part": part})


def main(arguments: list[str]) -> None:
    """Shuts the process in and serves. Called in the imported module, whose ``Refused`` the jobs know."""
    root, place, megabytes, *preload = arguments
    from workstation import sandbox
    from workstation.workers.channel import Channel, ChannelClosed

    channel = Channel(_socket(place))
    for name in preload:
        importlib.import_module(name)
    paths = sysconfig.get_paths()
    own = [str(Path(root) / room) for room in ("workstation", "engines")]
    readable = [*own, paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], *_SYSTEM]
    try:
        sandbox.restrict(readable, int(megabytes), None)
    except OSError as error:
        channel.send({"error": {"kind": "start", "reason": f"it could not be shut in ({error})"}})
        return
    channel.send({"ready": True})
    while True:
        try:
            head, payload, fd = channel.receive()
            _answer(channel, head, payload, fd)
        except ChannelClosed:
            return


def _socket(place: str) -> socket.socket:
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read(int(place)))
    return socket.socket(fileno=int(place))


def _answer(channel: Channel, head: dict[str, Any], payload: bytearray, fd: int) -> None:
    from workstation.workers.memory import mapped

    try:
        block = mapped(fd, head.get("block", ""), head["block_size"]) if head.get("block_size") else None
        value, data = _function(head["function"])(Call(channel, head["arguments"], payload, block))
        channel.send({"value": value}, data)
    except Refused as refusal:
        channel.send({"error": {"kind": refusal.kind, "reason": refusal.reason}})
    except MemoryError:
        channel.send({"error": {"kind": "memory", "reason": "it needs more memory than a worker may use"}})
    except RecursionError:
        channel.send({"error": {"kind": "unsafe", "reason": "it is nested too deeply"}})
    except Exception as error:  # noqa: BLE001 - the process's boundary: the asking side words it for the user
        if type(error).__name__ == "ChannelClosed":
            raise
        channel.send({"error": {"kind": "fault", "reason": f"{type(error).__name__}: {error}"[:300]}})


def _function(name: str) -> Callable[[Call], tuple[dict[str, Any], bytes]]:
    module, _, function = name.partition(":")
    if not module.startswith(_ALLOWED):
        raise Refused("fault", f"{module[:60]} is not ours")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    importlib.import_module("workstation.workers.serving").main(sys.argv[1:])
    os._exit(0)
