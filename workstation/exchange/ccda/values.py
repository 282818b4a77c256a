"""CDA data types as FHIR data types: codes, quantities, identifiers, and the value of an observation.

Numbers keep their digits (``72.50``). Sources: HL7 V3 Data Types R1 (2004) and the C-CDA on FHIR mapping guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import orjson

from workstation.exchange.ccda import narrative
from workstation.exchange.ccda.code_systems import UCUM, as_urn, system_of
from workstation.exchange.ccda.moments import Clock
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_NUMBER = re.compile(r"([+-]?)(\d*)(\.\d+)?\.?([eE][+-]?\d{1,3})?")
_THO = "http://terminology.hl7.org/CodeSystem/"
_UNIT = re.compile(r"[!-~]{1,60}")
_LONGEST_TEXT = 4000
_LONGEST_LABEL = 240               # characters of a label taken from the narrative
# HL7 v3 NullFlavor to FHIR data-absent-reason (C-CDA on FHIR 1.2.0, 2024, ConceptMap CF-NullFlavorDataAbsentReason).
_ABSENT = {"UNK": "unknown", "NI": "unknown", "ASKU": "asked-unknown", "NAV": "temp-unknown", "NASK": "not-asked",
           "NAVU": "unknown", "MSK": "masked", "NA": "not-applicable", "OTH": "unsupported", "INV": "error",
           "NINF": "negative-infinity", "PINF": "positive-infinity", "NP": "unknown", "TRC": "unsupported"}


class Values:
    """Reads the data types of one document, whose narrative they may point into."""

    def __init__(self, marked: dict[str, Element], clock: Clock) -> None:
        self._marked = marked
        self._clock = clock
        self._resolved: dict[str, str] = {}

    def text(self, element: Element | None) -> str:
        """The words of a ``text`` or ``originalText`` (ED): its own, or those of the narrative that it points at."""
        if element is None:
            return ""
        reference = element.first("reference")
        pointed = self._pointed(reference.get("value").removeprefix("#")) if reference is not None else ""
        return pointed or element.words()

    def _pointed(self, place: str) -> str:
        """The words at an ID of the narrative; each place is read once, however many point at it."""
        if place not in self._resolved:
            target = self._marked.get(place)
            self._resolved[place] = narrative.on_one_line(target, _LONGEST_TEXT) if target is not None else ""
        return self._resolved[place]

    def concept(self, element: Element | None) -> Json:
        """A CodeableConcept: the code, its translations and the words people wrote; {} where nothing is said."""
        if element is None:
            return {}
        codings = [found for e in (element, *element.all("translation")) if (found := coding(e))]
        concept: Json = {"coding": _unique(codings)} if codings else {}
        written = self.text(element.first("originalText"))
        shown = next((c["display"] for c in codings if "display" in c), "") or element.get("displayName")
        if written and (len(written) <= _LONGEST_LABEL or not shown):
            concept["text"] = written
        elif shown and not codings:
            concept["text"] = shown
        return concept

    def concepts(self, elements: list[Element]) -> list[Json]:
        """The CodeableConcepts that say anything."""
        return [found for element in elements if (found := self.concept(element))]

    def value(self, element: Element) -> Json:
        """``value[x]`` of an Observation, or its ``dataAbsentReason``."""
        kind = element.get("type").rpartition(":")[2]
        if element.get("nullFlavor") and not element.get("code") and not element.get("value"):
            concept = self.concept(element)
            return {"valueCodeableConcept": concept} if concept else absent(element.get("nullFlavor"))
        found = self._of_kind(kind, element) or self._by_shape(element)
        return found or absent("NI")

    def _of_kind(self, kind: str, element: Element) -> Json:
        readers: dict[str, Callable[[Element], Json]] = {
            "PQ": _quantity, "REAL": _quantity, "MO": _quantity, "INT": _integer, "BL": _boolean,
            "CD": self._coded, "CE": self._coded, "CV": self._coded, "CO": self._coded, "CS": self._coded,
            "ST": self._string, "ED": self._string, "SC": self._string, "TS": self._time,
            "IVL_TS": self._time, "IVL_PQ": interval, "IVL_REAL": interval, "IVL_INT": interval,
            "RTO": _ratio, "RTO_PQ_PQ": _ratio, "RTO_QTY_QTY": _ratio,
        }
        return readers[kind](element) if kind in readers else {}

    def _by_shape(self, element: Element) -> Json:
        """Where the type is missing or does not fit what is there."""
        if element.get("value"):
            return _quantity(element) or {"valueString": element.get("value")}
        if element.first("low") is not None or element.first("high") is not None:
            return interval(element)
        return self._coded(element) or self._string(element)

    def _coded(self, element: Element) -> Json:
        concept = self.concept(element)
        return {"valueCodeableConcept": concept} if concept else {}

    def _string(self, element: Element) -> Json:
        text = self.text(element)
        return {"valueString": text} if text else {}

    def _time(self, element: Element) -> Json:
        found: Json = {}
        self._clock.span(found, "value", element)
        return found


def coding(element: Element) -> Json:
    """A Coding, {} where there is no code."""
    code = " ".join(element.get("code").split())
    if not code:
        return {}
    system = system_of(element.get("codeSystem"))
    found = {"system": system, "code": code, "display": " ".join(element.get("displayName").split())}
    return {name: held for name, held in found.items() if held}


def label(concept: Json) -> str:
    """What a CodeableConcept is called: its words, else a display, else a code."""
    codings = concept.get("coding", [])
    shown = concept.get("text") or next((c["display"] for c in codings if "display" in c), "")
    return str(shown or next((c["code"] for c in codings), ""))


def quantity(element: Element | None) -> Json:
    """A Quantity of a PQ: its digits as written and its UCUM unit; {} without a number."""
    digits = number(element.get("value")) if element is not None else None
    if element is None or digits is None:
        return {}
    found: Json = {"value": digits}
    unit = element.get("unit")
    if unit and unit != "1":
        found["unit"] = unit
        if _UNIT.fullmatch(unit):
            found |= {"system": UCUM, "code": unit}
    return found


def number(written: str) -> orjson.Fragment | None:
    """The number in JSON's spelling with the digits as written, None where it is none."""
    found = _NUMBER.fullmatch(written.strip())
    if found is None or not (found[2] or found[3]) or len(written) > 40:
        return None
    whole = found[2].lstrip("0") or "0"
    return orjson.Fragment(f"{'-' if found[1] == '-' else ''}{whole}{found[3] or ''}{found[4] or ''}".encode())


