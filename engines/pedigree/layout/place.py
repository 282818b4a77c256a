"""x of every element, by one linear programme (HiGHS): parents centred over their children, lines straight, and all of
it as narrow as the least distances allow. Absolute values make most of the first two exactly zero, as with the network
simplex of Gansner et al. (1993, A Technique for Drawing Directed Graphs), which this follows."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from engines.pedigree.layout.drawn import Spacing
from engines.pedigree.layout.graph import Element, Graph, Kind, Union

_STRAIGHT = 40.0                              # a line that only passes rows
_CENTRED = 20.0                               # a union over the middle of its children
_MIDDLE = 60.0                                # a union between its partners
_TOGETHER = 1.0                               # a sibship, a couple
_NARROW = 0.02                                # everything


Pair = tuple[Element, Element]
_BESIDE = 0.4                                 # strokes of two families that would lie on each other


def place(graph: Graph, spacing: Spacing, apart: list[Pair]) -> None:
    """Sets ``Element.x``; the least x of a person is 0. The pairs of ``apart`` (left, right) don't share an x."""
    programme = _Programme(len(graph.elements))
    for left, right in apart:
        programme.keep_apart(left, right, _BESIDE)
    for row in range(len(graph.rows)):
        line = graph.line(row)
        for left, right in zip(line, line[1:], strict=False):
            programme.keep_apart(left, right, _distance(left, right, spacing))
        for element in line:
            _hold_children(programme, element)
    for union in graph.unions:
        _hold_partners(programme, graph, union)
    for element, x in zip(graph.elements, programme.solve(), strict=True):
        element.x = x
    left = min(element.x for element in graph.people.values())
    for element in graph.elements:
        element.x = round(element.x - left, 6)


def _distance(left: Element, right: Element, spacing: Spacing) -> float:
    kinds = {left.kind, right.kind}
    if kinds == {Kind.PERSON}:
        return spacing.people
    if Kind.PERSON in kinds:
        return spacing.bend if Kind.BEND in kinds else spacing.union
    return spacing.bend


def _hold_children(programme: _Programme, element: Element) -> None:
    below = sorted(element.down, key=lambda lower: lower.at)
    if not below:
        return
    first, last = below[0], below[-1]
    if element.kind is Kind.PORT or first.kind is Kind.UNION:
        programme.hold(element, first, last, _STRAIGHT)
    else:
        programme.hold(element, first, last, _CENTRED)
        programme.pull(first, last, _TOGETHER)
    for bend in below:
        if bend.kind is Kind.BEND:
            programme.hold(element, bend, bend, 1.0)


def _hold_partners(programme: _Programme, graph: Graph, union: Union) -> None:
    here = [graph.people[p] for p in union.parents if p not in union.ports]
    if len(here) == 2:
        left, right = sorted(here, key=lambda person: person.at)
        programme.pull(left, right, _TOGETHER)
        if right.at == left.at + 2:
            programme.hold(union.element, left, right, _MIDDLE)
        else:
            _draw_near(programme, union.element, right)
    elif here:
        _draw_near(programme, union.element, here[0])
    for partner, port in union.ports.items():
        _draw_near(programme, port, graph.people[partner])


def _draw_near(programme: _Programme, element: Element, person: Element) -> None:
    left, right = (element, person) if element.at < person.at else (person, element)
    programme.pull(left, right, _TOGETHER)


class _Programme:
    """Collects the terms and solves them: minimise cost·v with A v <= b."""

    def __init__(self, elements: int) -> None:
        self._cost = [0.0] * elements
        self._rows: list[list[tuple[int, float]]] = []
        self._limits: list[float] = []
        self._elements = elements

    def keep_apart(self, left: Element, right: Element, distance: float) -> None:
        self._add([(left.number, 1.0), (right.number, -1.0)], -distance)
        self.pull(left, right, _NARROW)

    def pull(self, left: Element, right: Element, weight: float) -> None:
        self._cost[right.number] += weight
        self._cost[left.number] -= weight

    def hold(self, element: Element, first: Element, last: Element, weight: float) -> None:
        """Costs ``weight`` times how far ``element`` is from the middle of ``first`` and ``last``."""
        over = len(self._cost)
        self._cost.append(weight)
        for sign in (1.0, -1.0):
            terms: dict[int, float] = {over: -1.0}
            for number, share in ((element.number, sign), (first.number, -sign / 2), (last.number, -sign / 2)):
                terms[number] = terms.get(number, 0.0) + share
            self._add(list(terms.items()), 0.0)

    def _add(self, terms: list[tuple[int, float]], limit: float) -> None:
        self._rows.append(terms)
        self._limits.append(limit)

    def solve(self) -> list[float]:
        optimize: Any = import_module("scipy.optimize")
        sparse: Any = import_module("scipy.sparse")
        rows = [number for number, terms in enumerate(self._rows) for _ in terms]
        columns = [column for terms in self._rows for column, _ in terms]
        values = [value for terms in self._rows for _, value in terms]
        shape = (len(self._rows), len(self._cost))
        matrix = sparse.csr_array((values, (rows, columns)), shape=shape) if self._rows else None
        result = optimize.linprog(self._cost, A_ub=matrix, b_ub=self._limits or None, bounds=(0, None), method="highs")
        return [float(x) for x in result.x[: self._elements]]
