"""How people, ages and numbers are written on every screen (NHS Common User Interface)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.partial_date import PartialDate, Precision, age_years
from workstation.domain.patient import PatientRow, PersonName, spaced_number


def day(when: PartialDate) -> str:
    """``14-Jul-1945``, in Chinese ``1945年7月14日``, as precise as it was written: a month is never a bare number."""
    return when.human("zh" if QLocale().language() is QLocale.Language.Chinese else "en")


def not_known() -> str:
    return QCoreApplication.translate("words", "Not known")


def name(person: PersonName) -> str:
    """``FAMILY, Given (Title)``, a Chinese name family first, or 'Not known'."""
    written = person.formal()
    return not_known() if written == "Not known" else written


def sex(code: str) -> str:
    """Administrative gender in words."""
    words = {
        "male": QCoreApplication.translate("words", "Male"),
        "female": QCoreApplication.translate("words", "Female"),
        "other": QCoreApplication.translate("words", "Other"),
    }
    return words.get(code, not_known())


def age(born: PartialDate, on: date) -> str:
    """``81 y``; below two years in months, below two months in days. A year alone gives two ages: ``45-46 y``."""
    day = born.calendar
    if day > on:
        return not_known()
    if born.precision is Precision.YEAR:
        oldest = on.year - day.year
        span = f"{oldest - 1}\N{EN DASH}{oldest}" if oldest else "0"
        return QCoreApplication.translate("words", "{years} y").format(years=span)
    years = age_years(day, on)
    if years >= 2:
        return QCoreApplication.translate("words", "{years} y").format(years=years)
    months = (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)
    if months >= 2 or born.precision is Precision.MONTH:
        return QCoreApplication.translate("words", "{months} months").format(months=months)
    return QCoreApplication.translate("words", "{days} days").format(days=(on - day).days)


def born(row: PatientRow, on: date) -> str:
    """``14-Jul-1945 (81 y)``; for the dead the age at death; 'Not known' where no birth date is recorded."""
    if row.born is None:
        return not_known()
    if row.is_deceased and row.deceased is None:
        return day(row.born)
    until = row.deceased.calendar if row.deceased is not None else on
    return f"{day(row.born)} ({age(row.born, until)})"


def number_label(written: str) -> str:
    """What kind of number: the long English name of a record number is written MRN, as on every wristband."""
    if written.casefold() in ("medical record number", "mr", "mrn"):
        return QCoreApplication.translate("words", "MRN")
    return written or QCoreApplication.translate("words", "Number")


def number(written: str) -> str:
    """A record number in groups that can be read aloud; 'Not known' where none is recorded."""
    return spaced_number(written) or not_known()
