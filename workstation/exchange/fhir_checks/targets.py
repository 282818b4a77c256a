"""What a reference may point at, and whether one to a contained resource meets it (ref-1)."""

from __future__ import annotations

import re
from typing import Any

from workstation.exchange.fhir_checks.fault import Fault, places
from workstation.exchange.fhir_parts import Node, word

_KIND = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/[A-Za-z0-9\-.]{1,64}(?:/_history/[A-Za-z0-9\-.]{1,64})?(?:#.*)?")


def _kinds(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PATIENT = _kinds("Patient")
_PERSON = _kinds("Patient Group")
_SUBJECT = _kinds("Patient Group Device Location")
_ENCOUNTER = _kinds("Encounter")
_CLINICIAN = _kinds("Practitioner PractitionerRole")
_ASSERTER = _CLINICIAN | _kinds("Patient RelatedPerson")
_ACTOR = _ASSERTER | _kinds("Organization")
_MEDICATION = _kinds("Medication")
_CONTEXT = _kinds("Encounter EpisodeOfCare")

_OBSERVER = _ACTOR | _kinds("CareTeam Encounter")      # an official example (clinical-gender) names its Encounter there

_TARGETS: dict[str, dict[str, frozenset[str]]] = {
    "Patient": {"generalPractitioner": _CLINICIAN | _kinds("Organization"),
                "link.other": _kinds("Patient RelatedPerson"), "managingOrganization": _kinds("Organization")},
    "Observation": {"subject": _SUBJECT, "encounter": _ENCOUNTER, "specimen": _kinds("Specimen"),
                    "device": _kinds("Device DeviceMetric"), "performer": _OBSERVER,
                    "hasMember": _kinds("Observation QuestionnaireResponse MolecularSequence")},
    "Condition": {"subject": _PERSON, "encounter": _ENCOUNTER, "asserter": _ASSERTER, "recorder": _ASSERTER},
    "AllergyIntolerance": {"patient": _PATIENT, "encounter": _ENCOUNTER, "recorder": _ASSERTER, "asserter": _ASSERTER},
    "MedicationRequest": {"subject": _PERSON, "encounter": _ENCOUNTER, "medicationReference": _MEDICATION,
                          "requester": _ACTOR | _kinds("Device"),
                          "reasonReference": _kinds("Condition Observation")},
    "MedicationStatement": {"subject": _PERSON, "context": _CONTEXT, "medicationReference": _MEDICATION,
                            "informationSource": _ACTOR},
    "MedicationAdministration": {"subject": _PERSON, "context": _CONTEXT, "medicationReference": _MEDICATION,
                                 "request": _kinds("MedicationRequest")},
    "MedicationDispense": {"subject": _PERSON, "context": _CONTEXT, "medicationReference": _MEDICATION,
                           "authorizingPrescription": _kinds("MedicationRequest")},
    "Encounter": {"subject": _PERSON, "participant.individual": _CLINICIAN | _kinds("RelatedPerson"),
                  "location.location": _kinds("Location"), "serviceProvider": _kinds("Organization"),
                  "diagnosis.condition": _kinds("Condition Procedure"), "partOf": _ENCOUNTER,
                  "episodeOfCare": _kinds("EpisodeOfCare")},
    "Procedure": {"subject": _PERSON, "encounter": _ENCOUNTER, "performer.actor": _ACTOR | _kinds("Device"),
                  "location": _kinds("Location")},
    "Immunization": {"patient": _PATIENT, "encounter": _ENCOUNTER, "location": _kinds("Location"),
                     "performer.actor": _CLINICIAN | _kinds("Organization")},
    "FamilyMemberHistory": {"patient": _PATIENT},
    "DiagnosticReport": {"subject": _SUBJECT, "encounter": _ENCOUNTER, "result": _kinds("Observation"),
                         "specimen": _kinds("Specimen"), "imagingStudy": _kinds("ImagingStudy"),
                         "media.link": _kinds("Media"),
                         "performer": _CLINICIAN | _kinds("Organization CareTeam"),
                         "resultsInterpreter": _CLINICIAN | _kinds("Organization CareTeam")},
    "DocumentReference": {"subject": _kinds("Patient Practitioner Group Device"), "custodian": _kinds("Organization"),
                          "context.encounter": _CONTEXT},
    "Composition": {"encounter": _ENCOUNTER, "custodian": _kinds("Organization"), "author": _ACTOR | _kinds("Device")},
    "CarePlan": {"subject": _PERSON, "encounter": _ENCOUNTER, "careTeam": _kinds("CareTeam"),
                 "addresses": _kinds("Condition"), "goal": _kinds("Goal")},
    "CareTeam": {"subject": _PERSON, "encounter": _ENCOUNTER},
    "Goal": {"subject": _PERSON | _kinds("Organization")},
    "ServiceRequest": {"subject": _SUBJECT, "encounter": _ENCOUNTER, "requester": _ACTOR | _kinds("Device")},
    "ImagingStudy": {"subject": _kinds("Patient Device Group"), "encounter": _ENCOUNTER},
    "RiskAssessment": {"subject": _PERSON, "encounter": _ENCOUNTER, "condition": _kinds("Condition")},
    "ClinicalImpression": {"subject": _PERSON, "encounter": _ENCOUNTER},
    "Coverage": {"beneficiary": _PATIENT},
    "RelatedPerson": {"patient": _PATIENT},
    "EpisodeOfCare": {"patient": _PATIENT},
    "PractitionerRole": {"practitioner": _kinds("Practitioner"), "organization": _kinds("Organization")},
}


def check(node: Node, path: str, container: Node, found: list[Fault]) -> None:
    """The references of one resource. ``container`` holds the contained resources that "#id" may mean."""
    held = container.get("contained")
    inside = {word(c, "id"): word(c, "resourceType") for c in held if isinstance(c, dict)} if isinstance(held, list) \
        else {}
    for name, allowed in _TARGETS.get(word(node, "resourceType"), {}).items():
        for where, reference in places(node, path, tuple(name.split("."))):
            kind = _kind(reference, inside)
            if kind and kind not in allowed:
                found.append(Fault(where, f"it points at a {kind}, not at {', '.join(sorted(allowed))}", "reference"))
    if node is container:
        _local(node, path, inside, found)


def _kind(reference: Any, inside: dict[str, str]) -> str:
    """What kind of resource a reference means, "" where it does not say."""
    text = word(reference, "reference")
    if text.startswith("#"):
        return inside.get(text[1:], "")
    matched = _KIND.fullmatch(text)
    return matched[1] if matched is not None else word(reference, "type")


def _local(node: Any, path: str, inside: dict[str, str], found: list[Fault]) -> None:
    """ref-1: "#id" means a contained resource that is there ("#" alone the container)."""
    if isinstance(node, list):
        for place, item in enumerate(node):
            _local(item, f"{path}[{place}]", inside, found)
    elif isinstance(node, dict):
        for name, held in node.items():
            if name == "reference" and isinstance(held, str):
                if held.startswith("#") and held != "#" and held[1:] not in inside:
                    found.append(Fault(path, f"'{held[:60]}' is not among the contained resources", "ref-1"))
            elif isinstance(held, dict | list) and not (name == "entry" and node.get("resourceType") == "Bundle"):
                _local(held, f"{path}.{name}", inside, found)
