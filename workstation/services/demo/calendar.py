"""Days and moments of the demo, counted back from the day it is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ZONE = "+08:00"


@dataclass(frozen=True, slots=True)
class Calendar:
    """``today`` is the day the clinic is built; every date of a story is some days before it."""

    today: date

    def day(self, ago: int) -> str:
        """A FHIR date ``ago`` days before today."""
        return (self.today - timedelta(days=ago)).isoformat()

    def moment(self, ago: int, minutes: int = 9 * 60) -> str:
        """A FHIR dateTime ``ago`` days before today, ``minutes`` after that day's midnight (may pass into the next)."""
        days, rest = divmod(minutes, 24 * 60)
        return f"{self.day(ago - days)}T{rest // 60:02d}:{rest % 60:02d}:00{ZONE}"

    def year(self, ago: int) -> str:
        """A FHIR year, ``ago`` years before this one: a date the story does not know more exactly."""
        return str(self.today.year - ago)

    def born(self, years: int, days: int) -> str:
        """The birth date of someone who turned ``years`` some ``days`` ago."""
        passed = self.today - timedelta(days=days)
        month_day = (2, 28) if (passed.month, passed.day) == (2, 29) else (passed.month, passed.day)
        return date(passed.year - years, *month_day).isoformat()
