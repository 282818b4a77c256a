"""Where on the timeline's widget a moment, a lane and a glyph lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from views.record.lanes import BARS, Lane
from views.record.timeline_scene import Glyph, Scene

AXIS = 22                          # pixels of the dates below the lanes
RIGHT = 14
_NAME = 15                         # height of a lane's name
_SHORTEST = 5.0                    # pixels of a bar however short it is
_HIGHEST, _LOWEST = 17.0, 2.5      # pixels of a bar
_PLAIN = 6.0                       # pixels of a bar that has no room for its name
DOT, PILL, _LOW_PILL = 9.0, 15.0, 13.0
NAMED_BAR = 11.0                   # bars at least so high carry their name


@dataclass(frozen=True, slots=True)
class Space:
    """The range [first, last] on a widget of ``width`` by ``height`` pixels, its lanes from ``left`` and ``top``."""

    first: float
    last: float
    width: int
    height: int
    left: int
    top: int
    tops: Mapping[Lane, tuple[float, float]]           # lane to (top, height)
    rows: Mapping[Lane, int]                           # of bars; what is narrow has one row more

    @property
    def across(self) -> float:
        """Pixels of the whole range."""
        return float(max(1, self.width - self.left - RIGHT))

    @property
    def bottom(self) -> int:
        return self.height - AXIS

    def x(self, at: float) -> float:
        return self.left + (at - self.first) / (self.last - self.first) * self.across

    def at(self, x: float) -> float:
        return self.first + (x - self.left) / self.across * (self.last - self.first)

    def lane_at(self, y: float) -> Lane | None:
        return next((lane for lane, (top, height) in self.tops.items() if top <= y < top + height), None)

    def rect(self, glyph: Glyph, digits: int = 1) -> QRectF:
        """The place of a glyph; ``digits`` is how wide the number in a group is, in pixels."""
        middle = self._middle(glyph.lane, glyph.row)
        if glyph.is_wide:
            height = self._bar(glyph.lane) if glyph.row >= 0 else DOT
            x = self.x(glyph.first)
            return QRectF(x, middle - height / 2, max(_SHORTEST, self.x(glyph.last) - x), height)
        if glyph.count == 1:
            return _around(self.x(glyph.at), middle, DOT, DOT)
        return _around(self.x(glyph.at), middle, max(PILL, digits + 9.0), self.pill(glyph.lane))

    def pill(self, lane: Lane) -> float:
        """The height of a group's number."""
        return min(PILL, max(_LOW_PILL, self._step(lane)) if lane in BARS else self.tops[lane][1] - 2)

    def _step(self, lane: Lane) -> float:
        return self.tops[lane][1] / (self.rows[lane] + 1.6)

    def _bar(self, lane: Lane) -> float:
        height = max(_LOWEST, min(_HIGHEST, self._step(lane) - 2.0))
        return height if height >= NAMED_BAR else min(height, _PLAIN)

    def _middle(self, lane: Lane, row: int) -> float:
        top, height = self.tops[lane]
        if lane not in BARS:
            return top + height / 2
        step = self._step(lane)
        return top + height - max(step * 0.8, _LOW_PILL / 2) if row < 0 else top + (row + 0.6) * step


def _around(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x - width / 2, y - height / 2, width, height)


def space_of(scene: Scene, lanes: Sequence[Lane], span: tuple[float, float], size: tuple[int, int], left: int,
             top: int) -> Space:
    """Shares the height among the lanes: those of bars by their rows, and none less than its name needs."""
    rows = {lane: scene.rows(lane) for lane in lanes}
    weights = [rows[lane] + 1 if lane in BARS else 2 for lane in lanes]
    free = size[1] - AXIS - top
    least = min(float(_NAME), free / max(1, len(lanes)))
    unit = (free - least * len(lanes)) / max(1, sum(weights))
    tops: dict[Lane, tuple[float, float]] = {}
    y = float(top)
    for lane, weight in zip(lanes, weights, strict=True):
        height = least + weight * unit
        tops[lane] = (y, height)
        y += height
    return Space(span[0], span[1], size[0], size[1], left, top, tops, rows)


def distance(where: QRectF, at: QPointF) -> float:
    """How far a point lies from a rectangle, 0 within; the greater of the two directions."""
    across = max(where.left() - at.x(), 0.0, at.x() - where.right())
    along = max(where.top() - at.y(), 0.0, at.y() - where.bottom())
    return max(across, along)
