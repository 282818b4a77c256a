"""The value of an Observation or of one of its components: digits, unit, reference range and flag as recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workstation.exchange.fhir_parts import Node, codes, coding, number, number_text, parts, word
from workstation.exchange.fhir_parts import part as at

_UCUM = "http://unitsofmeasure.org"


@dataclass(frozen=True, slots=True)
class Value:
    """``low`` and ``high`` are None unless the range has the value's own unit; ``range_text`` is the range as words."""

    text: str = ""
    number: float | None = None
    unit: str = ""
    ucum: str = ""
    low: float | None = None
    high: float | None = None
    range_text: str = ""
    flag: str = ""
    absent: str = ""              # why there is no value, as recorded


def reading(node: Node) -> Value:
    """Reads ``value[x]``, ``interpretation``, ``referenceRange`` and ``dataAbsentReason`` of ``node``."""
    text, figure, unit, ucum = _value(node)
    low, high, words = _range(node, unit, ucum)
    flags = [code for concept in parts(node, "interpretation") for code in codes(concept)]
    absent = coding(at(node, "dataAbsentReason"))[2]
    return Value(text, figure, unit, ucum, low, high, words, flags[0] if flags else "", "" if text else absent)


def _value(node: Node) -> tuple[str, float | None, str, str]:
    """(text, number, unit, UCUM code)."""
    quantity = at(node, "valueQuantity")
    if quantity:
        return _quantity(quantity)
    for name, held in node.items():
        if name.startswith("value") and held is not None:
            return _other(name, held)
    return "", None, "", ""


def _quantity(quantity: Node) -> tuple[str, float | None, str, str]:
    digits = number_text(quantity.get("value"))
    comparator = word(quantity, "comparator")
    ucum = word(quantity, "code") if word(quantity, "system") == _UCUM else ""
    figure = number(quantity.get("value")) if not comparator else None      # '<5' is no 5
    return f"{comparator}{digits}" if digits else "", figure, word(quantity, "unit") or word(quantity, "code"), ucum


def _other(name: str, held: Any) -> tuple[str, float | None, str, str]:
    if name == "valueCodeableConcept" and isinstance(held, dict):
        return coding(held)[2], None, "", ""
    if name == "valueBoolean":
        return {True: "yes", False: "no"}.get(held, ""), None, "", ""
    if name == "valueInteger":
        return number_text(held), number(held), "", ""
    if name == "valueRange" and isinstance(held, dict):
        low, high = _quantity(at(held, "low")), _quantity(at(held, "high"))
        return f"{low[0]} - {high[0]}".strip(" -"), None, low[2] or high[2], low[3] or high[3]
    if name == "valueRatio" and isinstance(held, dict):
        top, below = _quantity(at(held, "numerator")), _quantity(at(held, "denominator"))
        return f"{top[0]} {top[2]} / {below[0]} {below[2]}".replace("  ", " ").strip(" /"), None, "", ""
    if name == "valuePeriod" and isinstance(held, dict):
        return f"{word(held, 'start')} - {word(held, 'end')}".strip(" -"), None, "", ""
    if name == "valueSampledData" and isinstance(held, dict):
        return "", None, word(held, "origin", "unit"), word(held, "origin", "code")
    return (held, None, "", "") if isinstance(held, str) else ("", None, "", "")


def _range(node: Node, unit: str, ucum: str) -> tuple[float | None, float | None, str]:
    """The normal range: the first of type 'normal' or of no type. Numbers only where its unit is the value's."""
    for held in parts(node, "referenceRange"):
        kind = codes(at(held, "type"))
        if kind and "normal" not in kind:
            continue
        low, high = _quantity(at(held, "low")), _quantity(at(held, "high"))
        words = word(held, "text") or _range_words(low, high)
        return _same_unit(low, unit, ucum), _same_unit(high, unit, ucum), words
    return None, None, ""


def _range_words(low: tuple[str, float | None, str, str], high: tuple[str, float | None, str, str]) -> str:
    unit = low[2] or high[2]
    if low[0] and high[0]:
        return f"{low[0]} - {high[0]} {unit}".strip()
    if low[0]:
        return f">= {low[0]} {unit}".strip()
    return f"<= {high[0]} {unit}".strip() if high[0] else ""


def _same_unit(limit: tuple[str, float | None, str, str], unit: str, ucum: str) -> float | None:
    if not limit[2] and not limit[3]:
        return limit[1]                              # FHIR R4 Observation: a bare limit is meant in the value's unit
    return limit[1] if (ucum and limit[3] == ucum) or (unit and limit[2] == unit) else None
