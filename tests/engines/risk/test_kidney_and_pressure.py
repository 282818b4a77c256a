"""eGFR and the classes of blood pressure against published values."""

from __future__ import annotations

import pytest

from engines.risk import bp_classification, ckd_epi_2021
from engines.spec import Refusal

WOMAN = {"creatinine_mgdl": 0.9, "age": 55, "sex": "female"}


@pytest.mark.parametrize(("creatinine", "age", "sex", "reported"), [
    (1.0, 50, "male", 92), (1.0, 50, "female", 69), (0.6, 25, "female", 128), (4.0, 80, "male", 14),
])
def test_egfr_of_published_calculators(creatinine, age, sex, reported):
    assert ckd_epi_2021.compute({"creatinine_mgdl": creatinine, "age": age, "sex": sex})["reported"] == reported


def test_egfr_meets_itself_where_its_two_slopes_meet():
    for sex, hinge in (("female", 0.7), ("male", 0.9)):
        person = {"age": 50, "sex": sex}
        below = ckd_epi_2021.compute({**person, "creatinine_mgdl": hinge - 1e-9})["egfr"]
        above = ckd_epi_2021.compute({**person, "creatinine_mgdl": hinge + 1e-9})["egfr"]
        assert below == pytest.approx(above, rel=1e-6)


@pytest.mark.parametrize(("name", "value"), [
    ("age", 17), ("age", 17.9), ("age", 121), ("age", "55"), ("age", True), ("creatinine_mgdl", 0),
    ("creatinine_mgdl", -1), ("creatinine_mgdl", 88.4), ("creatinine_mgdl", "0.9"), ("creatinine_mgdl", float("nan")),
    ("sex", "f"), ("sex", "unknown"), ("sex", None), ("creatinine_umol_l", 80),
])
def test_egfr_refuses_what_it_was_not_made_for(name, value):
    with pytest.raises(Refusal) as refusal:
        ckd_epi_2021.compute({**WOMAN, name: value})
    assert refusal.value.input == name


@pytest.mark.parametrize(("systolic", "diastolic", "acc_aha", "esc", "grade"), [
    (119, 69, "normal", "non-elevated", "below140/90"),
    (119, 70, "normal", "elevated", "below140/90"),
    (120, 69, "elevated", "elevated", "below140/90"),
    (129, 79, "elevated", "elevated", "below140/90"),
    (119, 80, "stage1", "elevated", "below140/90"),
    (130, 60, "stage1", "elevated", "below140/90"),
    (139.5, 89.5, "stage1", "elevated", "below140/90"),
    (140, 60, "stage2", "hypertension", "grade1"),
    (120, 90, "stage2", "hypertension", "grade1"),
    (159, 99, "stage2", "hypertension", "grade1"),
    (159, 100, "stage2", "hypertension", "grade2"),
    (179, 109, "stage2", "hypertension", "grade2"),
    (120, 110, "stage2", "hypertension", "grade3"),
    (180, 60, "stage2", "hypertension", "grade3"),
])
def test_classes_at_their_thresholds(systolic, diastolic, acc_aha, esc, grade):
    found = bp_classification.compute({"systolic_bp": systolic, "diastolic_bp": diastolic})
    assert (found["acc_aha_2017"], found["esc_2024"], found["esh_grade"]) == (acc_aha, esc, grade)


@pytest.mark.parametrize(("inputs", "name"), [
    ({"systolic_bp": 80, "diastolic_bp": 120}, "systolic_bp"),
    ({"systolic_bp": 100, "diastolic_bp": 100}, "systolic_bp"),
    ({"systolic_bp": 16.0, "diastolic_bp": 10.7}, "systolic_bp"),
    ({"systolic_bp": 120}, "diastolic_bp"),
    ({"diastolic_bp": 80}, "systolic_bp"),
    ({"systolic_bp": "120", "diastolic_bp": 80}, "systolic_bp"),
    ({"systolic_bp": 120, "diastolic_bp": 0}, "diastolic_bp"),
    ({"systolic_bp": 120, "diastolic_bp": 80, "age": 9}, "age"),
])
def test_pressures_that_cannot_be_are_refused(inputs, name):
    with pytest.raises(Refusal) as refusal:
        bp_classification.compute(inputs)
    assert refusal.value.input == name


def test_explain_gives_the_threshold_that_was_reached():
    steps = bp_classification.explain({"systolic_bp": 150, "diastolic_bp": 85})
    assert steps[2] == "esh_grade: 150/85 mmHg is grade1 (from 140 or 90 on)"
    assert "142 x their product = 75" in ckd_epi_2021.explain(WOMAN)[-1]
