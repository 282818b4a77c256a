"""Kinship: the probability that an allele drawn from one person and one drawn from another at the same locus are copies
of one ancestral allele.

The recursion is that of Lange (Mathematical and Statistical Methods for Genetic Analysis, 2nd ed. 2002, chapter 5;
after Karigl 1981, Ann Hum Genet 45:299-305): for i no ancestor of j, phi_ij = (phi_fj + phi_mj) / 2 with i's parents f
and m, and phi_ii = (1 + phi_fm) / 2. Founders are unrelated and not inbred; a parent who isn't recorded is such a
founder. On the X chromosome a son takes his mother's row alone and his self-kinship is 1; a child whose sex isn't known
has no row (NaN), and a lone founder whose sex isn't known is not counted. Monozygotic twins share one self-kinship. It
runs a whole depth at a time (depth: the longest line of recorded ancestors) and a connected part of the pedigree at a
time: a dense block where it is small, a sparse matrix where it isn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from engines.pedigree.model import Family, Sex

Matrix = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
_DENSE_PEOPLE = 6000                          # above this a block of 8-byte floats would pass 0.3 GB
_PACKED_PEOPLE = 96                           # small parts share a block: a block costs more than its numbers


@dataclass(frozen=True, slots=True)
class Ancestry:
    """A checked family as numbers: ``father`` and ``mother`` are row numbers, -1 where not recorded."""

    ids: tuple[str, ...]
    father: Indices
    mother: Indices
    sex: npt.NDArray[np.int8]                 # 1 male, 2 female, 0 not known; a father is male, a mother female
    twins: tuple[tuple[int, ...], ...]        # monozygotic sets

    @classmethod
    def of(cls, family: Family) -> Ancestry:
        """The ancestry of a possible family (engines.pedigree.validity)."""
        row = {person.id: number for number, person in enumerate(family)}
        father = np.array([-1 if p.father is None else row[p.father] for p in family], dtype=np.int64)
        mother = np.array([-1 if p.mother is None else row[p.mother] for p in family], dtype=np.int64)
        codes = {Sex.MALE: 1, Sex.FEMALE: 2, Sex.UNKNOWN: 0}
        sex = np.array([codes[person.sex] for person in family], dtype=np.int8)
        sex[father[father >= 0]] = 1
        sex[mother[mother >= 0]] = 2
        twins = tuple(tuple(row[member] for member in members) for members in family.monozygotic())
        for members in twins:                 # one of them known, all known: they are one genotype
            sex[list(members)] = sex[list(members)].max()
        return cls(tuple(row), father, mother, sex, twins)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Block:
    """Kinship within one connected part, or several small ones. ``values`` is numpy or scipy CSR, in the order of
    ``rows`` (row numbers of the ancestry)."""

    rows: Indices
    values: Any

    def total(self) -> float:
        return float(self.values.sum())

    def diagonal(self) -> Matrix:
        return np.asarray(self.values.diagonal(), dtype=np.float64)

    def at(self, first: int, second: int) -> float:
        return float(self.values[first, second])


class Kinship:
    """The kinship matrix of a family as its blocks; people of different blocks are unrelated (kinship 0)."""

    def __init__(self, ancestry: Ancestry, blocks: Sequence[Block], x_linked: bool) -> None:
        self.ancestry = ancestry
        self.blocks = tuple(blocks)
        self.x_linked = x_linked
        self._place: dict[int, tuple[int, int]] = {}
        for number, block in enumerate(self.blocks):
            self._place.update((int(row), (number, position)) for position, row in enumerate(block.rows))
        self._row = {person_id: number for number, person_id in enumerate(ancestry.ids)}

    def between(self, first: str, second: str) -> float:
        """Kinship of two people; NaN on the X where the sex it needs isn't known. Raises KeyError for strangers."""
        block_a, at_a = self._place[self._row[first]]
        block_b, at_b = self._place[self._row[second]]
        return self.blocks[block_a].at(at_a, at_b) if block_a == block_b else 0.0

    def total(self) -> float:
        """Sum over the whole matrix."""
        return float(sum(block.total() for block in self.blocks))

    def self_kinship(self) -> Matrix:
        """The diagonal, in the order of ``ancestry.ids``."""
        diagonal = np.zeros(len(self.ancestry))
        for block in self.blocks:
            diagonal[block.rows] = block.diagonal()
        return diagonal

    def dense(self) -> Matrix:
        """The whole matrix, in the order of ``ancestry.ids``; memory is 8 n squared bytes."""
        matrix = np.zeros((len(self.ancestry), len(self.ancestry)))
        for block in self.blocks:
            dense: Any = block.values if hasattr(block.values, "ctypes") else block.values.toarray()
            matrix[np.ix_(block.rows, block.rows)] = dense
        return matrix


