"""Secrets by which we sign in elsewhere, sealed with AES-256-GCM under a key of the open store.

They lie in the database as sealed text, so that they are unreadable without the store's keys on any database, and go
with the row when an institution is removed. The name is bound in: a sealed text moved to another row does not open.
"""

from __future__ import annotations

import base64
import secrets

from workstation.errors import StoreDamaged
from workstation.services.clinic import Clinic

_NONCE = 12


def seal(clinic: Clinic, name: str, secret: bytes) -> str:
    """The secret as base64 of nonce and ciphertext."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + AESGCM(_key(clinic)).encrypt(nonce, secret, name.encode())).decode()


def opened(clinic: Clinic, name: str, sealed: str) -> bytes:
    """The secret again. Raises StoreDamaged where a byte was changed or it is another's."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(_key(clinic)).decrypt(raw[:_NONCE], raw[_NONCE:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise StoreDamaged(place=str(clinic.data_dir), reason=f"the sign-in of {name} was altered") from error


def _key(clinic: Clinic) -> bytes:
    """A key of its own for this purpose (HKDF-SHA-256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, b"consilia institution sign-in").derive(clinic.store.ring.key("vault"))
