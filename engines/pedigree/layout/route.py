"""y of every row and the strokes between the symbols."""

from __future__ import annotations

from dataclasses import dataclass, field

from engines.pedigree.layout.drawn import RADIUS, Layout, Line, LineKind, Point, Spacing
from engines.pedigree.layout.graph import Element, Graph, Kind, Union
from engines.pedigree.layout.order import crossings
from engines.pedigree.layout.tracks import TOUCH, Bar, assign
from engines.pedigree.model import TwinKind

_FORK = 0.55                                  # twins' point above their symbols
_TWIN_BAR = 0.45                              # where the bar of monozygotic twins joins, from the point down
_LEG = 0.28                                   # how far beside the middle a partner line leaves the top of a symbol
_SAME = 1e-6


def route(graph: Graph, spacing: Spacing) -> Layout:
    """The finished drawing of a graph whose elements have their x."""
    return _Router(graph, spacing).layout()


def clashes(graph: Graph) -> list[tuple[Element, Element]]:
    """Pairs of elements of neighbouring rows whose upright strokes would lie on each other, (left, right) as they
    should be moved apart."""
    found: list[tuple[Element, Element]] = []
    for row in range(len(graph.rows)):
        hanging = [(e, Bar(e.x, tuple(lower.x for lower in e.down))) for e in graph.line(row) if e.down]
        assign([bar for _, bar in hanging])
        for source, bar in hanging:
            for other, upper in hanging:
                if upper.track < bar.track and other is not source:
                    found += [_sides(source, end) for end in other.down if abs(end.x - source.x) < TOUCH]
    return found


def _sides(source: Element, end: Element) -> tuple[Element, Element]:
    """The child moves away from the middle of its own parents' line."""
    middle = end.up[0].x if end.up else source.x
    return (source, end) if end.x >= middle else (end, source)


@dataclass(slots=True)
class _Gap:
    """What runs between a row and the next: sibship lines with the element they hang from, partner brackets below."""

    bars: list[tuple[Element, Bar]] = field(default_factory=list[tuple[Element, Bar]])
    tracks: int = 0


