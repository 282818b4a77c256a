"""NEWS2, the National Early Warning Score of the Royal College of Physicians (2017), chart 1 and its thresholds.

For adults outside pregnancy: the RCP excludes people under 16 years and pregnant women. A missing observation is
refused, never counted as 0. The chart knows whole numbers only (temperature apart): a count between two is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engines.spec import Choice, EngineSpec, Number, Refusal, YesNo

SPEC = EngineSpec(
    name="news2",
    version="1.0",
    title="National Early Warning Score 2",
    inputs=(
        Number("respiratory_rate", "/min", 1, 80, whole=True),
        Number("spo2", "%", 30, 100, whole=True),
        Choice("spo2_scale", (1, 2)),
        YesNo("on_oxygen"),
        Number("systolic_bp", "mm[Hg]", 40, 300, whole=True),
        Number("pulse", "/min", 20, 300, whole=True),
        Choice("consciousness", ("alert", "confused", "voice", "pain", "unresponsive")),
        Number("temperature", "Cel", 25, 45),
        Number("age", "a", 16, 130, optional=True),
        YesNo("pregnant", optional=True),
    ),
    outputs=(("score", "1"), ("parts", "1"), ("clinical_risk", "")),
    source="Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017. Charts 1 and 2.",
    rights="RCP: free to use and reproduce with acknowledgement",
)

# (up to and including, points), from the lowest cell of the chart upwards; None: no upper end
Cells = tuple[tuple[float | None, int], ...]
_RESPIRATORY_RATE: Cells = ((8, 3), (11, 1), (20, 0), (24, 2), (None, 3))
_SPO2_SCALE_1: Cells = ((91, 3), (93, 2), (95, 1), (None, 0))
_SPO2_SCALE_2_AIR: Cells = ((83, 3), (85, 2), (87, 1), (None, 0))
_SPO2_SCALE_2_OXYGEN: Cells = ((83, 3), (85, 2), (87, 1), (92, 0), (94, 1), (96, 2), (None, 3))
_SYSTOLIC_BP: Cells = ((90, 3), (100, 2), (110, 1), (219, 0), (None, 3))
_PULSE: Cells = ((40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (None, 3))
_TEMPERATURE: Cells = ((35.0, 3), (36.0, 1), (38.0, 0), (39.0, 1), (None, 2))


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns ``score`` (0 to 20), ``parts`` (points an observation) and ``clinical_risk``; raises Refusal."""
    SPEC.check(inputs)
    if inputs.get("pregnant"):
        raise Refusal("pregnant", "is outside what NEWS2 was made for (RCP 2017: not in pregnancy)")
    oxygen = bool(inputs["on_oxygen"])
    parts = {
        "respiratory_rate": _points(_RESPIRATORY_RATE, inputs["respiratory_rate"]),
        "spo2": _points(_spo2_cells(inputs["spo2_scale"], oxygen), inputs["spo2"]),
        "on_oxygen": 2 if oxygen else 0,
        "systolic_bp": _points(_SYSTOLIC_BP, inputs["systolic_bp"]),
        "pulse": _points(_PULSE, inputs["pulse"]),
        "consciousness": 0 if inputs["consciousness"] == "alert" else 3,
        "temperature": _points(_TEMPERATURE, inputs["temperature"]),
    }
    score = sum(parts.values())
    return {"score": score, "parts": parts, "clinical_risk": clinical_risk(score, max(parts.values()))}


def clinical_risk(score: int, highest_part: int) -> str:
    """RCP 2017 chart 2: low (0-4), low-medium (a single 3), medium (5-6), high (7 or more)."""
    if score >= 7:
        return "high"
    if score >= 5:
        return "medium"
    return "low-medium" if highest_part == 3 else "low"


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """One line an observation: the value, the cell of chart 1, its points; then the sum and its class."""
    answer = compute(inputs)
    units = {declared.name: declared.unit for declared in SPEC.inputs if isinstance(declared, Number)}
    steps = [
        f"{name} {inputs[name]} {units.get(name, '')}".rstrip() + f": {points} points"
        for name, points in answer["parts"].items()
    ]
    steps[1] += f" (SpO2 scale {inputs['spo2_scale']})"
    return [*steps, f"sum {answer['score']}, clinical risk {answer['clinical_risk']} (chart 2)"]


def _spo2_cells(scale: int, oxygen: bool) -> Cells:
    if scale == 1:
        return _SPO2_SCALE_1
    return _SPO2_SCALE_2_OXYGEN if oxygen else _SPO2_SCALE_2_AIR


def _points(cells: Cells, value: float) -> int:
    return next(points for highest, points in cells if highest is None or value <= highest)
