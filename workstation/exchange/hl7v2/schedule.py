"""SCH with its resources as an Appointment (chapter 10; HL7's Version 2 to FHIR guide, segment SCH)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from workstation.exchange.fhir_parts import number, part, parts, word
from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity, key_of
from workstation.exchange.hl7v2.message import Segment

FILLER, PLACER = "FILL", "PLAC"             # of table 0203
_ID_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"
_ACTORS = {"AIP": "Practitioner", "AIL": "Location", "AIG": "Device"}
_EVENTS = {"S15": "cancelled", "S16": "cancelled", "S17": "entered-in-error", "S26": "noshow"}
_STATES = {"BOOKED": "booked", "CANCELLED": "cancelled", "NOSHOW": "noshow", "COMPLETE": "fulfilled",
           "PENDING": "pending", "WAITLIST": "waitlist", "DELETED": "entered-in-error", "STARTED": "arrived"}
_MINUTES = {"": 1.0, "MIN": 1.0, "MINUTES": 1.0, "M": 1.0, "S": 1 / 60, "SEC": 1 / 60, "H": 60.0, "HR": 60.0}
_WHOLE = re.compile(r"\d{1,6}")
_NO_TIME_NEEDED = ("cancelled", "entered-in-error", "waitlist", "pending")
# Where each resource segment says its start and its duration with unit (AIS-4, 7, 8; the others two fields later).
_TIMES = {"AIS": (4, 7, 8), "AIG": (8, 11, 12), "AIL": (6, 9, 10), "AIP": (6, 9, 10)}


def appointment(draft: Draft, segment: Segment) -> Node:
    """The Appointment of a SCH: known by the filler's number, else the placer's."""
    filler, placer = t.entity(segment.value(2)), t.entity(segment.value(1))
    known_by = filler or placer
    own = _own(known_by, draft) if known_by else (draft.digest, segment.where())
    status = _EVENTS.get(draft.message.event) or _STATES.get(segment.text(25).upper(), "booked")
    made = draft.add({
        "resourceType": "Appointment", "id": identity("appointment", *own), "status": status,
        "identifier": [{"type": _number_type(code), **held} for code, held in ((FILLER, filler), (PLACER, placer))
                       if held],
        "appointmentType": t.concept(segment.value(8)),
        "reasonCode": [said for said in (t.concept(segment.value(7)),) if said],
        "cancelationReason": t.concept(segment.value(6)) if status in ("cancelled", "noshow") else {},
        "participant": [{"actor": draft.subject, "status": "accepted"}],
    })
    _times(draft, made, segment)
    return made


def _own(given: Node, draft: Draft) -> tuple[str, str]:
    """What makes a number one of its kind: a number without a system is the sender's."""
    return str(given.get("system", draft.message.sender)), str(given["value"])


def _number_type(code: str) -> Node:
    return {"coding": [{"system": _ID_TYPES, "code": code}]}


def numbered(resource: Node, code: str) -> Node:
    """The identifier of an Appointment that is its filler's (or placer's) number, {} where it has none."""
    return next((one for one in parts(resource, "identifier")
                 if any(word(coding, "code") == code for coding in parts(part(one, "type"), "coding"))), {})


def id_by(given: Node, draft: Draft) -> str:
    """The id that a message which knew only this number has made; "" without one."""
    return identity("appointment", *_own(given, draft)) if given else ""


def united(new: Node, known: Node) -> Node:
    """A known appointment with what the message says of it: who, where and how long stay where it does not say."""
    made = {**known, **new}
    if made["status"] not in ("cancelled", "noshow"):
        made.pop("cancelationReason", None)
    if len(parts(new, "participant")) < 2 and parts(known, "participant"):
        made["participant"] = parts(known, "participant")
    length = number(known.get("minutesDuration"))
    if length and "start" in new and "minutesDuration" not in new and new.get("end") == new["start"]:
        made["end"] = (datetime.fromisoformat(new["start"]) + timedelta(minutes=length)).isoformat()
    return made


def comment(made: Node | None, segment: Segment) -> bool:
    """NTE after the SCH, before its resources: what is said of the whole appointment."""
    text = segment.whole(3)
    if made is None or not text:
        return False
    made["comment"] = "\n".join(filter(None, (word(made, "comment"), text)))
    return True


def _times(draft: Draft, made: Node, segment: Segment) -> None:
    """Start and end: of TQ1, else of the first resource, else of SCH-11; an end may follow from the length."""
    message = draft.message
    length = _minutes(segment, 9, 10)
    start = end = ""
    for timing in message.named("TQ1"):
        start, end = start or draft.moment(timing, 7), end or draft.moment(timing, 8)
    for resource in message.named(*_TIMES):
        at, lasting, unit = _TIMES[resource.name]
        if not start and draft.moment(resource, at):
            start, length = draft.moment(resource, at), _minutes(resource, lasting, unit) or length
    quoted = segment.value(11)
    if not start:
        start, end = (draft.moment(segment, 11, quoted.component(n)) for n in (4, 5))
    if "T" not in start:
        if made["status"] not in _NO_TIME_NEEDED:
            draft.doubts[key_of(made)] = f"{segment.where(11)}: the appointment has no time"
        return
    if not end and length:
        end = (datetime.fromisoformat(start) + timedelta(minutes=length)).isoformat()
    made["start"], made["end"] = start, end if "T" in end else start
    if length:
        made["minutesDuration"] = length


def _minutes(segment: Segment, place: int, unit: int) -> int:
    text, factor = segment.text(place), _MINUTES.get(segment.text(unit).upper())
    return max(1, round(int(text) * factor)) if factor and _WHOLE.fullmatch(text) and int(text) else 0


def resource(made: Node | None, segment: Segment) -> bool:
    """AIS, AIG, AIL, AIP: what is done, with what, where, and by whom."""
    said = t.concept(segment.value(3))
    if made is None or not said:
        return False
    if segment.name == "AIS":
        made.setdefault("serviceType", []).append(said)
        return True
    name = t.person(segment.value(3)) if segment.name == "AIP" else _named(segment)
    if not name:
        return False
    made["participant"].append({"actor": {"type": _ACTORS[segment.name], "display": name}, "status": "accepted"})
    return True


def _named(segment: Segment) -> str:
    value = segment.value(3)
    if segment.name == "AIG":
        return value.part(2) or value.part(1)
    return ", ".join(filter(None, (value.part(4), value.part(1), value.part(2), value.part(3))))
