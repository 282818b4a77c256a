"""Which elements a type of FHIR R4 has, whether they repeat and what they hold: what XML by itself doesn't say.

Source: the StructureDefinitions of HL7 FHIR 4.0.1; the table is made by ``installer/fhir_elements.py``.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from resources import path

ANY_RESOURCE = "Resource"


class Holds(NamedTuple):
    """One element: ``kind`` is s (text), i (integer), d (decimal), b (boolean) or the name of a type."""

    kind: str
    repeats: bool


@cache
def _table() -> dict[str, dict[str, str]]:
    return json.loads(path("knowledge", "fhir_r4_elements.json").read_text(encoding="utf-8"))


def of(kind: str) -> dict[str, Holds]:
    """The elements of a type by name; {} for a type that FHIR R4 does not have."""
    return {name: Holds(held.removeprefix("*"), held.startswith("*")) for name, held in _table().get(kind, {}).items()}


def is_resource(kind: str) -> bool:
    """Whether FHIR R4 has a resource of this name."""
    return "implicitRules" in _table().get(kind, {})
