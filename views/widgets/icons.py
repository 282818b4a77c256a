"""Own line icons: SVG files with ``currentColor`` strokes, tinted by the theme and cached."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import path


@cache
def _source(name: str) -> str:
    return path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, color: str, side: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    pixmap = QPixmap(int(side * ratio), int(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: QColor, side: int = 20, ratio: float = 2.0) -> QPixmap:
    """The icon ``resources/icons/<name>.svg`` in a colour, ``side`` device-independent pixels wide."""
    return _pixmap(name, color.name(), side, ratio)


def icon(name: str, color: QColor, side: int = 20) -> QIcon:
    return QIcon(pixmap(name, color, side))
