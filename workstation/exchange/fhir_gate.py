"""The gate: which resources are refused, which wait for a person, and what is worth a warning about the rest.

FHIR's own structure is checked by fhirkit behind ``structure_issues``; what it does not look at and what would do harm
is checked here. An invalid but readable resource is kept with its warnings: the original bytes are the truth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from workstation.domain.resource import ImportIssue
from workstation.exchange import fhir_checks
from workstation.exchange.fhir_parts import Node, codes, names, number, parts, strings, word
from workstation.exchange.fhir_parts import part as at
from workstation.exchange.fhir_slices import NO_RESOURCE, Document, Slice
from workstation.exchange.safe_json import loads

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")                              # FHIR R4 2.24.0.1, type id
_CONTROL_ESCAPE = re.compile(rb"\\u00[01]|\\[bf]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")                   # FHIR R4: not allowed in a string
_RESERVED = re.compile(rb'"(?:__|constructor"\s*:|prototype"\s*:)')
_DAY = re.compile(rb'"(\w+)"\s*:\s*"(\d{4})-(\d\d)(?:-(\d\d))?[T"]')
_DATE_NAME = re.compile(
    r"(?i).*(date|time|start|end|issued|instant|recorded|created|sent|received|authoredon|updated)$"
)
_NEGATIVE = re.compile(rb'"value"\s*:\s*-')
_DOSED = ("MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense")
# LOINC codes of quantities that can't be below zero: pulse, breaths, pressures, saturation, height, weight, BMI.
_NEVER_NEGATIVE = {"8867-4", "9279-1", "8480-6", "8462-4", "2708-6", "59408-5", "8302-2", "29463-7", "39156-5"}
_MOST_ISSUES = 20


@lru_cache(maxsize=1)
def known_types() -> frozenset[str]:
    """The resource types of FHIR R4."""
    import fhirkit

    return frozenset(fhirkit.RESOURCE_TYPES)


def structure_issues(raw: bytes, place: str, value: Node | None = None) -> list[ImportIssue]:
    """What FHIR R4 objects to, at most 20 a resource: its structure (fhirkit), then ``fhir_checks``.

    ``value`` is what ``raw`` says, where that is parsed already. Nothing of it refuses the resource.
    """
    import fhirkit

    try:
        found = [(i.path, i.message) for i in fhirkit.validate(raw)]
    except ValueError as error:
        found = [("", f"could not be checked against FHIR R4: {str(error)[:200]}")]
    told = {path for path, _ in found}
    found += [(f.path, f"{f.message} ({f.rule})") for f in fhir_checks.check(loads(raw) if value is None else value)
              if f.path not in told]
    return _issues(found, place, "of this resource")


def bundle_issues(document: Document) -> list[ImportIssue]:
    """What FHIR R4 objects to in a Bundle as such: how its entries go with its type."""
    if not document.bundle_type:
        return []
    return entry_issues(document.members, [entry_of(s) for s in document.slices])


def entry_of(piece: Slice) -> Node:
    """An entry as the rules of a Bundle look at it."""
    return piece.entry | ({} if piece.fault == NO_RESOURCE else {"resource": piece.value or {}})


def entry_issues(members: Node, entries: Sequence[Node]) -> list[ImportIssue]:
    """As ``bundle_issues``, from the Bundle's own members and its entries."""
    faults = fhir_checks.check_bundle(members, entries)
    return _issues([(f.path, f"{f.message} ({f.rule})") for f in faults], "", "of this bundle")


def _issues(found: list[tuple[str, str]], place: str, whose: str) -> list[ImportIssue]:
    issues = [ImportIssue("warning", place, ": ".join(filter(None, pair))[:300]) for pair in found[:_MOST_ISSUES]]
    if len(found) > _MOST_ISSUES:
        issues.append(ImportIssue("warning", place, f"and {len(found) - _MOST_ISSUES} more {whose}"))
    return issues


def refusal(raw: bytes, value: Node) -> str:
    """Why a resource can't be taken in at all, or ""."""
    kind = value.get("resourceType")
    if not isinstance(kind, str) or kind not in known_types():
        return "it is no FHIR R4 resource" if kind is None else f"'{str(kind)[:40]}' is no FHIR R4 resource type"
    identity = value.get("id")
    if identity is not None and (not isinstance(identity, str) or _ID.fullmatch(identity) is None):
        return "its id is not of the letters, digits, '-' and '.' that FHIR allows"
    if _CONTROL_ESCAPE.search(raw) and any(_CONTROL.search(text) for text in [*strings(value), *names(value)]):
        return "a text holds control characters"
    if _RESERVED.search(raw) and any(n.startswith("__") or n in ("constructor", "prototype") for n in names(value)):
        return "it has members that no FHIR resource has (names reserved by programs)"
    impossible = _impossible_date(raw)
    if impossible:
        return f"{impossible} is no calendar date"
    if kind == "Patient" and any(text and not text.strip() for text in strings(value.get("name"))):
        return "a name is nothing but blanks"
    return ""


def doubt(raw: bytes, value: Node) -> str:
    """Why a resource must wait for a person (it can't be as it says), or ""."""
    if _NEGATIVE.search(raw) is None:
        return ""
    if value.get("resourceType") in _DOSED and _negative_dose(value):
        return "a dose below zero"
    if value.get("resourceType") == "Observation":
        for node in (value, *parts(value, "component")):
            below = (number(at(node, "valueQuantity").get("value")) or 0.0) < 0
            if below and _NEVER_NEGATIVE.intersection(codes(at(node, "code"))):
                return f"{word(at(node, 'code'), 'text') or 'a measurement'} below zero"
    return ""


def _negative_dose(node: Any) -> bool:
    if isinstance(node, list):
        return any(_negative_dose(item) for item in node)
    if not isinstance(node, dict):
        return False
    for name, held in node.items():
        if name in ("doseQuantity", "doseRange", "rateQuantity", "dose", "quantity", "maxDosePerAdministration"):
            amounts = (held, at(held, "low"), at(held, "high")) if isinstance(held, dict) else ()
            if any((number(amount.get("value")) or 0.0) < 0 for amount in amounts):
                return True
        if _negative_dose(held):
            return True
    return False


def _impossible_date(raw: bytes) -> str:
    for name, year, month, day in set(_DAY.findall(raw)):
        if not _is_day(year, month, day or b"01") and _DATE_NAME.match(name.decode("ascii", "replace")):
            return b"-".join(filter(None, (year, month, day))).decode()
    return ""


@lru_cache(maxsize=65536)
def _is_day(year: bytes, month: bytes, day: bytes) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
