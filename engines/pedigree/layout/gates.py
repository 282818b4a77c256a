"""The rules that no drawing may break, judged from the finished coordinates alone and from the family.

everyone        each person is drawn
overlap         no two symbols touch
partner         a partner line joins the two symbols of a couple of the family
child           each child's line starts on a line of its own parents' union, which starts on their partner line
twins           twins leave one point
through         no stroke runs through a symbol that it doesn't end at
on-top          strokes of couples never run along each other (two partner lines of one person may start together)
row             partners stand on one row unless one descends from the other, or from who shares the other's row by
                marriage
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from engines.pedigree.layout.drawn import RADIUS, Layout, Line, LineKind, Point
from engines.pedigree.layout.generations import couples
from engines.pedigree.model import Family

_CLOSE = 1e-4
_CLEAR = 0.04                                 # a stroke nearer than this to the inside of a symbol runs through it


@dataclass(frozen=True, slots=True)
class Violation:
    """``gate`` is one of the words above."""

    gate: str
    persons: tuple[str, ...]
    text: str


def violations(family: Family, layout: Layout) -> list[Violation]:
    """Every broken rule of the drawing; empty where it is right."""
    missing = [Violation("everyone", (p.id,), f"{p.id} isn't drawn") for p in family if p.id not in layout.places]
    if missing:
        return missing
    return [
        *_overlaps(layout), *_partners(family, layout), *_children(family, layout), *_twins(family, layout),
        *_through(layout), *_on_top(layout), *_rows(family, layout),
    ]


def _overlaps(layout: Layout) -> Iterator[Violation]:
    by_row: dict[float, list[tuple[float, str]]] = {}
    for person, (x, y) in layout.places.items():
        by_row.setdefault(y, []).append((x, person))
    for row in by_row.values():
        row.sort()
        for (left, one), (right, other) in zip(row, row[1:], strict=False):
            if right - left < 2 * RADIUS + _CLOSE:
                yield Violation("overlap", (one, other), f"{one} and {other} overlap")
    for upper, lower in zip(sorted(by_row), sorted(by_row)[1:], strict=False):
        if lower - upper < 2 * RADIUS + _CLOSE:
            yield Violation("overlap", (), "two rows overlap")


def _partners(family: Family, layout: Layout) -> Iterator[Violation]:
    real = {tuple(p for p in pair if p is not None) for pair in couples(family)}
    drawn = _by_parents(layout)
    for parents, strokes in drawn.items():
        if parents not in real:
            yield Violation("partner", parents, f"a line joins {' and '.join(parents)}, who are no couple")
        ends = [point for s in strokes if s.kind is LineKind.PARTNER for point in (s.points[0], s.points[-1])]
        for parent in parents:
            if not any(_touches(layout.places[parent], point) for point in ends):
                yield Violation("partner", (parent,), f"no partner line reaches {parent}")
        for person, place in layout.places.items():
            if person not in parents and any(_touches(place, point) for point in ends):
                yield Violation("partner", (person, *parents), f"the line of {' and '.join(parents)} reaches {person}")
    for parents in real - set(drawn):
        yield Violation("partner", parents, f"{' and '.join(parents)} have no partner line")


def _by_parents(layout: Layout) -> dict[tuple[str, ...], list[Line]]:
    found: dict[tuple[str, ...], list[Line]] = {}
    for line in layout.lines:
        found.setdefault(line.parents, []).append(line)
    return found


def _touches(place: Point, point: Point) -> bool:
    """At the edge of a symbol: a square's side or top."""
    dx, dy = abs(point[0] - place[0]), abs(point[1] - place[1])
    return max(dx, dy) < RADIUS + _CLOSE and max(dx, dy) > RADIUS - _CLOSE


def _children(family: Family, layout: Layout) -> Iterator[Violation]:
    leading = {line.person: line for line in layout.lines if line.kind is LineKind.CHILD}
    drawn = _by_parents(layout)
    for person in family:
        if person.is_founder:
            continue
        parents = tuple(p for p in (person.father, person.mother) if p is not None)
        line = leading.get(person.id)
        if line is None or line.parents != parents or not _touches(layout.places[person.id], line.points[-1]):
            yield Violation("child", (person.id, *parents), f"{person.id} doesn't hang from {' and '.join(parents)}")
        elif not _connected(drawn[parents], line):
            yield Violation("child", (person.id, *parents), f"the line to {person.id} has a gap")


def _connected(strokes: list[Line], child: Line) -> bool:
    """From the child's line over touching strokes of the same couple to their partner line."""
    reached, waiting = {id(child)}, [child]
    while waiting:
        line = waiting.pop()
        if line.kind is LineKind.PARTNER:
            return True
        for other in strokes:
            if id(other) not in reached and other.kind is not LineKind.TWIN_BAR and _meet(line, other):
                reached.add(id(other))
                waiting.append(other)
    return False


