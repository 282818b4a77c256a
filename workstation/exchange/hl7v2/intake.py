"""From the bytes of a message to what is stored: candidates held against what the store already says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workstation.domain.resource import ImportIssue
from workstation.exchange import fhir_read
from workstation.exchange.fhir_parts import date, parts, word
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_write import plain
from workstation.exchange.hl7v2 import charset, patient, rules, schedule
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, key_of
from workstation.exchange.hl7v2.framing import Framed
from workstation.exchange.hl7v2.message import Hl7Fault, Message, parse

_FIRM = ("final", "corrected", "amended")
_LOOSE = ("registered", "preliminary")


@dataclass(slots=True)
class Received:
    """A message that could be read: its bytes, their SHA-256, and who it says it is about."""

    data: bytes
    digest: str
    message: Message
    identifier: Node
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])

    @property
    def label(self) -> str:
        """``ORU^R01 M00001``."""
        header = self.message.header
        return f"{self.message.kind}^{self.message.event} {header.text(10)}".strip()


def receive(block: Framed) -> Received:
    """Reads one message. Raises Hl7Fault with the segment and field that make it unreadable."""
    data = block.data.strip(b"\r\n \x1c")
    text, codec, notes = charset.decoded(block.data.lstrip(b"\r\n "))
    message = parse(text, "utf-8" if codec == "ascii" else codec, block.whole)
    message.notes[:0] = [*block.notes, *notes]
    rules.check(message)
    return Received(data, hashlib.sha256(data).hexdigest(), message, patient.identifier_of(message))


def content_digest(received: Received) -> str:
    """SHA-256 of what the message says apart from its header: a message sent again may have a new time in MSH-7."""
    lines = ["\r".join(s.marks.field.join(s.fields) for s in received.message.segments[1:])]
    return hashlib.sha256("\r".join([received.message.kind, received.message.event, *lines]).encode()).hexdigest()


def candidates(draft: Draft, stored: Mapping[str, Node]) -> list[Candidate]:
    """What goes to the store. ``stored`` are the resources that have the same keys now.

    Where the message must wait, everything of it does, under one reason: a person decides on all or on parts.
    """
    import orjson

    waits = draft.waits or _contradiction(draft, stored)
    chosen = draft.resources if waits else [
        made for resource in draft.resources if (made := _chosen(resource, draft, stored)) is not None]
    if not chosen:
        return []
    entries = [{"resource": resource} for resource in chosen]
    made = fhir_read.read_document(orjson.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    if waits:
        for found in made:
            found.patient_id, found.doubted = draft.patient_id, waits
        return made
    return [found for found in made if not _is_same(_settled(found, draft, stored), stored)]


def _chosen(resource: Node, draft: Draft, stored: Mapping[str, Node]) -> Node | None:
    """None for the copy that a result carries of what is known, and for a chart that another system owns."""
    key = key_of(resource)
    if key not in stored:
        return resource
    ours = key.split("/", 1)[1].startswith("v2-") or resource["resourceType"] == "Appointment"
    if key in draft.standing or not ours:
        return None
    if _is_late(resource, stored[key]):
        draft.tell("information", key, "it is known from a later message already and was left as that says")
        return None
    if resource["resourceType"] == "Appointment":
        made = schedule.united(resource, stored[key])
        return _united(made, {name: held for name, held in stored[key].items() if name in made}, draft)
    return _united(resource, stored[key], draft) if resource["resourceType"] in ("Patient", "Encounter") else resource


def _is_late(new: Node, known: Node) -> bool:
    """True where the store has it from a message that was sent later."""
    mine, theirs = date(word(new, "meta", "lastUpdated")), date(word(known, "meta", "lastUpdated"))
    return mine is not None and theirs is not None and mine.start < theirs.start


def refused(draft: Draft) -> list[Candidate]:
    """The segments that could not be taken, as candidates that say why."""
    return [Candidate(reason.partition(": ")[0], segment.marks.field.join(segment.fields).encode(), {}, "Observation",
                      "", "", refused=reason) for segment, reason in draft.refusals]


def _settled(found: Candidate, draft: Draft, stored: Mapping[str, Node]) -> Candidate:
    """Whose it is, and whether it must wait."""
    if found.type not in ("Practitioner", "Organization", "Location"):
        found.patient_id = draft.patient_id
    before = stored.get(found.key)
    found.doubted = found.doubted or draft.doubts.get(found.key, "")
    if before and not found.doubted:
        found.doubted = _worse(found, before, draft.message.event)
    return found


def _worse(found: Candidate, before: Node, event: str) -> str:
    """What says less than what it would replace: a late message, mostly."""
    old, new = word(before, "status"), word(found.value, "status")
    if found.type == "Encounter" and old == "finished" and new == "in-progress" and event != "A13":
        return "a visit that is finished would be open again"
    back = old in _FIRM and new in _LOOSE or old in ("corrected", "amended") and new == "final"
    if found.type == "Observation" and back:
        return f"a {new} result would replace one that is {old}"
    has_value = any(name.startswith("value") for name in before)
    if found.type == "Observation" and has_value and new in (*_FIRM, *_LOOSE, "unknown") and \
            not any(name.startswith("value") for name in found.value):
        return "a result without a value would replace one that has a value"
    return ""


def _is_same(found: Candidate, stored: Mapping[str, Node]) -> bool:
    """True where the store says the same already, from whichever message."""
    before = stored.get(found.key)
    return before is not None and not found.refused and _bare(before) == _bare(found.value)


def _bare(resource: Node) -> Node:
    return {name: held for name, held in resource.items() if name != "meta"}


def _contradiction(draft: Draft, stored: Mapping[str, Node]) -> str:
    """Why the patient of the message can't be the one of the chart with that number."""
    known = stored.get(f"Patient/{draft.patient_id}")
    if known is None:
        return ""
    new = next(r for r in draft.resources if r["resourceType"] == "Patient")
    mine, theirs = str(new.get("birthDate", "")), word(known, "birthDate")
    number = new["identifier"][0]["value"]
    if mine and theirs and not (mine.startswith(theirs) or theirs.startswith(mine)):
        return f"PID[1]-7: the number {number} has the birth date {mine} here and {theirs} in the store"
    if not _strangers(new, known):
        return ""
    if not (mine and theirs):
        return f"PID[1]-5: the number {number} has another name here than in the store, and no birth date to tell"
    if {new.get("gender"), known.get("gender")} == {"male", "female"}:
        return f"PID[1]-5: the number {number} has another name and another sex here than in the store"
    draft.tell("warning", "PID[1]-5", f"the number {number} has another name here than in the store")
    return ""


