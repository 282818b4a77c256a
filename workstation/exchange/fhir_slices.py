"""Cuts a FHIR document into its resources without re-spelling one byte.

The values are parsed where they lie and their exact ranges kept, so that what is stored is what was sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from workstation.exchange.safe_json import (
    BrokenJson,
    JsonFault,
    NoRecord,
    after_blanks,
    decoded,
    end_of_value,
    loads,
    value_at,
)

NO_RESOURCE = "the entry holds no resource"


@dataclass(frozen=True, slots=True)
class Slice:
    """One resource as it was sent. ``value`` is None where ``fault`` says why it can't be used."""

    place: str                    # "" for a file of one resource, else entry[3] or line 3
    raw: bytes
    value: dict[str, Any] | None
    full_url: str = ""
    fault: str = ""
    entry: dict[str, Any] = field(default_factory=dict[str, Any])      # the other members of its entry of a Bundle


@dataclass(frozen=True, slots=True)
class Document:
    """What a JSON file held. ``bundle_type`` is "" where it is no Bundle."""

    slices: list[Slice]
    bundle_type: str
    members: dict[str, Any] = field(default_factory=dict[str, Any])    # those of the Bundle itself, without its entries


def slices_of(data: bytes) -> Document:
    """The resources of one JSON document: a Bundle of any type, or a single resource.

    Raises JsonFault, and NoRecord for whole and safe JSON that says nowhere that it is a resource.
    """
    text = decoded(data)
    start = after_blanks(text, 0)
    if not text.startswith("{", start):
        if not text[start:]:
            raise JsonFault("it is empty")
        loads(data)                                     # a fault in it is said before what it lacks
        raise _without_resource(text)
    walk = _Walk(text)
    members = walk.members(start, top=True)
    if after_blanks(text, walk.end) != len(text):
        raise BrokenJson(f"something follows after its end (character {walk.end})")
    if members.get("resourceType") == "Bundle":
        members.pop("entry", None)
        return Document(walk.entries, str(members.get("type") or "collection"), members)
    if "resourceType" not in members:
        raise _without_resource(text)
    if walk.entries:                                    # a List or another resource whose own entries were walked
        members["entry"], _ = value_at(text, walk.entries_at)
    return Document([Slice("", text[start:walk.end].encode(), members)], "")


def _without_resource(text: str) -> JsonFault:
    """Where resources lie within something else, they'd be lost: that is a fault, and no mere lack of a record."""
    if '"resourceType"' in text:
        return JsonFault("its resources lie within something that is neither a resource nor a Bundle")
    return NoRecord("it is JSON, but holds no FHIR R4 resource")


def entry_at(text: str, at: int, place: str) -> tuple[Slice, int]:
    """The entry of a Bundle that starts at ``at``, and the place after it. Raises JsonFault."""
    walk = _Walk(text)
    end = walk.entry(at)
    return replace(walk.entries[0], place=place), end


def name_at(text: str, at: int) -> tuple[str, int]:
    """The name of a member and the place of its value. Raises JsonFault."""
    if not text.startswith('"', at):
        raise BrokenJson(f"a name is missing at character {at}")
    name, at = value_at(text, at)
    at = after_blanks(text, at)
    if not text.startswith(":", at):
        raise BrokenJson(f"':' is missing at character {at}")
    return name, after_blanks(text, at + 1)


def next_at(text: str, at: int, closing: str) -> tuple[int, bool]:
    """After a value: (place of the next one, True) past a comma, (place after ``closing``, False) at the end."""
    at = after_blanks(text, at)
    if text.startswith(",", at):
        return after_blanks(text, at + 1), True
    if text.startswith(closing, at):
        return at + 1, False
    raise BrokenJson(f"',' or '{closing}' is missing at character {at}")


class _Walk:
    """Steps over the top two levels of a document by hand; everything below is read by the JSON scanner."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.end = 0
        self.entries: list[Slice] = []
        self.entries_at = 0

    def members(self, at: int, top: bool = False) -> dict[str, Any]:
        """The members of the object at ``at``; those of ``entry`` are put into ``entries`` instead."""
        found: dict[str, Any] = {}
        at = after_blanks(self._text, at + 1)
        if self._text.startswith("}", at):
            self.end = at + 1
            return found
        while True:
            name, at = name_at(self._text, at)
            if name in found:
                raise JsonFault(f"the name '{name[:40]}' stands twice in one object", unsafe=True)
            if top and name == "entry" and self._text.startswith("[", at):
                self.entries_at = at
                found[name] = []
                at = self._entries(at)
            else:
                found[name], at = self._value(at, soft=not top and name == "resource")
            at, more = next_at(self._text, at, "}")
            if not more:
                self.end = at
                return found

    def _entries(self, at: int) -> int:
        at = after_blanks(self._text, at + 1)
        if self._text.startswith("]", at):
            return at + 1
        while True:
            at = self.entry(at)
            at, more = next_at(self._text, at, "]")
            if not more:
                return at

    def entry(self, at: int) -> int:
        place = f"entry[{len(self.entries)}]"
        if not self._text.startswith("{", at):
            end = end_of_value(self._text, at)
            self.entries.append(Slice(place, self._text[at:end].encode(), None, "", "the entry is no object"))
            return end
        inner = _Walk(self._text)
        members = inner.members(at)
        held = members.get("resource")
        url = members.get("fullUrl")
        if not isinstance(held, _Held):
            raw = self._text[at:inner.end].encode()
            self.entries.append(Slice(place, raw, None, "", NO_RESOURCE, members))
        else:
            del members["resource"]
            address = url if isinstance(url, str) else ""
            self.entries.append(Slice(place, held.raw, held.value, address, held.fault, members))
        return inner.end

    def _value(self, at: int, soft: bool) -> tuple[Any, int]:
        """``soft``: a fault in a resource costs this resource only."""
        if not soft:
            return value_at(self._text, at)
        try:
            value, end = value_at(self._text, at)
        except BrokenJson:
            raise
        except JsonFault as fault:
            end = end_of_value(self._text, at)
            return _Held(self._text[at:end].encode("utf-8", "surrogatepass"), None, fault.reason), end
        raw = self._text[at:end].encode()
        if not isinstance(value, dict):
            return _Held(raw, None, "the resource is no object"), end
        return _Held(raw, value, ""), end


@dataclass(frozen=True, slots=True)
class _Held:
    """The resource of an entry with its bytes."""

    raw: bytes
    value: dict[str, Any] | None
    fault: str
