"""Tells what a file is by its content; its name is never asked."""

from __future__ import annotations

import gzip
import re
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Protocol

HEAD = 8192
_PIECE = 1 << 16
_LONGEST_LINE = 1 << 24            # so far a first line is followed
GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
# The header with any field separator; a message whose header was lost is told by the segments that come first.
_HL7V2 = re.compile(rb"\x0b?(?:\xef\xbb\xbf)?(?:(?:MSH|FHS|BHS)[^A-Za-z0-9\s]|(?:SFT|EVN|PID|PV1|ORC|OBR|OBX)\|)")
_PED_LINE = re.compile(r"\s*(#.*|\S+\s+\S+\s+\S+\s+\S+\s+([0-4]|male|female|[mfMF]|unknown)(\s+\S+)*)\s*")


# Archives other than ZIP, by how they begin: gzip, bzip2, xz, 7z, RAR, zstd (a tar is told by its 257th byte).
_ARCHIVES = (GZIP, b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKS = ",;\t|"


class Readable(Protocol):
    """Whatever bytes can be read from, a piece at a time."""

    def read(self, size: int, /) -> bytes: ...


class Kind(StrEnum):
    DICOM = "DICOM"
    FHIR_JSON = "FHIR JSON"
    NDJSON = "NDJSON"
    XML = "XML"
    HL7V2 = "HL7 v2"
    PED = "PED"
    CSV = "CSV"
    TAR = "TAR"
    ZIP = "ZIP"
    EMPTY = "empty"
    UNKNOWN = "unknown"


def sniff(path: Path) -> tuple[Kind, bool]:
    """(what the file holds, whether it is gzip around that). Raises OSError where it can't be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head.startswith(GZIP):
            return kind_in(head, file), False
    try:
        with gzip.open(path) as inner:
            return kind_in(inner.read(HEAD), inner), True
    except (OSError, EOFError, zlib.error):
        return Kind.UNKNOWN, True


def kind_in(head: bytes, rest: Readable) -> Kind:
    """As ``kind_of``, with what follows the first bytes: a first line of NDJSON may be long."""
    kind = kind_of(head)
    start = head.removeprefix(_BOM).lstrip(b" \t\r\n")
    if kind is not Kind.FHIR_JSON or not start.startswith(b"{") or b"\n" in start.rstrip():
        return kind
    before, read = head, len(head)
    while read < _LONGEST_LINE:
        piece = rest.read(_PIECE)
        if not piece:
            return kind
        read += len(piece)
        line, found, after = piece.partition(b"\n")
        if found:
            ends = (before[-HEAD:] + line).rstrip()
            return Kind.NDJSON if ends.endswith(b"}") and (after + rest.read(HEAD)).lstrip().startswith(b"{") else kind
        before = piece
    return kind


def kind_of(head: bytes) -> Kind:
    """The kind, from the first bytes of a file."""
    if not head:
        return Kind.EMPTY
    if head[128:132] == b"DICM" or _headerless_dicom(head):
        return Kind.DICOM
    if head.startswith(_ZIPS):
        return Kind.ZIP
    if head[257:262] == b"ustar":
        return Kind.TAR
    text = head.removeprefix(_BOM).lstrip(b" \t\r\n")
    if text.startswith((b"{", b"[", b"\xff\xfe{", b"\xfe\xff\x00{")):
        return Kind.NDJSON if _has_lines(text) else Kind.FHIR_JSON
    if _HL7V2.match(text):
        return Kind.HL7V2
    if text.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<", b"\x00<")):
        return Kind.XML
    if _is_ped(text):
        return Kind.PED
    return Kind.CSV if _is_table(text) else Kind.UNKNOWN


def holds_archive(head: bytes) -> bool:
    """True where a file begins like an archive or a compressed file of any common kind."""
    return head.startswith((*_ZIPS, *_ARCHIVES)) or head[257:262] == b"ustar"


def _has_lines(text: bytes) -> bool:
    """NDJSON: the first line is a whole object (or at least ends as one) and another line begins one."""
    first, found, rest = text.partition(b"\n")
    return bool(found) and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _headerless_dicom(head: bytes) -> bool:
    """A data set without preamble: it begins with an element of group 0002 or 0008, little endian."""
    if len(head) < 12 or head[:2] not in (b"\x02\x00", b"\x08\x00"):
        return False
    explicit = head[4:6].isalpha() and head[4:6].isupper()
    length = int.from_bytes(head[4:8], "little")
    return explicit or (length < 1024 and length % 2 == 0)


def _is_ped(text: bytes) -> bool:
    """Lines of family, person, father, mother, sex (PLINK's format)."""
    try:
        lines = [line for line in text[:2048].decode("utf-8").splitlines()[:5] if line.strip()]
    except UnicodeDecodeError:
        return False
    return bool(lines) and all(_PED_LINE.fullmatch(line) for line in lines[:-1] or lines)


def _is_table(text: bytes) -> bool:
    """Two lines (or one beyond what is looked at), the first of at least two cells, and no control bytes."""
    if re.search(rb"[\x00-\x08\x0e-\x1f]", text):
        return False
    lines = [line.decode("latin-1") for line in re.split(rb"[\r\n]+", text) if line.strip()]
    first = lines[0] if len(lines) > 1 or len(text) > HEAD // 2 else ""
    return any(sum(bool(cell.strip()) for cell in first.split(mark)) >= 2 for mark in _MARKS)
