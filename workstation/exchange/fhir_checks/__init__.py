"""Own checks of FHIR R4 (4.0.1) beside the structure check: what harms a reader and fhirkit does not look at.

Codes of required bindings, kinds of reference targets, shapes that no element may have, and the invariants that matter
to what is shown. Sources: hl7.org/fhir/R4, each rule named by its key there. Invalid is not refused: the original bytes
are kept and the faults are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workstation.exchange.fhir_checks import codes, documents, invariants, shapes, targets
from workstation.exchange.fhir_checks.fault import Fault
from workstation.exchange.fhir_parts import Node

__all__ = ["Fault", "check", "check_bundle"]


def check(resource: Node) -> list[Fault]:
    """The faults of one resource and what it contains, in the order they stand; never raises on parsed JSON."""
    found: list[Fault] = []
    kind = resource.get("resourceType")
    _resource(resource, kind if isinstance(kind, str) else "Resource", found)
    return found


def check_bundle(members: Node, entries: Sequence[Node]) -> list[Fault]:
    """The faults of a Bundle as such: its own members and those of each entry, ``resource`` among them."""
    return documents.faults(members, entries)


def _resource(node: Node, path: str, found: list[Fault]) -> None:
    shapes.walk(node, path, found)
    inner: list[tuple[Any, str]] = [(node, path)]
    contained = node.get("contained")
    if isinstance(contained, list):
        inner += [(held, f"{path}.contained[{place}]") for place, held in enumerate(contained)]
        invariants.contained(node, path, found)
    for held, where in inner:
        if isinstance(held, dict):
            codes.check(held, where, found)
            targets.check(held, where, node, found)
            invariants.check(held, where, found)
    if node.get("resourceType") == "Bundle":
        entries = node.get("entry")
        entries = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        found.extend(documents.faults(node, entries))
        for place, entry in enumerate(entries):
            if isinstance(entry.get("resource"), dict):
                _resource(entry["resource"], f"{path}.entry[{place}].resource", found)
