"""Rows of patients, medications and problems as FHIR R4 resources."""

from __future__ import annotations

import hashlib
from typing import Protocol

from workstation.exchange.csv_mapping import cells
from workstation.exchange.csv_mapping.cells import CellFault, Doubt, Moment
from workstation.exchange.csv_mapping.mapping import Mapping
from workstation.exchange.fhir_parts import Node

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_PROBLEM_STATES = ("active", "recurrence", "relapse", "inactive", "remission", "resolved")
_MEDICATION_STATES = ("active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown",
                      "not-taken")
_SEXES = {"m": "male", "male": "male", "男": "male", "男性": "male", "f": "female", "female": "female", "女": "female",
          "女性": "female", "other": "other", "其他": "other", "unknown": "unknown", "未知": "unknown",
          "不详": "unknown"}
_MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}


class Said(Protocol):
    """The row by field."""

    @property
    def mapping(self) -> Mapping: ...
    def __getitem__(self, field: str, /) -> str: ...


def patient(mapping: Mapping, said: Said, doubts: list[str], local: Moment) -> Node:
    """A Patient with what the row says. Raises CellFault without a number or a name."""
    try:
        number = cells.identifier(said["number"])
    except Doubt as doubt:
        doubts.append(str(doubt))
        number = said["number"]
    name: Node = {"family": said["family"], "given": said["given"].split(), "text": said["name"]}
    name = {key: held for key, held in name.items() if held}
    if not name:
        raise CellFault("the name is missing")
    sex = _SEXES.get(said["sex"].casefold(), "")
    if said["sex"] and not sex:
        doubts.append(f"the sex '{said['sex'][:20]}' is none that is known; say in [values.sex] what is meant")
    made: Node = {"resourceType": "Patient", "id": f"csv-{digest(mapping.system, number)}",
                  "identifier": [{"type": _MR} | ({"system": mapping.system} if mapping.system else {})
                                 | {"value": number}], "name": [name]}
    if sex:
        made["gender"] = sex
    dated(made, "birthDate", said, "born", doubts, local)
    dated(made, "deceasedDateTime", said, "died", doubts, local)
    made["birthDate"] = str(made.get("birthDate", "")).split("T", 1)[0]
    if said["phone"]:
        made["telecom"] = [{"system": "phone", "value": said["phone"]}]
    if said["address"]:
        made["address"] = [{"text": said["address"]}]
    return {key: held for key, held in made.items() if held}


def medication(said: Said, subject: str, doubts: list[str], local: Moment) -> Node:
    """A MedicationStatement: what is taken, as the row tells it; the dose stays in its own words."""
    if not said["name"]:
        raise CellFault("the medication is missing")
    made: Node = {
        "resourceType": "MedicationStatement",
        "id": f"csv-{digest('medication', subject, said['code'] or said['name'], said['start'], said['id'])}",
        "status": cells.choice(said["status"], _MEDICATION_STATES, "state") or "unknown",
        "medicationCodeableConcept": concept(said.mapping.code_system, said["code"], said["name"]),
        "subject": {"reference": f"Patient/{subject}"},
    }
    period: Node = {}
    dated(period, "start", said, "start", doubts, local)
    dated(period, "end", said, "end", doubts, local)
    if period:
        made["effectivePeriod"] = period
    if said["dose"].startswith("-"):
        doubts.append("a dose below zero")
    if said["dose"]:
        made["dosage"] = [{"text": said["dose"]}]
    return made


def problem(said: Said, subject: str, doubts: list[str], local: Moment) -> Node:
    """A Condition. What has an end is resolved unless the row says otherwise (FHIR R4 con-4)."""
    if not said["name"]:
        raise CellFault("the problem is missing")
    state = cells.choice(said["status"], _PROBLEM_STATES, "state") or ("resolved" if said["resolved"] else "")
    made: Node = {
        "resourceType": "Condition",
        "id": f"csv-{digest('problem', subject, said['code'] or said['name'], said['onset'], said['id'])}",
        "code": concept(said.mapping.code_system, said["code"], said["name"]),
        "subject": {"reference": f"Patient/{subject}"},
    }
    if state:
        made["clinicalStatus"] = {"coding": [{"system": _CLINICAL, "code": state}]}
    dated(made, "onsetDateTime", said, "onset", doubts, local)
    dated(made, "abatementDateTime", said, "resolved", doubts, local)
    return made


def concept(system: str, code: str, name: str) -> Node:
    """A CodeableConcept; a code whose system the mapping does not name stays without one."""
    made: Node = {}
    if code:
        made["coding"] = [({"system": system} if system else {}) | {"code": code}]
    return made | {"text": name or code}


def dated(made: Node, key: str, said: Said, field: str, doubts: list[str], local: Moment, needed: bool = False) -> None:
    """Sets ``key`` to the date of a field; one that reads two ways is left out and is a doubt. Raises CellFault."""
    if not said[field]:
        if needed:
            raise CellFault("the date is missing")
        return
    try:
        made[key] = cells.moment(said[field], said.mapping.dates, local)
    except Doubt as doubt:
        doubts.append(str(doubt))


def digest(*said: str) -> str:
    """Forty letters that the same words always give."""
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:40]
