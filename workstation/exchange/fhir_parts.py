"""Small readers of FHIR elements that never raise: a wrong shape reads as absent (the gate has named it already)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from workstation.domain.partial_date import PartialDate
from workstation.exchange.safe_json import Digits

Node = dict[str, Any]

_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def word(node: Any, *names: str) -> str:
    """The text at a path of member names, "" where there is none."""
    for name in names:
        node = node.get(name) if isinstance(node, dict) else None
    return node if isinstance(node, str) else ""


def part(node: Any, *names: str) -> Node:
    """The object at a path of member names, {} where there is none."""
    for name in names:
        node = node.get(name) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else {}


def parts(node: Any, name: str) -> list[Node]:
    """The objects of a list member; a single object counts as a list of one."""
    held = node.get(name) if isinstance(node, dict) else None
    if isinstance(held, dict):
        return [held]
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []


def coding(concept: Node) -> tuple[str, str, str]:
    """(system, code, display) of a CodeableConcept; its text is what people wrote and wins as the display."""
    codings = parts(concept, "coding")
    first = next((c for c in codings if word(c, "code")), codings[0] if codings else {})
    shown = word(concept, "text") or word(first, "display") or next((word(c, "display") for c in codings), "")
    return word(first, "system"), word(first, "code"), shown or word(first, "code")


def codes(concept: Node) -> list[str]:
    """Every code of a CodeableConcept."""
    return [word(c, "code") for c in parts(concept, "coding") if word(c, "code")]


def number_text(value: Any) -> str:
    """A number as written: its digits are kept; "" for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, Digits | int) else ""


def number(value: Any) -> float | None:
    """The number, None where there is none."""
    written = number_text(value)
    return float(written) if written and len(written) < 300 else None


def date(text: str) -> PartialDate | None:
    """The date, None where the text is none."""
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def strings(node: Any) -> Iterator[str]:
    """Every text below ``node``."""
    if isinstance(node, str):
        if not isinstance(node, Digits):
            yield node
    elif isinstance(node, dict):
        for held in node.values():
            yield from strings(held)
    elif isinstance(node, list):
        for held in node:
            yield from strings(held)


def narrative(node: Node) -> str:
    """The beginning of the human text of a resource, without its markup."""
    plain = unescape(_TAG.sub(" ", word(node, "text", "div")[:20_000]))
    return " ".join(plain.split())[:160]


def names(node: Any) -> Iterator[str]:
    """Every member name below ``node``."""
    if isinstance(node, dict):
        for name, held in node.items():
            yield name
            yield from names(held)
    elif isinstance(node, list):
        for held in node:
            yield from names(held)