def _strangers(new: Node, known: Node) -> bool:
    """True where both have names and no word of one is a word of the other."""
    from engines.text.safe_text import for_search

    here, there = (_name_words(one, for_search) for one in (new, known))
    return bool(here and there) and not here & there


def _name_words(one: Node, folded: Any) -> set[str]:
    words: set[str] = set()
    for name in parts(one, "name"):
        given = name.get("given")
        for text in (word(name, "family"), word(name, "text"), *(given if isinstance(given, list) else [])):
            words |= set(folded(str(text)).split())
    return words


def _united(new: Node, known: Node, draft: Draft) -> Node:
    """A known patient with what the owner of the data says now: what it leaves out stays, what it clears goes."""
    cleared = draft.cleared if new["resourceType"] == "Patient" else ()
    kept = {name: held for name, held in known.items() if name not in cleared}
    identifiers = list(new.get("identifier", []))
    seen = {(one.get("system"), one.get("value")) for one in identifiers}
    identifiers += [one for one in parts(known, "identifier") if (one.get("system"), one.get("value")) not in seen]
    return plain(kept | new | ({"identifier": identifiers} if identifiers else {}))


def segment_counts(draft: Draft) -> dict[str, Counter[str]]:
    """``segment OBX``: found = mapped + kept + refused."""
    return {f"segment {name}": Counter(states) + Counter(found=states.total())
            for name, states in sorted(draft.states.items())}


def unreadable(block: Framed, fault: Hl7Fault) -> Candidate:
    """A message that was refused, for the report."""
    return Candidate(fault.where, block.data, {}, "HL7 v2 message", "", "", refused=str(fault))
