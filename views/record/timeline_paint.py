"""How the timeline is drawn: grid and dates, bars that fade where they go on, points, groups with their number.

What lies outside its range is a diamond in the colour of a warning; a date that is only a day, month or year is a pale
span as long as what was written; the fuzzy ends of bars are pale in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPen, QPixmap

from engines.text.safe_text import for_screen
from views.record.lanes import Lane, Mark
from views.record.timeline_scene import Glyph
from views.record.timeline_space import AXIS, NAMED_BAR, RIGHT, Space
from views.record.words import display
from views.widgets.chart_axes import time_ticks
from views.widgets.theme import Theme, font

TOKENS: Mapping[Lane, str] = {
    Lane.VISITS: "graph", Lane.PROBLEMS: "info", Lane.MEDICATION: "graph", Lane.ALLERGIES: "secondary",
    Lane.RESULTS: "secondary", Lane.VITALS: "graph", Lane.IMAGING: "accent", Lane.PROCEDURES: "accent",
    Lane.IMMUNISATIONS: "graph", Lane.DOCUMENTS: "secondary", Lane.OTHER: "secondary",
}
_FADE = 40.0                       # pixels over which a bar that goes on fades
_PALE = 90                         # of 255: what lies within the precision of a date
_NAMED = 70                        # of 255: a bar that is the ground of its name
_RIM = 5                           # pixels around a number's picture
_MOST_PICTURES = 2000
_LEAST_NAMED = 34                  # pixels below which a name says nothing


@dataclass(frozen=True, slots=True)
class Line:
    """A moment across all lanes: today, a birth, a death. ``beyond`` shades what comes after it."""

    first: float
    last: float
    words: str
    token: str
    beyond: bool = False


class TimelinePainter:
    """Draws into a widget's painter; ``names`` are the lanes' words, ``language`` that of the dates."""

    def __init__(self, theme: Theme, names: Mapping[Lane, str], language: str) -> None:
        self._theme, self._names, self._language = theme, names, language
        self._font = font("small")
        self._digits = QFontMetrics(self._font)
        self._inks: dict[str, QColor] = {}
        self._numbers: dict[tuple[int, bool, int, int, int, float], QPixmap] = {}
        self._widths: dict[int, int] = {1: 0}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._inks.clear()
        self._numbers.clear()

    def ink(self, token: str) -> QColor:
        if token not in self._inks:
            self._inks[token] = self._theme.color(token)
        return self._inks[token]

    def digits(self, count: int) -> int:
        """How wide a number is, in pixels."""
        if count not in self._widths:
            self._widths[count] = self._digits.horizontalAdvance(f"{count}")
        return self._widths[count]

    # --- ground ------------------------------------------------------------------------------------------------

    def ground(self, painter: QPainter, space: Space, counts: Mapping[Lane, int], lines: Sequence[Line]) -> None:
        """Dates, names of the lanes, today and the ends of the life."""
        painter.setFont(self._font)
        ticks = time_ticks(space.first, space.last, max(3, space.width // 130), self._language)
        painter.setPen(self.ink("grid_line"))
        painter.drawLines([QLineF(space.x(tick.at), space.top, space.x(tick.at), space.bottom) for tick in ticks])
        painter.drawLines([QLineF(8, top, space.width - 8, top) for top, _ in space.tops.values() if top > space.top])
        painter.setPen(self.ink("secondary"))
        for tick in ticks:
            where = QRect(int(space.x(tick.at)) + 3, space.bottom + 3, 110, AXIS - 6)
            if where.left() + self._digits.horizontalAdvance(tick.words) < space.width - 4:       # never half a date
                painter.drawText(where, Qt.AlignmentFlag.AlignLeft, tick.words)
        for line in lines:
            self._line(painter, space, line)
        for lane, (top, height) in space.tops.items():
            self._name(painter, QRect(14, int(top), space.left - 20, int(height)), lane, counts)

    def _name(self, painter: QPainter, where: QRect, lane: Lane, counts: Mapping[Lane, int]) -> None:
        painter.setPen(self.ink("text" if counts else "secondary"))
        if not counts:
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._names[lane])
            return
        shown = f"{counts[lane]:,}"
        room = where.width() - self._digits.horizontalAdvance(shown) - 8
        name = self._digits.elidedText(self._names[lane], Qt.TextElideMode.ElideRight, room)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(self.ink("secondary"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(where.adjusted(0, 0, -6, 0), right, shown)

    def _line(self, painter: QPainter, space: Space, line: Line) -> None:
        first, last = space.x(line.first), space.x(line.last)
        edge = float(space.width - 8)
        passed = last < space.left
        if first > edge or (passed and not line.beyond):
            return
        ink = self.ink(line.token)
        if line.beyond:
            painter.fillRect(QRectF(max(first, space.left), space.top, max(0.0, edge - max(first, space.left)),
                                    space.bottom - space.top), _with_alpha(self.ink("line"), 110))
        if passed:
            return
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(max(first, space.left), 2, max(first, space.left), space.bottom))
        if last - first > 2:                           # a year or month alone: its other end too
            painter.drawLine(QLineF(last, 2, last, space.bottom))
        if line.words and space.top > 12:
            width = self._digits.horizontalAdvance(line.words) + 4
            x = max(first, space.left) + 4
            x = x if x + width < edge else first - 4 - width
            painter.setPen(ink)
            painter.drawText(QRectF(x, 1, width, space.top - 3), Qt.AlignmentFlag.AlignVCenter, line.words)

    # --- marks -------------------------------------------------------------------------------------------------

    def glyph(self, painter: QPainter, space: Space, glyph: Glyph, mark: Mark, where: QRectF) -> None:
        """One mark, or several at one place; ``mark`` is the first of them."""
        ink = self.ink("warning" if glyph.flagged else TOKENS[glyph.lane])
        if glyph.is_wide:
            if glyph.row >= 0 and glyph.count == 1:
                self._bar(painter, space, mark, where, ink)
            else:
                self._span(painter, space, glyph, where, ink)
        elif glyph.count == 1:
            self._point(painter, where, ink, glyph.flagged > 0)
        else:
            self._group(painter, where, glyph, ink)

    def _point(self, painter: QPainter, where: QRectF, ink: QColor, flagged: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if flagged:
            painter.drawPolygon(_diamond(where.center(), where.width() / 2 + 1))
        else:
            painter.drawEllipse(where)

    def _group(self, painter: QPainter, where: QRectF, glyph: Glyph, ink: QColor) -> None:
        """A number; drawn once and then copied, for a chart shows the same numbers again and again."""
        scale = painter.device().devicePixelRatioF()
        key = (glyph.count, glyph.flagged > 0, ink.rgb(), round(where.width()), round(where.height()), scale)
        picture = self._numbers.get(key)
        if picture is None:
            if len(self._numbers) > _MOST_PICTURES:
                self._numbers.clear()
            picture = self._numbers[key] = self._number(glyph, ink, QSize(key[3], key[4]), scale)
        painter.drawPixmap(round(where.left()) - _RIM, round(where.top()) - _RIM, picture)

    def _number(self, glyph: Glyph, ink: QColor, size: QSize, scale: float) -> QPixmap:
        picture = QPixmap((size + QSize(2 * _RIM, 2 * _RIM)) * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(self.ink("warning_soft" if glyph.flagged else "surface"))
        where = QRectF(_RIM, _RIM, size.width(), size.height())
        if glyph.flagged:                              # pointed ends: the shape says it without the colour
            x, y, half = where.left(), where.center().y(), where.height() / 2
            painter.drawPolygon([QPointF(x - 3, y), QPointF(x + 2, y - half), QPointF(where.right() - 2, y - half),
                                 QPointF(where.right() + 3, y), QPointF(where.right() - 2, y + half),
                                 QPointF(x + 2, y + half)])
        else:
            painter.drawRoundedRect(where, where.height() / 2, where.height() / 2)
        painter.setPen(ink)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{glyph.count}")
        painter.end()
        return picture

    def _span(self, painter: QPainter, space: Space, glyph: Glyph, where: QRectF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(_with_alpha(ink, _PALE // 2))
        painter.drawRoundedRect(where, 3, 3)
        shown = QRectF(where)
        shown.setLeft(max(where.left(), space.left))
        shown.setRight(min(where.right(), float(space.width)))
        if glyph.flagged:
            painter.setBrush(ink)
            painter.drawPolygon(_diamond(QPointF(shown.left() + 7, where.center().y()), 4))
        if glyph.count > 1:
            middle, width = shown.center(), self.digits(glyph.count) + 10
            self._group(painter, QRectF(middle.x() - width / 2, middle.y() - 7.5, width, 15), glyph, ink)

    def _bar(self, painter: QPainter, space: Space, mark: Mark, where: QRectF, ink: QColor) -> None:
        """Pale where it only may have been, fading where it goes on; with its name where there is room for it."""
        named = where.height() >= NAMED_BAR
        strong = _with_alpha(ink, _NAMED) if named else ink
        painter.setPen(Qt.PenStyle.NoPen)
        certain = QRectF(where)
        certain.setLeft(min(max(where.left(), space.x(mark.start_by)), where.right()))
        certain.setRight(max(certain.left(), where.right() if mark.open_end else space.x(mark.end)))
        painter.setBrush(_with_alpha(ink, _PALE // 3 if named else _PALE))
        painter.drawRoundedRect(where, 3, 3)
        if mark.open_end:
            fade = QLinearGradient(max(certain.left(), certain.right() - _FADE), 0, certain.right(), 0)
            fade.setColorAt(0, strong)
            fade.setColorAt(1, _with_alpha(ink, 16))
            painter.setBrush(fade)
        else:
            painter.setBrush(strong)
        painter.drawRoundedRect(certain, 3, 3)
        if named:
            painter.fillRect(QRectF(certain.left(), where.top(), 2.5, where.height()), ink)
            self._named(painter, space, mark, certain if certain.width() > _LEAST_NAMED else where)

    def _named(self, painter: QPainter, space: Space, mark: Mark, where: QRectF) -> None:
        seen = where.intersected(QRectF(space.left, 0, space.width - space.left - RIGHT, space.height))
        if seen.width() < _LEAST_NAMED:
            return
        inside = seen.adjusted(7, 0, -3, 0)
        name = self._digits.elidedText(for_screen(display(mark.event.display), 80), Qt.TextElideMode.ElideRight,
                                       int(inside.width()))
        painter.setPen(self.ink("text"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, name)

    def ring(self, painter: QPainter, where: QRectF) -> None:
        """Around what is chosen, or what lies under the pointer."""
        painter.setPen(QPen(self.ink("text"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(where.adjusted(-3, -3, 3, 3), 5, 5)


def _diamond(middle: QPointF, reach: float) -> list[QPointF]:
    x, y = middle.x(), middle.y()
    return [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]


def _with_alpha(ink: QColor, alpha: int) -> QColor:
    paler = QColor(ink)
    paler.setAlpha(alpha)
    return paler
