"""Observations and their panels: results, vital signs, social history, functional and mental status, assessments."""

from __future__ import annotations

from typing import Any

from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.code_systems import LOINC
from workstation.exchange.ccda.statements import (
    base,
    below,
    code_of,
    concept_or_text,
    has,
    negated,
    notes,
    performers,
)
from workstation.exchange.ccda.values import interval, label, quantity
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_STATUS = {"completed": "final", "active": "preliminary", "aborted": "cancelled", "cancelled": "cancelled",
           "nullified": "entered-in-error", "held": "registered", "suspended": "registered", "new": "registered"}
_SMOKING_STATUS = {"coding": [{"system": LOINC, "code": "72166-2", "display": "Tobacco smoking status"}]}
_SMOKING = ("22.4.78",)                               # Smoking Status: in C-CDA R1.1 it only asserts its value
_ASSERTION = "ASSERTION"


def observation(chart: Chart, element: Element, category: str, when: Element | None = None) -> Json:
    """Keeps an Observation and gives its reference; {} where it neither has a code nor says anything.

    ``when`` is the time of its panel, used where it has none of its own.
    """
    code = concept_or_text(chart, element, "code")
    if not code:
        return {}
    if code_of(element) == _ASSERTION:
        code = _SMOKING_STATUS if has(element, _SMOKING) else {**code, "text": "Finding"}
    values = [chart.values.value(v) for v in element.all("value")]
    content: Json = {
        **base(element), "status": _STATUS.get(code_of(element, "statusCode"), "unknown"), "category": _in(category),
        "code": code, "subject": chart.patient, "interpretation": chart.values.concepts(
            element.all("interpretationCode")),
        "method": next(iter(chart.values.concepts(element.all("methodCode"))), {}),
        "bodySite": next(iter(chart.values.concepts(element.all("targetSiteCode"))), {}),
        "performer": performers(chart, element), "note": notes(chart, element),
        "referenceRange": _ranges(chart, element),
    }
    if len(values) == 1:
        content |= values[0]
    elif values:
        content["component"] = [{"code": code, **value} for value in values]
    parts = _parts(chart, element)
    if parts:
        content["component"] = [*content.get("component", []), *parts]
    _say_negation(content, element)
    _say_words(chart, content, element)
    own = element.first("effectiveTime")
    chart.clock.span(content, "effective", own)
    if "effectiveDateTime" not in content and "effectivePeriod" not in content:
        chart.clock.span(content, "effective", when)
    return chart.put("Observation", content, element)


def _in(category: str) -> list[Json]:
    return [{"coding": [{"system": _CATEGORY, "code": category}]}] if category else []


def _parts(chart: Chart, element: Element) -> list[Json]:
    """Observations inside an observation (answers of a scale, pack-years of smoking) as its components."""
    found: list[Json] = []
    for each in below(element):
        code = chart.values.concept(each.first("code"))
        value = each.first("value")
        if each.name == "observation" and code and value is not None and not negated(each):
            chart.mark(each)
            found.append({"code": code, **chart.values.value(value)})
    return found


def _say_negation(content: Json, element: Element) -> None:
    """FHIR has no negated observation: the value becomes a sentence that nobody can read the wrong way round."""
    if not negated(element):
        return
    shown = label(content.pop("valueCodeableConcept", {}))
    for name in [n for n in content if n.startswith("value") or n == "dataAbsentReason"]:
        del content[name]
    content["valueString"] = f"negated: not {shown}" if shown else "negated: not observed"


def _say_words(chart: Chart, content: Json, element: Element) -> None:
    """Without a value the words of the statement are what was observed."""
    if any(name.startswith("value") for name in content) or content.get("component"):
        return
    words = chart.values.text(element.first("text"))
    if words and words != content["code"].get("text"):
        content.pop("dataAbsentReason", None)
        content["valueString"] = words


def _ranges(chart: Chart, element: Element) -> list[Json]:
    found: list[Json] = []
    for each in element.all("referenceRange"):
        inner = each.first("observationRange")
        value = inner.first("value") if inner is not None else None
        if inner is None:
            continue
        said: Json = {"text": chart.values.text(inner.first("text"))}
        if value is not None:
            said |= {"low": quantity(value.first("low")), "high": quantity(value.first("high"))}
            if not said["low"] and not said["high"] and not said["text"]:
                said["text"] = value.words() or value.get("displayName")
        if any(said.values()) and (value is None or interval(value) or said["text"]):
            found.append(said)
    return found


def panel(chart: Chart, organizer: Element, category: str) -> int:
    """Keeps the observations of an organizer; how many. Vital signs stand by themselves."""
    when = organizer.first("effectiveTime")
    found = [observation(chart, each, category, when) for each in below(organizer) if each.name == "observation"]
    if any(found):
        chart.mark(organizer)
    return sum(1 for each in found if each)


def report(chart: Chart, organizer: Element) -> int:
    """Keeps the results of an organizer and the DiagnosticReport that holds them together; how many resources."""
    when = organizer.first("effectiveTime")
    inside = [each for each in below(organizer) if each.name == "observation"]
    results = [found for each in inside if (found := observation(chart, each, "laboratory", when))]
    code = chart.values.concept(organizer.first("code"))
    if not results or not code:
        return len(results)
    content: Json = {
        **base(organizer), "status": _STATUS.get(code_of(organizer, "statusCode"), "unknown"),
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB"}]}],
        "code": code, "subject": chart.patient, "result": results, "performer": performers(chart, organizer),
    }
    chart.clock.span(content, "effective", when if when is not None else _first_time(inside))
    chart.put("DiagnosticReport", content, organizer)
    return len(results) + 1


def _first_time(inside: list[Element]) -> Element | None:
    return next((t for each in inside if (t := each.first("effectiveTime")) is not None and t.get("value")), None)
