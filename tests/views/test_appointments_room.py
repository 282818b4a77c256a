"""The room of appointments: the day, the week, booking, moving, cancelling; names, widths, keys."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from view_helpers import settle
from walkers import clipped, unnamed

from views.appointments.cancelling import ask_to_cancel
from views.appointments.room import AppointmentsRoom
from workstation.domain.appointment import AppointmentState, Booking
from workstation.services import appointments, clinic_time


@pytest.fixture
def day(two_patients) -> date:
    """Tomorrow in the clinic: what is booked on it has not begun whenever the test runs."""
    return clinic_time.of(two_patients).today() + timedelta(days=1)


@pytest.fixture
def book(two_patients, patient_ids, day):
    def made(hour: int, whose: str = "wang", minute: int = 0, **more) -> str:
        start = clinic_time.of(two_patients).moment(day, time(hour, minute))
        asked = Booking(patient_ids[whose], start, **({"minutes": 20, "who": "Dr Li", "place": "Room 1"} | more))
        return appointments.book(two_patients, asked)

    return made


@pytest.fixture
def room(window, qtbot, day):
    """The room on that day."""
    def opened() -> AppointmentsRoom:
        window.frame.open("appointments", day=day.isoformat())
        settle(qtbot, window)
        found = window.frame.room("appointments")
        assert isinstance(found, AppointmentsRoom)
        return found

    return opened


def times(room: AppointmentsRoom) -> list[str]:
    return [f"{one.start:%H:%M} {one.state.value}" for one in room.table.day.rows]


def choose(room: AppointmentsRoom, line: int, qtbot, window) -> None:
    room.table.selectRow(line)
    qtbot.wait(300)
    settle(qtbot, window)


def test_an_empty_day_says_how_appointments_come(room, window) -> None:
    made = room()
    assert made.count.whole() == "0 appointments"
    assert made.states.currentWidget() is not made.table
    assert unnamed(window) == [] and clipped(window) == []


def test_choosing_a_row_opens_the_patient_in_the_banner_and_enter_the_chart(room, book, window, qtbot, patient_ids):
    book(9)
    made = room()
    assert window.frame.banner is None
    choose(made, 0, qtbot, window)
    assert window.frame.patient_id == patient_ids["wang"] and window.frame.room_name == "appointments"
    qtbot.keyClick(made.table, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.frame.room_name == "record"


def test_booking_with_the_form(room, window, qtbot, day, patient_ids) -> None:
    made = room()
    made.start_booking()
    form = made.side.form
    form.search.setText("xiaoming")
    form._search()
    settle(qtbot, window)
    assert form.found.count() == 1
    form.take_first()
    form.time.setText("9:45")
    form.who.setEditText("Dr Li")
    form.reason.setText("Cough")
    made._do("save")
    settle(qtbot, window)
    assert times(made) == ["09:45 booked"]
    (one,) = appointments.day(made.context.clinic, day)
    assert (one.patient_id, one.who, one.reason, one.minutes) == (patient_ids["wang"], "Dr Li", "Cough", 20)


@pytest.mark.parametrize(("typed", "said"), [("", "09:30"), ("25:00", "09:30"), ("soon", "09:30")])
def test_a_time_that_is_none_is_said_beside_the_form(room, window, qtbot, patient_ids, typed, said) -> None:
    made = room()
    window.frame.open("appointments", patient=patient_ids["wang"])
    settle(qtbot, window)
    made.start_booking()
    made.side.form.time.setText(typed)
    made._do("save")
    assert said in made.side._fault.whole() and made.table.day.rows == []


def test_a_taken_time_is_warned_of_and_booked_only_on_purpose(room, book, window, qtbot) -> None:
    book(9)
    made = room()
    choose(made, 0, qtbot, window)
    made.start_booking()
    made.side.form.time.setText("09:10")
    made._do("save")
    settle(qtbot, window)
    assert "is taken from 09:00 to 09:20" in made.side._fault.whole()
    assert made.side._anyway.isVisible() and times(made) == ["09:00 booked"]
    assert clipped(window) == []
    made._do("save-anyway")
    settle(qtbot, window)
    assert times(made) == ["09:00 booked", "09:10 booked"]


def test_moving_by_form_and_by_keyboard(room, book, window, qtbot) -> None:
    book(9)
    book(10)
    made = room()
    choose(made, 0, qtbot, window)
    made._do("move")
    made.side.form.time.setText("11:30")
    made._do("save")
    settle(qtbot, window)
    assert times(made) == ["10:00 booked", "11:30 booked"]
    choose(made, 0, qtbot, window)
    next(one for one in made.actions() if one.key == "Alt+Down").act()
    settle(qtbot, window)
    assert times(made) == ["10:15 booked", "11:30 booked"]


def test_cancelling_asks_names_the_patient_and_needs_a_reason(room, book, window, qtbot) -> None:
    book(9)
    made = room()
    choose(made, 0, qtbot, window)
    made._do("cancel")
    dialog = next(one for one in made.findChildren(QDialog) if one.isVisible())
    reason = dialog.findChild(QLineEdit)
    keep, away = dialog.findChildren(QPushButton)
    assert keep.isDefault() and not away.isEnabled() and unnamed(dialog) == [] and clipped(dialog) == []
    reason.setText("The patient is ill")
    away.click()
    settle(qtbot, window)
    (one,) = made.table.day.rows
    assert (one.state, one.cancelled_for) == (AppointmentState.CANCELLED, "The patient is ill")
    assert not made.side._buttons["move"].isVisible()


def test_keeping_it_changes_nothing(room, book, window, qtbot) -> None:
    book(9)
    made, asked = room(), []
    dialog = ask_to_cancel(made, made.context.theme, made.table.day.rows[0], asked.append)
    dialog.reject()
    assert asked == [] and times(made) == ["09:00 booked"]


def test_days_weeks_and_filters(room, book, window, qtbot, day) -> None:
    book(9)
    book(10, who="Dr Wu", place="Room 2")
    made = room()
    assert next(one.count for one in made.week.days if one.on == day) == 2
    made.who.setCurrentIndex(made.who.findData("Dr Wu"))
    assert times(made) == ["10:00 booked"]
    made._step(1)
    settle(qtbot, window)
    assert times(made) == [] and made.shown == day + timedelta(days=1)
    made.go(None)
    settle(qtbot, window)
    assert made.shown is None and next(one for one in made.week.days if one.isChecked()).is_today


def test_somebody_else_s_change_is_said_and_shown(room, book, window, qtbot) -> None:
    book(9)
    made = room()
    choose(made, 0, qtbot, window)
    clinic, seen = made.context.clinic, made.table.day.rows[0]
    appointments.cancel(clinic, seen, "elsewhere")
    made._do("arrived")
    settle(qtbot, window)
    assert times(made) == ["09:00 cancelled"]


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768)])
@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_nothing_is_clipped_or_without_a_name(room, book, window, qtbot, size, spoken) -> None:
    book(9, reason="A long reason why somebody comes, longer than the column that shows it")
    book(10, who="Dr Wu", place="Room 2")
    window.resize(*size)
    window.use_language(spoken)
    settle(qtbot, window)
    made = room()
    choose(made, 0, qtbot, window)
    assert clipped(window) == [] and unnamed(window) == []
    made.start_booking()
    qtbot.wait(50)
    assert clipped(window) == [] and unnamed(window) == []
    assert (window.width(), window.height()) == size


def test_the_shown_day_is_printed_as_the_filters_have_it(room, book, two_patients, window, qtbot, tmp_path) -> None:
    from views.appointments.printing import print_to
    from workstation.services import audit

    book(9)
    book(11, who="Dr Wu", place="Room 2")
    made = room()
    assert made.print_button.isVisible() and "Ctrl+P" in {action.key for action in made.actions()}
    file = tmp_path / "day.pdf"
    print_to(made, made.shown, file)
    settle(qtbot, window)
    assert file.read_bytes().startswith(b"%PDF-")
    print_to(made, made.shown, file, who="Dr Wu")
    settle(qtbot, window)
    said = [entry.detail for entry in audit.entries(two_patients) if entry.action == "appointment.print"]
    assert said == [f"day list of {made.shown}, {count} appointments, to day.pdf" for count in (1, 2)]
    print_to(made, made.shown, tmp_path / "nowhere" / "day.pdf")
    settle(qtbot, window)
    assert len([entry for entry in audit.entries(two_patients) if entry.action == "appointment.print"]) == 2
