"""Codes of required bindings (FHIR R4, the value sets with version 4.0.1), of the elements that charts are read by."""

from __future__ import annotations

from workstation.exchange.fhir_checks.fault import Fault, places
from workstation.exchange.fhir_parts import Node, word

Codes = tuple[str, ...]


def _codes(text: str) -> Codes:
    return tuple(text.split())


_GENDER = _codes("male female other unknown")
_REQUEST = _codes("draft active on-hold revoked completed entered-in-error unknown")
_INTENT = _codes("proposal plan directive order original-order reflex-order filler-order instance-order option")
_PRIORITY = _codes("routine urgent asap stat")
_EVENT = _codes("preparation in-progress not-done on-hold stopped completed entered-in-error unknown")
_OBSERVED = _codes("registered preliminary final amended corrected cancelled entered-in-error unknown")
_ENCOUNTER = _codes("planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown")
_DOCUMENT = _codes("preliminary final amended entered-in-error")

_CODES: dict[str, dict[str, Codes]] = {
    "Patient": {"gender": _GENDER, "contact.gender": _GENDER,
                "link.type": _codes("replaced-by replaces refer seealso")},
    "Person": {"gender": _GENDER},
    "Practitioner": {"gender": _GENDER},
    "RelatedPerson": {"gender": _GENDER},
    "Observation": {"status": _OBSERVED},
    "RiskAssessment": {"status": _OBSERVED},
    "AllergyIntolerance": {
        "type": _codes("allergy intolerance"), "category": _codes("food medication environment biologic"),
        "criticality": _codes("low high unable-to-assess"), "reaction.severity": _codes("mild moderate severe")},
    "MedicationRequest": {
        "status": _codes("active on-hold cancelled completed entered-in-error stopped draft unknown"),
        "intent": _codes("proposal plan order original-order reflex-order filler-order instance-order option"),
        "priority": _PRIORITY},
    "MedicationStatement": {
        "status": _codes("active completed entered-in-error intended stopped on-hold unknown not-taken")},
    "MedicationAdministration": {
        "status": _codes("in-progress not-done on-hold completed entered-in-error stopped unknown")},
    "MedicationDispense": {"status": _codes(
        "preparation in-progress cancelled on-hold completed entered-in-error stopped declined unknown")},
    "Medication": {"status": _codes("active inactive entered-in-error")},
    "Encounter": {"status": _ENCOUNTER, "statusHistory.status": _ENCOUNTER,
                  "location.status": _codes("planned active reserved completed")},
    "EpisodeOfCare": {"status": _codes("planned waitlist active onhold finished cancelled entered-in-error")},
    "FamilyMemberHistory": {"status": _codes("partial completed entered-in-error health-unknown")},
    "Procedure": {"status": _EVENT},
    "Communication": {"status": _EVENT, "priority": _PRIORITY},
    "Media": {"status": _EVENT},
    "Immunization": {"status": _codes("completed entered-in-error not-done")},
    "DiagnosticReport": {"status": _codes(
        "registered partial preliminary final amended corrected appended cancelled entered-in-error unknown")},
    "DocumentReference": {"status": _codes("current superseded entered-in-error"), "docStatus": _DOCUMENT,
                          "relatesTo.code": _codes("replaces transforms signs appends")},
    "Composition": {"status": _DOCUMENT, "section.mode": _codes("working snapshot changes"),
                    "attester.mode": _codes("personal professional legal official")},
    "CarePlan": {"status": _REQUEST, "intent": _codes("proposal plan order option")},
    "CareTeam": {"status": _codes("proposed active suspended inactive entered-in-error")},
    "Goal": {"lifecycleStatus": _codes(
        "proposed planned accepted active on-hold completed cancelled entered-in-error rejected")},
    "ServiceRequest": {"status": _REQUEST, "intent": _INTENT, "priority": _PRIORITY},
    "ImagingStudy": {"status": _codes("registered available cancelled entered-in-error unknown")},
    "Appointment": {"status": _codes("proposed pending booked arrived fulfilled cancelled noshow entered-in-error "
                                     "checked-in waitlist"),
                    "participant.status": _codes("accepted declined tentative needs-action"),
                    "participant.required": _codes("required optional information-only")},
    "Specimen": {"status": _codes("available unavailable unsatisfactory entered-in-error")},
    "Device": {"status": _codes("active inactive entered-in-error unknown")},
    "Flag": {"status": _codes("active inactive entered-in-error")},
    "List": {"status": _codes("current retired entered-in-error"), "mode": _codes("working snapshot changes")},
    "Location": {"status": _codes("active suspended inactive"), "mode": _codes("instance kind")},
    "Consent": {"status": _codes("draft proposed active rejected inactive entered-in-error")},
    "Coverage": {"status": _codes("active cancelled draft entered-in-error")},
    "QuestionnaireResponse": {"status": _codes("in-progress completed amended entered-in-error stopped")},
}

_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
_CONCEPTS: dict[str, dict[str, tuple[str, Codes]]] = {       # required bindings of CodeableConcepts, system and codes
    "Condition": {
        "clinicalStatus": ("condition-clinical", _codes("active recurrence relapse inactive remission resolved")),
        "verificationStatus": ("condition-ver-status", _codes(
            "unconfirmed provisional differential confirmed refuted entered-in-error"))},
    "AllergyIntolerance": {
        "clinicalStatus": ("allergyintolerance-clinical", _codes("active inactive resolved")),
        "verificationStatus": ("allergyintolerance-verification", _codes(
            "unconfirmed confirmed refuted entered-in-error"))},
}
_ENCOUNTER_CLASS = _codes("AMB EMER FLD HH IMP ACUTE NONAC OBSENC PRENC SS VR")      # v3 ActEncounterCode
_ACT_CODE = f"{_TERMINOLOGY}v3-ActCode"


def check(node: Node, path: str, found: list[Fault]) -> None:
    """The codes of one resource; ``path`` is where it stands."""
    kind = word(node, "resourceType")
    for name, allowed in _CODES.get(kind, {}).items():
        for where, held in places(node, path, tuple(name.split("."))):
            if not isinstance(held, str) or held not in allowed:
                found.append(Fault(where, f"'{str(held)[:40]}' is none of {', '.join(allowed)}", "binding"))
    for name, (system, allowed) in _CONCEPTS.get(kind, {}).items():
        _concept(node, f"{path}.{name}", name, system, allowed, found)
    if kind == "Encounter":
        code = word(node, "class", "code")
        if word(node, "class", "system") == _ACT_CODE and code not in _ENCOUNTER_CLASS:
            found.append(Fault(f"{path}.class", f"'{code[:40]}' is no class of an encounter", "binding"))


def _concept(node: Node, path: str, name: str, system: str, allowed: Codes, found: list[Fault]) -> None:
    """A required binding of a concept: one of its codings is of the value set."""
    held = node.get(name)
    if held is None:
        return
    given = held.get("coding") if isinstance(held, dict) else None
    codings = [c for c in given if isinstance(c, dict)] if isinstance(given, list) else []
    right = [c for c in codings if word(c, "system") == _TERMINOLOGY + system and word(c, "code") in allowed]
    if not right:
        said = "; ".join(f"'{word(c, 'code')[:40]}' of '{word(c, 'system')[:80]}'" for c in codings) or "no code"
        found.append(Fault(path, f"{said} is none of {', '.join(allowed)} of {_TERMINOLOGY}{system}", "binding"))
