"""Reads FHIR R4 text into candidates: each resource with its bytes, its key, its patient and what is to be said of it.

Pure: bytes in, values out; nothing is stored here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workstation.domain.resource import ImportIssue
from workstation.exchange import fhir_gate, fhir_timeline
from workstation.exchange.fhir_parts import Node, parts, word
from workstation.exchange.fhir_slices import Slice, slices_of
from workstation.exchange.safe_json import JsonFault, loads

_EXCERPT = 200
_REFERENCE = re.compile(rb'"reference"\s*:\s*"((?:[^"\\]|\\.)*)"')
_RELATIVE = re.compile(r"([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
_PATIENT_FIELDS = ("subject", "patient", "beneficiary", "individual", "for")
_NO_PATIENT = frozenset({"Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Group"})


@dataclass(slots=True)
class Candidate:
    """One resource on its way in. Exactly one of ``refused`` and ``doubted`` may be set; both are clauses."""

    place: str
    raw: bytes
    value: Node
    type: str
    key: str
    digest: str
    patient_id: str | None = None
    dangling: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict[str, str])      # reference as written -> the key it means
    refused: str = ""
    doubted: str = ""
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])


def read_document(data: bytes) -> list[Candidate]:
    """The candidates of a bundle or a single resource. Raises JsonFault where the text as a whole can't be used."""
    document = slices_of(data)
    if document.bundle_type and not any(s.value is not None for s in document.slices):
        raise JsonFault("the bundle holds no resource")
    candidates = [candidate_of(piece) for piece in document.slices]
    _connect(candidates, document.slices, own_patient=bool(document.bundle_type))
    if candidates:
        candidates[0].issues[:0] = fhir_gate.bundle_issues(document)
    return candidates


def read_pages(pages: Iterable[bytes]) -> list[Candidate]:
    """The candidates of the pages of one answer; references are resolved across all of them. Raises JsonFault.

    A server that keeps what it got gives ``urn:uuid:`` references of an earlier bundle under addresses of its own: they
    mean the resource that has this UUID as its id.
    """
    pieces = [piece for page in pages for piece in slices_of(page).slices]
    candidates = [candidate_of(piece) for piece in pieces]
    _connect(candidates, pieces, own_patient=True, by_id=True)
    return candidates


def read_lines(lines: Iterable[bytes]) -> Iterator[Candidate]:
    """The candidates of NDJSON, one a line; a broken line costs itself only and is named by its number."""
    for number, line in enumerate(lines, start=1):
        text = line.strip(b" \t\r\n")
        if not text:
            continue
        place = f"line {number}"
        try:
            value = loads(text)
            fault = "" if isinstance(value, dict) else "the line holds no JSON object"
        except JsonFault as error:
            value, fault = None, error.reason
        piece = Slice(place, text, value if isinstance(value, dict) else None, "", fault)
        candidate = candidate_of(piece)
        _connect([candidate], [piece], own_patient=False)
        yield candidate


def read_resource(raw: bytes, key: str, patient_id: str | None) -> Candidate:
    """One resource whose key and patient a person has decided. Raises JsonFault."""
    value = loads(raw)
    piece = Slice("", raw, value if isinstance(value, dict) else None, "", "it is no JSON object")
    candidate = candidate_of(piece)
    _connect([candidate], [piece], own_patient=False)
    candidate.key, candidate.patient_id, candidate.doubted = key, patient_id, ""
    return candidate


def key_of(piece: Slice) -> str:
    """``Type/id`` of a resource that can be taken in, "" of one that can't."""
    if piece.value is None or fhir_gate.refusal(piece.raw, piece.value):
        return ""
    digest = hashlib.sha256(piece.raw).hexdigest()
    return f"{word(piece.value, 'resourceType')}/{_identity(piece.value, piece.full_url, digest)}"


def candidate_of(piece: Slice) -> Candidate:
    """A resource by itself, checked; whose it is and what it points at ``assign`` finds."""
    digest = hashlib.sha256(piece.raw).hexdigest()
    if piece.value is None:
        return Candidate(piece.place, piece.raw, {}, "unreadable", "", digest, refused=piece.fault)
    value = piece.value
    refused = fhir_gate.refusal(piece.raw, value)
    kind = word(value, "resourceType")
    known = kind in fhir_gate.known_types()
    candidate = Candidate(piece.place, piece.raw, value, kind if known else "unknown", "", digest, refused=refused)
    if not refused:
        candidate.key = f"{kind}/{_identity(value, piece.full_url, digest)}"
        candidate.place = f"{piece.place} {candidate.key}".strip()
        candidate.doubted = fhir_gate.doubt(piece.raw, value)
        candidate.issues = fhir_gate.structure_issues(piece.raw, candidate.place, value)
    return candidate


