"""Which parameters the facade searches by, a type each (FHIR R4 search parameters of the same names)."""

from __future__ import annotations

import orjson

from workstation.exchange.safe_json import loads
from workstation.services.facade_match import Node, Parameter


def _token(*paths: str) -> Parameter:
    return Parameter("token", paths)


def _date(*paths: str) -> Parameter:
    return Parameter("date", paths)


_EFFECTIVE = _date("effectiveDateTime", "effectivePeriod", "effectiveInstant")
_MEDICINE = _token("medicationCodeableConcept")

# Of every type: its id, and when this version of it came to the clinic.
COMMON: dict[str, Parameter] = {"_id": _token("id"), "_lastUpdated": _date("lastUpdated")}

PATIENT: dict[str, Parameter] = {
    "name": Parameter("string", ("name.family", "name.given", "name.text")),
    "family": Parameter("string", ("name.family",)),
    "given": Parameter("string", ("name.given",)),
    "identifier": _token("identifier"),
    "birthdate": _date("birthDate"),
    "gender": _token("gender"),
}

# Of each type the parameter by which "-date" sorts stands first among its dates.
CLINICAL: dict[str, dict[str, Parameter]] = {
    "AllergyIntolerance": {"code": _token("code", "reaction.substance"), "clinical-status": _token("clinicalStatus"),
                           "category": _token("category"), "date": _date("recordedDate")},
    "CarePlan": {"category": _token("category"), "status": _token("status"), "date": _date("period")},
    "Composition": {"type": _token("type"), "status": _token("status"), "date": _date("date")},
    "Condition": {"code": _token("code"), "category": _token("category"), "clinical-status": _token("clinicalStatus"),
                  "onset-date": _date("onsetDateTime", "onsetPeriod"), "recorded-date": _date("recordedDate")},
    "DeviceUseStatement": {},
    "DiagnosticReport": {"code": _token("code"), "category": _token("category"), "status": _token("status"),
                         "date": _EFFECTIVE},
    "DocumentReference": {"type": _token("type"), "category": _token("category"), "status": _token("status"),
                          "date": _date("date")},
    "Encounter": {"class": _token("class"), "type": _token("type"), "status": _token("status"),
                  "date": _date("period")},
    "FamilyMemberHistory": {"relationship": _token("relationship"), "status": _token("status"),
                            "code": _token("condition.code"), "date": _date("date")},
    "Goal": {"lifecycle-status": _token("lifecycleStatus"), "category": _token("category"),
             "start-date": _date("startDate")},
    "ImagingStudy": {"modality": _token("series.modality"), "status": _token("status"), "started": _date("started")},
    "Immunization": {"vaccine-code": _token("vaccineCode"), "status": _token("status"),
                     "date": _date("occurrenceDateTime")},
    "MedicationAdministration": {"code": _MEDICINE, "status": _token("status"),
                                 "effective-time": _date("effectiveDateTime", "effectivePeriod")},
    "MedicationDispense": {"code": _MEDICINE, "status": _token("status"), "whenhandedover": _date("whenHandedOver")},
    "MedicationRequest": {"code": _MEDICINE, "status": _token("status"), "intent": _token("intent"),
                          "authoredon": _date("authoredOn")},
    "MedicationStatement": {"code": _MEDICINE, "status": _token("status"), "category": _token("category"),
                            "effective": _date("effectiveDateTime", "effectivePeriod")},
    "Observation": {"code": _token("code"), "combo-code": _token("code", "component.code"),
                    "category": _token("category"), "status": _token("status"), "date": _EFFECTIVE},
    "Procedure": {"code": _token("code"), "category": _token("category"), "status": _token("status"),
                  "date": _date("performedDateTime", "performedPeriod")},
    "ServiceRequest": {"code": _token("code"), "category": _token("category"), "status": _token("status"),
                       "authored": _date("authoredOn")},
}


def parsed(raw: bytes) -> Node:
    """The resource for matching only; what is given out are its bytes."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return loads(raw)
