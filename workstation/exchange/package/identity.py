"""Who sends and who may open: two public keys under a name, told in a text block, compared by words on the telephone.

A block is self-signed, so that nobody can put another exchange key beside somebody's signing key; that the block is
whose it says it is, only the comparison of the words shows.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from engines.text.safe_text import plain
from workstation.errors import DamagedFile, NotThatFormat
from workstation.exchange.safe_json import JsonFault, loads

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, LAST = "-----BEGIN CONSILIA CONTACT-----", "-----END CONSILIA CONTACT-----"
LONGEST_NAME = 120
_LONGEST_BLOCK = 8192
_CONTEXT = b"consilia contact 1\0"
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_WORDS = 8                          # of 16 bits: 128 bits, far beyond what anybody can search for a second key


@dataclass(frozen=True, slots=True)
class Identity:
    """A clinic or a person as others see them. ``signing`` is Ed25519, ``exchange`` X25519, 32 bytes each."""

    name: str
    signing: bytes
    exchange: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 over both keys, 64 hexadecimal digits; the name is no part of it."""
        return hashlib.sha256(b"consilia identity 1\0" + self.signing + self.exchange).hexdigest()

    @property
    def key_id(self) -> str:
        """What a package's clear header calls the recipient: 16 hexadecimal digits that say nothing to others."""
        return hashlib.sha256(b"consilia exchange 1\0" + self.exchange).hexdigest()[:16]

    def words(self) -> str:
        """The first 128 bits of the fingerprint as eight words to read aloud (proquints: Wilkerson 2009)."""
        bits = bytes.fromhex(self.fingerprint)
        return " ".join(_proquint(int.from_bytes(bits[2 * n:2 * n + 2], "big")) for n in range(_WORDS))

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "signing": _text(self.signing), "exchange": _text(self.exchange)}


def identity_of(value: Any) -> Identity:
    """The identity of a parsed object. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError("no identity")
    held = cast("dict[str, Any]", value)
    name = held.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("an identity without a name")
    return Identity(clean_name(name), _key(held.get("signing")), _key(held.get("exchange")))


def clean_name(name: str) -> str:
    """One line without control characters or marks that turn the direction of writing."""
    return " ".join(plain(name, LONGEST_NAME).split())


def block(identity: Identity, sign: Callable[[bytes], str]) -> str:
    """The text to give to others; ``sign`` gives an Ed25519 signature, base64."""
    body = json.dumps(identity.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    whole = base64.b64encode(body).decode() + "." + sign(_CONTEXT + body)
    lines = [whole[start:start + 64] for start in range(0, len(whole), 64)]
    return "\n".join([FIRST, *lines, LAST, ""])


def read_block(text: str, place: str) -> Identity:
    """The identity that a text holds, wherever in it the block stands. Raises NotThatFormat, DamagedFile."""
    start, end = text.find(FIRST), text.find(LAST)
    if start < 0 or end < start or end - start > _LONGEST_BLOCK:
        raise NotThatFormat(place=place, format="Consilia contact", reason="it holds no contact block")
    body, _, signature = "".join(text[start + len(FIRST):end].split()).partition(".")
    try:
        raw = base64.b64decode(body, validate=True)
        found = identity_of(loads(raw))
        verify(found.signing, base64.b64decode(signature, validate=True), _CONTEXT + raw)
    except (JsonFault, ValueError) as error:
        raise DamagedFile(place=place, reason="its contact block was changed or cut off") from error
    return found


def verify(signing: bytes, signature: bytes, data: bytes) -> None:
    """Raises ValueError where ``signature`` is not that of ``signing`` over ``data`` (Ed25519, RFC 8032)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signing).verify(signature, data)
    except InvalidSignature as error:
        raise ValueError("the signature does not fit") from error


def _proquint(value: int) -> str:
    """16 bits as consonant, vowel, consonant, vowel, consonant."""
    return (_CONSONANTS[value >> 12] + _VOWELS[value >> 10 & 3] + _CONSONANTS[value >> 6 & 15]
            + _VOWELS[value >> 4 & 3] + _CONSONANTS[value & 15])


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _key(value: Any) -> bytes:
    if not isinstance(value, str):
        raise ValueError("a key is missing")
    try:
        raw = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError("a key is no base64") from error
    if len(raw) != 32:
        raise ValueError("a key is not of 32 bytes")
    return raw
