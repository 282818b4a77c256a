"""UCUM terms: the specification's grammar, published equivalents, and everything that must be refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.decision import ucum, units
from engines.decision.ucum_atoms import BASE, DERIVED, SPELLINGS
from engines.decision.units import Substance, UnitMismatch


# Conversions of the UCUM functional test suite (group 3: value, from, to, outcome), outcomes exact.
@pytest.mark.parametrize(("value", "unit", "to", "outcome"), [
    ("6.3", "m", "m", "6.3"), ("6.3", "mm", "m", "0.0063"), ("6.3", "mm", "cm", "0.63"), ("6.3", "s.m-1", "s/m", "6.3"),
    ("6.3", "s.mm-1", "s.m-1", "6300"), ("6.3", "s.mm-2", "s.m-2", "6300000"), ("6.3", "s/m/g", "s.m-1.g-1", "6.3"),
    ("6.3", "ms/m/g", "s.m-1.g-1", "0.0063"), ("6.3", "s/mm/g", "s.m-1.g-1", "6300"),
    ("6.3", "s/m/mg", "s.m-1.g-1", "6300"), ("6.3", "s/m.mg", "s.m-1.g", "0.0063"), ("6.3", "ms/m", "s/m", "0.0063"),
    ("6.3", "4.s/m", "s/m", "25.2"), ("6.3", "s/4/m", "s/m", "1.575"), ("6.3", "ms/mm", "s/m", "6.3"),
    ("6.30", "[in_i]", "m", "0.16002"), ("6.3", "g.m.s-2.A-2", "g.m.C-2", "6.3"), ("1", "10*-7.s", "s", "0.0000001"),
    ("1", "S", "g-1.m-2.C2.s", "0.001"), ("1.2", "g.m", "m.g", "1.2"),
])
def test_the_conversions_of_the_functional_tests(value: str, unit: str, to: str, outcome: str) -> None:
    assert units.convert(Fraction(value), unit, to) == Fraction(outcome)


# Valid terms of the same suite, as far as they name atoms that a clinic uses.
@pytest.mark.parametrize("term", [
    "ug/(8.h.kg)", "/[arb'U]", "[iU]", "mL/{hb}.m2", "ug/(kg.h)", "[HPF]", "[iU]/d", "/{tot}", "u[iU]", "10*3{rbc}",
    "10.L/(min.m2)", "mL/cm[H2O]", "%", "mmol/(kg.d)", "ueq", "/m3", "Cel", "nkat", "mosm/L", "10*12/L", "kat/kg",
    "10*3/mm3", "kg/(s.m2)", "mbar.s/L", "meq/(kg.min)", "1/mL", "mL/mbar", "m[H2O]", "g%", "kg.m/s2", "10*-6",
    "{score}", "mm[Hg]", "mL/min/{1.73_m2}", "m3.kg-1.s-2", "2.mg", "[CFU]/mL", "{INR}", "[pH]", "[degF]",
])
def test_terms_of_the_specification_are_read(term: str) -> None:
    assert ucum.is_code(term)
    assert ucum.parse(term).factor > 0


@pytest.mark.parametrize("term", [
    "", " ", "m/", "/", "()", "(m", "m)", "m..s", "m//s", "{open", "m}", "0", "m99", "furlong", "dmin",
    "kCel.m", "Cel/s",
    "kmin", "mg/dL/", "m2.", "10*1000", "(" * 30 + "m" + ")" * 30, "m" * 61, "1e3",
    "ug / mL x", "\u00b5", "G/L",
])
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(UnitMismatch):
        ucum.parse(term)


def test_every_atom_of_the_table_is_itself_readable() -> None:
    for atom in [*BASE, *DERIVED]:
        assert ucum.parse(atom).factor > 0


def test_every_declared_spelling_means_a_readable_term() -> None:
    for spelling, term in SPELLINGS.items():
        assert ucum.parse(term), spelling
        assert ucum.written(spelling) == term


@pytest.mark.parametrize(("typed", "term"), [
    ("\u00b5mol/L", "umol/L"), ("\u03bcmol/L", "umol/L"), ("10\u2079/L", "10*9/L"), ("10\u00b3/\u00b5L", "10*3/uL"),
    ("K/uL", "10*3/uL"), ("x10E3/uL", "10*3/uL"), ("10*3/uL", "10*3/uL"), ("x10*9/L", "10*9/L"),
    ("mL/min/1.73 m\u00b2", "mL/min/{1.73_m2}"), ("mmHg", "mm[Hg]"), ("giga.l-1", "10*9/L"),
    ("ug/mL FEU", "ug/mL{FEU}"),
    ("mIU/L", "m[iU]/L"), ("\u00d710\u2079/L", "10*9/L"), ("kg/m\u00b2", "kg/m2"),
])
def test_units_as_typed_are_read_by_the_declared_table(typed: str, term: str) -> None:
    assert units.same(typed, term)
    assert ucum.written(typed) == term


@pytest.mark.parametrize("typed", ["G/L", "mg/dL/week?", "furlong", "per fortnight", "mmol per L", "g dL", "\u200bmg"])
def test_an_undeclared_spelling_is_refused(typed: str) -> None:
    with pytest.raises(UnitMismatch):
        ucum.written(typed)


def test_a_spelling_that_looks_like_a_term_is_no_code() -> None:
    """UCUM would read K/uL as kelvin a microlitre and C as coulomb."""
    assert not ucum.is_code("K/uL")
    assert not units.known("C")
    assert units.same("K/uL", "10*9/L")


def test_what_only_dimensions_could_bridge_is_refused() -> None:
    apart = [("mg/dL", "mmol/L"), ("mL/min", "mL/min/{1.73_m2}"), ("U/L", "[iU]/L"), ("mol", "1"), ("osm", "mol"),
             ("ug/mL{FEU}", "ug/mL{DDU}"), ("ug/mL{FEU}", "ug/mL"), ("mo", "d"), ("[pH]", "mol/L"), ("[iU]", "[arb'U]"),
             ("meq/L", "mmol/L")]
    for unit, to in apart:
        with pytest.raises(UnitMismatch):
            units.convert(Fraction(1), unit, to)


# Published equivalents: the SI conversion table of the AMA Manual of Style (11th ed., 2020, 17.5), its factors rounded.
@pytest.mark.parametrize(("unit", "to", "molar_mass", "factor"), [
    ("mg/dL", "mmol/L", "180.156", "0.05551"), ("mg/dL", "umol/L", "113.12", "88.4"),
    ("mg/dL", "mmol/L", "386.65", "0.02586"), ("mg/dL", "umol/L", "584.66", "17.1"),
    ("mg/dL", "mmol/L", "40.078", "0.2495"), ("mg/dL", "mmol/L", "24.305", "0.4114"),
    ("mg/dL", "mmol/L", "30.974", "0.3229"), ("mg/dL", "umol/L", "168.11", "59.48"),
    ("mg/dL", "mmol/L", "90.08", "0.111"), ("mg/dL", "mmol/L", "28.0134", "0.357"),
    ("ng/mL", "nmol/L", "400.64", "2.496"), ("pg/mL", "pmol/L", "1355.37", "0.7378"),
])
def test_factors_by_molar_mass_are_the_published_ones(unit: str, to: str, molar_mass: str, factor: str) -> None:
    found = units.convert(Fraction(1), unit, to, Substance(Fraction(molar_mass)))
    assert float(found) == pytest.approx(float(factor), rel=2e-3)


def test_a_ratio_of_masses_becomes_a_ratio_of_mass_and_amount() -> None:
    """KDIGO 2024: an albumin/creatinine ratio of 30 mg/g is 3.4 mg/mmol (written 3)."""
    found = units.convert(Fraction(30), "mg/g", "mg/mmol", Substance(Fraction("113.12")))
    assert float(found) == pytest.approx(3.39, abs=0.01)


def test_charge_needs_the_valence() -> None:
    assert units.convert(Fraction(4), "meq/L", "mmol/L", Substance(valence=2)) == 2
    assert units.convert(Fraction(140), "meq/L", "mmol/L", Substance(valence=1)) == 140


def test_catalytic_units_convert_by_definition() -> None:
    assert units.convert(Fraction(60), "U/L", "ukat/L") == 1


@given(st.fractions(), st.sampled_from([
    ("mg/dL", "mmol/L"), ("mmol/L", "g/L"), ("ug/dL", "nmol/L"), ("10*3/uL", "10*9/L"), ("mg/g", "mg/mmol")]))
def test_there_and_back_is_the_same(value: Fraction, pair: tuple[str, str]) -> None:
    substance = Substance(Fraction("113.12"))
    assert units.convert(units.convert(value, *pair, substance), *reversed(pair), substance) == value


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        ucum.written(text)
    except UnitMismatch:
        assert not units.known(text) or text == ""