def kinship(ancestry: Ancestry, x_linked: bool = False, dense_people: int = _DENSE_PEOPLE) -> Kinship:
    """Kinship of everyone with everyone; on the X chromosome where ``x_linked``."""
    depth = _depths(ancestry)
    position = np.full(len(ancestry) + 1, -1, dtype=np.int64)      # last: nobody
    blocks: list[Block] = []
    for part in _packed(_parts(ancestry)):
        rows = part[np.argsort(depth[part], kind="stable")]
        position[rows] = np.arange(len(rows))
        generations = list(_generations(ancestry, rows, depth, position, x_linked))
        fill = _dense if len(rows) <= dense_people else _sparse
        blocks.append(Block(rows, fill(generations, len(rows))))
        position[rows] = -1
    return Kinship(ancestry, blocks, x_linked)


def inbreeding(autosomal: Kinship) -> Matrix:
    """Inbreeding coefficients F = 2 phi_ii - 1, in the order of ``ancestry.ids``."""
    return 2.0 * autosomal.self_kinship() - 1.0


@dataclass(frozen=True, slots=True)
class _Generation:
    """People of one depth: positions [start, stop) of a block. -1 is a parent who isn't recorded."""

    start: int
    stop: int
    father: Indices
    mother: Indices
    weight_father: Matrix                     # 1/2; on the X 0 for a son, NaN where the sex isn't known
    weight_mother: Matrix                     # 1/2; on the X 1 for a son
    haploid: npt.NDArray[np.bool_]            # one copy: self-kinship 1
    unknown: npt.NDArray[np.bool_]
    twins: tuple[tuple[int, ...], ...]


def _generations(
    ancestry: Ancestry, rows: Indices, depth: Indices, position: Indices, x_linked: bool
) -> Iterator[_Generation]:
    edges = [0, *(np.flatnonzero(np.diff(depth[rows])) + 1).tolist(), len(rows)]
    inside = [members for members in ancestry.twins if position[members[0]] >= 0]
    for start, stop in zip(edges, edges[1:], strict=False):
        people = rows[start:stop]
        sex = ancestry.sex[people]
        half = np.full(len(people), 0.5)
        son = (sex == 1) & x_linked
        unknown = (sex == 0) & x_linked
        placed = (tuple(int(position[member]) for member in members) for members in inside)
        yield _Generation(
            start, stop, position[ancestry.father[people]], position[ancestry.mother[people]],
            np.where(son, 0.0, half), np.where(son, 1.0, half), son, unknown,
            tuple(members for members in placed if start <= members[0] < stop),
        )


def _dense(generations: Iterable[_Generation], size: int) -> Matrix:
    values = np.zeros((size + 1, size + 1))   # the last row is the parent nobody recorded (position -1)
    for part in generations:
        start, stop = part.start, part.stop
        old = _inherited(values, part, 0, start)
        values[start:stop, :start] = old
        values[:start, start:stop] = old.T
        among = _inherited(values, part, start, stop)
        between = values[part.father, part.mother]
        np.fill_diagonal(among, np.where(part.haploid, 1.0, np.where(part.unknown, 0.0, 0.5 * (1.0 + between))))
        _join_twins(among, part)
        values[start:stop, start:stop] = among
        blank = start + np.flatnonzero(part.unknown & ((part.father >= 0) | (part.mother >= 0)))
        values[blank, :stop] = np.nan
        values[:stop, blank] = np.nan
    return values[:size, :size]


