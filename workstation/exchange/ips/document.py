"""Makes an International Patient Summary of a chart: a FHIR R4 document Bundle around the original bytes.

HL7 IPS implementation guide 1.1.0/2.0.0. What a section names, and what that points at in turn, goes along, so that the
document stands by itself; the resources themselves are not re-spelled.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workstation.exchange.fhir_bundle import BASE, Keys, Piece, addresses, entries, unresolved
from workstation.exchange.fhir_timeline import project
from workstation.exchange.ips import absent, narrative
from workstation.exchange.ips.sections import SECTIONS, Item, Section, chosen

PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition"
_LOINC = "http://loinc.org"


@dataclass(frozen=True, slots=True)
class Document:
    """``pieces`` in the order of the bundle, the Composition first; ``head`` is the text before them.

    ``unresolved`` are (key, reference) of what points outside the document because the clinic does not hold it.
    """

    head: bytes
    pieces: tuple[Piece, ...]
    named: Mapping[str, str]
    sections: Mapping[str, int]                   # LOINC code to the number of entries
    unresolved: tuple[tuple[str, str], ...]

    def bytes(self) -> Iterator[bytes]:
        """The document's text in pieces."""
        yield self.head
        yield from entries(self.pieces, self.named)
        yield b"\n}\n"


def build(patient_key: str, chart: Sequence[Piece], made: datetime) -> Document:
    """The summary of ``chart``: the patient's resources and the shared ones they point at. ``made`` has a zone."""
    items = _items(chart)
    filled = [(section, *chosen(section, items)) for section in SECTIONS]
    own = {item.piece.key for _, listed, _ in filled for item in listed}
    kept = _closed([patient_key, *sorted(own)], {piece.key: piece for piece in chart})
    named = addresses(kept)
    added: list[Piece] = [_author()]
    parts: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for section, listed, left_out in filled:
        if listed:
            told = narrative.table(section, listed, left_out)
            targets = [named[item.piece.key] for item in listed]
        elif section.required:
            stands = absent.no_information(section.code, patient_key, named[patient_key])
            added.append(stands)
            told, targets = narrative.sentence(absent.WORDS[section.code]), [f"urn:uuid:{_id(stands)}"]
        else:
            continue
        parts.append(_section(section, told, targets))
        counts[section.code] = len(listed)
    named |= {piece.key: f"urn:uuid:{_id(piece)}" for piece in added}
    composition = _composition(named[patient_key], named[added[0].key], parts, made)
    named[composition.key] = f"urn:uuid:{_id(composition)}"
    pieces = (composition, kept[0], *added, *kept[1:])
    return Document(_head(made), pieces, named, counts, tuple(unresolved(pieces, named)))


def _items(chart: Sequence[Piece]) -> list[Item]:
    wanted = {kind for section in SECTIONS for kind in section.types}
    keys, held = Keys(chart), {piece.key: piece for piece in chart}
    found: list[Item] = []
    for piece in chart:
        if piece.type not in wanted:
            continue
        linked = {r: held[key].value for r in piece.references if (key := keys.meant(r)) is not None
                  and key.startswith(("Medication/", "Device/"))}
        rows = tuple(project(piece.value, piece.key, linked))
        if rows:
            found.append(Item(piece, rows))
    return found


def _closed(first: Sequence[str], held: Mapping[str, Piece]) -> list[Piece]:
    """These resources and all that they point at, as far as it is held; in the order in which they are met."""
    keys = Keys(held.values())
    order = dict.fromkeys(first)
    waiting = list(first)
    while waiting:
        for reference in sorted(held[waiting.pop(0)].references):
            key = keys.meant(reference)
            if key is not None and key not in order:
                order[key] = None
                waiting.append(key)
    return [held[key] for key in order]


def _section(section: Section, told: str, targets: list[str]) -> dict[str, Any]:
    return {"title": section.title,
            "code": {"coding": [{"system": _LOINC, "code": section.code, "display": section.display}]},
            "text": {"status": "generated", "div": told},
            "entry": [{"reference": target} for target in targets]}


def _composition(patient: str, author: str, parts: list[dict[str, Any]], made: datetime) -> Piece:
    import orjson

    identity = str(uuid.uuid4())
    body = {
        "resourceType": "Composition", "id": identity, "meta": {"profile": [f"{PROFILE}/Composition-uv-ips"]},
        "language": "en",
        "text": {"status": "generated", "div": narrative.sentence("International Patient Summary, made by software.")},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity}"}, "status": "final",
        "type": {"coding": [{"system": _LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": {"reference": patient}, "date": made.isoformat(timespec="seconds"),
        "author": [{"reference": author}], "title": "International Patient Summary", "confidentiality": "N",
        "section": parts,
    }
    return Piece(f"Composition/{identity}", orjson.dumps(body))


def _author() -> Piece:
    """The program: nobody attests a summary that was put together by software (IPS: author of type Device)."""
    import orjson

    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{BASE}#software"))
    return Piece(f"Device/{identity}", orjson.dumps({
        "resourceType": "Device", "id": identity, "deviceName": [{"name": "Consilia", "type": "model-name"}]}))


def _head(made: datetime) -> bytes:
    import orjson

    return orjson.dumps({
        "resourceType": "Bundle", "meta": {"profile": [f"{PROFILE}/Bundle-uv-ips"]}, "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid.uuid4()}"},
        "timestamp": made.isoformat(timespec="seconds"),
    })[:-1] + b","


def _id(piece: Piece) -> str:
    return piece.key.split("/", 1)[1]
