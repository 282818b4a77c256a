"""Beside the list: the chosen appointment with what can be done about it, or the form of a booking."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from views.appointments import words
from views.appointments.form import BookingForm
from views.shell.room import RoomContext
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.theme import Severity
from workstation.domain.appointment import Appointment, AppointmentState

_WIDTH = 330


class Side(QStackedWidget):
    """``act`` is called with the name of what was pressed: chart, arrived, seen, noshow, again, move, cancel, save,
    save-anyway, back."""

    def __init__(self, context: RoomContext, act: Callable[[str], object]) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.act = act
        self._theme = context.theme
        self.hint = Card(self.tr("Appointment"))
        self.hint.body.addWidget(Text(self.tr("Choose an appointment to see it, or book one with N."), "secondary",
                                      wrap=True))
        self.hint.body.addStretch(1)
        self.details = self._details()
        self.form = BookingForm(context)
        self._form_card = self._booking()
        for page in (self.hint, self.details, self._form_card):
            self.addWidget(page)

    # --- one appointment -----------------------------------------------------------------------------------------

    def _details(self) -> Card:
        card = Card(self.tr("Appointment"))
        self._time, self._tag = Text("", "large"), Tag(self._theme, Severity.NONE, "")
        self._lines = {name: Text("", role, wrap=True) for name, role in (
            ("patient", "strong"), ("reason", "body"), ("who", "secondary"), ("place", "secondary"),
            ("cancelled", "warning"), ("comment", "secondary"), ("origin", "small"))}
        card.body.addLayout(row(self._time, 1, self._tag))
        for line in self._lines.values():
            card.body.addWidget(line)
        card.body.addSpacing(8)
        self._buttons = {
            "chart": Button(self.tr("Open the chart"), lambda: self.act("chart"), role="main"),
            "arrived": Button(self.tr("Arrived"), lambda: self.act("arrived"), key="A"),
            "seen": Button(self.tr("Seen"), lambda: self.act("seen"), key="S"),
            "noshow": Button(self.tr("Did not come"), lambda: self.act("noshow"), key="D"),
            "again": Button(self.tr("Booked after all"), lambda: self.act("again"), key="B"),
            "move": Button(self.tr("Move or change"), lambda: self.act("move"), key="M"),
            "cancel": Button(self.tr("Cancel it"), lambda: self.act("cancel"), key="X"),
        }
        for button in self._buttons.values():
            card.body.addWidget(button)
        card.body.addStretch(1)
        return card

    def show_one(self, one: Appointment | None, may_edit: bool, is_past: bool) -> None:
        """Shows an appointment with what can be done about it now."""
        if one is None:
            self.setCurrentWidget(self.hint)
            return
        self.details.title.say(words.day(one.start.date()))
        self._time.say(words.span(one))
        severity, word, shape = words.state(one.state)
        self._tag.set(severity, word, shape)
        said = {
            "patient": words.patient(one), "reason": one.reason, "who": one.who, "place": one.place,
            "cancelled": self.tr("Cancelled: {reason}").format(reason=one.cancelled_for) if one.cancelled_for else "",
            "comment": one.comment,
            "origin": self.tr("Came from {source}").format(source=one.origin) if one.origin else "",
        }
        for name, line in self._lines.items():
            line.say(said[name])
            line.setVisible(bool(said[name]))
        state, open_ = one.state, one.state.holds_time
        usable = {
            "chart": bool(one.patient_id), "arrived": open_ and state is not AppointmentState.ARRIVED,
            "seen": open_ and is_past, "noshow": open_ and is_past,
            "again": state in (AppointmentState.ARRIVED, AppointmentState.FULFILLED, AppointmentState.NOSHOW),
            "move": open_, "cancel": open_,
        }
        for name, button in self._buttons.items():
            button.setVisible(usable[name] and (may_edit or name == "chart"))
        self.setCurrentWidget(self.details)

    # --- the form ------------------------------------------------------------------------------------------------

    def _booking(self) -> Card:
        card = Card(self.tr("New appointment"))
        card.body.addWidget(self.form)
        card.body.addStretch(1)
        self._fault = Text("", "critical", wrap=True)
        self._fault.setVisible(False)
        card.body.addWidget(self._fault)
        self._save = Button(self.tr("Book"), lambda: self.act("save"), role="main")
        self._anyway = Button(self.tr("Book all the same"), lambda: self.act("save-anyway"), role="danger")
        self._back = Button(self.tr("Back"), lambda: self.act("back"), key="Esc")
        self._anyway.setVisible(False)
        card.body.addLayout(row(self._back, 1, self._save))
        card.body.addLayout(row(1, self._anyway))
        for line in (self.form.time, self.form.reason):
            line.returnPressed.connect(lambda: self.act("save"))
        self.form.search.returnPressed.connect(self.form.take_first)
        return card

    def show_form(self, moving: bool) -> None:
        """Shows the form that was filled before."""
        self.say_fault("", False)
        self._form_card.title.say(self.tr("Move or change") if moving else self.tr("New appointment"))
        words_of = self.tr("Save") if moving else self.tr("Book")
        self._save.setText(words_of)
        self._save.setAccessibleName(words_of)
        self.setCurrentWidget(self._form_card)
        (self.form.time if moving or self.form.row else self.form.search).setFocus()

    def is_form(self) -> bool:
        return self.currentWidget() is self._form_card

    def say_fault(self, fault: str, taken: bool) -> None:
        """Why it can't be saved; ``taken`` offers to book all the same."""
        self._fault.say(f"▲ {fault}" if fault else "")
        self._fault.setVisible(bool(fault))
        self._anyway.setVisible(taken)
