"""A Bundle too large to be held in memory, read twice: first what its resources are called, then the resources.

What comes out is what ``fhir_read.read_document`` would give, in parts that can be stored one by one.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workstation.domain.resource import ImportIssue
from workstation.exchange import fhir_gate, fhir_read
from workstation.exchange.fhir_parts import Node, part, word
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_slices import Slice
from workstation.exchange.fhir_stream import BundleStream
from workstation.exchange.safe_json import JsonFault

AT_ONCE = 1000                     # resources of a part


@dataclass(slots=True)
class Outline:
    """What the first reading leaves. ``known``: an address or key as others may write it -> the key that it means."""

    known: dict[str, str] = field(default_factory=dict[str, str])
    patients: set[str] = field(default_factory=set[str])
    twice: set[int] = field(default_factory=set[int])         # entries whose key stood before with other content
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])


def outline(read: Callable[[int], bytes], look_at: Callable[[Slice], object]) -> Outline:
    """The first reading. ``look_at`` sees each Patient. Raises JsonFault, NoBundle."""
    stream, found = BundleStream(read), Outline()
    digests: dict[str, bytes] = {}
    entries: list[Node] = []
    any_resource = False
    for number, piece in enumerate(stream.slices()):
        entries.append(_light(piece))
        any_resource = any_resource or piece.value is not None
        key = fhir_read.key_of(piece)
        if not key:
            continue
        found.known[key] = key
        if piece.full_url:
            found.known[piece.full_url] = key
        digest = hashlib.sha256(piece.raw).digest()
        if digests.setdefault(key, digest) != digest:
            found.twice.add(number)
        if key.startswith("Patient/"):
            found.patients.add(key)
            look_at(piece)
    if not any_resource:
        raise JsonFault("the bundle holds no resource")
    found.issues = fhir_gate.entry_issues(stream.members, entries)
    return found


def _light(piece: Slice) -> Node:
    """Of an entry what the rules of a Bundle ask for."""
    entry = fhir_gate.entry_of(piece)
    light: Node = {name: True for name in ("search", "request", "response") if name in entry}
    if "fullUrl" in entry:
        light["fullUrl"] = entry["fullUrl"]
    if "resource" in entry:
        held = part(entry, "resource")
        version = word(held, "meta", "versionId")
        light["resource"] = {"resourceType": word(held, "resourceType")} | (
            {"meta": {"versionId": version}} if version else {})
    return light


def parts(read: Callable[[int], bytes], found: Outline) -> Iterator[list[Candidate]]:
    """The second reading: the candidates, a thousand at a time."""
    numbered = enumerate(BundleStream(read).slices())
    first = True
    while chunk := list(itertools.islice(numbered, AT_ONCE)):
        made = [_candidate(number, piece, found) for number, piece in chunk]
        if first:
            made[0].issues[:0] = found.issues
        first = False
        yield made


def _candidate(number: int, piece: Slice, found: Outline) -> Candidate:
    made = fhir_read.candidate_of(piece)
    if made.key:
        fhir_read.assign(made, found.known, found.patients)
        if number in found.twice and not made.doubted:
            made.doubted = f"{made.key} stands twice in the file with different content"
    return made
