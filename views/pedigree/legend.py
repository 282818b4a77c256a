"""What the shading and the signs of this drawing mean: only what it shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from views.pedigree import paint
from views.pedigree.messages import translate
from views.widgets.kit import Text, empty_layout
from views.widgets.theme import Theme
from workstation.services.pedigree import Drawing, Shape, Symbol

_SIDE = 20
_SCALE = 0.5


class Sign(QWidget):
    """A small symbol as the drawing has it."""

    def __init__(self, theme: Theme, symbol: Symbol, conditions: int) -> None:
        super().__init__()
        self._theme, self._symbol, self._conditions = theme, symbol, conditions
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE + 4, _SIDE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(self.width() / 2, self.height() / 2))
        painter.scale(_SCALE, _SCALE)
        paint.paint_symbol(painter, self._symbol, self._conditions, paint.Ink.of(self._theme))
        painter.end()


class Legend(QWidget):
    """One line a condition and a sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)

    def show_drawing(self, drawing: Drawing) -> None:
        empty_layout(self._lines)
        count = len(drawing.legend)
        for place, name in enumerate(drawing.legend):
            self._add(Symbol("", 0, 0, Shape.SQUARE, "", (), sectors=(place,)), count, name)
        for sign, words in self._signs(drawing):
            self._add(sign, count, words)

    def clear(self) -> None:
        empty_layout(self._lines)

    def lines(self) -> int:
        """How many things there are to explain."""
        return self._lines.count()

    def _signs(self, drawing: Drawing) -> list[tuple[Symbol, str]]:
        used = drawing.symbols
        shown: list[tuple[bool, Symbol, str]] = [
            (any(s.carrier for s in used), _sign(carrier=True), translate("pedigree", "carrier")),
            (any(s.presymptomatic for s in used), _sign(presymptomatic=True),
             translate("pedigree", "predisposed, not affected")),
            (any(s.deceased for s in used), _sign(deceased=True), translate("pedigree", "deceased")),
            (any(s.bracketed for s in used), _sign(bracketed=True), translate("pedigree", "adopted")),
            (any(s.shape is Shape.DIAMOND for s in used), _sign(Shape.DIAMOND), translate("pedigree", "sex not known")),
            (any(s.inferred for s in used), _sign(inferred=True),
             translate("pedigree", "not recorded, added to connect others")),
        ]
        return [(sign, words) for is_used, sign, words in shown if is_used]

    def _add(self, sign: Symbol, conditions: int, words: str) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Sign(self._theme, sign, conditions))
        line.addWidget(Text(words, elide=True), 1)
        self._lines.addLayout(line)


def _sign(shape: Shape = Shape.SQUARE, *, carrier: bool = False, presymptomatic: bool = False, deceased: bool = False,
          bracketed: bool = False, inferred: bool = False) -> Symbol:
    return Symbol("", 0, 0, shape, "", (), carrier=carrier, presymptomatic=presymptomatic, deceased=deceased,
                  bracketed=bracketed, inferred=inferred)
