"""The engine ``pedigree_kinship``: kinship sums, inbreeding and chosen pairs, autosomal and X-linked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

from engines.pedigree.kinship import Ancestry, Kinship, inbreeding, kinship
from engines.pedigree.rows import Cells, family_of
from engines.pedigree.validity import require_possible
from engines.spec import EngineSpec, Refusal, Structure

SPEC = EngineSpec(
    name="pedigree_kinship",
    version="1.0",
    title="Kinship and inbreeding coefficients of a family",
    inputs=(
        Structure("pedigree", "a list of rows [id, father, mother, sex (1, 2, 0), affected (2, 1, 0)]"),
        Structure("pairs", "a list of [id, id]", optional=True),
        Structure("twins", 'a list of [id, id, "MZ" or "DZ"]', optional=True),
    ),
    outputs=(
        ("sum_kinship", "1"), ("sum_kinship_x", "1"), ("max_inbreeding", "1"), ("n_inbred", "people"),
        ("inbreeding", "1"), ("pair_kinship", "1"), ("pair_kinship_x", "1"),
    ),
    source="Lange K. Mathematical and Statistical Methods for Genetic Analysis, 2nd ed., Springer 2002, chapter 5; "
           "Karigl G. Ann Hum Genet 1981;45:299-305",
    rights="A mathematical definition; free to use",
)
NOT_DEFINED = "NA"                            # needs the sex of somebody whose sex isn't known
_ROUNDING = 1e-12                             # F of dyadic fractions is exact; this only hides a last-bit residue


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs of SPEC. ``sum_kinship_x`` is 'NA' where a child's sex isn't known: no X row is defined then."""
    SPEC.check(inputs)
    family = family_of(inputs["pedigree"], inputs.get("twins") or ())
    require_possible(family)
    ancestry = Ancestry.of(family)
    autosomal, x_linked = kinship(ancestry), kinship(ancestry, x_linked=True)
    coefficients = inbreeding(autosomal)
    pairs = _pairs(inputs.get("pairs") or (), ancestry)
    return {
        "sum_kinship": autosomal.total(),
        "sum_kinship_x": _or_na(x_linked.total()),
        "max_inbreeding": float(coefficients.max()),
        "n_inbred": int((coefficients > _ROUNDING).sum()),
        "inbreeding": {
            person_id: float(value)
            for person_id, value in zip(ancestry.ids, coefficients, strict=True) if value > _ROUNDING
        },
        "pair_kinship": [autosomal.between(*pair) for pair in pairs],
        "pair_kinship_x": [_or_na(x_linked.between(*pair)) for pair in pairs],
    }


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """The worked steps for each asked pair: the recursion down to founders."""
    SPEC.check(inputs)
    family = family_of(inputs["pedigree"], inputs.get("twins") or ())
    require_possible(family)
    ancestry = Ancestry.of(family)
    values = kinship(ancestry)
    pairs = _pairs(inputs.get("pairs") or (), ancestry)
    return [step for pair in pairs for step in steps(values, *pair)]


def steps(values: Kinship, first: str, second: str) -> list[str]:
    """One step of the recursion in words: which parents' kinships the value is the mean of."""
    ancestry = values.ancestry
    row = {person_id: number for number, person_id in enumerate(ancestry.ids)}
    depth = _depth(ancestry)
    younger, other = (first, second) if depth[row[first]] >= depth[row[second]] else (second, first)
    parents = [int(ancestry.father[row[younger]]), int(ancestry.mother[row[younger]])]
    names = [ancestry.ids[parent] for parent in parents if parent >= 0]
    result = values.between(first, second)
    if first == second:
        return [f"φ({first},{first}) = (1 + φ of the parents) / 2 = {result:g}"]
    if not names:
        return [f"φ({first},{second}) = {result:g}: unrelated founders"]
    terms = " + ".join(f"φ({name},{other})" for name in names)
    sums = " + ".join(f"{values.between(name, other):g}" for name in names)
    return [f"φ({first},{second}) = ({terms}) / 2 = ({sums}) / 2 = {result:g}"]


def _depth(ancestry: Ancestry) -> list[int]:
    depth: dict[int, int] = {-1: -1}
    order = list(range(len(ancestry)))
    while order:
        waiting: list[int] = []
        for number in order:
            father, mother = int(ancestry.father[number]), int(ancestry.mother[number])
            if father in depth and mother in depth:
                depth[number] = max(depth[father], depth[mother]) + 1
            else:
                waiting.append(number)
        order = waiting
    return [depth[number] for number in range(len(ancestry))]


def _pairs(pairs: Any, ancestry: Ancestry) -> list[tuple[str, str]]:
    known = set(ancestry.ids)
    checked: list[tuple[str, str]] = []
    for pair in pairs:
        names = [str(name) for name in cast(Cells, pair)] if isinstance(pair, list | tuple) else []
        if len(names) != 2:
            raise Refusal("pairs", "must be a list of [id, id]")
        for name in names:
            if name not in known:
                raise Refusal("pairs", f"names {name}, who is not in the pedigree")
        checked.append((names[0], names[1]))
    return checked


def _or_na(value: float) -> float | str:
    return NOT_DEFINED if math.isnan(value) else value
