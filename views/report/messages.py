"""What the report service says in words of its own, in the language of the screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from views.widgets import words as people
from workstation.domain.partial_date import PartialDate


def when(moment: datetime) -> str:
    """``23-Nov-2026 10:42`` on this workstation's clock, in Chinese ``2026年11月23日 10:42``."""
    local = moment.astimezone()
    return f"{people.day(PartialDate.parse(local.date().isoformat()))} {local:%H:%M}"


def step(said: str) -> str:
    """What the work is at."""
    words = {
        "Record": QCoreApplication.translate("report", "Record"),
        "Images": QCoreApplication.translate("report", "Images"),
        "Vital signs": QCoreApplication.translate("report", "Vital signs"),
        "Family": QCoreApplication.translate("report", "Family"),
        "Advice": QCoreApplication.translate("report", "Advice"),
        "Setting the pages": QCoreApplication.translate("report", "Setting the pages"),
    }
    return words.get(said, said)


def reason(said: str) -> str:
    """Why a signed report is not what was signed."""
    words = {
        "the file is missing or damaged in the vault":
            QCoreApplication.translate("report", "the file is missing or damaged in the vault"),
        "the file is not the one that was signed":
            QCoreApplication.translate("report", "the file is not the one that was signed"),
        "the signature does not belong to this clinic's key":
            QCoreApplication.translate("report", "the signature does not belong to this clinic's key"),
    }
    return words.get(said, said)