def _meet(one: Line, other: Line) -> bool:
    return any(_on(point, b) for point in (one.points[0], one.points[-1]) for b in _segments(other)) or any(
        _on(point, a) for point in (other.points[0], other.points[-1]) for a in _segments(one))


def _segments(line: Line) -> list[tuple[Point, Point]]:
    return list(zip(line.points, line.points[1:], strict=False))


def _on(point: Point, segment: tuple[Point, Point]) -> bool:
    (ax, ay), (bx, by) = segment
    cross = (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
    inside_x = min(ax, bx) - _CLOSE <= point[0] <= max(ax, bx) + _CLOSE
    inside_y = min(ay, by) - _CLOSE <= point[1] <= max(ay, by) + _CLOSE
    return abs(cross) < _CLOSE * max(1.0, abs(bx - ax) + abs(by - ay)) and inside_x and inside_y


def _twins(family: Family, layout: Layout) -> Iterator[Violation]:
    leading = {line.person: line for line in layout.lines if line.kind is LineKind.CHILD}
    for twins in family.twins:
        points = {leading[m].points[-2] for m in twins.members if m in leading}
        if len(points) > 1:
            yield Violation("twins", twins.members, f"{' and '.join(twins.members)} don't leave one point")


def _through(layout: Layout) -> Iterator[Violation]:
    by_row = sorted({y for _, y in layout.places.values()})
    people = {y: [(x, person) for person, (x, py) in layout.places.items() if py == y] for y in by_row}
    for line in layout.lines:
        for first, second in _segments(line):
            top, bottom = min(first[1], second[1]), max(first[1], second[1])
            for y in by_row:
                if top > y + RADIUS or bottom < y - RADIUS:
                    continue
                for x, person in people[y]:
                    if _cuts(first, second, (x, y)):
                        yield Violation("through", (person, *line.parents),
                                        f"a line of {' and '.join(line.parents)} runs through {person}")


def _cuts(first: Point, second: Point, centre: Point) -> bool:
    """True where the segment enters the inside of the symbol's square (Liang and Barsky 1984)."""
    half = RADIUS - _CLEAR
    low, high = 0.0, 1.0
    dx, dy = second[0] - first[0], second[1] - first[1]
    for step, room in (
        (-dx, first[0] - centre[0] + half), (dx, centre[0] + half - first[0]),
        (-dy, first[1] - centre[1] + half), (dy, centre[1] + half - first[1]),
    ):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return low < high


def _on_top(layout: Layout) -> Iterator[Violation]:
    """Collinear strokes of two couples that share more than a point."""
    straight: dict[tuple[bool, int], list[tuple[float, float, Line]]] = {}
    for line in layout.lines:
        for first, second in _segments(line):
            for upright in (True, False):
                at, along = (0, 1) if upright else (1, 0)
                if abs(first[at] - second[at]) < _CLOSE < abs(first[along] - second[along]):
                    span = sorted((first[along], second[along]))
                    straight.setdefault((upright, round(first[at] / 0.02)), []).append((span[0], span[1], line))
    for strokes in straight.values():
        for one, other in combinations(strokes, 2):
            if min(one[1], other[1]) - max(one[0], other[0]) > _CLOSE and not _one_way(one[2], other[2]):
                names = [" and ".join(line.parents) for line in (one[2], other[2])]
                yield Violation("on-top", (*one[2].parents, *other[2].parents),
                                f"lines of {names[0]} and of {names[1]} run along each other")


def _one_way(one: Line, other: Line) -> bool:
    if one.parents == other.parents:
        return True
    return one.kind is other.kind is LineKind.PARTNER and bool(set(one.parents) & set(other.parents))


def _rows(family: Family, layout: Layout) -> Iterator[Violation]:
    pairs = [(str(a), str(b)) for a, b in couples(family) if a is not None and b is not None]
    team = {person.id: person.id for person in family}
    for one, other in pairs:                  # who stands beside each other by marriage moves up and down together
        if layout.rows[one] == layout.rows[other] and team[one] != team[other]:
            old = team[other]
            team = {person: team[one] if leader == old else leader for person, leader in team.items()}
    below: dict[str, set[str]] = {}
    for person in family:
        for parent in (person.father, person.mother):
            if parent is not None:
                below.setdefault(team[parent], set()).add(team[person.id])
    for one, other in pairs:
        upper, lower = sorted((one, other), key=lambda person: layout.rows[person])
        if layout.rows[one] != layout.rows[other] and not _leads(team[upper], team[lower], below):
            yield Violation("row", (one, other), f"{one} and {other} stand on different rows")


def _leads(start: str, goal: str, below: dict[str, set[str]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for team in below.get(waiting.pop(), set()) - seen:
            if team == goal:
                return True
            seen.add(team)
            waiting.append(team)
    return False
