"""Bearer tokens (RFC 6750) of other systems that read the record over FHIR: made here, shown once, hashed at rest.

A token is 256 random bits, so its SHA-256 can't be guessed back and needs no slow hash. Its scopes say what it reads:
``read:patient`` every chart, ``read:patient/ID`` one chart. It always ends.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from workstation.errors import NotFound, UserMistake
from workstation.services.clinic import Clinic
from workstation.store.schema import meta

LONGEST_DAYS = 366
EVERY_CHART = "read:patient"
_PLACE = "facade.token:"
_SCOPE = re.compile(r"read:patient(?:/([A-Za-z0-9\-.]{1,64}))?")


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; never the token itself."""

    name: str
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime
    by: str
    sha256: str

    def may_read(self, patient_id: str) -> bool:
        """True where a scope covers this chart."""
        return EVERY_CHART in self.scopes or f"{EVERY_CHART}/{patient_id}" in self.scopes

    @property
    def everybody(self) -> bool:
        return EVERY_CHART in self.scopes


def add(clinic: Clinic, name: str, scopes: Sequence[str] = (EVERY_CHART,), days: int = 90) -> str:
    """Makes a token and returns it, this once. Raises NotAllowed, UserMistake."""
    import orjson

    if re.fullmatch(r"[\w.\-]{1,64}", name) is None:
        raise UserMistake(reason="A token's name has letters, digits and . - _ only, up to 64")
    bad = [scope for scope in scopes if _SCOPE.fullmatch(scope) is None]
    if bad or not scopes:
        raise UserMistake(reason=f"'{''.join(bad[:1])}' is no scope; there are read:patient and read:patient/ID")
    if not 1 <= days <= LONGEST_DAYS:
        raise UserMistake(reason=f"A token lives from 1 to {LONGEST_DAYS} days")
    secret = secrets.token_urlsafe(32)
    now = datetime.now(UTC).replace(microsecond=0)
    body = orjson.dumps({"sha256": _digest(secret), "scopes": list(scopes), "created": now.isoformat(),
                         "expires": (now + timedelta(days=days)).isoformat(), "by": clinic.user.name}).decode()

    def write(conn: Connection) -> None:
        if conn.execute(select(meta.c.name).where(meta.c.name == _PLACE + name)).first() is not None:
            raise UserMistake(reason=f"There is a token {name} already; revoke it first")
        conn.execute(insert(meta).values(name=_PLACE + name, value=body))

    clinic.act("users.manage", detail=f"token {name} made: {' '.join(scopes)}, {days} days", write=write)
    return secret


def listed(clinic: Clinic) -> list[Token]:
    """Every token, by name, also those that have ended."""
    with clinic.read() as conn:
        rows = conn.execute(select(meta).where(meta.c.name.startswith(_PLACE, autoescape=True)).order_by(meta.c.name))
        return [_token(row.name.removeprefix(_PLACE), row.value) for row in rows]


def revoke(clinic: Clinic, name: str) -> None:
    """Ends a token at once. Raises NotAllowed, NotFound."""
    if all(token.name != name for token in listed(clinic)):
        raise NotFound(what="token", name=name)
    clinic.act("users.manage", detail=f"token {name} revoked",
               write=lambda conn: conn.execute(delete(meta).where(meta.c.name == _PLACE + name)))


def holder(clinic: Clinic, secret: str, now: datetime | None = None) -> Token | None:
    """The living token that ``secret`` is, None for anything else. Each is compared in constant time."""
    digest = _digest(secret[:200])
    found = [token for token in listed(clinic) if hmac.compare_digest(token.sha256, digest)]
    return found[0] if found and (now or datetime.now(UTC)) < found[0].expires else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _token(name: str, value: str) -> Token:
    import orjson

    held = orjson.loads(value)
    return Token(name, tuple(held["scopes"]), datetime.fromisoformat(held["created"]),
                 datetime.fromisoformat(held["expires"]), held["by"], held["sha256"])
