"""The table of analytes against the names LOINC gives its codes: one group is one component in one system.

The names are those of the table's own ``[names.*]``, copied from the sources named there; the reference data, which we
did not write, name many of the same codes and must say the same.
"""

from __future__ import annotations

import gzip
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engines.decision.analyte import conversion
from engines.decision.units import UnitMismatch
from resources import path
from workstation.services.analytes import Known, table

_SYSTEM = ("Serum, Plasma or Blood|Serum or Plasma|Serum|Platelet poor plasma|Plasma|Capillary blood|Arterial blood|"
           "Venous blood|Blood|Urine")
_NAME = re.compile(rf"(?P<component>.+?)(?: \[(?P<property>[^\]]+)])?(?: (?:in|of) (?P<system>{_SYSTEM}))?(?: by .+)?")
# Two names of one component. Urea nitrogen is urea told by its nitrogen: its mass is its own in the table.
_SAME = {"microalbumin": "albumin", "microalbumin/creatinine": "albumin/creatinine", "urea nitrogen": "urea",
         "calcidiol": "25-hydroxyvitamin d3", "mcv": "erythrocyte mean corpuscular volume",
         "mch": "erythrocyte mean corpuscular hemoglobin",
         "mchc": "erythrocyte mean corpuscular hemoglobin concentration",
         "natriuretic peptide.b prohormone n-terminal": "natriuretic peptide.b prohormone"}
_SERUM = {"serum": "serum or plasma", "plasma": "serum or plasma"}
# One of each property's units; what is told only as a ratio, or has no property in its name, has none.
_UNIT_OF = {"mass/volume": "mg/dL", "moles/volume": "mmol/L", "enzymatic activity/volume": "U/L", "#/volume": "10*9/L",
            "units/volume": "[iU]/L", "partial pressure": "mm[Hg]", "volume fraction": "%", "mass fraction": "%",
            "entitic volume": "fL", "entitic mass": "pg", "mass ratio": "mg/g",
            "volume rate/area": "mL/min/{1.73_m2}"}
_TOGETHER = ({"mass/volume", "moles/volume"}, {"mass ratio", "ratio"})


@dataclass(frozen=True)
class Axes:
    """What a code measures, and in what; the method is left out, as in LOINC's own groups."""

    component: str
    property: str
    system: str


def axes(name: str) -> Axes:
    """The parts of a long common name, written alike."""
    parts = _NAME.fullmatch(name.replace("\u200b", "").strip())
    assert parts is not None, name
    component, kind, system = (part or "" for part in (parts["component"], parts["property"], parts["system"]))
    component, system = component.lower(), system.lower()
    return Axes(_SAME.get(component, component), kind.lower(), _SERUM.get(system, system))


@cache
def names() -> dict[str, str]:
    content: dict[str, Any] = tomllib.loads(path("knowledge", "analytes.toml").read_text(encoding="utf-8"))
    told = [(code, name) for part in content["names"].values() for code, name in part.items()
            if code not in ("source", "verified")]
    assert len(told) == len(dict(told)), "a code is named twice"
    return dict(told)


def groups() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, known in table().by_code.items():
        found[known.analyte.id].append(code)
    return found


def test_each_code_is_named_once_and_each_name_is_of_a_code() -> None:
    assert set(names()) == set(table().by_code)
    assert all(part["source"] and part["verified"].year >= 2026 for part in
               tomllib.loads(path("knowledge", "analytes.toml").read_text(encoding="utf-8"))["names"].values())


@pytest.mark.parametrize(("group", "codes"), groups().items())
def test_one_group_is_one_component_in_one_system(group: str, codes: list[str]) -> None:
    read = [axes(names()[code]) for code in codes]
    assert len({(one.component, one.system) for one in read}) == 1, (group, read)
    kinds = {one.property for one in read}
    assert len(kinds) == 1 or any(kinds <= both for both in _TOGETHER), (group, kinds)
    assert not any(re.search(r"\b\d+ ?(h|hour)", names()[code]) for code in codes), "a collection over time"


