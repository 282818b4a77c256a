"""Families as FamilyMemberHistory, seen from any of their members (shape: workstation.exchange.family_history)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workstation.services.demo.chart import SCT, UCUM, Chart

_ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_PARENT = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-parent"
_CM = "http://hl7.org/fhir/sid/icd-10-cm"


@dataclass(frozen=True, slots=True)
class Illness:
    """A condition of a relative with the age at onset in years."""

    snomed: str
    words: str
    onset: int
    fatal: bool = False


BREAST = "254837009"
OVARY = "363443007"
LUNG = "363358000"
HAEMOPHILIA_A = "28293008"


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of a family; ``father`` and ``mother`` are keys of it. ``age`` is the age now or at death, years.

    ``carries`` is (ICD-10-CM code, words) of a known carrier state or susceptibility without illness (Z14, Z15).
    """

    key: str
    name: str
    sex: str
    age: int
    father: str = ""
    mother: str = ""
    died: bool = False
    illnesses: tuple[Illness, ...] = ()
    carries: tuple[str, str] | None = None
    note: str = ""


def tell(chart: Chart, family: Sequence[Relative], proband: str, roles: Mapping[str, str], asked: str) -> None:
    """Adds one FamilyMemberHistory for each relative of ``proband``; ``roles`` gives each one's v3-RoleCode."""
    references = {person.key: f"{chart.patient_id}-kin-{person.key.lower()}" for person in family}
    for person in family:
        if person.key != proband:
            chart.resources.append(_history(chart, person, references, proband, roles[person.key], asked))


def _history(
    chart: Chart, person: Relative, ids: Mapping[str, str], proband: str, role: str, asked: str
) -> dict[str, Any]:
    def reference(key: str) -> str:
        return chart.subject["reference"] if key == proband else f"FamilyMemberHistory/{ids[key]}"

    parents = [
        _parent(code, reference(key)) for code, key in (("NFTH", person.father), ("NMTH", person.mother)) if key
    ]
    conditions = [_condition(illness) for illness in person.illnesses]
    if person.carries is not None:
        code, words = person.carries
        conditions.append({"code": {"coding": [{"system": _CM, "code": code, "display": words}], "text": words}})
    age = {"value": person.age, "unit": "years", "system": UCUM, "code": "a"}
    return {
        "resourceType": "FamilyMemberHistory", "id": ids[person.key],
        "meta": {"tag": [{"system": "urn:consilia:demo", "code": "synthetic"}]},
        **({"extension": parents} if parents else {}),
        "status": "completed", "patient": chart.subject, "date": asked, "name": person.name,
        "relationship": {"coding": [{"system": _ROLE, "code": role}]},
        "sex": {"coding": [{"system": "http://hl7.org/fhir/administrative-gender", "code": person.sex}]},
        **({"deceasedAge": age} if person.died else {"ageAge": age, "deceasedBoolean": False}),
        **({"note": [{"text": person.note}]} if person.note else {}),
        **({"condition": conditions} if conditions else {}),
    }


def _parent(code: str, reference: str) -> dict[str, Any]:
    return {"url": _PARENT, "extension": [
        {"url": "type", "valueCodeableConcept": {"coding": [{"system": _ROLE, "code": code}]}},
        {"url": "reference", "valueReference": {"reference": reference}},
    ]}


def _condition(illness: Illness) -> dict[str, Any]:
    return {
        "code": {"coding": [{"system": SCT, "code": illness.snomed, "display": illness.words}], "text": illness.words},
        "onsetAge": {"value": illness.onset, "unit": "years", "system": UCUM, "code": "a"},
        **({"contributedToDeath": True} if illness.fatal else {}),
    }
