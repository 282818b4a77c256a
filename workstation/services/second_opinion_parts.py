"""Which parts of a chart a case holds: what its sender did not send is unknown here, never 'none recorded'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from workstation.domain.opinion import ALLERGIES, IDENTITY, Opinion, SharedPart
from workstation.errors import NotFound
from workstation.exchange.fhir_parts import parts
from workstation.exchange.package import question

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_KNOWN = frozenset({IDENTITY, ALLERGIES, *(part.value for part in SharedPart)})


def told(value: Any) -> dict[str, int]:
    """The parts that a manifest names with their counts; {} for one that names none (a sender's earlier version)."""
    if not isinstance(value, dict):
        return {}
    held = cast("dict[Any, Any]", value)
    return {name: count for name, count in held.items() if name in _KNOWN and type(count) is int and count >= 0}


def sent(guest: Clinic, opinion: Opinion) -> frozenset[str]:
    """The parts that the sender of a case chose, empty ones included.

    Where the manifest didn't say, those that the question's Composition has a section of: an empty part has none, and
    then counts as not sent.
    """
    named = told(opinion.receipt.get("parts"))
    if named:
        return frozenset(named)
    return frozenset({IDENTITY, ALLERGIES, *_titles(guest, opinion.id)}) & _KNOWN


def _titles(guest: Clinic, case_id: str) -> list[str]:
    import orjson

    from workstation.services import record

    try:
        raw = record.source(guest, question.composition_key(case_id)).raw
    except NotFound:
        return []
    return [str(section.get("title", "")) for section in parts(orjson.loads(raw), "section")]
