"""HTTP and TLS around what the clinic serves: bounded in time, size and connections, stopped without leaving a thread.

One request a connection. A connection has one deadline for everything (handshake, request, answer), kept by the
accepting thread, so that a client that sends a byte now and then does not hold a place.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from workstation.errors import UserMistake
from workstation.exchange.web_call import is_loopback
from workstation.services.clinic import Clinic
from workstation.services.facade_answers import Answer, Fault, Request
from workstation.services.facade_face import ACTION, Face

LOOPBACK = "127.0.0.1"
_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_TICK_S = 0.2                      # between looks at the deadlines and at the wish to stop
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may use up."""

    connections: int = 16
    seconds: float = 30.0          # a connection, from accepting to the last byte
    silence_seconds: float = 10.0  # without a byte
    head_bytes: int = 32 << 10     # request line and headers
    form_bytes: int = 16 << 10     # the body of a search by POST
    parameters: int = 50


class WebServer:
    """Serves a face from making to ``close``; ``port`` 0 takes any free one.

    Raises UserMistake where the address is not this computer's own and there is no certificate, or the certificate
    can't be used, or the port is taken; NotAllowed.
    """

    def __init__(self, clinic: Clinic, face: Face, port: int, host: str = LOOPBACK, certificate: Path | None = None,
                 key: Path | None = None, limits: Limits | None = None) -> None:
        if certificate is None and not is_loopback(host):
            raise UserMistake(reason=f"{host} can be reached from outside: give --cert and --key, or use {LOOPBACK}")
        context = _tls(certificate, key) if certificate is not None else None
        self._face = face
        try:
            self._server = _Server(host, port, context, face, limits or Limits())
        except OSError as error:
            raise UserMistake(reason=f"{host} port {port} can't be used: {error.strerror or error}") from error
        self.url = f"{'https' if context else 'http'}://{_address(self._server.server_address)}{face.root}"
        try:
            clinic.act(ACTION, detail=f"{face.name} at {self.url} begins")
        except BaseException:
            self._server.server_close()
            raise
        self._clinic = clinic
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_TICK_S,),
                                        name=f"consilia-{face.name.lower()}")
        self._thread.start()

    @property
    def requests(self) -> int:
        """How many requests were answered so far."""
        return self._server.answered

    def close(self) -> None:
        """Ends every connection, waits for its thread, and enters the end. A second call does nothing."""
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections(everyone=True)
        self._server.server_close()
        self._face.close()
        self._clinic.act(ACTION, detail=f"{self._face.name} at {self.url} ended after {self._server.answered} requests")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _address(bound: Any) -> str:
    host, port = bound[0], bound[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _tls(certificate: Path, key: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=lambda: b"")    # never asks on the terminal
    except (OSError, ssl.SSLError) as error:
        reason = error.strerror or getattr(error, "reason", None) or "they don't belong together"
        raise UserMistake(reason=f"the certificate or its key can't be used: {reason}") from error
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = False         # so that server_close waits for them
    block_on_close = True
    allow_reuse_address = True
    request_queue_size = 32

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None, face: Face, limits: Limits) -> None:
        self.face, self.limits, self.context = face, limits, context
        self.answered = 0
        self._open: dict[socket.socket, float] = {}
        self._lock = threading.Lock()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Without the name lookup of the base class: it may ask a name server."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = self.socket.accept()
        connection.settimeout(self.limits.silence_seconds)
        if self.context is not None:        # the handshake is made by the connection's own thread
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """False where every place is taken: the connection is closed at once."""
        with self._lock:
            if len(self._open) >= self.limits.connections:
                return False
            self._open[request] = time.monotonic() + self.limits.seconds
            return True

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        self.end_connections()

    def end_connections(self, everyone: bool = False) -> None:
        """Ends those past their deadline; their threads then find a closed line."""
        now = time.monotonic()
        with self._lock:
            late = [line for line, deadline in self._open.items() if everyone or deadline < now]
        for line in late:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)     # the plain one: TLS is busy in another thread

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that broke harms nobody else and is no news."""


class _TooLarge(Exception):  # noqa: N818 - it ends the reading, nothing failed
    """The request's head is longer than allowed."""


