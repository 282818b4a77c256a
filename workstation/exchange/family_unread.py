"""What a FHIR file with families holds that a family has no place for: said when it is converted, never passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, cast

from workstation.exchange.family_member import ABSENT, PARENT, SIBLING

Node = dict[str, Any]
# What is read (family_member, family_history); narrative and meta repeat or describe the resource itself.
_OF_ANY = {"resourceType", "id", "meta", "text", "implicitRules", "language"}
_READ = {
    "Patient": {"name", "gender", "birthDate", "deceasedBoolean", "deceasedDateTime"},
    "Condition": {"subject", "code", "onsetAge", "onsetRange", "onsetPeriod", "onsetString", "onsetDateTime"},
    "FamilyMemberHistory": {
        "status", "patient", "name", "relationship", "sex", "bornDate", "bornPeriod", "bornString", "ageAge",
        "ageRange", "ageString", "deceasedBoolean", "deceasedAge", "deceasedRange", "deceasedString", "deceasedDate",
        "condition", "note", "extension"},
}
_OF_CONDITION = {"id", "code", "onsetAge", "onsetRange", "onsetPeriod", "onsetString", "contributedToDeath",
                 "extension"}
_EXTENSIONS = {PARENT, SIBLING, ABSENT}


def unread(nodes: Iterable[Node], probands: set[str]) -> list[str]:
    """Each kind of thing with its number, the commonest first. ``probands``: ids of the patients with a family."""
    found: Counter[str] = Counter()
    for node in nodes:
        kind = str(node.get("resourceType"))
        whose = node.get("id") if kind == "Patient" else _target(node.get("patient") or node.get("subject"))
        if kind not in _READ:
            found[f"resources of type {kind[:40]}"] += 1
        elif whose not in probands:
            found[f"{kind} resources of somebody without a family in the file"] += 1
        elif kind == "FamilyMemberHistory" and node.get("status") == "entered-in-error":
            found["relatives entered in error"] += 1
        else:
            found.update(f"{kind}.{name}" for name in node if name not in _READ[kind] | _OF_ANY)
            found.update(_extensions(node, kind))
            if kind == "FamilyMemberHistory":
                found.update(_of_conditions(node))
            else:
                found.update(_more(node.get("name"), "further names of a patient"))
    return [f"{number} {what}" for what, number in found.most_common()]


def _of_conditions(node: Node) -> Iterable[str]:
    for held in _nodes(node.get("condition")):
        yield from (f"FamilyMemberHistory.condition.{name}" for name in held if name not in _OF_CONDITION)
        yield from _extensions(held, "FamilyMemberHistory.condition")
        code = held.get("code")
        if isinstance(code, Mapping):
            yield from _more(cast(Node, code).get("coding"), "further codes of a condition")
    for note in _nodes(node.get("note")):
        yield from (f"FamilyMemberHistory.note.{name}" for name in note if name != "text")


def _extensions(node: Node, where: str) -> Iterable[str]:
    if where == "FamilyMemberHistory" or where.endswith(".condition"):
        return [f"{where}.extension {str(one.get('url'))[:80]}" for one in _nodes(node.get("extension"))
                if one.get("url") not in _EXTENSIONS]
    return []


def _more(held: object, what: str) -> list[str]:
    return [what] * max(0, len(_nodes(held)) - 1)


def _nodes(held: object) -> list[Node]:
    return [cast(Node, one) for one in cast(list[object], held) if isinstance(one, dict)] \
        if isinstance(held, list) else []


def _target(reference: object) -> str:
    written = cast(Node, reference).get("reference") if isinstance(reference, dict) else None
    return written.rsplit("/", 1)[-1].removeprefix("urn:uuid:") if isinstance(written, str) else ""
