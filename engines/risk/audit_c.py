"""AUDIT-C, the first three questions of the Alcohol Use Disorders Identification Test, each 0 to 4 points.

A question that was not answered is refused, never counted as 0. A total of 4 or more in men and 3 or more in women is
positive; where all points come from the first question alone, drinking is likely below recommended limits (LOINC
75626-2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engines.spec import Choice, EngineSpec

_POINTS = (0, 1, 2, 3, 4)
POSITIVE = {"male": 4, "female": 3}
SPEC = EngineSpec(
    name="audit_c",
    version="1.0",
    title="AUDIT-C alcohol screen",
    inputs=(
        Choice("how_often", _POINTS),
        Choice("how_many", _POINTS),
        Choice("six_or_more", _POINTS),
        Choice("sex", ("male", "female"), optional=True),
    ),
    outputs=(("score", "1"), ("positive", ""), ("threshold", "1"), ("first_question_only", "")),
    source="Bush K et al. Arch Intern Med 1998;158:1789-1795; thresholds: LOINC 75626-2 after PMID 12695273",
    rights="AUDIT is a WHO instrument in the public domain",
)


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns ``score`` (0 to 12); ``positive`` and ``threshold``, None where the sex is not given. Raises Refusal."""
    SPEC.check(inputs)
    parts = [int(inputs[name]) for name in ("how_often", "how_many", "six_or_more")]
    threshold = POSITIVE.get(str(inputs.get("sex")))
    score = sum(parts)
    return {
        "score": score, "positive": None if threshold is None else score >= threshold, "threshold": threshold,
        "first_question_only": score > 0 and parts[0] == score,
    }


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """The points of each question and their sum."""
    answer = compute(inputs)
    steps = [f"{name} {inputs[name]}" for name in ("how_often", "how_many", "six_or_more")]
    return [*steps, f"sum {answer['score']} of 12, positive from {answer['threshold']}"
            if answer["threshold"] is not None else f"sum {answer['score']} of 12; the threshold needs the sex"]
