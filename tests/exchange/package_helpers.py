"""Two real clinics that know each other, and a chart with something sensitive and something to see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workstation.domain.opinion import Question, SharedPart, Wish
from workstation.domain.user import Role, User
from workstation.services import importing, second_opinion_contacts, sign_in
from workstation.services.clinic import Clinic
from workstation.store.keys import CHEAP

WORDS = "correct horse battery staple"
SUBJECT = {"reference": "Patient/P-1"}
TERMS = "http://terminology.hl7.org/CodeSystem"


def observation(identity: str, code: str, name: str, value: float, category: str = "laboratory") -> dict[str, Any]:
    return {"resourceType": "Observation", "id": identity, "status": "final", "subject": SUBJECT,
            "category": [{"coding": [{"system": f"{TERMS}/observation-category", "code": category}]}],
            "effectiveDateTime": "2026-03-01T08:00:00Z",
            "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": name}]},
            "valueQuantity": {"value": value, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}}


def condition(identity: str, name: str, **coding: str) -> dict[str, Any]:
    code: dict[str, Any] = {"text": name}
    if coding:
        code["coding"] = [coding]
    return {"resourceType": "Condition", "id": identity, "subject": SUBJECT, "code": code, "onsetDateTime": "2024-05",
            "clinicalStatus": {"coding": [{"system": f"{TERMS}/condition-clinical", "code": "active"}]}}


CHART: list[dict[str, Any]] = [
    {"resourceType": "Patient", "id": "P-1", "name": [{"family": "王", "given": ["小明"]}], "birthDate": "1980-01-02",
     "gender": "male", "identifier": [{"value": "P-1"}]},
    {"resourceType": "AllergyIntolerance", "id": "a1", "patient": SUBJECT, "criticality": "high",
     "code": {"text": "Penicillin"}},
    condition("c1", "Cough"), condition("c2", "Recurrent depressive disorder", system="http://hl7.org/fhir/sid/icd-10",
                                        code="F33.1"),
    condition("c3", "B20", system="http://hl7.org/fhir/sid/icd-10", code="B20"),
    condition("c4", "BRCA1 pathogenic variant"),
    {"resourceType": "Medication", "id": "m1", "code": {"text": "Dolutegravir 50 mg"}},
    {"resourceType": "MedicationRequest", "id": "r1", "status": "active", "intent": "order", "subject": SUBJECT,
     "medicationReference": {"reference": "Medication/m1"}},
    {"resourceType": "MedicationRequest", "id": "r2", "status": "active", "intent": "order", "subject": SUBJECT,
     "medicationCodeableConcept": {"text": "Metformin"}, "requester": {"reference": "Practitioner/dr1"}},
    {"resourceType": "Practitioner", "id": "dr1", "name": [{"family": "Li"}]},
    observation("o1", "4548-4", "HbA1c", 7.0), observation("v1", "8867-4", "Heart rate", 72.0, "vital-signs"),
    {"resourceType": "FamilyMemberHistory", "id": "f1", "status": "completed", "patient": SUBJECT,
     "relationship": {"coding": [{"system": f"{TERMS}/v3-RoleCode", "code": "MTH"}]},
     "condition": [{"code": {"text": "Breast cancer"}}]},
]
EVERY_PART = Wish(frozenset(SharedPart))
ASKED = Question("Is the nodule in the right upper lobe to be biopsied?", "in writing, 23-Nov-2026",
                 meeting="https://meet.example.org/room/7")


def bundle(resources: list[dict[str, Any]], path: Path) -> Path:
    """Written with odd spacing and ``72.50``, so that a re-spelt resource would be seen."""
    entries = ",".join('{"resource":' + json.dumps(one, ensure_ascii=False, indent=1).replace("72.0", "72.50") + "}"
                       for one in resources)
    path.write_text('{"resourceType":"Bundle","type":"collection","entry":[' + entries + "]}", encoding="utf-8")
    return path


def make_clinic(folder: Path, name: str, shown: str) -> Clinic:
    return sign_in.create(folder, User(name, shown, Role.PHYSICIAN), WORDS, cost=CHEAP)


def filled(clinic: Clinic, folder: Path) -> Clinic:
    importing.import_paths(clinic, [bundle(CHART, folder / "chart.json")])
    return clinic


def introduce(one: Clinic, other: Clinic, verified: bool = True) -> None:
    """Each takes the other's block and, where ``verified``, compares the words."""
    for here, there in ((one, other), (other, one)):
        added = second_opinion_contacts.add(here, second_opinion_contacts.own_block(there))
        if verified:
            second_opinion_contacts.verify(here, added.id, second_opinion_contacts.own(there).words())
