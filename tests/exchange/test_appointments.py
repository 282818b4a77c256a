"""Appointments on a real store: booked, moved, cancelled; from FHIR and from HL7 v2; in the clinic's time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from workstation.domain.appointment import AppointmentState, Booking
from workstation.domain.user import Role, User
from workstation.errors import ChangedMeanwhile, DoubleBooked, NotAllowed, NotFound, UserMistake
from workstation.services import appointments, clinic_time, record, sign_in, users
from workstation.services.importing import import_paths
from workstation.store import schema
from workstation.store.keys import CHEAP

DAY = date(2026, 11, 24)


def patient(number: str, family: str) -> dict:
    return {"resourceType": "Patient", "id": number, "name": [{"family": family, "given": ["Ann"]}],
            "birthDate": "1980-02-03", "identifier": [{"system": "urn:x", "value": number.upper()}]}


@pytest.fixture
def place(clinic, write):
    """The clinic in Berlin with two patients."""
    entries = [{"resource": patient("p1", "Adams")}, {"resource": patient("p2", "Brown")}]
    import_paths(clinic, [write({"resourceType": "Bundle", "type": "collection", "entry": entries}, "two.json")])
    clinic_time.set_zone(clinic, "Europe/Berlin")
    return clinic


def at(clinic, hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return clinic_time.of(clinic).moment(day, time(hour, minute))


def asked(clinic, hour: int, minute: int = 0, whose: str = "p1", **more) -> Booking:
    words = {"minutes": 20, "who": "Dr Li", "place": "Room 1", "reason": "Cough"} | more
    return Booking(whose, at(clinic, hour, minute), **words)


def only(clinic, day: date = DAY):
    (one,) = appointments.day(clinic, day)
    return one


def body(clinic, key: str) -> dict:
    return json.loads(record.source(clinic, key).raw)


# --- booking -------------------------------------------------------------------------------------------------------

def test_a_booking_is_a_fhir_appointment_with_its_offset_and_stands_in_the_day(place) -> None:
    key = appointments.book(place, asked(place, 9, 30))
    held = body(place, key)
    assert (held["status"], held["start"], held["end"]) == (
        "booked", "2026-11-24T09:30:00+01:00", "2026-11-24T09:50:00+01:00")
    assert held["minutesDuration"] == 20 and held["reasonCode"] == [{"text": "Cough"}]
    assert [one["actor"].get("display", one["actor"].get("reference")) for one in held["participant"]] == [
        "Patient/p1", "Dr Li", "Room 1"]
    one = only(place)
    assert (one.patient, one.who, one.place, one.reason) == ("ADAMS, Ann", "Dr Li", "Room 1", "Cough")
    assert (one.start.isoformat(), one.minutes, one.state) == (
        "2026-11-24T09:30:00+01:00", 20, AppointmentState.BOOKED)


def test_the_same_command_twice_books_once(place) -> None:
    assert appointments.book(place, asked(place, 9), "c-1")
    assert appointments.book(place, asked(place, 9), "c-1") == ""
    assert only(place).version == 1


def test_each_act_leaves_its_audit_entry(place) -> None:
    key = appointments.book(place, asked(place, 9))
    appointments.cancel(place, appointments.find(place, key), "Patient is abroad")
    with place.read() as conn:
        wanted = select(schema.audit.c.detail).where(schema.audit.c.action == appointments.EDIT,
                                                     schema.audit.c.patient_id == "p1")
        said = conn.execute(wanted.order_by(schema.audit.c.seq)).scalars().all()
    assert said[0].startswith("booked 2026-11-24T09:00+01:00 for 20 min")
    assert said[1] == f"cancelled {key}: Patient is abroad"


@pytest.mark.parametrize(("changed", "taken"), [
    ({"whose": "p2"}, "Dr Li"), ({"whose": "p2", "who": "dr  li", "place": ""}, "Dr Li"),
    ({"whose": "p2", "who": "Dr Wu"}, "Room 1"), ({"who": "Dr Wu", "place": "Room 2"}, "The patient")])
def test_what_is_taken_is_refused_by_name_and_booked_only_on_purpose(place, changed, taken) -> None:
    appointments.book(place, asked(place, 9))
    other = asked(place, 9, 10, **changed)
    with pytest.raises(DoubleBooked, match=f"{taken} is taken from 09:00 to 09:20"):
        appointments.book(place, other)
    assert len(appointments.day(place, DAY)) == 1
    appointments.book(place, other, anyway=True)
    assert len(appointments.day(place, DAY)) == 2
    with place.read() as conn:
        said = conn.execute(select(schema.audit.c.detail).order_by(schema.audit.c.seq.desc())).scalars().all()
    assert any(line.endswith("although taken") for line in said)


def test_what_touches_does_not_clash_and_a_cancelled_one_frees_its_time(place) -> None:
    first = appointments.book(place, asked(place, 9))
    appointments.book(place, asked(place, 9, 20))
    appointments.book(place, asked(place, 8, 40))
    appointments.cancel(place, appointments.find(place, first), "ill")
    appointments.book(place, asked(place, 9))
    assert sorted(one.state.value for one in appointments.day(place, DAY)) == ["booked"] * 3 + ["cancelled"]


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_length_that_can_not_be_is_refused(place, minutes) -> None:
    with pytest.raises(UserMistake, match="length"):
        appointments.book(place, asked(place, 9, minutes=minutes))


def test_nobody_and_the_dead_get_no_appointment(place, write) -> None:
    with pytest.raises(NotFound):
        appointments.book(place, asked(place, 9, whose="nobody"))
    import_paths(place, [write(patient("p3", "Cole") | {"deceasedBoolean": True}, "dead.json")])
    with pytest.raises(UserMistake, match="died"):
        appointments.book(place, asked(place, 9, whose="p3"))


# --- moving, cancelling, states ------------------------------------------------------------------------------------

def test_moving_keeps_the_former_version_and_what_nobody_changed(place, write) -> None:
    held = {"resourceType": "Appointment", "id": "a1", "status": "booked", "start": "2026-11-24T08:00:00.000Z",
            "end": "2026-11-24T08:30:00Z", "priority": 3, "extension": [{"url": "urn:x", "valueDecimal": 72.50}],
            "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"},
                            {"actor": {"reference": "Practitioner/d", "display": "Dr Who"}, "status": "accepted"}]}
    raw = json.dumps(held).replace("72.5", "72.50")
    import_paths(place, [write(raw, "one.json")])
    seen = only(place)
    assert (seen.who, f"{seen.start:%H:%M}", seen.minutes) == ("Dr Who", "09:00", 30)
    appointments.move(place, seen, Booking("p1", at(place, 14), 45, seen.who, "Room 2", seen.reason))
    now = only(place)
    assert (f"{now.start:%H:%M}", now.minutes, now.place, now.version) == ("14:00", 45, "Room 2", 2)
    text = record.source(place, "Appointment/a1").raw
    assert b"72.50" in text and json.loads(text)["priority"] == 3
    assert json.loads(text)["participant"][1] == held["participant"][1]
    assert [json.loads(one.raw)["start"] for one in record.versions(place, "Appointment/a1")] == [
        "2026-11-24T14:00:00+01:00", "2026-11-24T08:00:00.000Z"]


def test_moving_onto_itself_is_no_clash_but_onto_another_is(place) -> None:
    appointments.book(place, asked(place, 9))
    seen = only(place)
    appointments.move(place, seen, asked(place, 9, 5))
    appointments.book(place, asked(place, 10, whose="p2"))
    seen = appointments.day(place, DAY)[0]
    with pytest.raises(DoubleBooked):
        appointments.move(place, seen, asked(place, 10))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(place) -> None:
    appointments.book(place, asked(place, 9))
    seen = only(place)
    appointments.set_state(place, seen, AppointmentState.ARRIVED)
    with pytest.raises(ChangedMeanwhile):
        appointments.cancel(place, seen, "late")
    assert only(place).state is AppointmentState.ARRIVED


def test_cancelling_needs_a_reason_and_keeps_it(place) -> None:
    appointments.book(place, asked(place, 9))
    with pytest.raises(UserMistake, match="reason"):
        appointments.cancel(place, only(place), "  ")
    appointments.cancel(place, only(place), "Patient is abroad")
    one = only(place)
    assert (one.state, one.cancelled_for) == (AppointmentState.CANCELLED, "Patient is abroad")
    with pytest.raises(UserMistake, match="cancelled already"):
        appointments.cancel(place, one, "again")
    with pytest.raises(UserMistake, match="not moved"):
        appointments.move(place, one, asked(place, 11))


def test_states_and_what_may_not_be_yet(place) -> None:
    soon = clinic_time.of(place).shown(datetime.now(UTC) + timedelta(days=2))
    key = appointments.book(place, Booking("p1", soon, 20))
    seen = appointments.find(place, key)
    for state in (AppointmentState.FULFILLED, AppointmentState.NOSHOW):
        with pytest.raises(UserMistake, match="not begun"):
            appointments.set_state(place, seen, state)
    appointments.set_state(place, seen, AppointmentState.IN_ERROR)
    assert appointments.day(place, soon.date()) == []


def test_an_administrator_books_but_a_stranger_to_the_policy_does_not(place) -> None:
    words = "correct horse battery staple"
    users.add(place, User("desk", "Front desk", Role.ADMINISTRATOR), words, cost=CHEAP)
    with sign_in.sign_in(place.data_dir, "desk", words) as desk:
        assert desk.may(appointments.EDIT) and desk.may(appointments.READ)
        with pytest.raises(NotAllowed):
            appointments.of_patient(desk, "p1")


# --- time ------------------------------------------------------------------------------------------------------------

def test_days_of_23_and_25_hours(place) -> None:
    local = clinic_time.of(place)
    spans = [after - first for first, after in map(local.day_bounds, (date(2026, 3, 29), date(2026, 10, 25)))]
    assert spans == [timedelta(hours=23), timedelta(hours=25)]
    for day, hour, why in ((date(2026, 3, 29), 2, "does not exist"), (date(2026, 10, 25), 2, "comes twice")):
        with pytest.raises(UserMistake, match=why):
            local.moment(day, time(hour, 30))


def test_nine_o_clock_stays_nine_o_clock_over_the_change(place) -> None:
    for day in (date(2026, 10, 24), date(2026, 10, 25)):
        appointments.book(place, Booking("p1", at(place, 9, day=day), 20))
        assert f"{only(place, day).start:%H:%M}" == "09:00"
    first, second = (only(place, day).start for day in (date(2026, 10, 24), date(2026, 10, 25)))
    assert second - first == timedelta(hours=25)


def test_an_appointment_over_the_change_has_its_real_length(place) -> None:
    start = at(place, 1, 30, date(2026, 3, 29))
    key = appointments.book(place, Booking("p1", start, 60))
    one = appointments.find(place, key)
    assert (f"{one.start:%H:%M%z}", f"{one.end:%H:%M%z}", one.minutes) == ("01:30+0100", "03:30+0200", 60)


def test_a_day_begins_at_the_clinic_s_midnight(place, write) -> None:
    late = {"resourceType": "Appointment", "id": "late", "status": "booked", "start": "2026-11-23T23:30:00Z",
            "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}]}
    import_paths(place, [write(late, "late.json")])
    assert only(place).start.isoformat() == "2026-11-24T00:30:00+01:00"
    assert appointments.day(place, DAY - timedelta(days=1)) == []
    assert appointments.counts(place, DAY - timedelta(days=1), 3) == {
        DAY - timedelta(days=1): 0, DAY: 1, DAY + timedelta(days=1): 0}
    with pytest.raises(UserMistake, match="no time zone"):
        clinic_time.set_zone(place, "Mars/Olympus")


# --- HL7 v2 ----------------------------------------------------------------------------------------------------------

HEAD = "MSH|^~\\&|SCH|HOSP|CON|US|202611{when}+0100||SIU^{event}|{number}|P|2.8"
PID = "PID|1||P9^^^HOSP^MR||Doe^Jane||19800203|F"


def siu(event: str, number: int, sch: str, *more: str) -> bytes:
    head = HEAD.format(event=event, number=number, when=f"20{8 + number // 60:02d}{number % 60:02d}")
    return "\r".join([head, sch, PID, *more]).encode() + b"\r"


def sch(start: str, placer: str = "A1^HOSP", filler: str = "F1^HOSP", reason: str = "") -> str:
    return f"SCH|{placer}|{filler}||||{reason}|CHECK^Check-up|CHECKUP|30|min|^^30^{start}"


PEOPLE = ("RGS|1", "AIL|1||R7^^^Hospital", "AIP|1||400^Tim^Gold")


@pytest.fixture
def message(clinic, write):
    clinic_time.set_zone(clinic, "Europe/Berlin")

    def taken(data: bytes):
        (report,) = import_paths(clinic, [write(data, "message.hl7")]).files
        return report

    return taken


def test_messages_book_move_and_cancel_one_appointment(clinic, message) -> None:
    message(siu("S12", 1, sch("20261124100000+0100"), "NTE|1||Bring the letter", *PEOPLE))
    one = only(clinic)
    assert (f"{one.start:%H:%M}", one.minutes, one.who, one.reason, one.comment) == (
        "10:00", 30, "Gold Tim", "Check-up", "Bring the letter")
    assert one.place == "Hospital, R7"
    message(siu("S13", 2, sch("20261125110000+0100")))
    assert appointments.day(clinic, DAY) == []
    moved = only(clinic, date(2026, 11, 25))
    assert (moved.key, f"{moved.start:%H:%M}", moved.who, moved.minutes) == (one.key, "11:00", "Gold Tim", 30)
    message(siu("S15", 3, sch("20261125110000+0100", reason="ILL^Doctor is ill")))
    gone = only(clinic, date(2026, 11, 25))
    assert (gone.state, gone.cancelled_for, gone.who) == (AppointmentState.CANCELLED, "Doctor is ill", "Gold Tim")
    message(siu("S13", 4, sch("20261126090000+0100")))
    again = only(clinic, date(2026, 11, 26))
    assert (again.state, again.cancelled_for, again.version) == (AppointmentState.BOOKED, "", 4)


@pytest.mark.parametrize(("event", "left"), [("S17", []), ("S26", ["noshow"]), ("S14", ["booked"])])
def test_deleted_not_come_and_changed(clinic, message, event, left) -> None:
    message(siu("S12", 1, sch("20261124100000+0100"), *PEOPLE))
    message(siu(event, 2, sch("20261124100000+0100")))
    assert [one.state.value for one in appointments.day(clinic, DAY)] == left


def test_a_booking_known_by_the_placer_only_is_met_when_the_filler_gives_its_number(clinic, message) -> None:
    message(siu("S12", 1, sch("20261124100000+0100", filler=""), *PEOPLE))
    message(siu("S13", 2, sch("20261124120000+0100")))
    assert f"{only(clinic).start:%H:%M}" == "12:00"
    message(siu("S12", 3, sch("20261124150000+0100", filler="F2^HOSP")))
    assert [f"{one.start:%H:%M}" for one in appointments.day(clinic, DAY)] == ["12:00", "15:00"]


def test_a_message_moves_an_appointment_that_came_by_fhir(clinic, message, write) -> None:
    message(siu("S12", 1, sch("20261124100000+0100")))
    seen = only(clinic)
    number = json.loads(record.source(clinic, seen.key).raw)["identifier"][0]
    held = {"resourceType": "Appointment", "id": "theirs", "status": "booked", "start": "2026-11-24T14:00:00Z",
            "end": "2026-11-24T14:30:00Z", "identifier": [{"system": number["system"], "value": "F9"}],
            "participant": [{"actor": {"reference": f"Patient/{seen.patient_id}"}, "status": "accepted"}]}
    import_paths(clinic, [write(held, "theirs.json")])
    message(siu("S15", 2, sch("20261124150000+0100", placer="A9^HOSP", filler="F9^HOSP", reason="X^Moved away")))
    states = {one.key: one.state.value for one in appointments.day(clinic, DAY)}
    assert states == {seen.key: "booked", "Appointment/theirs": "cancelled"}


def test_a_message_that_comes_late_does_not_undo_a_later_one(clinic, message) -> None:
    message(siu("S12", 1, sch("20261124100000+0100")))
    message(siu("S15", 30, sch("20261124100000+0100", reason="X^Ill")))
    message(siu("S13", 2, sch("20261124160000+0100")))
    assert only(clinic).state is AppointmentState.CANCELLED


def test_the_reference_messages_make_one_appointment_each_patient_and_number(clinic, reference_data) -> None:
    folder = reference_data / "fhir" / "hl7v2"
    for event in ("S12", "S13", "S14", "S15", "S26"):
        import_paths(clinic, [folder / f"ms__SIU-{event}-01.hl7"])
    with clinic.read() as conn:
        rows = conn.execute(select(schema.appointment)).all()
    assert [(row.status, row.who != "") for row in rows] == [("noshow", True)]
    versions = record.versions(clinic, rows[0].key)
    assert versions[0].version == len(versions) > 2


def test_an_appointment_of_two_patients_is_in_the_day_and_in_nobody_s_chart(place, write) -> None:
    both = {"resourceType": "Appointment", "id": "group", "status": "booked", "start": "2026-11-24T09:00:00Z",
            "participant": [{"actor": {"reference": f"Patient/{one}", "display": one}, "status": "accepted"}
                            for one in ("p1", "p2")]}
    import_paths(place, [write(both, "group.json")])
    one = only(place)
    assert (one.patient_id, one.patient) == ("", "p1, p2")
    assert appointments.of_patient(place, "p1") == []
