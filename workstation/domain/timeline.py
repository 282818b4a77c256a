"""The projection that screens read: what happened, when, with which value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.partial_date import PartialDate

_NUMBER = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")


class EventKind(StrEnum):
    ENCOUNTER = "encounter"
    CONDITION = "condition"
    MEDICATION = "medication"
    ALLERGY = "allergy"
    RESULT = "result"             # laboratory and other observations with a value
    VITAL = "vital"               # vital signs
    PROCEDURE = "procedure"
    IMMUNIZATION = "immunization"
    IMAGING = "imaging"
    DOCUMENT = "document"
    FAMILY = "family"
    CARE = "care"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One row of the projection.

    ``value_text`` keeps the digits as written (``72.50``); ``value`` is its number where it has one. ``unit`` is the
    display unit, ``ucum`` its code. ``low`` and ``high`` are the reference range as recorded with the value, same unit,
    None where none was recorded: a missing range is never a normal value. ``flag`` is HL7 v3 interpretation (H, L, HH,
    LL, N, A ...) as recorded, or "". ``source`` is the resource key the row was projected from.
    """

    kind: EventKind
    start: PartialDate | None
    end: PartialDate | None
    system: str
    code: str
    display: str
    source: str
    status: str = ""
    value_text: str = ""
    value: float | None = None
    unit: str = ""
    ucum: str = ""
    low: float | None = None
    high: float | None = None
    range_text: str = ""
    flag: str = ""
    category: str = ""
    detail: str = ""              # dose, reaction, performer: the second line of a list
    component: str = ""           # code of the component of a panel (8480-6 systolic in 85354-9), or ""
    reporter: str = ""            # "patient" or "relative" where they measured or said it themselves, else ""

    def range_words(self) -> str:
        """The recorded range with its digits as written: ``4.0–6.0``, ``≥ 60``, ``≤ 2.60``; '' where there is none."""
        low, high = (self._as_written(limit) for limit in (self.low, self.high))
        if low and high:
            return f"{low}\N{EN DASH}{high}"
        if high:
            return f"\u2264 {high}"
        return f"\u2265 {low}" if low else self.range_text

    def _as_written(self, limit: float | None) -> str:
        if limit is None:
            return ""
        return next((digits for digits in _NUMBER.findall(self.range_text) if float(digits) == limit), f"{limit:g}")
