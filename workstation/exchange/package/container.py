"""Writes and reads the file: header, then one sealed stream of manifest, signature and parts.

    length of the manifest (4 bytes, big endian) · manifest (JSON, UTF-8) · Ed25519 signature (64 bytes) · the parts

The signature covers the manifest, the manifest the digest of the header (so also the recipients: nobody can seal it
again for somebody else under the sender's name) and of each part. It is checked before the first part is read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.errors import DamagedFile, UnreadableInput, UnsafeFile
from workstation.exchange.package import header as headers
from workstation.exchange.package.identity import Identity, verify
from workstation.exchange.package.manifest import CONTEXT, LONGEST, Kind, Manifest, Part, manifest_of, sha256
from workstation.exchange.safe_json import JsonFault
from workstation.store.sealed_stream import Opened, cipher, clear_length, sealed

if TYPE_CHECKING:
    from workstation.exchange.package.header import Header

SUFFIX = ".consilia"
_PURPOSE = b"consilia package content"
_SIGNATURE = 64
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A part on its way out: ``read`` gives its bytes when its turn comes, the same that ``part`` describes."""

    part: Part
    read: Callable[[], bytes]


def source(name: str, mime: str, read: Callable[[], bytes]) -> Source:
    """Reads the bytes once for size and digest, so that a large part need not be kept."""
    data = read()
    return Source(Part(name, len(data), sha256(data), mime), read)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package ready to be written. ``manifest`` is what was signed."""

    manifest: Manifest
    raw: bytes
    pieces: Iterable[bytes]


def pack(
    begun: tuple[Header, bytes], kind: Kind, sender: Identity, sign: Callable[[bytes], str], facts: dict[str, Any],
    sources: Sequence[Source], made: datetime, expires: datetime | None,
) -> Packed:
    """A package of these parts. ``begun`` is what ``header.make`` gave; ``sign`` gives an Ed25519 signature, base64."""
    header, key = begun
    manifest = Manifest(kind, header.id, sender, made, expires, sha256(header.raw), facts,
                        tuple(one.part for one in sources))
    raw = manifest.to_bytes()
    signature = base64.b64decode(sign(CONTEXT + raw))
    return Packed(manifest, raw, _pieces(header, key, raw, signature, sources))


def _pieces(header: Header, key: bytes, raw: bytes, signature: bytes, sources: Sequence[Source]) -> Iterator[bytes]:
    def clear() -> Iterator[bytes]:
        yield len(raw).to_bytes(4, "big") + raw + signature
        for one in sources:
            data = one.read()
            if len(data) != one.part.size or sha256(data) != one.part.sha256:
                raise DamagedFile(place=one.part.name, reason="it changed while the package was made")
            yield data

    yield header.raw
    yield from sealed(clear(), cipher(key, bytes.fromhex(header.id), _PURPOSE), header.raw)


class Package:
    """An opened file whose signature stands. ``parts`` reads on; use it as a context manager."""

    def __init__(self, path: Path, stream: Opened, manifest: Manifest, raw: bytes, start: int) -> None:
        self.path, self.manifest, self.raw = path, manifest, raw
        self._stream, self._start = stream, start

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest: names exactly this question or answer."""
        return sha256(self.raw)

    def check(self, step: Callable[[float], object] = lambda _fraction: None) -> None:
        """Reads every part and compares its digest, keeping none. Raises DamagedFile."""
        done, whole = 0, max(1, self.manifest.size)
        self._stream.seek(self._start)
        for part in self.manifest.parts:
            digest, left = hashlib.sha256(), part.size
            while left:
                data = self._stream.read(min(left, _AT_ONCE))
                if not data:
                    raise self._damaged(part)
                digest.update(data)
                left -= len(data)
                done += len(data)
                step(done / whole)
            if digest.hexdigest() != part.sha256:
                raise self._damaged(part)

    def read(self, name: str) -> bytes | None:
        """The bytes of one part, their digest compared; None where there is no such part. Raises DamagedFile."""
        start = self._start
        for part in self.manifest.parts:
            if part.name == name:
                return self._at(part, start)
            start += part.size
        return None

    def parts(self) -> Iterator[tuple[Part, Callable[[], bytes]]]:
        """Each part with a reader for its bytes, which compares the digest."""
        start = self._start
        for part in self.manifest.parts:
            yield part, lambda part=part, start=start: self._at(part, start)
            start += part.size

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _at(self, part: Part, start: int) -> bytes:
        self._stream.seek(start)
        data = _exactly(self._stream, part.size)
        if sha256(data) != part.sha256:
            raise self._damaged(part)
        return data

    def _damaged(self, part: Part) -> DamagedFile:
        return DamagedFile(place=self.path.name, reason=f"its part {part.name} is not the one that was signed")


def open_package(path: Path, own: Identity, private: bytes, passphrase: str = "") -> Package:
    """Opens a file for ``own``: header, content key, manifest, signature, sizes, in this order.

    Raises NotThatFormat, DamagedFile, UnsafeFile, UnreadableInput (another recipient or version, wrong passphrase).
    """
    place = path.name
    try:
        file, size = path.open("rb"), path.stat().st_size
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise UnreadableInput(place=place, reason=f"the system says: {reason}") from error
    try:
        header = headers.read(file, place)
        key = headers.content_key(header, own, private, passphrase, place)
        sealing = cipher(key, bytes.fromhex(header.id), _PURPOSE)
        stream = Opened(file, len(header.raw), size, sealing, header.raw,
                        lambda: DamagedFile(place=place, reason="it was changed or cut off"))
        manifest, raw, start = _manifest(stream, header, place)
        if start + manifest.size != clear_length(size - len(header.raw)):
            raise UnsafeFile(place=place, reason="its parts are not of the size that it claims")
        return Package(path, stream, manifest, raw, start)
    except BaseException:
        file.close()
        raise


def peek(path: Path) -> Header:
    """The clear header only. Raises NotThatFormat, DamagedFile, UnreadableInput."""
    try:
        with path.open("rb") as file:
            return headers.read(file, path.name)
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise UnreadableInput(place=path.name, reason=f"the system says: {reason}") from error


def _manifest(stream: Opened, header: Header, place: str) -> tuple[Manifest, bytes, int]:
    """The manifest, its text, and where the parts begin."""
    length = int.from_bytes(_exactly(stream, 4), "big")
    if not 0 < length <= LONGEST or length + 4 + _SIGNATURE > stream.length:
        raise UnsafeFile(place=place, reason="its manifest says that it is longer than one can be")
    raw, signature = _exactly(stream, length), _exactly(stream, _SIGNATURE)
    try:
        manifest = manifest_of(raw)
    except (JsonFault, ValueError) as error:
        raise UnsafeFile(place=place, reason=f"its manifest can't be used: {error}") from error
    try:
        verify(manifest.sender.signing, signature, CONTEXT + raw)
    except ValueError as error:
        raise UnsafeFile(place=place, reason="its signature is not that of its sender") from error
    if manifest.header != sha256(header.raw) or manifest.id != header.id:
        raise UnsafeFile(place=place, reason="it was sealed again for somebody whom its sender did not name")
    return manifest, raw, 4 + length + _SIGNATURE


def _exactly(stream: Opened, count: int) -> bytes:
    """That many bytes, fewer only at the end of the stream."""
    pieces: list[bytes] = []
    while count and (data := stream.read(min(count, _AT_ONCE))):
        pieces.append(data)
        count -= len(data)
    return b"".join(pieces)
