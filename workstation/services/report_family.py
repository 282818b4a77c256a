"""The pedigree's drawing as shapes of the report; symbols of the standard nomenclature (Bennett et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engines.pedigree.drawing import Drawing, Stroke, Symbol, Words
from engines.pedigree.drawing import Shape as Outline
from engines.report.content import FamilyTree, Shape, ShapeKind

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

UNIT = 32.0                         # drawing units a symbol width
_HALF = UNIT / 2
_LINE = 1.6
_APART = 4.0                        # between the two lines of related partners
_LETTERS = 12.0
_LABEL_STEP = 14.5
_LEFT_MARGIN = 40.0                 # for the roman numerals
_QUARTERS = ((1, -1), (1, 1), (-1, 1), (-1, -1))       # right above, then clockwise, y downwards
_CHINESE = Words(
    age="{} 岁", died_at="{} 岁去世", died="已故", onset="{}，{} 岁", sib="死产", pregnancy="妊娠", other="其他疾病",
)
Point = tuple[float, float]


def tree(clinic: Clinic, patient_id: str, language: str) -> FamilyTree | None:
    """The family of the record as shapes; None where no relative is recorded."""
    from workstation.services import pedigree

    family = pedigree.family(clinic, patient_id)
    if family is None:
        return None
    drawn = pedigree.drawing(family, _CHINESE) if language.startswith("zh") else pedigree.drawing(family)
    return tree_of(drawn, colors())


def colors() -> dict[str, str]:
    """The tokens of the light theme: paper is light."""
    import json

    from resources import path

    return dict(json.loads(path("themes", "tokens.json").read_text(encoding="utf-8"))["themes"]["light"])


def tree_of(drawn: Drawing, tokens: dict[str, str]) -> FamilyTree:
    """A drawing as shapes, the origin at its upper left. Pure."""
    left, top, right, bottom = (edge * UNIT for edge in drawn.bounds)
    painter = _Painter(tokens, _LEFT_MARGIN - left, 8 - top)
    for stroke in drawn.strokes:
        painter.stroke(stroke)
    for symbol in drawn.symbols:
        painter.symbol(symbol, len(drawn.legend))
        painter.label(symbol, drawn.label_width * UNIT)
    for numeral, y in drawn.numerals:
        painter.word((left - _LEFT_MARGIN / 2, y * UNIT + 4), numeral, 12, "secondary", strong=True)
    legend = tuple((tokens[f"condition_{n % 4 + 1}"], words) for n, words in enumerate(drawn.legend))
    people = tuple(
        (symbol.number, "; ".join(symbol.label[1:])) for symbol in sorted(drawn.symbols, key=lambda s: (s.y, s.x))
        if symbol.sectors or symbol.carrier or len(symbol.label) > 2
    )
    width, height = right - left + _LEFT_MARGIN, bottom - top + 16
    return FamilyTree(width, height, tuple(painter.shapes), legend, people, drawn.notes)


class _Painter:
    """Collects shapes, moved by (dx, dy)."""

    def __init__(self, tokens: dict[str, str], dx: float, dy: float) -> None:
        self.shapes: list[Shape] = []
        self._tokens, self._dx, self._dy = tokens, dx, dy

    def add(self, kind: ShapeKind, points: list[Point], stroke: str = "", fill: str = "", width: float = _LINE,
            size: float = 0.0) -> None:
        moved = tuple((x + self._dx, y + self._dy) for x, y in points)
        line, ground = self._tokens[stroke] if stroke else "", self._tokens[fill] if fill else ""
        self.shapes.append(Shape(kind, moved, line, ground, width, size))

    def word(self, at: Point, text: str, size: float, token: str, strong: bool = False) -> None:
        moved = ((at[0] + self._dx, at[1] + self._dy),)
        self.shapes.append(
            Shape(ShapeKind.TEXT, moved, fill=self._tokens[token], size=size, text=text, strong=strong)
        )

    def stroke(self, stroke: Stroke) -> None:
        for offset in (-_APART / 2, _APART / 2) if stroke.related else (0.0,):
            for (ax, ay), (bx, by) in zip(stroke.points, stroke.points[1:], strict=False):
                dx, dy = (0.0, offset) if abs(ay - by) < 1e-6 else (offset, 0.0)
                self.add(ShapeKind.LINE, [(ax * UNIT + dx, ay * UNIT + dy), (bx * UNIT + dx, by * UNIT + dy)], "text")

    def symbol(self, symbol: Symbol, conditions: int) -> None:
        x, y = symbol.x * UNIT, symbol.y * UNIT
        line = "secondary" if symbol.inferred else "text"
        self._outline(symbol.shape, x, y, "", "surface")
        for place in symbol.sectors:
            self._sector(symbol.shape, x, y, place, conditions)
        self._outline(symbol.shape, x, y, line, "")
        if symbol.carrier:
            self.add(ShapeKind.CIRCLE, [(x, y)], fill="text", size=3.4)
        if symbol.presymptomatic:
            self.add(ShapeKind.LINE, [(x, y - _HALF), (x, y + _HALF)], line)
        if symbol.deceased:
            reach = _HALF + 6
            self.add(ShapeKind.LINE, [(x - reach, y + reach), (x + reach, y - reach)], line)
        if symbol.bracketed:
            self._brackets(x, y, line)
        if symbol.proband or symbol.consultand:
            self._arrow(x, y, "P" if symbol.proband else "")

    def label(self, symbol: Symbol, width: float) -> None:
        x, y = symbol.x * UNIT, symbol.y * UNIT + _HALF + 14
        for number, line in enumerate(symbol.label):
            token = "text" if number == 0 else "secondary"
            self.word((x, y + number * _LABEL_STEP), _shortened(line, width), _LETTERS, token, strong=number == 0)

    def _outline(self, shape: Outline, x: float, y: float, stroke: str, fill: str) -> None:
        if shape is Outline.CIRCLE:
            self.add(ShapeKind.CIRCLE, [(x, y)], stroke, fill, size=_HALF)
        else:
            self.add(ShapeKind.POLYGON, [(x + dx, y + dy) for dx, dy in _corners(shape)], stroke, fill)

    def _sector(self, shape: Outline, x: float, y: float, place: int, count: int) -> None:
        token = f"condition_{place % 4 + 1}"
        if count <= 1:
            self._outline(shape, x, y, "", token)
            return
        parts = _QUARTERS[place % 4:place % 4 + 1] if count > 2 else (_QUARTERS[:2] if place == 0 else _QUARTERS[2:])
        for right, down in parts:
            self.add(ShapeKind.POLYGON, [(x + dx, y + dy) for dx, dy in _quarter(shape, right, down)], "", token)

    def _brackets(self, x: float, y: float, line: str) -> None:
        for side in (-1, 1):
            outer, inner = x + side * (_HALF + 6), x + side * (_HALF + 1)
            ends = [(inner, y - _HALF - 5), (outer, y - _HALF - 5), (outer, y + _HALF + 5), (inner, y + _HALF + 5)]
            self.add(ShapeKind.LINE, ends, line)

    def _arrow(self, x: float, y: float, letter: str) -> None:
        """From the lower left, its point at the symbol."""
        tip, tail = (x - _HALF - 3, y + _HALF - 2), (x - _HALF - 25, y + _HALF + 12)
        self.add(ShapeKind.LINE, [tail, tip], "accent", width=2.0)
        head = [tip, (tip[0] - 10, tip[1] + 1.6), (tip[0] - 4.6, tip[1] + 8.6)]
        self.add(ShapeKind.POLYGON, head, "accent", "accent", 1.0)
        if letter:
            self.word((tail[0] - 8, tail[1] + 4), letter, 11, "accent", strong=True)


def _corners(shape: Outline) -> list[Point]:
    if shape is Outline.SQUARE:
        return [(-_HALF, -_HALF), (_HALF, -_HALF), (_HALF, _HALF), (-_HALF, _HALF)]
    if shape is Outline.DIAMOND:
        return [(0, -_HALF), (_HALF, 0), (0, _HALF), (-_HALF, 0)]
    return [(0, -_HALF), (_HALF * 0.9, _HALF * 0.5), (-_HALF * 0.9, _HALF * 0.5)]


def _quarter(shape: Outline, right: int, down: int) -> list[Point]:
    """The part of a symbol in one quarter, as a polygon; a circle's arc in steps of six degrees."""
    import math

    if shape is Outline.CIRCLE:
        arc = [math.radians(6 * step) for step in range(16)]
        return [(0, 0), *((right * _HALF * math.cos(a), down * _HALF * math.sin(a)) for a in arc)]
    if shape is Outline.SQUARE:
        return [(0, 0), (right * _HALF, 0), (right * _HALF, down * _HALF), (0, down * _HALF)]
    if shape is Outline.DIAMOND:
        return [(0, 0), (right * _HALF, 0), (0, down * _HALF)]
    edge = _HALF * 0.5
    if down > 0:
        return [(0, 0), (right * _HALF * 0.6, 0), (right * _HALF * 0.9, edge), (0, edge)]
    return [(0, 0), (right * _HALF * 0.6, 0), (0, -_HALF)]


def _shortened(line: str, width: float) -> str:
    """What fits into ``width``: a Latin letter is about half as wide as it is tall, a Chinese one as wide."""
    used = 0.0
    for place, letter in enumerate(line):
        used += _LETTERS * (1.0 if ord(letter) > 0x2E7F else 0.52)
        if used > width:
            return line[:max(1, place - 1)] + "…"
    return line
