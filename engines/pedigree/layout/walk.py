"""The first order: a walk from the oldest couple through its children, turning aside to in-laws at the outer ends."""

from __future__ import annotations

import random
from collections import deque

from engines.pedigree.layout.graph import Block, Element, Graph


def walk(graph: Graph, start: int = 0) -> None:
    """Orders ``graph.rows``. 0 begins at the first root, 1 at the last, others shuffle roots and siblings, each number
    always in the same way."""
    chance = random.Random(start) if start > 1 else None
    walker = _Walker(graph, chance)
    roots = walker.roots()
    if chance is not None:
        chance.shuffle(roots)
        roots.sort(key=lambda block: block.row)
    for block in reversed(roots) if start == 1 else roots:
        walker.visit(block, side=1)
        walker.visit_left()
    graph.rows = [list(row) for row in walker.rows]


class _Walker:
    def __init__(self, graph: Graph, chance: random.Random | None) -> None:
        self._graph = graph
        self._chance = chance
        self.rows: list[deque[Block]] = [deque() for _ in graph.rows]
        self._seen: set[int] = set()
        self._left: list[Block] = []
        self._owner = {id(element): block for row in graph.rows for block in row for element in block.elements}

    def roots(self) -> list[Block]:
        """Blocks that hang from nobody, the ancestors of the proband's father first; then whatever is left."""
        proband = self._graph.family.proband
        blocks = [block for row in self._graph.rows for block in row]
        first: list[Block] = []
        if proband is not None:
            person = proband
            while person.father is not None or person.mother is not None:
                person = self._graph.family.person(str(person.father or person.mother))
            first = [self._graph.block_of[person.id]]
        weight = {id(block): sum(len(element.down) for element in block.elements) for block in blocks}
        top = [block for block in blocks if not any(element.up for element in block.elements)]
        top.sort(key=lambda block: (weight[id(block)] == 0, block.row))
        return [*first, *top, *blocks]

    def visit(self, start: Block, side: int) -> None:
        """Depth-first without recursion: a family may be deep."""
        waiting = [start]
        while waiting:
            block = waiting.pop()
            if id(block) in self._seen:
                continue
            self._seen.add(id(block))
            if side > 0:
                self.rows[block.row].append(block)
            else:
                self.rows[block.row].appendleft(block)
            waiting.extend(reversed(self._next(block, side)))

    def visit_left(self) -> None:
        """The in-laws whose place is at the left of all that is drawn."""
        while self._left:
            self.visit(self._left.pop(0), side=-1)

    def _next(self, block: Block, side: int) -> list[Block]:
        above = [law for law in self._above(block) if law not in self._left]
        leftmost = self.rows[block.row][0] is block and side > 0
        below: list[Block] = []
        for element in block.elements[::side]:
            below += self._below(element, side, leftmost and not below)
        return [*above, *below]

    def _below(self, element: Element, side: int, leftmost: bool) -> list[Block]:
        """The children's blocks; those with in-laws to the outside, one of them to the left where that is free."""
        blocks = self._unseen(element.down[::side])
        if self._chance is not None:
            self._chance.shuffle(blocks)
        outside = [block for block in blocks if self._above(block)]
        inside = [block for block in blocks if block not in outside]
        if leftmost and len(outside) > 1:
            self._left += self._above(outside[0])
            return [outside[0], *inside, *outside[1:]]
        return [*inside, *outside]

    def _above(self, block: Block) -> list[Block]:
        return self._unseen([end for element in block.elements for end in element.up])

    def _unseen(self, elements: list[Element]) -> list[Block]:
        found = dict.fromkeys(self._owner[id(element)] for element in elements)
        return [block for block in found if id(block) not in self._seen]
