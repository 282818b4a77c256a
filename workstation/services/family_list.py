"""The family history as a list: everything each FamilyMemberHistory says, by side of the family and generation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workstation.domain.chart_list import Entry
from workstation.exchange import family_member
from workstation.exchange.family_draft import said_of
from workstation.exchange.family_roles import CODES, OTHER_WORDS
from workstation.exchange.fhir_parts import Node, codes, coding, part, parts, word
from workstation.services import chart_lists
from workstation.services.chart_lists.reader import Reader, system_name
from workstation.services.chart_lists.references import References, resolved

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.progress import Progress

_ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_GENETICS = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-"
# Groups by code of v3-RoleCode: side of the family and generation.
_GROUPS: dict[str, tuple[str, ...]] = {
    "parents": ("MTH", "NMTH", "NMTHF", "FTH", "NFTH", "NFTHF", "PRN", "NPRN", "STPMTH", "STPFTH", "ADOPTM", "ADOPTF"),
    "siblings": (*(code for code, place in CODES.items() if place.role == "sib"), "HBRO", "HSIS", "HSIB", "STPBRO",
                 "STPSIS", "STPSIB"),
    "partners": tuple(code for code, place in CODES.items() if place.partner_of_proband),
    "children": tuple(code for code, place in CODES.items() if place.child_of_proband),
    "grandchildren": ("GRNDSON", "GRNDDAU", "GRNDCHILD"),
    "nephews": ("NEPH", "NIECE", "NIENEPH"),
    "maternal_great": ("MGGRFTH", "MGGRMTH", "MGGRPRN"), "paternal_great": ("PGGRFTH", "PGGRMTH", "PGGRPRN"),
    "maternal_grand": ("MGRFTH", "MGRMTH", "MGRPRN"), "paternal_grand": ("PGRFTH", "PGRMTH", "PGRPRN"),
    "maternal_aunts": ("MAUNT", "MUNCLE"), "paternal_aunts": ("PAUNT", "PUNCLE"),
    "maternal_cousins": ("MCOUSN",), "paternal_cousins": ("PCOUSN",),
}
_GROUP_OF = {code: group for group, members in _GROUPS.items() for code in members}


def relatives(clinic: Clinic, patient_id: str, progress: Progress | None = None) -> list[Entry]:
    """One entry a FamilyMemberHistory, those entered in error too. Raises NotAllowed, Cancelled."""
    nodes = chart_lists.parsed(clinic, patient_id, ("FamilyMemberHistory",), progress)
    return entries(nodes, resolved(clinic, patient_id, nodes))


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """The entries of parsed resources. Conditions, negatives and links stand in facts of their own ``part``."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def group_of(node: Node) -> str:
    """Side and generation of a relative; ``unplaced`` where the code leaves them open, ``error`` for errors."""
    if word(node, "status") == "entered-in-error":
        return "error"
    found = codes(part(node, "relationship"))
    return next((_GROUP_OF[code] for code in found if code in _GROUP_OF), "unplaced")


def _entry(read: Reader) -> Entry:
    node = read.node
    read.add("relationship", _relationship(node), code=next(iter(codes(part(node, "relationship"))), ""))
    read.codes("code", part(node, "relationship"))
    read.add("title", word(node, "name"))
    read.concept("gender", "sex")
    read.when("born", "born")
    read.add("age", said_of(node, "age"))
    if node.get("estimatedAge") is True:
        read.add("estimated", "true", code="true")
    _death(read)
    read.code("status", "status")
    read.concept("absent", "dataAbsentReason")
    for extension in parts(node, "extension"):
        if word(extension, "url") == _ABSENT_REASON:
            read.add("absent", code=word(extension, "valueCode"))
    _conditions(read)
    read.concept("reason", "reasonCode")
    read.refer("reason", "reasonReference")
    read.notes()
    read.when("recorded", "date")
    _links(read)
    read.told |= {"name", "relationship", "condition", "patient", "estimatedAge", *(
        name for name in node if name.startswith(("age", "deceased", "born")))}
    others = [one for one in parts(node, "extension")
              if not word(one, "url").startswith((_GENETICS, _ABSENT_REASON))]
    read.node = {**node, "extension": others}         # those told above are not told again
    return read.entry(group_of(node))


def _relationship(node: Node) -> str:
    concept = part(node, "relationship")
    if word(concept, "text"):
        return word(concept, "text")
    for code in codes(concept):
        if code in CODES:
            return CODES[code].words
        if code in OTHER_WORDS:
            return OTHER_WORDS[code]
    return coding(concept)[2]


def _death(read: Reader) -> None:
    """Absent means not known; only ``false`` means alive."""
    node, said = read.node, read.node.get("deceasedBoolean")
    at = said_of(node, "deceased")
    if at or said is True or any(name.startswith("deceased") and name != "deceasedBoolean" for name in node):
        read.add("died", at, code="dead")
    elif said is False:
        read.add("died", code="alive")


def _conditions(read: Reader) -> None:
    told = parts(read.node, "condition")
    for number, entry in enumerate(told, 1):
        absent = family_member.negative_of(entry)
        if family_member.says_nothing_found(entry):
            read.add("negative", code="nothing_found", part=number)
            continue
        if absent is not None:
            read.add("negative", absent.name, part=number)
            continue
        kind = "carrier" if family_member.says_genetic_state(entry) else "condition"
        read.add(kind, coding(part(entry, "code"))[2], part=number)
        for held in parts(part(entry, "code"), "coding"):
            said = [system_name(word(held, "system")), word(held, "code")]
            read.add("condition_code", " ".join(filter(None, said)), part=number)
        read.add("onset", said_of(entry, "onset"), part=number)
        read.concept("outcome", "outcome", entry, number)
        if isinstance(entry.get("contributedToDeath"), bool):
            read.add("fatal", code="true" if entry["contributedToDeath"] else "false", part=number)
        read.notes("condition_note", "note", entry, number)
    if not told:
        status = word(read.node, "status")
        read.add("health", code={"completed": "none_recorded", "health-unknown": "not_known"}.get(status, "not_asked"))


def _links(read: Reader) -> None:
    """Genetic parents, siblings and observations of the FHIR genetics extensions, each in one click."""
    for extension in parts(read.node, "extension"):
        url = word(extension, "url")
        if not url.startswith(_GENETICS):
            continue
        inner = {word(one, "url"): one for one in parts(extension, "extension")}
        aim = part(inner.get("reference", extension), "valueReference")
        kind = next(iter(codes(part(inner.get("type"), "valueCodeableConcept"))), "")
        key = read.references.key(word(aim, "reference"))
        target = read.references.node(aim)
        said = word(target, "name") or (_relationship(target) if target else "") or read.references.name(aim)
        name = url.removeprefix(_GENETICS)
        words = CODES[kind].words if kind in CODES else kind
        read.add(f"genetic_{name}", f"{words}: {said}" if words else said, source=key)
