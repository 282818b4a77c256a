"""Dates that keep the precision they were written with (FHIR R4 date, dateTime and instant)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

_FHIR = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})"
    r"(?:T(?P<hh>\d{2}):(?P<mm>\d{2})(?::(?P<ss>\d{2})(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?)?)?"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as written. ``text`` is the original; ``start`` its earliest moment (aware UTC), for sorting only."""

    text: str
    precision: Precision
    start: datetime

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads FHIR ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or a dateTime.

        A time without a zone (not FHIR, but seen) is taken as UTC for sorting. Raises ValueError for anything that is
        no calendar date, such as 1980-02-30.
        """
        found = _FHIR.fullmatch(text)
        if found is None:
            raise ValueError(f"not a FHIR date: {text[:40]!r}")
        part = found.groupdict()
        precision = (
            Precision.TIME if part["hh"]
            else Precision.DAY if part["d"]
            else Precision.MONTH if part["m"]
            else Precision.YEAR
        )
        start = datetime(
            int(part["y"]), int(part["m"] or 1), int(part["d"] or 1),
            int(part["hh"] or 0), int(part["mm"] or 0), int(part["ss"] or 0), tzinfo=_zone(part["zone"]),
        )
        return cls(text, precision, start.astimezone(UTC))

    @property
    def calendar(self) -> date:
        """The written calendar day (first day of a month or year given alone)."""
        parts = [int(piece) for piece in self.text[:10].split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)

    def human(self, language: str = "en") -> str:
        """``14-Jul-1945``, ``Jul-1945`` or ``1945``: never a numeric month (NHS CUI); in Chinese ``1945年7月14日``."""
        day = self.calendar
        if language.startswith("zh"):
            month = f"{day.month}月" if self.precision is not Precision.YEAR else ""
            at = f"{day.day}日" if self.precision in (Precision.DAY, Precision.TIME) else ""
            return f"{day.year}年{month}{at}"
        if self.precision is Precision.YEAR:
            return f"{day.year}"
        if self.precision is Precision.MONTH:
            return f"{MONTHS[day.month - 1]}-{day.year}"
        return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


def age_years(born: date, on: date) -> int:
    """Completed years. Raises ValueError where ``on`` lies before the birth."""
    if on < born:
        raise ValueError("the day lies before the birth")
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
