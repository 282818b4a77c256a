"""How the record says values, ranges, flags and states."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from views.widgets.theme import Severity
from views.widgets.words import day
from workstation.domain.partial_date import PartialDate
from workstation.domain.record import Problem
from workstation.domain.timeline import EventKind, TimelineEvent

# HL7 v3 ObservationInterpretation: codes that mean danger, and those that mean outside.
_CRITICAL = frozenset({"HH", "LL", "AA", "HU", "LU"})
_LONGEST_NUMBER = 8                # characters of a number in a column
_SEMANTIC_TAGS = frozenset({"disorder)", "finding)", "procedure)", "situation)", "event)", "morphologic abnormality)",
                            "substance)", "product)", "medicinal product)", "qualifier value)", "body structure)",
                            "regime/therapy)"})
_UNITS = {"mm[Hg]": "mmHg", "umol/L": "µmol/L", "Cel": "°C", "kg/m2": "kg/m²", "10*9/L": "10⁹/L", "10*3/uL": "10³/µL",
          "10*6/uL": "10⁶/µL"}
_POWER, _RAISED = re.compile(r"10[*^](\d+)"), str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MICRO = re.compile(r"(?<![A-Za-z\]}])u(?=(?:g|mol|L|l|kat|IU)(?![A-Za-z]))")
_RELATIVES = {"father": "FTH", "mother": "MTH", "brother": "BRO", "sister": "SIS", "son": "SON", "daughter": "DAU",
              "maternal grandmother": "MGRMTH", "maternal grandfather": "MGRFTH", "paternal grandmother": "PGRMTH",
              "paternal grandfather": "PGRFTH", "maternal aunt": "MAUNT", "paternal aunt": "PAUNT",
              "maternal uncle": "MUNCLE", "paternal uncle": "PUNCLE"}
_SHAPE_UP, _SHAPE_DOWN = "▲", "▼"


def flag(event: TimelineEvent) -> tuple[Severity, str, str] | None:
    """(severity, word, shape) of a result: as recorded, else against its recorded range; None where both lack."""
    code = event.flag.upper() or _against_range(event)
    if not code:
        return None
    severity = Severity.CRITICAL if code in _CRITICAL else Severity.WARNING
    if code.startswith("H"):
        return severity, QCoreApplication.translate("record", "High"), _SHAPE_UP
    if code.startswith("L"):
        return severity, QCoreApplication.translate("record", "Low"), _SHAPE_DOWN
    if code == "N":
        return Severity.FINE, QCoreApplication.translate("record", "In range"), "●"
    if code in ("A", "AA"):
        return severity, QCoreApplication.translate("record", "Abnormal"), "◆"
    if code in ("POS", "DET"):
        return Severity.WARNING, QCoreApplication.translate("record", "Positive"), "◆"
    if code in ("NEG", "ND"):
        return Severity.FINE, QCoreApplication.translate("record", "Negative"), "●"
    return Severity.INFO, event.flag, "■"


def is_outside(event: TimelineEvent) -> bool:
    """True where the flag as recorded, or the recorded range, says that a result is not as it should be."""
    if event.kind not in (EventKind.RESULT, EventKind.VITAL):
        return False
    code = event.flag.upper() or _against_range(event)
    return code.startswith(("H", "L", "A")) or code in ("POS", "DET")


def _against_range(event: TimelineEvent) -> str:
    if event.value is None or (event.low is None and event.high is None):
        return ""
    if event.high is not None and event.value > event.high:
        return "H"
    if event.low is not None and event.value < event.low:
        return "L"
    return "N"


def reference_range(event: TimelineEvent) -> str:
    """The recorded range, never a guessed one."""
    return event.range_words() or QCoreApplication.translate("record", "not given")


def problem_state(problem: Problem) -> tuple[Severity, str, str]:
    """(severity, word, shape) of a condition's clinical status: a state, not a judgement."""
    known = {
        "active": (Severity.INFO, QCoreApplication.translate("record", "Active"), "■"),
        "recurrence": (Severity.WARNING, QCoreApplication.translate("record", "Recurrence"), "◆"),
        "relapse": (Severity.WARNING, QCoreApplication.translate("record", "Relapse"), "◆"),
        "inactive": (Severity.NONE, QCoreApplication.translate("record", "Inactive"), "○"),
        "remission": (Severity.FINE, QCoreApplication.translate("record", "In remission"), "●"),
        "resolved": (Severity.FINE, QCoreApplication.translate("record", "Resolved"), "●"),
    }
    if problem.status in known:
        return known[problem.status]
    if not problem.status:
        return Severity.NONE, QCoreApplication.translate("record", "Status not recorded"), "○"
    return Severity.NONE, problem.status, "○"


