"""What a resource becomes on the timeline."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir_samples import observation

from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.exchange.fhir_timeline import project
from workstation.exchange.safe_json import loads


def rows(resource: dict[str, Any] | str) -> list[TimelineEvent]:
    text = resource if isinstance(resource, str) else json.dumps(resource)
    return project(loads(text.encode()), "Type/id")


def test_digits_and_precision_are_kept() -> None:
    text = json.dumps(observation(effectiveDateTime="1980")).replace("4.2", "72.50")
    (row,) = rows(text)
    assert (row.value_text, row.value, row.unit, row.ucum) == ("72.50", 72.5, "mmol/L", "mmol/L")
    assert row.start is not None and (row.start.text, row.start.human()) == ("1980", "1980")


def test_a_blood_pressure_panel_gives_its_components() -> None:
    panel = observation(
        code={"coding": [{"system": "http://loinc.org", "code": "85354-9"}], "text": "Blood pressure"},
        category=[{"coding": [{"code": "vital-signs"}]}],
        component=[
            {"code": {"coding": [{"system": "http://loinc.org", "code": code}], "text": name},
             "valueQuantity": {"value": value, "unit": "mmHg", "code": "mm[Hg]", "system": "http://unitsofmeasure.org"}}
            for code, name, value in (("8480-6", "Systolic", 152), ("8462-4", "Diastolic", 91))])
    del panel["valueQuantity"]
    first, second = rows(panel)
    assert (first.kind, first.code, first.component, first.value_text) == (EventKind.VITAL, "85354-9", "8480-6", "152")
    assert (second.component, second.value, second.ucum) == ("8462-4", 91.0, "mm[Hg]")


def test_a_range_counts_only_in_the_unit_of_the_value() -> None:
    same = {"low": {"value": 3.5, "unit": "mmol/L"}, "high": {"value": 5.1, "unit": "mmol/L"}}
    other = {"low": {"value": 14, "unit": "mg/dL"}, "high": {"value": 20, "unit": "mg/dL"}}
    (row,) = rows(observation(referenceRange=[same]))
    assert (row.low, row.high, row.range_text) == (3.5, 5.1, "3.5 - 5.1 mmol/L")
    (row,) = rows(observation(referenceRange=[other]))
    assert (row.low, row.high, row.range_text) == (None, None, "14 - 20 mg/dL")
    (row,) = rows(observation())
    assert (row.low, row.high, row.range_text, row.flag) == (None, None, "", "")


def test_a_comparator_is_no_number() -> None:
    value = {"value": 5, "comparator": "<", "unit": "ng/L"}
    (row,) = rows(observation(valueQuantity=value, interpretation=[{"coding": [{"code": "L"}]}]))
    assert (row.value_text, row.value, row.flag) == ("<5", None, "L")


def test_a_missing_value_says_why() -> None:
    held = observation(dataAbsentReason={"coding": [{"code": "not-performed", "display": "Not Performed"}]})
    del held["valueQuantity"]
    (row,) = rows(held)
    assert (row.value_text, row.value, row.detail) == ("", None, "Not Performed")


@pytest.mark.parametrize("more", [{"status": "entered-in-error"},
                                  {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}}])
def test_what_should_never_have_been_is_not_shown(more: dict[str, Any]) -> None:
    assert rows(observation(**more)) == []


@pytest.mark.parametrize(("resource", "kind", "display", "detail"), [
    ({"resourceType": "Condition", "code": {"text": "Asthma"}, "onsetAge": {"value": 7, "unit": "a"}},
     EventKind.CONDITION, "Asthma", "7 a"),
    ({"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Aspirin"}, "dosageInstruction": [
        {"doseAndRate": [{"doseQuantity": {"value": 100, "unit": "mg"}}],
         "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}, "asNeededBoolean": True}]},
     EventKind.MEDICATION, "Aspirin", "100 mg, 1 x per 1 d, as needed"),
    ({"resourceType": "MedicationStatement", "medicationReference": {"reference": "#m"},
      "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Metformin"}}]},
     EventKind.MEDICATION, "Metformin", ""),
    ({"resourceType": "AllergyIntolerance", "code": {"text": "Penicillin"}, "criticality": "high",
      "reaction": [{"manifestation": [{"text": "Anaphylaxis"}]}]}, EventKind.ALLERGY, "Penicillin", "Anaphylaxis"),
    ({"resourceType": "Procedure", "code": {"text": "Appendectomy"}}, EventKind.PROCEDURE, "Appendectomy", ""),
    ({"resourceType": "Immunization", "vaccineCode": {"text": "MMR"}}, EventKind.IMMUNIZATION, "MMR", ""),
    ({"resourceType": "Encounter", "class": {"code": "AMB", "display": "ambulatory"},
      "reasonCode": [{"text": "Cough"}]},
     EventKind.ENCOUNTER, "ambulatory", "Cough"),
    ({"resourceType": "ImagingStudy", "series": [{"modality": {"code": "CT"}, "bodySite": {"display": "Chest"}}]},
     EventKind.IMAGING, "CT Chest", "CT Chest"),
    ({"resourceType": "FamilyMemberHistory", "relationship": {"text": "mother"},
      "condition": [{"code": {"text": "Breast cancer"}, "onsetAge": {"value": 44, "unit": "a"}}]},
     EventKind.FAMILY, "Breast cancer", "mother, 44 a"),
    ({"resourceType": "FamilyMemberHistory", "relationship": {"text": "father"}}, EventKind.FAMILY, "father", ""),
    ({"resourceType": "DiagnosticReport", "code": {"text": "CT chest"}, "conclusion": "No nodule"},
     EventKind.DOCUMENT, "CT chest", "No nodule"),
    ({"resourceType": "CarePlan", "category": [{"text": "Diabetes care"}], "title": "Plan"},
     EventKind.CARE, "Diabetes care", "Plan"),
])
def test_each_kind(resource: dict[str, Any], kind: EventKind, display: str, detail: str) -> None:
    (row,) = rows(resource)
    assert (row.kind, row.display, row.detail) == (kind, display, detail)


@pytest.mark.parametrize("wrong", [7, "text", [], [7], None, {"coding": 3}, {"coding": [3]}, True])
def test_wrong_shapes_never_raise(wrong: Any) -> None:
    kinds = ("Observation", "Condition", "MedicationRequest", "AllergyIntolerance", "Encounter", "ImagingStudy",
             "FamilyMemberHistory", "Procedure", "Immunization", "CarePlan", "DiagnosticReport")
    for kind in kinds:
        rows({"resourceType": kind} | dict.fromkeys(
            ("status", "code", "category", "component", "valueQuantity", "referenceRange", "interpretation", "period",
             "effectivePeriod", "reaction", "dosageInstruction", "series", "condition", "relationship", "type", "class",
             "onsetAge", "medicationReference", "contained", "vaccineCode", "verificationStatus"), wrong))
