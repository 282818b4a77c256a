"""The narrative block of a section (CDA R2, 4.3.5) as plain text: tables by rows, lists by items, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from workstation.exchange.ccda.xml_tree import Element

_LINES = {"paragraph", "table", "thead", "tbody", "tfoot", "tr", "list", "item", "caption", "br", "text", "title"}
_CELLS = {"td", "th"}
_BLANKS = re.compile(r"\s+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_ADDRESSES = ("http://", "https://")


def plain(block: Element | None) -> str:
    """The text of a narrative block, one line a paragraph, item or table row; cells are parted by ' | '."""
    if block is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_pieces(block)).split("\n"))
    return "\n".join(line for line in lines if line)


def outside_body(document: Element) -> str:
    """What there is to read in a document without a body: texts that stand elsewhere, and a title that is marked-up
    text itself (a body in the wrong place). A title of plain words only names what isn't there."""
    title = document.first("title")
    named = title.words() if title is not None else ""
    blocks = [plain(element) for element in document.walk() if element.name == "text"]
    return "\n".join(filter(None, [named if _MARKUP.search(named) else "", *blocks]))


def _pieces(element: Element) -> Iterator[str]:
    if element.name in _LINES:
        yield "\n"
    if element.name == "item":
        yield "- "
    if element.name == "tr":
        yield from _row(element)
    else:
        yield from _inside(element)
    if element.name == "linkHtml" and element.get("href").lower().startswith(_ADDRESSES):
        yield f" ({element.get('href')})"
    if element.name == "renderMultiMedia" and element.get("referencedObject"):
        yield f" [media {element.get('referencedObject')}]"
    if element.name in _LINES:
        yield "\n"


def _inside(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield _BLANKS.sub(" ", child)
        else:
            yield from _pieces(child)


def _row(row: Element) -> Iterator[str]:
    cells = row.all(*_CELLS)
    for place, cell in enumerate(cells):
        yield " | " if place else ""
        yield "; ".join(_lines(cell))
    for other in row.all():
        if other.name not in _CELLS:
            yield from _pieces(other)


def _lines(element: Element) -> list[str]:
    return [" ".join(line.split()) for line in "".join(_inside(element)).split("\n") if line.strip()]


def on_one_line(element: Element, longest: int) -> str:
    """The text of a marked place for use as a value, cut at ``longest`` characters (the section has it whole)."""
    text = "; ".join(plain(element).split("\n"))
    return text if len(text) <= longest else text[:longest] + "…"


def xhtml(text: str) -> str:
    """The text as a FHIR narrative (FHIR R4, 2.4): preformatted, all markup of its own escaped."""
    return f'<div xmlns="http://www.w3.org/1999/xhtml"><pre>{escape(text, quote=False)}</pre></div>'
