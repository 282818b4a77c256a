"""The timeline projection: what happened, when, with which value. A pure function of one resource, with a version.

Values keep their digits, dates their precision, reference ranges their own unit. A resource in the state
``entered-in-error`` gives no row (FHIR R4: it should never have been), and neither does one of a kind not listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from workstation.domain.reporter import reporter
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.exchange.fhir_parts import Node, codes, coding, date, narrative, number, parts, word
from workstation.exchange.fhir_parts import part as at
from workstation.exchange.fhir_value import Value, reading

VERSION = 3                        # raised whenever the same resource gives other rows: stores then make theirs anew
LINKED = ("medicationReference", "device")
_ERROR = "entered-in-error"
_REFUTED = "refuted"


def links(resource: Node) -> list[str]:
    """The references, as written, whose targets give this resource's rows their name: a medication, a device."""
    found = [word(resource, name, "reference") for name in LINKED]
    return [reference for reference in found if reference and not reference.startswith("#")]


def project(resource: Node, key: str, linked: Mapping[str, Node] | None = None) -> list[TimelineEvent]:
    """The rows of one resource; ``key`` is its ``Type/id``. Never raises on a resource that was stored.

    ``linked`` maps the references of ``links`` to the resources they mean, as far as those are known.
    """
    for name in LINKED:
        target = (linked or {}).get(word(resource, name, "reference"))
        if target is not None:
            resource = resource | {name: at(resource, name) | {"display": _name_of(target, at(resource, name))}}
    if word(resource, "status") == _ERROR or _ERROR in codes(at(resource, "verificationStatus")):
        return []
    projector = _PROJECTORS.get(word(resource, "resourceType"))
    return list(projector(resource, key)) if projector else []


def _name_of(target: Node, reference: Node) -> str:
    """What a medication or device is called: its code, its name, else what the reference itself says."""
    named = coding(at(target, "code"))[2] or next((word(n, "name") for n in parts(target, "deviceName")), "")
    return named or coding(at(target, "type"))[2] or word(reference, "display") or narrative(target)


def _event(kind: EventKind, node: Node, key: str, concept: Node, when: tuple[str, str], **more: Any) -> TimelineEvent:
    system, code, display = coding(concept)
    display = display or word(node, "title") or word(node, "description") or narrative(node)
    display = display or word(node, "resourceType")
    start, end = when
    fields: dict[str, Any] = {"status": word(node, "status"), "category": _category(node)} | more
    return TimelineEvent(kind, date(start), date(end), system, code, display, key, **fields)


def _when(node: Node, *choices: str) -> tuple[str, str]:
    """(start, end) as written, of the first choice that is there: a dateTime, or a Period's start and end."""
    for choice in choices:
        held = node.get(choice)
        if isinstance(held, str) and held:
            return held, ""
        if isinstance(held, dict) and (word(held, "start") or word(held, "end")):
            return word(held, "start") or word(held, "end"), word(held, "end")
    return "", ""


def _category(node: Node) -> str:
    return next((found for c in parts(node, "category") for found in [*codes(c), word(c, "text")] if found), "")


def _observation(node: Node, key: str) -> Iterator[TimelineEvent]:
    when = _when(node, "effectiveDateTime", "effectivePeriod", "effectiveInstant")
    when = when if when[0] else (word(node, "issued"), "")
    kind = EventKind.VITAL if _category(node) == "vital-signs" else EventKind.RESULT
    own = reading(node)
    components = [(c, reading(c)) for c in parts(node, "component")]
    panel = _event(kind, node, key, at(node, "code"), when, reporter=reporter(node), **_fields(own))
    if own.text or own.absent or not components:
        yield replace(panel, detail=own.absent) if own.absent else panel
    for component, value in components:
        system, code, display = coding(at(component, "code"))
        yield replace(panel, component=code, detail=display if code else value.absent, **_fields(value)) if panel.code \
            else replace(panel, system=system, code=code, display=display, **_fields(value))


