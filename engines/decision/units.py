"""Exact conversion between the UCUM units that decision tables, plugins and results name.

Every factor is a fraction, so that a value converted there and back is the value it was. Mass and amount of substance
are converted into each other only where the caller gives the substance (``Substance``); nothing else bridges two
dimensions. Source: UCUM 2.1 (Regenstrief, 2017), read by ``engines.decision.ucum``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engines.decision import ucum
from engines.decision.ucum import UnitMismatch

__all__ = ["Substance", "UnitMismatch", "convert", "known", "same"]


@dataclass(frozen=True, slots=True)
class Substance:
    """What a conversion between mass, amount and charge needs: grams a mole, charges a particle (None: not known)."""

    molar_mass: Fraction | None = None
    valence: int | None = None


_NOTHING = Substance()
# What a dimension is called, by one unit of it.
_NAMES = {"1": "number", "Pa": "pressure", "g": "mass", "m": "length", "/min": "rate", "K": "temperature", "s": "time",
          "mol/L": "amount concentration", "g/L": "mass concentration", "mL/min/{1.73_m2}": "filtration rate",
          "mL/min": "flow", "mg/mmol": "mass per amount", "kg/m2": "mass per area", "mo": "calendar age",
          "mol": "amount",
          "U/L": "catalytic concentration", "[iU]/L": "concentration of international units"}


def known(unit: str) -> bool:
    """True for a unit that may stand in a manifest or a table (``""`` is no unit and is known)."""
    return unit == "" or ucum.is_code(unit)


def same(unit: str, other: str) -> bool:
    """True where both mean the same unit, however they are spelt (``mmol/l`` and ``mmol/L``)."""
    if unit == other:
        return True
    try:
        return ucum.parse(ucum.written(unit)) == ucum.parse(ucum.written(other))
    except UnitMismatch:
        return False


def convert(value: Fraction, unit: str, to: str, substance: Substance = _NOTHING) -> Fraction:
    """The value in the unit ``to``, exactly. Declared spellings of a unit (``mmHg``) are read as their UCUM code.

    Raises UnitMismatch for an unknown unit or another dimension: a value without a unit is never taken for one with.
    """
    if unit == to:
        return value
    source, target = ucum.parse(ucum.written(unit)), ucum.parse(ucum.written(to))
    bridge = Fraction(1)
    if source.dimension != target.dimension:
        bridge = _bridge(source, target, substance, unit, to)
    return (value * source.factor * bridge + source.offset - target.offset) / target.factor


def _bridge(source: ucum.Unit, target: ucum.Unit, substance: Substance, unit: str, to: str) -> Fraction:
    """The factor between two dimensions that differ in mass against amount against charge only."""
    apart = dict(target.dimension)
    for base, exponent in source.dimension:
        apart[base] = apart.get(base, 0) - exponent
    apart = {base: exponent for base, exponent in apart.items() if exponent}
    mass, amount, charge = apart.pop("g", 0), apart.pop("mol", 0), apart.pop("eq", 0)
    fits = not apart and mass + amount + charge == 0
    if not fits or (mass and substance.molar_mass is None) or (charge and substance.valence is None):
        raise UnitMismatch(_apart(source, target, unit, to))
    factor = Fraction(1)
    if mass and substance.molar_mass is not None:
        factor *= substance.molar_mass ** mass
    if charge and substance.valence is not None:
        factor *= Fraction(substance.valence) ** charge
    return factor


def _apart(source: ucum.Unit, target: ucum.Unit, unit: str, to: str) -> str:
    names = {ucum.parse(term).dimension: name for term, name in _NAMES.items()}
    if source.dimension in names and target.dimension in names:
        return f"'{unit}' is {names[source.dimension]}, '{to}' is {names[target.dimension]}"
    return f"no conversion from '{unit}' to '{to}'"
