"""Encounters: when, where, with whom, why, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.services.chart_lists.reader import Reader
from workstation.services.chart_lists.references import References

TYPES = ("Encounter",)
_COMING = frozenset({"planned"})
_NOW = frozenset({"arrived", "triaged", "in-progress", "onleave"})


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry an Encounter. Groups: now, coming, past, cancelled, error."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    read.title("type")
    if not read.facts:
        read.title("serviceType", "class")
    read.code("status", "status")
    read.concept("class", "class")
    read.concept("service", "serviceType")
    read.when("period", "period")
    for number, held in enumerate(parts(read.node, "participant"), 1):
        read.refer("participant", "individual", holder=held, number=number)
        read.concept("participant_role", "type", held, number)
        read.when("participant_period", "period", held, number)
    read.concept("reason", "reasonCode")
    read.refer("reason", "reasonReference")
    read.refer("diagnosis", "diagnosis", inner="condition", role="use")
    read.refer("place", "location", inner="location")
    read.refer("provider", "serviceProvider")
    _stay(read)
    read.concept("priority", "priority")
    read.quantity("length", "length")
    read.refer("part_of", "partOf")
    read.refer("episode", "episodeOfCare")
    read.told |= {"participant", "hospitalization", "subject"}
    return read.entry(_group(word(read.node, "status")))


def _stay(read: Reader) -> None:
    """How a patient came into the hospital and went."""
    stay = part(read.node, "hospitalization")
    read.concept("admitted_from", "admitSource", stay)
    read.refer("admitted_from", "origin", holder=stay)
    read.concept("discharged_to", "dischargeDisposition", stay)
    read.refer("discharged_to", "destination", holder=stay)
    read.concept("readmission", "reAdmission", stay)
    read.concept("diet", "dietPreference", stay)
    read.concept("special", "specialArrangement", stay)
    read.concept("special", "specialCourtesy", stay)


def _group(status: str) -> str:
    if status == "entered-in-error":
        return "error"
    if status == "cancelled":
        return "cancelled"
    return "coming" if status in _COMING else "now" if status in _NOW else "past"
