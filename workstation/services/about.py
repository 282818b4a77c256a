"""What this program is and under whose rights its knowledge ships."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from resources import path

VERSION = "0.1.0"                  # as in pyproject.toml; a test compares them


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the rights registry (``resources/knowledge/rights.toml``)."""

    kind: str                      # engine, plugin, model, font or table
    name: str
    what: str
    licence: str
    owner: str
    source: str
    date: str


def rights() -> list[Right]:
    """Everything that carries knowledge and ships, in the registry's order."""
    listed = tomllib.loads(path("knowledge", "rights.toml").read_text(encoding="utf-8"))["entry"]
    return [Right(**{name: str(entry[name]) for name in Right.__slots__}) for entry in listed]
