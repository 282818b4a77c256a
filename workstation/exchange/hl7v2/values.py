"""OBX-5 by the type that OBX-2 names, as ``value[x]`` of an Observation. Source: v2.8.2 chapter 2.A, table 0125."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import NoDate, Node
from workstation.exchange.hl7v2.draft import Draft
from workstation.exchange.hl7v2.message import Hl7Fault, Segment, Value

_NUMBER = re.compile(r"([+-]?)(\d+\.?\d*|\.\d+)")
_COMPARATORS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "≤": "<=", "≥": ">="}
_LONGEST_NUMBER = 60
_LONGEST_STRING = 1_000_000        # FHIR R4: a string is no longer than 1 MB


class NoNumber(ValueError):
    """A text that is no NM."""


def digits(text: str) -> Any:
    """The number as JSON text with its digits kept: ``4.10`` stays so. Raises NoNumber."""
    import orjson

    found = _NUMBER.fullmatch(text.strip())
    if found is None or len(text) > _LONGEST_NUMBER:
        raise NoNumber(f"'{text[:40]}' is no number")
    whole, _, rest = found[2].partition(".")
    sign = "-" if found[1] == "-" else ""
    return orjson.Fragment(f"{sign}{whole.lstrip('0') or '0'}{'.' + rest if rest else ''}")


def has_comma(text: str) -> bool:
    """True for ``5,5``: a decimal comma, or thousands."""
    return re.fullmatch(r"[+-]?\d+(,\d+)+(\.\d+)?", text) is not None


def value_of(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    """The members that hold the value. Raises Hl7Fault where it is not of the type that OBX-2 names."""
    kind = segment.text(2).upper()
    reader = _READERS.get(kind, _other)
    try:
        return reader(draft, segment, value, unit)
    except (NoNumber, NoDate) as fault:
        raise Hl7Fault(segment.where(5), f"{fault}, though OBX-2 says {kind}") from None


def _number(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    if has_comma(value.part(1)):
        return {"valueString": value.part(1)}            # results.py makes it wait
    return {"valueQuantity": {"value": digits(value.part(1))} | unit}


def _structured(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    """SN: comparator, number, separator, number."""
    sign, first, between, second = (value.part(n) for n in (1, 2, 3, 4))
    if first and not second and not between and (not sign or sign in _COMPARATORS):
        made = {"value": digits(first)} | unit
        return {"valueQuantity": made | ({"comparator": _COMPARATORS[sign]} if sign else {})}
    if first and second and not sign and between == "-":
        return {"valueRange": {"low": {"value": digits(first)} | unit, "high": {"value": digits(second)} | unit}}
    if first and second and not sign and between in (":", "/"):
        return {"valueRatio": {"numerator": {"value": digits(first)}, "denominator": {"value": digits(second)}}}
    return {"valueString": " ".join(filter(None, (sign, first, between, second, str(unit.get("unit", "")))))}


def _composite(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    """CQ: a number with its own unit."""
    own = value.part(2)
    return {"valueQuantity": {"value": digits(value.part(1))} | ({"unit": own} if own else unit)}


def _words(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    text = "\n".join(Value(line, value.marks).text for line in value.raw.split(value.marks.repetition))
    return {"valueString": _bounded(draft, segment, text)}


def _coded(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    return {"valueCodeableConcept": t.concept(value)}


def _date(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    return {"valueDateTime": t.moment(value.part(1), draft.zone)}


def _time(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    return {"valueTime": t.clock(value.part(1))}


def _other(draft: Draft, segment: Segment, value: Value, unit: Node) -> Node:
    draft.tell("information", segment.where(2), f"a value of the type {segment.text(2)[:10]} was kept as text")
    return {"valueString": _bounded(draft, segment, value.text)}


def _bounded(draft: Draft, segment: Segment, text: str) -> str:
    if len(text) <= _LONGEST_STRING:
        return text
    draft.tell("warning", segment.where(5), f"a text of {len(text)} characters was cut; the original message is kept")
    return text[:_LONGEST_STRING]


_READERS: dict[str, Callable[[Draft, Segment, Value, Node], Node]] = {
    "NM": _number, "SN": _structured, "CQ": _composite, "ST": _words, "TX": _words, "FT": _words, "IS": _words,
    "ID": _words, "CE": _coded, "CWE": _coded, "CNE": _coded, "CF": _coded, "DT": _date, "TS": _date, "DTM": _date,
    "TM": _time,
}
