"""Which row each person stands on: children below both parents, partners side by side wherever blood allows it."""

from __future__ import annotations

from collections.abc import Iterable

from engines.pedigree.model import Family

Couple = tuple[str | None, str | None]


def couples(family: Family) -> dict[Couple, list[str]]:
    """Every union once with its children in recorded order: parents of somebody, and partners without children."""
    found: dict[Couple, list[str]] = {pair: list(kids) for pair, kids in family.children().items()}
    known = {frozenset(pair) for pair in found}
    for partnership in family.partnerships:
        pair = (partnership.first, partnership.second)
        if frozenset(pair) not in known and pair[0] in family and pair[1] in family:
            found[pair] = []
            known.add(frozenset(pair))
    return found


def rows(family: Family, unions: dict[Couple, list[str]]) -> dict[str, int]:
    """The row of each person, from 0.

    Partners (and twins) share a row unless one is an ancestor of the other; then the younger generation decides. Within
    that, everybody stands as high as their parents let them, and founders come down to their children.
    """
    teams = _Teams(family, unions)
    for pair in sorted((p for p in unions if None not in p), key=lambda p: _freedom(family, unions, p)):
        teams.join(str(pair[0]), str(pair[1]))
    for twins in family.twins:
        for other in twins.members[1:]:
            teams.join(twins.members[0], other)
    level = teams.levels()
    return {person.id: level[teams.of(person.id)] for person in family}


def _freedom(family: Family, unions: dict[Couple, list[str]], pair: Couple) -> int:
    """Couples that can't harm (a founder marries in) are joined first."""
    return sum(not family.person(partner).is_founder for partner in pair if partner is not None)


class _Teams:
    """People who share a row, joined one couple at a time while no one would come to stand below themselves."""

    def __init__(self, family: Family, unions: dict[Couple, list[str]]) -> None:
        self._leader = {person.id: person.id for person in family}
        self._members: dict[str, list[str]] = {person.id: [person.id] for person in family}
        self._below: dict[str, list[str]] = {person.id: [] for person in family}
        for pair, kids in unions.items():
            for parent in pair:
                if parent is not None:
                    self._below[parent].extend(kids)

    def of(self, person: str) -> str:
        while self._leader[person] != person:
            person = self._leader[person]
        return person

    def join(self, first: str, second: str) -> bool:
        one, other = self.of(first), self.of(second)
        if one == other:
            return True
        if self._reaches(one, other) or self._reaches(other, one):
            return False
        self._leader[other] = one
        self._members[one] += self._members.pop(other)
        return True

    def _children(self, team: str) -> Iterable[str]:
        return (self.of(child) for member in self._members[team] for child in self._below[member])

    def _reaches(self, start: str, goal: str) -> bool:
        seen = {start}
        waiting = [start]
        while waiting:
            for child in self._children(waiting.pop()):
                if child == goal:
                    return True
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return False

    def levels(self) -> dict[str, int]:
        order = self._from_the_top()
        level = dict.fromkeys(order, 0)
        has_parents: set[str] = set()
        for team in order:
            for child in self._children(team):
                level[child] = max(level[child], level[team] + 1)
                has_parents.add(child)
        for team in reversed(order):
            below = [level[child] for child in self._children(team)]
            if below and team not in has_parents:
                level[team] = min(below) - 1
        return level

    def _from_the_top(self) -> list[str]:
        above = dict.fromkeys(self._members, 0)
        for team in self._members:
            for child in self._children(team):
                above[child] += 1
        ready = [team for team, count in above.items() if count == 0]
        order: list[str] = []
        while ready:
            team = ready.pop()
            order.append(team)
            for child in self._children(team):
                above[child] -= 1
                if above[child] == 0:
                    ready.append(child)
        return order
