"""The order on each row. A depth-first walk gives tree-like families their crossing-free order; what loops leave is
improved by sifting (Matuszewski, Schoenfeld, Molitor 1999, Using Sifting for k-Layer Straightline Crossing
Minimization): each block is tried at each place of its row. The same family always gives the same order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from engines.pedigree.layout.block import choices
from engines.pedigree.layout.graph import Block, Element, Graph, Kind
from engines.pedigree.layout.walk import walk

_PASSES = 12
_RESTARTS = 24                                # other beginnings, while lines cross
_RESTART_PEOPLE = 600                         # times people: a large family costs more a beginning
_REACH = 60                                   # places a block is tried to either side


def arrange(graph: Graph) -> None:
    """Sets ``graph.rows``, ``Block.elements`` and ``Element.at``."""
    options = {id(block): choices(graph, block) for row in graph.rows for block in row if block.people}
    for row in graph.rows:
        for block in row:
            if block.people:
                block.elements = options[id(block)][0]
    best: _Kept | None = None
    for start in range(2 + min(_RESTARTS, _RESTART_PEOPLE // len(graph.people))):
        walk(graph, start)
        _improve(graph, options)
        kept = _Kept(graph)
        if best is None or kept.count < best.count:
            best = kept
        if best.count == 0:
            break
    if best is not None:
        best.restore(graph)


class _Kept:
    """An order to come back to."""

    def __init__(self, graph: Graph) -> None:
        self.count = crossings(graph)
        self._rows = [[(block, list(block.elements)) for block in row] for row in graph.rows]

    def restore(self, graph: Graph) -> None:
        graph.rows = [[block for block, _ in row] for row in self._rows]
        for row in self._rows:
            for block, line in row:
                block.elements = line
        _number_all(graph)


def crossings(graph: Graph) -> int:
    """Pairs of descent lines between two rows that change their order."""
    _number_all(graph)
    total = 0
    for row in range(len(graph.rows) - 1):
        seen: list[int] = []
        for element in graph.line(row):
            ends = sorted(lower.at for lower in element.down)
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _improve(graph: Graph, options: dict[int, list[list[Element]]]) -> None:
    last = crossings(graph)
    for number in range(_PASSES):
        rows = range(len(graph.rows)) if number % 2 == 0 else range(len(graph.rows) - 1, -1, -1)
        for row in rows:
            _turn(graph, row, options)
            _sift(graph, row)
        now = crossings(graph)
        if now == 0 or (now == last and number > 1):
            return
        last = now


def _turn(graph: Graph, row: int, options: dict[int, list[list[Element]]]) -> None:
    """Chooses the inner order of each block that crosses least with the rows above and below as they are."""
    for block in graph.rows[row]:
        if block.people and len(options[id(block)]) > 1:
            block.elements = min(options[id(block)], key=lambda line: (_inside(line), _manners(graph, line)))
    _number(graph, row)


def _inside(line: list[Element]) -> int:
    total = 0
    for number, left in enumerate(line):
        for right in line[number + 1:]:
            total += _over(_ends(left.up), _ends(right.up)) + _over(_ends(left.down), _ends(right.down))
    return total


def _manners(graph: Graph, line: list[Element]) -> int:
    """Where it makes no difference: the man of a couple at the left, siblings in the order they were recorded."""
    people = [element for element in line if element.kind is Kind.PERSON]
    fathers = {union.pair[0] for union in graph.unions if union.pair[0] is not None} if len(people) == 2 else set[str]()
    return int(len(people) == 2 and people[1].person in fathers)


def _sift(graph: Graph, row: int) -> None:
    line = graph.rows[row]
    ends = {id(b): (_block_ends(b, up=True), _block_ends(b, up=False)) for b in line}
    for block in list(line):
        if not any(ends[id(block)]):
            continue
        start = line.index(block)
        best, place = 0, start
        for step in (-1, 1):
            change, at = 0, start
            while 0 <= at + step < len(line) and abs(at + step - start) <= _REACH:
                at += step
                change += _swap(ends[id(block)], ends[id(line[at])], step)
                if change < best:
                    best, place = change, at
        if place != start:
            line.remove(block)
            line.insert(place, block)
    _number(graph, row)


def _swap(mine: tuple[list[int], list[int]], other: tuple[list[int], list[int]], step: int) -> int:
    """What it costs that a block steps over its neighbour to the right (1) or left (-1)."""
    change = sum(_over(theirs, own) - _over(own, theirs) for own, theirs in zip(mine, other, strict=True))
    return change * step


def _over(left: list[int], right: list[int]) -> int:
    """Crossings between lines to ``left`` and lines to ``right`` (sorted positions) while left stands left of right."""
    return sum(bisect_left(right, end) for end in left) if left and right else 0


def _block_ends(block: Block, up: bool) -> list[int]:
    return sorted(end.at for element in block.elements for end in (element.up if up else element.down))


def _ends(elements: list[Element]) -> list[int]:
    return sorted(element.at for element in elements)


def _number(graph: Graph, row: int) -> None:
    for place, element in enumerate(graph.line(row)):
        element.at = place


def _number_all(graph: Graph) -> None:
    for row in range(len(graph.rows)):
        _number(graph, row)
