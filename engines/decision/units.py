"""Exact conversion between the UCUM units that decision tables and plugins may name.

Every factor is a fraction, so that a value converted there and back is the value it was. Mass and amount of substance
are never converted into each other here: that needs the substance (use the two units as two inputs instead).
Sources: UCUM 2.1 (Regenstrief, 2017), which has mm[Hg] = 133.322387415 Pa; pounds and inches by definition (1959).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class UnitMismatch(ValueError):
    """Two units that can't be converted into each other, or one that is not known."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """``value * factor + offset`` is the value in the base unit of the dimension."""

    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)


def _unit(dimension: str, factor: str | int, offset: str | int = 0) -> _Unit:
    return _Unit(dimension, Fraction(factor), Fraction(offset))


_UNITS: dict[str, _Unit] = {
    "1": _unit("number", 1),
    "%": _unit("number", "1/100"),
    "mm[Hg]": _unit("pressure", "133.322387415"),
    "Pa": _unit("pressure", 1),
    "kPa": _unit("pressure", 1000),
    "kg": _unit("mass", 1000),
    "g": _unit("mass", 1),
    "mg": _unit("mass", "1/1000"),
    "ug": _unit("mass", "1/1000000"),
    "[lb_av]": _unit("mass", "453.59237"),
    "m": _unit("length", 1000),
    "cm": _unit("length", 10),
    "mm": _unit("length", 1),
    "[in_i]": _unit("length", "25.4"),
    "/min": _unit("rate", 1),
    "{beats}/min": _unit("rate", 1),
    "Cel": _unit("temperature", 1, "273.15"),
    "[degF]": _unit("temperature", "5/9", "45967/180"),
    "K": _unit("temperature", 1),
    "mol/L": _unit("amount concentration", 1000000),
    "mmol/L": _unit("amount concentration", 1000),
    "umol/L": _unit("amount concentration", 1),
    "g/L": _unit("mass concentration", 1000),
    "g/dL": _unit("mass concentration", 10000),
    "mg/dL": _unit("mass concentration", 10),
    "mg/L": _unit("mass concentration", 1),
    "mL/min/{1.73_m2}": _unit("filtration rate", 1),
    "mg/g": _unit("mass ratio", 1),
    "mg/mmol": _unit("mass per amount", 1),
    "kg/m2": _unit("mass per area", 1),
    "a": _unit("calendar age", 12),
    "mo": _unit("calendar age", 1),
    "wk": _unit("time", 7),
    "d": _unit("time", 1),
    "h": _unit("time", "1/24"),
}
_SAME = {"mmHg": "mm[Hg]", "mL/min/1.73m2": "mL/min/{1.73_m2}", "mL/min/{1.73m2}": "mL/min/{1.73_m2}",
         "years": "a", "year": "a", "bpm": "/min", "/minute": "/min", "mcg": "ug"}


def known(unit: str) -> bool:
    """True for a unit that may stand in a manifest or a table (``""`` is no unit and is known)."""
    return unit == "" or unit in _UNITS


def convert(value: Fraction, unit: str, to: str) -> Fraction:
    """The value in the unit ``to``, exactly. Common display spellings of a unit (``mmHg``) are read as their UCUM code.

    Raises UnitMismatch for an unknown unit or another dimension: a value without a unit is never taken for one with.
    """
    source, target = _SAME.get(unit, unit), _SAME.get(to, to)
    if source == target:
        return value
    if source not in _UNITS or target not in _UNITS:
        raise UnitMismatch(f"no conversion from '{unit}' to '{to}'")
    one, other = _UNITS[source], _UNITS[target]
    if one.dimension != other.dimension:
        raise UnitMismatch(f"'{unit}' is {one.dimension}, '{to}' is {other.dimension}")
    return (value * one.factor + one.offset - other.offset) / other.factor
