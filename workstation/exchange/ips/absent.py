"""What a required section holds when the chart has nothing for it: a coded "no information", never "no known".

The code system of the guide (absent-unknown-uv-ips) keeps the two apart. "No known allergies" is a clinician's
statement and goes out only as the resource in which it was made; a chart without an entry says nothing.
"""

from __future__ import annotations

import uuid
from typing import Any

from workstation.exchange.fhir_bundle import BASE, Piece

SYSTEM = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_TERMS = "http://terminology.hl7.org/CodeSystem"
# Statements of absence, of the guide's own code system and of SNOMED CT (its value set AbsentOrUnknownSNOMEDUvIps).
NO_INFORMATION = frozenset({"no-allergy-info", "no-medication-info", "no-problem-info"})
NO_KNOWN = frozenset({"no-known-allergies", "no-known-medications", "no-known-problems", "716186003", "787481004",
                      "160245001"})

WORDS = {
    "48765-2": "No information about allergies is recorded here. This does not say that there are none.",
    "11450-4": "No information about current problems is recorded here. This does not say that there are none.",
    "10160-0": "No information about current medication is recorded here. This does not say that there is none.",
}


def no_information(section: str, patient_key: str, patient_address: str) -> Piece:
    """The resource for a required section, by its LOINC code; the same for the same patient each time."""
    import orjson

    kind, body = _BODIES[section]
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{BASE}/{patient_key}#{section}"))
    subject = {"reference": patient_address}
    made: dict[str, Any] = {"resourceType": kind, "id": identity} | body
    made |= {"patient": subject} if kind == "AllergyIntolerance" else {"subject": subject}
    return Piece(f"{kind}/{identity}", orjson.dumps(made))


def _concept(code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": SYSTEM, "code": code, "display": display}]}


_BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "48765-2": ("AllergyIntolerance", {
        "clinicalStatus": {"coding": [{"system": f"{_TERMS}/allergyintolerance-clinical", "code": "active"}]},
        "code": _concept("no-allergy-info", "No information about allergies")}),
    "11450-4": ("Condition", {
        "clinicalStatus": {"coding": [{"system": f"{_TERMS}/condition-clinical", "code": "active"}]},
        "code": _concept("no-problem-info", "No information about problems")}),
    "10160-0": ("MedicationStatement", {
        "status": "unknown",
        "medicationCodeableConcept": _concept("no-medication-info", "No information about medications"),
        "_effectiveDateTime": {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]}}),
}
