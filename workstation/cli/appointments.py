"""``consilia appointments``: the day list, booking, moving, cancelling, and the clinic's time zone."""

from __future__ import annotations

import argparse
import uuid
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.domain.appointment import Appointment, AppointmentState, Booking
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

HELP = ("the day list; print -o PDF; book --patient ID --at TIME, move KEY --at TIME, cancel KEY --reason WHY, "
        "state KEY STATE, zone")
_OPERATIONS = ("list", "print", "book", "move", "cancel", "state", "zone", "name")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", nargs="?", default="list", choices=_OPERATIONS)
    parser.add_argument("id", nargs="?", default="", help="the appointment; zone: a name such as Asia/Shanghai; name: "
                                                          "what the clinic is called on paper")
    parser.add_argument("state", nargs="?", default="", help="state: booked, arrived, fulfilled, noshow or "
                                                             "entered-in-error")
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD", help="list, print: the day (else today)")
    parser.add_argument("-o", "--out", type=Path, default=None, metavar="PDF", help="print: the file to write")
    parser.add_argument("--language", default="en", choices=("en", "zh"), help="print: its language (en)")
    parser.add_argument("--patient", default="", metavar="ID", help="whose: id or record number")
    parser.add_argument("--at", default="", metavar="TIME", help="'2026-11-24 10:30' in the clinic's time, or with an "
                                                                 "offset: 2026-11-24T10:30+01:00")
    parser.add_argument("--minutes", type=int, default=None, help="length (else 20, or as it was)")
    parser.add_argument("--with", dest="who", default=None, metavar="NAME", help="who sees them")
    parser.add_argument("--room", default=None, metavar="NAME", help="where")
    parser.add_argument("--reason", default=None, metavar="WORDS", help="why they come; cancel: why it is cancelled")
    parser.add_argument("--anyway", action="store_true", help="also where the time is taken already")
    parser.add_argument("--command-id", default=None, metavar="UUID", help="the same id a second time changes nothing")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where the time is taken or there is no such appointment, 2 for wrong use."""
    with out.clinic(options) as clinic:
        return _RUN[options.operation](clinic, options, out)


def _list(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import appointments, clinic_time, patients

    if options.patient:
        listed = appointments.of_patient(clinic, patients.find(clinic, options.patient).id)
        on = ""
    else:
        wanted = _day(options.day) if options.day else clinic_time.of(clinic).today()
        listed, on = appointments.day(clinic, wanted), wanted.isoformat()
    if out.as_json:
        out.document({"day": on or None, "appointments": [as_json(one) for one in listed]})
    elif listed:
        out.table(("Time", "Min", "Patient", "With", "Where", "Reason", "State", "Id"), [_cells(one) for one in listed])
    else:
        out.line(f"No appointments{f' on {on}' if on else ''}.")
    return 0


def _print(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import agenda, clinic_time

    if options.out is None:
        raise UserMistake(reason="Name the PDF to write with -o")
    day = _day(options.day) if options.day else clinic_time.of(clinic).today()
    count = agenda.save(clinic, day, options.out, options.language, options.who or "", options.room or "")
    if out.as_json:
        out.document({"path": str(options.out), "day": day.isoformat(), "appointments": count})
    else:
        out.line(f"{count} appointments of {day.isoformat()} written to {options.out}.")
    return 0


def _name(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import agenda

    called = agenda.set_name(clinic, options.id) if options.id else agenda.name(clinic)
    if out.as_json:
        out.document({"name": called})
    else:
        out.line(called or "The clinic has no name yet.")
    return 0


def _book(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import appointments, patients

    if not options.patient or not options.at:
        raise UserMistake(reason="Name the patient with --patient and the time with --at")
    person = patients.find(clinic, options.patient)
    minutes = 20 if options.minutes is None else options.minutes
    asked = Booking(person.id, moment(clinic, options.at), minutes, options.who or "", options.room or "",
                    options.reason or "")
    key = appointments.book(clinic, asked, options.command_id or str(uuid.uuid4()), options.anyway)
    return _told(clinic, key, out, "booked")


def _move(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import appointments

    seen = appointments.find(clinic, _named(options))
    start = moment(clinic, options.at) if options.at else seen.start
    asked = Booking(
        seen.patient_id, start, seen.minutes if options.minutes is None else options.minutes,
        seen.who if options.who is None else options.who, seen.place if options.room is None else options.room,
        seen.reason if options.reason is None else options.reason)
    done = appointments.move(clinic, seen, asked, options.command_id, options.anyway)
    return _told(clinic, seen.key if done else "", out, "moved")


def _cancel(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import appointments

    seen = appointments.find(clinic, _named(options))
    done = appointments.cancel(clinic, seen, options.reason or "", options.command_id)
    return _told(clinic, seen.key if done else "", out, "cancelled")


def _state(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import appointments

    if options.state not in [state.value for state in AppointmentState]:
        raise UserMistake(reason="Say the state: booked, arrived, fulfilled, noshow or entered-in-error")
    seen = appointments.find(clinic, _named(options))
    done = appointments.set_state(clinic, seen, AppointmentState(options.state), options.command_id)
    return _told(clinic, seen.key if done else "", out, options.state)


def _zone(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import clinic_time

    if options.id:
        clinic_time.set_zone(clinic, options.id)
    name = clinic_time.zone_name(clinic)
    if out.as_json:
        out.document({"zone": name or None})
    else:
        out.line(name or "The zone of this computer.")
    return 0


_RUN = {"list": _list, "print": _print, "book": _book, "move": _move, "cancel": _cancel, "state": _state,
        "zone": _zone, "name": _name}


def _told(clinic: Clinic, key: str, out: Output, word: str) -> int:
    from workstation.services import appointments

    if not key:
        if out.as_json:
            out.document({"appointment": None, "done": "before"})
        else:
            out.line("It was done before; nothing was changed.")
        return 0
    made = appointments.find(clinic, key)
    if out.as_json:
        out.document({"appointment": as_json(made), "done": word})
    else:
        out.line(f"{made.start:%Y-%m-%d %H:%M}, {made.minutes} min, {made.patient}: {made.state.value}  "
                 f"({made.key.removeprefix('Appointment/')})")
    return 0


def as_json(one: Appointment) -> dict[str, object]:
    """The shape that scripts rely on."""
    return {
        "id": one.key.removeprefix("Appointment/"), "start": one.start.isoformat(), "end": one.end.isoformat(),
        "minutes": one.minutes, "patient": one.patient_id or None, "name": one.patient, "with": one.who,
        "room": one.place, "reason": one.reason, "state": one.state.value, "cancelled_for": one.cancelled_for,
        "comment": one.comment, "version": one.version, "source": one.origin,
    }


def _cells(one: Appointment) -> tuple[str, ...]:
    state = f"{one.state.value}: {one.cancelled_for}" if one.cancelled_for else one.state.value
    return (f"{one.start:%Y-%m-%d %H:%M}", str(one.minutes), one.patient, one.who, one.place, one.reason, state,
            one.key.removeprefix("Appointment/")[:8])


def _named(options: argparse.Namespace) -> str:
    if not options.id:
        raise UserMistake(reason="Name the appointment; 'consilia appointments' lists them")
    return str(options.id)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserMistake(reason=f"'{text[:40]}' is no day; a day is written 2026-11-24") from None


def moment(clinic: Clinic, text: str) -> datetime:
    """A time as people type it, in the clinic's time where it names no offset. Raises UserMistake."""
    from workstation.services import clinic_time

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UserMistake(reason=f"'{text[:40]}' is no time; a time is written '2026-11-24 10:30'") from None
    if found.tzinfo is not None:
        return found
    return clinic_time.of(clinic).moment(found.date(), found.time())
