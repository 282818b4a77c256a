"""Damage done to valid official examples of FHIR R4: each kind is told with its place, and the examples are let be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workstation.exchange import fhir_gate, fhir_read
from workstation.exchange.fhir_slices import slices_of
from workstation.exchange.safe_json import JsonFault, loads

GONE = object()
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"


def concept(code: str, system: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


WRONG = concept("entered-in-error", VERIFIED)

# name of the damage: file, {place: new value}, where it is to be told
DAMAGE: dict[str, tuple[str, dict[str, Any], str]] = {
    # dates, times, ids
    "a birth on 30 February": ("Patient-pat1", {"birthDate": "1980-02-30"}, "refused"),
    "an observation in month 13": ("Observation-f003", {"effectivePeriod.start": "2013-13-02"}, "refused"),
    "31 April with a time": ("Encounter-f001", {"period.start": "2013-04-31T10:00:00Z"}, "refused"),
    "29 February of a common year": ("Immunization-example", {"occurrenceDateTime": "2013-02-29"}, "refused"),
    "a date in another order": ("Patient-pat1", {"birthDate": "03/02/1980"}, "Patient.birthDate"),
    "a time without its zone": ("Encounter-f001", {"period.start": "2013-04-30T10:00:00"}, "Encounter.period.start"),
    "hour 25": ("Encounter-f001", {"period.start": "2013-04-30T25:00:00Z"}, "Encounter.period.start"),
    "an id with a blank": ("Patient-pat1", {"id": "pat 1"}, "refused"),
    "an id with a slash": ("Patient-pat1", {"id": "../pat1"}, "refused"),
    "an id of 65 letters": ("Patient-pat1", {"id": "x" * 65}, "refused"),
    "an id that is a number": ("Patient-pat1", {"id": 7}, "refused"),
    "an unknown resource type": ("Patient-pat1", {"resourceType": "Person2"}, "refused"),
    "death before birth": ("Patient-pat1", {"birthDate": "1980", "deceasedDateTime": "1979-05"},
                           "Patient.deceasedDateTime"),
    # required bindings
    "a gender as a letter": ("Patient-pat1", {"gender": "M"}, "Patient.gender"),
    "a gender in capitals": ("Practitioner-f004", {"gender": "Male"}, "Practitioner.gender"),
    "a contact's gender": ("Patient-pat1", {"contact.0.gender": "w"}, "Patient.contact[0].gender"),
    "an observation that is done": ("Observation-f003", {"status": "done"}, "Observation.status"),
    "a prescription that is finished": ("MedicationRequest-medrx0310", {"status": "finished"},
                                        "MedicationRequest.status"),
    "the intent of a prescription": ("MedicationRequest-medrx0310", {"intent": "prescribe"},
                                     "MedicationRequest.intent"),
    "the status of a statement": ("MedicationStatement-example001", {"status": "taking"},
                                  "MedicationStatement.status"),
    "the status of a dose given": ("MedicationAdministration-medadmin0302", {"status": "done"},
                                   "MedicationAdministration.status"),
    "the status of a dispense": ("MedicationDispense-meddisp008", {"status": "given"}, "MedicationDispense.status"),
    "a condition's clinical status": ("Condition-f001", {"clinicalStatus": concept("ongoing", CLINICAL)},
                                      "Condition.clinicalStatus"),
    "a clinical status of another system": ("Condition-f001", {"clinicalStatus": concept("active", LOINC)},
                                            "Condition.clinicalStatus"),
    "a clinical status as text only": ("Condition-f001", {"clinicalStatus": {"text": "active"}},
                                       "Condition.clinicalStatus"),
    "a condition's verification": ("Condition-f001", {"verificationStatus": concept("sure", VERIFIED)},
                                   "Condition.verificationStatus"),
    "an allergy's clinical status": ("AllergyIntolerance-example", {"clinicalStatus.coding.0.code": "remission"},
                                     "AllergyIntolerance.clinicalStatus"),
    "an allergy's category": ("AllergyIntolerance-example", {"category.0": "drug"}, "AllergyIntolerance.category[0]"),
    "an allergy's criticality": ("AllergyIntolerance-example", {"criticality": "severe"},
                                 "AllergyIntolerance.criticality"),
    "how severe a reaction was": ("AllergyIntolerance-example", {"reaction.0.severity": "fatal"},
                                  "AllergyIntolerance.reaction[0].severity"),
    "an encounter's status": ("Encounter-f001", {"status": "completed"}, "Encounter.status"),
    "an encounter's class": ("Encounter-f001", {"class": {"code": "outpatient", "system":
                             "http://terminology.hl7.org/CodeSystem/v3-ActCode"}}, "Encounter.class"),
    "a relative's status": ("FamilyMemberHistory-mother", {"status": "final"}, "FamilyMemberHistory.status"),
    "a procedure's status": ("Procedure-example", {"status": "done"}, "Procedure.status"),
    "an immunisation's status": ("Immunization-example", {"status": "in-progress"}, "Immunization.status"),
    "a report's status": ("DiagnosticReport-f201", {"status": "complete"}, "DiagnosticReport.status"),
    "a document's status": ("DocumentReference-example", {"status": "final"}, "DocumentReference.status"),
    "a goal's state": ("Goal-stop-smoking", {"lifecycleStatus": "done"}, "Goal.lifecycleStatus"),
    "a referral's intent": ("ServiceRequest-example", {"intent": "request"}, "ServiceRequest.intent"),
    "a plan's status": ("CarePlan-f001", {"status": "cancelled"}, "CarePlan.status"),
    "the use of a name": ("Patient-pat1", {"name.0.use": "legal"}, "Patient.name[0].use"),
    "the use of an identifier": ("Patient-pat1", {"identifier.0.use": "main"}, "Patient.identifier[0].use"),
    "the system of a contact point": ("Organization-f001", {"telecom.0.system": "telephone"},
                                      "Organization.telecom[0].system"),
    "a comparator": ("Observation-f003", {"valueQuantity.comparator": "=<"}, "Observation.valueQuantity.comparator"),
    "a unit of time": ("MedicationRequest-medrx0310", {"dosageInstruction.0.timing": {
        "repeat": {"frequency": 1, "period": 1, "periodUnit": "day"}}},
        "MedicationRequest.dosageInstruction[0].timing.repeat.periodUnit"),
    "the state of a narrative": ("Patient-pat1", {"text.status": "draft"}, "Patient.text.status"),
    # references
    "an observation of a medication": ("Observation-f003", {"subject.reference": "Medication/x"},
                                       "Observation.subject"),
    "the wrong target at an address": ("Observation-f003", {"subject.reference": "https://x.example/fhir/Condition/1"},
                                       "Observation.subject"),
    "a visit that is a patient": ("Observation-f003", {"encounter": {"reference": "Patient/f001"}},
                                  "Observation.encounter"),
    "a condition of a practitioner": ("Condition-f001", {"subject.reference": "Practitioner/1"}, "Condition.subject"),
    "an allergy of a group": ("AllergyIntolerance-example", {"patient.reference": "Group/1"},
                              "AllergyIntolerance.patient"),
    "a drug that is a device": ("MedicationStatement-example004", {
        "medicationCodeableConcept": GONE, "medicationReference": {"reference": "Device/1"}},
        "MedicationStatement.medicationReference"),
    "a contained drug that is none": ("MedicationRequest-medrx0310", {
        "contained.0": {"resourceType": "Organization", "id": "med0316", "name": "x"},
        "medicationReference.reference": "#med0316"}, "MedicationRequest.medicationReference"),
    "a result that is a report": ("DiagnosticReport-f201", {"result": [{"reference": "DiagnosticReport/1"}]},
                                  "DiagnosticReport.result[0]"),
    "the type said beside a bare reference": ("Observation-f003", {"subject": {
        "type": "Medication", "display": "x"}}, "Observation.subject"),
    "a contained resource that is not there (ref-1)": ("Observation-f003", {"performer.0": {"reference": "#nobody"}},
                                                       "Observation.performer[0]"),
    # shapes
    "an empty object": ("Patient-pat1", {"maritalStatus": {}}, "Patient.maritalStatus"),
    "an empty object in a list": ("Patient-pat1", {"name.0": {}}, "Patient.name[0]"),
    "an empty list": ("Patient-pat1", {"communication": []}, "Patient.communication"),
    "null": ("Patient-pat1", {"maritalStatus": None}, "Patient.maritalStatus"),
    "null in a list": ("Patient-pat1", {"name.0.given": [None]}, "Patient.name[0].given[0]"),
    "an empty text": ("Patient-pat1", {"name.0.family": ""}, "Patient.name[0].family"),
    "blanks as a text": ("Observation-f003", {"code.text": "  "}, "Observation.code.text"),
    "a list in a list": ("Observation-f003", {"code.coding": [[{"code": "1"}]]}, "Observation.code.coding[0]"),
    "an unknown element": ("Patient-pat1", {"birthday": "1980-01-01"}, "Patient.birthday"),
    "a list where one stands": ("Patient-pat1", {"gender": ["male"]}, "Patient.gender"),
    "a number as text": ("Observation-f003", {"valueQuantity.value": "6.2"}, "Observation.valueQuantity.value"),
    "a choice made twice": ("Observation-f003", {"valueString": "high"}, "Observation.value[x]"),
    "a death told twice": ("Patient-pat1", {"deceasedBoolean": True, "deceasedDateTime": "2001"},
                           "Patient.deceased[x]"),
    "a status missing": ("Observation-f003", {"status": GONE}, "Observation.status"),
    "a visit without class": ("Encounter-f001", {"class": GONE}, "Encounter.class"),
    # invariants
    "obs-6: a value and why there is none": ("Observation-f003", {"dataAbsentReason": {"text": "unknown"}},
                                             "Observation: "),
    "obs-7: a component of the panel's code": ("Observation-blood-pressure", {
        "valueString": "x", "component.0.code": concept("85354-9", LOINC)}, "Observation.component[0]"),
    "obs-3: a range without limits": ("Observation-f003", {"referenceRange": [{"type": {"text": "normal"}}]},
                                      "Observation.referenceRange[0]"),
    "pat-1: a contact without details": ("Patient-pat1", {"contact": [{"relationship": [{"text": "mother"}]}]},
                                         "Patient.contact[0]"),
    "con-3: a problem without its status": ("Condition-f001", {
        "clinicalStatus": GONE, "category": [concept("problem-list-item", "x:y")]}, "Condition: "),
    "con-4: ended and active": ("Condition-f001", {
        "clinicalStatus": concept("active", CLINICAL), "abatementDateTime": "2015"}, "Condition: "),
    "con-5: wrong and with a status": ("Condition-f001", {"verificationStatus": WRONG}, "Condition: "),
    "con-1: a stage of nothing": ("Condition-f001", {"stage": [{"type": {"text": "TNM"}}]}, "Condition.stage[0]"),
    "con-2: evidence of nothing": ("Condition-f001", {"evidence": [{"id": "e"}]}, "Condition.evidence[0]"),
    "a condition that ends before it begins": ("Condition-f001", {
        "onsetDateTime": "2012-05", "abatementDateTime": "2011", "clinicalStatus": concept("resolved", CLINICAL)},
        "Condition: "),
    "ait-1: an allergy without its status": ("AllergyIntolerance-example", {"clinicalStatus": GONE},
                                             "AllergyIntolerance: "),
    "ait-2: wrong and with a status": ("AllergyIntolerance-example", {"verificationStatus.coding.0.code":
                                                                      "entered-in-error"}, "AllergyIntolerance: "),
    "fhs-1: an age and a birth": ("FamilyMemberHistory-mother", {"ageString": "60", "bornString": "1950"},
                                  "FamilyMemberHistory: "),
    "fhs-2: an estimate of no age": ("FamilyMemberHistory-mother", {"estimatedAge": True}, "FamilyMemberHistory: "),
    "per-1: an end before the start": ("Encounter-f001", {"period": {"start": "2013-05-02", "end": "2013-05-01"}},
                                       "Encounter.period"),
    "qty-3: a unit's code without system": ("Observation-f003", {"valueQuantity.system": GONE},
                                            "Observation.valueQuantity"),
    "rng-2: low above high": ("Observation-f003", {"referenceRange.0.low.value": 99, "referenceRange.0.high.value": 1},
                              "Observation.referenceRange[0]"),
    "rat-1: half a ratio": ("Medication-med0310", {"ingredient.0.strength": {"numerator": {"value": 1}}},
                            "Medication.ingredient[0].strength"),
    "ext-1: a value and extensions": ("Patient-pat1", {"extension": [{
        "url": "http://x.example/e", "valueString": "a", "extension": [{"url": "b", "valueString": "c"}]}]},
        "Patient.extension[0]"),
    "ext-1: an extension of nothing": ("Patient-pat1", {"extension": [{"url": "http://x.example/e"}]},
                                       "Patient.extension[0]"),
    "cpt-2: a number of no system": ("Organization-f001", {"telecom.0.system": GONE}, "Organization.telecom[0]"),
    "att-1: data of no type": ("Patient-pat1", {"photo": [{"data": "AAAA"}]}, "Patient.photo[0]"),
    "tim-2: a period without its unit": ("MedicationRequest-medrx0310", {"dosageInstruction.0.timing": {
        "repeat": {"frequency": 1, "period": 1}}}, "MedicationRequest.dosageInstruction[0].timing.repeat"),
    "tim-5: a period below zero": ("MedicationRequest-medrx0310", {"dosageInstruction.0.timing": {
        "repeat": {"period": -1, "periodUnit": "d"}}}, "MedicationRequest.dosageInstruction[0].timing.repeat.period"),
    "dom-3: contained and not referred to": ("Patient-pat1", {"contained": [
        {"resourceType": "Organization", "id": "o", "name": "x"}]}, "Patient.contained[0]"),
    "dom-2: contained in contained": ("Observation-f003", {"performer.0": {"reference": "#o"}, "contained": [
        {"resourceType": "Organization", "id": "o", "name": "x", "contained": [
            {"resourceType": "Organization", "id": "p", "name": "y"}]}]}, "Observation.contained[0]"),
    "dom-4: contained with a version": ("Observation-f003", {"performer.0": {"reference": "#o"}, "contained": [
        {"resourceType": "Organization", "id": "o", "name": "x", "meta": {"versionId": "1"}}]},
        "Observation.contained[0].meta"),
    "a contained resource with a wrong code": ("Observation-f003", {"performer.0": {"reference": "#o"}, "contained": [
        {"resourceType": "Practitioner", "id": "o", "gender": "f"}]}, "Observation.contained[0].gender"),
    "cmp-1: a section of nothing": ("Composition-example-mixed", {"section": [{"title": "Allergies"}]},
                                    "Composition.section[0]"),
    "cpl-3: an activity told twice": ("CarePlan-f001", {"activity.0.reference": {"reference": "Appointment/1"}},
                                      "CarePlan.activity[0]"),
    "gol-1: a goal without its measure": ("Goal-stop-smoking", {"target": [{"detailString": "none"}]},
                                          "Goal.target[0]"),
    "mdd-1: given before it was made": ("MedicationDispense-meddisp0301", {
        "whenPrepared": "2013-04-08", "whenHandedOver": "2013-04-07"}, "MedicationDispense: "),
    "mad-1: a dosage of nothing": ("MedicationAdministration-medadmin0302", {"dosage": {"text": "some"}},
                                   "MedicationAdministration.dosage"),
    "org-1: nobody": ("Organization-1", {"name": GONE, "identifier": GONE}, "Organization: "),
    "org-3: an organisation's home": ("Organization-f001", {"telecom.0.use": "home"}, "Organization.telecom[0]"),
    "a dose below zero": ("MedicationRequest-medrx0310", {"dosageInstruction.0.doseAndRate.0.doseQuantity.value": -5},
                          "waits"),
    # bundles
    "bdl-1: a total of a collection": ("Bundle-f202", {"total": 3, "type": "collection"}, "Bundle.total"),
    "bdl-3: a transaction without requests": ("Bundle-f202", {"type": "transaction"}, "Bundle.entry[0].request"),
    "bdl-3: requests in a collection": ("Bundle-f202", {"entry.0.request": {"method": "GET", "url": "x"}},
                                        "Bundle.entry[0].request"),
    "bdl-4: a response in a collection": ("Bundle-f202", {"entry.0.response": {"status": "200"}},
                                          "Bundle.entry[0].response"),
    "bdl-2: a match in a collection": ("Bundle-f202", {"entry.0.search": {"mode": "match"}}, "Bundle.entry[0].search"),
    "bdl-5: an entry of nothing": ("Bundle-f202", {"entry.1": {"fullUrl": "http://x.example/Patient/1"}},
                                   "Bundle.entry[1]"),
    "bdl-7: an address twice": ("Bundle-f202", {"entry.0.fullUrl": "http://x.example/a/1",
                                                "entry.1.fullUrl": "http://x.example/a/1"}, "Bundle.entry[1].fullUrl"),
    "bdl-8: an address of a version": ("Bundle-f202", {"entry.0.fullUrl": "http://x.example/Patient/1/_history/2"},
                                       "Bundle.entry[0].fullUrl"),
    "bdl-9, 10, 11: a document without head": ("Bundle-f202", {"type": "document", "identifier": GONE,
                                                               "timestamp": GONE}, "Bundle.identifier"),
    "bdl-11: a document that begins elsewhere": ("Bundle-f202", {"type": "document"}, "Bundle.entry[0]"),
    "bdl-12: a message that begins elsewhere": ("Bundle-f202", {"type": "message"}, "Bundle.entry[0]"),
    "a bundle's type": ("Bundle-f202", {"type": "set"}, "Bundle.type"),
    "a wrong code in an entry": ("Bundle-f202", {"entry.0.resource.status": "done"}, ".status"),
}


def damaged(value: Any, edits: dict[str, Any]) -> Any:
    for place, new in edits.items():
        *way, last = place.split(".")
        node = value
        for step, following in zip(way, [*way[1:], last], strict=False):
            if isinstance(node, list):
                node = node[int(step)]
            else:
                node = node.setdefault(step, [] if following.isdigit() else {})
        if isinstance(node, list):
            node[int(last):int(last) + 1] = [] if new is GONE else [new]
        elif new is GONE:
            node.pop(last, None)
        else:
            node[last] = new
    return value


def told(raw: bytes) -> list[str]:
    """Everything that an import says about these bytes."""
    said: list[str] = []
    try:
        for candidate in fhir_read.read_document(raw):
            said += ["refused"] if candidate.refused else ["waits"] if candidate.doubted else []
            said += [issue.message for issue in candidate.issues]
    except JsonFault:
        said.append("refused")
    return said


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_with_its_place(reference_data: Path, name: str) -> None:
    file, edits, where = DAMAGE[name]
    raw = (reference_data / "fhir" / "r4_official" / f"{file}.json").read_bytes()
    assert told(raw) == []
    said = told(json.dumps(damaged(json.loads(raw), edits)).encode())
    assert any(text.startswith(where) or (where[0] == "." and where in text) for text in said), said


def test_there_are_kinds_of_damage_enough() -> None:
    assert len(DAMAGE) >= 100


def test_no_false_alarm_on_the_official_examples(reference_data: Path) -> None:
    files = sorted((reference_data / "fhir" / "r4_official").glob("*.json"))
    assert len(files) > 250
    alarms: dict[str, list[str]] = {}
    for file in files:
        raw = file.read_bytes()
        found = [i.message for i in fhir_gate.structure_issues(raw, "")]
        document = slices_of(raw)
        found += [i.message for i in fhir_gate.bundle_issues(document)]
        value = loads(raw)
        refused = fhir_gate.refusal(raw, value) or fhir_gate.doubt(raw, value)
        if found or refused:
            alarms[file.stem] = [*found, refused]
    assert set(alarms) <= {"Questionnaire-qs1"}, alarms        # the one that is truly invalid


@pytest.mark.parametrize("value", [[], {}, 7, None, "x", True, [[]], {"coding": 3}, {"coding": [3]}, [None]])
def test_a_wrong_shape_anywhere_never_stops_the_checks(value: Any) -> None:
    from workstation.exchange import fhir_checks
    from workstation.exchange.fhir_checks import codes, invariants, targets

    names = {name for table in (codes._CODES, codes._CONCEPTS, targets._TARGETS) for kind in table.values()
             for path in kind for name in path.split(".")}
    names |= {"contained", "extension", "period", "valueQuantity", "referenceRange", "component", "contact", "stage",
              "text", "telecom", "identifier", "name", "repeat", "meta", "id", "resourceType", "entry", "prediction",
              "birthDate", "deceasedDateTime", "target", "dosage", "education", "photo", "section", "activity"}
    kinds = {*codes._CODES, *invariants._RULES, *targets._TARGETS, "Bundle", "", "Nonsense"}
    for kind in sorted(kinds):
        whole = {"resourceType": kind} | {name: value for name in names if name != "resourceType"}
        fhir_checks.check(whole)
        fhir_checks.check({"resourceType": kind, "contained": [whole], "period": {"start": value, "end": value},
                           "valueQuantity": {"value": value, "code": value}, "extension": [value]})
