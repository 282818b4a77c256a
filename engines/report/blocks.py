"""The blocks a section is set from: headings, rows with hairlines, sparklines, flags, cards."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from engines.report.content import Flag, Grade
from engines.report.ink import GRADE_OF_FLAG, REGULAR, STRONG, Ink, paragraph, printable
from engines.report.marks import draw_flag, draw_mark
from engines.report.page import FRAME_HEIGHT, FRAME_WIDTH

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ROW_LINE = 12.8                    # distance of lines in a row, so that small and large letters share a baseline
_HEAD = 26.0                       # points a heading takes


class Heading(Flowable):
    """A section's title with a word at the right and a hairline below; never left alone at the foot of a page."""

    def __init__(self, ink: Ink, title: str, aside: str = "") -> None:
        super().__init__()
        self._ink, self._title, self._aside = ink, title, aside
        self.width, self.height = FRAME_WIDTH, _HEAD

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setFillColor(self._ink.color("text"))
        canvas.setFont(STRONG, 11.5)
        canvas.drawString(0, 9, printable(self._title, STRONG, 80))
        canvas.setFillColor(self._ink.color("secondary"))
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(self.width, 9, printable(self._aside, REGULAR, 90))
        canvas.setStrokeColor(self._ink.color("line"))
        canvas.setLineWidth(0.8)
        canvas.line(0, 2, self.width, 2)


def section(ink: Ink, title: str, aside: str, first_height: float) -> list[Flowable]:
    """The start of a section: a gap, and a new page where the heading and its first block don't fit on this one."""
    return [Spacer(1, 10), CondPageBreak(min(_HEAD + first_height, FRAME_HEIGHT - 20)), Heading(ink, title, aside)]


def rows(ink: Ink, cells: Sequence[Sequence[Any]], widths: Sequence[float], head: bool = False) -> Table:
    """A table with hairlines between its rows; ``head`` repeats the first row on each page."""
    columns = [share * FRAME_WIDTH for share in widths]
    table = Table([list(row) for row in cells], colWidths=columns, repeatRows=1 if head else 0)
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-2, -1), 8),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
        ("LINEBELOW", (0, 0), (-1, -2), 0.4, ink.color("line")),
    ]))
    return table


def nothing(ink: Ink, words: str) -> list[Flowable]:
    """The line of an empty section."""
    return [Spacer(1, 3), paragraph(ink, words, token="secondary")]


class Sparkline(Flowable):
    """The course of an analyte: a line over its earlier values, a square on the newest, in the colour of its flag."""

    def __init__(self, ink: Ink, values: Sequence[float], flag: Flag, width: float = 58, height: float = 11) -> None:
        super().__init__()
        self._ink, self._values, self._flag = ink, values, flag
        self.width, self.height = width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        if len(self._values) < 2:
            return
        low, high = min(self._values), max(self._values)
        spread = (high - low) or 1.0
        step = (self.width - 4) / (len(self._values) - 1)
        points = [(i * step, 1 + (self.height - 2) * (value - low) / spread) for i, value in enumerate(self._values)]
        if high == low:
            points = [(x, self.height / 2) for x, _ in points]
        grade = GRADE_OF_FLAG[self._flag]
        color = self._ink.color("graph") if grade is Grade.NONE else self._ink.grade(grade)[0]
        canvas: Canvas = self.canv
        canvas.setStrokeColor(color)
        canvas.setLineWidth(0.9)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setFillColor(color)
        canvas.rect(points[-1][0] - 1.4, points[-1][1] - 1.4, 2.8, 2.8, stroke=0, fill=1)


class FlagTag(Flowable):
    """The tag beside a result."""

    def __init__(self, ink: Ink, flag: Flag, word: str) -> None:
        super().__init__()
        self._ink, self._flag, self._word = ink, flag, word
        self.width, self.height = 70.0, 12.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        draw_flag(self.canv, 0, 3, self._flag, self._word, self._ink)


class Marked(Flowable):
    """A small line of shape and word, as under a finding."""

    def __init__(self, ink: Ink, grade: Grade, text: str, width: float) -> None:
        super().__init__()
        self._ink, self._grade = ink, grade
        self._text = paragraph(ink, text, 7.5, grade.value if grade is not Grade.NONE else "secondary", strong=True)
        self.width, self.height = width, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        self.height = self._text.wrap(self.width - 9, aH)[1]
        return self.width, self.height

    def draw(self) -> None:
        color = self._ink.grade(self._grade)[0]
        draw_mark(self.canv, 3, self.height - 5.4, 5.2, self._grade, color)
        self._text.drawOn(self.canv, 9, 0)
