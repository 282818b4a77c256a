"""Signing in as SMART Backend Services do (HL7 SMART App Launch 2.2.0, 2024: "Backend Services" and "Client
Authentication: Asymmetric"): an assertion signed with our private key is exchanged for an access token that soon ends.

The assertion is a JWT (RFC 7519, RFC 7523) in JWS compact form with ES384 or RS384 (RFC 7518); the public half is
registered there as a JWK set (RFC 7517), its ``kid`` the key's thumbprint (RFC 7638).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit

import orjson

from workstation.errors import UserMistake
from workstation.exchange.web_call import Caller, Reply, checked

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

ALGORITHMS = ("ES384", "RS384")
SCOPE = "system/*.rs"              # read and search, nothing that writes (SMART 2.x scope syntax)
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_S = 240                 # an assertion ends at most five minutes after it was made
_EARLY_S = 30.0                    # a token is renewed before it ends under way
_RSA_BITS = 3072
_SCALAR = 48                       # bytes of a number on P-384


def new_key(algorithm: str) -> bytes:
    """A fresh private key as unencrypted PKCS#8 DER; the caller seals it. Raises UserMistake."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if algorithm not in ALGORITHMS:
        raise UserMistake(reason=f"SMART signs with {' or '.join(ALGORITHMS)}")
    key = ec.generate_private_key(ec.SECP384R1()) if algorithm == "ES384" else rsa.generate_private_key(
        65537, _RSA_BITS)
    return key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
                             serialization.NoEncryption())


def public_jwk(key: bytes) -> dict[str, Any]:
    """The public half as a JWK, to be registered at the other institution."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    private = _loaded(key)
    if isinstance(private, EllipticCurvePrivateKey):
        point = private.public_key().public_numbers()
        numbers = {"crv": "P-384", "kty": "EC", "x": _number(point.x, _SCALAR), "y": _number(point.y, _SCALAR)}
        algorithm = "ES384"
    else:
        held = private.public_key().public_numbers()
        numbers = {"e": _number(held.e), "kty": "RSA", "n": _number(held.n)}
        algorithm = "RS384"
    thumbprint = hashlib.sha256(orjson.dumps(numbers, option=orjson.OPT_SORT_KEYS)).digest()
    return {**numbers, "alg": algorithm, "use": "sig", "key_ops": ["verify"], "ext": True, "kid": _text(thumbprint)}


def assertion(key: bytes, client_id: str, audience: str, now: float) -> str:
    """The signed JWT by which the client proves who it is at ``audience``, the token endpoint."""
    jwk = public_jwk(key)
    head = {"alg": jwk["alg"], "kid": jwk["kid"], "typ": "JWT"}
    claims = {"iss": client_id, "sub": client_id, "aud": audience, "exp": int(now) + _ASSERTION_S, "iat": int(now),
              "jti": secrets.token_urlsafe(24)}
    signed = f"{_text(orjson.dumps(head))}.{_text(orjson.dumps(claims))}"
    return f"{signed}.{_text(_signature(_loaded(key), signed.encode()))}"


def discover(caller: Caller, base: str) -> str:
    """The token endpoint that the server names. Raises CallFailed where it offers no such sign-in."""
    reply = caller.get(f"{base}/.well-known/smart-configuration", {"Accept": "application/json"})
    if reply.status != 200:
        raise caller.failed(f"it has no SMART configuration (status {reply.status})")
    told = _object(caller, reply)
    methods, grants = told.get("token_endpoint_auth_methods_supported"), told.get("grant_types_supported")
    if isinstance(methods, list) and "private_key_jwt" not in methods:
        raise caller.failed("it offers no sign-in with a signed assertion (private_key_jwt)")
    if isinstance(grants, list) and "client_credentials" not in grants:
        raise caller.failed("it offers no sign-in of one system at another (client_credentials)")
    try:
        return checked(str(told.get("token_endpoint") or ""))
    except UserMistake:
        raise caller.failed("the token endpoint it names can't be used") from None


@dataclass(slots=True)
class SmartSession:
    """Access tokens of one client at one token endpoint; each is kept until shortly before it ends."""

    caller: Caller                 # its server is that of the token endpoint
    token_url: str
    client_id: str
    key: bytes = field(repr=False)
    scope: str = SCOPE
    now: Callable[[], float] = time.time
    _token: str = field(default="", repr=False)
    _ends: float = 0.0

    def token(self) -> str:
        """A living token. Raises CallFailed."""
        if not self._token or self.now() >= self._ends:
            self._renew()
        return self._token

    def forget(self) -> None:
        """The token was refused: the next call asks for another."""
        self._token = ""

    def _renew(self) -> None:
        def form() -> bytes:               # an assertion is good for one try: servers refuse its id a second time
            signed = assertion(self.key, self.client_id, self.token_url, self.now())
            return urlencode({"grant_type": "client_credentials", "scope": self.scope,
                              "client_assertion_type": _ASSERTION, "client_assertion": signed}).encode()

        asked = self.now()
        reply = self.caller.post(self.token_url, {"Content-Type": "application/x-www-form-urlencoded",
                                                  "Accept": "application/json"}, form)
        told = _object(self.caller, reply)
        if reply.status != 200:
            reason = str(told.get("error_description") or told.get("error") or f"status {reply.status}")
            raise self.caller.failed(f"it refused the sign-in ({reason[:200]})")
        token, kind, lasts = told.get("access_token"), str(told.get("token_type")), told.get("expires_in", 300)
        if not (isinstance(token, str) and 0 < len(token) < 16_384 and token.isascii() and token.isprintable()):
            raise self.caller.failed("it gave no access token")
        if kind.lower() != "bearer" or isinstance(lasts, bool) or not isinstance(lasts, int) or lasts <= 0:
            raise self.caller.failed("it gave a token of a kind that is not known here")
        self._token, self._ends = token, asked + max(1.0, lasts - _EARLY_S)


def _object(caller: Caller, reply: Reply) -> dict[str, Any]:
    try:
        told = orjson.loads(reply.body[:1 << 20])
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict):
        if reply.status != 200:
            return {}
        raise caller.failed(f"what it says at {urlsplit(reply.url).path[-60:]} is no JSON object")
    return cast("dict[str, Any]", told)


def _loaded(key: bytes) -> EllipticCurvePrivateKey | RSAPrivateKey:
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    return cast("EllipticCurvePrivateKey | RSAPrivateKey", load_der_private_key(key, None))


def _signature(key: EllipticCurvePrivateKey | RSAPrivateKey, signed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec, padding
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA384

    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(SHA384())))
        return r.to_bytes(_SCALAR, "big") + s.to_bytes(_SCALAR, "big")
    return key.sign(signed, padding.PKCS1v15(), SHA384())


def _number(value: int, length: int = 0) -> str:
    return _text(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
