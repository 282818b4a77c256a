"""Three-generation families as a Patient with FamilyMemberHistory resources, by seed.

Every relationship that has a place of its own occurs, on both sides of the family; every way of saying an age, an
onset and a death; conditions with and without code; explicit negatives; relatives whose place is not said.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

Resource = dict[str, Any]
_ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_UCUM, _SNOMED = "http://unitsofmeasure.org", "http://snomed.info/sct"
_PARENT = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-parent"
_ABSENT = "urn:consilia:asked-negative"
CONDITIONS = (("254837009", "Breast cancer"), ("363443007", "Ovarian cancer"), ("363358000", "Lung cancer"),
              ("22298006", "Myocardial infarction"), ("230690007", "Stroke"), ("44054006", "Type 2 diabetes"),
              ("", "Trouble with the heart"), ("", "高血压"))
_SONS = ("BRO", "NBRO", "SON", "SONC", "MUNCLE", "PUNCLE", "NEPH", "GRNDSON", "HUSB", "HBRO")
_DAUGHTERS = ("SIS", "NSIS", "DAU", "DAUC", "MAUNT", "PAUNT", "NIECE", "GRNDDAU", "WIFE", "HSIS")
_EITHER = ("SIB", "CHILD", "MCOUSN", "PCOUSN", "GRNDCHILD", "SPS", "AUNT", "COUSN")
_NAMES = ("Ann", "Lily", "王芳", "陈伟", "José", "Aoife", "")


def family(seed: int) -> tuple[Resource, list[Resource]]:
    """The patient and the relatives of one family."""
    chance = random.Random(seed)
    patient: Resource = {"resourceType": "Patient", "id": f"f{seed}", "gender": chance.choice(("male", "female")),
                         "birthDate": f"{chance.randint(1950, 2005)}-0{chance.randint(1, 9)}-11"}
    codes = [code for code in ("FTH", "MTH", "MGRFTH", "MGRMTH", "PGRFTH", "PGRMTH") if chance.random() < 0.8]
    codes += chance.sample(_SONS, 4) + chance.sample(_DAUGHTERS, 4) + chance.sample(_EITHER, 3)
    relatives = [_relative(chance, seed, number, code) for number, code in enumerate(codes)]
    by_code = {code: relative["id"] for code, relative in zip(codes, relatives, strict=True)}
    for code, parent, kind in (("MCOUSN", "MAUNT", "NMTH"), ("PCOUSN", "PUNCLE", "NFTH"), ("NEPH", "SIS", "NMTH"),
                               ("HBRO", "FTH", "NFTH"), ("GRNDDAU", "SON", "NFTH")):
        if code in by_code and parent in by_code and chance.random() < 0.7:
            _named(relatives, by_code[code])["extension"] = [_link(kind, by_code[parent])]
    return patient, relatives


def families(count: int, seed: int = 1) -> Iterator[tuple[Resource, list[Resource]]]:
    """``count`` families, the same for the same seed."""
    for number in range(count):
        yield family(seed * 100_000 + number)


def _relative(chance: random.Random, seed: int, number: int, code: str) -> Resource:
    status = chance.choice(("completed", "completed", "partial", "health-unknown"))
    made: Resource = {"resourceType": "FamilyMemberHistory", "id": f"f{seed}-{number}", "status": status,
                      "patient": {"reference": f"Patient/f{seed}"},
                      "relationship": {"coding": [{"system": _ROLE, "code": code}]}}
    name = chance.choice(_NAMES)
    if name:
        made["name"] = name
    made.update(_life(chance))
    conditions = [] if status == "health-unknown" else [
        _condition(chance, died=any(each.startswith("deceased") and made[each] is not False for each in made))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))]
    conditions += _negatives(chance) if status != "health-unknown" else []
    if conditions:
        made["condition"] = conditions
    if chance.random() < 0.2:
        made["note"] = [{"text": "told by the patient"}]
    return made


def _life(chance: random.Random) -> Resource:
    return chance.choice((
        dict, lambda: {"deceasedBoolean": False}, lambda: {"deceasedBoolean": True},
        lambda: {"deceasedAge": _age(chance.randint(1, 98))}, lambda: {"deceasedString": "in the war"},
        lambda: {"deceasedRange": {"low": _age(40), "high": _age(chance.randint(41, 60))}},
        lambda: {"deceasedDate": "1999-05"}, lambda: {"ageAge": _age(chance.randint(1, 98)), "deceasedBoolean": False},
        lambda: {"ageRange": {"low": _age(60), "high": _age(65)}}, lambda: {"ageString": "sixties"},
        lambda: {"bornDate": f"{chance.randint(1920, 2000)}"}, lambda: {"bornString": "before the war"},
        lambda: {"bornDate": "1951-03-02", "deceasedAge": _age(70)},
    ))()


def _condition(chance: random.Random, died: bool) -> Resource:
    code, words = chance.choice(CONDITIONS)
    onset = chance.choice((
        {}, {"onsetAge": _age(chance.randint(1, 80))}, {"onsetString": "in her forties"},
        {"onsetRange": {"low": _age(30), "high": _age(40)}}, {"onsetPeriod": {"start": "1990", "end": "1995-02"}},
        {"onsetPeriod": {"start": "1988"}}))
    fatal = {"contributedToDeath": True} if died and chance.random() < 0.3 else {}
    coding = {"coding": [{"system": _SNOMED, "code": code}]} if code else {}
    return {"code": {**coding, "text": words}, **onset, **fatal}


def _negatives(chance: random.Random) -> list[Resource]:
    kind = chance.random()
    if kind < 0.1:
        return [{"code": {"text": "No family history of asthma"}}]
    if kind < 0.2:
        code, words = CONDITIONS[chance.randint(0, 5)]
        concept = {"coding": [{"system": _SNOMED, "code": code}], "text": words}
        return [{"extension": [{"url": _ABSENT, "valueCodeableConcept": concept}],
                 "code": {"text": f"No family history of {words}"}}]
    return []


def _age(years: int) -> Resource:
    return {"value": years, "unit": "years", "system": _UCUM, "code": "a"}


def _link(kind: str, target: str) -> Resource:
    return {"url": _PARENT, "extension": [
        {"url": "type", "valueCodeableConcept": {"coding": [{"system": _ROLE, "code": kind}]}},
        {"url": "reference", "valueReference": {"reference": f"FamilyMemberHistory/{target}"}}]}


def _named(relatives: list[Resource], name: str) -> Resource:
    return next(one for one in relatives if one["id"] == name)
