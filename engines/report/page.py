"""The page: identity and allergy at the top of each, page n of m at the foot, DRAFT across what nobody signed."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from engines.report.content import Allergies, Grade, Identity, ReportContent
from engines.report.ink import REGULAR, STRONG, Ink, printable
from engines.report.marks import draw_mark
from engines.report.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM          # A4, ISO 216
LEFT = RIGHT = 18 * MM
TOP, BOTTOM = 31 * MM, 20 * MM
FRAME_WIDTH = WIDTH - LEFT - RIGHT
FRAME_HEIGHT = HEIGHT - TOP - BOTTOM


class NumberedPages:
    """Keeps finished pages until the last is known, then writes ``page n of m`` on each."""

    def __init__(self, canvas: Canvas, finish: Callable[[Canvas, int, int], None]) -> None:
        self._canvas = canvas
        self._finish = finish
        self._pages: list[dict[str, Any]] = []
        self._show, self._save = canvas.showPage, canvas.save
        canvas.showPage, canvas.save = self._keep, self._write

    def _keep(self) -> None:
        self._pages.append(dict(self._canvas.__dict__))
        cast(Any, self._canvas)._startPage()            # reportlab's documented way to a second pass over the pages

    def _write(self) -> None:
        last = self._canvas.__dict__
        for number, page in enumerate(self._pages, start=1):
            last.update(page)
            self._finish(self._canvas, number, len(self._pages))
            self._show()
        self._save()


def draw_page(canvas: Canvas, content: ReportContent, ink: Ink, words: Words, number: int, count: int) -> None:
    """Header, footer and, on a draft, the watermark."""
    _header(canvas, content.identity, ink, words)
    _footer(canvas, content, ink, words, number, count)
    if content.is_draft:
        _watermark(canvas, ink, words("draft"))


def _header(canvas: Canvas, who: Identity, ink: Ink, words: Words) -> None:
    top = HEIGHT - 16 * MM
    tag_left = _allergy_tag(canvas, who, ink, words, top)
    room = tag_left - LEFT - 8 * MM
    name = _fit(who.name or words("not_known"), STRONG, 14, room)
    canvas.setFillColor(ink.color("text"))
    canvas.setFont(STRONG, 14)
    canvas.drawString(LEFT, top, name)
    used = canvas.stringWidth(name, STRONG, 14) + 6
    if who.latin and room - used > 60:
        canvas.setFont(REGULAR, 11)
        canvas.setFillColor(ink.color("secondary"))
        canvas.drawString(LEFT + used, top, _fit(who.latin, REGULAR, 11, room - used))
    _facts(canvas, who, ink, words, top - 14)
    canvas.setStrokeColor(ink.color("line"))
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, top - 21, WIDTH - RIGHT, top - 21)


def _facts(canvas: Canvas, who: Identity, ink: Ink, words: Words, y: float) -> None:
    born = who.born or words("not_known")
    facts = [
        (words("born"), f"{born} ({who.age})" if who.age else born),
        (words("sex"), words(who.sex) if who.sex in ("male", "female", "other", "unknown") else words("not_known")),
        (who.number_label or "ID", who.number or words("not_known")),
    ]
    if who.died is not None:
        facts.append((words("died"), who.died) if who.died else ("", words("died_unknown")))
    x = LEFT
    for label, value in facts:
        for text, face, token in ((label, REGULAR, "secondary"), (value, STRONG, "text")):
            shown = _fit(text, face, 9, max(20.0, WIDTH - RIGHT - x))
            canvas.setFont(face, 9)
            canvas.setFillColor(ink.color(token))
            canvas.drawString(x, y, shown)
            x += canvas.stringWidth(shown, face, 9) + (4 if token == "secondary" else 14)


def _allergy_tag(canvas: Canvas, who: Identity, ink: Ink, words: Words, y: float) -> float:
    """Draws the tag at the right; returns its left edge."""
    if who.allergies is Allergies.LISTED:
        text, grade = words("allergy", what=", ".join(who.allergy_words)), Grade.CRITICAL
    elif who.allergies is Allergies.NO_KNOWN:
        text, grade = words("no_known_allergy"), Grade.FINE
    else:
        text, grade = words.none("none_recorded_allergy", "allergies"), Grade.WARNING
    front, ground = ink.grade(grade)
    shown = _fit(text, STRONG, 9, FRAME_WIDTH * 0.44)
    width = canvas.stringWidth(shown, STRONG, 9) + 24
    left = WIDTH - RIGHT - width
    canvas.setFillColor(ground)
    canvas.roundRect(left, y - 5.5, width, 17, 4, stroke=0, fill=1)
    draw_mark(canvas, left + 10, y + 3, 6.5, grade, front)
    canvas.setFillColor(front)
    canvas.setFont(STRONG, 9)
    canvas.drawString(left + 17, y, shown)
    return left


def _footer(canvas: Canvas, content: ReportContent, ink: Ink, words: Words, number: int, count: int) -> None:
    y = 11.5 * MM
    canvas.setStrokeColor(ink.color("line"))
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, y + 11, WIDTH - RIGHT, y + 11)
    canvas.setFillColor(ink.color("secondary"))
    canvas.setFont(REGULAR, 7.5)
    page = words("page", n=number, m=count)
    width = canvas.stringWidth(page, STRONG, 7.5)
    said = f"{_standing(content, words)}  ·  {words('short_disclaimer')}"
    canvas.drawString(LEFT, y, _fit(said, REGULAR, 7.5, FRAME_WIDTH - width - 12))
    canvas.setFont(STRONG, 7.5)
    canvas.setFillColor(ink.color("text"))
    canvas.drawRightString(WIDTH - RIGHT, y, page)


def _standing(content: ReportContent, words: Words) -> str:
    if content.signature is not None:
        return words("signed", at=content.signature.at, by=content.signature.name)
    return words("draft") + "  ·  " + words("prepared", at=stamp(content), by=content.made_by)


def stamp(content: ReportContent) -> str:
    """``23-Nov-2026 10:42``, in Chinese ``2026年11月23日 10:42``: when the content was gathered."""
    if content.language.startswith("zh"):
        return f"{content.made_at:%Y}年{content.made_at.month}月{content.made_at.day}日 {content.made_at:%H:%M}"
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    at = content.made_at
    return f"{at.day:02d}-{months[at.month - 1]}-{at.year} {at:%H:%M}"


def _watermark(canvas: Canvas, ink: Ink, word: str) -> None:
    canvas.saveState()
    canvas.setFillColor(ink.color("secondary"), alpha=0.09)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFont(STRONG, 130)
    canvas.drawCentredString(0, -40, word)
    canvas.restoreState()


def _fit(text: str, face: str, size: float, room: float) -> str:
    """The text as far as it fits into ``room`` points, cut with an ellipsis where it doesn't."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    shown = printable(text, face, 300)
    if stringWidth(shown, face, size) <= room:
        return shown
    while shown and stringWidth(shown + "…", face, size) > room:
        shown = shown[: -max(1, len(shown) // 12)]
    return shown + "…"
