"""Messages over one socket: a JSON head, raw bytes, and at most one file descriptor. Both ends check the lengths."""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterable
from typing import Any

import orjson

_PREFIX = struct.Struct("<IQ")
LONGEST_HEAD = 16 << 20
LONGEST_PAYLOAD = 1 << 31
Payload = bytes | bytearray | memoryview | Iterable[bytes]


class ChannelClosed(Exception):
    """The other end is gone."""


class Channel:
    """One end. ``receive`` raises TimeoutError after ``timeout`` seconds without a byte, ChannelClosed at the end."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end

    def fileno(self) -> int:
        return self._socket.fileno()

    def send(self, head: dict[str, Any], payload: Payload = b"", fd: int = -1) -> None:
        """Sends one message; blocks until the other end took it."""
        parts = [payload] if isinstance(payload, bytes | bytearray | memoryview) else list(payload)
        text = orjson.dumps(head, option=orjson.OPT_SERIALIZE_NUMPY)
        first = _PREFIX.pack(len(text), sum(len(part) for part in parts)) + text
        self._socket.settimeout(None)
        try:
            sent = socket.send_fds(self._socket, [first], [fd]) if fd >= 0 else self._socket.send(first)
            self._socket.sendall(memoryview(first)[sent:])
            for part in parts:
                self._socket.sendall(part)
        except OSError as error:
            raise ChannelClosed(str(error)) from error

    def receive(self, timeout: float | None = None) -> tuple[dict[str, Any], bytearray, int]:
        """The next message: head, payload, descriptor (-1 for none). Raises ValueError for what is no message."""
        self._socket.settimeout(timeout)
        try:
            prefix, fd = self._prefix()
            head_length, payload_length = _PREFIX.unpack(prefix)
            if head_length > LONGEST_HEAD or payload_length > LONGEST_PAYLOAD:
                raise ValueError("a message longer than allowed")
            head = orjson.loads(self._exactly(head_length))
            if not isinstance(head, dict):
                raise ValueError("a message without a head")
            return head, self._exactly(payload_length), fd
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosed(str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def _prefix(self) -> tuple[bytes, int]:
        if sys.platform == "win32":
            return bytes(self._exactly(_PREFIX.size)), -1
        start, descriptors, _, _ = socket.recv_fds(self._socket, _PREFIX.size, 1)
        if not start:
            raise ChannelClosed("the other end closed")
        rest = self._exactly(_PREFIX.size - len(start))
        return start + bytes(rest), descriptors[0] if descriptors else -1

    def _exactly(self, length: int) -> bytearray:
        data = bytearray(length)
        view = memoryview(data)
        done = 0
        while done < length:
            count = self._socket.recv_into(view[done:])
            if count == 0:
                raise ChannelClosed("the other end closed")
            done += count
        return data
