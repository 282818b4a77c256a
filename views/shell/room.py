"""What a room is to the frame around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from views.shell.tasks import Tasks
from views.widgets.theme import Severity, Theme
from workstation.domain.patient import PatientBanner

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


@dataclass(frozen=True, slots=True)
class RoomContext:
    """What the frame gives a room.

    ``open(room, **target)`` goes to another room (record, imaging, vitals, pedigree, plan, report),
    e.g. ``open("record", source="Observation/17")`` shows where a number comes from, ``open("imaging", finding=id)``
    jumps to a finding. ``notify(words, severity)`` says one line in the status bar.
    """

    clinic: Clinic
    theme: Theme
    tasks: Tasks
    open: Callable[..., None]
    notify: Callable[[str, Severity], None]
    language: str = "en"
    visit: Callable[[Clinic | None], None] = lambda _clinic: None     # a case of others; None: back


@dataclass(frozen=True, slots=True)
class RoomAction:
    """An action of a room, for the palette (Ctrl+K) and the page of shortcuts (F1). ``key`` as QKeySequence text."""

    words: str
    act: Callable[[], Any]
    key: str = ""


class Room(QWidget):
    """Base of every room: shows one patient, is emptied at once when another is chosen."""

    written = Signal()                # something was added to the patient's chart here

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "room")
        self.patient: PatientBanner | None = None

    def show_patient(self, banner: PatientBanner) -> None:
        """Starts showing a patient. The frame has called ``clear`` before."""
        self.patient = banner

    def clear(self) -> None:
        """Forgets the patient: no value of the former one stays visible, its running work is dropped."""
        self.context.tasks.drop(self)
        self.patient = None

    def refresh(self) -> None:
        """Reads the patient's chart again: it changed since. What a person is at is kept where the room can."""
        banner = self.patient
        if banner is not None:
            self.clear()
            self.show_patient(banner)

    def first_focus(self) -> QWidget:
        """What takes the keys when the room is entered; from the room itself Tab leads to its first part."""
        return self

    def show_target(self, **target: str) -> None:
        """Goes to what another room named (``source=``, ``finding=``, ...); unknown targets are ignored."""

    def actions(self) -> list[RoomAction]:  # pyright: ignore[reportIncompatibleMethodOverride] - of the room, not Qt
        """What can be done here, beside what the frame offers."""
        return []

    def busy(self) -> bool:
        """True while work of this room is under way (the tour and tests wait for it)."""
        return bool(self.context.tasks.running(self))
