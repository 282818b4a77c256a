"""What the FHIR facade answers with: original bytes, bundles of them, or an OperationOutcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


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
    """Status, body in pieces, and headers beside the usual ones. ``stream`` is a body made while it is sent."""

    status: int
    body: tuple[bytes, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    stream: Iterator[bytes] | None = None

    @property
    def length(self) -> int:
        return sum(map(len, self.body))


class Fault(Exception):  # noqa: N818 - the field's word for a refused request
    """A request that is refused: HTTP status, FHIR issue type, and a sentence for a person."""

    def __init__(self, status: int, code: str, words: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.status, self.code, self.words, self.headers = status, code, words, dict(headers or {})


def outcome(status: int, code: str, words: str, headers: Mapping[str, str] | None = None) -> Answer:
    """An OperationOutcome with one issue; ``code`` is of http://hl7.org/fhir/issue-type."""
    return json_answer({"resourceType": "OperationOutcome", "issue": [
        {"severity": "error", "code": code, "diagnostics": words[:500]}]}, status, headers)


def json_answer(document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    import orjson

    return Answer(status, (orjson.dumps(document),), dict(headers or {}))
