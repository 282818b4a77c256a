"""The drawing on the screen: zoom, pan, choose a person by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from engines.text.safe_text import for_screen
from views.pedigree import paint
from views.pedigree.steps import neighbour
from views.widgets.theme import Theme, font
from workstation.services.pedigree import Drawing, Family, Symbol

_STEP = 1.2
_SMALLEST, _LARGEST = 0.08, 4.0
_FIT_LARGEST = 1.25                           # a small family isn't blown up to fill the room
_READABLE = 0.5                               # below it a large family opens in part, at its proband
_LEGIBLE = 0.35                               # labels are left out where nobody could read them
_NUMERALS_APART = 18.0                        # pixels between rows, below which the numerals would run together
_STRIP_ALPHA = 0.85                           # numerals stay readable over a drawing that was moved below them
_MARGIN = 40.0                                # numerals at the left
_DIRECTIONS = {
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "proband",
}


class SymbolItem(QGraphicsItem):
    """One person: symbol, label, and a soft ground when chosen."""

    def __init__(self, symbol: Symbol, drawing: Drawing, ink: paint.Ink) -> None:
        super().__init__()
        self.symbol = symbol
        self._conditions = len(drawing.legend)
        self._width = drawing.label_width * paint.UNIT
        self._lines = paint.label_lines(symbol, self._width)
        self.ink = ink
        self.chosen = False
        self.setPos(symbol.x * paint.UNIT, symbol.y * paint.UNIT)
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        half = max(self._width / 2, paint.UNIT) + 6
        return QRectF(-half, -paint.UNIT, 2 * half, paint.UNIT + paint.label_height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = self.ink
        if self.chosen:
            painter.setPen(QPen(ink.accent, 1.6))
            painter.setBrush(ink.soft)
            side = paint.UNIT + 12
            painter.drawRoundedRect(QRectF(-side / 2, -side / 2, side, side), 9, 9)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        paint.paint_symbol(painter, self.symbol, self._conditions, ink)
        if option.levelOfDetailFromTransform(painter.worldTransform()) > _LEGIBLE:
            paint.paint_label(painter, self._lines, self._width, ink)

    def choose(self, chosen: bool) -> None:
        self.chosen = chosen
        self.update()


class PedigreeCanvas(QGraphicsView):
    """Shows one drawing. ``chosen`` tells the id of the person that was chosen, '' for nobody."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawing: Drawing | None = None
        self._family: Family | None = None
        self._items: dict[str, SymbolItem] = {}
        self._strokes: list[QGraphicsPathItem] = []
        self._person = ""
        self._press: QPointF | None = None
        self._touched = False                 # zoomed or moved by hand: a resize leaves it alone
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self._recolour)
        self._recolour()

    def show_drawing(self, drawing: Drawing, family: Family) -> None:
        """Replaces what is shown and fits it to the room."""
        self.clear()
        self._drawing, self._family = drawing, family
        scene = self.scene()
        ink = paint.Ink.of(self._theme)
        for stroke in drawing.strokes:
            item = QGraphicsPathItem(paint.stroke_path(stroke))
            scene.addItem(item)
            self._strokes.append(item)
        for symbol in drawing.symbols:
            shown = SymbolItem(symbol, drawing, ink)
            scene.addItem(shown)
            self._items[symbol.person] = shown
        bounds = paint.pixel_bounds(drawing)
        scene.setSceneRect(bounds.adjusted(-bounds.width(), -bounds.height(), bounds.width(), bounds.height()))
        self._recolour()
        self.fit()
        if self.transform().m11() < _READABLE:
            self._set_scale(_READABLE)
            self.centerOn(self._items[self._start(drawing)])
            self._touched = True

    @staticmethod
    def _start(drawing: Drawing) -> str:
        """Who a large family opens at: the proband, else somebody affected, else the first."""
        symbols = drawing.symbols
        first = next((s for s in symbols if s.proband), None) or next((s for s in symbols if s.sectors), None)
        return (first or symbols[0]).person

    def clear(self) -> None:
        self.scene().clear()
        self._items.clear()
        self._strokes.clear()
        self._drawing = self._family = None
        self._person = ""

    def choose(self, person: str) -> None:
        """Chooses a person ('' nobody), brings them into sight and tells."""
        if person == self._person or (person and person not in self._items):
            return
        if self._person in self._items:
            self._items[self._person].choose(False)
        self._person = person
        if person:
            item = self._items[person]
            item.choose(True)
            self.ensureVisible(item, 30, 30)
            self.setAccessibleDescription(for_screen(", ".join(item.symbol.label)))
        self.chosen.emit(person)

    def fit(self) -> None:
        """The whole family in sight, small ones not blown up."""
        if self._drawing is None:
            return
        bounds = paint.pixel_bounds(self._drawing)
        room = self.viewport().size()
        scale = min((room.width() - 2 * _MARGIN) / bounds.width(), (room.height() - 16) / bounds.height(), _FIT_LARGEST)
        self._set_scale(max(scale, _SMALLEST))
        self.centerOn(bounds.center())
        self._touched = False

    def zoom(self, factor: float) -> None:
        scale = min(_LARGEST, max(_SMALLEST, self.transform().m11() * factor))
        self._set_scale(scale)
        self._touched = True

    def zoom_in(self) -> None:
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        self.zoom(1 / _STEP)

    def _set_scale(self, scale: float) -> None:
        self.resetTransform()
        self.scale(scale, scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(_STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._touched:
            self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if self._press is not None and (event.position() - self._press).manhattanLength() < 5:
            item = self.itemAt(event.position().toPoint())
            self.choose(item.symbol.person if isinstance(item, SymbolItem) else "")
        else:
            self._touched = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)      # the view scrolls
            self._touched = True
        elif direction is not None and self._family is not None and self._drawing is not None:
            self.choose(neighbour(self._family, self._drawing, self._person, direction))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        elif event.key() == Qt.Key.Key_Escape and self._person:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Generation numerals stay at the left edge, whatever is in sight."""
        if self._drawing is None:
            return
        painter.save()
        painter.resetTransform()
        ground = self.backgroundBrush().color()
        ground.setAlphaF(_STRIP_ALPHA)
        painter.fillRect(QRectF(0, 0, _MARGIN, self.viewport().height()), ground)
        painter.setFont(font("title"))
        painter.setPen(self._theme.color("secondary"))
        last = -1e9
        for numeral, y in self._drawing.numerals:
            at = self.mapFromScene(QPointF(0, y * paint.UNIT)).y()
            if at - last < _NUMERALS_APART:
                continue
            last = at
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(14, at - 12, 40, 24), left, numeral)
        painter.restore()

    def _recolour(self) -> None:
        self.setBackgroundBrush(self._theme.color("background" if self._theme.is_dark else "raised"))
        pen = QPen(self._theme.color("text"), 1.6)
        ink = paint.Ink.of(self._theme)
        for item in self._strokes:
            item.setPen(pen)
        for symbol in self._items.values():
            symbol.ink = ink
        self.viewport().update()
