"""The characters of an XML file, by its byte-order mark and its declaration (XML 1.0, 5th edition, appendix F)."""

from __future__ import annotations

import codecs
import re

from workstation.errors import DamagedFile, UnsafeFile

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,40})[\"']")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
# What hospitals send. UTF-7 and the shifting encodings are left out: they hide markup from every filter before us.
_KNOWN = {"utf-8", "ascii", "iso8859-1", "iso8859-2", "iso8859-15", "cp1252", "cp1250", "gb2312", "gbk", "gb18030",
          "big5", "utf-16", "utf-16-le", "utf-16-be"}


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """(the text, a remark or ""). The remark says where a file is not in the encoding that it claims.

    Raises UnsafeFile for an encoding that is not read, DamagedFile where the bytes fit none.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark):], encoding, name), ""
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return _strict(data, encoding, name), ""
    found = _DECLARED.match(data.lstrip(b" \t\r\n")[:300])
    declared = found[1].decode("ascii") if found else "UTF-8"
    try:
        encoding = codecs.lookup(declared).name
    except LookupError:
        encoding = ""
    if encoding not in _KNOWN:
        raise UnsafeFile(place=name, reason=f"it is written in the encoding {declared}, which is not read")
    if encoding.startswith("utf-16"):                   # one byte a character was already seen in the declaration
        encoding = "utf-8"
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError as error:
        return _western(data, declared, error.start, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFile(place=name, reason=f"byte {error.start} is no {encoding.upper()} text") from error


def _western(data: bytes, declared: str, place: int, name: str) -> tuple[str, str]:
    """Windows-1252, which older systems write under another label; said, never silent."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise DamagedFile(place=name, reason=f"byte {place} is no {declared} text") from error
    return text, f"byte {place} is no {declared} text; the file was read as Windows-1252, so letters may be wrong"
