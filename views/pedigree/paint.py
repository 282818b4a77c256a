"""Paints a pedigree with any QPainter: the scene, a picture file. One symbol width is UNIT pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from engines.text.safe_text import for_screen
from views.widgets.theme import Theme, font
from workstation.services.pedigree import Drawing, Shape, Stroke, Symbol

UNIT = 32.0
_HALF = UNIT / 2
_LINE = 1.6
_APART = 4.0                                  # between the two lines of related partners
_LABEL_TOP = _HALF + 7
_LABEL_STEP = 15.0
_MOST_LINES = 5                               # what the layout keeps free below a symbol
_QUADRANTS = ((1, -1), (1, 1), (-1, 1), (-1, -1))      # right above, then clockwise
CONDITIONS = 4                                # colours in the token file


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a drawing."""

    line: QColor
    ground: QColor
    secondary: QColor
    accent: QColor
    soft: QColor
    conditions: tuple[QColor, ...]

    @classmethod
    def of(cls, theme: Theme) -> Ink:
        return cls(
            theme.color("text"), theme.color("surface"), theme.color("secondary"), theme.color("accent"),
            theme.color("accent_soft"), tuple(theme.color(f"condition_{n}") for n in range(1, CONDITIONS + 1)),
        )


def outline(shape: Shape, half: float = _HALF) -> QPainterPath:
    """The outline of a symbol around (0, 0)."""
    path = QPainterPath()
    if shape is Shape.SQUARE:
        path.addRect(QRectF(-half, -half, 2 * half, 2 * half))
    elif shape is Shape.CIRCLE:
        path.addEllipse(QPointF(0, 0), half, half)
    elif shape is Shape.DIAMOND:
        path.addPolygon(QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]))
        path.closeSubpath()
    else:
        base = half * 0.5
        path.addPolygon(QPolygonF([QPointF(0, -half), QPointF(half * 0.9, base), QPointF(-half * 0.9, base)]))
        path.closeSubpath()
    return path


def sector(place: int, count: int, half: float = _HALF) -> QPainterPath:
    """The part of a symbol that condition ``place`` of ``count`` fills: all, a half or a quadrant."""
    path = QPainterPath()
    if count <= 1:
        path.addRect(QRectF(-half, -half, 2 * half, 2 * half))
    elif count == 2:
        path.addRect(QRectF(0 if place == 0 else -half, -half, half, 2 * half))
    else:
        right, down = _QUADRANTS[place % CONDITIONS]
        path.addRect(QRectF(0 if right > 0 else -half, 0 if down > 0 else -half, half, half))
    return path


