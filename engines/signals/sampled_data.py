"""FHIR R4 SampledData (datatypes, section 2.24.0.8): value = data x factor + origin, computed in decimals.

``E`` is an error (no valid value was measured), ``L`` below and ``U`` above the detection limit: none of them is a
number here, so none can be drawn or averaged as one. Dimensions are interleaved: a1 b1 a2 b2 ...
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

from engines.spec import EngineSpec, Number, Refusal, Words

MARKS = ("E", "L", "U")
MOST_VALUES = 50_000_000          # twelve leads for more than two hours; beyond it a text is no place for a recording

SPEC = EngineSpec(
    name="fhir_sampled_data",
    version="1.0",
    title="Values of a FHIR R4 SampledData",
    inputs=(
        Words("data", "numbers, E, L or U, separated by blanks"),
        Number("origin", "", -1e12, 1e12),
        Number("factor", "", -1e12, 1e12, optional=True),
        Number("dimensions", "", 1, 1000, whole=True, optional=True),
    ),
    outputs=(("values", ""),),
    source="HL7 FHIR R4 (4.0.1), data type SampledData",
    rights="HL7 FHIR: CC0",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """One list a dimension, None where there is no number; ``marks`` counts E, L and U over all."""

    dimensions: tuple[tuple[float | None, ...], ...]
    marks: dict[str, int]


def decode(data: str, origin: Decimal, factor: Decimal = Decimal(1), dimensions: int = 1) -> Decoded:
    """Decodes the text of a SampledData. Raises Refusal naming ``data``, ``factor`` or ``dimensions``."""
    if not origin.is_finite() or not factor.is_finite():
        raise Refusal("factor" if origin.is_finite() else "origin", "must be finite")
    tokens = data.split()
    if not tokens:
        raise Refusal("data", "holds no value")
    if len(tokens) > MOST_VALUES:
        raise Refusal("data", f"holds more than {MOST_VALUES} values")
    if len(tokens) % dimensions:
        raise Refusal("dimensions", f"{dimensions} do not divide the {len(tokens)} values")
    known: dict[str, float | None] = dict.fromkeys(MARKS)
    with localcontext() as context:
        context.prec = 60
        for token in set(tokens).difference(MARKS):
            known[token] = _value(token, origin, factor)
    values = [known[token] for token in tokens]
    marks = {mark: tokens.count(mark) for mark in MARKS}
    return Decoded(tuple(tuple(values[start::dimensions]) for start in range(dimensions)), marks)


def compute(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns ``values``: numbers and nulls; with more than one dimension a list a moment. Raises Refusal."""
    SPEC.check(inputs)
    factor = inputs.get("factor")
    decoded = decode(
        inputs["data"], Decimal(repr(inputs["origin"])), Decimal(1 if factor is None else repr(factor)),
        int(inputs.get("dimensions") or 1),
    )
    if len(decoded.dimensions) == 1:
        return {"values": list(decoded.dimensions[0])}
    return {"values": [list(moment) for moment in zip(*decoded.dimensions, strict=True)]}


def explain(inputs: Mapping[str, Any]) -> list[str]:
    """The rule, and how many values were none."""
    values = compute(inputs)["values"]
    factor = inputs.get("factor", 1)
    return [f"value = data x {factor} + {inputs['origin']}", f"{len(values)} moments; E, L and U give no value"]


def _value(token: str, origin: Decimal, factor: Decimal) -> float:
    if len(token) > 40 or not set(token) <= set("0123456789.-"):
        raise Refusal("data", f"holds '{token[:20]}', which is no number, E, L or U")
    try:
        return float(Decimal(token) * factor + origin)
    except InvalidOperation as fault:
        raise Refusal("data", f"holds '{token[:20]}', which is no number, E, L or U") from fault
