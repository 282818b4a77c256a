"""Problems: FHIR Condition with everything it says, sorted into what stands, what is past and what never was."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain.chart_list import Entry
from workstation.exchange.fhir_parts import Node, codes, part, parts
from workstation.services.chart_lists.reader import Reader, absence
from workstation.services.chart_lists.references import References

TYPES = ("Condition",)
_PAST = frozenset({"resolved", "inactive", "remission"})


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry a Condition. Groups: active, unstated, none_known, not_asked, past, refuted, error."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    read.title("code")
    read.concept("status", "clinicalStatus")
    read.concept("verification", "verificationStatus")
    read.when("onset", "onset")
    read.when("abatement", "abatement")
    read.concept("severity", "severity")
    read.concept("category", "category")
    read.concept("site", "bodySite")
    for number, stage in enumerate(parts(read.node, "stage"), 1):
        read.concept("stage", "summary", stage, number)
        read.concept("stage_kind", "type", stage, number)
        read.refer("stage_by", "assessment", holder=stage, number=number)
    read.when("recorded", "recordedDate")
    read.refer("recorder", "recorder")
    read.refer("asserter", "asserter")
    read.refer("encounter", "encounter")
    for number, evidence in enumerate(parts(read.node, "evidence"), 1):
        read.concept("evidence", "code", evidence, number)
        read.refer("evidence", "detail", holder=evidence, number=number)
    read.notes()
    read.told |= {"stage", "evidence", "subject"}
    return read.entry(_group(read.node))


def _group(node: Node) -> str:
    """A refuted condition and one entered in error are no problems, whatever their clinical status says (con-5)."""
    verified = codes(part(node, "verificationStatus"))
    if "entered-in-error" in verified:
        return "error"
    if "refuted" in verified:
        return "refuted"
    absent = absence(part(node, "code"))
    if absent:
        return absent
    status = codes(part(node, "clinicalStatus"))
    if _PAST & set(status) or (not status and any(name.startswith("abatement") for name in node)):
        return "past"
    return "active" if status else "unstated"
