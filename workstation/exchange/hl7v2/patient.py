"""PID, PD1 and NK1 as a FHIR Patient (v2.8.2 chapter 3.4.2; HL7's Version 2 to FHIR guide, segment PID)."""

from __future__ import annotations

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import KEPT, MAPPED, Draft, identity
from workstation.exchange.hl7v2.message import Message, Segment
from workstation.exchange.hl7v2.rules import primary

_OWNERS = frozenset({"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A14", "A28", "A31"})
_LANGUAGES = "urn:ietf:bcp:47"
_MARITAL = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"
_MARITAL_CODES = frozenset("ADMILSTPW")          # table 0002 where it and v3 MaritalStatus mean the same
# PID members that a sender may ask to delete with "".
_CLEARABLE = {5: "name", 7: "birthDate", 8: "gender", 11: "address", 13: "telecom", 16: "maritalStatus"}


def identifier_of(message: Message) -> Node:
    """The identifier by which the message names its patient; its authority is the sender's where it names none."""
    return t.identifier(primary(next(message.named("PID"))), message.sender)


def patient_id(found: Node) -> str:
    """The id of the Patient made of this identifier."""
    return identity("patient", str(found.get("system", "")), str(found["value"]))


def add_patient(draft: Draft) -> None:
    """The Patient of the first PID. Only the messages that own a patient's data may change one that is known."""
    segment = next(draft.message.named("PID"))
    owner = draft.message.kind == "ADT" and draft.message.event in _OWNERS
    draft.add(_patient(draft, segment), standing=not owner)
    for again in draft.message.named("PID"):
        draft.count(again, MAPPED if again is segment else KEPT)
    if owner:
        draft.cleared |= {name for number, name in _CLEARABLE.items() if segment.value(number).is_null}


def _patient(draft: Draft, segment: Segment) -> Node:
    sex = t.SEXES.get(segment.text(8).upper(), "")
    died = draft.moment(segment, 29)
    made: Node = {
        "resourceType": "Patient", "id": draft.patient_id, "identifier": _identifiers(draft, segment),
        "name": [name for name in map(t.human_name, segment.values(5)) if name],
        "telecom": [point for number, use in ((13, "home"), (14, "work")) for value in segment.values(number)
                    if (point := t.contact_point(value, use))],
        "gender": sex, "birthDate": _born(draft, segment),
        "address": [place for place in map(t.address, segment.values(11)) if place],
        "maritalStatus": _marital(segment),
        "contact": [one for one in (_contact(draft, s) for s in draft.message.named("NK1")) if one],
    }
    if died:
        made["deceasedDateTime"] = died
    elif segment.text(30) in ("Y", "N"):
        made["deceasedBoolean"] = segment.text(30) == "Y"
    language = t.concept(segment.value(15))
    if language:
        made["communication"] = [{"language": language}]
    return made


def _born(draft: Draft, segment: Segment) -> str:
    """PID-7 without its time of day; a date that is none makes the message wait (``rules``)."""
    try:
        return t.day(segment.text(7)) if segment.text(7) else ""
    except t.NoDate:
        return ""


def _identifiers(draft: Draft, segment: Segment) -> list[Node]:
    first = t.identifier(primary(segment), draft.message.sender)
    made = [first]
    for number in (3, 2, 4):
        for value in segment.values(number):
            found = t.identifier(value, draft.message.sender)
            if found and not any(_same(found, known) for known in made):
                made.append(found)
    return made


def _same(one: Node, other: Node) -> bool:
    return (one.get("system"), one["value"]) == (other.get("system"), other["value"])


def _marital(segment: Segment) -> Node:
    code = segment.text(16).upper()
    return t.coded(_MARITAL, code) if code in _MARITAL_CODES else t.concept(segment.value(16))


def _contact(draft: Draft, segment: Segment) -> Node:
    """NK1: the next of kin."""
    name = t.human_name(segment.value(2))
    points = [point for number, use in ((5, "home"), (6, "work")) for value in segment.values(number)
              if (point := t.contact_point(value, use))]
    made = {"relationship": [c for c in (t.concept(segment.value(3)),) if c], "name": name, "telecom": points,
            "address": t.address(segment.value(4))}
    draft.count(segment, MAPPED if name or points else KEPT)
    return {key: held for key, held in made.items() if held} if name or points else {}
