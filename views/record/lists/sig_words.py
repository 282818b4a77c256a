"""A dosage as a sentence: doses safe to read (no trailing zero, units written out), no abbreviation of Latin.

ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2021); HL7 v3 TimingEvent and GTSAbbreviation.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record import words
from views.record.lists.timing_words import days_of_week, events, often, per
from views.widgets.words import day
from workstation.domain.partial_date import PartialDate
from workstation.domain.sig import Amount, Often, Sig, dose_number

tr = QCoreApplication.translate

_KNOWN_UNITS = {"mcg": "ug", "μg": "ug", "µg": "ug", "microgram": "ug", "[iU]": "[IU]", "iu": "[IU]", "IU": "[IU]",
                "U": "U", "u": "U", "[USP'U]": "U", "cc": "mL", "ml": "mL", "[IU]": "[IU]", "ug": "ug", "mL": "mL",
                "l": "L", "milligram": "mg", "milliliter": "mL", "ng": "ng", "nanogram": "ng"}


def sentence(sig: Sig) -> str:
    """What the structure says; '' where there is none. Free text stands beside it, never instead of it."""
    parts = [sig.method, " + ".join(amount(one) for one in sig.doses), words.display(sig.route),
             sig.site and tr("sig", "at {site}").format(site=words.display(sig.site))]
    parts += [tr("sig", "at a rate of {rate}").format(rate=_pair(pair)) for pair in sig.rates]
    parts += [*often(sig.often), *events(sig.often.events, sig.often.offset)]
    parts += [days_of_week(sig.often.days), _times(sig.often.times), _needed(sig), *_lasting(sig.often)]
    parts += [tr("sig", "at most {amount}").format(amount=_pair(pair)) for pair in sig.most]
    parts += [tr("sig", "at most {amount} at once").format(amount=amount(one)) for one in sig.most_at_once]
    parts += [tr("sig", "at most {amount} in a lifetime").format(amount=amount(one)) for one in sig.most_in_life]
    return ", ".join(part for part in parts if part)


def amount(held: Amount) -> str:
    """``0.5 mg``, ``1 to 2 tablets`` with the unit as recorded, those that are misread written out."""
    figures = [dose_number(figure) for figure in (held.low, held.high) if figure]
    number = tr("sig", "{low} to {high}").format(low=figures[0], high=figures[1]) if len(figures) > 1 else \
        (figures[0] if figures else "")
    return f"{number} {dose_unit(held.unit)}".strip()


def dose_unit(unit: str) -> str:
    """A unit of a dose as it can't be misread: ``units``, ``microgram``; annotations without their braces."""
    written = {
        "ug": tr("sig", "microgram"), "ng": tr("sig", "nanogram"), "U": tr("sig", "units"),
        "[IU]": tr("sig", "international units"), "s": tr("sig", "seconds"), "min": tr("sig", "minutes"),
        "h": tr("sig", "hours"), "d": tr("sig", "days"), "wk": tr("sig", "weeks"), "mo": tr("sig", "months"),
        "a": tr("sig", "years"),
    }
    top, slash, below = unit.partition("/")
    bare = top.strip("{}")
    known = _KNOWN_UNITS.get(bare, bare)
    said = written.get(known, known.partition(" (")[0])
    return f"{said}/{below}" if slash else said


def _pair(pair: tuple[Amount, Amount]) -> str:
    top, below = amount(pair[0]), pair[1]
    if not below.low and not below.unit:
        return top
    time = per(below.low, "", below.unit)
    return tr("sig", "{amount} {period}").format(amount=top, period=time) if time else f"{top} / {amount(below)}"


def _times(times: tuple[str, ...]) -> str:
    return tr("sig", "at {time}").format(time=", ".join(time[:5] for time in times)) if times else ""


def _needed(sig: Sig) -> str:
    if sig.as_needed_for:
        return tr("sig", "as needed for {reason}").format(reason=words.display(sig.as_needed_for))
    return tr("sig", "as needed") if sig.as_needed else ""


def _lasting(held: Often) -> list[str]:
    said = [tr("sig", "for {time}").format(time=amount(one)) for one in held.lasting]
    if held.total:
        count = dose_number(held.total)
        said.append(tr("sig", "once in all") if count == "1" else tr("sig", "{count} times in all").format(count=count))
    if held.begins:
        said.append(tr("sig", "from {date}").format(date=_date(held.begins)))
    if held.ends:
        said.append(tr("sig", "until {date}").format(date=_date(held.ends)))
    return said + [tr("sig", "on {date}").format(date=_date(at)) for at in held.at]


def _date(text: str) -> str:
    """A date as written, in words where it is one."""
    try:
        return day(PartialDate.parse(text))
    except ValueError:
        return text
