"""Other institutions whose servers this clinic asks: their address, how their certificate is known, how we sign in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from workstation.errors import NotFound, UserMistake
from workstation.exchange.fhir_client import smart
from workstation.exchange.web_call import Caller, Server, checked, checked_pin, checked_proxy
from workstation.services import institution_secrets
from workstation.services.clinic import Clinic
from workstation.store.schema import meta

Pause = Callable[[float], None]
MANAGE, ASK = "institution.manage", "institution.ask"
_PLACE = "institution:"
_NAME = re.compile(r"[\w.\-]{1,64}")
_SCOPE = re.compile(r"[!-~]+( [!-~]+)*")
_CLIENT = re.compile(r"[ -~]{1,200}")
_LARGEST_PEM = 64 << 10


class SignIn(StrEnum):
    """How the other server knows us."""

    NONE = "none"
    BEARER = "bearer"              # a token that they gave us (RFC 6750)
    SMART = "smart"                # SMART Backend Services: a key pair made here


@dataclass(frozen=True, slots=True)
class Institution:
    """What is known of one; never its secret. ``url`` and ``dicomweb`` are base addresses, "" where there is none."""

    name: str
    url: str = ""
    dicomweb: str = ""
    sign_in: SignIn = SignIn.NONE
    client_id: str = ""
    token_url: str = ""
    scope: str = smart.SCOPE
    pin: str = ""
    authority: str = ""
    proxy: str = ""                # set by a person for this institution; none of the environment is used
    added: str = ""
    by: str = ""

    @property
    def source(self) -> str:
        """How the record names it as the sender."""
        return f"{self.name} ({self.url or self.dicomweb})"

    def server(self, url: str) -> Server:
        """``url`` with the certificate that was agreed; the pin is that of the institution's own address only."""
        here = Server(url, self.pin, self.authority, self.proxy)
        own = {Server(one).origin for one in (self.url, self.dicomweb) if one}
        return here if here.origin in own else Server(url, "", self.authority, self.proxy)


def add(clinic: Clinic, wanted: Institution, token: str = "", algorithm: str = "ES384") -> Institution:
    """Keeps a new institution; ``token`` is the bearer token. For SMART a key pair is made (``jwk`` gives its public
    half) and, unless the token endpoint is given, the server is asked for it.

    Raises NotAllowed, UserMistake, CallFailed.
    """
    import orjson

    made = _checked(wanted, token)
    _free(clinic, made.name)
    secret = b""
    if made.sign_in is SignIn.SMART:
        secret = smart.new_key(algorithm)
        if not made.token_url:
            found = smart.discover(caller(clinic, made, made.url), made.url)
            made = replace(made, token_url=found)
    elif made.sign_in is SignIn.BEARER:
        secret = token.encode()
    made = replace(made, added=datetime.now(UTC).isoformat(timespec="seconds"), by=clinic.user.name)
    body = {field: getattr(made, field) for field in _FIELDS}
    body["sealed"] = institution_secrets.seal(clinic, made.name, secret) if secret else ""
    text = orjson.dumps(body).decode()

    def write(conn: Connection) -> None:
        if conn.execute(select(meta.c.name).where(meta.c.name == _PLACE + made.name)).first() is not None:
            raise _taken(made.name)
        conn.execute(insert(meta).values(name=_PLACE + made.name, value=text))

    clinic.act(MANAGE, detail=f"institution {made.name} added: {made.url or made.dicomweb}, sign-in "
                              f"{made.sign_in.value}", write=write)
    return made


def listed(clinic: Clinic) -> list[Institution]:
    """Every one, by name."""
    return [_institution(name, held) for name, held in _rows(clinic)]


def find(clinic: Clinic, name: str) -> Institution:
    """Raises NotFound."""
    return _institution(name, _held(clinic, name))


def remove(clinic: Clinic, name: str) -> None:
    """Forgets it with its secret; what came from it stays. Raises NotAllowed, NotFound."""
    find(clinic, name)
    clinic.act(MANAGE, detail=f"institution {name} removed",
               write=lambda conn: conn.execute(delete(meta).where(meta.c.name == _PLACE + name)))


