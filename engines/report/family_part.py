"""The pedigree on paper, as vectors, scaled to the page."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer

from engines.report.blocks import nothing, section
from engines.report.content import FamilyTree, Shape, ShapeKind
from engines.report.ink import REGULAR, STRONG, Ink, paragraph, printable, two_faces
from engines.report.page import FRAME_HEIGHT, FRAME_WIDTH
from engines.report.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TALLEST = FRAME_HEIGHT * 0.62
_LARGEST_SCALE = 0.8                # a small family is not blown up


def family_part(ink: Ink, words: Words, tree: FamilyTree | None) -> list[Flowable]:
    if tree is None or not tree.shapes:
        return [*section(ink, words("family"), "", 20), *nothing(ink, words.none("no_family", "family"))]
    drawing = TreeDrawing(ink, tree)
    people: list[Flowable] = [two_faces(ink, number, said, 8, 400) for number, said in tree.people[:60]]
    notes = [paragraph(ink, note, 8, "secondary", longest=300) for note in tree.notes[:6]]
    return [*section(ink, words("family"), "", drawing.height + 14), Spacer(1, 8), drawing, Spacer(1, 6),
            *people, *notes]


class TreeDrawing(Flowable):
    """The shapes of a family tree, and its legend below."""

    def __init__(self, ink: Ink, tree: FamilyTree) -> None:
        super().__init__()
        self._ink, self._tree = ink, tree
        self._scale = min(FRAME_WIDTH / max(tree.width, 1), _TALLEST / max(tree.height, 1), _LARGEST_SCALE)
        self._legend = 16.0 if tree.legend else 0.0
        self.width, self.height = FRAME_WIDTH, tree.height * self._scale + self._legend

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.translate((FRAME_WIDTH - self._tree.width * self._scale) / 2, self.height)
        canvas.scale(self._scale, -self._scale)
        canvas.setLineJoin(1)
        for shape in self._tree.shapes:
            self._shape(canvas, shape)
        canvas.restoreState()
        self._draw_legend(canvas)

    def _shape(self, canvas: Canvas, shape: Shape) -> None:
        if not shape.points:
            return
        if shape.stroke:
            canvas.setStrokeColor(self._ink.hex(shape.stroke))
            canvas.setLineWidth(shape.width)
        if shape.fill:
            canvas.setFillColor(self._ink.hex(shape.fill))
        stroke, fill = int(bool(shape.stroke)), int(bool(shape.fill))
        x, y = shape.points[0]
        if shape.kind is ShapeKind.CIRCLE:
            canvas.circle(x, y, shape.size, stroke=stroke, fill=fill)
        elif shape.kind is ShapeKind.WEDGE:
            box = (x - shape.size, y - shape.size, x + shape.size, y + shape.size)
            canvas.wedge(*box, shape.angles[0], shape.angles[1], stroke=stroke, fill=fill)
        elif shape.kind is ShapeKind.TEXT:
            self._text(canvas, shape)
        else:
            path = canvas.beginPath()
            path.moveTo(x, y)
            for point in shape.points[1:]:
                path.lineTo(*point)
            if shape.kind is ShapeKind.POLYGON:
                path.close()
            canvas.drawPath(path, stroke=stroke, fill=fill if shape.kind is ShapeKind.POLYGON else 0)

    def _text(self, canvas: Canvas, shape: Shape) -> None:
        face = STRONG if shape.strong else REGULAR
        canvas.saveState()
        canvas.translate(*shape.points[0])
        canvas.scale(1, -1)
        canvas.setFont(face, shape.size)
        canvas.drawCentredString(0, 0, printable(shape.text, face, 60))
        canvas.restoreState()

    def _draw_legend(self, canvas: Canvas) -> None:
        x = 0.0
        canvas.setFont(REGULAR, 8)
        for color, words in self._tree.legend:
            shown = printable(words, REGULAR, 60)
            width = canvas.stringWidth(shown, REGULAR, 8)
            if x + width + 12 > FRAME_WIDTH:
                break
            canvas.setFillColor(self._ink.hex(color))
            canvas.rect(x, 1, 6.5, 6.5, stroke=0, fill=1)
            canvas.setFillColor(self._ink.color("secondary"))
            canvas.drawString(x + 10, 1.6, shown)
            x += width + 24
