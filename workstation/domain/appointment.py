"""An appointment as the day list shows it, and what somebody asks for when they book or move one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class AppointmentState(StrEnum):
    """The states of FHIR R4 ``Appointment.status``."""

    PROPOSED = "proposed"
    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    IN_ERROR = "entered-in-error"
    CHECKED_IN = "checked-in"
    WAITLIST = "waitlist"

    @property
    def holds_time(self) -> bool:
        """True where person, practitioner and room are taken by it: it can clash."""
        return self in (AppointmentState.BOOKED, AppointmentState.ARRIVED, AppointmentState.CHECKED_IN,
                        AppointmentState.PENDING)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One line of the day list. ``start`` and ``end`` carry the clinic's own offset of that moment.

    ``who`` and ``place`` are names as recorded, "" where none is. ``patient_id`` is "" where it is nobody's of this
    store, ``patient`` then says what the record says. ``version`` is the stored version that this line shows.
    """

    key: str                      # resource key, Appointment/id
    patient_id: str
    patient: str
    start: datetime
    end: datetime
    state: AppointmentState
    who: str = ""
    place: str = ""
    reason: str = ""
    cancelled_for: str = ""
    comment: str = ""
    version: int = 0
    origin: str = ""              # the file or sender it came from, "" where it was booked here

    @property
    def minutes(self) -> int:
        return round((self.end - self.start) / timedelta(minutes=1))

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """True where both have a moment in common; what ends when the other begins has none."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked for. ``start`` is aware; ``minutes`` is its length."""

    patient_id: str
    start: datetime
    minutes: int
    who: str = ""
    place: str = ""
    reason: str = ""

    @property
    def end(self) -> datetime:
        return self.start.astimezone(UTC) + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a time is taken: ``what`` is patient, who or place."""

    what: str
    with_: Appointment
