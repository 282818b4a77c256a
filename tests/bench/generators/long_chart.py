"""A chart of a long life in care: thousands of results, visits, prescriptions and notes as FHIR R4 resources, by seed.

The proportions are those of Synthea's longest charts: four fifths of the rows are results and vital signs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

Resource = dict[str, Any]
_TERMS = "http://terminology.hl7.org/CodeSystem"
_LOINC, _UCUM = "http://loinc.org", "http://unitsofmeasure.org"
_ZONE = timezone(timedelta(hours=8))
# LOINC, name, unit, mean, spread, range, digits
LABS = (
    ("4548-4", "Hemoglobin A1c", "%", 6.4, 0.8, (4.0, 6.0), 1),
    ("2160-0", "Creatinine", "mg/dL", 1.0, 0.2, (0.6, 1.2), 2),
    ("2951-2", "Sodium", "mmol/L", 140, 3, (135, 145), 0),
    ("2823-3", "Potassium", "mmol/L", 4.2, 0.4, (3.5, 5.1), 1),
    ("2345-7", "Glucose", "mg/dL", 110, 25, (70, 100), 0),
    ("718-7", "Hemoglobin", "g/dL", 13.5, 1.2, (12.0, 16.0), 1),
    ("6690-2", "Leukocytes", "10*3/uL", 7.0, 1.8, (4.0, 10.0), 1),
    ("777-3", "Platelets", "10*3/uL", 250, 50, (150, 400), 0),
    ("2093-3", "Cholesterol", "mg/dL", 190, 30, (0, 200), 0),
    ("2085-9", "HDL cholesterol", "mg/dL", 50, 9, (40, 90), 0),
    ("2571-8", "Triglycerides", "mg/dL", 140, 40, (0, 150), 0),
    ("1742-6", "ALT", "U/L", 28, 12, (0, 40), 0),
    ("1920-8", "AST", "U/L", 26, 10, (0, 40), 0),
    ("1988-5", "C-reactive protein", "mg/L", 4, 4, (0, 5), 1),
    ("3016-3", "Thyrotropin", "m[IU]/L", 2.1, 0.9, (0.4, 4.0), 2),
    ("6299-2", "Urea nitrogen", "mg/dL", 15, 4, (7, 20), 0),
)
VITALS = (
    ("8867-4", "Heart rate", "/min", 74, 9, 0), ("9279-1", "Respiratory rate", "/min", 15, 2, 0),
    ("8310-5", "Body temperature", "Cel", 36.7, 0.4, 1), ("29463-7", "Body weight", "kg", 71, 4, 1),
    ("59408-5", "Oxygen saturation", "%", 97, 1, 0), ("8480-6", "Systolic blood pressure", "mm[Hg]", 132, 13, 0),
    ("8462-4", "Diastolic blood pressure", "mm[Hg]", 80, 8, 0),
)
_PROBLEMS = ("Diabetes mellitus type 2", "Essential hypertension", "Chronic kidney disease stage 2", "Osteoarthritis",
             "Acute bronchitis", "Sinusitis", "Anemia", "Hyperlipidemia", "Fracture of forearm", "慢性胃炎")
_DRUGS = ("Metformin 500 mg", "Lisinopril 10 mg", "Atorvastatin 20 mg", "Amoxicillin 500 mg", "Ibuprofen 400 mg",
          "Aspirin 81 mg", "Omeprazole 20 mg", "Prednisone 5 mg")
_KINDS = ("lab", "vital", "encounter", "medication", "condition", "procedure", "immunization", "document")
_SHARES = (50, 28, 9, 5, 2, 3, 1, 2)


def long_chart(patient_id: str, events: int = 10_000, seed: int = 1) -> Iterator[Resource]:
    """The Patient, two allergies, and resources that make ``events`` rows of the timeline with them."""
    chance = random.Random(f"{seed} {patient_id}")
    subject = {"reference": f"Patient/{patient_id}"}
    born = date(chance.randint(1930, 1970), chance.randint(1, 12), chance.randint(1, 28))
    yield {"resourceType": "Patient", "id": patient_id, "birthDate": born.isoformat(),
           "gender": chance.choice(("female", "male")),
           "name": [{"family": "王", "given": [chance.choice("伟芳娜敏静")]}],
           "identifier": [{"system": "urn:clinic", "value": f"MR-{patient_id}"}]}
    for number, substance in enumerate(("Penicillin", "Peanut")):
        yield {"resourceType": "AllergyIntolerance", "id": f"{patient_id}-a{number}", "patient": subject,
               "clinicalStatus": _status("allergyintolerance-clinical", "active"), "code": {"text": substance},
               "criticality": "high" if number else "low"}
    first = datetime(2005, 1, 1, tzinfo=_ZONE)
    for number, kind in enumerate(chance.choices(_KINDS, _SHARES, k=events - 2)):
        when = first + timedelta(minutes=chance.randrange(21 * 365 * 24 * 60))
        made = _MAKERS[kind](chance, when.isoformat(timespec="seconds"))
        yield {"resourceType": made.pop("resourceType"), "id": f"{patient_id}-{number}", **made,
               "patient" if kind == "immunization" else "subject": subject}


def _lab(chance: random.Random, when: str) -> Resource:
    code, name, unit, mean, spread, (low, high), digits = chance.choice(LABS)
    value = round(max(0.1, chance.gauss(mean, spread)), digits)
    flag = "H" if value > high else "L" if value < low else "N"
    return {**_observation("laboratory", code, name, when, value, unit),
            "referenceRange": [{"low": _quantity(low, unit), "high": _quantity(high, unit)}],
            "interpretation": [{"coding": [{"system": f"{_TERMS}/v3-ObservationInterpretation", "code": flag}]}]}


def _vital(chance: random.Random, when: str) -> Resource:
    code, name, unit, mean, spread, digits = chance.choice(VITALS)
    return _observation("vital-signs", code, name, when, round(chance.gauss(mean, spread), digits), unit)


def _encounter(chance: random.Random, when: str) -> Resource:
    return {"resourceType": "Encounter", "status": "finished",
            "class": {"system": f"{_TERMS}/v3-ActCode", "code": "AMB"},
            "type": [{"text": chance.choice(("General examination", "Follow-up visit", "Emergency visit", "门诊"))}],
            "period": {"start": when, "end": when}}


def _medication(chance: random.Random, when: str) -> Resource:
    return {"resourceType": "MedicationRequest", "status": chance.choice(("completed", "stopped", "active")),
            "intent": "order", "authoredOn": when, "medicationCodeableConcept": {"text": chance.choice(_DRUGS)},
            "dosageInstruction": [{"text": "1 tablet twice daily"}]}


def _condition(chance: random.Random, when: str) -> Resource:
    return {"resourceType": "Condition", "code": {"text": chance.choice(_PROBLEMS)}, "onsetDateTime": when,
            "clinicalStatus": _status("condition-clinical", chance.choice(("active", "resolved", "resolved")))}


def _procedure(chance: random.Random, when: str) -> Resource:
    return {"resourceType": "Procedure", "status": "completed", "performedDateTime": when,
            "code": {"text": chance.choice(("Electrocardiogram", "Colonoscopy", "Dressing of wound"))}}


def _immunization(_: random.Random, when: str) -> Resource:
    return {"resourceType": "Immunization", "status": "completed", "occurrenceDateTime": when,
            "vaccineCode": {"text": "Influenza, seasonal"}}


def _document(_: random.Random, when: str) -> Resource:
    return {"resourceType": "DocumentReference", "status": "current", "date": when, "type": {"text": "Progress note"},
            "content": [{"attachment": {"contentType": "text/plain", "data": "Tm8gY29tcGxhaW50cy4="}}]}


def _observation(category: str, code: str, name: str, when: str, value: float, unit: str) -> Resource:
    return {"resourceType": "Observation", "status": "final",
            "category": [{"coding": [{"system": f"{_TERMS}/observation-category", "code": category}]}],
            "code": {"coding": [{"system": _LOINC, "code": code, "display": name}]}, "effectiveDateTime": when,
            "valueQuantity": _quantity(value, unit)}


def _quantity(value: float, unit: str) -> Resource:
    return {"value": value, "unit": unit, "system": _UCUM, "code": unit}


def _status(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{_TERMS}/{system}", "code": code}]}


_MAKERS = {"lab": _lab, "vital": _vital, "encounter": _encounter, "medication": _medication, "condition": _condition,
           "procedure": _procedure, "immunization": _immunization, "document": _document}
