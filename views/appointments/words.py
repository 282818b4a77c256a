"""How appointments say their days, times and states."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from views.widgets import words
from views.widgets.theme import Severity
from workstation.domain.appointment import Appointment, AppointmentState
from workstation.domain.partial_date import PartialDate


def state(of: AppointmentState) -> tuple[Severity, str, str]:
    """(severity, word, shape): a state, not a judgement; only who did not come is worth a second look."""
    known = {
        AppointmentState.BOOKED: (Severity.INFO, QCoreApplication.translate("appointments", "Booked"), "■"),
        AppointmentState.ARRIVED: (Severity.FINE, QCoreApplication.translate("appointments", "Arrived"), "●"),
        AppointmentState.CHECKED_IN: (Severity.FINE, QCoreApplication.translate("appointments", "Arrived"), "●"),
        AppointmentState.FULFILLED: (Severity.NONE, QCoreApplication.translate("appointments", "Seen"), "✓"),
        AppointmentState.CANCELLED: (Severity.NONE, QCoreApplication.translate("appointments", "Cancelled"), "○"),
        AppointmentState.NOSHOW: (Severity.WARNING, QCoreApplication.translate("appointments", "Did not come"), "◆"),
        AppointmentState.PENDING: (Severity.NONE, QCoreApplication.translate("appointments", "Pending"), "◇"),
        AppointmentState.PROPOSED: (Severity.NONE, QCoreApplication.translate("appointments", "Proposed"), "◇"),
        AppointmentState.WAITLIST: (Severity.NONE, QCoreApplication.translate("appointments", "Waiting list"), "◇"),
        AppointmentState.IN_ERROR: (Severity.NONE, QCoreApplication.translate("appointments", "Entered in error"), "○"),
    }
    return known[of]


def day(on: date) -> str:
    """``24-Nov-2026``, in Chinese ``2026年11月24日``."""
    return words.day(PartialDate.parse(on.isoformat()))


def weekday(on: date, short: bool = False) -> str:
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(on.isoweekday(), form)


def span(one: Appointment) -> str:
    """``09:30–09:50``; over midnight the day of the end stands beside it."""
    end = f"{one.end:%H:%M}" if one.end.date() == one.start.date() else f"{one.end:%H:%M} ({day(one.end.date())})"
    return f"{one.start:%H:%M}\N{EN DASH}{end}"


def minutes(count: int) -> str:
    return QCoreApplication.translate("appointments", "{count} min").format(count=count)


def patient(one: Appointment) -> str:
    return one.patient or words.not_known()