def interval(element: Element) -> Json:
    """A value between two ends, or beyond one: ``<5`` keeps its comparator."""
    low, high = element.first("low"), element.first("high")
    below, above = quantity(low), quantity(high)
    if below and above:
        return {"valueRange": {"low": below, "high": above}}
    if below and low is not None:
        return {"valueQuantity": {**below, "comparator": ">" if low.get("inclusive") == "false" else ">="}}
    if above and high is not None:
        return {"valueQuantity": {**above, "comparator": "<" if high.get("inclusive") == "false" else "<="}}
    return {}


def absent(flavor: str) -> Json:
    """Why there is no value."""
    return {"dataAbsentReason": {"coding": [{"system": _THO + "data-absent-reason",
                                             "code": _ABSENT.get(flavor, "unknown")}]}}


def identifiers(elements: list[Element]) -> list[Json]:
    """The Identifiers of ids; a root alone is an identifier of its own (a UUID, mostly)."""
    found: list[Json] = []
    for element in elements:
        root, extension = element.get("root"), element.get("extension")
        if extension:
            found.append({"system": system_of(root), "value": extension} if system_of(root) else {"value": extension})
        elif as_urn(root):
            found.append({"system": "urn:ietf:rfc:3986", "value": as_urn(root)})
    return _unique(found)


def _quantity(element: Element) -> Json:
    found = quantity(element)
    return {"valueQuantity": found} if found else {}


def _integer(element: Element) -> Json:
    written = element.get("value")
    if re.fullmatch(r"[+-]?\d{1,9}", written) is None:
        return _quantity(element)
    return {"valueInteger": int(written)}


def _boolean(element: Element) -> Json:
    return {"valueBoolean": element.get("value") == "true"} if element.get("value") in ("true", "false") else {}


def _ratio(element: Element) -> Json:
    top, below = quantity(element.first("numerator")), quantity(element.first("denominator"))
    return {"valueRatio": {"numerator": top, "denominator": below}} if top and below else {}


def _unique(items: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
