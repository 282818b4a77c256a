"""Where each symbol and line of a pedigree stands.

    generations   who stands on which row
    graph         people, unions and bends as the elements of the rows
    order         the order within a row that crosses the fewest lines
    place         x, by one linear programme
    route         y, and the lines
    gates         the rules that no drawing may break

Units are symbol widths, y grows downwards, the same family always gives the same drawing.
"""

from __future__ import annotations

from engines.pedigree.layout.drawn import COMPACT, LABELLED, Layout, Line, LineKind, Spacing
from engines.pedigree.layout.graph import build
from engines.pedigree.layout.order import arrange
from engines.pedigree.layout.place import Pair, place
from engines.pedigree.layout.route import clashes, route
from engines.pedigree.model import Family

_TRIES = 5                                    # until no two families' strokes lie on each other

__all__ = ["COMPACT", "LABELLED", "Layout", "Line", "LineKind", "Spacing", "lay_out"]


def lay_out(family: Family, spacing: Spacing = LABELLED) -> Layout:
    """Draws a possible family (engines.pedigree.validity): everyone once."""
    graph = build(family)
    arrange(graph)
    apart: list[Pair] = []
    for _ in range(_TRIES):
        place(graph, spacing, apart)
        found = clashes(graph)
        if not found:
            break
        apart += found
    return route(graph, spacing)
