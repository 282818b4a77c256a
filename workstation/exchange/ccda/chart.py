"""What a document becomes: resources with names made of their content, and what is to be said of each place.

A resource's id is a digest of what it says. The same file twice gives the same resources, and a statement that two
documents of one patient carry alike is one resource; two that differ in anything stay two.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson

from workstation.domain.resource import ImportIssue
from workstation.exchange.ccda import moments
from workstation.exchange.ccda.values import Values
from workstation.exchange.ccda.xml_tree import Document, Element
from workstation.exchange.fhir_read import excerpt

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """One resource made of the document, and the place it came from."""

    key: str
    raw: bytes
    place: str


@dataclass(slots=True)
class Chart:
    """Everything found so far. ``mapped`` holds where the elements begin that became a resource or a part of one."""

    document: Document
    patient: Json = field(default_factory=dict[str, Any])          # the Reference, {} where nobody is named
    made: dict[str, Made] = field(default_factory=dict[str, Made])
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])
    mapped: set[int] = field(default_factory=set[int])
    place: str = "header"
    element: Element | None = None
    clock: moments.Clock = field(init=False)
    values: Values = field(init=False)

    def __post_init__(self) -> None:
        root = self.document.root
        marked = {e.get("ID"): e for e in root.walk() if e.get("ID")}
        said = root.first("effectiveTime")
        self.clock = moments.Clock(self.doubt, moments.zone_of(said.get("value")) if said is not None else "")
        self.values = Values(marked, self.clock)

    def put(self, kind: str, content: Json, element: Element | None = None) -> Json:
        """Keeps a resource of this kind and returns the reference to it. Empty members are left out."""
        kept = _without_empty(content)
        digest = hashlib.sha256(orjson.dumps([kind, kept])).hexdigest()[:32]
        return self.put_as(kind, f"ccda-{digest}", kept, element)

    def put_as(self, kind: str, identity: str, content: Json, element: Element | None = None) -> Json:
        """The same under an id that is given."""
        key = f"{kind}/{identity}"
        raw = orjson.dumps({"resourceType": kind, "id": identity, **_without_empty(content)})
        self.made.setdefault(key, Made(key, raw, self.place))
        if element is not None:
            self.mark(element)
        return {"reference": key}

    def mark(self, element: Element) -> None:
        """Notes that this element stands on the record as data."""
        self.mapped.add(element.start)

    def doubt(self, message: str) -> None:
        """A warning about the place that is read now."""
        self.tell("warning", message)

    def tell(self, severity: str, message: str) -> None:
        shown = excerpt(self.document.excerpt(self.element)) if self.element is not None else ""
        self.issues.append(ImportIssue(severity, self.place, message, shown))


def _without_empty(held: Any) -> Any:
    """Without members that are None, "", [] or {}: FHIR knows no empty ones."""
    if isinstance(held, dict):
        inner = {name: _without_empty(item) for name, item in held.items()}
        return {name: item for name, item in inner.items() if item not in (None, "", [], {})}
    if isinstance(held, list):
        return [item for item in map(_without_empty, held) if item not in (None, "", [], {})]
    return held
