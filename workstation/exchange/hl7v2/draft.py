"""What becomes of a message while it is being read: resources, what each segment came to, and what is to be said."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from workstation.domain.resource import ImportIssue
from workstation.exchange.hl7v2 import datatypes
from workstation.exchange.hl7v2.datatypes import NoDate, Node
from workstation.exchange.hl7v2.message import Message, Segment, Value

MAPPED, KEPT, REFUSED = "mapped", "kept", "refused"


# What a later message replaces as a whole: an older one that comes late must not.
_ORDERED = frozenset({"Patient", "Encounter", "Appointment", "ServiceRequest", "MedicationRequest"})


def identity(*parts: str) -> str:
    """A resource id made of what identifies the thing, so that the same thing is met again under the same id."""
    return "v2-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


@dataclass(slots=True)
class Draft:
    """``doubts`` maps a resource key to why it waits; ``waits`` is why the whole message does.

    ``standing`` are the keys that this kind of message may only make, not change: an ORU carries a copy of the
    patient's data, the ADT is their owner. ``cleared`` are members that the sender asks to delete (``""``).
    """

    message: Message
    patient_id: str
    digest: str
    zone: str = ""
    sent: str = ""                    # MSH-7 as an instant, "" where it is none
    resources: list[Node] = field(default_factory=list[Node])
    states: dict[str, Counter[str]] = field(default_factory=dict[str, "Counter[str]"])
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])
    doubts: dict[str, str] = field(default_factory=dict[str, str])
    refusals: list[tuple[Segment, str]] = field(default_factory=list[tuple[Segment, str]])
    standing: set[str] = field(default_factory=set[str])
    cleared: set[str] = field(default_factory=set[str])
    waits: str = ""
    assumed_zone: bool = False

    @property
    def subject(self) -> Node:
        return {"reference": f"Patient/{self.patient_id}"}

    def add(self, resource: Node, standing: bool = False) -> Node:
        """Takes a resource in; its empty members are dropped."""
        sent = {"lastUpdated": self.sent} if self.sent and resource["resourceType"] in _ORDERED else {}
        resource["meta"] = {"source": f"urn:sha256:{self.digest}"} | sent
        for name in [name for name, held in resource.items() if held in ("", [], {}, None)]:
            del resource[name]
        self.resources.append(resource)
        if standing:
            self.standing.add(key_of(resource))
        return resource

    def count(self, segment: Segment, state: str) -> None:
        self.states.setdefault(segment.name, Counter())[state] += 1

    def tell(self, severity: str, where: str, text: str, excerpt: str = "") -> None:
        self.issues.append(ImportIssue(severity, where, text, excerpt[:200]))

    def moment(self, segment: Segment, number: int, value: Value | None = None) -> str:
        """The dateTime of a field; "" where there is none or, told, where it is none."""
        text = (value or segment.value(number)).part(1)
        try:
            if not text:
                return ""
            self.assumed_zone = self.assumed_zone or (not self.zone and datatypes.has_time_without_zone(text))
            return datatypes.moment(text, self.zone)
        except NoDate as fault:
            self.tell("warning", segment.where(number), f"{fault}; it was left out")
            return ""

    def day(self, segment: Segment, number: int) -> str:
        """The date of a field, as ``moment`` gives it."""
        return self.moment(segment, number)[:10]


def key_of(resource: Node) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def note(draft: Draft, target: Node | None, segment: Segment) -> bool:
    """NTE onto what it follows; False where that takes no note."""
    text = segment.whole(3)
    if not text or target is None or target["resourceType"] not in _NOTED:
        return False
    target.setdefault("note", []).append({"text": text})
    return True


_NOTED = frozenset({"Observation", "ServiceRequest", "Condition", "AllergyIntolerance", "Immunization", "Procedure",
                    "MedicationRequest", "MedicationDispense", "MedicationAdministration"})