def jwk(clinic: Clinic, name: str) -> dict[str, Any]:
    """The public key to be registered there, as a JWK set (RFC 7517). Raises NotFound, UserMistake."""
    if find(clinic, name).sign_in is not SignIn.SMART:
        raise UserMistake(reason=f"{name} is not signed in at with a key")
    return {"keys": [smart.public_jwk(secret(clinic, name))]}


def secret(clinic: Clinic, name: str) -> bytes:
    """The bearer token or the private key (PKCS#8 DER), b"" for none. Raises NotFound, StoreDamaged."""
    sealed = _held(clinic, name).get("sealed", "")
    return institution_secrets.opened(clinic, name, sealed) if sealed else b""


def caller(clinic: Clinic, institution: Institution, url: str, **more: Any) -> Caller:
    """A caller that leaves an audit entry before each call goes out; values of a search stay out of it."""

    def enter(method: str, path: str, names: str) -> None:
        asked = f" by {names}" if names else ""
        clinic.act(ASK, detail=f"{institution.name}: {method} {path}{asked}"[:300])

    return Caller(institution.server(url), entering=enter, **more)


_FIELDS = ("url", "dicomweb", "sign_in", "client_id", "token_url", "scope", "pin", "authority", "proxy", "added", "by")


def _checked(wanted: Institution, token: str) -> Institution:
    if _NAME.fullmatch(wanted.name) is None:
        raise UserMistake(reason="An institution's name has letters, digits and . - _ only, up to 64")
    if not wanted.url and not wanted.dicomweb:
        raise UserMistake(reason="give the address of its FHIR server, of its DICOMweb server, or both")
    addresses = {field: checked(held) if (held := getattr(wanted, field)) else ""
                 for field in ("url", "dicomweb", "token_url")}
    if wanted.sign_in is SignIn.SMART and (not wanted.url or _CLIENT.fullmatch(wanted.client_id) is None):
        raise UserMistake(reason="SMART needs the FHIR address and the client id that they gave us")
    if wanted.sign_in is not SignIn.SMART and (wanted.client_id or wanted.token_url):
        raise UserMistake(reason="a client id and a token endpoint belong to SMART")
    if _SCOPE.fullmatch(wanted.scope) is None or len(wanted.scope) > 500:
        raise UserMistake(reason="scopes are words with a blank between them")
    bad = not (token.isascii() and token.isprintable() and " " not in token and len(token) < 8192)
    if (wanted.sign_in is SignIn.BEARER) is not bool(token) or bad:
        raise UserMistake(reason="a bearer token is one word, given where the sign-in is by token")
    if len(wanted.authority) > _LARGEST_PEM or ("BEGIN CERTIFICATE" not in wanted.authority and wanted.authority):
        raise UserMistake(reason="the certificate to trust must be PEM")
    return replace(wanted, **addresses, pin=checked_pin(wanted.pin), proxy=checked_proxy(wanted.proxy))


def _free(clinic: Clinic, name: str) -> None:
    if any(held == name for held, _ in _rows(clinic)):
        raise _taken(name)


def _taken(name: str) -> UserMistake:
    return UserMistake(reason=f"There is an institution {name} already; remove it first")


def _rows(clinic: Clinic) -> list[tuple[str, dict[str, Any]]]:
    import orjson

    with clinic.read() as conn:
        rows = conn.execute(select(meta).where(meta.c.name.startswith(_PLACE, autoescape=True)).order_by(meta.c.name))
        return [(row.name.removeprefix(_PLACE), orjson.loads(row.value)) for row in rows]


def _held(clinic: Clinic, name: str) -> dict[str, Any]:
    held = next((held for known, held in _rows(clinic) if known == name), None)
    if held is None:
        raise NotFound(what="institution", name=name)
    return held


def _institution(name: str, held: dict[str, Any]) -> Institution:
    return Institution(name, **{field: held.get(field, "") for field in _FIELDS if field != "sign_in"},
                       sign_in=SignIn(held["sign_in"]))
