"""Severity on paper: a shape, a word, and colour beside them, drawn as vectors so that no face has to have the sign."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from typing import TYPE_CHECKING

from engines.report.content import Flag, Grade
from engines.report.ink import GRADE_OF_FLAG, STRONG, Ink, printable

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

_DOWN = (Flag.LOW, Flag.CRITICAL_LOW)


def draw_mark(canvas: Canvas, x: float, y: float, size: float, grade: Grade, color: Color, down: bool = False) -> None:
    """▲ critical, ◆ warning, ● fine, ■ information around (x, y); ``down`` turns the triangle for low values."""
    half = size / 2
    canvas.setFillColor(color)
    if grade is Grade.FINE:
        canvas.circle(x, y, half * 0.85, stroke=0, fill=1)
        return
    if grade is Grade.INFO or grade is Grade.NONE:
        canvas.rect(x - half * 0.75, y - half * 0.75, half * 1.5, half * 1.5, stroke=0, fill=1)
        return
    path = canvas.beginPath()
    if down:
        corners = [(-half, half * 0.8), (half, half * 0.8), (0.0, -half)]
    elif grade is Grade.WARNING:
        corners = [(0.0, half), (half, 0.0), (0.0, -half), (-half, 0.0)]
    else:
        corners = [(-half, -half * 0.8), (half, -half * 0.8), (0.0, half)]
    path.moveTo(x + corners[0][0], y + corners[0][1])
    for dx, dy in corners[1:]:
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def draw_flag(canvas: Canvas, x: float, y: float, flag: Flag, word: str, ink: Ink) -> None:
    """The tag of a result: shape and word on a soft ground; (x, y) is the left end of its baseline."""
    grade = GRADE_OF_FLAG[flag]
    front, ground = ink.grade(grade)
    shown = printable(word, STRONG, 40)
    width = canvas.stringWidth(shown, STRONG, 7.5) + (17 if flag is not Flag.NOT_JUDGED else 8)
    canvas.setFillColor(ground)
    canvas.roundRect(x, y - 3.5, width, 12, 3, stroke=0, fill=1)
    if flag is not Flag.NOT_JUDGED:
        shape = Grade.CRITICAL if flag in (Flag.LOW, Flag.HIGH) else grade
        draw_mark(canvas, x + 7, y + 2.6, 5, shape, front, down=flag in _DOWN)
    canvas.setFillColor(front)
    canvas.setFont(STRONG, 7.5)
    canvas.drawString(x + (13 if flag is not Flag.NOT_JUDGED else 4), y, shown)
