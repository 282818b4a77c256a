"""When and how often: FHIR Timing in words. Codes: HL7 v3 TimingEvent, FHIR event-timing, HL7 v3 GTSAbbreviation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.domain.sig import Often, dose_number

tr = QCoreApplication.translate


def often(held: Often) -> list[str]:
    """``2 times a day``, ``every 6 to 8 hours``, ``once a day``; a code in words, else its own text."""
    said: list[str] = []
    period = per(held.period, held.period_max, held.unit)
    if held.count or held.period:
        said.append(_times(held, period))
    elif held.unit:
        said.append(tr("sig", "time unit {unit} without a number").format(unit=_unit(held.unit)))
    coded = _abbreviation(held.code) or held.code_text or held.code
    if coded and not said:
        said.append(coded)
    elif coded and not _abbreviation(held.code) and held.code_text:
        said.append(held.code_text)
    return said


def _times(held: Often, period: str) -> str:
    count = dose_number(held.count) if held.count else ""
    if count in ("", "1") and not held.count_max and (dose_number(held.period or "1") != "1" or held.period_max):
        return _every(held)
    if held.count_max and held.count_max != held.count:
        many = tr("sig", "{low} to {high} times").format(
            low=count, high=dose_number(held.count_max))
    elif count == "1":
        many = tr("sig", "once")
    elif count:
        many = tr("sig", "{count} times").format(count=count)
    else:
        return _every(held)
    return tr("sig", "{times} {period}").format(times=many, period=period) if period else many


def _every(held: Often) -> str:
    figures = [dose_number(figure) for figure in (held.period, held.period_max) if figure]
    if figures == ["1"]:
        one = {"h": tr("sig", "every hour"), "d": tr("sig", "every day"),
               "wk": tr("sig", "every week"),
               "mo": tr("sig", "every month")}
        if held.unit in one:
            return one[held.unit]
    number = tr("sig", "{low} to {high}").format(low=figures[0], high=figures[1]) \
        if len(figures) > 1 else "".join(figures)
    return tr("sig", "every {number} {unit}").format(number=number, unit=_unit(held.unit))


def per(period: str, most: str, unit: str) -> str:
    """``a day``, ``in 8 hours``, ``in 2 to 3 days``; '' where it is no time."""
    if unit not in ("s", "min", "h", "d", "wk", "mo", "a"):
        return ""
    if dose_number(period or "1") == "1" and not most:
        one = {"h": tr("sig", "an hour"), "d": tr("sig", "a day"),
               "wk": tr("sig", "a week"), "mo": tr("sig", "a month"),
               "a": tr("sig", "a year"), "min": tr("sig", "a minute")}
        if unit in one:
            return one[unit]
    number = tr("sig", "{low} to {high}").format(
        low=dose_number(period), high=dose_number(most)) if most else dose_number(period)
    return tr("sig", "in {number} {unit}").format(number=number, unit=_unit(unit))


def _unit(unit: str) -> str:
    words = {
        "s": tr("sig", "seconds"), "min": tr("sig", "minutes"),
        "h": tr("sig", "hours"), "d": tr("sig", "days"),
        "wk": tr("sig", "weeks"), "mo": tr("sig", "months"),
        "a": tr("sig", "years"),
    }
    return words.get(unit, unit)


def _abbreviation(code: str) -> str:
    """A code of GTSAbbreviation in words; '' for any other."""
    words = {
        "BID": tr("sig", "2 times a day"),
        "TID": tr("sig", "3 times a day"),
        "QID": tr("sig", "4 times a day"),
        "QD": tr("sig", "once a day"),
        "QOD": tr("sig", "every other day"),
        "AM": tr("sig", "in the morning"),
        "PM": tr("sig", "in the afternoon"),
        "BED": tr("sig", "at bedtime"),
        "WK": tr("sig", "every week"), "MO": tr("sig", "every month"),
    }
    if code[:1] == "Q" and code[1:-1].isdigit() and code[-1:] == "H":
        return tr("sig", "every {number} {unit}").format(number=code[1:-1], unit=_unit("h"))
    return words.get(code, "")


def events(codes: tuple[str, ...], offset: str) -> list[str]:
    """What of the day a dose goes with; an offset in minutes before or after it."""
    words = {
        "MORN": tr("sig", "in the morning"),
        "MORN.early": tr("sig", "early in the morning"),
        "MORN.late": tr("sig", "late in the morning"),
        "NOON": tr("sig", "at noon"),
        "AFT": tr("sig", "in the afternoon"),
        "EVE": tr("sig", "in the evening"),
        "NIGHT": tr("sig", "at night"),
        "HS": tr("sig", "at bedtime"), "WAKE": tr("sig", "on waking"),
        "PHS": tr("sig", "after falling asleep"),
        "C": tr("sig", "with meals"), "CM": tr("sig", "with breakfast"),
        "CD": tr("sig", "with lunch"), "CV": tr("sig", "with dinner"),
        "AC": tr("sig", "before meals"),
        "ACM": tr("sig", "before breakfast"),
        "ACD": tr("sig", "before lunch"),
        "ACV": tr("sig", "before dinner"),
        "PC": tr("sig", "after meals"),
        "PCM": tr("sig", "after breakfast"),
        "PCD": tr("sig", "after lunch"),
        "PCV": tr("sig", "after dinner"),
        "STAT": tr("sig", "at once"),
    }
    ahead = tr("sig", "{count} minutes {event}").format(
        count=dose_number(offset), event="{event}") if offset and dose_number(offset) != "0" else "{event}"
    return [ahead.format(event=words.get(code, code)) for code in codes]


def days_of_week(days: tuple[str, ...]) -> str:
    """``on Monday, Thursday``."""
    words = {
        "mon": tr("sig", "Monday"), "tue": tr("sig", "Tuesday"),
        "wed": tr("sig", "Wednesday"), "thu": tr("sig", "Thursday"),
        "fri": tr("sig", "Friday"), "sat": tr("sig", "Saturday"),
        "sun": tr("sig", "Sunday"),
    }
    named = ", ".join(words.get(one, one) for one in days)
    return tr("sig", "on {days}").format(days=named) if named else ""
