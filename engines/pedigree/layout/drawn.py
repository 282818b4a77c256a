"""The finished drawing: positions and lines, in symbol widths, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
RADIUS = 0.5                                  # half a symbol


class LineKind(StrEnum):
    PARTNER = "partner"
    DROP = "drop"                             # from the partner line down to the sibship line
    SIBSHIP = "sibship"
    CHILD = "child"                           # from the sibship line (or the twins' point) to the symbol
    TWIN_BAR = "twin-bar"                     # joins monozygotic twins


@dataclass(frozen=True, slots=True)
class Line:
    """One stroke. ``parents`` are the couple it belongs to; ``person`` is whom it leads to, '' where nobody alone."""

    kind: LineKind
    points: tuple[Point, ...]
    parents: tuple[str, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Least distances, in symbol widths."""

    people: float                             # centre to centre of neighbours on a row
    union: float                              # person to the point their children hang from
    bend: float                               # a passing line to anything else
    labels: float                             # height kept free below a symbol
    track: float                              # between two sibship lines
    fall: float                               # sibship line to the symbols below
    bracket: float                            # between two partner lines that pass above a row


LABELLED = Spacing(people=3.2, union=1.6, bend=1.0, labels=2.55, track=0.45, fall=1.25, bracket=0.35)
COMPACT = Spacing(people=1.7, union=0.85, bend=0.75, labels=0.9, track=0.3, fall=0.8, bracket=0.25)


@dataclass(frozen=True, slots=True)
class Layout:
    """``places``: person to centre; ``rows``: person to row from 0; ``crossings``: sibship lines that change order."""

    places: dict[str, Point]
    rows: dict[str, int]
    row_y: tuple[float, ...]
    lines: tuple[Line, ...]
    crossings: int
    duplicates: int = 0

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the symbols."""
        if not self.places:
            return 0.0, 0.0, 0.0, 0.0
        xs, ys = zip(*self.places.values(), strict=True)
        return min(xs) - RADIUS, min(ys) - RADIUS, max(xs) + RADIUS, max(ys) + RADIUS
