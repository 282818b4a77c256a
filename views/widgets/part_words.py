"""The parts of a chart that can be sent for a second opinion, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.domain.opinion import SharedPart


def part(one: SharedPart) -> str:
    """A part of the chart."""
    return {
        SharedPart.PROBLEMS: QCoreApplication.translate("parts", "Problems"),
        SharedPart.MEDICATIONS: QCoreApplication.translate("parts", "Medication"),
        SharedPart.RESULTS: QCoreApplication.translate("parts", "Results"),
        SharedPart.VITALS: QCoreApplication.translate("parts", "Vital signs and recordings"),
        SharedPart.PROCEDURES: QCoreApplication.translate("parts", "Procedures"),
        SharedPart.IMMUNIZATIONS: QCoreApplication.translate("parts", "Immunisations"),
        SharedPart.ENCOUNTERS: QCoreApplication.translate("parts", "Encounters"),
        SharedPart.DOCUMENTS: QCoreApplication.translate("parts", "Notes and documents"),
        SharedPart.FAMILY: QCoreApplication.translate("parts", "Family history and pedigree"),
    }[one]
