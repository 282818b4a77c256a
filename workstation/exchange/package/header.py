"""The clear beginning of a package: its version, and for each recipient the content key wrapped so that only they
open it. It says nothing about the patient, the sender or the question.

    magic (17 bytes) · length of the header (4 bytes, big endian) · header (JSON, UTF-8) · sealed stream

A recipient with a key: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. A recipient
without one: a passphrase by Argon2id (RFC 9106) and AES-256-GCM.
"""

from __future__ import annotations

import base64
import json
import secrets
import unicodedata
from dataclasses import dataclass
from typing import IO, Any, cast

from workstation.errors import DamagedFile, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.exchange.package.identity import Identity
from workstation.exchange.safe_json import JsonFault, loads

MAGIC = b"CONSILIA-PACKAGE\n"
VERSION = 1
LONGEST_HEADER = 64 << 10
MOST_RECIPIENTS = 32
_INFO = b"consilia package 1 content key\0"
# RFC 9106 (2021), section 4, second recommended option; what a stranger's header asks for may be no dearer than four
# times that, so that a file can't make the program take all memory.
_MEMORY_KIB, _PASSES, _LANES = 65536, 3, 4
_DEAREST_KIB, _MOST_PASSES = 262144, 8


@dataclass(frozen=True, slots=True)
class Header:
    """The parsed header. ``raw`` are its bytes as they stand in the file, magic and length included."""

    id: str
    recipients: tuple[dict[str, Any], ...]
    raw: bytes

    @property
    def by_passphrase(self) -> bool:
        return any(one["kind"] == "passphrase" for one in self.recipients)

    def key_ids(self) -> tuple[str, ...]:
        """The recipients who have a key."""
        return tuple(str(one["key"]) for one in self.recipients if one["kind"] == "x25519")


def make(recipients: tuple[Identity, ...], passphrase: str = "") -> tuple[Header, bytes]:
    """A header for these recipients and the random content key that it wraps."""
    identity, content_key = secrets.token_hex(16), secrets.token_bytes(32)
    wrapped = [_for_key(identity, one, content_key) for one in recipients]
    if passphrase:
        wrapped.append(_for_passphrase(identity, passphrase, content_key))
    document = {"format": "consilia-package", "version": VERSION, "id": identity, "recipients": wrapped}
    body = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    return Header(identity, tuple(wrapped), MAGIC + len(body).to_bytes(4, "big") + body), content_key


def read(file: IO[bytes], place: str) -> Header:
    """The header at the file's beginning. Raises NotThatFormat, UnreadableInput (another version), DamagedFile."""
    start = file.read(len(MAGIC) + 4)
    if not start.startswith(MAGIC):
        raise NotThatFormat(place=place, format="Consilia package", reason="it does not begin like one")
    length = int.from_bytes(start[len(MAGIC):], "big")
    if len(start) < len(MAGIC) + 4:
        raise DamagedFile(place=place, reason="it is cut off in its header")
    if length > LONGEST_HEADER:
        raise UnsafeFile(place=place, reason="its header says that it is longer than a header can be")
    body = file.read(length)
    if len(body) < length:
        raise DamagedFile(place=place, reason="it is cut off in its header")
    try:
        return _checked(loads(body), start + body, place)
    except (JsonFault, KeyError, TypeError, ValueError) as error:
        raise DamagedFile(place=place, reason="its header was changed") from error


def _checked(value: Any, raw: bytes, place: str) -> Header:
    document = cast("dict[str, Any]", value)
    if document["format"] != "consilia-package":
        raise ValueError("another format")
    if document["version"] != VERSION:
        raise UnreadableInput(place=place, reason=f"it is a package of version {str(document['version'])[:8]}, this "
                                                  f"Consilia reads version {VERSION}")
    wrapped = cast("list[dict[str, Any]]", document["recipients"])
    if not 1 <= len(wrapped) <= MOST_RECIPIENTS:
        raise ValueError("no recipients, or too many")
    for one in wrapped:
        if one["kind"] not in ("x25519", "passphrase") or not isinstance(one["wrapped"], str):
            raise ValueError("a recipient of an unknown kind")
    identity = document["id"]
    if not isinstance(identity, str) or len(identity) != 32 or not set(identity) <= set("0123456789abcdef"):
        raise ValueError("no id")
    return Header(identity, tuple(wrapped), raw)


