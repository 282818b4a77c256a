"""The drawing as a picture file: PNG at twice the screen's size, or SVG. Always on white: a picture is for paper."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from views.pedigree import paint
from views.widgets.theme import light
from workstation.services.pedigree import Drawing

_SCALE = 2.0
_MOST_PIXELS = 16_000


def png(drawing: Drawing) -> bytes:
    """PNG bytes, no side longer than 16,000 pixels."""
    bounds = paint.pixel_bounds(drawing)
    scale = min(_SCALE, _MOST_PIXELS / max(bounds.width(), bounds.height()))
    image = QImage(QSize(int(bounds.width() * scale) + 1, int(bounds.height() * scale) + 1), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-bounds.topLeft())
    paint.paint_all(painter, drawing, paint.Ink.of(light()))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def svg(drawing: Drawing, title: str) -> bytes:
    """SVG bytes; the same strokes as on the screen."""
    bounds = paint.pixel_bounds(drawing)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setSize(bounds.size().toSize())
    generator.setViewBox(QRect(0, 0, int(bounds.width()), int(bounds.height())))
    painter = QPainter(generator)
    painter.translate(-bounds.topLeft())
    paint.paint_all(painter, drawing, paint.Ink.of(light()))
    painter.end()
    buffer.close()
    return bytes(data.data())
