"""The one frame: rail, patient banner, the room that is shown, status bar; and the one way from room to room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from views.shell import faults
from views.shell.actions import Action, Registry
from views.shell.palette import Palette
from views.shell.rail import Rail
from views.shell.room import Room, RoomContext
from views.shell.rooms import BY_NAME, ROOMS, RoomEntry, word
from views.shell.search import SearchButton
from views.shell.status import StatusBar
from views.shell.tasks import Tasks
from views.widgets.banner import BannerBar
from views.widgets.kit import Button
from views.widgets.states import BusyState, ErrorState, StateStack, translated_error
from views.widgets.theme import Severity, Theme
from views.widgets.turns import next_turn
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_ONLY_READ = ("vitals", "plan")      # rooms that show what the chart holds and keep nothing that a person began


class Frame(QWidget):
    """Shows one clinic to one person. Built anew when the language changes."""

    patient_changed = Signal(str)
    visit_asked = Signal(object)                    # a case as a clinic of its own, None: back

    def __init__(self, clinic: Clinic, theme_name: str, language: str) -> None:
        super().__init__()
        self.clinic, self.language = clinic, language
        self._theme_name = theme_name
        self.chrome = Theme(theme_name)
        self.tasks = Tasks(self)
        self.registry = Registry()
        self.registry.follow_room(self._actions_of_room)
        self._banner: PatientBanner | None = None
        self._patient_id = ""
        self._room_name = ""
        self._rooms: dict[str, Room] = {}
        self._shows: dict[str, str] = {}            # room name to the patient it shows
        self._former: Room | None = None            # the room that had the keys last
        self._building: set[str] = set()
        self._full: list[str] = []                  # hidden rooms that still hold the former patient
        self._keys: dict[str, QShortcut] = {}
        self._waiting: tuple[str, dict[str, str]] | None = None
        self._build()
        self.tasks.unexpected.connect(self._told)
        self.tasks.fault.connect(faults.note)
        self.add_actions(*(
            Action(self.tr("Room"), self.tr("Go to {room}").format(room=word(entry.name)),
                   lambda name=entry.name: self.open(name), entry.key, entry.name) for entry in ROOMS
        ))

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        outer = QHBoxLayout()
        outer.setSpacing(0)
        self.rail = Rail(self.chrome, self.open)
        self.search = SearchButton(self.tr("Find or do anything"), self.show_palette)
        self.banner_bar = BannerBar(self.chrome, self.search, self.search.give_room)
        self.stack = QStackedWidget()
        self.status = StatusBar(self.chrome, self.clinic.user, self.tasks, self.language)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner_bar)
        column.addWidget(self.stack, 1)
        outer.addWidget(self.rail)
        outer.addLayout(column, 1)
        whole.addLayout(outer, 1)
        whole.addWidget(self.status)
        self._ground_theme = Theme(self._theme_name)
        self._ground = QWidget()
        self._ground.setProperty("role", "room")
        self._ground_theme.dress(self._ground)
        self._states = StateStack(self._ground_theme, QWidget())
        fill = QVBoxLayout(self._ground)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._states)
        self.stack.addWidget(self._ground)
        for part in (self.rail, self.banner_bar, self.status):
            self.chrome.dress(part)
        self.palette_box: Palette | None = None

    # --- actions -----------------------------------------------------------------------------------------------

    def add_actions(self, *actions: Action) -> None:
        """Adds to the registry and binds the keys."""
        self.registry.add(*actions)
        for action in actions:
            if action.key:
                shortcut = QShortcut(QKeySequence(action.key), self)
                shortcut.activated.connect(action.act)
                self._keys[action.key] = shortcut

    def _give_way(self) -> None:
        """A key that the shown room uses itself is the room's: two owners of one key would leave it dead."""
        claimed = {QKeySequence(action.key).toString() for action in self._actions_of_room() if action.key}
        for key, shortcut in self._keys.items():
            shortcut.setEnabled(QKeySequence(key).toString() not in claimed)

    def _actions_of_room(self) -> list[Action]:
        room = self._rooms.get(self._room_name)
        if room is None:
            return []
        group = word(self._room_name)
        return [Action(group, one.words, one.act, one.key, self._room_name) for one in room.actions()]

    def show_palette(self, text: str = "") -> None:
        if self.palette_box is None:
            self.palette_box = Palette(self, self.chrome, self.registry, self.tasks, self.clinic,
                                       lambda patient: self.open("record", patient=patient))
        self.palette_box.open(text)

    # --- rooms -------------------------------------------------------------------------------------------------

    @property
    def room_name(self) -> str:
        return self._room_name

    @property
    def patient_id(self) -> str:
        return self._patient_id

    @property
    def banner(self) -> PatientBanner | None:
        return self._banner

    def room(self, name: str) -> Room | None:
        """A room that was built already."""
        return self._rooms.get(name)

    def open(self, name: str, **target: str) -> None:
        """Goes to a room; ``patient=id`` opens that patient first, the rest goes to the room's ``show_target``."""
        patient = target.pop("patient", "")
        if patient and patient != self._patient_id:
            self.open_patient(patient)
        self._room_name = name
        self.rail.show_chosen(name)
        self._waiting = (name, target)
        entry = BY_NAME[name]
        if name in self._rooms:
            self._enter(entry)
        elif entry.loaded():
            self._build_room(entry, entry.load())
        else:
            self._import_room(entry)

    def _import_room(self, entry: RoomEntry) -> None:
        self.show_state(BusyState(self._ground_theme, self.tr("Opening {room}").format(room=word(entry.name))))
        self.tasks.run(lambda _progress: entry.load(), lambda made: self._build_room(entry, made),
                       label=word(entry.name), scope=entry, failed=self._room_failed)

    def _build_room(self, entry: RoomEntry, made: type[Room]) -> None:
        """Builds, dresses and enters in three turns of the event loop, so that none of them is long."""
        if entry.name in self._building or entry.name in self._rooms:
            return
        self._building.add(entry.name)
        theme = Theme(entry.theme or self._theme_name)
        context = RoomContext(self.clinic, theme, self.tasks, self.open, self.status.notify, self.language,
                              self.visit_asked.emit)
        room = made(context)
        room.written.connect(self.chart_changed)

        def dress() -> None:
            self.stack.addWidget(room)               # before it is dressed: moving a dressed one dresses it again
            theme.dress(room)
            next_turn(self, settle)

        def settle() -> None:
            self._building.discard(entry.name)
            self._rooms[entry.name] = room
            if entry.name == self._room_name:
                self._enter(entry)

        next_turn(self, dress)

    def _enter(self, entry: RoomEntry) -> None:
        room = self._rooms[entry.name]
        if entry.name in self._full:
            self._full.remove(entry.name)
            room.clear()
        room.context.theme.set(entry.theme or self._theme_name)
        self.chrome.set("dark" if room.context.theme.is_dark else "light")
        if entry.needs_patient and not self._patient_id:
            self._no_patient()
            return
        if entry.needs_patient and self._banner is None:
            return                                  # the banner is on its way and enters again
        self._show_room(room)
        self._give_way()
        if self._banner is not None and self._shows.get(entry.name) != self._patient_id:
            self._shows[entry.name] = self._patient_id
            room.show_patient(self._banner)
        if self._waiting is not None and self._waiting[0] == entry.name:
            target, self._waiting = self._waiting[1], None
            if target:
                room.show_target(**target)

    def chart_changed(self) -> None:
        """Something was added to the chart: rooms that only read it do so again when they are next entered.

        The record does so by itself; images, pedigree and report hold work of a person and stay.
        """
        for name in _ONLY_READ:
            if name != self._room_name and self._shows.pop(name, "") and name not in self._full:
                self._full.append(name)
        next_turn(self, self._empty_next)

    def _show_room(self, room: Room) -> None:
        """Brings a room to the front; the keys go to it, unless somebody walks along the rail or types above it."""
        left, self._former = self._former, room
        self.stack.setCurrentWidget(room)
        typing = self.palette_box is not None and self.palette_box.isVisible()
        if left is not room and not typing and not self.rail.walked():
            room.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_patient(self) -> None:
        self._former = None
        self._ground_theme.set(self.chrome.name)
        self._states.show_empty(
            "people", self.tr("No patient open"),
            self.tr("Choose one in the clinic's list, or press Ctrl+K and type a name, its pinyin or a number."),
            Button(self.tr("Open the list"), lambda: self.open("clinic"), role="main"))
        self.stack.setCurrentWidget(self._ground)

    def show_state(self, state: QWidget) -> None:
        """Shows a state in place of a room."""
        self._ground_theme.set(self.chrome.name)
        self._states.show_state(state)
        self.stack.setCurrentWidget(self._ground)

    def _room_failed(self, error: ConsiliaError) -> None:
        self.show_state(ErrorState(self._ground_theme, error, lambda: self.open(self._room_name)))

    # --- the patient -------------------------------------------------------------------------------------------

    def open_patient(self, patient_id: str) -> None:
        """Empties what is seen in one step, then brings the other patient; late answers for the former are dropped."""
        self.tasks.drop(self)
        self._empty_rooms()
        self._shows.clear()
        self._banner = None
        self._patient_id = patient_id
        self.banner_bar.say_nobody(self.tr("Opening the patient"))
        clinic = self.clinic

        def fetch(_progress: object) -> PatientBanner:
            from workstation.services import patients

            return patients.banner(clinic, patient_id)

        self.tasks.run(fetch, self._patient_came, label=self.tr("Opening the patient"), scope=self,
                       failed=self._patient_failed)

    def _empty_rooms(self) -> None:
        """The room that is seen forgets the patient now; hidden ones follow a turn each, and are not entered before."""
        shown = self.stack.currentWidget()
        for name, room in self._rooms.items():
            self.tasks.drop(room)
            if room is shown:
                room.clear()
            elif name not in self._full:
                self._full.append(name)
        next_turn(self, self._empty_next)

    def _empty_next(self) -> None:
        if self._full:
            self._rooms[self._full.pop()].clear()
            next_turn(self, self._empty_next)

    def close_patient(self) -> None:
        """Nobody is open any more."""
        self.tasks.drop(self)
        self._empty_rooms()
        self._shows.clear()
        self._banner, self._patient_id = None, ""
        self.banner_bar.say_nobody(self.tr("No patient open"))
        self.open("clinic")

    def _patient_came(self, banner: PatientBanner) -> None:
        self._banner = banner
        self.banner_bar.show_patient(banner)
        self.patient_changed.emit(banner.row.id)
        if self._room_name in self._rooms:
            self._enter(BY_NAME[self._room_name])

    def _patient_failed(self, error: ConsiliaError) -> None:
        patient, self._patient_id = self._patient_id, ""
        self.banner_bar.say_nobody(self.tr("No patient open"))
        self.show_state(ErrorState(self._ground_theme, error, lambda: self.open(self._room_name, patient=patient)))

    # --- the look ----------------------------------------------------------------------------------------------

    def use_theme(self, name: str) -> None:
        """Light or dark; the room that is shown changes now, the others when they are entered."""
        self._theme_name = name
        if self._room_name in self._rooms:
            self._enter(BY_NAME[self._room_name])
        else:
            self.chrome.set(name)
            self._ground_theme.set(name)

    def busy(self) -> bool:
        """True while any work is under way."""
        waiting = self.tasks.running() or self._building or self._full
        return bool(waiting) or any(room.busy() for room in self._rooms.values())

    def close_down(self) -> None:
        """Stops all work; no thread of the frame outlives it."""
        for room in self._rooms.values():
            room.clear()
        self.tasks.close()

    def _told(self, error: ConsiliaError) -> None:
        """A failure that no room shows itself: one sentence in the status bar."""
        severity = Severity.CRITICAL if type(error) is ConsiliaError else Severity.WARNING
        self.status.notify(f"{translated_error(error)[0]} {error.code}", severity)
