"""The table of rooms: where each lives, its icon and its key. Adding a room is adding a line here."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from views.shell.room import Room, RoomContext


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """One room. ``theme`` is empty where the user's choice holds."""

    name: str
    module: str
    class_name: str
    key: str
    theme: str = ""
    needs_patient: bool = True

    def loaded(self) -> bool:
        return self.module in sys.modules

    def load(self) -> type[Room]:
        """Imports the room. Slow the first time: call it off the GUI thread."""
        return getattr(importlib.import_module(self.module), self.class_name)

    def build(self, context: RoomContext) -> Room:
        return self.load()(context)


ROOMS: tuple[RoomEntry, ...] = (
    RoomEntry("record", "views.record.room", "RecordRoom", "Ctrl+1"),
    RoomEntry("imaging", "views.imaging.room", "ImagingRoom", "Ctrl+2", theme="radiology"),
    RoomEntry("vitals", "views.vitals.room", "VitalsRoom", "Ctrl+3"),
    RoomEntry("pedigree", "views.pedigree.room", "PedigreeRoom", "Ctrl+4"),
    RoomEntry("plan", "views.plan.room", "PlanRoom", "Ctrl+5"),
    RoomEntry("report", "views.report.room", "ReportRoom", "Ctrl+6"),
    RoomEntry("clinic", "views.record.patients", "PatientsRoom", "Ctrl+7", needs_patient=False),
    RoomEntry("appointments", "views.appointments.room", "AppointmentsRoom", "Ctrl+8", needs_patient=False),
    RoomEntry("desk", "views.desk.room", "DeskRoom", "Ctrl+0", needs_patient=False),
    RoomEntry("share", "views.share.room", "ShareRoom", "Ctrl+9", needs_patient=False),
)
BY_NAME = {entry.name: entry for entry in ROOMS}


def word(name: str) -> str:
    """How the rail calls a room."""
    words = {
        "record": QCoreApplication.translate("rooms", "Record"),
        "imaging": QCoreApplication.translate("rooms", "Imaging"),
        "vitals": QCoreApplication.translate("rooms", "Vitals"),
        "pedigree": QCoreApplication.translate("rooms", "Pedigree"),
        "plan": QCoreApplication.translate("rooms", "Plan"),
        "report": QCoreApplication.translate("rooms", "Report"),
        "clinic": QCoreApplication.translate("rooms", "Clinic"),
        "desk": QCoreApplication.translate("rooms", "To decide"),
        "appointments": QCoreApplication.translate("rooms", "Agenda"),
        "share": QCoreApplication.translate("rooms", "Opinions"),
    }
    return words[name]
