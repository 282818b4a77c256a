"""Immunisations given, and those not given with the reason why."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.services.chart_lists.reader import Reader, absence
from workstation.services.chart_lists.references import References

TYPES = ("Immunization",)


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry an Immunization. Groups: given, none_known, not_asked, not_given, error."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    read.title("vaccineCode")
    read.code("status", "status")
    read.concept("status_reason", "statusReason")
    read.when("given", "occurrence")
    for number, held in enumerate(parts(read.node, "protocolApplied"), 1):
        read.say("dose_number", "doseNumberPositiveInt", held, number)
        read.say("dose_number", "doseNumberString", held, number)
        read.say("doses", "seriesDosesPositiveInt", held, number)
        read.say("doses", "seriesDosesString", held, number)
        read.say("series", "series", held, number)
        read.concept("against", "targetDisease", held, number)
        read.refer("authority", "authority", holder=held, number=number)
    read.say("lot", "lotNumber")
    read.when("expires", "expirationDate")
    read.refer("manufacturer", "manufacturer")
    read.concept("site", "site")
    read.concept("route", "route")
    read.quantity("dose", "doseQuantity")
    read.refer("performer", "performer", inner="actor", role="function")
    read.refer("place", "location")
    read.concept("reason", "reasonCode")
    read.refer("reason", "reasonReference")
    read.concept("report_origin", "reportOrigin")
    read.say("primary_source", "primarySource")
    read.say("subpotent", "isSubpotent")
    read.concept("subpotent_reason", "subpotentReason")
    for number, held in enumerate(parts(read.node, "reaction"), 1):
        read.when("reaction_onset", "date", held, number)
        read.refer("reaction", "detail", holder=held, number=number)
        read.say("reaction_reported", "reported", held, number)
    read.when("recorded", "recorded")
    read.refer("encounter", "encounter")
    read.notes()
    read.told |= {"protocolApplied", "reaction", "patient"}
    state = {"not-done": "not_given", "entered-in-error": "error"}.get(word(read.node, "status"), "given")
    return read.entry(absence(part(read.node, "vaccineCode")) or state)
