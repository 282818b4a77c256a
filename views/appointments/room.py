"""Appointments: the clinic's day, moved through by a week; book, move and cancel, each with its reason and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.appointments import words
from views.appointments.cancelling import ask_to_cancel
from views.appointments.day_list import DayTable
from views.appointments.printing import ask_and_print
from views.appointments.side import Side
from views.appointments.week import WeekStrip
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Card, Text, row
from views.widgets.states import StateStack, translated_error
from views.widgets.theme import Severity
from workstation.domain.appointment import Appointment, AppointmentState, Booking
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError, DoubleBooked
from workstation.services.progress import Progress

_STEP = 15                        # minutes by which Alt+Up and Alt+Down move
_STATES = {"arrived": AppointmentState.ARRIVED, "seen": AppointmentState.FULFILLED,
           "noshow": AppointmentState.NOSHOW, "again": AppointmentState.BOOKED}


@dataclass(frozen=True, slots=True)
class _Day:
    """Everything the room shows, fetched in one thread."""

    on: date
    today: date
    listed: list[Appointment]
    counts: dict[date, int]
    who: list[str]
    places: list[str]


class AppointmentsRoom(Room):
    """Choosing a row with mouse or arrows opens that patient in the banner; Enter opens the chart."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.shown: date | None = None              # None: today, as the clinic's clock says
        self._today = date.today()
        self._all: list[Appointment] = []
        self._moving: Appointment | None = None
        self._wanted = ""
        self.may_edit = context.clinic.may("appointment.edit")
        self.title = Text("", "large")
        self.week = WeekStrip(context.theme, self.go)
        self.table = DayTable(context.theme, self.tr("Appointments of the day"), [
            self.tr("Time"), self.tr("Patient"), self.tr("Reason"), self.tr("With"), self.tr("Room"), self.tr("State")])
        self.side = Side(context, self._do)
        self.states = StateStack(context.theme, self.table)
        self._lay_out()
        self._follow = QTimer(self, singleShot=True, interval=220)
        self._follow.timeout.connect(self._open_banner)
        self.table.activated.connect(lambda _index: self._do("chart"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chose())
        for key, act in (("Alt+Up", lambda: self._nudge(-_STEP)), ("Alt+Down", lambda: self._nudge(_STEP))):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.load()

    def _lay_out(self) -> None:
        self.who, self.place = self._filter(self.tr("Everybody"), self.tr("With whom")), \
            self._filter(self.tr("Every room"), self.tr("Which room"))
        back = IconButton(self.context.theme, "previous", self.tr("Previous day"), lambda: self._step(-1))
        on = IconButton(self.context.theme, "next", self.tr("Next day"), lambda: self._step(1))
        today = Button(self.tr("Today"), lambda: self.go(None), key="T")
        self.count = Text("", "secondary")
        self.print_button = Button(self.tr("Print"), self.print_day, key="Ctrl+P")
        self.print_button.setVisible(self.context.clinic.may("appointment.print"))
        self.new = Button(self.tr("Book"), self.start_booking, key="N", role="main")
        self.new.setVisible(self.may_edit)
        for key, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda by=by: self._step(by))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 14, 14, 14)
        outer.setSpacing(12)
        outer.addLayout(row(self.title, back, on, today, self.count, 1, self.who, self.place, self.print_button,
                            self.new, spacing=10))
        outer.addWidget(self.week)
        card = Card()
        card.body.setContentsMargins(1, 6, 1, 6)
        card.body.addWidget(self.states)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(card, 1)
        below.addWidget(self.side)
        outer.addLayout(below, 1)

    def _filter(self, everything: str, name: str) -> QComboBox:
        box = QComboBox()
        box.addItem(everything, "")
        box.setAccessibleName(name)
        box.setMinimumHeight(32)
        box.setMinimumWidth(130)
        box.currentIndexChanged.connect(lambda _index: self._show_rows())
        return box

    # --- the day -------------------------------------------------------------------------------------------------

    def go(self, on: date | None) -> None:
        """Shows a day; None is today."""
        self.shown = on
        self.load()

    def _step(self, days: int) -> None:
        self.go((self.shown or self._today) + timedelta(days=days))

    def load(self, choose: str = "") -> None:
        """Reads the shown day anew; ``choose`` is the appointment to be chosen then."""
        clinic, shown = self.context.clinic, self.shown
        self._wanted = choose or self._wanted
        self.context.tasks.drop(self)

        def read(_progress: Progress) -> _Day:
            from workstation.services import appointments, clinic_time

            today = clinic_time.of(clinic).today()
            on = shown or today
            counts = appointments.counts(clinic, on - timedelta(days=on.weekday()))
            return _Day(on, today, appointments.day(clinic, on), counts, *appointments.known_names(clinic))

        self.context.tasks.run(read, self._show, label=self.tr("Reading the day"), scope=self,
                               failed=lambda error: self.states.show_error(error, self.load))

    def _show(self, day: _Day) -> None:
        self._today, self._all = day.today, day.listed
        self.shown = None if day.on == day.today else day.on
        self.title.say(f"{words.weekday(day.on)}, {words.day(day.on)}")
        self.week.show_week(day.on, day.today, day.counts)
        self.side.form.offer(day.who, day.places)
        self._offer(self.who, sorted({one.who for one in day.listed if one.who}))
        self._offer(self.place, sorted({one.place for one in day.listed if one.place}))
        self._show_rows()

    def print_day(self) -> None:
        """The shown day as a PDF, as the filters have it."""
        ask_and_print(self, self.shown or self._today, self.who.currentData() or "", self.place.currentData() or "")

    def _offer(self, box: QComboBox, names: list[str]) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        for name in names:
            box.addItem(for_screen(name, 60), name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _show_rows(self) -> None:
        who, place = self.who.currentData(), self.place.currentData()
        rows = [one for one in self._all if (not who or one.who == who) and (not place or one.place == place)]
        kept = self._wanted or getattr(self.table.chosen(), "key", "")
        self._wanted = ""
        self.table.selectionModel().blockSignals(True)
        self.table.day.show(rows)
        self.table.choose(kept)
        self.table.selectionModel().blockSignals(False)
        many = self.tr("{count} appointments").format(count=len(rows))
        self.count.say(self.tr("1 appointment") if len(rows) == 1 else many)
        if rows:
            self.states.show_content()
        else:
            self.states.show_empty("appointments", self.tr("Nobody is expected"), self.tr(
                "Book with N, or import appointments as FHIR or HL7 v2 messages (SIU) with Ctrl+O."))
        if not self.side.is_form():
            self._show_side()

    def _show_side(self) -> None:
        one = self.table.chosen()
        self.side.show_one(one, self.may_edit, one is not None and one.start <= datetime.now(UTC))

    # --- choosing ------------------------------------------------------------------------------------------------

    def _chose(self) -> None:
        if self.side.is_form():
            self._moving = None
        self._show_side()
        self._follow.start()

    def _open_banner(self) -> None:
        """The banner follows the chosen row once the hand rests on it."""
        one = self.table.chosen()
        open_ = self.patient.row.id if self.patient is not None else ""
        if one is not None and one.patient_id and one.patient_id != open_ and self.isVisible():
            self.context.open("appointments", patient=one.patient_id)

    def _do(self, what: str) -> None:
        one = self.table.chosen()
        if what == "back":
            self._moving = None
            self._show_side()
            self.table.setFocus()
        elif what in ("save", "save-anyway"):
            self._save(what == "save-anyway")
        elif one is None:
            return
        elif what == "chart":
            if one.patient_id:
                self.context.open("record", patient=one.patient_id)
        elif what == "move":
            self._moving = one
            self.side.form.start_move(one)
            self.side.show_form(moving=True)
        elif what == "cancel":
            ask_to_cancel(self, self.context.theme, one, lambda reason: self._cancel(one, reason))
        else:
            self._set_state(one, _STATES[what])

    # --- changing ------------------------------------------------------------------------------------------------

    def start_booking(self) -> None:
        """The empty form, on the shown day; the patient who is open is proposed."""
        if not self.may_edit:
            return
        self._moving = None
        now = datetime.now()
        at = time(min(23, now.hour + 1)) if self.shown is None else time(9)
        self.side.form.start_new(self.shown or self._today, at, self.patient.row if self.patient else None)
        self.side.show_form(moving=False)

    def _save(self, anyway: bool) -> None:
        form, moving, clinic = self.side.form, self._moving, self.context.clinic
        at, on = form.chosen_time(), form.chosen_day()
        whose = moving.patient_id if moving else form.row.id if form.row else ""
        if not whose:
            self.side.say_fault(self.tr("Choose the patient first."), False)
            return
        if at is None:
            self.side.say_fault(self.tr("The time is written like 09:30."), False)
            return
        who, place, reason = (text.strip() for text in (
            form.who.currentText(), form.place.currentText(), form.reason.text()))
        minutes = form.minutes.currentData()

        def save(_progress: Progress) -> str:
            from workstation.services import appointments, clinic_time

            asked = Booking(whose, clinic_time.of(clinic).moment(on, at), minutes, who, place, reason)
            if moving is None:
                return appointments.book(clinic, asked, anyway=anyway)
            appointments.move(clinic, moving, asked, anyway=anyway)
            return moving.key

        def saved(key: str) -> None:
            self._moving = None
            self.shown = on
            self.side.show_one(None, self.may_edit, False)
            self._told(self.tr("The appointment is saved."))
            self.load(key)
            self.table.setFocus()

        self.context.tasks.run(save, saved, label=self.tr("Saving the appointment"), scope=self.side,
                               failed=self._not_saved)

    def _not_saved(self, error: ConsiliaError) -> None:
        self.side.say_fault(translated_error(error)[0], isinstance(error, DoubleBooked))

    def _set_state(self, one: Appointment, state: AppointmentState) -> None:
        def change() -> None:
            from workstation.services import appointments

            appointments.set_state(self.context.clinic, one, state)

        self._change(change, words.state(state)[1])

    def _cancel(self, one: Appointment, reason: str) -> None:
        def change() -> None:
            from workstation.services import appointments

            appointments.cancel(self.context.clinic, one, reason)

        self._change(change, self.tr("The appointment is cancelled."))

    def _nudge(self, minutes: int) -> None:
        """A quarter of an hour earlier or later, by keyboard; a taken time is refused and said."""
        one = self.table.chosen()
        if one is None or not self.may_edit or not one.state.holds_time or self.side.is_form():
            return
        start = one.start + timedelta(minutes=minutes)
        asked = Booking(one.patient_id, start, one.minutes, one.who, one.place, one.reason)

        def change() -> None:
            from workstation.services import appointments

            appointments.move(self.context.clinic, one, replace(asked), anyway=False)

        self._change(change, self.tr("Moved to {time}.").format(time=f"{start:%H:%M}"))

    def _change(self, change: Callable[[], None], said: str) -> None:
        """Does it in a thread, then reads the day anew; a refusal is said in the status bar."""
        one = self.table.chosen()

        def work(_progress: Progress) -> None:
            change()

        def done(_none: None) -> None:
            self._told(said)
            self.load(one.key if one else "")

        def failed(error: ConsiliaError) -> None:
            self.context.notify(translated_error(error)[0], Severity.WARNING)
            self.load(one.key if one else "")

        self.context.tasks.run(work, done, label=self.tr("Saving the appointment"), scope=self.side, failed=failed)

    def _told(self, said: str) -> None:
        self.context.notify(said, Severity.FINE)

    # --- the frame's side ----------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        if self.table.chosen() is None:
            self._wanted = next((one.key for one in self.table.day.rows if one.patient_id == banner.row.id), "")
            if self._wanted:
                self._show_rows()

    def clear(self) -> None:
        """The list is of the clinic, not of one patient: what is under way goes on."""
        self.patient = None

    def first_focus(self) -> QWidget:
        return self.table

    def busy(self) -> bool:
        return super().busy() or any(self.context.tasks.running(part) for part in (self.side, self.side.form))

    def show_target(self, **target: str) -> None:
        if "day" in target:
            self.go(date.fromisoformat(target["day"]))
        elif "refresh" in target:
            self.load()

    def actions(self) -> list[RoomAction]:
        made = [RoomAction(self.tr("Today's appointments"), lambda: self.go(None), "T"),
                RoomAction(self.tr("Previous day"), lambda: self._step(-1), "Alt+Left"),
                RoomAction(self.tr("Next day"), lambda: self._step(1), "Alt+Right"),
                RoomAction(self.tr("Open the chart of the chosen appointment"), lambda: self._do("chart"), "Return")]
        if self.context.clinic.may("appointment.print"):
            made.append(RoomAction(self.tr("Print the day list"), self.print_day, "Ctrl+P"))
        if self.may_edit:
            made += [RoomAction(self.tr("Book an appointment"), self.start_booking, "N"),
                     RoomAction(self.tr("Move the chosen appointment"), lambda: self._do("move"), "M"),
                     RoomAction(self.tr("A quarter of an hour earlier"), lambda: self._nudge(-_STEP), "Alt+Up"),
                     RoomAction(self.tr("A quarter of an hour later"), lambda: self._nudge(_STEP), "Alt+Down"),
                     RoomAction(self.tr("Cancel the chosen appointment"), lambda: self._do("cancel"), "X")]
        return made
