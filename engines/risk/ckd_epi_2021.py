"""Estimated glomerular filtration rate: the CKD-EPI creatinine equation of 2021, without race.

eGFRcr = 142 x min(Scr/k, 1)^a x max(Scr/k, 1)^-1.200 x 0.9938^age x 1.012 [female], k 0.7 and a -0.241 for women, k 0.9
and a -0.302 for men. For adults (18 years and over) and creatinine traceable to IDMS, in mg/dL. A creatinine above
20 mg/dL is refused: it is far outside the cohorts, and most often a value in umol/L.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from engines.spec import Choice, EngineSpec, Number

SPEC = EngineSpec(
    name="ckd_epi_2021_cr",
    version="1.0",
    title="eGFR, CKD-EPI creatinine 2021",
    inputs=(
        Number("creatinine_mgdl", "mg/dL", 0.1, 20),
        Number("age", "a", 18, 120),
        Choice("sex", ("female", "male")),
    ),
    outputs=(("egfr", "mL/min/{1.73_m2}"), ("reported", "mL/min/{1.73_m2}")),
    source="Inker LA et al. N Engl J Med 2021;385:1737-1749 (2021 CKD-EPI creatinine); rounding: NKF, whole numbers.",
    rights="published equation, free to use",
)

_KAPPA = {"female": 0.7, "male": 0.9}
_ALPHA = {"female": -0.241, "male": -0.302}
_FEMALE = {"female": 1.012, "male": 1.0}


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns ``egfr`` unrounded and ``reported``, to the nearest whole mL/min/1.73 m2; raises Refusal."""
    SPEC.check(inputs)
    sex = inputs["sex"]
    ratio = inputs["creatinine_mgdl"] / _KAPPA[sex]
    egfr = 142 * min(ratio, 1.0) ** _ALPHA[sex] * max(ratio, 1.0) ** -1.200 * 0.9938 ** inputs["age"] * _FEMALE[sex]
    return {"egfr": egfr, "reported": math.floor(egfr + 0.5)}


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """The factors of the equation and their product."""
    answer = compute(inputs)
    sex = inputs["sex"]
    ratio = inputs["creatinine_mgdl"] / _KAPPA[sex]
    return [
        f"Scr/k = {inputs['creatinine_mgdl']} / {_KAPPA[sex]} = {ratio:.4f}",
        f"min(Scr/k, 1)^{_ALPHA[sex]} = {min(ratio, 1.0) ** _ALPHA[sex]:.4f}",
        f"max(Scr/k, 1)^-1.200 = {max(ratio, 1.0) ** -1.200:.4f}",
        f"0.9938^{inputs['age']} = {0.9938 ** inputs['age']:.4f}",
        f"factor of sex = {_FEMALE[sex]}",
        f"142 x their product = {answer['egfr']:.2f} mL/min/1.73 m2, reported {answer['reported']}",
    ]
