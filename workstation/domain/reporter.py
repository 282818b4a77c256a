"""Who reported a value: what patients measured themselves is kept apart from what the clinic measured, everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

_SELF_MEASURED = "self-measured-bp"
_RELATIVE = "RelatedPerson"


def reporter(observation: Mapping[str, Any]) -> str:
    """"patient" or "relative" where they measured it themselves, else "".

    HL7 CardX self-measured-bp (its profile says so), or a performer of the FHIR R4 Observation is the patient or a
    RelatedPerson, by its reference or by the type that the reference names.
    """
    if any(_SELF_MEASURED in str(name) for name in _list(_member(observation.get("meta"), "profile"))):
        return "patient"
    subject = str(_member(observation.get("subject"), "reference") or "")
    kinds: set[str] = set()
    for performer in _list(observation.get("performer")):
        reference = str(_member(performer, "reference") or "")
        if subject and reference == subject:
            return "patient"
        kinds.add(reference.rpartition("/")[0].rpartition("/")[2] or str(_member(performer, "type") or ""))
    if "Patient" in kinds:
        return "patient"
    return "relative" if _RELATIVE in kinds else ""


def _member(node: Any, name: str) -> Any:
    return cast("Mapping[str, Any]", node).get(name) if isinstance(node, dict) else None


def _list(held: Any) -> list[Any]:
    return cast("list[Any]", held) if isinstance(held, list) else []
