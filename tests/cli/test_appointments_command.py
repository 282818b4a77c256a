"""``consilia appointments``: shapes that scripts rely on, exit codes, one clear sentence a failure."""

from __future__ import annotations

import pytest
from test_record_commands import Shell, shell  # noqa: F401 - the fixture

BOOK = ("appointments", "book", "--patient", "MR-7", "--at", "2026-11-24 10:30", "--with", "Dr Li", "--reason", "Cough")


@pytest.fixture
def desk(shell: Shell) -> Shell:  # noqa: F811
    shell.json("appointments", "zone", "Asia/Shanghai")
    return shell


def test_book_move_and_cancel(desk: Shell) -> None:
    made = desk.json(*BOOK)["appointment"]
    assert (made["start"], made["minutes"], made["patient"], made["state"]) == (
        "2026-11-24T10:30:00+08:00", 20, "p1", "booked")
    listed = desk.json("appointments", "--day", "2026-11-24")
    assert (listed["day"], [one["id"] for one in listed["appointments"]]) == ("2026-11-24", [made["id"]])
    moved = desk.json("appointments", "move", made["id"][:8], "--at", "2026-11-25T09:00+09:00")["appointment"]
    assert (moved["start"], moved["with"]) == ("2026-11-25T08:00:00+08:00", "Dr Li")
    gone = desk.json("appointments", "cancel", made["id"], "--reason", "away")["appointment"]
    assert (gone["state"], gone["cancelled_for"]) == ("cancelled", "away")
    assert len(desk.json("appointments", "--patient", "MR-7")["appointments"]) == 1


def test_a_taken_time_ends_with_1_and_names_it(desk: Shell) -> None:
    desk.json(*BOOK)
    code, _, err = desk(*BOOK)
    assert code == 1 and "The patient is taken from 10:30 to 10:50" in err
    assert desk(*BOOK, "--anyway")[0] == 0


def test_the_same_command_id_changes_nothing(desk: Shell) -> None:
    desk.json(*BOOK, "--command-id", "x1")
    assert desk.json(*BOOK, "--command-id", "x1") == {"appointment": None, "done": "before"}


@pytest.mark.parametrize(("words", "code"), [
    (("book",), 2), (("book", "--patient", "MR-7", "--at", "soon"), 2), (("move", "nothing"), 1), (("cancel",), 2),
    (("zone", "Nowhere/Land"), 2), (("list", "--day", "2026-02-30"), 2), (("state", "x", "flying"), 2)])
def test_wrong_use_is_said(desk: Shell, words: tuple[str, ...], code: int) -> None:
    got, _, err = desk("appointments", *words)
    assert got == code and err.strip()


def test_a_patient_s_own_entries(desk: Shell, tmp_path) -> None:
    made = desk.json("entries", "MR-7", "--add", "blood-pressure", "--value", "128/82", "--unit", "mmHg", "--at",
                     "2026-11-20 08:30")["entries"]
    assert [(one["value"], one["diastolic"], one["unit"], one["at"]) for one in made] == [
        ("128", "82", "mm[Hg]", "2026-11-20T08:30:00+08:00")]
    (tmp_path / "home.csv").write_text("日期,体重(kg)\n2026-11-21,70.5\n2026-11-22,7050\n")
    report = desk.json("entries", "MR-7", str(tmp_path / "home.csv"))
    assert (report["stored"], [one["line"] for one in report["refused"]]) == (1, [3])
    gone = desk.json("entries", "MR-7", "--withdraw", made[0]["id"], "--reason", "wrong arm")["entries"]
    assert [(one["measure"], one["withdrawn"]) for one in gone] == [("weight", False), ("blood-pressure", True)]
    code, _, err = desk("entries", "MR-7", "--add", "pulse", "--value", "900", "--unit", "bpm", "--at", "2026-11-20")
    assert code == 2 and "900 /min can't be" in err


def test_the_day_list_is_printed(desk: Shell, tmp_path) -> None:
    desk.json(*BOOK)
    assert desk.json("appointments", "name", "North  Clinic") == {"name": "North Clinic"}
    assert desk.json("appointments", "name") == {"name": "North Clinic"}
    file = tmp_path / "day.pdf"
    for more, count in (((), 1), (("--with", "Dr Li", "--language", "zh"), 1), (("--with", "Dr Wu"), 0)):
        told = desk.json("appointments", "print", "--day", "2026-11-24", "-o", str(file), *more)
        assert told == {"path": str(file), "day": "2026-11-24", "appointments": count}
        assert file.read_bytes().startswith(b"%PDF-")
    assert desk("appointments", "print", "--day", "2026-11-24")[0] == 2
    code, _, err = desk("appointments", "print", "--day", "2026-11-24", "-o", str(tmp_path / "nowhere" / "day.pdf"))
    assert code == 1 and "nowhere" in err
