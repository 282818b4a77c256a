"""Problems and allergies (C-CDA Problem Observation, Allergy - Intolerance Observation) as FHIR resources.

'No known allergy' is a statement with a code; an allergy whose substance is unknown, or a section that says 'no
information', is not. Sources: C-CDA R2.1 (2015), C-CDA on FHIR mapping, FHIR R4 value sets named below.
"""

from __future__ import annotations

from typing import Any

from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.code_systems import SNOMED
from workstation.exchange.ccda.statements import (
    author_time,
    base,
    code_of,
    concept_or_text,
    linked,
    marked_value,
    negated,
    notes,
)
from workstation.exchange.ccda.values import label
from workstation.exchange.ccda.xml_tree import Element

Json = dict[str, Any]
_THO = "http://terminology.hl7.org/CodeSystem/"
_STATUS_CODES = ("33999-4",)                          # LOINC: status
_SEVERITY_CODES = ("SEV",)
_AGE_CODES = ("445518008",)                           # SNOMED CT: age at onset
_CRITICALITY_CODES = ("82606-5",)
# SNOMED CT clinical statuses (C-CDA value set Problem Status) to FHIR condition-clinical.
_CLINICAL = {"55561003": "active", "73425007": "inactive", "413322009": "resolved", "277022003": "remission",
             "246455001": "recurrence", "255227004": "recurrence", "263855007": "relapse"}
_CONCERN = {"active": "active", "completed": "inactive", "suspended": "inactive", "aborted": "inactive"}
_NO_PROBLEMS = {"coding": [{"system": SNOMED, "code": "160245001", "display": "No current problems or disability"}]}
_ANY_PROBLEM = {"", "55607006", "404684003", "64572001", "160245001", "ASSERTION"}    # problem, finding, disease
# C-CDA value set Allergy and Intolerance Type (SNOMED CT) as FHIR (type, category).
_ALLERGY_TYPES = {
    "419199007": ("allergy", ""), "418038007": ("", ""), "420134006": ("", ""),
    "416098002": ("allergy", "medication"), "59037007": ("intolerance", "medication"),
    "419511003": ("", "medication"), "414285001": ("allergy", "food"), "235719002": ("intolerance", "food"),
    "418471000": ("", "food"), "426232007": ("allergy", "environment"), "232347008": ("allergy", ""),
}
# C-CDA on FHIR 1.2.0 (2024), ConceptMap CF-NoKnownAllergies. A negated intolerance has no such code and stays words.
_NO_KNOWN = {"": ("716186003", "No known allergy"), "medication": ("409137002", "No known drug allergy"),
             "food": ("429625007", "No known food allergy"),
             "environment": ("428607008", "No known environmental allergy")}
_NO_KNOWN_CODES = {"716186003", "409137002", "429625007", "428607008", "160244002", "428197003"}
# Participants that name no substance, only 'a substance', 'a drug', 'a food': beside a negation they mean 'none known'.
_ANY_SUBSTANCE = {"105590001": "", "410942007": "medication", "373873005": "medication", "255620007": "food",
                  "762766007": "food"}
_SEVERITIES = {"255604002": "mild", "371923003": "moderate", "6736007": "moderate", "371924009": "severe",
               "24484000": "severe", "399166001": "severe"}     # the worse end where the recorded one spans two
_CRITICALITY = {"CRITL": "low", "CRITH": "high", "CRITU": "unable-to-assess"}


def condition(chart: Chart, observation: Element, category: str, concern: Element | None = None) -> bool:
    """Keeps the Condition of a problem observation; False where it names no problem."""
    value = observation.first("value")
    named = _named(chart, observation)
    generic = value is None or (value.get("code") in _ANY_PROBLEM and not value.all("translation", "originalText"))
    if negated(observation) and generic:
        named = _NO_PROBLEMS
    if not named:
        return False
    content: Json = {
        **base(observation),
        "category": [{"coding": [{"system": _THO + "condition-category", "code": category}]}],
        "code": named, "subject": chart.patient,
        "note": [n for each in (observation, concern) if each is not None for n in notes(chart, each)],
        "bodySite": chart.values.concepts(observation.all("targetSiteCode")),
    }
    severity = marked_value(chart, observation, _SEVERITY_CODES)
    content["severity"] = chart.values.concept(severity)
    _times(chart, observation, content)
    status = _clinical_status(chart, observation, concern, "abatementDateTime" in content)
    refuted = negated(observation) and not generic
    if refuted:
        content["verificationStatus"] = _state("condition-ver-status", "refuted")
        status = "inactive"
    content["clinicalStatus"] = _state("condition-clinical", status) if status else {}
    chart.put("Condition", content, observation)
    return True


def _named(chart: Chart, observation: Element) -> Json:
    """The problem is the value; older documents give only a code, or words."""
    found = chart.values.concepts(observation.all("value"))
    if found:
        return found[0]
    spoken = observation.first("value")
    words = chart.values.text(spoken) if spoken is not None else ""
    if words:
        return {"text": words}
    text = chart.values.text(observation.first("text"))
    return {"text": text} if text else {}


def _times(chart: Chart, observation: Element, content: Json) -> None:
    when = observation.first("effectiveTime")
    if when is not None:
        low = when.first("low")
        chart.clock.put(content, "onsetDateTime", low if low is not None else when if when.get("value") else None)
        chart.clock.put(content, "abatementDateTime", when.first("high"))
    age = marked_value(chart, observation, _AGE_CODES)
    if age is not None and "onsetDateTime" not in content:
        content["onsetAge"] = chart.values.value(age).get("valueQuantity")
    author_time(chart, observation, content, "recordedDate")


