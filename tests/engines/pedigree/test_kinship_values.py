"""Kinship against closed forms and against the published reference cases."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from pedigree_families import DOUBLE_FIRST_COUSINS, FULL_SIBS, HALF_SIBS, sib_mating, tangled

from engines.pedigree.kinship import Ancestry, inbreeding, kinship
from engines.pedigree.kinship_engine import compute
from engines.pedigree.rows import family_of
from engines.spec import Refusal


def between(rows, first, second, x=False, twins=()):
    return kinship(Ancestry.of(family_of(rows, twins)), x_linked=x).between(first, second)


@pytest.mark.parametrize(("rows", "autosomal", "x_linked"), [
    (FULL_SIBS, 1 / 4, 1 / 4),                # brother and sister on the X: half of the mother's 1/2
    (HALF_SIBS, 1 / 8, 0),                    # a son has nothing of his father's X
    (DOUBLE_FIRST_COUSINS, 1 / 8, 3 / 16),     # half of the mothers' 3/8, who are full sisters
])
def test_pairs_in_closed_form(rows, autosomal, x_linked):
    assert between(rows, "a", "b") == autosomal
    assert between(rows, "a", "b", x=True) == pytest.approx(x_linked, abs=1e-15)


def test_full_sib_mating_follows_its_recurrence():
    """F(t) = 1/4 + F(t-1)/2 + F(t-2)/4 (Wright 1921)."""
    expected = [0.0, 0.0]
    while len(expected) < 12:
        expected.append(0.25 + expected[-1] / 2 + expected[-2] / 4)
    ancestry = Ancestry.of(family_of(sib_mating(11)))
    values = dict(zip(ancestry.ids, inbreeding(kinship(ancestry)), strict=True))
    for number, coefficient in enumerate(expected):
        assert values[f"m{number}"] == pytest.approx(coefficient, abs=1e-14)


def test_monozygotic_twins_share_one_genotype():
    rows = [*FULL_SIBS, ["w", "0", "0", 2, 0], ["c", "a", "w", 1, 0], ["d", "f", "m", 1, 0]]
    twins = [["a", "d", "MZ"]]
    assert between(rows, "a", "d", twins=twins) == 1 / 2
    assert between(rows, "c", "d", twins=twins) == 1 / 4        # an uncle by blood, a father by genotype
    assert between(rows, "c", "d") == 1 / 8


def test_one_parent_missing_is_an_unrelated_founder():
    rows = [["m", "0", "0", 2, 0], ["a", "0", "m", 1, 0], ["b", "0", "m", 2, 0]]
    answer = compute({"pedigree": rows, "pairs": [["a", "b"], ["a", "a"]]})
    assert answer["pair_kinship"] == [1 / 8, 1 / 2]
    assert answer["n_inbred"] == 0


@pytest.mark.parametrize("x_linked", [False, True])
def test_sparse_and_dense_agree(x_linked):
    rows = tangled(160, seed=3)
    ancestry = Ancestry.of(family_of(rows))
    dense = kinship(ancestry, x_linked).dense()
    sparse = kinship(ancestry, x_linked, dense_people=1).dense()
    assert np.abs(dense - sparse).max() < 1e-14
    assert np.array_equal(dense, dense.T)


def test_gene_drop_agrees_with_the_recursion():
    """An estimate of the same thing in another way: alleles dropped down the family."""
    rows = DOUBLE_FIRST_COUSINS + [["z", "a", "b", 1, 0]]
    chance = np.random.default_rng(11)
    drops = 40_000
    alleles: dict[str, np.ndarray] = {}
    for number, (name, father, mother, *_rest) in enumerate(rows):
        own = []
        for slot, parent in enumerate((father, mother)):
            if parent == "0":
                own.append(np.full(drops, 2 * number + slot))
            else:
                own.append(np.where(chance.random(drops) < 0.5, alleles[parent][0], alleles[parent][1]))
        alleles[name] = np.stack(own)
    simulated = (alleles["z"][0] == alleles["z"][1]).mean()
    ancestry = Ancestry.of(family_of(rows))
    exact = dict(zip(ancestry.ids, inbreeding(kinship(ancestry)), strict=True))["z"]
    assert exact == 1 / 8
    assert abs(simulated - exact) < 4 * math.sqrt(exact * (1 - exact) / drops)


@pytest.mark.parametrize(("rows", "words"), [
    ([["1", "3", "2", 1, 0], ["2", "0", "0", 2, 0], ["3", "1", "2", 1, 0]], "own ancestor"),
    ([["1", "0", "0", 2, 0], ["2", "0", "0", 2, 0], ["3", "1", "2", 1, 0]], "1, who is female, as the father of 3"),
    ([["1", "0", "0", 1, 0], ["1", "0", "0", 2, 0]], "2 people called 1"),
    ([["3", "1", "2", 1, 0], ["2", "0", "0", 2, 0]], "1 as the father of 3"),
    ([["1", "0", "0", 3, 0]], "row 1"),
    ([], "no people"),
    (["1 0 0 1"], "row 1"),
])
def test_contradictions_are_refused_by_name(rows, words):
    with pytest.raises(Refusal) as refused:
        compute({"pedigree": rows})
    assert refused.value.input == "pedigree"
    assert words in refused.value.reason


def test_a_stranger_in_a_pair_is_refused():
    with pytest.raises(Refusal) as refused:
        compute({"pedigree": FULL_SIBS, "pairs": [["a", "nobody"]]})
    assert refused.value.input == "pairs"


def test_reference_cases(reference_cases):
    """kinship2 1.9.6.2 on 35 real or published families, the largest of 28,081 people."""
    checked = 0
    for line in (reference_cases / "pedigree_kinship.jsonl").read_text().splitlines():
        case = json.loads(line)
        answer = compute(case["inputs"])
        for name, expected in case["expected"].items():
            assert _close(answer[name], expected, case["tolerance"][name]["abs"]), (case["id"], name)
            checked += 1
    assert checked > 200


def _close(answer, expected, tolerance):
    if isinstance(expected, list):
        return len(answer) == len(expected) and all(map(_close, answer, expected, [tolerance] * len(answer)))
    if isinstance(expected, dict):
        return answer.keys() == expected.keys() and all(_close(answer[k], expected[k], tolerance) for k in expected)
    if isinstance(expected, str):
        return answer == expected
    return abs(answer - expected) <= max(tolerance, 1e-12)
