"""The vault: large files, content-addressed and encrypted.

The name of a file is HMAC-SHA-256 of its content under a key of the store. A plain SHA-256 would tell a thief of the
disk whether a known file (a published image, a form) is in there; the keyed one is as good an address, and mute.

A file is a header (magic, random salt) and sealed chunks of 1 MiB (``sealed_stream``) under a key of its own. The
associated data binds header and name: a chunk cut off, moved, or taken from another file does not open.
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

from workstation.errors import NotFound, StoreDamaged
from workstation.store.files import disk_full_named, sync_folder, write_atomically
from workstation.store.sealed_stream import CHUNK, Opened, cipher, derive, sealed

__all__ = ["CHUNK", "Vault"]

_MAGIC = b"CONSILIA-VAULT-1\n"
_SALT = 16
_HEADER = len(_MAGIC) + _SALT
_PURPOSE = b"consilia vault file"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Vault:
    """Put bytes in, get them by their digest. Safe from any thread."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._name_key = derive(key, b"", b"consilia vault name")
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
            key = cipher(self._key, header[len(_MAGIC):], _PURPOSE)
            opened = Opened(file, _HEADER, path.stat().st_size, key, header + digest.encode(), lambda: _damaged(path))
            return io.BufferedReader(opened, CHUNK)
        except BaseException:
            file.close()
            raise

    def _sealed(self, data: memoryview, digest: str) -> Iterator[bytes]:
        salt = secrets.token_bytes(_SALT)
        header = _MAGIC + salt
        yield header
        yield from sealed([data], cipher(self._key, salt, _PURPOSE), header + digest.encode())

    def _path(self, digest: str) -> Path:
        if _DIGEST.fullmatch(digest) is None:
            raise NotFound(what="stored file", name=digest[:12])
        return self._folder / digest[:2] / digest


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(place=str(path.parent), reason=f"the stored file {path.name[:12]} was changed or cut off")
