"""The order inside a block: partners beside each other, each union between its partners."""

from __future__ import annotations

from itertools import permutations

from engines.pedigree.layout.graph import Block, Element, Graph, Union

_TRIED = 6                                    # people whose every order is looked at
_KEPT = 12                                    # equally good orders that the rows may choose from
_APART = 3                                    # a partner line that must pass above a symbol, in crossings
_TWINS_APART = 4


def choices(graph: Graph, block: Block) -> list[list[Element]]:
    """The best orders of the block's elements, the recorded one first; at least one."""
    twins = [members for members in graph.twins if members <= set(block.people)]
    if len(block.people) <= _TRIED:
        ranked = sorted(permutations(block.people), key=lambda order: _strain(order, block, twins))
        least = _strain(ranked[0], block, twins)
        orders = [order for order in ranked if _strain(order, block, twins) == least][:_KEPT]
    else:
        order = _inserted(block, twins)
        orders = [order, order[::-1]]
    return [elements(graph, block, order, mirrored) for order in orders for mirrored in _sides(block)]


def _sides(block: Block) -> tuple[bool, ...]:
    """A union that hangs at one side of a person may hang at the other."""
    return (False, True) if block.ports or any(_alone(union) for union in block.unions) else (False,)


def _alone(union: Union) -> bool:
    return len(union.parents) == 1 or bool(union.ports)


def _strain(order: tuple[str, ...], block: Block, twins: list[frozenset[str]]) -> int:
    at = {person: place for place, person in enumerate(order)}
    total = 0
    for union in block.unions:
        if not _alone(union):
            total += _APART * (abs(at[union.parents[0]] - at[union.parents[1]]) - 1)
    for members in twins:
        places = [at[member] for member in members]
        total += _TWINS_APART * (max(places) - min(places) + 1 - len(places))
    return total


def _inserted(block: Block, twins: list[frozenset[str]]) -> tuple[str, ...]:
    """A good order of a large block: the most married first, each next to where it strains least."""
    partners = dict.fromkeys(block.people, 0)
    for union in block.unions:
        for parent in union.parents:
            if parent in partners:
                partners[parent] += 1
    waiting = sorted(block.people, key=lambda person: -partners[person])
    order: list[str] = [waiting.pop(0)]
    while waiting:
        placed = set(order)
        person = next((p for p in waiting if _tied(p, placed, block, twins)), waiting[0])
        waiting.remove(person)
        inside = [u for u in block.unions if not _alone(u) and set(u.parents) <= placed | {person}]
        near = [members & (placed | {person}) for members in twins]
        part = Block(block.row, [*order, person], inside)
        tries = [[*order[:at], person, *order[at:]] for at in range(len(order) + 1)]
        order = min(tries, key=lambda tried: _strain(tuple(tried), part, [m for m in near if len(m) > 1]))
    return tuple(order)


def _tied(person: str, placed: set[str], block: Block, twins: list[frozenset[str]]) -> bool:
    married = any(person in u.parents and placed & set(u.parents) for u in block.unions)
    return married or any(person in members and placed & members for members in twins)


def elements(graph: Graph, block: Block, order: tuple[str, ...], mirrored: bool = False) -> list[Element]:
    """The people in that order with unions and ports put between them."""
    at = {person: place for place, person in enumerate(order)}
    gaps: list[list[Element]] = [[] for _ in range(len(order) + 1)]       # gap g stands before person g
    apart: list[Union] = []
    for union in block.unions:
        if _alone(union):
            continue
        first, second = sorted(at[parent] for parent in union.parents)
        if second == first + 1:
            gaps[second].append(union.element)
        else:
            apart.append(union)
    for union in apart:
        _put_apart(union, at, block, gaps)
    single = [(next(p for p in u.parents if p in at), u.element) for u in block.unions if _alone(u)]
    joined = {gap for gap, filled in enumerate(gaps) if filled}
    for person, element in [*single, *block.ports]:
        _put_beside(at[person], element, gaps, joined, mirrored)
    line: list[Element] = []
    for place, person in enumerate(order):
        line += [*gaps[place], graph.people[person]]
    return line + gaps[-1]


def _put_apart(union: Union, at: dict[str, int], block: Block, gaps: list[list[Element]]) -> None:
    """Beside the partner with fewer unions, in a gap that no other couple's line fills if there is one."""
    married = {p: sum(p in other.parents for other in block.unions) for p in union.parents}
    quiet, busy = sorted(union.parents, key=lambda p: married[p])
    inner, outer = (at[quiet], at[quiet] + 1) if at[quiet] > at[busy] else (at[quiet] + 1, at[quiet])
    gap = inner if not gaps[inner] or gaps[outer] else outer
    gaps[gap].append(union.element)


def _put_beside(place: int, element: Element, gaps: list[list[Element]], joined: set[int], mirrored: bool) -> None:
    """On the side of the person where no partner line runs; the emptier one where both are free."""
    sides = (place, place + 1) if mirrored else (place + 1, place)
    gap = min(sides, key=lambda side: (side in joined, len(gaps[side])))
    if gap == place:
        gaps[gap].append(element)
    else:
        gaps[gap].insert(0, element)