def _fields(value: Value) -> dict[str, Any]:
    return {"value_text": value.text, "value": value.number, "unit": value.unit, "ucum": value.ucum, "low": value.low,
            "high": value.high, "range_text": value.range_text, "flag": value.flag}


def _refuted(node: Node) -> bool:
    """What was ruled out is no problem and no allergy, whatever its clinical status says."""
    return _REFUTED in codes(at(node, "verificationStatus"))


def _condition(node: Node, key: str) -> Iterator[TimelineEvent]:
    start = _when(node, "onsetDateTime", "onsetPeriod", "recordedDate")
    end = _when(node, "abatementDateTime", "abatementPeriod")
    state = _REFUTED if _refuted(node) else next(iter(codes(at(node, "clinicalStatus"))), "")
    onset = word(node, "onsetString") or _age(at(node, "onsetAge"))
    yield _event(EventKind.CONDITION, node, key, at(node, "code"), (start[0], end[1] or end[0]), status=state,
                 detail=onset)


def _age(node: Node) -> str:
    years = number(node.get("value"))
    return f"{years:g} {word(node, 'unit') or word(node, 'code')}" if years is not None else ""


def _medication(node: Node, key: str) -> Iterator[TimelineEvent]:
    concept = at(node, "medicationCodeableConcept")
    if not concept:
        concept = {"text": word(node, "medicationReference", "display") or _contained_medication(node)}
    when = _when(node, "effectivePeriod", "effectiveDateTime", "authoredOn", "dateAsserted", "occurrenceDateTime",
                 "whenHandedOver", "occurrencePeriod")
    doses = parts(node, "dosageInstruction") or parts(node, "dosage")
    yield _event(EventKind.MEDICATION, node, key, concept, when, detail="; ".join(filter(None, map(_dose, doses))))


def _contained_medication(node: Node) -> str:
    wanted = word(node, "medicationReference", "reference").removeprefix("#")
    for held in parts(node, "contained"):
        if word(held, "id") == wanted and wanted:
            return coding(at(held, "code"))[2]
    return ""


def _dose(node: Node) -> str:
    if word(node, "text"):
        return word(node, "text")
    pieces: list[str] = []
    for rate in parts(node, "doseAndRate"):
        value = reading({"valueQuantity": at(rate, "doseQuantity")})
        pieces.append(f"{value.text} {value.unit}".strip())
    repeat = at(node, "timing", "repeat")
    count, period, unit = number(repeat.get("frequency")), number(repeat.get("period")), word(repeat, "periodUnit")
    if count is not None and period is not None:
        pieces.append(f"{count:g} x per {period:g} {unit}")
    pieces.append(coding(at(node, "timing", "code"))[2])
    pieces.append(coding(at(node, "route"))[2])
    if node.get("asNeededBoolean") is True:
        pieces.append("as needed")
    return ", ".join(filter(None, pieces))


def _allergy(node: Node, key: str) -> Iterator[TimelineEvent]:
    reactions = [coding(m)[2] for r in parts(node, "reaction") for m in parts(r, "manifestation")]
    concept = at(node, "code")
    if not concept:
        concept = next((at(r, "substance") for r in parts(node, "reaction") if at(r, "substance")), {})
    worst = {word(r, "severity") for r in parts(node, "reaction")}
    severe = word(node, "criticality") == "high" or "severe" in worst
    state = "inactive" if _refuted(node) else next(iter(codes(at(node, "clinicalStatus"))), "")
    reactions = [*reactions, "ruled out"] if _refuted(node) else reactions
    category = node.get("category")
    kind = category[0] if isinstance(category, list) and category and isinstance(category[0], str) else ""
    yield _event(EventKind.ALLERGY, node, key, concept, _when(node, "onsetDateTime", "recordedDate"), status=state,
                 detail=", ".join(filter(None, reactions)), flag="severe" if severe else "", category=kind)


