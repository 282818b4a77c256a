"""Opens ZIP archives of records: every member is judged before the first is read, and none is ever written to disk.

An archive that could mean harm to whatever unpacks it is refused as a whole (APPNOTE 6.3.10 for the format). Members
are read in memory, a piece at a time, under limits on what comes out.
"""

from __future__ import annotations

import gzip
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workstation.errors import DamagedFile, NotThatFormat, UnsafeFile
from workstation.exchange.sniff import GZIP, HEAD, Kind, holds_archive, kind_in

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 1 << 30           # bytes unpacked; what one document may hold is less (``bounded``)
LARGEST_WHOLE = 16 << 30           # bytes unpacked, all together
LARGEST_INDEX = 16 << 20           # bytes of the table of contents
RATIO = 200                       # pretty-printed JSON packs 30:1; deflate can't do more than 1032:1
SMALL, SMALL_WHOLE = 1 << 20, 64 << 20           # below these nothing is a bomb, however well it packs
_LONGEST_PART, _LONGEST_NAME = 255, 1000           # bytes of UTF-8: what file systems hold
PIECE = 1 << 16
_END, _TAIL = b"PK\x05\x06", 22 + 65_535           # the record that closes an archive, with the longest comment
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])")      # names that Windows keeps for devices
_ENCRYPTED = 0x1 | 0x40
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError, struct.error, UnicodeError,
           ValueError)
RECORDS = frozenset({Kind.DICOM, Kind.FHIR_JSON, Kind.NDJSON, Kind.XML, Kind.HL7V2, Kind.CSV})


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an open archive, in the shape of a path that the import reads. ``kind`` is told by its content."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    path: Path
    kind: Kind
    zipped: bool                   # gzip around it

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.info.filename}"

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Its bytes from the beginning; ``mode`` is "rb". Reading raises zipfile.BadZipFile where they are damaged."""
        assert mode == "rb"
        return self.archive.open(self.info)

    def stat(self) -> os.stat_result:
        return os.stat_result((0, 0, 0, 0, 0, 0, self.info.file_size, 0, 0, 0))

    def read_bytes(self) -> bytes:
        """The whole content. Raises DamagedFile."""
        try:
            return self.archive.read(self.info)
        except BROKEN as error:
            raise DamagedFile(place=self.name, reason="its compressed content is cut off or broken") from error

    def __str__(self) -> str:
        return f"{self.path}/{self.info.filename}"


@contextmanager
def opened(path: Path) -> Iterator[list[Member]]:
    """The members of an archive in their order, folders and hidden files left out; readable while it is open.

    Raises UnsafeFile, DamagedFile, and NotThatFormat where nothing in it is a record.
    """
    _bounded_index(path)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise DamagedFile(place=path.name, reason="its table of contents is cut off or broken") from error
    with archive:
        found = archive.infolist()
        _judge(path, found)
        members = [Member(archive, info, path, *_kind(archive, info, path))
                   for info in found if not info.is_dir() and not hidden(info.filename)]
        if not any(member.kind in RECORDS for member in members):
            raise NotThatFormat(place=path.name, format="archive of records",
                                reason="nothing in it is a record or an image")
        yield members


def _bounded_index(path: Path) -> None:
    """The closing record, before a table of contents of any size is read into memory."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise DamagedFile(place=path.name, reason="its end is missing, so its table of contents can't be read")
    members, length = struct.unpack_from("<HI", tail, at + 10)
    if members > MOST_MEMBERS or length > LARGEST_INDEX:
        raise UnsafeFile(place=path.name, reason=f"it names more than {MOST_MEMBERS} members")


