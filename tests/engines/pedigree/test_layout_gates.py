"""Every drawing keeps the hard rules; the checker itself finds each kind of fault."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from pedigree_families import DOUBLE_FIRST_COUSINS, HALF_SIBS, sib_mating, tangled

from engines.pedigree.drawing import drawing
from engines.pedigree.layout import COMPACT, LABELLED, LineKind, lay_out
from engines.pedigree.layout.gates import violations
from engines.pedigree.model import Family, Partnership, Person
from engines.pedigree.rows import family_of

FATHER_DAUGHTER = [["1", "0", "0", 1, 0], ["2", "0", "0", 2, 0], ["3", "1", "2", 2, 0], ["4", "1", "3", 2, 0],
                   ["5", "1", "3", 1, 0]]
UNCLE_NIECE = [["1", "0", "0", 1, 0], ["2", "0", "0", 2, 0], ["3", "1", "2", 1, 0], ["4", "1", "2", 1, 0],
               ["5", "0", "0", 2, 0], ["6", "4", "5", 2, 0], ["7", "3", "6", 1, 0]]
FIVE_WIVES = [["h", "0", "0", 1, 0]] + [[f"w{n}", "0", "0", 2, 0] for n in range(5)] + [
    [f"c{n}", "h", f"w{n}", 1 + n % 2, 0] for n in range(5)]
ALONE = [["1", "0", "0", 1, 0], ["2", "0", "0", 2, 0]]
ONE_PARENT = [["m", "0", "0", 2, 0], ["a", "0", "m", 1, 0], ["b", "0", "m", 2, 0]]


@pytest.mark.parametrize("spacing", [LABELLED, COMPACT])
@pytest.mark.parametrize("rows", [
    HALF_SIBS, DOUBLE_FIRST_COUSINS, FATHER_DAUGHTER, UNCLE_NIECE, FIVE_WIVES, ALONE, ONE_PARENT, sib_mating(6),
    ALONE[:1],
])
def test_awkward_families(rows, spacing):
    family = family_of(rows)
    layout = lay_out(family, spacing)
    assert violations(family, layout) == []
    assert set(layout.places) == {person.id for person in family}


@pytest.mark.parametrize("seed", range(12))
def test_tangled_families(seed):
    family = family_of(tangled(12 + 7 * seed, seed))
    assert violations(family, lay_out(family)) == []


def test_twins_leave_one_point_and_monozygotic_ones_are_joined():
    rows = [["f", "0", "0", 1, 0], ["m", "0", "0", 2, 0], ["a", "f", "m", 1, 0], ["b", "f", "m", 2, 0],
            ["c", "f", "m", 1, 0], ["w", "0", "0", 2, 0], ["d", "c", "w", 2, 0]]
    family = family_of(rows, [["a", "c", "MZ"]])
    layout = lay_out(family)
    assert violations(family, layout) == []
    starts = {line.points[-2] for line in layout.lines if line.kind is LineKind.CHILD and line.person in ("a", "c")}
    assert len(starts) == 1
    assert sum(line.kind is LineKind.TWIN_BAR for line in layout.lines) == 1


def test_partners_without_children_are_joined():
    family = Family("", (Person("a"), Person("b"), Person("c", father="a")), (Partnership("a", "b"),))
    layout = lay_out(family)
    assert violations(family, layout) == []
    assert ("a", "b") in {line.parents for line in layout.lines}


def test_the_same_family_gives_the_same_drawing():
    family = family_of(tangled(60, seed=5))
    assert lay_out(family) == lay_out(family)


def test_related_partners_get_a_double_line():
    drawn = drawing(family_of(DOUBLE_FIRST_COUSINS + [["z", "a", "b", 1, 0]]))
    joined = [stroke for stroke in drawn.strokes if stroke.related]
    a, b = drawn.symbol("a"), drawn.symbol("b")
    assert joined
    assert {round(x) for stroke in joined for x, _ in stroke.points} <= {round(x) for x in
            (a.x - 0.5, a.x + 0.5, b.x - 0.5, b.x + 0.5)}


def test_numbers_run_from_left_to_right_in_each_generation():
    drawn = drawing(family_of(tangled(40, seed=9)))
    ordered = sorted(drawn.symbols, key=lambda s: (s.y, s.x))
    for _, row in groupby(ordered, key=lambda s: s.y):
        numbers = [int(symbol.number.split("-")[1]) for symbol in row]
        assert numbers == list(range(1, len(numbers) + 1))


def _broken(kind):
    family = family_of(DOUBLE_FIRST_COUSINS)
    layout = lay_out(family)
    places, lines = dict(layout.places), list(layout.lines)
    if kind == "everyone":
        del places["a"]
    elif kind == "overlap":
        x, y = places["1"]
        places["2"] = (x + 0.5, y)
    elif kind == "partner":
        lines = [line if line.kind is not LineKind.PARTNER else replace(line, parents=("1", "4")) for line in lines]
    elif kind == "child":
        lines = [line for line in lines if line.kind is not LineKind.SIBSHIP]
    elif kind == "through":
        x, y = places["a"]
        lines.append(replace(lines[0], points=((x - 3, y), (x + 3, y))))
    else:
        drop = next(line for line in lines if line.kind is LineKind.DROP)
        lines.append(replace(drop, parents=("3", "4") if drop.parents == ("1", "2") else ("1", "2")))
    return family, replace(layout, places=places, lines=tuple(lines))


@pytest.mark.parametrize("kind", ["everyone", "overlap", "partner", "child", "through", "on-top"])
def test_the_checker_sees_each_fault(kind):
    assert kind in {violation.gate for violation in violations(*_broken(kind))}


def test_every_published_family(reference_data):
    drawn = 0
    for path in sorted((reference_data / "genetics" / "families").glob("*.ped")):
        families: dict[str, list[list[object]]] = {}
        for line in path.read_text().splitlines():
            name, *cells = line.split()[:6]
            families.setdefault(name, []).append([*cells[:3], int(cells[3]), int(cells[4])])
        for name, rows in list(families.items())[:60]:
            known = {row[0] for row in rows}
            absent = {(p, s) for row in rows for p, s in ((row[1], 1), (row[2], 2)) if p != "0" and p not in known}
            family = family_of(rows + [[parent, "0", "0", sex, 0] for parent, sex in sorted(absent)])
            assert violations(family, lay_out(family)) == [], (path.name, name)
            drawn += 1
    assert drawn >= 90
