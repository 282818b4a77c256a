"""What of ten thousand marks is drawn for a range of time: those in it, and where they lie too close, how many.

Marks that are narrower than a cell are gathered by cells of time. Cells have fixed widths and are counted from 1970
and not from the edge of the view, so a group keeps its members while the view is moved. No Qt here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from views.record.lanes import BARS, Lane, Mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CELL_PX = 28.0                    # a cell is this wide at least
_APART_PX = 9.0                    # a number stands so far from the edges of its cell, and else amid its members
_STEPS = 2                         # widths of cells from one to its double: few, so that zooming seldom regroups


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One thing to draw: a mark, or several that share a place. ``row`` is -1 for what takes no row of bars."""

    lane: Lane
    row: int
    first: float
    last: float
    members: NDArray[np.int64]     # places in ``Scene.marks``, oldest first
    flagged: int                   # how many of them lie outside their range
    is_wide: bool                  # drawn from ``first`` to ``last``; else as a point at ``at``
    at: float

    @property
    def count(self) -> int:
        return len(self.members)

    def same(self, other: Glyph | None) -> bool:
        """True for the same thing in another drawing."""
        return other is not None and (self.lane, self.row, self.first, self.last, self.count) == (
            other.lane, other.row, other.first, other.last, other.count)


class _LaneMarks:
    """The marks of one lane as arrays, by their start."""

    def __init__(self, lane: Lane, marks: Sequence[Mark], places: Sequence[int]) -> None:
        import numpy as np

        self.lane = lane
        self.places = np.array(places, dtype=np.int64)
        self.start = np.array([marks[place].start for place in places])
        self.until = np.array([marks[place].until for place in places])
        self.row = np.array([marks[place].row for place in places], dtype=np.int64)
        self.flagged = np.array([marks[place].flagged for place in places], dtype=bool)
        self.rows = int(self.row.max()) + 1
        self.extent = self.until - self.start


class Scene:
    """All marks of a chart, ready to be looked at. Built off the GUI thread."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = list(marks)
        places: dict[Lane, list[int]] = {}
        for place, mark in enumerate(self.marks):
            places.setdefault(mark.lane, []).append(place)
        self._lanes = {lane: _LaneMarks(lane, self.marks, places[lane]) for lane in Lane if lane in places}

    @property
    def lanes(self) -> list[Lane]:
        """Lanes that hold something, in their order."""
        return list(self._lanes)

    def count(self, lane: Lane) -> int:
        return len(self._lanes[lane].places)

    def rows(self, lane: Lane) -> int:
        """How many rows of bars a lane has."""
        return self._lanes[lane].rows

    def starts(self, lane: Lane) -> NDArray[np.float64]:
        """Where the marks of a lane begin, oldest first."""
        return self._lanes[lane].start

    def places(self, lane: Lane) -> NDArray[np.int64]:
        return self._lanes[lane].places

    def density(self, first: float, last: float, columns: int) -> list[int]:
        """How many marks begin in each of ``columns`` equal parts of [first, last]."""
        if not self._lanes:
            return [0] * columns
        import numpy as np

        starts = np.concatenate([held.start for held in self._lanes.values()])
        counts, _ = np.histogram(starts, bins=columns, range=(first, last))
        return counts.tolist()

    def look(self, first: float, last: float, pixels: float, lanes: Iterable[Lane]) -> list[Glyph]:
        """What to draw of [first, last] on so many pixels. Each mark that begins or lasts in it is in one glyph."""
        pixel = (last - first) / max(1.0, pixels)
        cell = cell_for(pixel)
        glyphs: list[Glyph] = []
        for lane in lanes:
            held = self._lanes[lane]
            wide = held.extent > cell
            glyphs += _points(held, ~wide, (first, last), cell, _APART_PX * pixel)
            seen = wide & (held.start <= last) & (held.until >= first)
            glyphs += _bars(held, seen) if lane in BARS else _spans(held, seen)
        return glyphs


def cell_for(seconds_a_pixel: float) -> float:
    """The width of a cell in seconds: the same for a whole range of magnifications."""
    return 2.0 ** (math.ceil(_STEPS * math.log2(max(1e-3, seconds_a_pixel) * _CELL_PX)) / _STEPS)


def _points(held: _LaneMarks, narrow: NDArray[np.bool_], shown: tuple[float, float], cell: float,
            apart: float) -> list[Glyph]:
    """Narrow marks by cells; whole cells, so that a group at the edge counts its members outside the view too.

    A group stands amid its members, but ``apart`` seconds within its cell, so that numbers hardly cover each other.
    """
    import numpy as np

    low, high = np.searchsorted(held.start, (math.floor(shown[0] / cell) * cell - cell,
                                             math.ceil(shown[1] / cell) * cell))
    chosen = np.flatnonzero(narrow[low:high]) + low
    if not len(chosen):
        return []
    cuts = np.flatnonzero(np.diff(np.floor_divide(held.start[chosen], cell))) + 1
    begins = np.concatenate(([0], cuts))
    ends = np.concatenate((cuts, [len(chosen)]))
    flagged = np.concatenate(([0], np.cumsum(held.flagged[chosen])))
    counts = (flagged[ends] - flagged[begins]).tolist()
    starts = held.start[chosen[begins]].tolist()
    lasts = np.maximum.reduceat(held.until[chosen], begins).tolist()
    places = held.places[chosen]
    glyphs: list[Glyph] = []
    for i, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        at = (starts[i] + lasts[i]) / 2
        if end - begin > 1:
            edge = math.floor(starts[i] / cell) * cell
            at = min(max(at, edge + apart), edge + cell - apart)
        glyphs.append(Glyph(held.lane, -1, starts[i], lasts[i], places[begin:end], counts[i], False, at))
    return glyphs


def _bars(held: _LaneMarks, seen: NDArray[np.bool_]) -> list[Glyph]:
    """Each bar by itself; where the last row is shared, bars that overlap are one, with their number."""
    import numpy as np

    glyphs: list[Glyph] = []
    last_row = held.rows - 1
    shared: list[int] = []
    reach = -math.inf
    for place in np.flatnonzero(seen).tolist():
        row = int(held.row[place])
        if row < last_row or row == 0:
            glyphs.append(_glyph(held, row, [place]))
            continue
        if shared and held.start[place] > reach:
            glyphs.append(_glyph(held, row, shared))
            shared, reach = [], -math.inf
        shared.append(place)
        reach = max(reach, float(held.until[place]))
    if shared:
        glyphs.append(_glyph(held, last_row, shared))
    return glyphs


def _spans(held: _LaneMarks, seen: NDArray[np.bool_]) -> list[Glyph]:
    """Dates that were written as a day, month or year: those of the same one together."""
    import numpy as np

    windows: dict[tuple[float, float], list[int]] = {}
    for place in np.flatnonzero(seen).tolist():
        windows.setdefault((float(held.start[place]), float(held.until[place])), []).append(place)
    return [_glyph(held, -1, members) for members in windows.values()]


def _glyph(held: _LaneMarks, row: int, members: list[int]) -> Glyph:
    import numpy as np

    first, last = float(held.start[members].min()), float(held.until[members].max())
    return Glyph(held.lane, row, first, last, held.places[np.array(members)], int(held.flagged[members].sum()), True,
                 (first + last) / 2)