def _inherited(values: Matrix, part: _Generation, start: int, stop: int) -> Matrix:
    """Kinship of the people of one depth with positions [start, stop): the weighted mean of their parents' rows."""
    fathers, mothers = values[part.father, start:stop], values[part.mother, start:stop]
    fathers *= part.weight_father[:, None]
    mothers *= part.weight_mother[:, None]
    fathers += mothers
    return fathers


def _join_twins(among: Matrix, part: _Generation) -> None:
    for members in part.twins:
        places = np.array(members) - part.start
        among[np.ix_(places, places)] = among[places[0], places[0]]


def _sparse(generations: Iterable[_Generation], size: int) -> Any:
    """The same, where a dense block wouldn't fit: a scipy CSR array grown by one depth at a time."""
    sparse: Any = import_module("scipy.sparse")
    values: Any = sparse.csr_array((0, 0))
    for part in generations:
        count, start = part.stop - part.start, part.start
        give = _givers(part, count, start)
        old = (give @ values).tocsr()
        among = (old @ give.T).tolil()
        between = [_pair(values, f, m) for f, m in zip(part.father.tolist(), part.mother.tolist(), strict=True)]
        among.setdiag(np.where(part.haploid, 1.0, np.where(part.unknown, 0.0, 0.5 * (1.0 + np.array(between)))))
        for members in part.twins:
            for first in members:
                for second in members:
                    among[first - start, second - start] = among[members[0] - start, members[0] - start]
        blank = part.unknown & ((part.father >= 0) | (part.mother >= 0))
        if blank.any():
            among.setdiag(np.where(blank, np.nan, among.diagonal()))
        values = sparse.block_array([[values, old.T], [old, among]], format="csr") if start else among.tocsr()
    return values


def _givers(part: _Generation, count: int, width: int) -> Any:
    """(people of this depth) x (earlier people): what share of an allele comes from whom."""
    sparse: Any = import_module("scipy.sparse")
    rows = np.arange(count)
    has_father, has_mother = part.father >= 0, part.mother >= 0
    shares = np.concatenate([part.weight_father[has_father], part.weight_mother[has_mother]])
    where = (np.concatenate([rows[has_father], rows[has_mother]]),
             np.concatenate([part.father[has_father], part.mother[has_mother]]))
    return sparse.csr_array((shares, where), shape=(count, width))


def _pair(values: Any, father: int, mother: int) -> float:
    return float(values[father, mother]) if father >= 0 and mother >= 0 else 0.0


def _depths(ancestry: Ancestry) -> Indices:
    """The longest line of recorded ancestors of each person; twins are born together, so theirs are equal anyway."""
    depth = np.zeros(len(ancestry) + 1, dtype=np.int64)
    depth[-1] = -1
    while True:
        deeper = np.maximum(depth[ancestry.father], depth[ancestry.mother]) + 1
        if np.array_equal(deeper, depth[:-1]):
            return depth[:-1].copy()
        depth[:-1] = deeper


def _parts(ancestry: Ancestry) -> list[Indices]:
    """Row numbers of each connected part, in the order of its first person."""
    leader = np.arange(len(ancestry))
    parents = (ancestry.father, ancestry.mother)
    links = [np.stack([np.flatnonzero(parent >= 0), parent[parent >= 0]]) for parent in parents]
    links += [np.array([[members[0]] * (len(members) - 1), members[1:]]) for members in ancestry.twins]
    first, second = np.concatenate(links, axis=1)
    while True:                               # the smallest number spreads along the links, by halving the way up
        lowest = leader.copy()
        np.minimum.at(lowest, first, leader[second])
        np.minimum.at(lowest, second, leader[first])
        lowest = lowest[lowest]
        if np.array_equal(lowest, leader):
            break
        leader = lowest
    order = np.argsort(leader, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(leader[order])) + 1)


def _packed(parts: Sequence[Indices]) -> Iterator[Indices]:
    """Small parts joined until they hold _PACKED_PEOPLE; a large one stands alone."""
    waiting: list[Indices] = []
    people = 0
    for part in parts:
        if len(part) >= _PACKED_PEOPLE:
            yield part
            continue
        waiting.append(part)
        people += len(part)
        if people >= _PACKED_PEOPLE:
            yield np.concatenate(waiting)
            waiting, people = [], 0
    if waiting:
        yield np.concatenate(waiting)
