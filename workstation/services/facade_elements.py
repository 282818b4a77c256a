"""``_elements``: some members of a resource, each with the bytes it came with.

Elements that FHIR R4 requires of the type, and those that change its meaning (``isModifier``), stay whether they were
asked for or not; a tag says that the rest was left out (FHIR R4 Search, "Selecting elements").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import orjson

from workstation.exchange.fhir_parts import part, word
from workstation.exchange.safe_json import after_blanks, decoded, end_of_value, loads
from workstation.services.facade_answers import Fault

_SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}
_ALWAYS = ("resourceType", "id", "implicitRules", "modifierExtension")
_DRUG = ("medicationCodeableConcept", "medicationReference")
# Elements with a minimum of one, and modifier elements, of the types that can be searched (FHIR R4 4.0.1).
_KEPT: dict[str, tuple[str, ...]] = {
    "AllergyIntolerance": ("patient", "clinicalStatus", "verificationStatus"),
    "CarePlan": ("status", "intent", "subject"),
    "Composition": ("status", "type", "date", "author", "title"),
    "Condition": ("subject", "clinicalStatus", "verificationStatus"),
    "DeviceUseStatement": ("status", "subject", "device"),
    "DiagnosticReport": ("status", "code"),
    "DocumentReference": ("status", "content"),
    "Encounter": ("status", "class"),
    "FamilyMemberHistory": ("status", "patient", "relationship"),
    "Goal": ("lifecycleStatus", "description", "subject"),
    "ImagingStudy": ("status", "subject"),
    "Immunization": ("status", "vaccineCode", "patient", "occurrenceDateTime", "occurrenceString", "isSubpotent"),
    "MedicationAdministration": ("status", *_DRUG, "subject", "effectiveDateTime", "effectivePeriod"),
    "MedicationDispense": ("status", *_DRUG),
    "MedicationRequest": ("status", "intent", *_DRUG, "subject", "doNotPerform"),
    "MedicationStatement": ("status", *_DRUG, "subject"),
    "Observation": ("status", "code"),
    "Patient": ("active", "deceasedBoolean", "deceasedDateTime", "link"),
    "Procedure": ("status", "subject"),
    "ServiceRequest": ("status", "intent", "doNotPerform", "subject"),
}
_CHOICES = frozenset({"abatement", "born", "deceased", "effective", "medication", "multipleBirth", "occurrence",
                      "onset", "performed", "reported", "value"})
_NAME = re.compile(r"[a-z][A-Za-z]{0,60}")


def check(elements: Sequence[str]) -> None:
    """Raises Fault for what can be no element."""
    for name in elements:
        if _NAME.fullmatch(name) is None:
            raise Fault(400, "value", "_elements takes names of elements at the top of a resource")


def subset(raw: bytes, kind: str, elements: Sequence[str]) -> bytes:
    """The resource with these elements only, and what must stay."""
    kept = {*_ALWAYS, *_KEPT.get(kind, ()), *elements}
    pieces: list[bytes] = []
    meta: Any = {}
    for name, value in _members(decoded(raw)):
        if name == "meta":
            meta = loads(value.encode())
        elif name.removeprefix("_") in kept or any(_chosen(name.removeprefix("_"), one) for one in elements):
            pieces.append(b"%b:%b" % (orjson.dumps(name), value.encode()))
    pieces.append(b'"meta":' + orjson.dumps(_marked(meta)))
    return b"{" + b",".join(pieces) + b"}"


def _members(text: str) -> list[tuple[str, str]]:
    """(name, written value) of each member of the object that ``text`` is; it was checked when it came in."""
    found: list[tuple[str, str]] = []
    place = after_blanks(text, after_blanks(text, 0) + 1)
    while text[place] != "}":
        end = end_of_value(text, place)
        name = orjson.loads(text[place:end])
        start = after_blanks(text, after_blanks(text, end) + 1)
        end = end_of_value(text, start)
        found.append((name, text[start:end]))
        place = after_blanks(text, end)
        if text[place] == ",":
            place = after_blanks(text, place + 1)
    return found


def _chosen(member: str, name: str) -> bool:
    return name in _CHOICES and member.startswith(name) and member[len(name):len(name) + 1].isupper()


def _marked(meta: Any) -> dict[str, Any]:
    """Version, time, profiles and labels as they were, and the tag; extensions of meta are left out like the rest."""
    kept: dict[str, Any] = {name: word(meta, name) for name in ("versionId", "lastUpdated", "source")
                            if word(meta, name)}
    whole = part({"meta": meta}, "meta")
    kept |= {name: whole[name] for name in ("profile", "security") if isinstance(whole.get(name), list)}
    tags = whole.get("tag")
    return {**kept, "tag": [*(tags if isinstance(tags, list) else []), _SUBSETTED]}