def _clinical_status(chart: Chart, observation: Element, concern: Element | None, ended: bool) -> str:
    """A problem with an end has ended, even where the end's date is not known; else what is said of it."""
    recorded = marked_value(chart, observation, _STATUS_CODES)
    status = _CLINICAL.get(recorded.get("code"), "") if recorded is not None else ""
    high = observation.first("effectiveTime", "high")
    if (ended or (high is not None and high.get("nullFlavor") == "UNK")) and status in ("", "active"):
        return "resolved"
    return status or (_CONCERN.get(code_of(concern, "statusCode"), "") if concern is not None else "")


def allergy(chart: Chart, observation: Element, concern: Element | None = None) -> bool:
    """Keeps the AllergyIntolerance of an allergy observation; False where it says neither a substance nor 'none'."""
    value = observation.first("value")
    kind, category = _ALLERGY_TYPES.get(value.get("code") if value is not None else "", ("", ""))
    named = _substance(chart, observation, value)
    none_known = False
    general = next((c["code"] for c in named.get("coding", []) if c["code"] in _ANY_SUBSTANCE), None)
    if negated(observation) and (not named or general is not None) and kind == "intolerance":
        return False
    if negated(observation) and (not named or general is not None) or _says_none(value):
        code, display = _NO_KNOWN[category or _ANY_SUBSTANCE.get(general or "", "")]
        named, none_known = {"coding": [{"system": SNOMED, "code": code, "display": display}]}, True
    if not named:
        return False
    status = _allergy_status(chart, observation, concern)
    content: Json = {
        **base(observation), "type": kind, "category": [category] if category else [], "code": named,
        "patient": chart.patient, "reaction": _reactions(chart, observation),
        "note": [*notes(chart, observation), *_severity_notes(chart, observation, concern)],
    }
    if negated(observation) and not none_known:
        content["verificationStatus"] = _state("allergyintolerance-verification", "refuted")
        status = "inactive"
    content["clinicalStatus"] = _state("allergyintolerance-clinical", status)
    critical = marked_value(chart, observation, _CRITICALITY_CODES)
    if critical is not None:
        content["criticality"] = _CRITICALITY.get(critical.get("code"), "")
    when = observation.first("effectiveTime")
    if when is not None:
        low = when.first("low")
        chart.clock.put(content, "onsetDateTime", low if low is not None else when)
    author_time(chart, observation, content, "recordedDate")
    chart.put("AllergyIntolerance", content, observation)
    return True


def is_allergy(observation: Element) -> bool:
    """Whether an observation without a template tells of an allergy: by what takes part in it, or by its value."""
    value = observation.first("value")
    kind = value.get("code") if value is not None else ""
    return kind in _ALLERGY_TYPES or kind in _NO_KNOWN_CODES or \
        any(p.get("typeCode") == "CSM" for p in observation.all("participant"))


def _says_none(value: Element | None) -> bool:
    return value is not None and value.get("code") in _NO_KNOWN_CODES


def _substance(chart: Chart, observation: Element, value: Element | None) -> Json:
    """What the patient reacts to: the participant; older documents put it into the value itself."""
    for role in observation.all("participant"):
        entity = role.first("participantRole", "playingEntity")
        if entity is None:
            continue
        name = entity.first("name")
        found = chart.values.concept(entity.first("code"))
        words = name.words() if name is not None else ""
        if found or words:
            return found or {"text": words}
    if value is None or value.get("code") in _ALLERGY_TYPES:
        return {} if value is None or negated(observation) else _original(chart, value)
    return chart.values.concept(value)


def _original(chart: Chart, value: Element) -> Json:
    """A general kind of allergy is a substance only where words beside it say which."""
    words = chart.values.text(value.first("originalText"))
    return {"text": words} if words else {}


def _allergy_status(chart: Chart, observation: Element, concern: Element | None) -> str:
    recorded = marked_value(chart, observation, _STATUS_CODES)
    status = _CLINICAL.get(recorded.get("code"), "") if recorded is not None else ""
    high = observation.first("effectiveTime", "high")
    if not status and high is not None and high.get("value"):
        return "resolved"
    if not status and concern is not None:
        status = _CONCERN.get(code_of(concern, "statusCode"), "")
    return status if status in ("inactive", "resolved") else "active"


def _reactions(chart: Chart, observation: Element) -> list[Json]:
    found: list[Json] = []
    own = marked_value(chart, observation, _SEVERITY_CODES)
    for each in linked(observation, "MFST"):
        manifestation = concept_or_text(chart, each, "value")
        if not manifestation:
            continue
        chart.mark(each)
        severity = marked_value(chart, each, _SEVERITY_CODES)
        reaction: Json = {"manifestation": [manifestation], "severity": _severity(severity if severity is not None
                                                                                  else own)}
        when = each.first("effectiveTime")
        chart.clock.put(reaction, "onset", when)
        found.append(reaction)
    return found


def _severity_notes(chart: Chart, observation: Element, concern: Element | None) -> list[Json]:
    """How severe the allergy as a whole is: FHIR has a place for that of a reaction only."""
    without = not linked(observation, "MFST")
    values = [marked_value(chart, e, _SEVERITY_CODES) for e in (observation if without else None, concern)
              if e is not None]
    found = [label(chart.values.concept(value)) for value in values]
    return [{"text": f"severity: {words}"} for words in found if words]


def _severity(value: Element | None) -> str:
    return _SEVERITIES.get(value.get("code"), "") if value is not None else ""


def _state(system: str, code: str) -> Json:
    return {"coding": [{"system": _THO + system, "code": code}]}
