"""NEWS2 against the printed chart of the RCP (2017): every cell from both of its ends."""

from __future__ import annotations

import pytest

from engines.risk import news2
from engines.spec import Refusal

WELL = {
    "respiratory_rate": 16, "spo2": 97, "spo2_scale": 1, "on_oxygen": False, "systolic_bp": 120, "pulse": 70,
    "consciousness": "alert", "temperature": 37.0,
}
# (observation, others that differ from WELL, cells of chart 1 as printed: from, to, points)
CHART = [
    ("respiratory_rate", {}, [(1, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 80, 3)]),
    ("spo2", {}, [(30, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)]),
    ("spo2", {"spo2_scale": 2}, [(30, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 100, 0)]),
    ("spo2", {"spo2_scale": 2, "on_oxygen": True},
     [(30, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 94, 1), (95, 96, 2), (97, 100, 3)]),
    ("systolic_bp", {}, [(40, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3)]),
    ("pulse", {}, [(20, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 300, 3)]),
    ("temperature", {}, [(25.0, 35.0, 3), (35.1, 36.0, 1), (36.1, 38.0, 0), (38.1, 39.0, 1), (39.1, 45.0, 2)]),
]


@pytest.mark.parametrize(("name", "others", "cells"), CHART)
def test_every_cell_of_the_chart(name, others, cells):
    for lowest, highest, points in cells:
        for value in (lowest, highest):
            assert news2.compute({**WELL, **others, name: value})["parts"][name] == points, value


@pytest.mark.parametrize("word", ["confused", "voice", "pain", "unresponsive"])
def test_all_but_alert_are_three_points(word):
    assert news2.compute({**WELL, "consciousness": word})["parts"]["consciousness"] == 3


def test_the_classes_of_chart_2():
    well = news2.compute(WELL)
    assert (well["score"], set(well["parts"].values()), well["clinical_risk"]) == (0, {0}, "low")
    assert news2.compute({**WELL, "pulse": 135})["clinical_risk"] == "low-medium"       # a single 3
    feverish = {**WELL, "pulse": 115, "respiratory_rate": 22, "temperature": 38.5}
    assert news2.compute(feverish)["clinical_risk"] == "medium"
    worst = {"respiratory_rate": 30, "spo2": 80, "spo2_scale": 1, "on_oxygen": True, "systolic_bp": 80, "pulse": 150,
             "consciousness": "pain", "temperature": 34.0}
    assert news2.compute(worst)["score"] == 20
    assert news2.compute(worst)["clinical_risk"] == "high"


@pytest.mark.parametrize("name", list(WELL))
def test_a_missing_observation_is_never_normal(name):
    for inputs in ({**WELL, name: None}, {key: value for key, value in WELL.items() if key != name}):
        with pytest.raises(Refusal) as refusal:
            news2.compute(inputs)
        assert refusal.value.input == name


@pytest.mark.parametrize(("name", "value", "why"), [
    ("temperature", 98.6, "Fahrenheit"), ("temperature", 310.2, "kelvin"), ("spo2", 0.97, "a fraction"),
    ("spo2", 101, "no saturation"), ("systolic_bp", 16, "kilopascal"), ("respiratory_rate", -1, "negative"),
    ("respiratory_rate", 0, "no breath is no observation"), ("pulse", "70", "text"), ("pulse", True, "a truth value"),
    ("pulse", 70.5, "between two cells"), ("on_oxygen", 1, "a number"), ("on_oxygen", "no", "text"),
    ("spo2_scale", 3, "no such scale"), ("spo2_scale", "1", "text"), ("spo2_scale", True, "a truth value"),
    ("consciousness", "sleepy", "no word of ACVPU"), ("temperature", float("nan"), "NaN"),
    ("temperature", float("inf"), "infinite"), ("pulse", [70], "a list"), ("age", 12, "a child"),
    ("pregnant", True, "in pregnancy"), ("heart_rate", 70, "an unknown input"),
])
def test_what_cannot_be_is_refused_by_name(name, value, why):
    with pytest.raises(Refusal) as refusal:
        news2.compute({**WELL, name: value})
    assert refusal.value.input == name, why


def test_explain_shows_each_part_and_the_sum():
    steps = news2.explain({**WELL, "temperature": 39.2})
    assert steps[6] == "temperature 39.2 Cel: 2 points"
    assert steps[-1] == "sum 2, clinical risk low (chart 2)"
