"""What the FHIR facade answers with: original bytes, bundles of them, or an OperationOutcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from workstation.exchange.fhir_bundle import Piece


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was read whole: ``base`` is the facade's own address, ``query`` in the order it was written."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])      # names in lower case
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body in pieces, and headers beside the usual ones."""

    status: int
    body: tuple[bytes, ...]
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def length(self) -> int:
        return sum(map(len, self.body))


class Fault(Exception):  # noqa: N818 - the field's word for a refused request
    """A request that gets an OperationOutcome: HTTP status, FHIR issue type, and a sentence for a person."""

    def __init__(self, status: int, code: str, words: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.status, self.code, self.words, self.headers = status, code, words, dict(headers or {})

    def answer(self) -> Answer:
        return outcome(self.status, self.code, self.words, self.headers)


def outcome(status: int, code: str, words: str, headers: Mapping[str, str] | None = None) -> Answer:
    """An OperationOutcome with one issue; ``code`` is of http://hl7.org/fhir/issue-type."""
    return json_answer({"resourceType": "OperationOutcome", "issue": [
        {"severity": "error", "code": code, "diagnostics": words[:500]}]}, status, headers)


def json_answer(document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    import orjson

    return Answer(status, (orjson.dumps(document),), dict(headers or {}))


def searchset(request: Request, pieces: Sequence[Piece], total: int, count: int, offset: int,
              included: frozenset[str] = frozenset()) -> Answer:
    """One page of results. ``pieces`` are those of the page; the keys of ``included`` came along unasked."""
    import orjson

    links = [{"relation": "self", "url": _page(request, offset, count)}]
    if offset + count < total and count:
        links.append({"relation": "next", "url": _page(request, offset + count, count)})
    if offset and count:
        links.append({"relation": "previous", "url": _page(request, max(0, offset - count), count)})
    head = orjson.dumps({"resourceType": "Bundle", "type": "searchset", "total": total, "link": links})[:-1]
    body = [head]
    for place, piece in enumerate(pieces):
        mode = b"include" if piece.key in included else b"match"
        body += [b',"entry":[' if place == 0 else b",", b'{"fullUrl":', orjson.dumps(f"{request.base}/{piece.key}"),
                 b',"resource":', piece.raw, b',"search":{"mode":"%b"}}' % mode]
    body.append(b"]}" if pieces else b"}")
    return Answer(200, tuple(body))


def _page(request: Request, offset: int, count: int) -> str:
    kept = [(name, value) for name, value in request.query if name not in ("_offset", "_count")]
    if count:
        kept += [("_count", str(count))] + ([("_offset", str(offset))] if offset else [])
    path = request.path.removesuffix("/_search")
    return f"{request.base}{path}" + (f"?{urlencode(kept)}" if kept else "")
