"""Lays stored resources out again as a Bundle or as NDJSON, without re-spelling one byte of them.

The address (``fullUrl``) of an entry is the one by which the others point at it, because their bytes are not ours to
change: ``urn:uuid:`` where they say so, the absolute address of the server they came from, else a base of our own,
against which ``Type/id`` resolves (FHIR R4 Bundle, "Resolving references in Bundles").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workstation.exchange.fhir_parts import Node, part, word
from workstation.exchange.safe_json import loads

BASE = "https://consilia.invalid/fhir"        # a host that can't exist (RFC 6761): the addresses are names only

_REFERENCE = re.compile(rb'"reference"\s*:\s*"((?:[^"\\]|\\.)*)"')
_LITERAL = re.compile(r"(?:(https?://.+)/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
_URN = "urn:uuid:"
_PATIENT_FIELDS = ("subject", "patient", "beneficiary", "individual", "for")


@dataclass(frozen=True)
class Piece:
    """One stored resource: its key ``Type/id`` and its original bytes, parsed only when asked for.

    ``patient_id`` is the store's word on whose it is, "" for those that are nobody's.
    """

    key: str
    raw: bytes
    patient_id: str = ""

    @property
    def type(self) -> str:
        return self.key.split("/", 1)[0]

    @cached_property
    def value(self) -> Node:
        return loads(self.raw)

    @cached_property
    def references(self) -> frozenset[str]:
        """Every literal reference it holds, as written; those into itself (``#``) left out."""
        found = {r.decode("utf-8", "replace").replace("\\/", "/") for r in _REFERENCE.findall(self.raw)}
        return frozenset(r for r in found if r and not r.startswith("#"))


class Keys:
    """Says which of the resources at hand a reference means.

    Some senders call a patient by an address that has nothing of the resource's id in it. Whose a resource is was
    settled when it came in, so the address in its patient field is known to mean that patient.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        held = list(pieces)
        self._keys = frozenset(piece.key for piece in held)
        self._of_id = {key.split("/", 1)[1].casefold(): key for key in self._keys}
        self._called: dict[str, str] = {}
        for piece in held:
            patient = f"Patient/{piece.patient_id}"
            if piece.key != patient and patient in self._keys and any(self.meant(r) is None for r in piece.references):
                own = {word(part(piece.value, name), "reference") for name in _PATIENT_FIELDS}
                self._called |= {r: patient for r in own & piece.references if self.meant(r) is None}

    def meant(self, reference: str) -> str | None:
        """The key, None where it is none of these."""
        if reference in self._called:
            return self._called[reference]
        if reference.startswith(_URN):
            return self._of_id.get(reference.removeprefix(_URN).casefold())
        literal = _LITERAL.fullmatch(reference.split("#", 1)[0])
        key = f"{literal[2]}/{literal[3]}" if literal else ""
        return key if key in self._keys else None


def addresses(pieces: Iterable[Piece]) -> dict[str, str]:
    """Key to ``fullUrl``, each once."""
    held = list(pieces)
    keys = Keys(held)
    said: dict[str, Counter[str]] = {}
    for piece in held:
        for reference in piece.references:
            key = keys.meant(reference)
            if key is not None and reference.startswith(("urn:", "http")):
                said.setdefault(key, Counter())[reference.split("#", 1)[0].split("/_history/", 1)[0]] += 1
    return {piece.key: said[piece.key].most_common(1)[0][0] if piece.key in said else f"{BASE}/{piece.key}"
            for piece in held}


def resolve(reference: str, own_address: str) -> str:
    """The address that ``reference`` means within the entry at ``own_address``, by the rule of FHIR R4 Bundle."""
    plain = reference.split("#", 1)[0].split("/_history/", 1)[0]
    if plain.startswith(("urn:", "http://", "https://")):
        return plain
    own = _LITERAL.fullmatch(own_address)
    return f"{own[1]}/{plain}" if own is not None and own[1] else plain


def unresolved(pieces: Iterable[Piece], named: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, reference) of every reference that means no entry; ``named`` as ``addresses`` gives it."""
    there = set(named.values())
    return [(piece.key, reference) for piece in pieces for reference in sorted(piece.references)
            if resolve(reference, named[piece.key]) not in there]


def entries(pieces: Iterable[Piece], named: Mapping[str, str]) -> Iterator[bytes]:
    """The text of a Bundle's ``entry`` list."""
    import orjson

    yield b'"entry":['
    for place, piece in enumerate(pieces):
        yield b'%b\n{"fullUrl":%b,"resource":' % (b"," if place else b"", orjson.dumps(named[piece.key]))
        yield piece.raw
        yield b"}"
    yield b"\n]"


def collection(pieces: list[Piece]) -> Iterator[bytes]:
    """A Bundle of type collection; without entries it has no list, which FHIR would not allow to be empty."""
    yield b'{"resourceType":"Bundle","type":"collection"'
    if pieces:
        yield b","
        yield from entries(pieces, addresses(pieces))
    yield b"}\n"


def one_line(raw: bytes) -> tuple[bytes, bool]:
    """The resource as a line of NDJSON, and whether it had to be laid anew.

    A raw line break can only be white space between JSON tokens (inside a string it would have to be escaped), so a
    blank takes its place; every other byte stays.
    """
    if b"\n" not in raw and b"\r" not in raw:
        return raw + b"\n", False
    return raw.replace(b"\r\n", b" ").replace(b"\n", b" ").replace(b"\r", b" ") + b"\n", True
