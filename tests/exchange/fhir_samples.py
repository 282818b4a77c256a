"""Small FHIR resources to build from."""

from __future__ import annotations

from typing import Any


def patient(identity: str = "p1", **more: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": identity, "name": [{"family": "Lee", "given": ["Ann"]}],
            "gender": "female", "birthDate": "1980-02-03"} | more


def observation(identity: str = "o1", who: str = "Patient/p1", **more: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "id": identity, "status": "final", "subject": {"reference": who},
            "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
            "effectiveDateTime": "2024-05-06",
            "valueQuantity": {"value": 4.2, "unit": "mmol/L", "system": "http://unitsofmeasure.org",
                              "code": "mmol/L"}} | more


def bundle(*resources: dict[str, Any], kind: str = "collection") -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": r} for r in resources]}
