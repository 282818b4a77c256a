"""How the patient's own entries are said: what was measured, by whom, and the mark that keeps them apart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record.words import OWN_MARK
from views.widgets import words
from views.widgets.theme import Severity
from workstation.domain.own_entry import Measure, OwnEntry, Reporter, StoredEntry
from workstation.domain.partial_date import PartialDate, Precision


def reporter(by: Reporter) -> tuple[Severity, str, str]:
    """(severity, word, shape): who measured it."""
    said = {
        Reporter.PATIENT: QCoreApplication.translate("entries", "By the patient"),
        Reporter.RELATIVE: QCoreApplication.translate("entries", "By a relative"),
    }
    return Severity.INFO, said[by], OWN_MARK


def measure(of: Measure) -> str:
    """What is measured."""
    said = {
        Measure.PRESSURE: QCoreApplication.translate("entries", "Blood pressure"),
        Measure.PULSE: QCoreApplication.translate("entries", "Pulse"),
        Measure.GLUCOSE: QCoreApplication.translate("entries", "Glucose"),
        Measure.WEIGHT: QCoreApplication.translate("entries", "Weight"),
        Measure.TEMPERATURE: QCoreApplication.translate("entries", "Temperature"),
        Measure.SATURATION: QCoreApplication.translate("entries", "Oxygen saturation"),
    }
    return said[of]


def when(entry: OwnEntry) -> str:
    """``20-Nov-2026 08:30``; the day alone where no time is known."""
    at = PartialDate.parse(entry.at)
    return f"{words.day(at)} {entry.at[11:16]}" if at.precision is Precision.TIME else words.day(at)


def state(one: StoredEntry) -> str:
    """What became of an entry, "" where nothing did."""
    if one.withdrawn:
        said = QCoreApplication.translate("entries", "Entered in error: {reason}")
        return said.format(reason=one.why) if one.why else QCoreApplication.translate("entries", "Entered in error")
    return QCoreApplication.translate("entries", "Corrected") if one.amended else ""
