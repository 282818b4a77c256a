"""Another institution's server, scripted: plain HTTP on loopback, every request kept. No part of the product."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

FHIR = "application/fhir+json"


@dataclass
class Asked:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass
class Other:
    """``answer(asked)`` gives (status, headers, body); ``asked`` are the requests so far."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answer: Callable[[Asked], tuple[int, dict[str, str], bytes]] = lambda asked: (404, {}, b"{}")
    trickle: float = 0.0               # seconds between bytes of a body

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def fhir(document: Any, status: int = 200, **headers: str) -> tuple[int, dict[str, str], bytes]:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return status, {"Content-Type": FHIR, **{k.replace("_", "-"): v for k, v in headers.items()}}, body


def bundle(*resources: Any, following: str = "") -> bytes:
    """A searchset; a resource given as bytes keeps them."""
    held = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in resources]
    links = json.dumps([{"relation": "next", "url": following}] if following else []).encode()
    entries = b",".join(b'{"resource":%b}' % one for one in held)
    return b'{"resourceType":"Bundle","type":"searchset","link":%b,"entry":[%b]}' % (links, entries)


@contextmanager
def served(tls: Any = None) -> Iterator[Other]:
    other = Other()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query)),
                          {k.lower(): v for k, v in self.headers.items()}, body)
            other.asked.append(asked)
            status, headers, told = other.answer(asked)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(told)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if other.trickle:
                    for place in range(len(told)):
                        self.wfile.write(told[place:place + 1])
                        time.sleep(other.trickle)
                else:
                    self.wfile.write(told)
            except OSError:
                pass

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = False

        def handle_error(self, *_: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    other.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}/r4"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield other
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def jwt_problem(assertion: str, jwk: dict[str, Any], audience: str, client: str) -> str:
    """What is wrong with a client assertion by SMART App Launch 2.2 and RFC 7518, "" for nothing."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA384

    def raw(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    def number(text: str) -> int:
        return int.from_bytes(raw(text), "big")

    head, claims, signature = assertion.split(".")
    told, said = json.loads(raw(head)), json.loads(raw(claims))
    if told != {"alg": jwk["alg"], "kid": jwk["kid"], "typ": "JWT"}:
        return f"header {told}"
    if (said["iss"], said["sub"], said["aud"]) != (client, client, audience):
        return f"claims {said}"
    if not time.time() < said["exp"] <= time.time() + 300 or len(said["jti"]) < 16:
        return "exp or jti"
    signed = f"{head}.{claims}".encode()
    try:
        if jwk["kty"] == "EC":
            key = ec.EllipticCurvePublicNumbers(number(jwk["x"]), number(jwk["y"]), ec.SECP384R1()).public_key()
            given = raw(signature)
            if len(given) != 96:
                return "length of the signature"
            r, s = (int.from_bytes(half, "big") for half in (given[:48], given[48:]))
            key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA384()))
        else:
            rsa.RSAPublicNumbers(number(jwk["e"]), number(jwk["n"])).public_key().verify(
                raw(signature), signed, padding.PKCS1v15(), SHA384())
    except InvalidSignature:
        return "signature"
    members = {"EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n")}[jwk["kty"]]
    canonical = json.dumps({name: jwk[name] for name in members}, separators=(",", ":"), sort_keys=True)
    if raw(jwk["kid"]) != hashlib.sha256(canonical.encode()).digest():
        return "thumbprint"
    return "d" if "d" in jwk else ""


def form(asked: Asked) -> dict[str, str]:
    return {name: held[0] for name, held in parse_qs(asked.body.decode()).items()}
