"""The key file: who may open the store, and the keys that lie behind one master key.

``keys.json`` holds slots as LUKS does. A slot wraps the random master key with AES-256-GCM under a key made from a
passphrase (Argon2id, RFC 9106), from the recovery key, or from a secret in the operating system's key store; the slot's
own header (name, role, parameters) is the associated data, so that nobody can change a role without the secret. The
master key wraps one random key a purpose: database, vault, audit, signing.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workstation.domain.user import Role, User
from workstation.errors import NoStore, StoreDamaged, StoreExists, WrongPassphrase
from workstation.store.files import write_atomically

FILE_NAME = "keys.json"
FORMAT = 1
PURPOSES = ("database", "vault", "audit", "signing")
RECOVERY_PREFIX = "CR1"
DEVICE_PREFIX = "device:"
_NONCE = 12
_LONGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess costs. The default is RFC 9106 (2021), section 4, second recommended option: 64 MiB, t=3, p=4."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


CHEAP = Cost(memory_kib=64, passes=1, lanes=1)     # for tests only: a guess costs nothing


class KeyRing:
    """The unwrapped keys of an open store, in memory only."""

    def __init__(self, master: bytes, keys: dict[str, bytes]) -> None:
        self.master = master
        self._keys = keys

    def key(self, purpose: str) -> bytes:
        """The 32 bytes for one of PURPOSES."""
        return self._keys[purpose]


class KeyFile:
    """``keys.json`` read or newly made. Changes are kept in memory until ``save``."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self.path = path
        self._document = document

    @classmethod
    def load(cls, data_dir: Path) -> KeyFile:
        """Raises NoStore where there is none and StoreDamaged where it can't be read."""
        path = data_dir / FILE_NAME
        try:
            with path.open("rb") as file:
                raw = file.read(_LONGEST_FILE)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NoStore(place=str(data_dir)) from error
        try:
            document = json.loads(raw)
            if document["format"] != FORMAT or not isinstance(document["slots"], list):
                raise StoreDamaged(place=str(data_dir), reason="its key file is of another version")
            for slot in document["slots"]:
                _ = slot["kind"], slot["wrapped"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoreDamaged(place=str(data_dir), reason="its key file keys.json is damaged") from error
        return cls(path, document)

    @classmethod
    def create(cls, data_dir: Path, user: User, passphrase: str, cost: Cost) -> tuple[KeyFile, KeyRing, str]:
        """A new key file (not yet saved) with its keys and the recovery key. Raises StoreExists."""
        path = data_dir / FILE_NAME
        if path.exists():
            raise StoreExists(place=str(data_dir))
        file = cls(path, {"format": FORMAT, "store": secrets.token_hex(16), "slots": [], "keys": {}})
        master = secrets.token_bytes(32)
        keys = {purpose: secrets.token_bytes(32) for purpose in PURPOSES}
        for purpose, key in keys.items():
            file._document["keys"][purpose] = _seal(master, key, f"{file.store_id}:{purpose}".encode())
        file.add_user(user, passphrase, master, cost, owner=True)
        recovery = _new_recovery_key()
        file._add_slot({"kind": "recovery"}, _stretch(_recovery_secret(recovery), b"recovery"), master)
        return file, KeyRing(master, keys), recovery

    @property
    def store_id(self) -> str:
        return str(self._document["store"])

    def save(self, name: str = FILE_NAME) -> None:
        """Writes the file atomically; it is readable by its owner only."""
        text = json.dumps(self._document, ensure_ascii=False, indent=1)
        previous = os.umask(0o077)
        try:
            write_atomically(self.path.with_name(name), [text.encode()])
        finally:
            os.umask(previous)

    def refresh(self) -> None:
        """Reads the file again: another seat may have changed it since. To be called before a change that is saved."""
        self._document = KeyFile.load(self.path.parent)._document

    def users(self) -> list[User]:
        """Everyone with a passphrase slot, in the order they were added."""
        return [_user(slot) for slot in self._slots("user")]

    def is_owner(self, name: str) -> bool:
        return any(slot.get("owner") is True for slot in self._slots("user", name))

    def add_user(self, user: User, passphrase: str, master: bytes, cost: Cost, owner: bool = False) -> None:
        """Adds or replaces the user's slot."""
        header: dict[str, Any] = {
            "kind": "user", "name": user.name, "display": user.display, "role": user.role.value, "owner": owner,
            "kdf": {"name": "argon2id", "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes,
                    "salt": _text(secrets.token_bytes(16))},
        }
        self.remove(user.name)
        self._add_slot(header, _argon2id(passphrase, header["kdf"]), master)

    def add_device(self, name: str, master: bytes) -> str:
        """A slot for the operating system's key store; returns the secret to put there."""
        secret = secrets.token_bytes(32)
        self._document["slots"] = [s for s in self._document["slots"]
                                   if not (s["kind"] == "device" and s.get("name") == name)]
        self._add_slot({"kind": "device", "name": name}, _stretch(secret, b"device"), master)
        return DEVICE_PREFIX + _text(secret)

    def has_device(self, name: str) -> bool:
        return next(self._slots("device", name), None) is not None

    def remove(self, name: str, kind: str | None = None) -> None:
        """Drops the slots of a user (of one kind, or all)."""
        self._document["slots"] = [
            s for s in self._document["slots"] if s.get("name") != name or (kind is not None and s["kind"] != kind)
        ]

    def keep_secret(self, name: str, secret: str, master: bytes) -> None:
        """Keeps a text for whoever can open the store (the password of the database server)."""
        sealed = _seal(master, secret.encode(), f"{self.store_id}:secret:{name}".encode())
        self._document.setdefault("secrets", {})[name] = sealed

    def secret(self, name: str, master: bytes) -> str | None:
        """What ``keep_secret`` kept under this name; None where there is none, or where it was changed since."""
        kept = self._document.get("secrets", {}).get(name)
        found = _unseal(master, kept, f"{self.store_id}:secret:{name}".encode())
        return found.decode() if found is not None else None

    def unlock(self, name: str, secret: str) -> tuple[User, KeyRing]:
        """Opens the store for ``name`` by passphrase, device secret or recovery key. Raises WrongPassphrase.

        An unknown name costs the same time as a wrong passphrase and gives the same answer.
        """
        slot = next(self._slots("user", name), None)
        master = self._by_secret(name, secret) if slot is not None else None
        if master is None:
            kdf = (slot or next(self._slots("user"), None) or {"kdf": _default_kdf()})["kdf"]
            wrapping = _argon2id(secret, kdf)
            master = _open_slot(slot, wrapping) if slot is not None else None
        if slot is None or master is None:
            raise WrongPassphrase(user=name)
        return _user(slot), self._ring(master)

    def _by_secret(self, name: str, secret: str) -> bytes | None:
        """The master key where ``secret`` is a device secret or a recovery key, else None."""
        if secret.startswith(DEVICE_PREFIX):
            raw = _bytes(secret.removeprefix(DEVICE_PREFIX))
            return next((found for slot in self._slots("device", name)
                         if (found := _open_slot(slot, _stretch(raw, b"device"))) is not None), None)
        if secret.strip().upper().startswith(RECOVERY_PREFIX + "-"):
            raw = _recovery_secret(secret)
            return next((found for slot in self._slots("recovery")
                         if (found := _open_slot(slot, _stretch(raw, b"recovery"))) is not None), None)
        return None

    def _ring(self, master: bytes) -> KeyRing:
        keys: dict[str, bytes] = {}
        for purpose in PURPOSES:
            opened = _unseal(master, self._document["keys"].get(purpose), f"{self.store_id}:{purpose}".encode())
            if opened is None:
                raise StoreDamaged(place=str(self.path.parent), reason="its key file was altered")
            keys[purpose] = opened
        return KeyRing(master, keys)

    def _slots(self, kind: str, name: str | None = None) -> Iterator[dict[str, Any]]:
        return (s for s in self._document["slots"] if s["kind"] == kind and (name is None or s.get("name") == name))

    def _add_slot(self, header: dict[str, Any], wrapping: bytes, master: bytes) -> None:
        self._document["slots"].append(header | {"wrapped": _seal(wrapping, master, _canonical(header))})


def _user(slot: dict[str, Any]) -> User:
    return User(str(slot["name"]), str(slot["display"]), Role(slot["role"]))


def _open_slot(slot: dict[str, Any], wrapping: bytes) -> bytes | None:
    return _unseal(wrapping, slot["wrapped"], _canonical({k: v for k, v in slot.items() if k != "wrapped"}))


def _canonical(header: dict[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _seal(key: bytes, secret: bytes, header: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return {"nonce": _text(nonce), "sealed": _text(AESGCM(key).encrypt(nonce, secret, header))}


def _unseal(key: bytes, sealed: Any, header: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(_bytes(sealed["nonce"]), _bytes(sealed["sealed"]), header)
    except (InvalidTag, KeyError, TypeError, ValueError):
        return None


def _argon2id(passphrase: str, kdf: dict[str, Any]) -> bytes:
    """Argon2id v1.3. The passphrase is folded to NFKC first (NIST SP 800-63B-4, 2025): one word, however typed."""
    from argon2.low_level import Type, hash_secret_raw

    memory, passes, lanes = (int(kdf[name]) for name in ("memory_kib", "passes", "lanes"))
    if not (8 * lanes <= memory <= 1 << 20 and 1 <= passes <= 16 and 1 <= lanes <= 16):
        raise StoreDamaged(place=FILE_NAME, reason="its key file asks for an impossible cost")
    folded = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(folded, _bytes(kdf["salt"]), time_cost=passes, memory_cost=memory, parallelism=lanes,
                           hash_len=32, type=Type.ID)


def _default_kdf() -> dict[str, Any]:
    cost = Cost()
    return {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes, "salt": _text(bytes(16))}


def _stretch(secret: bytes, purpose: bytes) -> bytes:
    """A wrapping key from a secret that is random already (HKDF-SHA-256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, b"consilia " + purpose).derive(secret)


def _new_recovery_key() -> str:
    """160 random bits in groups of four, easy to copy by hand."""
    letters = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join([RECOVERY_PREFIX, *(letters[i:i + 4] for i in range(0, len(letters), 4))])


def _recovery_secret(key: str) -> bytes:
    return "".join(c for c in key.upper() if c.isalnum()).removeprefix(RECOVERY_PREFIX).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
