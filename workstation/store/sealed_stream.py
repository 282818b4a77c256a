"""A long secret in pieces: AES-256-GCM over chunks of 1 MiB, for files of the vault and for packages that leave.

The nonce counts the chunks and marks the last one (the STREAM construction, Hoang and others 2015). ``bound`` is the
associated data of every chunk: what the file's own header says. A chunk cut off, moved, or taken from another file does
not open. There is no compression, so a small file can't become a large one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 1 << 20
TAG = 16


def cipher(key: bytes, salt: bytes, purpose: bytes) -> AESGCM:
    """The cipher of one file: its key is derived from ``key`` and the file's own ``salt`` (HKDF-SHA-256, RFC 5869)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derive(key, salt, purpose))


def derive(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """32 bytes for one purpose (HKDF-SHA-256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt or None, purpose).derive(key)


def sealed(pieces: Iterable[bytes | bytearray | memoryview], sealing: AESGCM, bound: bytes) -> Iterator[bytes]:
    """The sealed chunks of ``pieces`` joined, however those are cut. Nothing at all still gives one (empty) chunk."""
    waiting = bytearray()
    index = 0
    for piece in pieces:
        view = memoryview(piece).cast("B")
        for start in range(0, len(view), CHUNK):
            waiting += view[start:start + CHUNK]
            if len(waiting) > CHUNK:                  # the last chunk is known only at the end
                yield sealing.encrypt(_nonce(index, False), bytes(waiting[:CHUNK]), bound)
                del waiting[:CHUNK]
                index += 1
    yield sealing.encrypt(_nonce(index, True), bytes(waiting), bound)


def clear_length(sealed_length: int) -> int:
    """How many clear bytes that many sealed ones hold; negative where it can't be such a stream."""
    return sealed_length - max(1, -(-sealed_length // (CHUNK + TAG))) * TAG


class Opened(io.RawIOBase):
    """The clear bytes of a sealed stream that begins at ``start`` of a file and ends with it, chunk by chunk.

    ``damaged`` makes the error to raise where a byte was changed, moved or cut off; so it does while reading.
    """

    def __init__(self, file: io.BufferedReader, start: int, size: int, sealing: AESGCM, bound: bytes,
                 damaged: Callable[[], Exception]) -> None:
        super().__init__()
        self._file, self._start, self._cipher, self._bound, self._damaged = file, start, sealing, bound, damaged
        self._chunks = -(-(size - start) // (CHUNK + TAG))
        self._length = clear_length(size - start)
        self._position = 0
        self._index = -1
        self._clear = b""
        if self._chunks < 1 or self._length < 0:
            raise damaged()
        self._load(self._chunks - 1)      # opens only with its last-chunk mark: a file cut short is found at once

    @property
    def length(self) -> int:
        """Clear bytes of the whole stream."""
        return self._length

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

        self._file.seek(self._start + index * (CHUNK + TAG))
        piece = self._file.read(CHUNK + TAG)
        try:
            self._clear = self._cipher.decrypt(_nonce(index, index == self._chunks - 1), piece, self._bound)
        except (InvalidTag, ValueError) as error:
            raise self._damaged() from error
        self._index = index


def _nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
