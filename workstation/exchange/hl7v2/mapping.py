"""A message as FHIR resources: its segments in their order, each to the function that reads it.

Every segment is counted: mapped (a resource says it), kept (only the original message says it) or refused (named).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2 import documents, orders, results, rules, schedule, visits
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import KEPT, MAPPED, REFUSED, Draft, note
from workstation.exchange.hl7v2.message import Hl7Fault, Message, Segment
from workstation.exchange.hl7v2.patient import add_patient

_RESULTS = frozenset({"ORU", "OUL"})
_ORDERS = frozenset({"ORM", "OML", "OMG", "OMI", "ORF"})
_FILES = frozenset({"ED", "RP"})
_CONTROL = frozenset({"MSH", "SFT", "UAC", "EVN"})            # they say how it came, not what is so
_WITH_PATIENT = frozenset({"PID", "NK1"})
_ZONE = re.compile(r"[+-]\d{4}$")


@dataclass(slots=True)
class Walk:
    """Where in the message the reading stands."""

    draft: Draft
    panel: results.Panel = field(default_factory=results.Panel)
    order: Segment | None = None
    last: Node | None = None              # what a following NTE is about
    drug: Node | None = None              # what a following RXR or RXE is about
    visit: Node | None = None
    document: Node | None = None
    meeting: Node | None = None
    in_resources: bool = False            # of the meeting: what follows is about one of them


def drafted(message: Message, patient_id: str, digest: str) -> Draft:
    """Everything that a message says, as far as it is mapped. Raises Hl7Fault where nothing of it can be used."""
    zone = _ZONE.search(message.header.text(7))
    draft = Draft(message, patient_id, digest, zone[0] if zone else "")
    sent = draft.moment(message.header, 7)
    draft.sent = sent if "T" in sent else ""
    rules.judge(draft)
    add_patient(draft)
    walk = Walk(draft)
    walk.visit = next((made for s in message.named("PV1") if (made := visits.encounter(draft, s))), None)
    for segment in message.segments:
        if segment.name not in _WITH_PATIENT:
            _read(walk, segment)
    _close_panel(walk)
    if draft.refusals and message.kind in _RESULTS and not draft.states["OBX"][MAPPED]:
        segment, reason = draft.refusals[0]
        raise Hl7Fault(reason.partition(": ")[0], reason.partition(": ")[2])
    if draft.assumed_zone:
        draft.tell("information", "MSH-7", "times name no zone and were taken as of this computer's zone")
    _tell_kept(draft)
    return draft


def _read(walk: Walk, segment: Segment) -> None:
    reader = _READERS.get(segment.name)
    try:
        state = MAPPED if reader is not None and reader(walk, segment) else KEPT
    except Hl7Fault as fault:
        walk.draft.refusals.append((segment, str(fault)))
        state = REFUSED
    walk.draft.count(segment, state)


def _control(walk: Walk, segment: Segment) -> bool:
    return True


def _visit(walk: Walk, segment: Segment) -> bool:
    return walk.visit is not None


def _reason(walk: Walk, segment: Segment) -> bool:
    return visits.reason(walk.draft, walk.visit, segment)


def _order(walk: Walk, segment: Segment) -> bool:
    _close_panel(walk)
    walk.order, walk.last, walk.drug = segment, None, None
    return True


def _request(walk: Walk, segment: Segment) -> bool:
    _close_panel(walk)
    walk.panel = results.Panel(segment, _number(walk, segment))
    walk.last = orders.service(walk.draft, walk.order, segment) if walk.draft.message.kind in _ORDERS else None
    return True


def _number(walk: Walk, segment: Segment) -> tuple[str, str]:
    """The order that the results answer: the filler's number, else the placer's; ORC stands in for OBR."""
    for source, number in ((segment, 3), (walk.order, 3), (segment, 2), (walk.order, 2)):
        found = t.entity(source.value(number)) if source is not None else {}
        if found:
            return str(found.get("system", t.named_authority(walk.draft.message.sender))), str(found["value"])
    return "", ""


def _result(walk: Walk, segment: Segment) -> bool:
    """An OBX: a part of the document or the vaccine it stands under, a file among results, or a result."""
    if walk.document is not None:
        return documents.content(walk.draft, walk.document, segment)
    if walk.drug is not None and walk.drug["resourceType"] == "Immunization":
        return orders.about_vaccine(walk.drug, segment)
    if segment.text(2).upper() in _FILES:
        return documents.among_results(walk.draft, segment, results.file_id(walk.draft, walk.panel, segment))
    walk.last = results.observations(walk.draft, walk.panel, segment)[-1]
    return True


def _note(walk: Walk, segment: Segment) -> bool:
    if walk.meeting is not None:
        return not walk.in_resources and schedule.comment(walk.meeting, segment)
    return note(walk.draft, walk.last, segment)


def _clinical(walk: Walk, segment: Segment) -> bool:
    """What is known of the patient, one resource a segment."""
    draft, visit = walk.draft, walk.visit
    if segment.name == "DG1":
        walk.last = visits.diagnosis(draft, segment, visit)
    elif segment.name == "PRB":
        walk.last = visits.problem(draft, segment)
    elif segment.name == "PR1":
        walk.last = visits.procedure(draft, segment, visit)
    else:
        walk.last = visits.allergy(draft, segment)
    return walk.last is not None


def _drug(walk: Walk, segment: Segment) -> bool:
    if segment.name == "RXD":
        made = orders.dispense(walk.draft, walk.order, segment)
    elif segment.name == "RXA":
        made = orders.immunization(walk.draft, walk.order, segment) if walk.draft.message.kind == "VXU" else None
    else:
        made = orders.prescription(walk.draft, walk.order, segment, walk.drug)
    walk.drug = walk.last = made
    return made is not None


def _route(walk: Walk, segment: Segment) -> bool:
    return orders.route(walk.drug, segment)


def _document(walk: Walk, segment: Segment) -> bool:
    _close_panel(walk)
    if walk.draft.message.kind == "MDM":
        walk.document = documents.document(walk.draft, segment)
    return walk.document is not None


def _meeting(walk: Walk, segment: Segment) -> bool:
    if walk.draft.message.kind == "SIU":
        walk.meeting = schedule.appointment(walk.draft, segment)
    return walk.meeting is not None


def _resource(walk: Walk, segment: Segment) -> bool:
    walk.in_resources = True
    return schedule.resource(walk.meeting, segment)


def _timing(walk: Walk, segment: Segment) -> bool:
    return walk.meeting is not None and bool(segment.value(7))


def _close_panel(walk: Walk) -> None:
    """The report of the OBR whose results are complete."""
    if walk.draft.message.kind in _RESULTS:
        results.report(walk.draft, walk.panel)
    walk.panel, walk.last = results.Panel(), None


def _tell_kept(draft: Draft) -> None:
    kept = sorted(name for name, states in draft.states.items() if states[KEPT] and name not in _CONTROL)
    if kept:
        draft.tell("information", "message", "kept in the original message only: "
                   + ", ".join(f"{name} ({draft.states[name][KEPT]})" for name in kept))


Reader = Callable[[Walk, Segment], bool]
_READERS: dict[str, Reader] = {
    "MSH": _control, "PV1": _visit, "PV2": _reason, "ORC": _order, "OBR": _request, "OBX": _result, "NTE": _note,
    **dict.fromkeys(("DG1", "PRB", "PR1", "AL1", "IAM"), _clinical),
    **dict.fromkeys(("RXO", "RXE", "RXD", "RXA"), _drug), "RXR": _route,
    "TXA": _document, "SCH": _meeting, "TQ1": _timing, **dict.fromkeys(("AIS", "AIG", "AIL", "AIP"), _resource),
}
