"""The Bundle of type searchset that a search or an operation of the facade answers with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import orjson

from workstation.services.facade_answers import Answer, Request
from workstation.services.facade_shape import Page

_MOVING = ("_after", "_before")


def searchset(request: Request, page: Page) -> Answer:
    """One page of results with the links to its neighbours; each resource keeps its bytes."""
    head: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "total": page.total,
                            "link": _links(request, page)}
    body = [orjson.dumps(head)[:-1]]
    for place, (piece, mode) in enumerate([*((p, b"match") for p in page.pieces),
                                           *((p, b"include") for p in page.along)]):
        body += [b',"entry":[' if place == 0 else b",", b'{"fullUrl":', orjson.dumps(f"{request.base}/{piece.key}"),
                 b',"resource":', piece.raw, b',"search":{"mode":"%b"}}' % mode]
    body.append(b"]}" if len(body) > 1 else b"}")
    return Answer(200, tuple(body))


def _links(request: Request, page: Page) -> list[dict[str, str]]:
    links = [{"relation": "self", "url": _address(request, [])}]
    if page.shape.count and page.first:
        if page.earlier:
            links.append({"relation": "first", "url": _address(request, None)})
            links.append({"relation": "previous", "url": _address(request, [("_before", page.first)])})
        if page.later:
            links.append({"relation": "next", "url": _address(request, [("_after", page.last)])})
    return links


def _address(request: Request, moved: list[tuple[str, str]] | None) -> str:
    """The search as it was asked (``moved`` empty), from its beginning (None), or from another place."""
    kept = [(name, value) for name, value in request.query if moved == [] or name not in _MOVING]
    asked = urlencode([*kept, *(moved or [])], safe=":/,|$")
    return f"{request.base}{request.path.removesuffix('/_search')}" + (f"?{asked}" if asked else "")