class _Router:
    def __init__(self, graph: Graph, spacing: Spacing) -> None:
        self._graph, self._spacing = graph, spacing
        self._lines: list[Line] = []
        self._fork = self._forks()
        self._gaps = [self._gap(row) for row in range(len(graph.rows))]
        self._brackets = [self._bracket_levels(row) for row in range(len(graph.rows))]
        self._y = self._row_heights()

    def layout(self) -> Layout:
        for union in self._graph.unions:
            self._partner_line(union)
        for row, gap in enumerate(self._gaps):
            for source, bar in gap.bars:
                self._descent(row, source, bar)
        places = {person: (e.x, self._y[e.row]) for person, e in self._graph.people.items()}
        rows = {person: e.row for person, e in self._graph.people.items()}
        return Layout(places, rows, tuple(self._y), tuple(self._lines), crossings(self._graph))

    def _forks(self) -> dict[str, tuple[float, str]]:
        """x of the point that twins hang from, for each twin, and a name for the set."""
        found: dict[str, tuple[float, str]] = {}
        for number, twins in enumerate(self._graph.family.twins):
            xs = [self._graph.people[member].x for member in twins.members]
            found.update(dict.fromkeys(twins.members, ((min(xs) + max(xs)) / 2, str(number))))
        return found

    def _gap(self, row: int) -> _Gap:
        gap = _Gap()
        for element in self._graph.line(row):
            if element.down:
                ends = tuple(dict.fromkeys(self._end(lower) for lower in element.down))
                gap.bars.append((element, Bar(element.x, ends)))
        gap.tracks = assign([bar for _, bar in gap.bars])
        return gap

    def _end(self, lower: Element) -> float:
        return self._fork[lower.person][0] if lower.person in self._fork else lower.x

    def _bracket_levels(self, row: int) -> dict[int, int]:
        """The level (0 nearest the symbols) of each partner line that passes above others of its row."""
        levels: list[list[tuple[float, float]]] = []
        found: dict[int, int] = {}
        wanted = [u for u in self._graph.unions if u.element.row == row and self._passes(u)]
        for union in sorted(wanted, key=lambda u: self._span(u)[1] - self._span(u)[0]):
            left, right = self._span(union)
            level = 0
            while level < len(levels) and any(left < b + _LEG and a - _LEG < right for a, b in levels[level]):
                level += 1
            if level == len(levels):
                levels.append([])
            levels[level].append((left, right))
            found[union.element.number] = level
        return found

    def _span(self, union: Union) -> tuple[float, float]:
        xs = [union.element.x, *(self._graph.people[p].x for p in union.parents if p not in union.ports)]
        return min(xs), max(xs)

    def _passes(self, union: Union) -> bool:
        """True where somebody stands between the partners, or between one of them and the union."""
        left, right = self._span(union)
        here = {p for p in union.parents if p not in union.ports}
        block = self._graph.block_of[next(iter(here))]
        return any(e.kind is Kind.PERSON and e.person not in here and left < e.x < right for e in block.elements)

    def _row_heights(self) -> list[float]:
        heights: list[float] = []
        y = self._above(0) + RADIUS
        for row, gap in enumerate(self._gaps):
            heights.append(y)
            below = self._above(row + 1) if row + 1 < len(self._gaps) else 0.0
            space = self._spacing.labels + max(0, gap.tracks - 1) * self._spacing.track + self._spacing.fall
            y += 2 * RADIUS + space + below
        return heights

    def _above(self, row: int) -> float:
        return len(set(self._brackets[row].values())) * self._spacing.bracket

    def _partner_line(self, union: Union) -> None:
        y = self._y[union.element.row]
        here = [self._graph.people[p] for p in union.parents if p not in union.ports]
        if union.element.number in self._brackets[union.element.row]:
            self._bracket(union, here)
        elif len(here) == 2:
            left, right = sorted(here, key=lambda e: e.x)
            self._stroke(LineKind.PARTNER, [(left.x + RADIUS, y), (right.x - RADIUS, y)], union)
            if not left.x < union.element.x < right.x:
                raise AssertionError(f"the union of {union.parents} stands outside its partners")
        else:
            self._side(here[0], union.element.x, union)
        for partner, port in union.ports.items():
            self._side(self._graph.people[partner], port.x, union)

    def _side(self, person: Element, x: float, union: Union) -> None:
        """From the side of a symbol to a point on the same row."""
        y = self._y[person.row]
        edge = person.x + RADIUS if x > person.x else person.x - RADIUS
        self._stroke(LineKind.PARTNER, [(edge, y), (x, y)], union)

    def _bracket(self, union: Union, here: list[Element]) -> None:
        """From the tops of the symbols over those between them; the union's line falls from it."""
        level = self._brackets[union.element.row][union.element.number]
        top = self._y[union.element.row] - RADIUS
        y = top - (level + 1) * self._spacing.bracket
        left, right = sorted(here, key=lambda e: e.x)
        ends = (left.x + self._leg(left, union), right.x + self._leg(right, union))
        self._stroke(LineKind.PARTNER, [(ends[0], top), (ends[0], y), (ends[1], y), (ends[1], top)], union)
        x = union.element.x
        if not ends[0] <= x <= ends[1]:
            near = ends[0] if x < ends[0] else ends[1]
            self._stroke(LineKind.PARTNER, [(near, y), (x, y)], union)
        if union.element.down:
            self._stroke(LineKind.DROP, [(x, y), (x, self._y[union.element.row])], union)

    def _leg(self, person: Element, union: Union) -> float:
        """Beside the middle, towards the partner; a second bracket of the same person a little further in."""
        mine = [u for u in self._graph.unions
                if person.person in u.parents and u.element.number in self._brackets[person.row]]
        other = next(self._graph.people[p] for p in union.parents if p != person.person)
        offset = _LEG - 0.1 * (mine.index(union) % 2)
        return offset if other.x > person.x else -offset

    def _descent(self, row: int, source: Element, bar: Bar) -> None:
        union = source.union
        if union is None:
            return
        top = self._y[row]
        y = top + RADIUS + self._spacing.labels + bar.track * self._spacing.track
        kind = LineKind.PARTNER if source.kind is Kind.PORT or source.down[0].kind is Kind.UNION else LineKind.DROP
        self._stroke(kind, [(source.x, top), (source.x, y)], union)
        if bar.right - bar.left > _SAME:
            self._stroke(LineKind.SIBSHIP if kind is LineKind.DROP else kind, [(bar.left, y), (bar.right, y)], union)
        for lower in source.down:
            self._child(lower, y, union, kind)
        self._twin_bars(source, union)

    def _child(self, lower: Element, y: float, union: Union, kind: LineKind) -> None:
        if lower.kind is not Kind.PERSON:
            self._stroke(kind, [(lower.x, y), (lower.x, self._y[lower.row])], union)
            return
        top = self._y[lower.row] - RADIUS
        if lower.person in self._fork:
            x = self._fork[lower.person][0]
            fork = self._fork_y(lower)
            self._stroke(LineKind.CHILD, [(x, y), (x, fork), (lower.x, top)], union, lower.person)
        else:
            self._stroke(LineKind.CHILD, [(lower.x, y), (lower.x, top)], union, lower.person)

    def _fork_y(self, lower: Element) -> float:
        return self._y[lower.row] - RADIUS - self._above(lower.row) - _FORK

    def _twin_bars(self, source: Element, union: Union) -> None:
        mine = {lower.person for lower in source.down}
        for twins in self._graph.family.twins:
            if twins.kind is not TwinKind.MONOZYGOTIC or not mine >= set(twins.members):
                continue
            members = sorted((self._graph.people[m] for m in twins.members), key=lambda e: e.x)
            fork = self._fork_y(members[0])
            top = self._y[members[0].row] - RADIUS
            x = self._fork[members[0].person][0]
            y = fork + _TWIN_BAR * (top - fork)
            ends = [x + (m.x - x) * _TWIN_BAR for m in (members[0], members[-1])]
            self._stroke(LineKind.TWIN_BAR, [(ends[0], y), (ends[1], y)], union)

    def _stroke(self, kind: LineKind, points: list[Point], union: Union, person: str = "") -> None:
        self._lines.append(Line(kind, tuple(points), union.parents, person))
