"""Registering a patient: somebody who is here already is shown before a second record is made."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.record.patients import PatientsRoom
from views.record.register import RegisterDialog
from views.shell.window import Window
from workstation.errors import UserMistake
from workstation.services import patients, registering
from workstation.services.clinic import Clinic
from workstation.services.registering import NewPatient


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> RegisterDialog:
    assert window.frame is not None
    room = window.frame.room("clinic")
    assert isinstance(room, PatientsRoom)
    room.register()
    return room.findChildren(RegisterDialog)[0]


def _type(dialog: RegisterDialog, family: str, given: str, born: str) -> None:
    dialog.family.setText(family)
    dialog.given.setText(given)
    dialog.born.setText(born)
    dialog.sex.setCurrentIndex(dialog.sex.findData("male"))


def test_who_is_here_already_is_shown_while_one_types(dialog: RegisterDialog, window: Window, qtbot: QtBot,
                                                      patient_ids: dict[str, str]) -> None:
    _type(dialog, "王", "小明", "1958-07-14")
    qtbot.waitUntil(lambda: "all the same" in dialog.save.text(), timeout=10_000)
    settle(qtbot, window)
    assert unnamed(dialog) == [] and clipped(dialog) == []
    dialog._open(patient_ids["wang"])
    settle(qtbot, window)
    assert window.frame is not None and window.frame.patient_id == patient_ids["wang"]


def test_a_new_person_is_registered_and_opened(dialog: RegisterDialog, window: Window, two_patients: Clinic,
                                               qtbot: QtBot) -> None:
    _type(dialog, "Novak", "Jana", "1990-02-03")
    dialog.sex.setCurrentIndex(dialog.sex.findData("female"))
    dialog.number.setText("88 12")
    qtbot.wait(400)
    settle(qtbot, window)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(patients.search(two_patients, "novak")), timeout=10_000)
    settle(qtbot, window)
    row = patients.search(two_patients, "novak")[0]
    assert row.name.formal() == "NOVAK, Jana" and row.number == "88 12" and row.sex == "female"
    assert window.frame is not None and window.frame.patient_id == row.id


def test_what_is_missing_is_said_and_nothing_is_stored(dialog: RegisterDialog, two_patients: Clinic, window: Window,
                                                       qtbot: QtBot) -> None:
    dialog.family.setText("Novak")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.fault.whole() != "", timeout=10_000)
    assert "sex" in dialog.fault.whole() and len(patients.search(two_patients)) == 2


@pytest.mark.parametrize(("typed", "said"), [
    (NewPatient("", sex="male"), "name"), (NewPatient("A"), "sex"),
    (NewPatient("A", sex="male", born="14.07.58"), "date"),
    (NewPatient("A", sex="male", born="2999-01-01"), "birth date"), (NewPatient("A", sex="male", born="1801"), "birth"),
])
def test_what_can_not_be_is_refused(typed: NewPatient, said: str) -> None:
    with pytest.raises(UserMistake, match=said):
        registering.check(typed)


def test_one_command_registers_once_and_a_number_belongs_to_one(clinic: Clinic) -> None:
    made = registering.register(clinic, NewPatient("Novak", "Jana", "female", "1990", "7"), "the-command")
    with pytest.raises(UserMistake, match="already"):
        registering.register(clinic, NewPatient("Novak", "Jana", "female", "1990", "7"), "the-command")
    with pytest.raises(UserMistake, match="another patient"):
        registering.register(clinic, NewPatient("Other", "One", "male", "1980", "7"), "another-command")
    assert [row.id for row in patients.search(clinic)] == [made]
