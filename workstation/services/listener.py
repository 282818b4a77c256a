"""Listens for HL7 v2 messages over MLLP and answers each after it was stored, so that an AA is a promise kept.

One thread accepts, one serves each connection; a connection's next message is not read before its last was answered,
and no more connections are served than there are places: whoever sends faster than the store writes has to wait.
A message that comes again (the answer was lost, one side was stopped) is answered AA and changes nothing.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from workstation.errors import ConsiliaError, UserMistake
from workstation.exchange.hl7v2.ack import answer
from workstation.exchange.hl7v2.framing import LARGEST_MESSAGE, BlockReader, Framed, TooLarge, framed
from workstation.services import messages
from workstation.services.clinic import Clinic

LOOPBACK = "127.0.0.1"
_PIECE = 1 << 16
_MOST_GARBAGE = 1 << 20            # bytes outside of blocks before a connection is given up
_TICK = 0.25                       # seconds between looks at the clock and at the wish to stop


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and numbers that a sender may use up."""

    connections: int = 16
    message_bytes: int = LARGEST_MESSAGE
    block_seconds: float = 60.0       # from the first byte of a block to its last
    idle_seconds: float = 3600.0      # monitors keep their line open
    send_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One message that was answered: ``code`` is AA, AE or AR, ``reason`` what was refused or waits."""

    code: str
    label: str
    sender: str
    reason: str = ""
    repeated: bool = False


class Listener:
    """Made with an open clinic; listens from ``start`` to ``close``. ``port`` 0 takes any free one."""

    def __init__(self, clinic: Clinic, port: int, host: str = LOOPBACK, limits: Limits | None = None,
                 heard: Callable[[Heard], None] | None = None) -> None:
        self._clinic = clinic
        self._limits = limits or Limits()
        self._heard = heard
        self._run = str(uuid.uuid4())
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self._limits.connections)
        self._serving: dict[threading.Thread, socket.socket] = {}
        self.counts: Counter[str] = Counter()
        self._door = _bound(host, port)
        self._accepting = threading.Thread(target=self._accept, name="consilia-mllp", daemon=True)

    @property
    def address(self) -> tuple[str, int]:
        """(host, port) that it listens on."""
        host, port = self._door.getsockname()[:2]
        return str(host), int(port)

    def start(self) -> None:
        self._accepting.start()

    def close(self) -> None:
        """Takes no more connections, lets the message that is being stored be answered, and waits for the threads."""
        self._stop.set()
        if self._accepting.is_alive():
            self._accepting.join()
        self._door.close()
        with self._lock:
            serving = list(self._serving.items())
        for thread, _ in serving:
            thread.join()

    def __enter__(self) -> Listener:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            if not self._places.acquire(timeout=_TICK):
                continue
            connection = self._next_connection()
            if connection is None:
                self._places.release()
                return
            thread = threading.Thread(target=self._serve, args=(connection,), name="consilia-mllp-line", daemon=True)
            with self._lock:
                self._serving[thread] = connection
            thread.start()

    def _next_connection(self) -> socket.socket | None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError, ConnectionError):
                connection, _ = self._door.accept()
                connection.settimeout(_TICK)
                return connection
        return None

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection:
                self._converse(connection)
        except (OSError, TooLarge):
            self._count("broken")                # the line broke, or the sender was cut off: it will send again
        finally:
            with self._lock:
                self._serving.pop(threading.current_thread(), None)
            self._places.release()

    def _converse(self, connection: socket.socket) -> None:
        reader, begun = BlockReader(self._limits.message_bytes), time.monotonic()
        while not self._stop.is_set():
            patience = self._limits.block_seconds if reader.inside else self._limits.idle_seconds
            if time.monotonic() - begun > patience or reader.garbage > _MOST_GARBAGE:
                self._count("given up")
                return
            try:
                piece = connection.recv(_PIECE)
            except TimeoutError:
                continue
            if not piece:
                if reader.inside:
                    self._count("cut off")
                return
            was_inside = reader.inside
            blocks = self._blocks(connection, reader, piece)
            for block in blocks:
                self._reply(connection, self._taken(block))
            if blocks or not was_inside:
                begun = time.monotonic()

    def _blocks(self, connection: socket.socket, reader: BlockReader, piece: bytes) -> list[bytes]:
        try:
            return reader.feed(piece)
        except TooLarge:
            self._count("too large")
            reason = f"the message is larger than {self._limits.message_bytes} bytes"
            self._reply(connection, answer("AR", bytes(reader.head), reason, "MSH"))
            raise

    def _taken(self, block: bytes) -> bytes:
        """Stores one message and gives the answer to it."""
        source = f"MLLP {self.address[1]}"
        try:
            taken = messages.take(self._clinic, Framed(block, whole=True), source, self._run)
        except ConsiliaError as error:
            return self._answered(block, Heard("AE", "", source, error.sentence()), "")
        except Exception as error:  # noqa: BLE001 - the thread's boundary: the sender must hear that nothing was stored
            return self._answered(block, Heard("AE", "", source, f"it could not be read ({type(error).__name__})"), "")
        if taken.fault is not None:
            heard = Heard(taken.fault.ack, taken.label, source, str(taken.fault))
            return self._answered(block, heard, taken.fault.where)
        refusals = [i for i in taken.outcome.issues if i.severity == "error" and i.message.startswith("refused")]
        if refusals:
            reason = f"stored without what was refused: {refusals[0].message}"
            return self._answered(block, Heard("AA", taken.label, source, reason), refusals[0].place)
        reason = f"waits for a person: {taken.waiting[0]}" if taken.waiting else ""
        where = taken.waiting[0] if taken.waiting else ""
        return self._answered(block, Heard("AA", taken.label, source, reason, taken.repeated), where)

    def _answered(self, block: bytes, heard: Heard, where: str) -> bytes:
        self._count(heard.code)
        if heard.repeated:
            self._count("repeated")
        if self._heard is not None:
            self._heard(heard)
        return answer(heard.code, block, heard.reason, where)

    def _reply(self, connection: socket.socket, message: bytes) -> None:
        connection.settimeout(self._limits.send_seconds)
        connection.sendall(framed(message))
        connection.settimeout(_TICK)

    def _count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket. Raises UserMistake where the address can't be had."""
    try:
        door = socket.create_server((host, port), backlog=16)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserMistake(reason=f"{host} port {port} can't be listened on: {reason}") from error
    door.settimeout(_TICK)
    return door
