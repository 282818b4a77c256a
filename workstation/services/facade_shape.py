"""How the answer of a facade search is to look: pages, order, included resources, chosen elements.

A page begins after a resource, not at a count: what comes in between two calls moves nothing, so that pages joined
together hold no resource twice and miss none that was there when the first one was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from workstation.exchange.fhir_bundle import Piece
from workstation.services.facade_answers import Fault

PAGE, LARGEST_PAGE = 50, 500
SHAPING = ("_count", "_after", "_before", "_sort", "_format", "_summary", "_elements", "_total", "_totalMethod",
           "_include", "_revinclude")
_MANY = ("_include", "_revinclude")
_TOTALS = ("accurate", "estimate", "none", "count")       # the total is exact whichever is asked for
_LONGEST = 8                       # digits


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of the answer. ``after`` and ``before`` are keys ``Type/id``; ``count`` 0: the total only."""

    count: int
    after: str = ""
    before: str = ""
    sort: str = ""
    elements: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    revinclude: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Sequence[tuple[str, str]], count: int = PAGE) -> Self:
        """Raises Fault for what is no number, not offered, or repeated."""
        given = dict(query)
        if any(sum(name == shaping for name, _ in query) > 1 for shaping in SHAPING if shaping not in _MANY):
            raise Fault(400, "invalid", "a parameter of the page stands twice")
        if given.get("_summary", "false") not in ("false", "count"):
            raise Fault(400, "not-supported", "of _summary only count is offered; _elements chooses elements")
        if given.get("_total", "accurate") not in _TOTALS or given.get("_totalMethod", "count") not in _TOTALS:
            raise Fault(400, "value", "_total is accurate, estimate or none")
        if given.get("_after") and given.get("_before"):
            raise Fault(400, "invalid", "a page lies after or before a resource, not both")
        size = 0 if given.get("_summary") == "count" else _number(given.get("_count", str(count)))
        elements = tuple(filter(None, given.get("_elements", "").split(",")))
        return cls(min(size, LARGEST_PAGE), given.get("_after", ""), given.get("_before", ""), given.get("_sort", ""),
                   elements, *(tuple(value for name, value in query if name == many) for many in _MANY))


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of one page, how many fit in all, what came along, and whether there are pages on either side.

    ``first`` and ``last`` are the keys between which the page lies, where they aren't those of ``pieces``.
    """

    pieces: Sequence[Piece]
    total: int
    shape: Shape
    along: Sequence[Piece] = ()
    earlier: bool = False
    later: bool = False
    first: str = ""
    last: str = ""

    @classmethod
    def cut(cls, results: Sequence[Piece], shape: Shape) -> Self:
        """The page of all results in their order; those of nobody come along."""
        start, end = page_of([piece.key for piece in results], shape) if shape.count else (0, len(results))
        cut = results[start:end]
        own, along = [p for p in cut if p.patient_id], [p for p in cut if not p.patient_id]
        return cls(own, sum(1 for piece in results if piece.patient_id), shape, along, start > 0, end < len(results),
                   cut[0].key if cut else "", cut[-1].key if cut else "")


def page_of(keys: Sequence[str], shape: Shape) -> tuple[int, int]:
    """[from, to) of the page among all results in their order. Raises Fault where its place is gone."""
    anchor = shape.after or shape.before
    if anchor and anchor not in keys:
        raise Fault(410, "not-found", "the place of this page is gone; begin the search again")
    if shape.before:
        end = keys.index(anchor)
        return max(0, end - shape.count), end
    start = keys.index(anchor) + 1 if anchor else 0
    return start, min(len(keys), start + shape.count)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < _LONGEST):
        raise Fault(400, "value", "the parameter _count takes a number")
    return int(text)
