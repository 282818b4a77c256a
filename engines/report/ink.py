"""Faces, colours and the way a text reaches the paper.

The two faces are Noto Sans SC (TrueType, SIL OFL), embedded as subsets. A character they don't have is printed as its
code point, ``[U+1F600]``: never as an empty box, never dropped.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from engines.report.content import Flag, Grade
from engines.text.safe_text import for_pdf, plain

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

REGULAR = "Consilia-Regular"
STRONG = "Consilia-SemiBold"
_BREAK = "\u200b"
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_registering = threading.Lock()
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot);|<br/>")

GRADE_OF_FLAG: Mapping[Flag, Grade] = {
    Flag.IN_RANGE: Grade.FINE, Flag.LOW: Grade.WARNING, Flag.HIGH: Grade.WARNING, Flag.ABNORMAL: Grade.WARNING,
    Flag.CRITICAL_LOW: Grade.CRITICAL, Flag.CRITICAL_HIGH: Grade.CRITICAL, Flag.NOT_JUDGED: Grade.NONE,
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The faces' files and the colour tokens: ``text``, ``secondary``, ``line``, ``critical``, ``critical_soft`` ..."""

    regular: Path
    strong: Path
    tokens: Mapping[str, str]

    def color(self, token: str) -> Color:
        from reportlab.lib.colors import HexColor

        return HexColor(self.tokens[token])

    def hex(self, text: str) -> Color:
        from reportlab.lib.colors import HexColor

        return HexColor(text)

    def grade(self, grade: Grade) -> tuple[Color, Color]:
        """(text, soft ground) of a grade."""
        if grade is Grade.NONE:
            return self.color("secondary"), self.color("raised")
        return self.color(grade.value), self.color(f"{grade.value}_soft")

    def load(self) -> None:
        """Makes the faces known to reportlab. Cheap the second time (0.1 s the first)."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        with _registering:
            for name, path in ((REGULAR, self.regular), (STRONG, self.strong)):
                if name not in pdfmetrics.getRegisteredFontNames():
                    pdfmetrics.registerFont(TTFont(name, str(path)))


@lru_cache(maxsize=2)
def _known(face: str) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    return frozenset(cast(Any, pdfmetrics.getFont(face)).face.charToGlyph)


def printable(text: str, face: str = REGULAR, longest: int = 600) -> str:
    """One line of text for the canvas: controls and characters without a glyph shown as code points."""
    line = plain(text, longest).replace("\n", " ")
    known = _known(face)
    return "".join(c if ord(c) in known else _RAISED.get(c) or _LOWERED.get(c) or f"[U+{ord(c):04X}]" for c in line)


def markup(text: str, face: str = REGULAR, longest: int = 2000) -> str:
    """Text for one Paragraph: escaped, line ends as blanks, missing glyphs as code points, raised figures raised."""
    safe = for_pdf(plain(text, longest).replace("\n", " ")).replace(_BREAK, "")
    pieces: list[str] = []
    end = 0
    for found in _ENTITY.finditer(safe):
        pieces.extend((_glyphs(safe[end:found.start()], face), found.group()))
        end = found.end()
    pieces.append(_glyphs(safe[end:], face))
    return "".join(pieces)


def _glyphs(text: str, face: str) -> str:
    known = _known(face)
    return "".join(c if ord(c) in known else _stand_in(c) for c in text)


def _stand_in(character: str) -> str:
    if character in _RAISED:
        return f'<super size="6">{_RAISED[character]}</super>'
    if character in _LOWERED:
        return f'<sub size="6">{_LOWERED[character]}</sub>'
    return f"[U+{ord(character):04X}]"


@lru_cache(maxsize=64)
def _style(name: str, face: str, size: float, leading: float, color: str, right: bool, center: bool) -> ParagraphStyle:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        name, fontName=face, fontSize=size, leading=leading, textColor=HexColor(color), wordWrap="CJK",
        alignment=TA_RIGHT if right else TA_CENTER if center else TA_LEFT, splitLongWords=1,
        allowWidows=0, allowOrphans=0,
    )


def paragraph(
    ink: Ink, text: str, size: float = 9.0, token: str = "text", strong: bool = False, right: bool = False,
    center: bool = False, longest: int = 2000, line: float = 0.0,
) -> Paragraph:
    """A block of plain text in one of the two faces; breaks anywhere between Chinese characters, else between words.

    ``line`` is the distance of its lines in points where it must share a baseline with larger letters.
    """
    from reportlab.platypus import Paragraph

    face = STRONG if strong else REGULAR
    style = _style(f"{face}{size}", face, size, line or round(size * 1.42, 1), ink.tokens[token], right, center)
    return Paragraph(markup(text, face, longest), style)


def two_faces(ink: Ink, strong: str, rest: str, size: float = 9.0, longest: int = 600) -> Paragraph:
    """``strong`` in the heavier face, followed by ``rest`` on the same line."""
    from reportlab.platypus import Paragraph

    style = _style(f"{REGULAR}{size}", REGULAR, size, round(size * 1.42, 1), ink.tokens["text"], False, False)
    head = f'<font name="{STRONG}">{markup(strong, STRONG, longest)}</font>'
    tail = f'&nbsp; <font color="{ink.tokens["secondary"]}">{markup(rest, REGULAR, longest)}</font>' if rest else ""
    return Paragraph(head + tail, style)
