"""Procedures: what was done, when, by whom, why, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.services.chart_lists.reader import Reader, absence
from workstation.services.chart_lists.references import References

TYPES = ("Procedure",)
_GROUPS = {"preparation": "coming", "in-progress": "now", "on-hold": "now", "not-done": "not_done",
           "entered-in-error": "error"}


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry a Procedure. Groups: now, none_known, not_asked, coming, done, not_done, error."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    read.title("code")
    read.code("status", "status")
    read.concept("status_reason", "statusReason")
    read.when("performed", "performed")
    read.refer("performer", "performer", inner="actor", role="function")
    read.refer("asserter", "asserter")
    read.refer("recorder", "recorder")
    read.concept("reason", "reasonCode")
    read.refer("reason", "reasonReference")
    read.concept("site", "bodySite")
    read.concept("outcome", "outcome")
    read.concept("complication", "complication")
    read.refer("complication", "complicationDetail")
    read.concept("follow_up", "followUp")
    for number, held in enumerate(parts(read.node, "focalDevice"), 1):
        read.refer("device", "manipulated", holder=held, number=number)
        read.concept("device_action", "action", held, number)
    read.refer("device", "usedReference")
    read.concept("device", "usedCode")
    read.refer("report", "report")
    read.concept("category", "category")
    read.refer("place", "location")
    read.refer("part_of", "partOf")
    read.refer("encounter", "encounter")
    read.notes()
    read.told |= {"focalDevice", "subject"}
    return read.entry(absence(part(read.node, "code")) or _GROUPS.get(word(read.node, "status"), "done"))
