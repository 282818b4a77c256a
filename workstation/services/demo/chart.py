"""Writes one fictitious patient's record as a FHIR R4 bundle."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from typing import Any

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.tables import ATC, LABORATORY, SNOMED, VITALS, Quantity, Range

LOINC = "http://loinc.org"
SCT = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
DEMO = "urn:consilia:demo"
HOME_PROFILE = "http://hl7.org/fhir/uv/cardx-htn-mng/StructureDefinition/self-measured-bp"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
_NAME_FORM = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"
_BASE = "https://demo.consilia.invalid/fhir"
PHYSICIAN = "Dr LI Hua"
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A fictitious person. ``chinese`` is (family, given) in characters, beside the Latin or pinyin spelling."""

    slug: str
    family: str
    given: str
    sex: str
    born: str
    number: str
    chinese: tuple[str, str] | None = None
    prefix: str = ""
    died: str = ""


@dataclass(slots=True)
class Chart:
    """Collects one patient's resources in the order they are told; ``bundle`` writes them."""

    person: Person
    calendar: Calendar
    chance: random.Random
    resources: list[Resource] = field(default_factory=list[Resource])
    _counts: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        self._counts = {}
        self.resources.append(_patient(self.person))

    @property
    def patient_id(self) -> str:
        return f"demo-{self.person.slug}"

    @property
    def subject(self) -> dict[str, str]:
        return {"reference": f"Patient/{self.patient_id}"}

    def add(self, resource: Resource) -> str:
        """Adds a resource, gives it its id and the synthetic tag, and returns its reference."""
        kind = str(resource["resourceType"])
        self._counts[kind] = self._counts.get(kind, 0) + 1
        identity = f"{self.patient_id}-{kind.lower()}-{self._counts[kind]}"
        meta = {**resource.pop("meta", {}), "tag": [_tag()]}
        self.resources.append({"resourceType": kind, "id": identity, "meta": meta, **_without(resource)})
        return f"{kind}/{identity}"

    # What the physician writes

    def condition(self, icd10: str, words: str, since: str, until: str = "", note: str = "") -> str:
        coding = [{"system": "http://hl7.org/fhir/sid/icd-10", "code": icd10, "display": words}]
        if icd10 in SNOMED:
            code, display = SNOMED[icd10]
            coding.append({"system": SCT, "code": code, "display": display})
        resource: Resource = {
            "resourceType": "Condition",
            "clinicalStatus": _concept(f"{_TERMINOLOGY}/condition-clinical", "resolved" if until else "active"),
            "verificationStatus": _concept(f"{_TERMINOLOGY}/condition-ver-status", "confirmed"),
            "category": [_concept(f"{_TERMINOLOGY}/condition-category", "problem-list-item", "Problem List Item")],
            "code": {"coding": coding, "text": words},
            "subject": self.subject, "onsetDateTime": since, "recordedDate": since,
        }
        if until:
            resource["abatementDateTime"] = until
        if note:
            resource["note"] = [{"text": note}]
        return self.add(resource)

    def medication(self, name: str, dose: str, since: str, until: str = "", reason: str = "") -> str:
        resource: Resource = {
            "resourceType": "MedicationStatement", "status": "completed" if until else "active",
            "medicationCodeableConcept": {
                "coding": [{"system": "http://www.whocc.no/atc", "code": ATC[name], "display": name}], "text": name,
            },
            "subject": self.subject,
            "effectivePeriod": {"start": since, **({"end": until} if until else {})},
            "dateAsserted": until or since, "dosage": [{"text": dose}],
        }
        if reason:
            resource["reasonCode"] = [{"text": reason}]
        return self.add(resource)

    def allergy(self, substance: tuple[str, str], reaction: tuple[str, str], severe: bool, since: str) -> str:
        """``substance`` and ``reaction`` are (SNOMED code, words)."""
        return self.add({
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": _concept(f"{_TERMINOLOGY}/allergyintolerance-clinical", "active"),
            "verificationStatus": _concept(f"{_TERMINOLOGY}/allergyintolerance-verification", "confirmed"),
            "type": "allergy", "category": ["medication"], "criticality": "high" if severe else "low",
            "code": _concept(SCT, *substance), "patient": self.subject, "recordedDate": since,
            "reaction": [{"manifestation": [_concept(SCT, *reaction)], "severity": "severe" if severe else "mild"}],
        })

    def no_known_allergy(self, since: str) -> str:
        return self.add({
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": _concept(f"{_TERMINOLOGY}/allergyintolerance-clinical", "active"),
            "verificationStatus": _concept(f"{_TERMINOLOGY}/allergyintolerance-verification", "confirmed"),
            "code": _concept(SCT, "716186003", "No known allergy"), "patient": self.subject, "recordedDate": since,
        })

    def encounter(self, start: str, words: str, end: str = "", kind: str = "AMB") -> str:
        names = {"AMB": "ambulatory", "IMP": "inpatient encounter", "EMER": "emergency", "VR": "virtual"}
        return self.add({
            "resourceType": "Encounter", "status": "finished" if end or kind == "AMB" else "in-progress",
            "class": {"system": f"{_TERMINOLOGY}/v3-ActCode", "code": kind, "display": names[kind]},
            "type": [{"text": words}], "subject": self.subject,
            "period": {"start": start, **({"end": end} if end else {})},
            "participant": [{"individual": {"display": PHYSICIAN}}],
        })

    def note(self, when: str, title: str, text: str) -> str:
        return self.add({
            "resourceType": "DocumentReference", "status": "current",
            "type": _concept(LOINC, "11506-3", "Progress note"), "subject": self.subject, "date": when,
            "author": [{"display": PHYSICIAN}], "description": title,
            "content": [{"attachment": {
                "contentType": "text/plain; charset=utf-8", "title": title,
                "data": base64.b64encode(text.encode()).decode(),
            }}],
        })

    def immunization(self, cvx: str, words: str, day: str, dose: int = 1) -> str:
        return self.add({
            "resourceType": "Immunization", "status": "completed",
            "vaccineCode": _concept("http://hl7.org/fhir/sid/cvx", cvx, words), "patient": self.subject,
            "occurrenceDateTime": day, "primarySource": True,
            "protocolApplied": [{"doseNumberPositiveInt": dose}],
        })

    def procedure(self, words: str, day: str, snomed: str) -> str:
        return self.add({
            "resourceType": "Procedure", "status": "completed", "code": _concept(SCT, snomed, words),
            "subject": self.subject, "performedDateTime": day,
        })

    # What is measured

    def lab(self, name: str, value: float, when: str) -> str:
        return self._measured(LABORATORY[name], value, when, "laboratory", True)

    def labs(self, when: str, **values: float) -> None:
        for name, value in values.items():
            self.lab(name, value, when)

    def vital(self, name: str, value: float, when: str) -> str:
        return self._measured(VITALS[name], value, when, "vital-signs", name != "bmi")

    def vitals(self, when: str, **values: float) -> None:
        for name, value in values.items():
            self.vital(name, value, when)

    def blood_pressure(self, systolic: float, diastolic: float, when: str, home: bool = False) -> str:
        """A panel; ``home`` marks it as the package's docstring says (performer is the patient)."""
        return self.add({
            "resourceType": "Observation", **({"meta": {"profile": [HOME_PROFILE]}} if home else {}),
            "status": "final", "category": [_category("vital-signs")],
            "code": _concept(LOINC, "85354-9", "Blood pressure panel", text="Blood pressure at home" if home else ""),
            "subject": self.subject, "effectiveDateTime": when, "issued": when,
            "performer": [self.subject if home else {"display": "Nurse WU", "type": "Practitioner"}],
            **({"device": {"display": "Upper-arm blood pressure monitor"}} if home else {}),
            "component": [
                {"code": _concept(LOINC, code, words), "valueQuantity": _quantity(value, "mmHg", "mm[Hg]")}
                for code, words, value in (
                    ("8480-6", "Systolic blood pressure", round(systolic)),
                    ("8462-4", "Diastolic blood pressure", round(diastolic)),
                )
            ],
        })

    def coded(self, loinc: str, words: str, snomed: tuple[str, str], when: str, category: str) -> str:
        return self.add({
            "resourceType": "Observation", "status": "final", "category": [_category(category)],
            "code": _concept(LOINC, loinc, words), "subject": self.subject, "effectiveDateTime": when,
            "valueCodeableConcept": _concept(SCT, *snomed),
        })

    def _measured(self, what: Quantity, value: float, when: str, category: str, with_flag: bool) -> str:
        shown: float = round(value, what.digits) if what.digits else round(value)
        limits = what.range_for(self.person.sex)
        resource: Resource = {
            "resourceType": "Observation", "status": "final", "category": [_category(category)],
            "code": _concept(LOINC, what.loinc, what.display), "subject": self.subject, "effectiveDateTime": when,
            "issued": when if "T" in when else None, "valueQuantity": _quantity(shown, what.unit, what.ucum),
        }
        if limits != (None, None) and with_flag:
            resource["referenceRange"] = [_reference_range(limits, what)]
            resource["interpretation"] = [_interpretation(shown, limits)]
        return self.add(resource)

    def bundle(self) -> bytes:
        """The record as the bytes of a FHIR R4 collection bundle."""
        import orjson

        entries = [
            {"fullUrl": f"{_BASE}/{resource['resourceType']}/{resource['id']}", "resource": resource}
            for resource in self.resources
        ]
        document = {
            "resourceType": "Bundle", "id": f"{self.patient_id}-bundle", "meta": {"tag": [_tag()]},
            "type": "collection", "timestamp": self.calendar.moment(0, 0), "entry": entries,
        }
        return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _patient(person: Person) -> Resource:
    latin: Resource = {
        "use": "official", "family": person.family, "given": person.given.split(" "),
        "text": f"{person.family.upper()}, {person.given}",
    }
    names = [latin]
    if person.chinese is not None:
        family, given = person.chinese
        written = {"extension": [{"url": _NAME_FORM, "valueCode": "IDE"}], "use": "official",
                   "text": family + given, "family": family, "given": [given]}
        latin = {"extension": [{"url": _NAME_FORM, "valueCode": "ABC"}], **latin, "use": "usual"}
        names = [written, latin]
    if person.prefix:
        for name in names:
            name["prefix"] = [person.prefix]
    resource: Resource = {
        "resourceType": "Patient", "id": f"demo-{person.slug}", "meta": {"tag": [_tag()]},
        "identifier": [{
            "use": "usual", "type": _concept(f"{_TERMINOLOGY}/v2-0203", "MR", text="MRN"), "system": DEMO,
            "value": person.number,
        }],
        "active": not person.died, "name": names, "gender": person.sex, "birthDate": person.born,
        "deceasedDateTime": person.died,
    }
    return _without(resource)


