"""One walk over a resource: what no element may look like, and the rules of the data types found by their members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workstation.exchange.fhir_checks import datatypes
from workstation.exchange.fhir_checks.fault import Fault
from workstation.exchange.fhir_parts import Node

Check = Callable[[Node, str, list[Fault]], None]

_BY_NAME: dict[str, Check] = {
    "identifier": datatypes.identifier, "telecom": datatypes.contact_point, "address": datatypes.address,
    "name": datatypes.human_name, "extension": datatypes.extension, "modifierExtension": datatypes.extension,
    "repeat": datatypes.repeat, "text": datatypes.narrative, "photo": datatypes.attachment,
    "attachment": datatypes.attachment, "valueAttachment": datatypes.attachment,
    "referenceRange": datatypes.reference_range,
}


def walk(node: Node, path: str, found: list[Fault]) -> None:
    """Checks ``node`` and all below it, but resources in the entries of a Bundle."""
    for name, held in node.items():
        if isinstance(held, dict):
            _object(held, f"{path}.{name}", name, found)
        elif isinstance(held, list):
            _list(node, held, f"{path}.{name}", name, found)
        elif held is None:
            found.append(Fault(f"{path}.{name}", "null is no value; the element is left out instead", "json-null"))
        elif isinstance(held, str) and (not held or held.isspace()):
            found.append(Fault(f"{path}.{name}", "it is empty text", "json-empty"))


def _object(node: Node, path: str, name: str, found: list[Fault]) -> None:
    if not node:
        found.append(Fault(path, "it is an empty object", "ele-1"))
        return
    if name == "resource" and ".entry" in path:
        return
    by_name = _BY_NAME.get(name)
    if by_name is not None:
        by_name(node, path, found)
    if "start" in node or "end" in node:
        datatypes.period(node, path, found)
    if "low" in node or "high" in node:
        datatypes.bounds(node, path, found)
    if "value" in node and name != "telecom":
        datatypes.quantity(node, path, found)
    if "numerator" in node or "denominator" in node:
        datatypes.ratio(node, path, found)
    walk(node, path, found)


def _list(parent: Node, held: list[Any], path: str, name: str, found: list[Fault]) -> None:
    if not held:
        found.append(Fault(path, "it is an empty list", "json-empty"))
        return
    for place, item in enumerate(held):
        where = f"{path}[{place}]"
        if isinstance(item, dict):
            _object(item, where, name, found)
        elif item is None:
            if not _has_sibling(parent, name, place):
                found.append(Fault(where, "null stands in the list without an extension beside it", "json-null"))
        elif isinstance(item, list):
            found.append(Fault(where, "a list stands within a list", "json-list"))
        elif isinstance(item, str) and (not item or item.isspace()):
            found.append(Fault(where, "it is empty text", "json-empty"))


def _has_sibling(parent: Node, name: str, place: int) -> bool:
    """A list of primitives has null where only the extensions of that item (in ``_name``) are given, and vice versa."""
    beside = parent.get(name[1:] if name.startswith("_") else f"_{name}")
    return isinstance(beside, list) and len(beside) > place and beside[place] is not None
