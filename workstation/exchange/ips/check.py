"""What the structure of a patient summary must be, as far as the guide's profiles say it and FHIR's own checks don't.

HL7 IPS 1.1.0/2.0.0: Bundle-uv-ips, Composition-uv-ips (with ips-comp-1), FHIR R4 documents and Bundle (bdl-7, bdl-9,
bdl-10, bdl-11).
"""

from __future__ import annotations

from typing import Any

from workstation.exchange.fhir_bundle import Piece, resolve
from workstation.exchange.fhir_parts import codes, part, parts, word
from workstation.exchange.fhir_slices import slices_of

REQUIRED = {"11450-4": "problems", "48765-2": "allergies", "10160-0": "medications"}


def faults(document: bytes) -> list[str]:
    """Each fault as one clause; an empty list where there is none. Raises JsonFault for what is no JSON."""
    whole = slices_of(document)
    if whole.bundle_type != "document":
        return ["it is no Bundle of type document"]
    held = [(piece.full_url, piece.value, piece.raw) for piece in whole.slices if piece.value is not None]
    if not held or word(held[0][1], "resourceType") != "Composition":
        return ["its first entry is no Composition"]
    there = {url for url, _, _ in held}
    found = [] if len(there) == len(held) and "" not in there else ["an entry has no address of its own"]
    found += _composition(held[0][0], held[0][1], there)
    for url, value, raw in held:
        piece = Piece(f"{word(value, 'resourceType')}/{word(value, 'id')}", raw)
        found += [f"{piece.key} points at {reference}, which is not in it" for reference in sorted(piece.references)
                  if resolve(reference, url) not in there]
    return found


def _composition(url: str, node: dict[str, Any], there: set[str]) -> list[str]:
    found: list[str] = []
    if "60591-5" not in codes(part(node, "type")):
        found.append("its type is not 60591-5")
    found += [f"its Composition has no {name}" for name in ("status", "date", "title") if not word(node, name)]
    if resolve(word(node, "subject", "reference"), url) not in there:
        found.append("its subject is not in it")
    if not parts(node, "author"):
        found.append("it has no author")
    listed = parts(node, "section")
    codes_there = {code for section in listed for code in codes(part(section, "code"))}
    found += [f"the section {name} ({code}) is missing" for code, name in REQUIRED.items() if code not in codes_there]
    for section in listed:
        name = word(section, "title") or "without a title"
        if not word(section, "text", "div"):
            found.append(f"the section {name} has no narrative")
        required = REQUIRED.keys() & set(codes(part(section, "code")))
        if required and not parts(section, "entry") and not part(section, "emptyReason"):
            found.append(f"the section {name} has neither entries nor a reason (ips-comp-1)")
    return found
