"""The text of an RTF document (Rich Text Format 1.9.1): paragraphs and table rows; pictures and objects left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+",
                    re.DOTALL)
_HIDDEN = frozenset({"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl",
                     "headerr", "footerl", "footerr", "listtable", "listoverridetable", "themedata", "datastore",
                     "colorschememapping", "latentstyles", "rsidtbl", "generator", "fldinst", "xmlnstbl", "nonshppict",
                     "filetbl", "revtbl", "template", "pgptbl", "mmathPr", "bkmkstart", "bkmkend"})
_WORDS = {"par": "\n", "sect": "\n", "page": "\n", "line": "\n", "row": "\n", "cell": " | ", "tab": " ",
          "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "emspace": " ", "enspace": " "}
_SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# Font charsets that bring a code page of their own (RTF 1.9.1, \fcharset).
_FONT_PAGES = {128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
               177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 0: "cp1252"}
DEEPEST = 1000


class RtfFault(ValueError):
    """Why it is not read, as a clause."""


@dataclass(frozen=True, slots=True)
class _State:
    hidden: bool = False
    fonts: bool = False                # inside the font table
    skip_after: int = 1                # how many characters stand in for a \\u (the \\uc word)
    page: str = ""                     # the code page of the font in use


@dataclass(slots=True)
class Rtf:
    """The text, and how many pictures and objects were left out."""

    text: str
    left_out: int


def read(data: bytes) -> Rtf:
    """Raises RtfFault for what is no RTF or is nested absurdly."""
    if not data.startswith(b"{\\rtf"):
        raise RtfFault("it is no RTF")
    reader = _Reader()
    for token in _TOKEN.finditer(data):
        reader.take(token)
    reader.flush()
    return Rtf("".join(reader.out), reader.left_out)


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.left_out = 0
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()       # of one code page, until something else comes
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._skip = 0
        self._starred = False

    def take(self, token: re.Match[bytes]) -> None:
        name, number, code, sign, brace, words = token.groups()
        if name:
            self._word(name.decode(), int(number) if number else None)
        elif code:
            self._put_bytes(bytes([int(code, 16)]))
        elif sign == b"*":
            self._starred = True
            return
        elif sign:
            self._put(_SIGNS.get(sign, ""))
        elif brace:
            self._brace(brace)
        elif words:
            self._put_bytes(words)
        self._starred = False

    def flush(self) -> None:
        if self._bytes:
            self.out.append(bytes(self._bytes).decode(self._state.page or self._page, "replace"))
            self._bytes.clear()

    def _brace(self, brace: bytes) -> None:
        self.flush()
        if brace == b"{":
            if len(self._stack) >= DEEPEST:
                raise RtfFault("its groups are nested too deeply")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()
        self._skip = 0

    def _word(self, name: str, number: int | None) -> None:
        if name in _HIDDEN or (self._starred and name not in ("shppict",)):
            self.left_out += name in ("pict", "object") and not self._state.hidden
            self.flush()
            self._state = replace(self._state, hidden=True, fonts=name == "fonttbl" or self._state.fonts)
        elif name == "u" and number is not None:
            self._put(chr(number % 65536))
            self._skip = self._state.skip_after
        elif name == "uc":
            self._state = replace(self._state, skip_after=max(0, min(8, number or 0)))
        elif name == "ansicpg" and number:
            self._page = _codec(f"cp{number}") or self._page
        elif name == "f" and number is not None:
            self.flush()
            self._font = number
            self._state = replace(self._state, page=self._fonts.get(number, ""))
        elif name == "fcharset" and self._state.fonts and number:
            self._fonts[self._font] = _FONT_PAGES.get(number, "")
        elif name == "bin" and number:
            raise RtfFault("it carries raw bytes")
        elif name in _WORDS:
            self._put(_WORDS[name])

    def _put(self, words: str) -> None:
        if not self._state.hidden and words:
            self.flush()
            self.out.append(words)

    def _put_bytes(self, words: bytes) -> None:
        if self._state.hidden:
            return
        skipped = min(self._skip, len(words))
        self._skip -= skipped
        self._bytes += words[skipped:]


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
