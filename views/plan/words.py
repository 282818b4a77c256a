"""How the plan words severities, states, values, units and times."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from views.widgets import words
from views.widgets.theme import Severity
from workstation.domain.card import Card as Advice
from workstation.domain.card import CardState, Indicator
from workstation.domain.partial_date import PartialDate, Precision

translate = QCoreApplication.translate
_SEVERITY = {
    Indicator.CRITICAL: Severity.CRITICAL, Indicator.WARNING: Severity.WARNING, Indicator.INFO: Severity.INFO,
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNITS = {"mm[Hg]": "mmHg", "1": "", "a": "", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "umol/L": "µmol/L"}


def severity(advice: Advice) -> Severity:
    """The severity a card is shown with; what could not be checked has none of its own unless it is grave."""
    if advice.could_not_check and advice.indicator is Indicator.INFO:
        return Severity.NONE
    return _SEVERITY[advice.indicator]


def severity_word(advice: Advice) -> str:
    """The word beside the shape."""
    if advice.could_not_check:
        return translate("plan", "Could not check")
    return {
        Indicator.CRITICAL: translate("plan", "Urgent"),
        Indicator.WARNING: translate("plan", "Act"),
        Indicator.INFO: translate("plan", "For information"),
    }[advice.indicator]


def shape(advice: Advice) -> str | None:
    """The shape of the tag: an open circle for what could not be checked, else the severity's own."""
    return "○" if severity(advice) is Severity.NONE else None


def source_line(advice: Advice) -> str:
    """Where it comes from, the grade first: 'Class I, Level B · 2024 ESC Guidelines …'."""
    if not advice.evidence:
        return f"{advice.plugin} {advice.plugin_version}".strip()
    first = advice.evidence[0]
    return f"{first.grade}  ·  {short_title(first.title)}"


def short_title(title: str) -> str:
    """The title without what stands in brackets: authors and journal are in the detail."""
    return title.partition(" (")[0]


def decided_line(advice: Advice) -> str:
    """'Accepted by Dr Li, 23-Nov-2026 19:40', '' while it is open."""
    if advice.state is CardState.OPEN:
        return ""
    template = (
        translate("plan", "Accepted by {who}, {when}") if advice.state is CardState.ACCEPTED
        else translate("plan", "Set aside by {who}, {when}")
    )
    return template.format(who=advice.decided_by, when=_here(advice.decided_at))


def _here(at: str) -> str:
    """The moment of a decision (stored in UTC) on the clock of this workstation."""
    try:
        return moment(datetime.fromisoformat(at).astimezone().isoformat(timespec="minutes"))
    except ValueError:
        return at


def decided_why(advice: Advice) -> str:
    """The reason and the comment on one line."""
    return "  ·  ".join(part for part in (advice.decision_reason, advice.comment) if part)


def value(text: str) -> str:
    """A value in the reader's words."""
    if _DAY.fullmatch(text):
        return moment(text)
    known = {"true": translate("plan", "yes"), "male": words.sex("male"), "female": words.sex("female")}
    return known.get(text, text)


def unit(ucum: str) -> str:
    """A UCUM code as clinicians write it."""
    return _UNITS.get(ucum, ucum)


def moment(text: str) -> str:
    """``14-Nov-2026 07:00`` as recorded, in its own zone; two days as a span; '' where there is none."""
    first, slash, last = text.partition(" / ")
    if slash:
        return f"{moment(first)} – {moment(last)}"
    try:
        when = PartialDate.parse(text)
    except ValueError:
        return text
    return f"{words.day(when)} {text[11:16]}" if when.precision is Precision.TIME else words.day(when)
