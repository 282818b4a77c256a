"""One fault, and how places in a resource are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workstation.domain.partial_date import Precision
from workstation.exchange.fhir_parts import date


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where. ``rule`` is the key of the invariant in FHIR R4, or the kind of check."""

    path: str                     # Observation.component[1].valueQuantity
    message: str
    rule: str


def places(node: Any, path: str, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """(path, value) of everything at this chain of member names, each item of a list by its number."""
    if not names:
        yield path, node
        return
    held = node.get(names[0]) if isinstance(node, dict) else None
    if held is None:
        return
    where = f"{path}.{names[0]}"
    if isinstance(held, list):
        for place, item in enumerate(held):
            yield from places(item, f"{where}[{place}]", names[1:])
    else:
        yield from places(held, where, names[1:])


def chosen(node: Any, choice: str) -> list[str]:
    """The members of an element with a choice of types: ``chosen(o, "value")`` gives ["valueQuantity"]."""
    return [name for name in node if name.startswith(choice) and name[len(choice):len(choice) + 1].isupper()]


def is_after(first: str, second: str) -> bool:
    """True where the date ``first`` surely lies after ``second``, at the precision both have."""
    one, other = date(first), date(second)
    if one is None or other is None:
        return False
    if one.precision is Precision.TIME and other.precision is Precision.TIME:
        return one.start > other.start
    length = min(len(first), len(second), 10)
    return first[:length] > second[:length]
