"""Allergies and intolerances; 'no known allergy' and 'nobody asked' are statements of their own."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, codes, part, parts
from workstation.services.chart_lists.reader import Reader, absence
from workstation.services.chart_lists.references import References

TYPES = ("AllergyIntolerance",)
# SNOMED CT "no known ..." (allergy, drug allergy, food allergy); the narrower ones stand there in their own words.
_NO_KNOWN = frozenset({"716186003", "409137002", "429625007"})


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry an AllergyIntolerance. Groups: active, none_known, not_asked, past, refuted, error."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    read.title("code")
    reactions = parts(read.node, "reaction")
    if not parts(read.node, "code"):
        for reaction in reactions:
            read.concept("title", "substance", reaction)
    read.code("kind", "type")
    read.code("category", "category")
    read.code("criticality", "criticality")
    read.concept("status", "clinicalStatus")
    read.concept("verification", "verificationStatus")
    for number, reaction in enumerate(reactions, 1):
        read.concept("reaction", "manifestation", reaction, number)
        read.code("reaction_severity", "severity", reaction, number)
        read.concept("reaction_substance", "substance", reaction, number)
        read.concept("exposure", "exposureRoute", reaction, number)
        read.when("reaction_onset", "onset", reaction, number)
        read.say("reaction_said", "description", reaction, number)
        read.notes(holder=reaction, number=number)
    read.when("onset", "onset")
    read.when("last", "lastOccurrence")
    read.when("recorded", "recordedDate")
    read.refer("recorder", "recorder")
    read.refer("asserter", "asserter")
    read.refer("encounter", "encounter")
    read.notes()
    read.told |= {"reaction", "patient"}
    return read.entry(_group(read.node))


def _group(node: Node) -> str:
    verified = codes(part(node, "verificationStatus"))
    if "entered-in-error" in verified:
        return "error"
    if "refuted" in verified:
        return "refuted"
    named = set(codes(part(node, "code")))
    if {"resolved", "inactive"} & set(codes(part(node, "clinicalStatus"))):
        return "past"
    return absence(part(node, "code")) or ("none_known" if named & _NO_KNOWN else "active")
