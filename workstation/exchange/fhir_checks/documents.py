"""The invariants of a Bundle (bdl-1 to bdl-12 of FHIR R4)."""

from __future__ import annotations

from collections.abc import Sequence

from workstation.exchange.fhir_checks.datatypes import one_of
from workstation.exchange.fhir_checks.fault import Fault
from workstation.exchange.fhir_parts import Node, part, word

_TYPES = ("document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
          "searchset", "collection")
_ASKING = ("batch", "transaction", "history")
_ANSWERING = ("batch-response", "transaction-response", "history")
_FIRST = {"document": ("Composition", "bdl-11"), "message": ("MessageHeader", "bdl-12")}


def faults(members: Node, entries: Sequence[Node]) -> list[Fault]:
    """``members`` are the Bundle's own, ``entries`` its entries with at least the members that are there."""
    found: list[Fault] = []
    kind = word(members, "type")
    one_of(members, "type", _TYPES, "Bundle", found)
    if "total" in members and kind not in ("searchset", "history"):
        found.append(Fault("Bundle.total", f"a {kind or 'bundle without type'} has no total", "bdl-1"))
    if kind == "document":
        if not (word(members, "identifier", "system") and word(members, "identifier", "value")):
            found.append(Fault("Bundle.identifier", "a document has an identifier with its system", "bdl-9"))
        if not word(members, "timestamp"):
            found.append(Fault("Bundle.timestamp", "a document has its date", "bdl-10"))
    if kind in _FIRST and entries:
        wanted, rule = _FIRST[kind]
        if word(entries[0], "resource", "resourceType") != wanted:
            found.append(Fault("Bundle.entry[0]", f"a {kind} begins with its {wanted}", rule))
    seen: set[tuple[str, str]] = set()
    for place, entry in enumerate(entries):
        _entry(entry, f"Bundle.entry[{place}]", kind, found)
        _unique(entry, f"Bundle.entry[{place}]", kind, seen, found)
    return found


def _entry(entry: Node, path: str, kind: str, found: list[Fault]) -> None:
    if "search" in entry and kind != "searchset":
        found.append(Fault(f"{path}.search", f"a {kind} has no matches", "bdl-2"))
    if ("request" in entry) != (kind in _ASKING):
        needed = "an entry needs its request" if kind in _ASKING else "an entry has no request"
        found.append(Fault(f"{path}.request", f"in a {kind} {needed}", "bdl-3"))
    if ("response" in entry) != (kind in _ANSWERING):
        needed = "an entry needs its response" if kind in _ANSWERING else "an entry has no response"
        found.append(Fault(f"{path}.response", f"in a {kind} {needed}", "bdl-4"))
    if not {"resource", "request", "response"} & entry.keys():
        found.append(Fault(path, "an entry without resource, request and response", "bdl-5"))
    if "/_history/" in word(entry, "fullUrl"):
        found.append(Fault(f"{path}.fullUrl", "it names one version", "bdl-8"))


def _unique(entry: Node, path: str, kind: str, seen: set[tuple[str, str]], found: list[Fault]) -> None:
    """bdl-7: an address once, or with another version."""
    address = word(entry, "fullUrl")
    if not address or kind == "history":
        return
    own = (address, word(part(entry, "resource"), "meta", "versionId"))
    if own in seen:
        found.append(Fault(f"{path}.fullUrl", "the same address stands twice", "bdl-7"))
    seen.add(own)
