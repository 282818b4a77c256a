"""What an attachment is, by its content; and whether that is what its sender called it."""

from __future__ import annotations

import codecs
import re

from workstation.domain.document import ContentKind

HEAD = 4096                        # bytes that suffice
_C = ContentKind
_STARTS: tuple[tuple[bytes, ContentKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", _C.PNG), (b"\xff\xd8\xff", _C.JPEG), (b"GIF87a", _C.GIF), (b"GIF89a", _C.GIF),
    (b"II*\0", _C.TIFF), (b"MM\0*", _C.TIFF), (b"fLaC", _C.FLAC), (b"OggS", _C.OGG), (b"ID3", _C.MP3),
    (b"{\\rtf", _C.RTF), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _C.OFFICE),
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|ul|ol|span|pre)\b", re.IGNORECASE)
_CDA = re.compile(rb"<(?:\w+:)?ClinicalDocument\b")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Media types under which each kind is honestly sent (IANA names and the ones seen).
_NAMES: dict[ContentKind, tuple[str, ...]] = {
    _C.PDF: ("application/pdf", "application/x-pdf"), _C.PNG: ("image/png",),
    _C.JPEG: ("image/jpeg", "image/jpg", "image/pjpeg"), _C.GIF: ("image/gif",),
    _C.BMP: ("image/bmp", "image/x-ms-bmp"), _C.TIFF: ("image/tiff",), _C.FLAC: ("audio/flac", "audio/x-flac"),
    _C.OGG: ("audio/ogg", "application/ogg", "audio/vorbis", "audio/opus"),
    _C.MP3: ("audio/mpeg", "audio/mp3", "audio/mpeg3"),
    _C.WAV: ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"),
    _C.RTF: ("application/rtf", "text/rtf", "text/richtext"), _C.MARKUP: ("text/html", "application/xhtml+xml"),
    _C.CDA: ("text/xml", "application/xml", "application/hl7-v3+xml", "application/cda+xml", "text/x-hl7-text+xml",
             "application/x-hl7", "application/hl7-cda+xml", "application/hl7-sda+xml"),
    _C.DICOM: ("application/dicom", "image/dicom"),
}
_CHARSETS = frozenset({
    "utf-8", "ascii", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "shift_jis",
    "euc_jp", "euc_kr", "koi8-r", *(f"iso8859-{n}" for n in (1, 2, 5, 6, 7, 8, 9, 11, 15)),
    *(f"cp125{n}" for n in range(9)),
})
_ANY = ("application/octet-stream", "binary/octet-stream")      # says nothing, so it contradicts nothing


def kind_of(data: bytes) -> ContentKind:
    """The kind by the first bytes. Text is what holds no control characters but blanks."""
    head = data[:HEAD]
    if not head:
        return _C.EMPTY
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return _C.WAV
    if head[128:132] == b"DICM":
        return _C.DICOM
    if b"%PDF-" in head[:1024]:
        return _C.PDF
    if head.startswith(b"BM") and len(head) >= 26 and head[6:10] == b"\0\0\0\0" and head[14] in (12, 40, 64, 108, 124):
        return _C.BMP
    if head.startswith(b"PK\x03\x04"):
        return _C.OFFICE if b"[Content_Types].xml" in head or b"mimetype" in head[:60] else _C.ZIP
    if head[0] == 0xFF and len(head) > 2 and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6) and head[2] >> 4 != 15 \
            and not head.startswith(_MARKS):
        return _C.MP3
    return _of_text(head)


def _of_text(head: bytes) -> ContentKind:
    plain = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith(_MARKS[1:]):
        plain = head.decode("utf-16", "replace").encode()
    elif head[1::2].count(0) > len(head) // 3 and head[:2] == b"<\0":
        plain = head.decode("utf-16-le", "replace").encode()
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in plain):
        return _C.UNKNOWN
    start = plain.lstrip()
    if start.startswith(b"<"):
        if _CDA.search(plain):
            return _C.CDA
        if _MARKUP.search(plain):
            return _C.MARKUP
        return _C.XML if start.startswith((b"<?xml", b"<!DOCTYPE", b"<!ENTITY")) or start.endswith(b">") else _C.TEXT
    return _C.TEXT


def media_type(declared: str) -> str:
    """The type of a Content-Type header in lower case, without its parameters."""
    return declared.partition(";")[0].strip().casefold()


def charset(declared: str) -> str:
    """The charset parameter, "" where it names none that is read here."""
    found = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9._\-]{1,40})", declared, re.IGNORECASE)
    try:
        name = codecs.lookup(found[1]).name if found else ""
    except LookupError:
        return ""
    return name if name in _CHARSETS else ""


def fits(declared: str, found: ContentKind) -> bool:
    """False where the sender's media type says something else than the content. Nothing said contradicts nothing."""
    said = media_type(declared)
    if not said or said in _ANY or found in (_C.EMPTY, _C.UNKNOWN):
        return True
    if found is _C.TEXT:
        return said.startswith("text/") and said not in ("text/html", "text/rtf") or \
            said.endswith(("json", "xml", "csv", "yaml", "javascript"))
    if found is _C.XML:
        return "xml" in said or said == "text/plain"
    if found in (_C.OFFICE, _C.ZIP):
        return not said.startswith(("text/", "image/", "audio/", "video/")) and said != "application/pdf"
    if found is _C.CDA and "xml" in said:
        return True
    return said in _NAMES.get(found, ())


def decoded(data: bytes, declared: str) -> tuple[str, str]:
    """(text, the encoding that had to be guessed or ""): UTF-8, the declared one, GB18030, then Windows-1252."""
    if data.startswith(_MARKS[1:]):
        return data.decode("utf-16", "replace"), ""
    if data[:2] == b"<\0":
        return data.decode("utf-16-le", "replace"), ""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), ""
    except UnicodeDecodeError as fault:
        if fault.reason.startswith("unexpected end"):       # only its last letter was cut off
            return data.decode("utf-8", "replace"), ""
    named = charset(declared)
    for encoding in (named, "gb18030"):
        try:
            if encoding and encoding != "utf-8":
                return data.decode(encoding), "" if encoding == named else "GB18030"
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace"), "Windows-1252"