def since(when: PartialDate | None) -> str:
    """``since 2014``, or that no date is recorded."""
    if when is None:
        return QCoreApplication.translate("record", "start not recorded")
    return QCoreApplication.translate("record", "since {date}").format(date=day(when))


def unit(ucum: str) -> str:
    """A UCUM unit as a clinician writes it."""
    if ucum in _UNITS:
        return _UNITS[ucum]
    shown = ucum.replace("[iU]", "IU").replace("[IU]", "IU").replace("{1.73_m2}", "1.73 m²").replace("[pH]", "")
    shown = _MICRO.sub("µ", _POWER.sub(lambda found: "10" + found[1].translate(_RAISED), shown))
    return shown.strip("{}")                         # an annotation such as {score} is a word, no unit of measure


def relative(event: TimelineEvent) -> tuple[str, str]:
    """(``Father``, ``lung cancer, 61 years``) of a family history row; HL7 v3 RoleCode in words where we have them."""
    code, _, rest = event.detail.partition(", ")
    known = {
        "FTH": QCoreApplication.translate("record", "Father"), "MTH": QCoreApplication.translate("record", "Mother"),
        "BRO": QCoreApplication.translate("record", "Brother"), "SIS": QCoreApplication.translate("record", "Sister"),
        "SON": QCoreApplication.translate("record", "Son"), "DAU": QCoreApplication.translate("record", "Daughter"),
        "MGRMTH": QCoreApplication.translate("record", "Mother's mother"),
        "MGRFTH": QCoreApplication.translate("record", "Mother's father"),
        "PGRMTH": QCoreApplication.translate("record", "Father's mother"),
        "PGRFTH": QCoreApplication.translate("record", "Father's father"),
        "MAUNT": QCoreApplication.translate("record", "Mother's sister"),
        "PAUNT": QCoreApplication.translate("record", "Father's sister"),
        "MUNCLE": QCoreApplication.translate("record", "Mother's brother"),
        "PUNCLE": QCoreApplication.translate("record", "Father's brother"),
    }
    if not code:
        return event.display, ""
    who = known.get(_RELATIVES.get(code.casefold(), code), code[:1].upper() + code[1:])
    return who, ", ".join(part for part in (event.display, rest) if part)


OWN_MARK = "☖"                    # a house: measured at home, by the patient or a relative


def analyte(event: TimelineEvent) -> str:
    """What was measured, with mark and word where it was not the clinic that measured it."""
    said = {"patient": QCoreApplication.translate("record", "{name}, by the patient"),
            "relative": QCoreApplication.translate("record", "{name}, by a relative")}
    name = _analyte(event)
    return f"{OWN_MARK} {said[event.reporter].format(name=name)}" if event.reporter in said else name


def _analyte(event: TimelineEvent) -> str:
    """A part of a panel is named by itself (LOINC), not by its panel."""
    parts = {
        "8480-6": QCoreApplication.translate("record", "Systolic pressure"),
        "8462-4": QCoreApplication.translate("record", "Diastolic pressure"),
    }
    if event.component in parts:
        return parts[event.component]
    return f"{display(event.display)}, {event.component}" if event.component else display(event.display)


def display(name: str) -> str:
    """A SNOMED CT name without its semantic tag: ``Anemia (disorder)`` reads ``Anemia``; the source keeps it."""
    head, _, tag = name.rpartition(" (")
    return head if head and tag in _SEMANTIC_TAGS else name


def value(event: TimelineEvent) -> str:
    """The value with the digits as written; one too long for a column is rounded and says so (the source has all)."""
    written = event.value_text or event.detail
    if event.value is not None and len(written) > _LONGEST_NUMBER:
        return f"≈ {event.value:.4g}"
    return written
