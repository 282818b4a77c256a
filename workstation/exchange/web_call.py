"""Calls to another institution's server: one address, one certificate, bounded in time, size and tries.

Built on the standard library's ``http.client``: nothing is followed, cached, decompressed or looked up in the
environment unless it stands here, and the body is handed on byte for byte. A call goes over TLS, plain HTTP only to
this computer; a redirect or a link to another host is refused, so that neither a token nor a question about a patient
goes where nobody meant it to go.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import hmac
import http.client
import ipaddress
import random
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from workstation.errors import CallFailed, UserMistake

_AGAIN = (429, 503)                # the server says itself that it is too busy (RFC 6585, RFC 9110)
_MOVED = (301, 302, 303, 307, 308)
_MOST_MOVES = 3
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_PRINTABLE = re.compile(r"[!-~]+")
_PIECE = 1 << 16
_LONGEST_TOLD = 8 << 10            # bytes of a proxy's answer


@dataclass(frozen=True, slots=True)
class Server:
    """Where calls go. ``pin`` is the SHA-256 of its certificate (hexadecimal), ``authority`` a PEM to trust.

    Without either the system's own store of certificates decides. ``proxy`` is one that a person set, "" for none;
    TLS goes through it unopened, and plain HTTP (to this computer only) doesn't use it.
    """

    url: str
    pin: str = ""
    authority: str = ""
    proxy: str = ""

    @property
    def origin(self) -> tuple[str, str, int]:
        return origin(urlsplit(self.url))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call and one errand (all its calls together) may use up."""

    seconds: float = 60.0          # a call, from connecting to the last byte
    silence_seconds: float = 20.0  # without a byte
    answer_bytes: int = 128 << 20
    tries: int = 5                 # of a call that meets 429 or 503
    longest_wait_s: float = 60.0   # asked for by Retry-After; longer is told, not waited
    first_wait_s: float = 1.0      # doubled each time where the server names none


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers (names in lower case) and the whole body, with the address it came from."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(slots=True)
class Caller:
    """Asks one server. ``pause`` waits between tries and may raise Cancelled; ``count`` is of calls that went out.

    ``entering`` is told of each call before it goes: method, address without its query, names of what is asked by.
    """

    server: Server
    limits: Limits = field(default_factory=Limits)
    pause: Callable[[float], None] = time.sleep
    entering: Callable[[str, str, str], None] = lambda method, path, names: None
    count: int = 0

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Raises CallFailed; an answer of any status is returned."""
        for _ in range(_MOST_MOVES + 1):
            reply = self._patiently("GET", url, headers, None)
            if reply.status not in _MOVED:
                return reply
            url = self.within(urljoin(url, reply.headers.get("location", "")), "it sends the call on")
        raise self.failed("it sends the call on and on")

    def post(self, url: str, headers: Mapping[str, str], body: Callable[[], bytes]) -> Reply:
        """``body`` is made anew for each try. Raises CallFailed; a redirect is refused."""
        reply = self._patiently("POST", url, headers, body)
        if reply.status in _MOVED:
            raise self.failed("it sends a call with a body on to another address")
        return reply

    def within(self, url: str, what: str) -> str:
        """``url`` where it lies on this server. Raises CallFailed."""
        try:
            there = origin(urlsplit(url))
        except ValueError:
            raise self.failed(f"{what} to an address that can't be read") from None
        if there != self.server.origin or _PRINTABLE.fullmatch(url) is None or len(url) > 8000:
            raise self.failed(f"{what} to another place ({there[1][:100]}:{there[2]}), which was refused")
        return url

    def failed(self, reason: str) -> CallFailed:
        return CallFailed(host=self.server.origin[1], reason=reason)

    def _patiently(
        self, method: str, url: str, headers: Mapping[str, str], body: Callable[[], bytes] | None
    ) -> Reply:
        for number in range(1, self.limits.tries + 1):
            reply = self._once(method, url, headers, body() if body is not None else None)
            if reply.status not in _AGAIN or number == self.limits.tries:
                return reply
            asked = _retry_after(reply.headers.get("retry-after", ""))
            wait = asked if asked is not None else self.limits.first_wait_s * 2 ** (number - 1)
            if wait > self.limits.longest_wait_s:
                raise self.failed(f"it is busy and asks to be called again in {wait:.0f} seconds")
            self.pause(wait * (1.0 if asked is not None else random.uniform(0.8, 1.2)))
        raise AssertionError("a call is tried at least once")

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        self.within(url, "the call goes")
        parts = urlsplit(url)
        names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
        self.entering(method, f"{parts.scheme}://{parts.netloc}{parts.path}", ", ".join(names))
        line = _Line(self.limits.seconds)
        self.count += 1
        try:
            connection = self._connected(parts, line)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body, {
                "Accept-Encoding": "identity", "User-Agent": "Consilia", "Connection": "close", **headers})
            return self._read(connection.getresponse(), url)
        except (OSError, http.client.HTTPException, ValueError, CallFailed) as error:
            if line.overdue:
                raise self.failed(f"it gave no answer within {self.limits.seconds:g} seconds") from error
            if isinstance(error, CallFailed):
                raise
            raise self.failed(_words(error)) from error
        finally:
            line.close()

    def _connected(self, parts: SplitResult, line: _Line) -> http.client.HTTPConnection:
        """A connection on which nothing was said yet and whose certificate is the right one."""
        _, host, port = origin(parts)
        if self.server.proxy and parts.scheme == "https":
            plain = self._tunnelled(host, port, line)
        else:
            plain = line.holds(socket.create_connection((host, port), self.limits.silence_seconds))
        if parts.scheme == "https":
            secure = self._context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
            line.holds(secure)
            secure.do_handshake()
            self._check_pin(secure)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = line.socket
        return connection

    def _tunnelled(self, host: str, port: int, line: _Line) -> socket.socket:
        """A connection to the server through the proxy (CONNECT, RFC 9110 9.3.6); nothing but the address is said."""
        _, there, at = origin(urlsplit(self.server.proxy))
        try:
            plain = line.holds(socket.create_connection((there, at), self.limits.silence_seconds))
            name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            plain.sendall(f"CONNECT {name} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode("ascii"))
            told = b""
            while not told.endswith(b"\r\n\r\n"):           # a byte at a time: what follows is the server's
                piece = plain.recv(1)
                if not piece or len(told) > _LONGEST_TOLD:
                    raise self.failed(f"the proxy {there}:{at} gave no answer that can be read")
                told += piece
        except OSError as error:
            if line.overdue:
                raise
            raise self.failed(f"the proxy {there}:{at} can't be reached") from error
        status = told.split(b"\r\n", 1)[0].split(b" ")
        if len(status) < 2 or not status[0].startswith(b"HTTP/1.") or not status[1].startswith(b"2"):
            code = status[1].decode("ascii", "replace")[:3] if len(status) > 1 else "?"
            raise self.failed(f"the proxy {there}:{at} did not let the call through (status {code})")
        return plain

    def _context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cadata=self.server.authority or None)
        except ssl.SSLError as error:
            raise self.failed("the certificate to trust can't be read") from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.server.pin:                  # the one certificate itself is compared, before anything is sent
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _check_pin(self, line: ssl.SSLSocket) -> None:
        shown = hashlib.sha256(line.getpeercert(binary_form=True) or b"").hexdigest()
        if self.server.pin and not hmac.compare_digest(shown, self.server.pin):
            raise self.failed(f"it shows another certificate than the one that was agreed ({shown[:16]}...)")

    def _read(self, answer: http.client.HTTPResponse, url: str) -> Reply:
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise self.failed("it compresses what should come as it is")
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read(_PIECE):
            size += len(piece)
            if size > self.limits.answer_bytes:
                raise self.failed(f"its answer is larger than {self.limits.answer_bytes >> 20} MB")
            pieces.append(piece)
        if answer.length:                    # Content-Length promised more
            raise self.failed("its answer was cut off")
        return Reply(answer.status, headers, b"".join(pieces), url)


class _Line:
    """The socket of one call, cut when its time is over, however busily the other side keeps it."""

    def __init__(self, seconds: float) -> None:
        self.overdue = False
        self.socket: socket.socket | None = None
        self._watch = threading.Timer(seconds, self._cut)
        self._watch.daemon = True
        self._watch.start()

    def holds(self, line: socket.socket) -> socket.socket:
        self.socket = line
        if self.overdue:
            raise TimeoutError
        return line

    def close(self) -> None:
        self._watch.cancel()
        self._watch.join()
        if self.socket is not None:
            self.socket.close()

    def _cut(self) -> None:
        self.overdue = True
        if self.socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)      # the plain one: TLS is busy elsewhere


def checked(url: str) -> str:
    """A base address without its last slash. Raises UserMistake for what calls must not go to."""
    try:
        parts = urlsplit(url)
        host = origin(parts)[1]
    except ValueError:
        raise UserMistake(reason="that is no web address") from None
    if _PRINTABLE.fullmatch(url) is None or len(url) > 1000 or not host:
        raise UserMistake(reason="that is no web address")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise UserMistake(reason="an address has no user, password, question mark or # in it")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise UserMistake(reason="the address must begin with https:// (http:// only on this computer)")
    return url.rstrip("/")


def checked_proxy(url: str) -> str:
    """A proxy's address, ``http://host:port``, "" for none. Raises UserMistake."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        named = parts.scheme == "http" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        named = False
    else:
        named = named and parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if not named or _PRINTABLE.fullmatch(url) is None or len(url) > 300:
        raise UserMistake(reason="a proxy is written http://host:port, without a user or password")
    return url.rstrip("/")


def checked_pin(text: str) -> str:
    """A SHA-256 fingerprint as 64 lower-case digits, however it was written. Raises UserMistake."""
    plain = text.replace(":", "").replace(" ", "").lower().removeprefix("sha256")
    if text and _FINGERPRINT.fullmatch(plain) is None:
        raise UserMistake(reason="a certificate's fingerprint is its SHA-256: 64 hexadecimal digits")
    return plain


def origin(parts: SplitResult) -> tuple[str, str, int]:
    """(scheme, host, port). Raises ValueError."""
    if parts.scheme not in ("http", "https"):
        raise ValueError("no web address")
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or (443 if parts.scheme == "https" else 80)


def is_loopback(host: str) -> bool:
    """True for this computer's own addresses; a name other than localhost could lead anywhere."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _retry_after(text: str) -> float | None:
    """Seconds from a Retry-After (RFC 9110 10.2.3), None where it is absent or can't be read."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted here ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "it gave no answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "its answer was cut off"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "its answer is no HTTP that can be read"
    return f"the system says: {(getattr(error, 'strerror', None) or 'no connection').lower()}"
