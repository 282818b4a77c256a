"""In which character set a message is written: by MSH-18, held against the bytes. A name is never guessed in silence.

HL7 v2.8.2 table 0211 names the sets. Where MSH-18 says nothing, or says what the bytes deny, UTF-8 is tried first (its
multi-byte sequences hardly arise by chance, RFC 3629), then GB18030 and latin-1 are told apart by where their bytes
stand: Chinese text stands by itself in whole pairs, accented letters stand among Latin ones. What fits both is refused.
"""

from __future__ import annotations

import re

from workstation.exchange.hl7v2.message import Hl7Fault

_BOM = b"\xef\xbb\xbf"
# Table 0211 -> Python's name of the codec.
_CODECS = {
    "ASCII": "ascii", "": "", "UNICODE UTF-8": "utf-8", "UTF-8": "utf-8", "UTF8": "utf-8", "UNICODE": "utf-8",
    "GB 18030-2000": "gb18030", "GB18030": "gb18030", "GBK": "gb18030", "GB2312": "gb18030",
    "BIG-5": "big5", "KS X 1001": "euc_kr",
    **{f"8859/{part}": f"iso8859_{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15)},
}
_RUN = re.compile(rb"[\x80-\xff]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_PAIRS = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")     # GB 2312 within GB 18030: signs and hanzi
_LETTER = re.compile(rb"[A-Za-z]")
_LATIN = re.compile(rb"[\xa0-\xfd]+")                            # ISO 8859-1 without C1 controls, thorn, y-umlaut


def decoded(data: bytes) -> tuple[str, str, list[tuple[str, str]]]:
    """(text, codec, notes) of one message. Raises Hl7Fault where no set fits, or none that can be told for sure."""
    notes: list[tuple[str, str]] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:8].count(0) >= 3:
        raise Hl7Fault("MSH-18", "the bytes are UTF-16, which HL7 v2 over lines and MLLP can't carry", "AR")
    if data.startswith(_BOM):
        data = data[3:]
        notes.append(("message", "a byte-order mark before MSH was taken off"))
    if b"\x00" in data:
        notes.append(("message", f"{data.count(0)} zero bytes were taken out"))
        data = data.replace(b"\x00", b"")
    declared = _declared(data)
    codec = _CODECS.get(declared.upper())
    if codec is None:
        raise Hl7Fault("MSH-18", f"the character set '{declared[:40]}' is not read", "AR")
    if _HIGH.search(data) is None:
        return data.decode("ascii"), codec or "ascii", notes
    return _high(data, declared, codec, notes)


def _high(data: bytes, declared: str, codec: str, notes: list[tuple[str, str]]
          ) -> tuple[str, str, list[tuple[str, str]]]:
    """Bytes above ASCII: the declared set if it fits, else what the bytes say."""
    utf8 = _tried(data, "utf-8")
    if codec in ("gb18030", "big5", "euc_kr") or (codec and codec not in ("ascii", "utf-8") and utf8 is None):
        text = _tried(data, codec)
        if text is not None:
            return text, codec, notes
    said = f"MSH-18 says {declared}, but" if declared else "MSH-18 names no character set;"
    if utf8 is not None:
        if codec != "utf-8":
            notes.append(("MSH-18", f"{said} the bytes are UTF-8 and were read so"))
        return utf8, "utf-8", notes
    guess = _by_bytes(data)
    if guess is None:
        found = _HIGH.search(data)
        place = _place(data, found.start() if found else 0)
        raise Hl7Fault(place, f"{said} the bytes fit none of UTF-8, GB18030 and latin-1 for sure")
    name = {"gb18030": "GB18030", "iso8859_1": "latin-1 (8859/1)"}[guess]
    notes.append(("MSH-18", f"{said} the bytes look like {name} and were read so: check names and texts"))
    return data.decode(guess), guess, notes


def _by_bytes(data: bytes) -> str | None:
    """``gb18030`` or ``iso8859_1`` where every run of high bytes speaks for the same one."""
    seen: set[str] = set()
    for run in _RUN.finditer(data):
        among = _LETTER.match(data, run.end()) or _LETTER.match(data[max(0, run.start() - 1):run.start()])
        if among is None and _PAIRS.fullmatch(run[0]):
            seen.add("gb18030")
        elif _LATIN.fullmatch(run[0]) and (among is not None or len(run[0]) == 1):
            seen.add("iso8859_1")
        elif _LATIN.fullmatch(run[0]) is None and b"\xff" not in run[0] and _tried(data, "gb18030") is not None:
            seen.add("gb18030")       # a rare hanzi: its bytes are controls in latin-1
        else:
            return None
    return seen.pop() if len(seen) == 1 else None


def _tried(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str:
    """MSH-18, its first repetition; one field too far on (MSH-19 is a language) a character set is seen too."""
    line = re.split(rb"[\r\n]", data, maxsplit=1)[0]
    fields = line.split(line[3:4]) if len(line) > 4 else []
    said = [re.split(r"[~^]", field.decode("ascii", "replace"))[0].strip() for field in fields[17:19]]
    misplaced = len(said) > 1 and not said[0] and (said[1].upper() in _CODECS or said[1].upper().startswith("UNICODE"))
    return said[1] if misplaced else (said or [""])[0]


def _place(data: bytes, at: int) -> str:
    """``NTE-3``: the segment and field of a byte."""
    start = max(data.rfind(b"\r", 0, at), data.rfind(b"\n", 0, at)) + 1
    separator = data[3:4]
    number = data.count(separator, start, at) + (1 if data.startswith(b"MSH", start) else 0)
    return f"{data[start:start + 3].decode('ascii', 'replace')}-{number}"