def _encounter(node: Node, key: str) -> Iterator[TimelineEvent]:
    concept = next(iter(parts(node, "type")), {}) or {"coding": [at(node, "class")]}
    reason = "; ".join(filter(None, (coding(c)[2] for c in parts(node, "reasonCode"))))
    yield _event(EventKind.ENCOUNTER, node, key, concept, _when(node, "period"), detail=reason,
                 category=word(node, "class", "code"))


Projector = Callable[[Node, str], Iterator[TimelineEvent]]


def _plain(kind: EventKind, field: str, *dates: str, detail: str = "") -> Projector:
    """A projector for a kind that is a concept with a date."""

    def projected(node: Node, key: str) -> Iterator[TimelineEvent]:
        concept = next(iter(parts(node, field)), {}) or {"text": word(node, field)}
        concept = {"text": word(concept, "display")} if "reference" in concept else concept
        said = word(node, *detail.split(".")) if detail else ""
        yield _event(kind, node, key, concept, _when(node, *dates), detail=said)

    return projected


def _imaging(node: Node, key: str) -> Iterator[TimelineEvent]:
    series = parts(node, "series")
    kinds = {word(m, "code") for m in parts(node, "modality")} | {word(s, "modality", "code") for s in series}
    places = [word(s, "bodySite", "display") for s in series]
    said = " ".join(filter(None, [", ".join(sorted(filter(None, kinds))), next(filter(None, places), "")]))
    procedure = next(iter(parts(node, "procedureCode")), {})
    yield _event(EventKind.IMAGING, node, key, procedure or {"text": word(node, "description") or said},
                 _when(node, "started"), detail=said)


def _family(node: Node, key: str) -> Iterator[TimelineEvent]:
    who = coding(at(node, "relationship"))[2] or word(node, "name")
    when = _when(node, "date")
    held = parts(node, "condition")
    for condition in held:
        onset = _age(at(condition, "onsetAge")) or word(condition, "onsetString")
        said = ", ".join(filter(None, [who, onset]))
        yield _event(EventKind.FAMILY, node, key, at(condition, "code"), when, detail=said)
    if not held:
        yield _event(EventKind.FAMILY, node, key, at(node, "relationship"), when, detail=word(node, "name"))


_PROJECTORS: dict[str, Projector] = {
    "Observation": _observation,
    "Condition": _condition,
    "MedicationRequest": _medication,
    "MedicationStatement": _medication,
    "MedicationAdministration": _medication,
    "MedicationDispense": _medication,
    "AllergyIntolerance": _allergy,
    "Encounter": _encounter,
    "ImagingStudy": _imaging,
    "FamilyMemberHistory": _family,
    "Procedure": _plain(EventKind.PROCEDURE, "code", "performedDateTime", "performedPeriod", "performedString"),
    "Immunization": _plain(EventKind.IMMUNIZATION, "vaccineCode", "occurrenceDateTime", "recorded"),
    "DiagnosticReport": _plain(EventKind.DOCUMENT, "code", "effectiveDateTime", "effectivePeriod", "issued",
                               detail="conclusion"),
    "DocumentReference": _plain(EventKind.DOCUMENT, "type", "date", detail="description"),
    "Composition": _plain(EventKind.DOCUMENT, "type", "date", detail="title"),
    "CarePlan": _plain(EventKind.CARE, "category", "period", "created", detail="title"),
    "Goal": _plain(EventKind.CARE, "description", "startDate", "statusDate"),
    "ServiceRequest": _plain(EventKind.CARE, "code", "authoredOn", "occurrenceDateTime"),
    "DeviceUseStatement": _plain(EventKind.CARE, "device", "timingDateTime", "timingPeriod", "recordedOn"),
    "ClinicalImpression": _plain(EventKind.OTHER, "code", "effectiveDateTime", "effectivePeriod", "date",
                                 detail="summary"),
    "RiskAssessment": _plain(EventKind.OTHER, "code", "occurrenceDateTime", "occurrencePeriod"),
}
