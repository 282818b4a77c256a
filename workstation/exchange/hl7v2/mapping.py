"""A message as FHIR resources: its segments in their order, each to the function that reads it.

Every segment is counted: mapped (a resource says it), kept (only the original message says it) or refused (named).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2 import results, rules
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import KEPT, MAPPED, REFUSED, Draft, note
from workstation.exchange.hl7v2.message import Hl7Fault, Message, Segment
from workstation.exchange.hl7v2.patient import add_patient

_RESULTS = frozenset({"ORU", "OUL"})
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


def drafted(message: Message, patient_id: str, digest: str) -> Draft:
    """Everything that a message says, as far as it is mapped. Raises Hl7Fault where nothing of it can be used."""
    zone = _ZONE.search(message.header.text(7))
    draft = Draft(message, patient_id, digest, zone[0] if zone else "")
    rules.judge(draft)
    add_patient(draft)
    walk = Walk(draft)
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
        state = reader(walk, segment) if reader is not None else KEPT
    except Hl7Fault as fault:
        walk.draft.refusals.append((segment, str(fault)))
        state = REFUSED
    if state:
        walk.draft.count(segment, state)


def _control(walk: Walk, segment: Segment) -> str:
    return MAPPED if segment.name == "MSH" else KEPT


def _order(walk: Walk, segment: Segment) -> str:
    _close_panel(walk)
    walk.order, walk.last = segment, None
    return MAPPED


def _request(walk: Walk, segment: Segment) -> str:
    _close_panel(walk)
    walk.panel = results.Panel(segment, _number(walk, segment))
    walk.last = None
    return MAPPED


def _number(walk: Walk, segment: Segment) -> tuple[str, str]:
    """The order that the results answer: the filler's number, else the placer's; ORC stands in for OBR."""
    for source, number in ((segment, 3), (walk.order, 3), (segment, 2), (walk.order, 2)):
        found = t.entity(source.value(number)) if source is not None else {}
        if found:
            return str(found.get("system", t.named_authority(walk.draft.message.sender))), str(found["value"])
    return "", ""


def _result(walk: Walk, segment: Segment) -> str:
    walk.last = results.observations(walk.draft, walk.panel, segment)[-1]
    return MAPPED


def _note(walk: Walk, segment: Segment) -> str:
    return MAPPED if note(walk.draft, walk.last, segment) else KEPT


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


Reader = Callable[[Walk, Segment], str]
_READERS: dict[str, Reader] = {
    "MSH": _control, "ORC": _order, "OBR": _request, "OBX": _result, "NTE": _note,
}
