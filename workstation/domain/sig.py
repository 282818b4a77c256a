"""How a medicine is to be taken: a FHIR dosage with its structure and its free text side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of numbers with a unit as recorded. Digits as written; ``high`` only for a range."""

    low: str
    high: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Often:
    """How often: ``count`` times (up to ``count_max``) in ``period`` (up to ``period_max``) units of time.

    ``unit`` is UCUM (s min h d wk mo a). ``events`` are codes of HL7 EventTiming (AC, MORN), ``offset`` minutes before
    or after them, ``days`` FHIR days of the week, ``times`` clock times, ``code`` what a code of GTSAbbreviation says
    (BID), ``lasting`` for how long it goes on, ``total`` how many times in all, ``at`` written moments.
    """

    count: str = ""
    count_max: str = ""
    period: str = ""
    period_max: str = ""
    unit: str = ""
    events: tuple[str, ...] = ()
    offset: str = ""
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    code: str = ""
    code_text: str = ""
    lasting: tuple[Amount, ...] = ()
    begins: str = ""
    ends: str = ""
    total: str = ""
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sig:
    """One dosage. ``text`` and ``patient`` are free text and never lost, whatever structure stands beside them."""

    text: str = ""
    patient: str = ""
    additional: tuple[str, ...] = ()
    doses: tuple[Amount, ...] = ()
    rates: tuple[tuple[Amount, Amount], ...] = ()         # amount in a time; a bare rate has its unit in the first
    method: str = ""
    route: str = ""
    site: str = ""
    often: Often = Often()
    as_needed: bool | None = None
    as_needed_for: str = ""
    most: tuple[tuple[Amount, Amount], ...] = ()          # at most the first in the second
    most_at_once: tuple[Amount, ...] = ()
    most_in_life: tuple[Amount, ...] = ()

    @property
    def structured(self) -> bool:
        """True where anything beside free text is recorded."""
        return bool(self.doses or self.rates or self.method or self.route or self.site or self.often != Often()
                    or self.as_needed is not None or self.as_needed_for or self.most or self.most_at_once
                    or self.most_in_life)


def dose_number(digits: str) -> str:
    """A dose as it is safely read (ISMP, NPSA): ``5.0`` is ``5``, ``.5`` is ``0.5``, never with an exponent.

    What is no number stays as written.
    """
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return digits
    if not number.is_finite() or abs(number.adjusted()) > 15:
        return digits
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
