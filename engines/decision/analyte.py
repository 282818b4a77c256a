"""One analyte's way from any unit it is reported in to any other: a straight line with exact numbers, or a refusal.

Sources stand with each analyte (``resources/knowledge/analytes.toml``): molar masses by formula, published equations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from engines.decision import ucum, units
from engines.decision.units import Substance, UnitMismatch

_BARE = re.compile(r"(?:1|\{[^{}]*\})+")                            # 1, {ratio}: no unit that says how many parts
_ANNOTATION = re.compile(r"\{[^{}]*\}")
_CATALYTIC = re.compile(r"(?<![\w\['])([munpkd]?)U(?![\w\]'])")     # U as an atom, not the U of [iU]


@dataclass(frozen=True, slots=True)
class Equation:
    """Two scales of one quantity: ``to`` = slope * ``of`` + offset (HbA1c: % NGSP and mmol/mol IFCC)."""

    of: str
    to: str
    slope: Fraction
    offset: Fraction


@dataclass(frozen=True, slots=True)
class Analyte:
    """What must be known to convert an analyte's results.

    ``units``: UCUM codes with the decimals a converted value is written with, the usual one first. ``masses``: the
    molar mass of a code that counts another part of the substance. ``only``: the one unit a code may come in. ``iu``:
    ``U`` where an international unit means the catalytic one, ``[iU]`` where a bare U means the international one.
    ``annotation``: one that the code says already. ``source``: where mass or equation come from.
    """

    id: str
    units: tuple[tuple[str, int], ...] = ()
    substance: Substance = field(default_factory=Substance)
    masses: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])
    only: Mapping[str, str] = field(default_factory=dict[str, str])
    equation: Equation | None = None
    iu: str = ""
    annotation: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """``value * slope + offset`` is the value in the wanted unit. ``source`` is empty where units alone say it."""

    slope: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    source: str = ""

    @property
    def changes(self) -> bool:
        return self.slope != 1 or self.offset != 0

    def of(self, value: Fraction) -> Fraction:
        return value * self.slope + self.offset


def conversion(analyte: Analyte, code: str, unit: str, to: str) -> Conversion:
    """How a result of this code and unit reads in the unit ``to``. Raises UnitMismatch where it can't be told."""
    if unit == to and code not in analyte.only and code not in analyte.masses:
        return Conversion()
    source, target = _meant(analyte, unit), _meant(analyte, to)
    needed = analyte.only.get(code)
    if needed is not None and not units.same(source, needed):
        raise UnitMismatch(f"'{unit}' is not what {code} is measured in")
    if analyte.equation is not None:
        return _by_equation(analyte, analyte.equation, source, target)
    if bool(_BARE.fullmatch(source)) != bool(_BARE.fullmatch(target)):
        raise UnitMismatch(f"'{unit}' does not say how many parts it counts")
    if not analyte.units and _ANNOTATION.findall(source) != _ANNOTATION.findall(target):
        raise UnitMismatch(f"'{unit}' counts something else than '{to}'")       # {cigarettes} are no {packs}
    return _by_units(analyte, code, source, target)


def _meant(analyte: Analyte, unit: str) -> str:
    """The UCUM term, with what the analyte says of international units and of the annotation its codes imply."""
    term = ucum.written(unit)
    if analyte.annotation:
        term = term.replace("{" + analyte.annotation + "}", "")
    if analyte.iu == "U":
        return term.replace("[iU]", "U").replace("[IU]", "U")
    return _CATALYTIC.sub(r"\1[iU]", term) if analyte.iu else term


def _by_equation(analyte: Analyte, equation: Equation, source: str, target: str) -> Conversion:
    for scale in (equation.of, equation.to):
        if units.same(source, scale) and units.same(target, scale):
            return Conversion()
    if units.same(source, equation.of) and units.same(target, equation.to):
        return Conversion(equation.slope, equation.offset, analyte.source)
    if units.same(source, equation.to) and units.same(target, equation.of):
        return Conversion(1 / equation.slope, -equation.offset / equation.slope, analyte.source)
    raise UnitMismatch(f"no equation from '{source}' to '{target}'")


def _by_units(analyte: Analyte, code: str, source: str, target: str) -> Conversion:
    own = analyte.masses.get(code)
    one, other = ucum.parse(source), ucum.parse(target)
    with_mass = dict(one.dimension).get("mol", 0) != dict(other.dimension).get("mol", 0)
    if own is not None and dict(other.dimension).get("g"):
        # The mass of the whole molecule is read as the mass of the part that the analyte's own unit counts.
        if analyte.substance.molar_mass is None:
            raise UnitMismatch(f"no conversion from '{source}' to '{target}'")
        part = analyte.substance.molar_mass / own if dict(one.dimension).get("g") else Fraction(1)
        slope = units.convert(Fraction(1), source, target, analyte.substance) * part
        return Conversion(slope, source=analyte.source)
    substance = analyte.substance if own is None else Substance(own, analyte.substance.valence)
    offset = units.convert(Fraction(0), source, target, substance)
    slope = units.convert(Fraction(1), source, target, substance) - offset
    return Conversion(slope, offset, analyte.source if with_mass else "")