def paint_symbol(painter: QPainter, symbol: Symbol, conditions: int, ink: Ink) -> None:
    """The symbol around (0, 0), without its label."""
    shape = outline(symbol.shape)
    color = ink.secondary if symbol.inferred else ink.line
    painter.fillPath(shape, ink.ground)
    for place in symbol.sectors:
        painter.fillPath(shape.intersected(sector(place, conditions)), ink.conditions[place % len(ink.conditions)])
    style = Qt.PenStyle.DashLine if symbol.inferred else Qt.PenStyle.SolidLine
    painter.strokePath(shape, QPen(color, _LINE, style))
    pen = QPen(color, _LINE)
    painter.setPen(pen)
    if symbol.carrier:
        painter.setBrush(QBrush(color))
        painter.drawEllipse(QPointF(0, 0), 3.6, 3.6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if symbol.presymptomatic:
        painter.drawLine(QPointF(0, -_HALF), QPointF(0, _HALF))
    if symbol.deceased:
        painter.drawLine(QPointF(-_HALF - 6, _HALF + 6), QPointF(_HALF + 6, -_HALF - 6))
    if symbol.bracketed:
        _brackets(painter)
    if symbol.proband or symbol.consultand:
        _arrow(painter, ink, "P" if symbol.proband else "")


def _brackets(painter: QPainter) -> None:
    for side in (-1, 1):
        x = side * (_HALF + 6)
        inner = side * (_HALF + 1)
        painter.drawPolyline(QPolygonF([
            QPointF(inner, -_HALF - 5), QPointF(x, -_HALF - 5), QPointF(x, _HALF + 5), QPointF(inner, _HALF + 5)]))


def _arrow(painter: QPainter, ink: Ink, letter: str) -> None:
    """From the lower left, its point at the symbol."""
    tip, tail = QPointF(-_HALF - 3, _HALF - 1), QPointF(-_HALF - 18, _HALF + 9)
    painter.setPen(QPen(ink.accent, 2.0))
    painter.drawLine(tail, tip)
    head = QPolygonF([tip, QPointF(tip.x() - 9, tip.y() + 1.4), QPointF(tip.x() - 4, tip.y() + 7.8)])
    painter.setBrush(QBrush(ink.accent))
    painter.drawPolygon(head)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if letter:
        painter.setFont(font("small", strong=True))
        painter.drawText(QRectF(tail.x() - 12, tail.y() - 6, 11, 14), Qt.AlignmentFlag.AlignCenter, letter)


def paint_label(painter: QPainter, lines: list[str], width: float, ink: Ink) -> None:
    """The lines (``label_lines``) below a symbol at (0, 0), the number first."""
    for number, line in enumerate(lines):
        painter.setFont(label_font(number))
        painter.setPen(ink.line if number == 0 else ink.secondary)
        top = _LABEL_TOP + number * _LABEL_STEP
        painter.drawText(QRectF(-width / 2, top, width, _LABEL_STEP), Qt.AlignmentFlag.AlignCenter, line)


def label_lines(symbol: Symbol, width: float) -> list[str]:
    """At most five lines that fit ``width`` pixels: long ones broken once, what doesn't fit shortened."""
    lines: list[str] = []
    for number, text in enumerate(symbol.label):
        metrics = _face(number == 0)[1]
        first, rest = _broken(for_screen(text), metrics, width)
        lines.append(metrics.elidedText(first, Qt.TextElideMode.ElideRight, width))
        if rest:
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1] += "…"
    return lines[:_MOST_LINES]


def _broken(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, str]:
    """The words that fit and the others; one long word stays whole."""
    if metrics.horizontalAdvance(text) <= width or " " not in text:
        return text, ""
    words = text.split(" ")
    count = len(words) - 1
    while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width:
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def label_font(line: int) -> QFont:
    """The number a little stronger than what follows."""
    return _face(line == 0)[0]


@cache
def _face(strong: bool) -> tuple[QFont, QFontMetricsF]:
    face = font("small", strong=strong)
    return face, QFontMetricsF(face)


def label_height() -> float:
    """Room for the longest label."""
    return _LABEL_TOP + _MOST_LINES * _LABEL_STEP


def stroke_path(stroke: Stroke) -> QPainterPath:
    """A stroke in pixels; two beside each other where the partners are related."""
    path = QPainterPath()
    offsets = (-_APART / 2, _APART / 2) if stroke.related else (0.0,)
    for offset in offsets:
        for (ax, ay), (bx, by) in zip(stroke.points, stroke.points[1:], strict=False):
            across = abs(ay - by) < 1e-6
            dx, dy = (0.0, offset) if across else (offset, 0.0)
            path.moveTo(ax * UNIT + dx, ay * UNIT + dy)
            path.lineTo(bx * UNIT + dx, by * UNIT + dy)
    return path


def paint_all(painter: QPainter, drawing: Drawing, ink: Ink) -> None:
    """The whole drawing in its own coordinates, with numerals at the left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.line, _LINE))
    for stroke in drawing.strokes:
        painter.strokePath(stroke_path(stroke), QPen(ink.line, _LINE))
    for symbol in drawing.symbols:
        painter.save()
        painter.translate(QPointF(symbol.x * UNIT, symbol.y * UNIT))
        paint_symbol(painter, symbol, len(drawing.legend), ink)
        paint_label(painter, label_lines(symbol, drawing.label_width * UNIT), drawing.label_width * UNIT, ink)
        painter.restore()
    painter.setFont(font("title"))
    painter.setPen(ink.secondary)
    left = drawing.bounds[0] * UNIT
    for numeral, y in drawing.numerals:
        painter.drawText(QRectF(left - 48, y * UNIT - 12, 40, 24), Qt.AlignmentFlag.AlignCenter, numeral)


def pixel_bounds(drawing: Drawing) -> QRectF:
    """Where the drawing lies, numerals and labels included."""
    left, top, right, bottom = (edge * UNIT for edge in drawing.bounds)
    return QRectF(left - 56, top - 8, right - left + 64, bottom - top + 16)