def _identity(value: Node, full_url: str, digest: str) -> str:
    """The resource's id; without one its urn:uuid; else one made of its digest, so that the same bytes meet again."""
    return word(value, "id") or (full_url.removeprefix("urn:uuid:") if _is_uuid(full_url) else f"sha256-{digest[:48]}")


def _is_uuid(url: str) -> bool:
    return re.fullmatch(r"urn:uuid:[0-9a-fA-F\-]{36}", url) is not None


def _connect(candidates: list[Candidate], pieces: list[Slice], own_patient: bool, by_id: bool = False) -> None:
    """Resolves references within the document: whose each resource is, and which point at nothing in it."""
    known: dict[str, str] = {}
    for candidate, piece in zip(candidates, pieces, strict=True):
        if candidate.key:
            known[candidate.key] = candidate.key
            if piece.full_url:
                known[piece.full_url] = candidate.key
            if by_id and _is_uuid(named := f"urn:uuid:{candidate.key.split('/', 1)[1]}"):
                known[named] = candidate.key
    patients = {c.key for c in candidates if c.type == "Patient" and c.key}
    for candidate in candidates:
        if candidate.key:
            assign(candidate, known, patients if own_patient else set())


def assign(candidate: Candidate, known: dict[str, str], patients: set[str]) -> None:
    """Resolves its references by the keys ``known``; it may belong to one of ``patients`` only, where there are any."""
    loose: set[str] = set()
    for found in _REFERENCE.findall(candidate.raw):
        reference = found.decode("utf-8", "replace").replace("\\/", "/")
        if not reference.startswith("#") and target(reference, known) not in known:
            loose.add(target(reference, known))
    candidate.dangling = tuple(sorted(loose))
    candidate.links = {reference: target(reference, known) for reference in fhir_timeline.links(candidate.value)}
    if candidate.type == "Patient":
        candidate.patient_id = candidate.key.split("/", 1)[1]
        return
    if candidate.type in _NO_PATIENT:
        return
    whose = target(_whose(candidate.value, known), known)
    if not whose.startswith("Patient/"):
        return
    candidate.patient_id = whose.split("/", 1)[1]
    if patients and whose not in patients and not candidate.doubted:
        candidate.doubted = f"it belongs to {whose}, who is not the patient of this bundle"


def _whose(value: Node, known: dict[str, str]) -> str:
    """The reference to the patient. An appointment of several people is in nobody's chart alone."""
    if word(value, "resourceType") != "Appointment":
        return _patient_reference(value)
    actors = [word(one, "actor", "reference") for one in parts(value, "participant")]
    people = [actor for actor in actors if target(actor, known).startswith("Patient/")]
    return people[0] if len(people) == 1 else ""


def _patient_reference(value: Node) -> str:
    for name in _PATIENT_FIELDS:
        held = value.get(name)
        for node in held if isinstance(held, list) else [held]:
            if isinstance(node, dict) and word(node, "reference"):
                return word(node, "reference")
    return ""


def target(reference: str, known: dict[str, str]) -> str:
    """The key that a reference means (``Type/id``), or the reference itself where only its own server knows."""
    plain = reference.split("#", 1)[0]
    if plain in known:
        return known[plain]
    relative = _RELATIVE.fullmatch(plain)
    return f"{relative[1]}/{relative[2]}" if relative else plain


def paths_to(node: Any, wanted: set[str], path: str = "") -> Iterator[tuple[str, str]]:
    """(where, key) of the references that mean one of ``wanted``; where reads as ``participant[1].individual``."""
    if isinstance(node, list):
        for place, item in enumerate(node):
            yield from paths_to(item, wanted, f"{path}[{place}]")
    elif isinstance(node, dict):
        for name, held in node.items():
            if name == "reference" and isinstance(held, str) and (key := target(held, {})) in wanted:
                yield path, key
            elif isinstance(held, dict | list):
                yield from paths_to(held, wanted, f"{path}.{name}" if path else name)


def excerpt(raw: bytes) -> str:
    """The beginning of the bytes, for an issue."""
    return raw[:_EXCERPT].decode("utf-8", "replace") + ("..." if len(raw) > _EXCERPT else "")
