"""The answer to a message (chapter 2.9.2, original mode): MSA with table 0008, ERR with the place and table 0357."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

_PLACE = re.compile(r"([A-Z][A-Z0-9]{2})(?:\[(\d+)\])?(?:-(\d+))?(?![\w])")
_CONDITIONS = {"MSH-9": "200^Unsupported message type^HL70357", "MSH-12": "203^Unsupported version id^HL70357"}
_OTHER = "207^Application internal error^HL70357"
_ESCAPES = str.maketrans({"|": "\\F\\", "^": "\\S\\", "~": "\\R\\", "&": "\\T\\"})
_LONGEST = 400


def answer(code: str, original: bytes, reason: str = "", where: str = "") -> bytes:
    """The bytes of an ACK to ``original``, however little of its header can be read.

    ``code`` is AA (kept; what of it waits or was left out is said), AE (nothing was stored) or AR (that kind is not
    taken at all).
    """
    said = _header(original)
    now = datetime.now(UTC).strftime("%Y%m%d%H%M%S+0000")
    event = said[9].split("^")[1] if "^" in said[9] else ""
    text = _plain(reason)
    head = ["MSH", "^~\\&", said[5], said[6], said[3], said[4], now, "", "^".join(filter(None, ("ACK", event, "ACK"))),
            uuid.uuid4().hex[:20], said[11] or "P", said[12] or "2.5.1", "", "", "", "", "", "UNICODE UTF-8"]
    lines = ["|".join(head), "|".join(["MSA", code, said[10], text]).rstrip("|")]
    place = _error_place(where)
    if place:
        severity = "W" if code == "AA" else "E"
        lines.append("|".join(["ERR", "", place, _condition(where), severity, "", "", "", text]))
    return ("\r".join(lines) + "\r").encode()


def _header(original: bytes) -> list[str]:
    """MSH-0 to MSH-12 as text in our own delimiters; "" where there is none. Only for addressing the answer."""
    line = re.split(r"[\r\n]", original[:4096].decode("utf-8", "replace").lstrip("\ufeff\r\n "), maxsplit=1)[0]
    line = line.replace("\x00", "")
    if not line.startswith("MSH") or len(line) < 8 or line[3].isalnum():
        return [""] * 13
    separator = line[3]
    fields = line.split(separator)
    fields.insert(1, separator)
    kept = [_ours(field, fields[2]) for field in fields[:13]]
    return kept + [""] * (13 - len(kept))


def _ours(field: str, marks: str) -> str:
    """A header field with its own component separator turned into ours and nothing that would break the answer."""
    swapped = field[:200].replace(marks[:1] or "^", "^") if field != marks else field
    return "".join(c for c in swapped if c.isprintable() and c != "|")


def _plain(text: str) -> str:
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return "".join(c if c.isprintable() else " " for c in cut.replace("\\", "/")).translate(_ESCAPES)


def _error_place(where: str) -> str:
    found = _PLACE.match(where)
    return "^".join((found[1], found[2] or "1", found[3] or "")).rstrip("^") if found else ""


def _condition(where: str) -> str:
    return _CONDITIONS.get(re.sub(r"\[\d+\]", "", where), _OTHER)
