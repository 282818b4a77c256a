"""A Family written as FHIR R4: the Patient, what they have, and a FamilyMemberHistory for each relative.

The counterpart of ``family_history``: what that reads, this writes so that it reads the same. Genetic parents are
written as extensions, twins too; people whom nobody recorded are left out unless asked for, their places follow from
the codes again.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from engines.pedigree.model import Condition, Family, Person, Sex, TwinKind
from workstation.exchange.family_graph import role_of
from workstation.exchange.family_member import (
    ABSENT,
    NO_FINDING,
    PARENT,
    ROLE_SYSTEM,
    SIBLING,
    SNOMED,
    UCUM,
    negative_words,
)
from workstation.exchange.family_roles import CODES, OTHER_WORDS

Node = dict[str, Any]
_ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)–(\d+(?:\.\d+)?)")
_PERIOD = re.compile(r"(\d{4}[\d\-]*)/(\d{4}[\d\-]*)")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TWIN_CODES = {TwinKind.MONOZYGOTIC: "ITWIN", TwinKind.DIZYGOTIC: "FTWIN", TwinKind.UNKNOWN: "TWIN"}


@dataclass(frozen=True, slots=True)
class Written:
    """The resources, the patient first, and what FHIR had no place for, in words."""

    resources: tuple[Node, ...]
    lost: tuple[str, ...]


def resources_of(family: Family, with_inferred: bool = False) -> Written:
    """Everything of a family with a proband. Raises ValueError where nobody is the proband.

    ``with_inferred`` writes those too whom nobody recorded (the parents of a PED file that have no line).
    """
    proband = family.proband
    if proband is None:
        raise ValueError("nobody is the proband")
    writer = _Writer(family, proband, with_inferred)
    patient, *own = writer.patient()
    relatives = [writer.history(p) for p in (*family, *family.apart)
                 if not p.proband and (with_inferred or not p.inferred)]
    return Written((patient, *own, *relatives), tuple(writer.lost))


class _Writer:
    def __init__(self, family: Family, proband: Person, with_inferred: bool) -> None:
        self._family, self._proband, self._all = family, proband, with_inferred
        self.lost: list[str] = []
        self._twins: dict[str, list[tuple[str, TwinKind]]] = {}
        for twins in family.twins:
            for one in twins.members:
                self._twins.setdefault(one, []).extend((other, twins.kind) for other in twins.members if other != one)

    def patient(self) -> list[Node]:
        """The Patient and their Conditions."""
        one = self._proband
        node: Node = {"resourceType": "Patient", "id": fhir_id(one.id), **_identified(one)}
        if one.name:
            node["name"] = [{"text": one.name}]
        if one.sex is not Sex.UNKNOWN:
            node["gender"] = one.sex.value
        if _DATE.fullmatch(one.born):
            node["birthDate"] = one.born
        if one.deceased is not None:
            node["deceasedBoolean"] = one.deceased
        if one.asked_negative or one.negatives:
            self.lost.append(f"{one.id}: that the proband was asked and has none of the conditions")
        subject = {"reference": f"Patient/{node['id']}"}
        return [node, *({"resourceType": "Condition", "id": f"{node['id'][:50]}-condition-{number}", "subject": subject,
                         **_condition(condition)} for number, condition in enumerate(one.conditions, 1))]

    def history(self, person: Person) -> Node:
        """One relative."""
        extensions = [*self._parents(person), *self._siblings(person)]
        asked = person.asked or ("completed" if person.asked_negative else "partial")
        node: Node = {"resourceType": "FamilyMemberHistory", "id": fhir_id(person.id), **_identified(person),
                      **({"extension": extensions} if extensions else {}), "status": asked,
                      "patient": {"reference": f"Patient/{fhir_id(self._proband.id)}"},
                      "relationship": self._relationship(person)}
        if person.name:
            node["name"] = person.name
        if person.sex is not Sex.UNKNOWN:
            node["sex"] = {"coding": [{"system": "http://hl7.org/fhir/administrative-gender",
                                       "code": person.sex.value}]}
        node.update(self._life(person))
        conditions = _conditions(person)
        if conditions:
            node["condition"] = conditions
        if person.note:
            node["note"] = [{"text": person.note}]
        return node

    def _relationship(self, person: Person) -> Node:
        code = person.role or role_of(self._family, person)
        words = CODES[code].words if code in CODES else OTHER_WORDS.get(code, "")
        said = {"text": person.relationship} if person.relationship and person.relationship != words else {}
        return {"coding": [{"system": ROLE_SYSTEM, "code": code}], **said}

    def _parents(self, person: Person) -> list[Node]:
        """Exact parents; where one of them is inferred, the code gives the place again."""
        pairs = [(code, one) for code, one in (("NFTH", person.father), ("NMTH", person.mother)) if one is not None]
        if not self._all and any(self._family.person(one).inferred for _, one in pairs):
            return []
        return [self._link(PARENT, code, one) for code, one in pairs]

    def _siblings(self, person: Person) -> list[Node]:
        return [self._link(SIBLING, _TWIN_CODES[kind], other) for other, kind in self._twins.get(person.id, [])]

    def _link(self, url: str, code: str, other: str) -> Node:
        kind = "Patient" if other == self._proband.id else "FamilyMemberHistory"
        return {"url": url, "extension": [
            {"url": "type", "valueCodeableConcept": {"coding": [{"system": ROLE_SYSTEM, "code": code}]}},
            {"url": "reference", "valueReference": {"reference": f"{kind}/{fhir_id(other)}"}}]}

    def _life(self, person: Person) -> Node:
        node: Node = {}
        if person.born:
            node["bornDate" if _DATE.fullmatch(person.born) else "bornString"] = person.born
        if person.deceased:
            return node | (_aged("deceased", person.age_years, person.age_text) or {"deceasedBoolean": True})
        if person.deceased is False:
            node["deceasedBoolean"] = False
        age = _aged("age", person.age_years, person.age_text)
        if age and person.born:                       # fhs-1: one follows from the other
            self.lost.append(f"{person.id}: the age, beside the birth")
            return node
        return node | age


def fhir_id(name: str) -> str:
    """The name where it can be an id, else one made of it, the same each time."""
    return name if _ID.fullmatch(name) else str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def _identified(person: Person) -> Node:
    if _ID.fullmatch(person.id):
        return {}
    return {"identifier": [{"system": "urn:consilia:pedigree", "value": person.id}]}


def _conditions(person: Person) -> list[Node]:
    made = [_condition(one) for one in person.conditions]
    if person.carrier or person.presymptomatic or person.carrier_of:
        code = "Z14" if person.carrier else "Z15"
        made.append({"code": {"coding": [{"system": _ICD_10_CM, "code": code}],
                              **({"text": person.carrier_of} if person.carrier_of else {})}})
    made += [{"extension": [{"url": ABSENT, "valueCodeableConcept": _concept(one)}],
              "code": {"text": negative_words(one.name)}} for one in person.negatives]
    if person.asked_negative:
        made.append({"code": {"coding": [{"system": SNOMED, "code": NO_FINDING,
                                          "display": "No family history of clinical finding"}]}})
    return made


def _condition(one: Condition) -> Node:
    return {"code": _concept(one), **_aged("onset", one.onset_years, one.onset_text),
            **({"contributedToDeath": True} if one.cause_of_death else {})}


def _concept(one: Condition) -> Node:
    system = {"system": one.system} if one.system else {}
    return {**({"coding": [{**system, "code": one.code}]} if one.code else {}), "text": one.name}


def _aged(stem: str, years: float | None, words: str) -> Node:
    if years is not None:
        return {f"{stem}Age": _age(years)}
    span, period = _RANGE.fullmatch(words), _PERIOD.fullmatch(words)
    if span:
        return {f"{stem}Range": {"low": _age(float(span[1])), "high": _age(float(span[2]))}}
    if period and stem == "onset":
        return {f"{stem}Period": {"start": period[1], "end": period[2]}}
    if _DATE.fullmatch(words) and stem == "deceased":
        return {"deceasedDate": words}
    return {f"{stem}String": words} if words else {}


def _age(years: float) -> Node:
    return {"value": int(years) if years == int(years) else years, "unit": "years", "system": UCUM, "code": "a"}
