"""XML from outside as a plain tree, within bounds and without document types, entities or anything fetched.

Prefixes are dropped: a fragment whose prefixes nobody declared reads like a whole document. ``start`` is where an
element begins in the UTF-8 text, for the excerpt of an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from workstation.errors import DamagedFile, UnsafeFile
from workstation.exchange.ccda.encoding import decoded

DEEPEST = 200                      # elements within each other; the deepest C-CDA seen has 40
MOST_ELEMENTS = 500_000
MOST_ATTRIBUTES = 60               # an element
LARGEST = 32 << 20                 # bytes of a document


class Element:
    """One element: its name and attributes without prefixes, and its elements and texts in their order."""

    __slots__ = ("attributes", "children", "name", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.start = start

    def get(self, name: str) -> str:
        """An attribute without blanks around it, "" where it is missing."""
        return self.attributes.get(name, "").strip()

    def all(self, *names: str) -> list[Element]:
        """The elements of these names directly below; all elements where no name is given."""
        return [c for c in self.children if isinstance(c, Element) and (not names or c.name in names)]

    def first(self, *path: str) -> Element | None:
        """The first element down a path of names."""
        here: Element | None = self
        for name in path:
            if here is None:
                return None
            here = next((c for c in here.children if isinstance(c, Element) and c.name == name), None)
        return here

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        waiting: list[Element] = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.all()))

    def words(self) -> str:
        """All text below, blanks folded."""
        found = [c for e in self.walk() for c in e.children if isinstance(c, str)] if self.all() else self.children
        return " ".join(" ".join(c for c in found if isinstance(c, str)).split())


class Document:
    """The root element, the text as UTF-8 bytes, and a remark on its encoding ("" where all is well)."""

    def __init__(self, root: Element, text: bytes, remark: str) -> None:
        self.root = root
        self.text = text
        self.remark = remark

    def excerpt(self, element: Element) -> bytes:
        """The beginning of the element as it was sent."""
        return self.text[element.start:element.start + 400]


def parse(data: bytes, name: str) -> Document:
    """Raises UnsafeFile for a document type, an entity or something over the bounds, DamagedFile for broken XML."""
    if len(data) > LARGEST:
        raise UnsafeFile(place=name, reason=f"it holds more than {LARGEST >> 20} MB as one XML document")
    text, remark = decoded(data, name)
    raw = text.removeprefix("\ufeff").lstrip(" \t\r\n").encode()
    builder = _Builder(name)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.ExternalEntityRefHandler = builder.doctype
    builder.parser = parser
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        reason = f"{expat.ErrorString(error.code)} in line {error.lineno}, column {error.offset + 1}"
        raise DamagedFile(place=name, reason=f"its XML breaks off ({reason})") from error
    assert builder.root is not None
    return Document(builder.root, raw, remark)


class _Builder:
    """Builds the tree and keeps the bounds."""

    def __init__(self, name: str) -> None:
        self.root: Element | None = None
        self.parser: expat.XMLParserType | None = None
        self._name = name
        self._open: list[Element] = []
        self._count = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST:
            self._refuse(f"its elements lie more than {DEEPEST} deep within each other")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(f"an element has {len(attributes)} attributes")
        if self._count > MOST_ELEMENTS:
            self._refuse(f"it holds more than {MOST_ELEMENTS} elements")
        own = {_local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
        start = self.parser.CurrentByteIndex if self.parser is not None else 0
        element = Element(_local(name), own, start)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def doctype(self, *_: object) -> NoReturn:
        self._refuse("it declares a document type or entities, which no clinical document needs")

    def _refuse(self, reason: str) -> NoReturn:
        raise UnsafeFile(place=self._name, reason=reason)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
