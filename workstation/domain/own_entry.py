"""What patients measure themselves: which signs, in which units, and which values can't be.

The limits are those of an entry, no ranges of health: wider than what home devices show, they catch a slip of the
finger or a wrong unit. Whether a value is high or low is judged elsewhere, by ranges that have a source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Measure(StrEnum):
    PRESSURE = "blood-pressure"
    PULSE = "pulse"
    GLUCOSE = "glucose"
    WEIGHT = "weight"
    TEMPERATURE = "temperature"
    SATURATION = "oxygen-saturation"


class Reporter(StrEnum):
    """Who measured and tells: the patient, or a relative for them."""

    PATIENT = "patient"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as UCUM and as shown, with the least and greatest value that an entry in it may have."""

    ucum: str
    shown: str
    low: float
    high: float
    loinc: str                    # the code of a value in this unit (glucose has one a kind of unit)
    lower: tuple[float, float] = (0.0, 0.0)      # of the diastolic pressure


# LOINC: 85354-9 panel with 8480-6 and 8462-4; 8867-4 heart rate; 14743-9 and 41653-7 glucose in capillary blood by
# glucometer (moles, mass); 29463-7 body weight; 8310-5 body temperature; 59408-5 oxygen saturation by pulse oximetry.
UNITS: dict[Measure, tuple[Unit, ...]] = {
    Measure.PRESSURE: (Unit("mm[Hg]", "mmHg", 40, 300, "85354-9", (20, 200)),
                       Unit("kPa", "kPa", 5.3, 40, "85354-9", (2.7, 26.7))),
    Measure.PULSE: (Unit("/min", "/min", 20, 300, "8867-4"),),
    Measure.GLUCOSE: (Unit("mmol/L", "mmol/L", 0.5, 50, "14743-9"), Unit("mg/dL", "mg/dL", 9, 900, "41653-7")),
    Measure.WEIGHT: (Unit("kg", "kg", 0.3, 400, "29463-7"), Unit("[lb_av]", "lb", 0.7, 880, "29463-7")),
    Measure.TEMPERATURE: (Unit("Cel", "°C", 25, 45, "8310-5"), Unit("[degF]", "°F", 77, 113, "8310-5")),
    Measure.SATURATION: (Unit("%", "%", 40, 100, "59408-5"),),
}
SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"
NAMES: dict[Measure, str] = {
    Measure.PRESSURE: "Blood pressure", Measure.PULSE: "Heart rate", Measure.GLUCOSE: "Glucose in capillary blood",
    Measure.WEIGHT: "Body weight", Measure.TEMPERATURE: "Body temperature", Measure.SATURATION: "Oxygen saturation",
}

# How people and devices write the units, in lower case without blanks: English and Chinese.
_WRITTEN: dict[str, str] = {
    "mmhg": "mm[Hg]", "mm[hg]": "mm[Hg]", "毫米汞柱": "mm[Hg]", "kpa": "kPa", "千帕": "kPa",
    "/min": "/min", "1/min": "/min", "bpm": "/min", "beats/min": "/min", "{beats}/min": "/min", "次/分": "/min",
    "次/分钟": "/min", "min-1": "/min", "mmol/l": "mmol/L", "毫摩尔/升": "mmol/L",
    "mg/dl": "mg/dL", "毫克/分升": "mg/dL",
    "kg": "kg", "公斤": "kg", "千克": "kg", "lb": "[lb_av]", "lbs": "[lb_av]", "[lb_av]": "[lb_av]", "磅": "[lb_av]",
    "cel": "Cel", "°c": "Cel", "℃": "Cel", "c": "Cel", "摄氏度": "Cel", "[degf]": "[degF]", "°f": "[degF]",
    "℉": "[degF]", "f": "[degF]", "华氏度": "[degF]", "%": "%",
}


def unit_of(measure: Measure, written: str) -> Unit | None:
    """The unit that somebody wrote, None where it is none of this measure."""
    ucum = _WRITTEN.get("".join(written.split()).casefold())
    return next((unit for unit in UNITS[measure] if unit.ucum == ucum), None)


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One measurement. ``value`` and ``lower`` (diastolic) keep the digits as written; ``unit`` is UCUM.

    ``at`` is a FHIR dateTime in the clinic's offset, or a date where no time is known.
    """

    measure: Measure
    value: str
    unit: str
    at: str
    lower: str = ""
    device: str = ""
    by: Reporter = Reporter.PATIENT

    def shown(self) -> str:
        """``148/86 mmHg``."""
        unit = next((one.shown for one in UNITS[self.measure] if one.ucum == self.unit), self.unit)
        return f"{self.value}/{self.lower} {unit}" if self.lower else f"{self.value} {unit}"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the store holds it. ``withdrawn`` where it was said to be entered in error; ``why`` is then said."""

    key: str
    entry: OwnEntry
    moment: datetime              # for sorting: the earliest moment of ``at``
    version: int
    amended: bool = False
    withdrawn: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a file that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntriesReport:
    """What became of a file: every value of it is stored, known already, or refused by its line."""

    stored: int
    known: int
    refused: tuple[RefusedLine, ...]