def _tag() -> dict[str, str]:
    return {"system": DEMO, "code": "synthetic", "display": "Synthetic: no real person"}


def _without(resource: Resource) -> Resource:
    """Without what was left empty: FHIR knows no empty values."""
    return {name: value for name, value in resource.items() if value not in (None, "", [], {})}


def _concept(system: str, code: str, display: str = "", text: str = "") -> Resource:
    coding = {"system": system, "code": code, **({"display": display} if display else {})}
    words = text or display
    return {"coding": [coding], **({"text": words} if words else {})}


def _category(code: str) -> Resource:
    return _concept(f"{_TERMINOLOGY}/observation-category", code)


def _quantity(value: float, unit: str, ucum: str) -> Resource:
    return {"value": value, "unit": unit, "system": UCUM, "code": ucum}


def _reference_range(limits: Range, what: Quantity) -> Resource:
    low, high = limits
    return {
        **({"low": _quantity(low, what.unit, what.ucum)} if low is not None else {}),
        **({"high": _quantity(high, what.unit, what.ucum)} if high is not None else {}),
    }


def _interpretation(value: float, limits: Range) -> Resource:
    low, high = limits
    code = "L" if low is not None and value < low else "H" if high is not None and value > high else "N"
    words = {"L": "Low", "H": "High", "N": "Normal"}[code]
    return _concept(f"{_TERMINOLOGY}/v3-ObservationInterpretation", code, words)
