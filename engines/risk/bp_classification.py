"""The class of an office blood pressure in an adult, as three guidelines word it.

The higher of the two classes counts where systolic and diastolic disagree. Means of several readings may have decimals;
a class begins at its lower threshold (139.5 is still below 140). One reading makes no diagnosis: the guidelines ask for
repeated measurement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engines.spec import EngineSpec, Number, Refusal

SPEC = EngineSpec(
    name="bp_classification",
    version="1.0",
    title="Class of office blood pressure (ACC/AHA 2017, ESC 2024, ESH grade)",
    inputs=(
        Number("systolic_bp", "mm[Hg]", 40, 300),
        Number("diastolic_bp", "mm[Hg]", 20, 200),
        Number("age", "a", 18, 130, optional=True),
    ),
    outputs=(("acc_aha_2017", ""), ("esc_2024", ""), ("esh_grade", "")),
    source=(
        "Whelton PK et al. 2017 ACC/AHA guideline (Hypertension 2018;71:e13); McEvoy JW et al. 2024 ESC guidelines "
        "(Eur Heart J 2024;45:3912); Mancia G et al. 2023 ESH guidelines, grades (J Hypertens 2023;41:1874)"
    ),
    rights="published thresholds, free to use",
)

# (systolic from, diastolic from, class), the highest class first
Classes = tuple[tuple[float, float, str], ...]
_ACC_AHA_2017: Classes = ((140, 90, "stage2"), (130, 80, "stage1"), (120, 80, "elevated"))
_ESC_2024: Classes = ((140, 90, "hypertension"), (120, 70, "elevated"))
_ESH_GRADE: Classes = ((180, 110, "grade3"), (160, 100, "grade2"), (140, 90, "grade1"))


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns ``acc_aha_2017``, ``esc_2024`` and ``esh_grade``; raises Refusal (also where systolic <= diastolic)."""
    SPEC.check(inputs)
    systolic, diastolic = float(inputs["systolic_bp"]), float(inputs["diastolic_bp"])
    if systolic <= diastolic:
        raise Refusal("systolic_bp", "must be above diastolic_bp; were the two exchanged?")
    return {
        "acc_aha_2017": _highest(_ACC_AHA_2017, systolic, diastolic, "normal"),
        "esc_2024": _highest(_ESC_2024, systolic, diastolic, "non-elevated"),
        "esh_grade": _highest(_ESH_GRADE, systolic, diastolic, "below140/90"),
    }


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """The class a guideline, with the threshold that was reached."""
    answer = compute(inputs)
    pairs = (("acc_aha_2017", _ACC_AHA_2017), ("esc_2024", _ESC_2024), ("esh_grade", _ESH_GRADE))
    pressure = f"{inputs['systolic_bp']}/{inputs['diastolic_bp']} mmHg"
    steps: list[str] = []
    for name, classes in pairs:
        reached = next((row for row in classes if row[2] == answer[name]), None)
        why = "below every threshold" if reached is None else f"from {reached[0]:g} or {reached[1]:g} on"
        steps.append(f"{name}: {pressure} is {answer[name]} ({why})")
    return steps


def _highest(classes: Classes, systolic: float, diastolic: float, otherwise: str) -> str:
    for systolic_from, diastolic_from, name in classes:
        if systolic >= systolic_from or diastolic >= diastolic_from:
            return name
    return otherwise