class _Bounded:
    """A reader that gives out no more than so many bytes before ``more`` is called."""

    def __init__(self, file: BufferedIOBase, most: int) -> None:
        self._file, self._left = file, most

    def more(self, most: int) -> None:
        self._left = most

    def readline(self, size: int = -1) -> bytes:
        line = self._file.readline(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise _TooLarge
        return line

    def read(self, size: int) -> bytes:
        self._left -= size
        if self._left < 0:
            raise _TooLarge
        return self._file.read(size)

    def close(self) -> None:
        self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride] - it is never served by another

    def setup(self) -> None:
        if self.server.context is not None:
            cast(ssl.SSLSocket, self.request).do_handshake()
        super().setup()
        self._bounded = _Bounded(self.rfile, self.server.limits.head_bytes)
        self.rfile = cast(Any, self._bounded)

    def handle(self) -> None:
        """One request: whatever it does, the line is closed afterwards."""
        try:
            self.handle_one_request()
        except _TooLarge:
            self.send_error(431)

    def version_string(self) -> str:
        return "Consilia"

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are entered in the audit trail, not on the terminal."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the HTTP layer itself refuses is answered in the face's own way too."""
        if not hasattr(self, "requestline"):
            self.command, self.requestline = "", ""
        self.request_version = "HTTP/1.1"        # else the base class leaves out the head for what it takes as 0.9
        if code == 501:
            code = 405
        face = self.server.face
        methods = "GET, HEAD, POST" if face.searches_by_post else "GET, HEAD"
        words = {405: f"this view is read-only: {methods.replace('POST', 'POST to _search')}",
                 414: "the address is too long", 431: "the headers are too large"}
        self._send(face.refusal(Fault(code, "not-supported" if code == 405 else "invalid",
                                      words.get(code, "the request is no HTTP that can be read"),
                                      {"Allow": methods} if code == 405 else None)))

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        try:
            self._answer(self._query())
        except Fault as fault:
            self._send(self.server.face.refusal(fault))

    def do_HEAD(self) -> None:  # noqa: N802 - the base class's name
        self.do_GET()

    def do_POST(self) -> None:  # noqa: N802 - the base class's name
        try:
            if not (self.server.face.searches_by_post and self._target().path.endswith("/_search")):
                self.send_error(405)
                return
            self._answer([*self._query(), *self._form()])
        except Fault as fault:
            self._send(self.server.face.refusal(fault))

    def _query(self) -> list[tuple[str, str]]:
        return self._pairs(self._target().query)

    def _target(self) -> SplitResult:
        try:
            return urlsplit(self.path)
        except ValueError:
            raise Fault(400, "invalid", "the address can't be read") from None

    def _form(self) -> list[tuple[str, str]]:
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Content-Type", "").split(";")[0].strip().lower() != _FORM:
            raise Fault(415, "not-supported", f"a search by POST is of type {_FORM}")
        if not (length.isascii() and length.isdigit() and len(length) < 9):
            raise Fault(411, "invalid", "the length of the form is missing")
        if int(length) > self.server.limits.form_bytes:
            raise Fault(413, "too-long", "the form is too large")
        self._bounded.more(int(length))
        return self._pairs(self.rfile.read(int(length)).decode("latin-1"))

    def _pairs(self, text: str) -> list[tuple[str, str]]:
        try:
            return parse_qsl(text, keep_blank_values=True, max_num_fields=self.server.limits.parameters)
        except ValueError:
            raise Fault(400, "too-costly", f"at most {self.server.limits.parameters} parameters") from None

    def _answer(self, query: list[tuple[str, str]]) -> None:
        path, face = unquote(self._target().path), self.server.face
        if path != face.root and not path.startswith(f"{face.root}/"):
            raise Fault(404, "not-found", f"there is nothing at this address; the base is {face.root}")
        headers: Mapping[str, str] = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, path.removeprefix(face.root), tuple(query), headers, self._base(headers))
        try:
            answer = face.answer(request)
        except Exception as error:  # noqa: BLE001 - the thread's boundary: the client gets an answer, never a traceback
            name = f"{type(error).__name__}-{secrets.token_hex(3)}"
            answer = face.refusal(Fault(500, "exception", f"The request could not be answered ({name})."))
        self.server.answered += 1
        self._send(answer)

    def _base(self, headers: Mapping[str, str]) -> str:
        """The address as the client wrote it, where it is one: links must lead back through its own name for us."""
        host = headers.get("host", "")
        host = host if _HOST.fullmatch(host) else _address(self.server.server_address)
        return f"{'https' if self.server.context else 'http'}://{host}{self.server.face.root}"

    def _send(self, answer: Answer) -> None:
        """A body whose length is not known beforehand goes in chunks (RFC 9112 7.1): what breaks off is seen to."""
        self.close_connection = True
        self.send_response(answer.status)
        chunked = answer.stream is not None and self.request_version == "HTTP/1.1"
        body = {"Content-Type": self.server.face.media_type, "Content-Length": str(answer.length)}
        if answer.stream is not None:
            body = {"Transfer-Encoding": "chunked"} if chunked else {}
        for name, value in {
            **({} if answer.status in (204, 304) else body), "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff", "Connection": "close", **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in answer.body if answer.stream is None else answer.stream:
            if piece:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
