"""SCH with its resources as an Appointment (chapter 10; HL7's Version 2 to FHIR guide, segment SCH)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity, key_of
from workstation.exchange.hl7v2.message import Segment

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
    number = t.entity(segment.value(2)) or t.entity(segment.value(1))
    own = (str(number.get("system", draft.message.sender)), str(number["value"])) if number else \
        (draft.digest, segment.where())
    status = _EVENTS.get(draft.message.event) or _STATES.get(segment.text(25).upper(), "booked")
    made = draft.add({
        "resourceType": "Appointment", "id": identity("appointment", *own), "status": status,
        "identifier": [number] if number else [], "appointmentType": t.concept(segment.value(8)),
        "reasonCode": [said for said in (t.concept(segment.value(7)),) if said],
        "participant": [{"actor": draft.subject, "status": "accepted"}],
    })
    _times(draft, made, segment)
    return made


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


def _minutes(segment: Segment, number: int, unit: int) -> int:
    text, factor = segment.text(number), _MINUTES.get(segment.text(unit).upper())
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
    made["participant"].append({"actor": {"display": name}, "status": "accepted"})
    return True


def _named(segment: Segment) -> str:
    value = segment.value(3)
    if segment.name == "AIG":
        return value.part(2) or value.part(1)
    return ", ".join(filter(None, (value.part(4), value.part(1), value.part(2), value.part(3))))
