"""What is drawn over an image: thin, legible on any grey, never over the pixel that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from views.widgets.theme import font

_SHADOW = QColor(0, 0, 0, 225)
_PAD = 3                          # room for the rim around a word
MARGIN = 9.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding where it cuts the slice: centre and radius in widget points, colour, words, and how it is drawn."""

    finding_id: str
    x: float
    y: float
    radius: float
    color: QColor
    words: str
    selected: bool
    dashed: bool


def small_font(strong: bool = False) -> QFont:
    """The face of all words over images."""
    face = font("small", strong=strong)
    face.setPixelSize(face.pixelSize() + 1)
    return face


def words(painter: QPainter, x: float, baseline: float, text: str, color: QColor) -> None:
    """A line of text with a dark rim, so that it can be read on white bone; in one of the faces of ``small_font``."""
    strong = painter.font().weight() > QFont.Weight.Normal
    stamp, ascent = _stamp(text, color.rgba(), strong, painter.device().devicePixelRatioF())
    painter.drawImage(QPointF(round(x) - _PAD, round(baseline - ascent) - _PAD), stamp)


@lru_cache(maxsize=512)
def _stamp(text: str, rgba: int, strong: bool, ratio: float) -> tuple[QImage, float]:
    """The text with its rim as a picture, and how far its base line lies below its top; drawn once, shown often."""
    face = small_font(strong)
    metrics = QFontMetricsF(face)
    wide, high = metrics.horizontalAdvance(text) + 2 * _PAD, metrics.height() + 2 * _PAD
    picture = QImage(ceil(wide * ratio), ceil(high * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    start = QPointF(_PAD, _PAD + metrics.ascent())
    rim = QPainterPath()
    rim.addText(start, face, text)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(rim, QPen(_SHADOW, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                                 Qt.PenJoinStyle.RoundJoin))
    painter.setFont(face)
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(start, text)
    painter.end()
    return picture, metrics.ascent()


def words_right(painter: QPainter, right: float, baseline: float, text: str, color: QColor) -> None:
    """The same, ending at ``right``."""
    words(painter, right - QFontMetricsF(painter.font()).horizontalAdvance(text), baseline, text, color)


def crosshair(painter: QPainter, area: QRectF, at: QPointF, gap: float, across: QColor, down: QColor) -> None:
    """Two hairlines through ``at`` with a gap around it; ``across`` colours the horizontal one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    x, y = round(at.x()), round(at.y())
    painter.setPen(QPen(across, 1))
    painter.drawLine(QLineF(area.left(), y, x - gap, y))
    painter.drawLine(QLineF(x + gap, y, area.right(), y))
    painter.setPen(QPen(down, 1))
    painter.drawLine(QLineF(x, area.top(), x, y - gap))
    painter.drawLine(QLineF(x, y + gap, x, area.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def mark(painter: QPainter, area: QRectF, item: Mark) -> None:
    """A thin circle around a finding; words beside it, at the side where there is room."""
    radius = max(7.0, item.radius + 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    style = Qt.PenStyle.DashLine if item.dashed else Qt.PenStyle.SolidLine
    if item.words:                                  # marks without words are many: no rim, the image shows through
        painter.setPen(QPen(_SHADOW, 3.0))
        painter.drawEllipse(QPointF(item.x, item.y), radius, radius)
    painter.setPen(QPen(item.color, 1.6 if item.selected else 1.0, style))
    painter.drawEllipse(QPointF(item.x, item.y), radius, radius)
    if not item.words:
        return
    painter.setFont(small_font(strong=True))
    wide = QFontMetricsF(painter.font()).horizontalAdvance(item.words)
    left = item.x + radius + 5
    if left + wide > area.right() - 4:
        left = item.x - radius - 5 - wide
    words(painter, left, item.y - radius * 0.7 - 2, item.words, item.color)


def scale_bar(painter: QPainter, right: float, bottom: float, length: float, text: str, color: QColor) -> None:
    """A bar of known length with its length in words, ending at (right, bottom)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    left = right - length
    for pen in (QPen(_SHADOW, 3), QPen(color, 1)):
        painter.setPen(pen)
        painter.drawLine(QLineF(left, bottom, right, bottom))
        for end in (left, right):
            painter.drawLine(QLineF(end, bottom - 4, end, bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    words_right(painter, left - 6, bottom + 1, text, color)


def letters(painter: QPainter, area: QRectF, names: tuple[str, str, str, str], color: QColor) -> None:
    """Orientation letters at the edges: left, right, top, bottom."""
    painter.setFont(small_font(strong=True))
    metrics = QFontMetricsF(painter.font())
    middle = area.center()
    half = metrics.ascent() / 2 - 1
    left, right, top, bottom = names
    words(painter, area.left() + MARGIN, middle.y() + half, left, color)
    words_right(painter, area.right() - MARGIN, middle.y() + half, right, color)
    for text, baseline in ((top, area.top() + MARGIN + metrics.ascent() - 2), (bottom, area.bottom() - MARGIN)):
        words(painter, middle.x() - metrics.horizontalAdvance(text) / 2, baseline, text, color)