def content_key(header: Header, own: Identity, private: bytes, passphrase: str, place: str) -> bytes:
    """The content key, by the private exchange key or by the passphrase.

    Raises UnreadableInput where it is meant for somebody else, or where the passphrase does not fit.
    """
    for one in header.recipients:
        if one["kind"] == "x25519" and one.get("key") == own.key_id:
            return _by_key(header, one, private, place)
    if not header.by_passphrase:
        raise UnreadableInput(place=place, reason="it was encrypted for another recipient, not for this clinic")
    if not passphrase:
        raise UnreadableInput(place=place, reason="it opens with a passphrase, which its sender tells on another way")
    for one in header.recipients:
        if one["kind"] == "passphrase" and (found := _by_passphrase(header, one, passphrase, place)) is not None:
            return found
    raise UnreadableInput(place=place, reason="the passphrase does not fit")


def _suite() -> Any:
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def _for_key(identity: str, recipient: Identity, key: bytes) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public = X25519PublicKey.from_public_bytes(recipient.exchange)
    sealed = _suite().encrypt(key, public, info=_INFO + identity.encode())
    return {"kind": "x25519", "key": recipient.key_id, "wrapped": base64.b64encode(sealed).decode()}


def _by_key(header: Header, one: dict[str, Any], private: bytes, place: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        key = X25519PrivateKey.from_private_bytes(private)
        sealed = base64.b64decode(one["wrapped"], validate=True)
        return bytes(_suite().decrypt(sealed, key, info=_INFO + header.id.encode()))
    except (InvalidTag, ValueError) as error:
        raise DamagedFile(place=place, reason="its header was changed") from error


def _for_passphrase(identity: str, passphrase: str, key: bytes) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kdf = {"name": "argon2id", "memory_kib": _MEMORY_KIB, "passes": _PASSES, "lanes": _LANES,
           "salt": base64.b64encode(secrets.token_bytes(16)).decode()}
    nonce = secrets.token_bytes(12)
    sealed = nonce + AESGCM(_stretched(passphrase, kdf)).encrypt(nonce, key, _INFO + identity.encode())
    return {"kind": "passphrase", "kdf": kdf, "wrapped": base64.b64encode(sealed).decode()}


def _by_passphrase(header: Header, one: dict[str, Any], passphrase: str, place: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        kdf = one["kdf"]
        if kdf["name"] != "argon2id" or not (8 <= kdf["memory_kib"] <= _DEAREST_KIB and 1 <= kdf["passes"]
                                             <= _MOST_PASSES and 1 <= kdf["lanes"] <= 16):
            raise UnsafeFile(place=place, reason="its passphrase would cost more memory or time than is reasonable")
        sealed = base64.b64decode(one["wrapped"], validate=True)
        return AESGCM(_stretched(passphrase, kdf)).decrypt(sealed[:12], sealed[12:], _INFO + header.id.encode())
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedFile(place=place, reason="its header was changed") from error


def _stretched(passphrase: str, kdf: dict[str, Any]) -> bytes:
    """Argon2id v1.3 of the passphrase folded to NFKC: one word, however typed."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    folded = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(folded, base64.b64decode(kdf["salt"], validate=True), time_cost=int(kdf["passes"]),
                               memory_cost=int(kdf["memory_kib"]), parallelism=int(kdf["lanes"]), hash_len=32,
                               type=Type.ID)
    except HashingError as error:
        raise ValueError("impossible cost") from error
