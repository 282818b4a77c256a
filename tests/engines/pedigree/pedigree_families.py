"""Small families whose answers are known in closed form, and a generator of hard ones."""

from __future__ import annotations

import random

Row = list[object]

FULL_SIBS: list[Row] = [["f", "0", "0", 1, 0], ["m", "0", "0", 2, 0], ["a", "f", "m", 1, 0], ["b", "f", "m", 2, 0]]
HALF_SIBS: list[Row] = [["f", "0", "0", 1, 0], ["m", "0", "0", 2, 0], ["n", "0", "0", 2, 0],
                        ["a", "f", "m", 1, 0], ["b", "f", "n", 2, 0]]
DOUBLE_FIRST_COUSINS: list[Row] = [
    ["1", "0", "0", 1, 0], ["2", "0", "0", 2, 0], ["3", "0", "0", 1, 0], ["4", "0", "0", 2, 0],
    ["5", "1", "2", 1, 0], ["6", "1", "2", 1, 0], ["7", "3", "4", 2, 0], ["8", "3", "4", 2, 0],
    ["a", "5", "7", 1, 0], ["b", "6", "8", 2, 0],
]


def sib_mating(generations: int) -> list[Row]:
    """Brother times sister, again and again; the last pair is ``m<n>`` and ``f<n>``."""
    rows: list[Row] = [["m0", "0", "0", 1, 0], ["f0", "0", "0", 2, 0]]
    for number in range(1, generations + 1):
        rows += [[f"m{number}", f"m{number - 1}", f"f{number - 1}", 1, 0],
                 [f"f{number}", f"m{number - 1}", f"f{number - 1}", 2, 0]]
    return rows


def tangled(people: int, seed: int) -> list[Row]:
    """A family with loops, several partners and unequal generations; the same for the same seed."""
    chance = random.Random(seed)
    rows: list[Row] = [["p0", "0", "0", 1, 0], ["p1", "0", "0", 2, 0]]
    while len(rows) < people:
        name = f"p{len(rows)}"
        if chance.random() < 0.3:
            rows.append([name, "0", "0", chance.choice((1, 2)), chance.choice((0, 1, 2))])
            continue
        recent = rows[-14:]
        fathers = [row[0] for row in recent if row[3] == 1] or ["p0"]
        mothers = [row[0] for row in recent if row[3] == 2] or ["p1"]
        parents = (chance.choice(fathers), chance.choice(mothers))
        rows.append([name, *parents, chance.choice((1, 2)), chance.choice((0, 1, 2))])
    return rows
