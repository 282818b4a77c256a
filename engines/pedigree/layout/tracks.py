"""Which sibship line runs above which between two rows: lines that overlap get tracks of their own."""

from __future__ import annotations

from dataclasses import dataclass

TOUCH = 0.2                                  # closer strokes read as one
_SAME_STROKE = 50                             # two families' vertical strokes on top of each other


@dataclass(eq=False, slots=True)
class Bar:
    """A sibship line: from above at ``source``, to the children at ``ends``."""

    source: float
    ends: tuple[float, ...]
    track: int = 0

    @property
    def left(self) -> float:
        return min(self.source, *self.ends)

    @property
    def right(self) -> float:
        return max(self.source, *self.ends)


def assign(bars: list[Bar]) -> int:
    """Sets ``track`` (0 is the highest) and returns how many tracks there are."""
    levels: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: (b.left, b.right)):
        _insert(bar, levels)
    for track, level in enumerate(levels):
        for bar in level:
            bar.track = track
    return len(levels)


def _insert(bar: Bar, levels: list[list[Bar]]) -> None:
    """Into the level, or as a new one, where it costs least; a new level costs a little."""
    best: tuple[float, int, bool] | None = None
    for at in range(len(levels) + 1):
        above = [other for level in levels[:at] for other in level]
        below = [other for level in levels[at:] for other in level]
        if at < len(levels) and not any(_overlap(bar, other) for other in levels[at]):
            cost = _cost(bar, above, [other for level in levels[at + 1:] for other in level])
            best = min(best or (cost, at, False), (cost, at, False))
        cost = _cost(bar, above, below) + 0.5
        best = min(best or (cost, at, True), (cost, at, True))
    if best is None or best[2]:
        levels.insert(best[1] if best else 0, [bar])
    else:
        levels[best[1]].append(bar)


def _overlap(one: Bar, other: Bar) -> bool:
    return one.left < other.right + TOUCH and other.left < one.right + TOUCH


def _cost(bar: Bar, above: list[Bar], below: list[Bar]) -> float:
    near_above = [other for other in above if _overlap(bar, other)]
    near_below = [other for other in below if _overlap(bar, other)]
    return sum(_stacked(other, bar) for other in near_above) + sum(_stacked(bar, other) for other in near_below)


def _stacked(upper: Bar, lower: Bar) -> float:
    """Crossings and coinciding strokes of two bars of which one runs above the other."""
    cost = float(upper.left < lower.source < upper.right)
    for end in upper.ends:
        cost += lower.left < end < lower.right
        cost += _SAME_STROKE * (abs(end - lower.source) < TOUCH)
    return cost
