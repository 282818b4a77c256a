"""Lays FHIR XML out as FHIR JSON, by the rules of FHIR R4 for both (2.6.1 XML, 2.6.2 JSON).

Numbers keep their digits (72.50), narrative its markup, extensions of simple values their place beside them. What FHIR
R4 does not know is named with its place; it stays in the original, which is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any, cast

import orjson

from workstation.domain.resource import ImportIssue
from workstation.errors import NotThatFormat
from workstation.exchange.ccda import xml_tree
from workstation.exchange.ccda.xml_tree import Element
from workstation.exchange.fhir_xml import elements
from workstation.exchange.fhir_xml.elements import ANY_RESOURCE, Holds

_SPACE = b"http://hl7.org/fhir"
_HEAD = 4096                          # bytes in which the outermost element stands
_EXCERPT = 200
_ATTRIBUTES = ("id", "url")           # of an element; all other values are elements
# The spellings of FHIR R4 2.24.0.1 that JSON's numbers allow as well.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_VOID = frozenset({"br", "hr", "img", "col"})
_XHTML = ' xmlns="http://www.w3.org/1999/xhtml"'

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Converted:
    """``data`` is one resource or Bundle as JSON; ``issues`` say what could not be taken over."""

    data: bytes
    issues: list[ImportIssue]


def is_fhir(data: bytes) -> bool:
    """Whether XML declares the namespace of FHIR at its beginning."""
    return _SPACE in data[:_HEAD] and b"urn:hl7-org:v3" not in data[:_HEAD].partition(_SPACE)[0]


def convert(data: bytes, name: str) -> Converted:
    """Raises UnsafeFile, DamagedFile as every reader of XML, and NotThatFormat for a resource FHIR R4 doesn't have."""
    document = xml_tree.parse(data, name)
    root = document.root
    if not elements.is_resource(root.name):
        reason = f"FHIR R4 has no resource '{root.name[:60]}'"
        raise NotThatFormat(place=name, format="FHIR R4 record", reason=reason)
    reader = _Reader(document)
    made = reader.resource(root, root.name)
    if document.remark:
        reader.issues.insert(0, ImportIssue("warning", "", document.remark))
    return Converted(orjson.dumps(made), reader.issues)


class _Reader:
    """Walks the tree by the types of FHIR R4."""

    def __init__(self, document: xml_tree.Document) -> None:
        self._document = document
        self.issues: list[ImportIssue] = []

    def resource(self, element: Element, place: str) -> Json:
        return {"resourceType": element.name, **self._members(element, element.name, place)}

    def _members(self, element: Element, kind: str, place: str) -> Json:
        """The members of an object of the type ``kind``, in the order of their first element."""
        known, made = elements.of(kind), Json()
        for attribute in _ATTRIBUTES:
            if attribute in element.attributes:
                made[attribute] = element.attributes[attribute]
        for child in element.all():
            here = f"{place}.{child.name}"
            held = known.get(child.name)
            if held is None:
                self._unknown(child, here)
            elif kind == "Narrative" and child.name == "div":
                made["div"] = _xhtml(child)
            else:
                self._put(made, child, held, here)
        for stray in element.children:
            if isinstance(stray, str) and stray.strip():
                self._say(element, place, "text stands between its elements and was left out")
                break
        return {name: value for name, value in made.items() if not _only_nulls(value)}

    def _put(self, made: Json, child: Element, held: Holds, place: str) -> None:
        value, beside = self._value(child, held, place)
        if value is None and beside is None:
            self._say(child, place, "it is empty and was left out")
            return
        for name, one in ((child.name, value), (f"_{child.name}", beside)):
            if not held.repeats:
                if one is None:
                    continue
                if name in made:
                    self._say(child, place, "it stands more than once, where FHIR R4 allows one; the first was kept")
                    return
                made[name] = one
            elif name == child.name or one is not None or name in made:
                _append(made, name, child.name, one)

    def _value(self, child: Element, held: Holds, place: str) -> tuple[Any, Json | None]:
        """What an element holds, and what stands beside a simple value (its id and extensions)."""
        if held.kind == ANY_RESOURCE:
            return self._inner(child, place), None
        if len(held.kind) > 1:
            return self._object(child, held.kind, place) or None, None
        beside = self._members(child, "Element", place)
        raw = child.attributes.get("value")
        return None if raw is None else self._simple(child, raw, held.kind, place), beside or None

    def _object(self, child: Element, kind: str, place: str) -> Json:
        made, bare = self._members(child, kind, place), child.attributes.get("value")
        if bare is None:
            return made
        if kind == "CodeableConcept" and not made:         # as earlier versions of FHIR had it: the word is kept
            self._say(child, place, "a bare value stands where FHIR R4 has a coded concept; it was kept as its text")
            return {"text": bare}
        self._say(child, place, "it has a value of its own, which FHIR R4 does not allow; it was left out")
        return made

    def _inner(self, holder: Element, place: str) -> Json | None:
        for element in holder.all():
            if elements.is_resource(element.name):
                return self.resource(element, place)
            self._unknown(element, f"{place}.{element.name}")
        return None

    def _simple(self, child: Element, raw: str, kind: str, place: str) -> Any:
        """A text, number or truth; what is spelled wrongly stays a text, and the checks of FHIR R4 name it."""
        if kind == "b" and raw in ("true", "false"):
            return raw == "true"
        if (kind == "i" and _INTEGER.fullmatch(raw)) or (kind == "d" and _DECIMAL.fullmatch(raw)):
            return orjson.Fragment(raw.encode())
        if kind != "s":
            self._say(child, place, f"'{raw[:60]}' is not spelled as FHIR R4 wants it")
        return raw

    def _unknown(self, element: Element, place: str) -> None:
        self._say(element, place, "FHIR R4 has no such element here; it stays in the original only")

    def _say(self, element: Element, place: str, message: str) -> None:
        excerpt = self._document.excerpt(element)[:_EXCERPT].decode("utf-8", "replace")
        self.issues.append(ImportIssue("warning", place, message, excerpt))


def _only_nulls(value: Any) -> bool:
    """A list that would hold nothing but the nulls which keep its places: all it says stands beside."""
    return isinstance(value, list) and all(one is None for one in cast("list[Any]", value))


def _append(made: Json, name: str, plain: str, value: Any) -> None:
    """Adds to a list; the list of extensions beside is kept as long as that of the values, with null for none."""
    held: list[Any] = made.setdefault(name, [])
    if name != plain:
        held += [None] * (len(made[plain]) - 1 - len(held))
    held.append(value)


def _xhtml(element: Element, top: bool = True) -> str:
    """The narrative as it was, with one spelling of its markup."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    head = f"{element.name}{_XHTML if top else ''}{attributes}"
    if not element.children and element.name in _VOID:
        return f"<{head}/>"
    inner = "".join(escape(c, quote=False) if isinstance(c, str) else _xhtml(c, False) for c in element.children)
    return f"<{head}>{inner}</{element.name}>"
