"""A clinic with something to give away, and writers of small FHIR files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "郭", "given": ["Wei"]}], "birthDate": "1980",
           "identifier": [{"system": "urn:clinic", "value": "N-1"}], "gender": "female"}
SUBJECT = {"reference": "Patient/p1"}
TERMS = "http://terminology.hl7.org/CodeSystem"
CHART: list[dict[str, Any]] = [
    PATIENT,
    {"resourceType": "Practitioner", "id": "dr1", "name": [{"family": "Li"}]},
    {"resourceType": "Practitioner", "id": "dr2", "name": [{"family": "Never asked for"}]},
    {"resourceType": "Medication", "id": "m1", "code": {"text": "Metformin 500 mg"}},
    {"resourceType": "Condition", "id": "c1", "subject": SUBJECT, "code": {"text": "Diabetes <b>type 2</b> & more"},
     "clinicalStatus": {"coding": [{"system": f"{TERMS}/condition-clinical", "code": "active"}]},
     "asserter": {"reference": "Practitioner/dr1"},
     "onsetDateTime": "2011-05"},
    {"resourceType": "Condition", "id": "c2", "subject": SUBJECT, "code": {"text": "Fracture"},
     "clinicalStatus": {"coding": [{"system": f"{TERMS}/condition-clinical", "code": "resolved"}]}},
    {"resourceType": "Condition", "id": "c3", "subject": SUBJECT, "code": {"text": "Not so"},
     "verificationStatus": {"coding": [{"system": f"{TERMS}/condition-ver-status", "code": "refuted"}]}},
    {"resourceType": "MedicationRequest", "id": "r1", "status": "active", "intent": "order", "subject": SUBJECT,
     "medicationReference": {"reference": "Medication/m1"}, "dosageInstruction": [{"text": "1-0-1"}]},
    {"resourceType": "MedicationRequest", "id": "r2", "status": "stopped", "intent": "order", "subject": SUBJECT,
     "medicationCodeableConcept": {"text": "Warfarin"}},
    *({"resourceType": "Observation", "id": f"o{n}", "status": "final", "subject": SUBJECT,
       "category": [{"coding": [{"code": "laboratory"}]}], "effectiveDateTime": f"2020-01-0{n}",
       "code": {"coding": [{"system": "http://loinc.org", "code": "4548-4", "display": "HbA1c"}]},
       "valueQuantity": {"value": float(n), "unit": "%", "system": "http://unitsofmeasure.org", "code": "%"}}
      for n in range(1, 6)),
    {"resourceType": "Observation", "id": "bp", "status": "final", "subject": SUBJECT,
     "category": [{"coding": [{"code": "vital-signs"}]}], "effectiveDateTime": "2020-02-01",
     "code": {"text": "=cmd|' /C calc'!A0"}, "valueString": "=1+1"},
]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a collection of resources and returns its path."""

    def written(resources: list[dict[str, Any]], name: str = "in.json", indent: int | None = None) -> Path:
        path = tmp_path / name
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}
        path.write_text(json.dumps(bundle, indent=indent, ensure_ascii=False))
        return path

    return written


@pytest.fixture
def filled(clinic: Any, write: Callable[..., Path]) -> Any:
    """The clinic with one chart."""
    from workstation.services import importing

    importing.import_paths(clinic, [write(CHART)])
    return clinic