def test_no_two_groups_measure_the_same_unless_the_method_parts_them() -> None:
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, codes in groups().items():
        read = axes(names()[codes[0]])
        seen[read.component, read.system].append(group)
    assert sorted(sorted(one) for one in seen.values() if len(one) > 1) == [
        ["crp", "hs_crp"], ["egfr_2021", "egfr_ckd_epi"], ["lp_a_mass", "lp_a_moles"], ["rdw_cv", "rdw_sd"],
        ["troponin_i", "troponin_i_hs"], ["troponin_t", "troponin_t_hs"]]


@pytest.mark.parametrize("code", sorted(table().by_code))
def test_a_unit_of_the_codes_property_is_understood(code: str) -> None:
    unit = _UNIT_OF.get(axes(names()[code]).property)
    analyte = table().by_code[code].analyte
    if unit is not None:
        assert conversion(analyte, code, unit, analyte.units[0][0]).of


@pytest.mark.parametrize(("kept", "apart"), [
    ("2160-0", "38483-4"), ("2345-7", "2339-0"), ("2345-7", "32016-8"), ("2823-3", "6298-4"), ("17861-6", "1994-3"),
    ("1751-7", "1754-1"), ("2160-0", "2161-8"), ("6301-6", "34714-6"), ("2524-7", "32693-4"), ("30934-4", "42637-9"),
])
def test_blood_and_urine_stand_apart_from_serum(kept: str, apart: str) -> None:
    assert table().by_code[kept] is not table().by_code[apart]


@pytest.mark.parametrize("code", ["14804-9", "77140-2", "38875-1", "30350-3", "14937-7"])
def test_what_could_not_be_confirmed_is_in_no_group(code: str) -> None:
    assert code not in table().by_code


_CODING = re.compile(r'"code"\s*:\s*"(\d{1,5}-\d)"\s*,\s*"display"\s*:\s*"([^"]*\[[^"]*)"')
_MEASURED = re.compile(r'"system"\s*:\s*"http://loinc\.org"\s*,\s*"code"\s*:\s*"(\d{1,5}-\d)"(?:(?!"resourceType").){0,900}?'
                       r'"valueQuantity"\s*:\s*\{([^{}]*)\}', re.DOTALL)
# Units the data write that say another quantity; such a value is listed with its reason and not drawn.
_STRANGE = {("33914-3", "mL/min"), ("4537-7", "mm")}


@cache
def _texts() -> tuple[str, ...]:
    root = os.environ.get("CONSILIA_REFERENCE_DATA")
    if not root:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    files = [file for file in Path(root, "fhir").rglob("*") if file.name.endswith((".json", ".json.gz", ".ndjson"))]
    return tuple(_text(file) for file in sorted(files))


def _text(file: Path) -> str:
    raw = file.read_bytes()
    return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")


def _grouped(found: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    kept: dict[str, set[str]] = defaultdict(set)
    for code, told in found:
        if code in table().by_code:
            kept[code].add(told)
    return kept


def test_reference_data_name_the_codes_alike() -> None:
    displays = _grouped((code, name.replace("\\/", "/")) for text in set(_texts())
                        for code, name in _CODING.findall(text) if " Auto (" not in name)   # a short name of LOINC
    assert len(displays) > 40
    told = [(code, name) for code, found in displays.items() for name in found]
    assert [(code, name, names()[code]) for code, name in told if axes(name) != axes(names()[code])] == []


def test_reference_data_write_units_the_group_understands() -> None:
    units = _grouped((code, unit[1]) for text in _texts() for code, quantity in _MEASURED.findall(text)
                     if (unit := re.search(r'"code"\s*:\s*"([^"]+)"', quantity)))
    assert len(units) > 30
    assert {(code, unit) for code, found in units.items() for unit in found
            if not _understood(table().by_code[code], code, unit)} == _STRANGE


def _understood(known: Known, code: str, unit: str) -> bool:
    try:
        conversion(known.analyte, code, unit, known.analyte.units[0][0])
    except UnitMismatch:
        return False
    return True
