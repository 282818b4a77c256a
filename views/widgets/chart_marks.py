"""How a point of a chart looks: its colour and shape by severity, its filling by where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from views.widgets.theme import Severity, Theme


def marker_ink(theme: Theme, severity: Severity) -> QColor:
    """The colour of a point: of its severity where it is out of range, else the graph's."""
    return theme.severity(severity)[0] if severity in (Severity.WARNING, Severity.CRITICAL) else theme.color("graph")


def paint_marker(painter: QPainter, theme: Theme, at: QPointF, severity: Severity, radius: float = 3.2,
                 look: int = 0) -> None:
    """Circle in range, diamond outside it, triangle where critical: the shapes of the tags.

    ``look``: 0 full, 1 hollow, 2 hollow with a dot, for points of another origin.
    """
    ink, ground = marker_ink(theme, severity), theme.color("surface")
    painter.setPen(QPen(ink, 1.5) if look else QPen(ground, 1.2))
    painter.setBrush(ground if look else ink)
    if severity is Severity.CRITICAL:
        reach = radius * 1.2
        painter.drawPolygon(QPolygonF([
            at + QPointF(0, -radius * 1.3), at + QPointF(reach, radius), at + QPointF(-reach, radius)]))
    elif severity is Severity.WARNING:
        reach = radius * 1.25
        painter.drawPolygon(QPolygonF([
            at + QPointF(0, -reach), at + QPointF(reach, 0), at + QPointF(0, reach), at + QPointF(-reach, 0)]))
    else:
        painter.drawEllipse(at, radius * 0.85, radius * 0.85)
    if look > 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(at, radius * 0.35, radius * 0.35)
