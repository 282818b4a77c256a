"""The UCUM atoms and prefixes a clinic meets, and how units are spelt in real data.

Picked by hand from the tables of the Unified Code for Units of Measure, version 2.1 (Regenstrief Institute and the UCUM
Organization; used under its licence, see the rights registry). Each atom says what it is in terms of other atoms.

Where this is stricter than UCUM: mole, equivalent, osmole and each arbitrary unit are dimensions of their own (UCUM
counts all of them as plain numbers), month and year don't convert into days, and an annotation that changes what is
measured ({1.73_m2}, {FEU}, {DDU}) counts. So a conversion that needs more than the units is refused, never guessed.
The conventional millimetre of mercury is 13595.1 kg/m3 times 9.80665 m/s2 (NIST SP 811, 2008); UCUM prints 133.322.
"""

from __future__ import annotations

PREFIXES: dict[str, int] = {
    "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15,
    "a": -18,
}
# Dimensions of their own. True: takes prefixes.
BASE: dict[str, bool] = {
    "m": True, "s": True, "g": True, "rad": True, "K": True, "C": True, "cd": True, "mol": True, "eq": True,
    "osm": True, "mo": False, "[iU]": True, "[arb'U]": False, "[pH]": False, "[GPL'U]": False, "[MPL'U]": False,
    "[APL'U]": False, "[beth'U]": False, "[todd'U]": False, "[FFU]": False, "[PFU]": False, "[HPF]": False,
    "[CFU]": False, "[LPF]": False, "[hnsf'U]": False,
}
# Derived: (metric, factor, term).
DERIVED: dict[str, tuple[bool, str, str]] = {
    "10*": (False, "10", "1"), "10^": (False, "10", "1"),
    "%": (False, "1/100", "1"), "[ppth]": (False, "1/1000", "1"), "[ppm]": (False, "1/1000000", "1"),
    "[ppb]": (False, "1/1000000000", "1"),
    "l": (True, "1", "dm3"), "L": (True, "1", "l"), "t": (True, "1000", "kg"),
    "min": (False, "60", "s"), "h": (False, "60", "min"), "d": (False, "24", "h"), "wk": (False, "7", "d"),
    "a": (False, "12", "mo"), "a_j": (False, "365.25", "d"),
    "Hz": (True, "1", "s-1"), "N": (True, "1", "kg.m/s2"), "Pa": (True, "1", "N/m2"), "J": (True, "1", "N.m"),
    "W": (True, "1", "J/s"), "A": (True, "1", "C/s"), "V": (True, "1", "J/C"), "Ohm": (True, "1", "V/A"),
    "S": (True, "1", "Ohm-1"), "Bq": (True, "1", "s-1"), "Gy": (True, "1", "J/kg"), "Sv": (True, "1", "J/kg"),
    "bar": (True, "100000", "Pa"), "atm": (False, "101325", "Pa"),
    "m[Hg]": (True, "133322.387415", "Pa"), "m[H2O]": (True, "9806.65", "Pa"),
    "kat": (True, "1", "mol/s"), "U": (True, "1", "umol/min"),
    "[IU]": (True, "1", "[iU]"), "g%": (True, "1", "g/dl"),
    "cal": (True, "4.184", "J"), "[Cal]": (False, "1", "kcal"), "[MET]": (False, "3.5", "mL/min/kg"),
    "[in_i]": (False, "2.54", "cm"), "[ft_i]": (False, "12", "[in_i]"),
    "[lb_av]": (False, "453.59237", "g"), "[oz_av]": (False, "1/16", "[lb_av]"),
    "[drp]": (False, "1/12", "ml"), "[diop]": (False, "1", "m-1"),
}
# Scales with their own zero: value * factor + offset is kelvin. They stand alone, never inside a term.
SCALES: dict[str, tuple[str, str]] = {"Cel": ("1", "273.15"), "[degF]": ("5/9", "45967/180")}
# Annotations that say what is measured, so that leaving them out would say something else.
MEANT = frozenset({"1.73_m2", "FEU", "DDU"})

