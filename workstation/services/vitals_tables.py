"""Which codes are which vital sign, how their units meet, and the adult ranges with their sources.

Codes: LOINC (vital signs profile of FHIR R4 and its usual neighbours). Ranges are used only where the record gives none
with the value, and only for adults: the cells of the RCP's NEWS2 (2017) that score 0, from 16 years on; the ESC 2024
thresholds of blood pressure and the glucose targets of Battelino et al. (Diabetes Care 2019;42:1593), from 18 on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from workstation.domain.trend import Band, TrendKind

SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"
PRESSURE_PANELS = frozenset({"85354-9", "55284-4", "96607-7"})
CONSCIOUSNESS = frozenset({"67775-7", "80288-4", "104077-3"})
OXYGEN_FLOW = frozenset({"3151-8"})
OXYGEN_FRACTION = frozenset({"3150-6"})
GLUCOSE_SENSOR = frozenset({"99504-3", "105272-9"})
ECG = frozenset({"11524-6", "131328"})

_NEWS2 = "NEWS2 (RCP 2017), scores 0"
_ESC_OFFICE = "ESC 2024, office"
_ESC_HOME = "ESC 2024, home"
_TARGET = "time in range, Battelino 2019"


@dataclass(frozen=True, slots=True)
class Limits:
    """The adult range, and the values from which it is critical (included)."""

    low: float | None
    high: float | None
    source: str
    critical_low: float | None = None
    critical_high: float | None = None
    from_age: int = 16
    below: bool = False               # the high end itself is no longer in range

    @property
    def band(self) -> Band:
        return Band(self.low, self.high, self.source, below=self.below)


def _same(value: float) -> float:
    return value


@dataclass(frozen=True, slots=True)
class VitalSign:
    """A vital sign: its codes, its unit as shown, and the units that are turned into it (UCUM code or words)."""

    kind: TrendKind
    title: str
    codes: frozenset[str]
    unit: str
    units: dict[str, Callable[[float], float]]
    decimals: int = 0
    limits: Limits | None = None
    lower_limits: Limits | None = None
    gap_s: float | None = field(default=None)


_PRESSURE_UNITS: dict[str, Callable[[float], float]] = {
    "mm[Hg]": _same, "mmHg": _same, "mm Hg": _same, "kPa": lambda kilopascal: kilopascal * 7.500617,
}
_RATE_UNITS: dict[str, Callable[[float], float]] = {
    "/min": _same, "{beats}/min": _same, "{breaths}/min": _same, "beats/min": _same, "breaths/min": _same, "bpm": _same,
    "beats/minute": _same, "1/min": _same,
}
# Glucose: molar mass 180.156 g/mol, so 1 mmol/L is 18.0156 mg/dL.
_GLUCOSE_UNITS: dict[str, Callable[[float], float]] = {"mmol/L": _same, "mg/dL": lambda milligram: milligram / 18.0156}
_LENGTH_UNITS: dict[str, Callable[[float], float]] = {
    "cm": _same, "m": lambda metre: metre * 100, "[in_i]": lambda inch: inch * 2.54, "in": lambda inch: inch * 2.54,
}
_WEIGHT_UNITS: dict[str, Callable[[float], float]] = {
    "kg": _same, "g": lambda gram: gram / 1000, "[lb_av]": lambda pound: pound * 0.45359237,
    "lb": lambda pound: pound * 0.45359237,
}
_TEMPERATURE_UNITS: dict[str, Callable[[float], float]] = {
    "Cel": _same, "°C": _same, "C": _same, "[degF]": lambda fahrenheit: (fahrenheit - 32) / 1.8,
    "°F": lambda fahrenheit: (fahrenheit - 32) / 1.8, "K": lambda kelvin: kelvin - 273.15,
}

PRESSURES: dict[TrendKind, VitalSign] = {
    TrendKind.BP_HOME: VitalSign(
        TrendKind.BP_HOME, "Blood pressure at home", PRESSURE_PANELS, "mmHg", _PRESSURE_UNITS,
        limits=Limits(None, 135, _ESC_HOME, 90, 180, 18, True),
        lower_limits=Limits(None, 85, _ESC_HOME, None, 110, 18, True),
    ),
    TrendKind.BP_OFFICE: VitalSign(
        TrendKind.BP_OFFICE, "Blood pressure", PRESSURE_PANELS, "mmHg", _PRESSURE_UNITS,
        limits=Limits(None, 140, _ESC_OFFICE, 90, 180, 18, True),
        lower_limits=Limits(None, 90, _ESC_OFFICE, None, 110, 18, True),
    ),
}

SIGNS: tuple[VitalSign, ...] = (
    VitalSign(TrendKind.HEART_RATE, "Heart rate", frozenset({"8867-4", "8893-0", "68999-2"}), "/min", _RATE_UNITS,
              limits=Limits(51, 90, _NEWS2, 40, 131)),
    VitalSign(TrendKind.SPO2, "Oxygen saturation", frozenset({"59408-5", "2708-6"}), "%", {"%": _same},
              limits=Limits(96, None, _NEWS2, 91, None)),
    VitalSign(TrendKind.RESPIRATORY_RATE, "Respiratory rate", frozenset({"9279-1"}), "/min", _RATE_UNITS,
              limits=Limits(12, 20, _NEWS2, 8, 25)),
    VitalSign(TrendKind.TEMPERATURE, "Temperature", frozenset({"8310-5", "8331-1", "8328-7", "8329-5"}), "°C",
              _TEMPERATURE_UNITS, 1, Limits(36.1, 38.0, _NEWS2, 35.0, None)),
    VitalSign(TrendKind.GLUCOSE, "Glucose", frozenset({
                  "2339-0", "2345-7", "15074-8", "14749-6", "14771-0", "1558-6", "41653-7", "14743-9", "32016-8"}),
              "mmol/L", _GLUCOSE_UNITS, 1, Limits(None, None, "", 2.9, 13.95, 18)),
    VitalSign(TrendKind.GLUCOSE_SENSOR, "Glucose, sensor", GLUCOSE_SENSOR, "mmol/L", _GLUCOSE_UNITS, 1,
              Limits(3.9, 10.0, _TARGET, 2.9, 13.95, 18), gap_s=1800.0),
    VitalSign(TrendKind.WEIGHT, "Weight", frozenset({"29463-7", "3141-9"}), "kg", _WEIGHT_UNITS, 1),
    VitalSign(TrendKind.HEIGHT, "Height", frozenset({"8302-2", "8306-3"}), "cm", _LENGTH_UNITS, 1),
)

_GLUCOSE_MILLIGRAM: dict[str, Callable[[float], float]] = {
    "mg/dL": _same, "mmol/L": lambda millimol: millimol * 18.0156,
}
# A clinic that writes glucose in mg/dL reads it so (the limits as Battelino et al. give them in that unit).
IN_MILLIGRAM: dict[TrendKind, VitalSign] = {
    sign.kind: replace(sign, unit="mg/dL", units=_GLUCOSE_MILLIGRAM, decimals=0, limits=limits)
    for sign in SIGNS
    for limits in [Limits(70, 180, _TARGET, 53, 251, 18) if sign.kind is TrendKind.GLUCOSE_SENSOR
                   else Limits(None, None, "", 53, 251, 18)]
    if sign.kind in (TrendKind.GLUCOSE, TrendKind.GLUCOSE_SENSOR)
}

ALL_CODES = frozenset[str]({SYSTOLIC, DIASTOLIC}).union(
    *(sign.codes for sign in SIGNS), PRESSURE_PANELS, CONSCIOUSNESS, OXYGEN_FLOW, OXYGEN_FRACTION,
)

# What a record may call the level of consciousness, in lower case, to the word of ACVPU (RCP 2017).
ACVPU: dict[str, str] = {
    "alert": "alert", "mentally alert": "alert", "a": "alert", "248234008": "alert",
    "confused": "confused", "new confusion": "confused", "acutely confused": "confused", "c": "confused",
    "voice": "voice", "responds to voice": "voice", "responsive to voice": "voice", "v": "voice",
    "pain": "pain", "responds to pain": "pain", "responsive to pain": "pain", "p": "pain",
    "unresponsive": "unresponsive", "unconscious": "unresponsive", "u": "unresponsive",
}