def _judge(path: Path, found: list[zipfile.ZipInfo]) -> None:
    """Refuses what its table of contents gives away."""
    if len(found) > MOST_MEMBERS:
        raise UnsafeFile(place=path.name, reason=f"it names more than {MOST_MEMBERS} members")
    seen: set[str] = set()
    for info in found:
        reason = name_fault(info.orig_filename) or _entry_fault(info)
        if reason:
            raise UnsafeFile(place=path.name, reason=f"its member '{shown(info.orig_filename)}' {reason}")
        told_apart(path, info.orig_filename, seen)
    unpacked, packed = sum(i.file_size for i in found), sum(i.compress_size for i in found)
    if unpacked > LARGEST_WHOLE or (unpacked > SMALL_WHOLE and unpacked > RATIO * max(packed, 1)):
        raise UnsafeFile(place=path.name, reason=f"it would unpack to {unpacked >> 20} MB, far more than its size")
    if packed > path.stat().st_size:
        raise UnsafeFile(place=path.name, reason="its members overlap, which serves only to fill a memory")


def told_apart(path: Path, name: str, seen: set[str]) -> None:
    """Adds a name to those ``seen``. Raises UnsafeFile where a file system might take it for one of them."""
    alike = unicodedata.normalize("NFC", name.rstrip("/")).casefold()
    if alike in seen:
        raise UnsafeFile(place=path.name, reason=f"two members are named '{shown(name)}', or differ by capital letters "
                         "only")
    seen.add(alike)


def name_fault(name: str) -> str:
    """Why a name is refused, or ""."""
    if "\\" in name:
        return "has a backslash in its name"
    if name.startswith("/") or _DRIVE.match(name):
        return "has an absolute path"
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        return "has control characters in its name"
    if len(name.encode("utf-8")) > _LONGEST_NAME:
        return "has a name that is too long"
    for part in name.removesuffix("/").split("/"):
        if part in ("", ".", ".."):
            return "has a path that leads out of the archive"
        if len(part.encode("utf-8")) > _LONGEST_PART:
            return "has a name that is too long"
        if part != part.rstrip(". ") or _RESERVED.fullmatch(part.split(".", 1)[0].rstrip()):
            return "has a name that Windows keeps for itself"
    return ""


def _entry_fault(info: zipfile.ZipInfo) -> str:
    """Why an entry is refused whatever its name, or ""."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link to another file"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no ordinary file"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted; send it by Consilia's second opinion package or unpacked"
    if info.compress_type not in _READ:
        return "is packed by a method that is not read"
    too_dense = info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1)
    if info.file_size > LARGEST_MEMBER or too_dense:
        return f"would unpack to {info.file_size >> 20} MB, far more than its size"
    return ""


def _kind(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> tuple[Kind, bool]:
    """What a member holds and whether it is gzip around that, after its check sums have proved it whole.

    Never more than a piece of it is in memory. One file within gzip is no archive: records are often sent so.
    """
    try:
        with archive.open(info) as file:
            head = file.read(HEAD)
            while file.read(PIECE):
                pass
        zipped = head.startswith(GZIP)
        if zipped:
            head = _unzipped(archive, info, path)
    except BROKEN as error:
        raise DamagedFile(place=path.name, reason=f"its member '{shown(info.filename)}' is cut off or broken") \
            from error
    if holds_archive(head):
        raise UnsafeFile(place=path.name,
                         reason=f"its member '{shown(info.filename)}' is an archive again; unpack it first")
    with archive.open(info) as file:
        inner = gzip.GzipFile(fileobj=file) if zipped else file
        return kind_in(inner.read(HEAD), inner), zipped


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """The beginning of what a gzip member holds, after all of it has been counted."""
    with archive.open(info) as file, gzip.GzipFile(fileobj=file) as inner:
        head = inner.read(HEAD)
        size = len(head)
        while piece := inner.read(PIECE):
            size += len(piece)
            if size > LARGEST_MEMBER or (size > SMALL and size > RATIO * info.file_size):
                raise UnsafeFile(place=path.name, reason=f"its member '{shown(info.filename)}' would unpack to more "
                                 f"than {size >> 20} MB, far more than its size")
    return head


def hidden(name: str) -> bool:
    """What operating systems add by themselves; the files of a folder are taken by the same rule."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def shown(name: str) -> str:
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= 60 else f"{plain[:57]}..."
