"""What a cell says: a date, a number, a word of a list. What reads two ways is a doubt, what can't be is a fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from workstation.exchange.safe_json import Digits

Moment = Callable[[date, time], str]           # a day and time of the clinic's clocks, as FHIR writes it

_DATE = re.compile(r"(\d{1,4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,4})\s*日?|\s*月)?(?:[T\s]\s*(.+))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]\s*(.+))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_NUMBER = re.compile(r"(<=|>=|<|>|≤|≥)?\s*([+-]?\d[\d.,]*(?:[eE][+-]?\d{1,3})?)\s*(\D.*)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_ROUNDED = re.compile(r"\d[.,]\d+[eE]\+?\d+")
_COMPARATORS = {"≤": "<=", "≥": ">="}
_GREATEST = 30                     # powers of ten; beyond them it is no measurement


class CellFault(ValueError):
    """The row can't be taken in: one clause."""


class Doubt(ValueError):
    """A person has to decide what the row means: one clause."""


def moment(written: str, order: str, local: Moment) -> str:
    """A date or date and time as FHIR writes it: a year, a month or a day stays one. ``order`` is YMD, DMY, MDY, "".

    Raises CellFault, Doubt.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if re.fullmatch(r"\d{4}", text):
        return text
    found = _COMPACT.fullmatch(text) or _DATE.fullmatch(text)
    if found is None:
        raise CellFault(f"'{written[:30]}' is no date")
    one, two, three, clock = found[1], found[2], found[3], found[4]
    if three is None and len(one) == 4 and not clock:
        return _partial(int(one), int(two), written)
    if three is None:
        raise CellFault(f"'{written[:30]}' is no date")
    day = _day(one, two, three, order, written)
    return f"{day:%Y-%m-%d}".rjust(10, "0") if not clock else _timed(day, clock, written, local)


def _partial(year: int, month: int, written: str) -> str:
    if not 1 <= month <= 12:
        raise CellFault(f"'{written[:30]}' is no calendar month")
    return f"{year:04}-{month:02}"


def _day(one: str, two: str, three: str, order: str, written: str) -> date:
    if len(one) == 4:
        parts = (int(one), int(two), int(three))
    elif len(three) != 4:
        raise Doubt(f"the year of the date '{written[:30]}' has no four digits")
    elif order in ("DMY", "MDY"):
        parts = (int(three), *((int(two), int(one)) if order == "DMY" else (int(one), int(two))))
    elif int(one) <= 12 and int(two) <= 12 and one != two:
        raise Doubt(f"the date '{written[:30]}' may be one day or another; state 'dates' in the mapping")
    else:
        parts = (int(three), *((int(two), int(one)) if int(one) > 12 else (int(one), int(two))))
    try:
        return date(*parts)
    except ValueError as error:
        raise CellFault(f"'{written[:30]}' is no calendar day") from error


def _timed(day: date, clock: str, written: str, local: Moment) -> str:
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise CellFault(f"'{written[:30]}' has no time that can be read")
    try:
        at = time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError as error:
        raise CellFault(f"'{written[:30]}' is no time") from error
    if not found[5]:
        return local(day, at)
    zone = found[5] if ":" in found[5] or found[5] == "Z" else f"{found[5][:3]}:{found[5][3:]}"
    return f"{day.isoformat()}T{at.isoformat()}{found[4] or ''}{zone}"


def quantity(written: str, decimal: str) -> tuple[str, Digits, str] | None:
    """(comparator, digits, what stands behind them) of a number; None where the cell is words. Raises as above."""
    text = unicodedata.normalize("NFKC", written).strip()
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    digits = found[2]
    if "," in digits or (decimal == "," and "." in digits):
        if decimal != "," or "." in digits:
            raise Doubt(f"the number '{written[:30]}' may be read in two ways; state 'decimal' in the mapping")
        digits = digits.replace(",", ".")
    if _PLAIN.fullmatch(digits) is None:
        return None
    value = Decimal(digits)
    if value and abs(value.adjusted()) > _GREATEST:
        raise CellFault(f"'{written[:30]}' is no number that a measurement has")
    comparator = _COMPARATORS.get(found[1] or "", found[1] or "")
    return comparator, Digits(f"{value:f}"), (found[3] or "").strip()


def identifier(written: str) -> str:
    """A number of a person, letter by letter as it stands. Raises CellFault where empty, Doubt where rounded."""
    if not written:
        raise CellFault("the patient's number is missing")
    if _ROUNDED.fullmatch(written):
        raise Doubt(f"the patient's number '{written[:30]}' was rounded by a spreadsheet; several people may have it")
    return written


def choice(written: str, allowed: tuple[str, ...], what: str) -> str:
    """One of a list of words, "" for an empty cell. Raises CellFault."""
    if written and written not in allowed:
        raise CellFault(f"the {what} '{written[:30]}' is none of {', '.join(allowed)}; say in [values] what is meant")
    return written
