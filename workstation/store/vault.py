"""The vault: large files, content-addressed and encrypted.

The name of a file is HMAC-SHA-256 of its content under a key of the store. A plain SHA-256 would tell a thief of the
disk whether a known file (a published image, a form) is in there; the keyed one is as good an address, and mute.

A file is a header (magic, random salt) and chunks of 1 MiB in AES-256-GCM under a key of its own (HKDF over the salt).
The nonce counts the chunks and marks the last one (the STREAM construction, Hoang and others 2015), and the associated
data binds header and name: a chunk cut off, moved, or taken from another file does not open.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import re
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.errors import NotFound, StoreDamaged
from workstation.store.files import disk_full_named, sync_folder, write_atomically

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 1 << 20
_MAGIC = b"CONSILIA-VAULT-1\n"
_SALT = 16
_HEADER = len(_MAGIC) + _SALT
_TAG = 16
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Vault:
    """Put bytes in, get them by their digest. Safe from any thread."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._name_key = _derive(key, b"", b"consilia vault name")
        self._key = key
        self._batch = threading.local()

    def digest(self, data: bytes | bytearray | memoryview) -> str:
        """The address that ``data`` has or would have: 64 hexadecimal digits."""
        return hmac.new(self._name_key, data, hashlib.sha256).hexdigest()

    def put(self, data: bytes | bytearray | memoryview) -> str:
        """Stores ``data`` durably and returns its digest. The same data twice is stored once. Raises DiskFull."""
        digest = self.digest(data)
        target = self._path(digest)
        if target.exists():
            return digest
        with disk_full_named(target):
            if not target.parent.is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                sync_folder(target.parent.parent)
        waiting: set[Path] | None = getattr(self._batch, "folders", None)
        write_atomically(target, self._sealed(memoryview(data).cast("B"), digest), durable_name=waiting is None)
        if waiting is not None:
            waiting.add(target.parent)
        return digest

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Within it, this thread's new files share one fsync a folder, done before it ends. Write rows after it."""
        if getattr(self._batch, "folders", None) is not None:
            yield
            return
        folders: set[Path] = set()
        self._batch.folders = folders
        try:
            yield
        finally:
            self._batch.folders = None
            for folder in folders:
                sync_folder(folder)

    def has(self, digest: str) -> bool:
        return self._path(digest).exists()

    def get(self, digest: str) -> bytes:
        """The whole content. Raises NotFound, or StoreDamaged where a byte was changed, moved or cut off."""
        with self.open(digest) as stream:
            return stream.read()

    def open(self, digest: str) -> io.BufferedReader:
        """A seekable stream that decrypts one chunk at a time. Raises as ``get`` does, while reading too."""
        path = self._path(digest)
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise NotFound(what="stored file", name=digest[:12]) from error
        try:
            header = file.read(_HEADER)
            if len(header) < _HEADER or not header.startswith(_MAGIC):
                raise _damaged(path)
            size = path.stat().st_size
            cipher = _cipher(self._key, header[len(_MAGIC):])
            return io.BufferedReader(_Opened(file, path, size, cipher, header + digest.encode()), CHUNK)
        except BaseException:
            file.close()
            raise

    def _sealed(self, data: memoryview, digest: str) -> Iterator[bytes]:
        salt = secrets.token_bytes(_SALT)
        header = _MAGIC + salt
        cipher = _cipher(self._key, salt)
        yield header
        count = max(1, -(-len(data) // CHUNK))
        for index in range(count):
            piece = data[index * CHUNK:(index + 1) * CHUNK]
            yield cipher.encrypt(_nonce(index, index == count - 1), piece, header + digest.encode())

    def _path(self, digest: str) -> Path:
        if _DIGEST.fullmatch(digest) is None:
            raise NotFound(what="stored file", name=digest[:12])
        return self._folder / digest[:2] / digest


class _Opened(io.RawIOBase):
    """The clear bytes of one vault file, chunk by chunk."""

    def __init__(self, file: io.BufferedReader, path: Path, size: int, cipher: AESGCM, bound: bytes) -> None:
        super().__init__()
        self._file, self._path, self._cipher, self._bound = file, path, cipher, bound
        sealed = size - _HEADER
        self._chunks = -(-sealed // (CHUNK + _TAG))
        self._length = sealed - self._chunks * _TAG
        self._position = 0
        self._index = -1
        self._clear = b""
        if self._chunks < 1 or self._length < 0:
            raise _damaged(path)
        self._load(self._chunks - 1)      # opens only with its last-chunk mark: a file cut short is found at once

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        if start + offset < 0:
            raise ValueError("a position before the start")
        self._position = start + offset
        return self._position

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        if self._position >= self._length or not len(view):
            return 0
        index, start = divmod(self._position, CHUNK)
        if index != self._index:
            self._load(index)
        count = min(len(view), len(self._clear) - start)
        view[:count] = self._clear[start:start + count]
        self._position += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    def _load(self, index: int) -> None:
        from cryptography.exceptions import InvalidTag

        self._file.seek(_HEADER + index * (CHUNK + _TAG))
        sealed = self._file.read(CHUNK + _TAG)
        try:
            self._clear = self._cipher.decrypt(_nonce(index, index == self._chunks - 1), sealed, self._bound)
        except (InvalidTag, ValueError) as error:
            raise _damaged(self._path) from error
        self._index = index


def _nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(_derive(key, salt, b"consilia vault file"))


def _derive(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt or None, purpose).derive(key)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(place=str(path.parent), reason=f"the stored file {path.name[:12]} was changed or cut off")
