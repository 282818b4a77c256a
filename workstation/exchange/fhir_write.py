"""Parsed resources ready to be written again: reals as the text they were, so that ``72.50`` stays so."""

from __future__ import annotations

from typing import Any

from workstation.exchange.fhir_parts import Node
from workstation.exchange.safe_json import Digits


def plain(node: Any) -> Any:
    """The value with its reals as orjson fragments, for ``orjson.dumps``."""
    import orjson

    if isinstance(node, Digits):
        return orjson.Fragment(str(node))          # a subclass of str is not taken
    if isinstance(node, dict):
        return {name: plain(held) for name, held in node.items()}
    return [plain(held) for held in node] if isinstance(node, list) else node


def document(resources: list[Node]) -> bytes:
    """The resources as a collection bundle, the form in which ``fhir_read.read_document`` takes them."""
    import orjson

    entries = [{"resource": plain(resource)} for resource in resources]
    return orjson.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})
