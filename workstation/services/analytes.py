"""The table of analytes (``resources/knowledge/analytes.toml``): which codes are one analyte, its units, its masses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from engines.decision.analyte import Analyte, Equation
from engines.decision.units import Substance
from resources import path


@dataclass(frozen=True, slots=True)
class Known:
    """An analyte of the table with its place and its names."""

    analyte: Analyte
    panel: str
    name: str
    name_zh: str
    note: str = ""
    note_zh: str = ""


@dataclass(frozen=True, slots=True)
class AnalyteTable:
    """``panels``: id to (name, Chinese name), in the order of the page; ``by_code``: LOINC code to its analyte."""

    panels: Mapping[str, tuple[str, str]]
    known: Mapping[str, Known]
    by_code: Mapping[str, Known]


@cache
def table() -> AnalyteTable:
    """The table, read once. A code in two groups or without a verified name, or an unknown panel, is its fault."""
    content: dict[str, Any] = tomllib.loads(path("knowledge", "analytes.toml").read_text(encoding="utf-8"))
    named = {code for part in content["names"].values() for code in part}
    panels = {entry["id"]: (entry["name"], entry["zh"]) for entry in content["panel"]}
    known: dict[str, Known] = {}
    by_code: dict[str, Known] = {}
    for entry in content["analyte"]:
        made = Known(_analyte(entry, content["sources"]), entry["panel"], entry["name"], entry["zh"],
                     entry.get("note", ""), entry.get("note_zh", ""))
        if entry["id"] in known or entry["panel"] not in panels:
            raise ValueError(f"analytes.toml: {entry['id']}")
        known[entry["id"]] = made
        for code in entry["codes"]:
            if code in by_code or code not in named:
                raise ValueError(f"analytes.toml: {code} stands in two groups or has no verified name")
            by_code[code] = made
    return AnalyteTable(panels, known, by_code)


def _analyte(entry: Mapping[str, Any], sources: Mapping[str, str]) -> Analyte:
    mass = entry.get("molar_mass")
    shown = [unit.rpartition(":") for unit in entry["units"]]
    law = entry.get("equation")
    return Analyte(
        id=entry["id"],
        units=tuple((code, int(decimals)) for code, _, decimals in shown),
        substance=Substance(Fraction(mass) if mass else None, entry.get("valence")),
        masses={code: Fraction(own) for code, own in entry.get("masses", {}).items()},
        only=entry.get("only", {}),
        equation=Equation(law["of"], law["to"], Fraction(law["slope"]), Fraction(law["offset"])) if law else None,
        iu=entry.get("iu", ""), annotation=entry.get("annotation", ""),
        source=sources[entry["source"]] if "source" in entry else "",
    )
