"""Kinship of large families against the textbook recursion, one person at a time, in the same run.

    python tests/bench/bench_kinship.py

Prints seconds and the ratio: a deep family of 3,010 people, and 28,000 people in 430 families.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engines.pedigree.kinship import Ancestry, inbreeding, kinship  # noqa: E402
from engines.pedigree.model import Family, Person, Sex  # noqa: E402


def family(people: int, generations: int, chance: random.Random, prefix: str = "") -> list[Person]:
    """A closed community: each generation marries within itself."""
    rows: list[Person] = []
    before: list[Person] = []
    for number in range(generations):
        here = []
        for place in range(people // generations):
            name, sex = f"{prefix}{number}.{place}", Sex.MALE if place % 2 else Sex.FEMALE
            if before and chance.random() < 0.75:
                father = chance.choice([p for p in before if p.sex is Sex.MALE]).id
                mother = chance.choice([p for p in before if p.sex is Sex.FEMALE]).id
                here.append(Person(name, father, mother, sex))
            else:
                here.append(Person(name, sex=sex))
        rows += here
        before = here
    return rows


def textbook(ancestry: Ancestry) -> np.ndarray:
    """Lange 2002, chapter 5, as it stands: parents before children, a row at a time (people come in birth order)."""
    size = len(ancestry)
    values = np.zeros((size + 1, size + 1))
    for row in range(size):
        father, mother = ancestry.father[row], ancestry.mother[row]
        values[row, :row] = values[:row, row] = (values[father, :row] + values[mother, :row]) / 2
        values[row, row] = (1 + values[father, mother]) / 2
    return values[:size, :size]


def timed(work):
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def main() -> None:
    chance = random.Random(1)
    deep = Ancestry.of(Family("", tuple(family(3010, 17, chance))))
    ours, seconds = timed(lambda: kinship(deep))
    theirs, other = timed(lambda: textbook(deep))
    difference = float(np.abs(ours.dense() - theirs).max())
    print(f"3,010 people, 17 generations: {seconds:.3f} s, textbook {other:.3f} s, ratio {seconds / other:.2f}, "
          f"largest difference {difference:.1e}, highest F {inbreeding(ours).max():.4f}")
    many = Ancestry.of(Family("", tuple(p for n in range(430) for p in family(65, 5, chance, f"{n}-"))))
    ours, seconds = timed(lambda: kinship(many))
    print(f"{len(many):,} people in 430 families: {seconds:.3f} s, {len(ours.blocks)} blocks, sum {ours.total():.3f}")
    ours, seconds = timed(lambda: kinship(many, x_linked=True))
    print(f"the same on the X chromosome: {seconds:.3f} s, sum {ours.total():.3f}")


if __name__ == "__main__":
    main()
