"""What a package says of itself inside the encryption: who sends it, what it is, and each part with its SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from workstation.exchange.package.identity import Identity, identity_of
from workstation.exchange.safe_json import loads

LONGEST = 16 << 20                 # bytes of a manifest
MOST_PARTS = 100_000
LARGEST_PART = 1 << 30             # as for an image that is imported
CONTEXT = b"consilia package manifest 1\0"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?\.[a-z]{2,5}")
_SHA = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a plain name within the package (never a path of the disk), size in bytes, SHA-256 and media type."""

    name: str
    size: int
    sha256: str
    mime: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``facts`` are those of the question or the answer, as text or numbers; ``header`` is the header's SHA-256."""

    kind: Kind
    id: str
    sender: Identity
    made: datetime
    expires: datetime | None
    header: str
    facts: dict[str, Any]
    parts: tuple[Part, ...] = field(default=())

    @property
    def size(self) -> int:
        """Bytes of all parts together."""
        return sum(part.size for part in self.parts)

    def to_bytes(self) -> bytes:
        """Its text, always the same for the same content."""
        document = {
            "format": "consilia-package", "kind": self.kind.value, "id": self.id, "sender": self.sender.as_json(),
            "made": self.made.isoformat(), "expires": self.expires.isoformat() if self.expires else "",
            "header": self.header, "facts": self.facts,
            "parts": [{"name": p.name, "size": p.size, "sha256": p.sha256, "mime": p.mime} for p in self.parts],
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def manifest_of(raw: bytes) -> Manifest:
    """The manifest of its text. Raises ValueError (JsonFault) for what no Consilia writes, above all unsafe names."""
    value = loads(raw)
    if not isinstance(value, dict) or cast("dict[str, Any]", value).get("format") != "consilia-package":
        raise ValueError("it is no manifest")
    held = cast("dict[str, Any]", value)
    try:
        parts = tuple(_part(one) for one in cast("list[Any]", held["parts"]))
        facts, identity = held["facts"], str(held["id"])
        if not isinstance(facts, dict) or len(parts) > MOST_PARTS:
            raise ValueError("its lists are out of bounds")
        made, expires = datetime.fromisoformat(held["made"]), held["expires"]
        until = datetime.fromisoformat(expires) if expires else None
        if made.tzinfo is None or (until is not None and until.tzinfo is None):
            raise ValueError("a time without its zone")
        found = Manifest(Kind(held["kind"]), identity, identity_of(held["sender"]), made, until, str(held["header"]),
                         cast("dict[str, Any]", facts), parts)
    except (KeyError, TypeError) as error:
        raise ValueError("something is missing in it") from error
    if len({part.name for part in parts}) != len(parts):
        raise ValueError("a part stands in it twice")
    return found


def _part(value: Any) -> Part:
    held = cast("dict[str, Any]", value)
    name, size, digest, mime = held["name"], held["size"], held["sha256"], held["mime"]
    if not isinstance(name, str) or len(name) > 100 or _NAME.fullmatch(name) is None:
        raise ValueError("a part has an unsafe name")
    if type(size) is not int or not 0 <= size <= LARGEST_PART:
        raise ValueError("a part has an impossible size")
    if not isinstance(digest, str) or _SHA.fullmatch(digest) is None or not isinstance(mime, str):
        raise ValueError("a part has no digest")
    return Part(name, size, digest, mime)
