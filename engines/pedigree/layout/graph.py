"""The family as elements on rows: people, unions (the point children hang from), bends of lines that pass a row.

A union stands on the row of its lower partner. Children who stand lower than the next row hang from a trunk: one bend
for each row that is passed. A partner who stands higher than the union (father and daughter) reaches it from a port
beside the symbol, over bends. So every edge joins an element with one on the next row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from engines.pedigree.layout.generations import Couple, couples, rows
from engines.pedigree.model import Family


class Kind(Enum):
    PERSON = 0
    UNION = 1
    BEND = 2
    PORT = 3


@dataclass(eq=False, slots=True)
class Element:
    """One thing on a row. ``up`` and ``down`` are its neighbours on the rows above and below."""

    number: int
    kind: Kind
    row: int
    person: str = ""
    union: Union | None = None
    up: list[Element] = field(default_factory=list["Element"])
    down: list[Element] = field(default_factory=list["Element"])
    at: int = 0                               # position in the row
    x: float = 0.0


@dataclass(eq=False, slots=True)
class Union:
    """A couple, or one parent whose partner isn't recorded."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    element: Element
    ports: dict[str, Element]                 # of partners who stand on a higher row
    pair: Couple


@dataclass(eq=False, slots=True)
class Block:
    """Elements that stay together on a row: partners and twins with their unions, or one bend."""

    row: int
    people: list[str]
    unions: list[Union] = field(default_factory=list["Union"])
    ports: list[tuple[str, Element]] = field(default_factory=list[tuple[str, Element]])
    elements: list[Element] = field(default_factory=list[Element])


@dataclass(eq=False, slots=True)
class Graph:
    """``rows[r]`` is the order of the blocks on row r, and what the later steps change."""

    family: Family
    people: dict[str, Element]
    unions: list[Union]
    rows: list[list[Block]]
    block_of: dict[str, Block]
    twins: list[frozenset[str]]
    elements: list[Element]

    def line(self, row: int) -> list[Element]:
        """The elements of a row from left to right."""
        return [element for block in self.rows[row] for element in block.elements]


def build(family: Family) -> Graph:
    """The elements and blocks of a possible family, in recorded order."""
    pairs = couples(family)
    return _Builder(family, pairs, rows(family, pairs)).graph()


class _Builder:
    def __init__(self, family: Family, pairs: dict[Couple, list[str]], level: dict[str, int]) -> None:
        self._family, self._pairs, self._level = family, pairs, level
        self._elements: list[Element] = []
        self._people = {p.id: self._add(Kind.PERSON, level[p.id], person=p.id) for p in family}
        self._bends: list[Element] = []

    def graph(self) -> Graph:
        unions = [self._union(pair, kids) for pair, kids in self._pairs.items()]
        count = 1 + max(element.row for element in self._elements)
        block_of = self._blocks(unions)
        ordered: list[list[Block]] = [[] for _ in range(count)]
        for block in dict.fromkeys(block_of.values()):
            ordered[block.row].append(block)
        for bend in self._bends:
            ordered[bend.row].append(Block(bend.row, [], elements=[bend]))
        twins = [frozenset(twins.members) for twins in self._family.twins]
        return Graph(self._family, self._people, unions, ordered, block_of, twins, self._elements)

    def _add(self, kind: Kind, row: int, person: str = "", union: Union | None = None) -> Element:
        element = Element(len(self._elements), kind, row, person, union)
        self._elements.append(element)
        return element

    def _union(self, pair: Couple, kids: list[str]) -> Union:
        parents = tuple(parent for parent in pair if parent is not None)
        row = max(self._level[parent] for parent in parents)
        element = self._add(Kind.UNION, row)
        union = Union(parents, tuple(kids), element, {}, pair)
        element.union = union
        for parent in parents:
            if self._level[parent] < row:
                port = self._add(Kind.PORT, self._level[parent], parent, union)
                union.ports[parent] = port
                self._chain(port, row, union, [element])
        self._hang(element, union, [self._people[kid] for kid in kids])
        return union

    def _hang(self, source: Element, union: Union, kids: list[Element]) -> None:
        """Children of the next row hang from ``source``, the others from a bend below it."""
        near = [kid for kid in kids if kid.row == source.row + 1]
        far = [kid for kid in kids if kid.row > source.row + 1]
        for kid in near:
            self._join(source, kid)
        if far:
            bend = self._bend(source.row + 1, union)
            self._join(source, bend)
            self._hang(bend, union, far)

    def _chain(self, source: Element, row: int, union: Union, goals: list[Element]) -> None:
        while source.row + 1 < row:
            bend = self._bend(source.row + 1, union)
            self._join(source, bend)
            source = bend
        for goal in goals:
            self._join(source, goal)

    def _bend(self, row: int, union: Union) -> Element:
        bend = self._add(Kind.BEND, row, union=union)
        self._bends.append(bend)
        return bend

    @staticmethod
    def _join(upper: Element, lower: Element) -> None:
        upper.down.append(lower)
        lower.up.append(upper)

    def _blocks(self, unions: list[Union]) -> dict[str, Block]:
        block_of = {p.id: Block(self._level[p.id], [p.id]) for p in self._family}
        ties = [u.parents for u in unions if len(u.parents) == 2 and not u.ports]
        ties += [(twins.members[0], other) for twins in self._family.twins for other in twins.members[1:]]
        for first, second in ties:
            one, other = block_of[first], block_of[second]
            if one is not other and one.row == other.row:
                one.people += other.people
                block_of.update(dict.fromkeys(other.people, one))
        for union in unions:
            lower = next(parent for parent in union.parents if parent not in union.ports)
            block_of[lower].unions.append(union)
            for parent, port in union.ports.items():
                block_of[parent].ports.append((parent, port))
        return block_of
