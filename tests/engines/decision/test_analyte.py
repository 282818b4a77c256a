"""From any unit an analyte is reported in to any other, by published figures; and what is refused."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from engines.decision import ucum
from engines.decision.analyte import Analyte, conversion
from engines.decision.units import UnitMismatch
from workstation.services.analytes import table

# IUPAC standard atomic weights 2021, abridged to five digits.
WEIGHTS = {"H": "1.0080", "C": "12.011", "N": "14.007", "O": "15.999", "P": "30.974", "I": "126.90", "Co": "58.933",
           "Ca": "40.078", "Mg": "24.305", "Fe": "55.845"}


def shown(name: str, code: str, value: str, unit: str, to: str) -> float:
    found = conversion(table().known[name].analyte, code, unit, to)
    return float(found.of(Fraction(value)))


# Factors of the AMA Manual of Style (11th ed. 2020), of Kratz et al. (N Engl J Med 2004;351:1548), and the NGSP's
# table of HbA1c (6.5 % = 48, 7.0 % = 53, 9.0 % = 75 mmol/mol).
PUBLISHED = """
glucose 2345-7 100 mg/dL mmol/L 5.551 0.001
creatinine 2160-0 1 mg/dL umol/L 88.4 0.05
cholesterol 2093-3 100 mg/dL mmol/L 2.586 0.001
triglycerides 2571-8 100 mg/dL mmol/L 1.129 0.001
bilirubin 1975-2 1 mg/dL umol/L 17.1 0.01
urate 3084-1 1 mg/dL umol/L 59.48 0.01
calcium 17861-6 10 mg/dL mmol/L 2.495 0.001
magnesium 19123-9 1 mg/dL mmol/L 0.4114 0.0001
phosphate 2777-1 1 mg/dL mmol/L 0.3229 0.0001
iron 2498-4 100 ug/dL umol/L 17.91 0.01
ft4 3024-7 1 ng/dL pmol/L 12.87 0.01
ft3 3051-0 1 pg/mL pmol/L 1.536 0.001
b12 2132-9 100 pg/mL pmol/L 73.78 0.05
folate 2284-8 1 ng/mL nmol/L 2.266 0.001
vitamin_d3 1989-3 1 ng/mL nmol/L 2.496 0.001
cortisol 2143-6 1 ug/dL nmol/L 27.59 0.01
testosterone 2986-8 1 ng/mL nmol/L 3.467 0.001
lactate 14118-4 1 mg/dL mmol/L 0.111 0.0001
haemoglobin 718-7 10 g/dL mmol/L 6.206 0.001
urea 3094-0 1 mg/dL mmol/L 0.357 0.0001
urea 3091-6 1 mg/dL mmol/L 0.1665 0.0001
urea 3091-6 60.056 mg/dL mg/dL 28.014 0.001
hba1c 4548-4 6.5 % mmol/mol 48 0.5
hba1c 4548-4 7.0 % mmol/mol 53 0.5
hba1c 59261-8 75 mmol/mol % 9.0 0.05
acr 9318-7 300 mg/g mg/mmol 33.9 0.1
sodium 2951-2 140 meq/L mmol/L 140 0
calcium_ionized 1995-0 2.4 meq/L mmol/L 1.2 0
alt 1742-6 60 IU/L ukat/L 1 0
tsh 3016-3 2.1 mU/L m[iU]/L 2.1 0
tsh 3016-3 2.1 uIU/mL m[iU]/L 2.1 0
pco2_arterial 2019-8 40 mmHg kPa 5.333 0.001
d_dimer_feu 48065-7 0.5 ug/mLFEU ng/mL 500 0
platelets 777-3 250 K/uL 10*9/L 250 0
"""


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines())
def test_published_equivalents(line: str) -> None:
    name, code, value, unit, to, expected, within = line.split()
    assert shown(name, code, value, unit, to) == pytest.approx(float(expected), abs=float(within) or 1e-12)


REFUSED = """
hba1c 59261-8 % %
hba1c 4548-4 g/dL %
egfr_mdrd 33914-3 mL/min mL/min/{1.73_m2}
d_dimer_feu 48065-7 ug/mL{DDU} ug/mL
insulin 20448-7 pmol/L m[iU]/L
crp 1988-5 nmol/L mg/L
haematocrit 4544-3 1 %
acr 32294-1 {ratio} mg/g
glucose 2345-7 - mmol/L
glucose 2345-7 furlong mmol/L
alt 1742-6 mg/L U/L
lp_a_mass 10835-7 nmol/L mg/L
"""


# HbA1c of the IFCC as a percentage is another scale than that of the NGSP.
@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_can_not_be_told_is_refused(line: str) -> None:
    name, code, unit, to = (word.strip("-") if word == "-" else word for word in line.split())
    with pytest.raises(UnitMismatch):
        conversion(table().known[name].analyte, code, unit, to)


def test_a_code_of_no_group_keeps_its_own_unit() -> None:
    assert not conversion(Analyte("x"), "99999-9", "bushels", "bushels").changes


def test_each_molar_mass_is_that_of_its_formula() -> None:
    import tomllib

    from resources import path

    entries = tomllib.loads(path("knowledge", "analytes.toml").read_text(encoding="utf-8"))["analyte"]
    checked = [entry for entry in entries if "formula" in entry]
    assert len(checked) > 30
    for entry in checked:
        parts = re.findall(r"([A-Z][a-z]?)(\d*)", entry["formula"])
        mass = sum(Fraction(WEIGHTS[element]) * int(count or 1) for element, count in parts)
        assert abs(float(mass) - float(entry["molar_mass"])) < 0.03, entry["id"]
    assert all("source" in entry for entry in entries if "molar_mass" in entry or "equation" in entry)


def test_every_loinc_code_has_its_check_digit() -> None:
    """LOINC Users' Guide, appendix on the check digit: modulus 10 of the digits, every other one doubled."""
    for code in table().by_code:
        digits, check = code.split("-")
        doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(digits))]
        assert (10 - sum(n // 10 + n % 10 for n in doubled) % 10) % 10 == int(check), code


def test_every_declared_unit_is_reached_from_the_first() -> None:
    for known in table().known.values():
        first = known.analyte.units[0][0]
        for unit, decimals in known.analyte.units:
            assert ucum.is_code(unit) and 0 <= decimals <= 3
            found = conversion(known.analyte, "", first, unit)
            back = conversion(known.analyte, "", unit, first)
            assert back.of(found.of(Fraction(7))) == 7