# UCUM to how it is typed in real data, blanks left out. A spelling that stands in no line is refused, never guessed:
# G/L (giga a litre, or gram a litre in capitals?) is left out for that reason.
_SPELT: dict[str, str] = {
    # counts in blood
    "10*3/uL": "K/uL k/uL K/ul k/ul K/mcL k/mcL K/mm3 K/cmm K/cumm thou/uL thou/mcL Thousand/uL thousand/uL Thous/uL "
               "Thousand/mcL x10E3/uL X10E3/uL 10E3/uL x10*3/uL x10^3/uL x103/uL 10e3/uL x10(3)/uL 10+3/ul 10+3/uL "
               "10x3/uL 10X3/uL 10*3/mcL x10^3/mcL 10^3/mcL",
    "10*6/uL": "M/uL M/ul M/mcL M/mm3 mil/uL mill/uL Million/uL million/uL Million/mcL x10E6/uL X10E6/uL 10E6/uL "
               "x10*6/uL x10^6/uL x106/uL 10e6/uL x10(6)/uL 10+6/ul 10+6/uL 10x6/uL 10X6/uL 10*6/mcL x10^6/mcL "
               "10^6/mcL",
    "10*9/L": "x10*9/L x10^9/L x10E9/L X10E9/L 10E9/L 10e9/L x109/L x10(9)/L x10*9/l x10^9/l 10+9/L 10x9/L 10X9/L "
              "giga.l-1 Giga/L giga/L",
    "10*12/L": "x10*12/L x10^12/L x10E12/L X10E12/L 10E12/L 10e12/L x1012/L x10(12)/L x10*12/l x10^12/l 10+12/L "
               "10x12/L 10X12/L tera.l-1 Tera/L tera/L",
    "{cells}/uL": "cells/uL cells/mcL Cells/uL cells/mm3 /cmm /cumm /mcL", "/[HPF]": "/hpf /HPF", "/[LPF]": "/lpf /LPF",
    # mass and amount
    "ug": "mcg", "ug/dL": "mcg/dL", "ug/mL": "mcg/mL", "ug/L": "mcg/L", "ug/g": "mcg/g",
    "ug/mg": "mcg/mg mcg/mgcreat", "mg/dL": "MG/DL mgs/dL mg/100mL", "g/dL": "gm/dL gm/dl G/DL gms/dL g/100mL",
    "g/L": "gm/L", "ng/mL": "NG/ML", "pg/mL": "PG/ML", "g": "gram",
    "mmol/L": "MMOL/L mM mM/L", "umol/L": "uM micromol/l micromol/L mcmol/L", "nmol/L": "nM", "pmol/L": "pM",
    "meq/L": "mEq/L mEq/l MEQ/L", "mosm/kg": "mOsm/kg mOsmol/kg", "mosm/L": "mOsm/L mOsmol/L",
    "mg/g": "mg/gCreat mg/gcreat", "mg/mmol": "mg/mmolCreat mg/mmolcreat", "pg": "pg/cell PG", "fL": "fl FL",
    # activity
    "[iU]": "IU iU", "[iU]/L": "IU/L IU/l iU/L", "[iU]/mL": "IU/mL IU/ml", "m[iU]/L": "mIU/L mIU/l",
    "m[iU]/mL": "mIU/mL mIU/ml", "u[iU]/mL": "uIU/mL uIU/ml mcIU/mL", "u[iU]/L": "uIU/L", "k[iU]/L": "kIU/L",
    "U/L": "units/L Units/L unit/L",
    # kidney
    "mL/min/{1.73_m2}": "mL/min/1.73m2 ml/min/1.73m2 mL/min/1.73 ml/min/1.73 mL/min/{1.73m2} mL/min/1.73_m2 "
                        "mL/min/1.73sqm mL/min/1.73sq.m mL/min/1.73m*2 mL/min/1.73m^2 ml/min/1,73m2 mL/min/1,73m2 "
                        "mL/min/1.73sqM mL/min/{1.73sqm} mL/min/1.73.m2",
    # everyday
    "mm[Hg]": "mmHg mmhg mmHG mm(Hg)", "cm[H2O]": "cmH2O", "/min": "bpm /minute beats/min beats/minute breaths/min",
    "Cel": "C degC \N{DEGREE SIGN}C degreesC", "[degF]": "F degF \N{DEGREE SIGN}F", "[lb_av]": "lb lbs",
    "[in_i]": "in inch", "a": "years year", "mo": "months", "d": "days", "h": "hours hr", "s": "sec secs seconds",
    "mm/h": "mm/hr mm/Hr MM/HR", "[pH]": "pH pHunits",
    "%": "percent %oftotalHgb %oftotalHb %Hb %NGSP %DCCT vol%", "mmol/mol": "mmol/molHb",
    "{ratio}": "ratio", "{INR}": "INR", "{score}": "score (score)",
    "mg/L{FEU}": "mg/LFEU", "ug/mL{FEU}": "ug/mLFEU mcg/mLFEU", "ng/mL{FEU}": "ng/mLFEU", "ug/L{FEU}": "ug/LFEU",
    "mg/L{DDU}": "mg/LDDU", "ug/mL{DDU}": "ug/mLDDU", "ng/mL{DDU}": "ng/mLDDU", "ug/L{DDU}": "ug/LDDU",
}
SPELLINGS: dict[str, str] = {spelling: code for code, spellings in _SPELT.items() for spelling in spellings.split()}
