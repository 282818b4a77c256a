"""Appointments: the clinic's day list, booking, moving and cancelling. Each is a FHIR R4 Appointment with its history.

A time that is taken is never booked silently: ``DoubleBooked`` names what is taken, and ``anyway`` says that somebody
decided for it all the same; the audit entry then says so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Row, func, select

from workstation.domain.appointment import Appointment, AppointmentState, Booking, Clash
from workstation.errors import ChangedMeanwhile, DoubleBooked, NotFound, UserMistake
from workstation.exchange import fhir_appointment, projections
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.services import clinic_time, own_writes, patients
from workstation.services.clinic_time import ClinicTime
from workstation.store import schema

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

READ, EDIT = "appointment.read", "appointment.edit"
LONGEST = 24 * 60                  # minutes
_HIDDEN = AppointmentState.IN_ERROR.value
_ROW = schema.appointment
_REASONS = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"


def day(clinic: Clinic, on: date | None = None) -> list[Appointment]:
    """The appointments that touch a day of the clinic (today where none is named), by their beginning.

    Those that never should have been are left out. Raises NotAllowed.
    """
    local = clinic_time.of(clinic)
    on = on or local.today()
    clinic.act(READ, detail=on.isoformat())
    first, after = local.day_bounds(on)
    with clinic.read() as conn:
        found = _between(conn, first, after)
        return _listed(conn, found, local)


def of_patient(clinic: Clinic, patient_id: str) -> list[Appointment]:
    """Every appointment of a patient, the latest first, cancelled ones too. Raises NotAllowed."""
    clinic.read_chart(patient_id)
    wanted = select(_ROW).where(_ROW.c.patient_id == patient_id, _ROW.c.status != _HIDDEN)
    with clinic.read() as conn:
        rows = conn.execute(wanted.order_by(_ROW.c.start_utc.desc())).all()
        return _listed(conn, rows, clinic_time.of(clinic))


def counts(clinic: Clinic, first: date, days: int = 7) -> dict[date, int]:
    """How many appointments stand on each of these days, without cancelled ones. Raises NotAllowed."""
    if not clinic.may(READ):
        clinic.act(READ)
    local = clinic_time.of(clinic)
    gone = (_HIDDEN, AppointmentState.CANCELLED.value)
    found: dict[date, int] = {}
    with clinic.read() as conn:
        for number in range(days):
            on = first + timedelta(days=number)
            start, after = (one.isoformat() for one in local.day_bounds(on))
            found[on] = conn.execute(select(func.count()).select_from(_ROW).where(
                _ROW.c.start_utc >= start, _ROW.c.start_utc < after, _ROW.c.status.not_in(gone))).scalar_one()
    return found


def known_names(clinic: Clinic) -> tuple[list[str], list[str]]:
    """(who, places) that appointments name, the most used first: what a form offers. Raises NotAllowed."""
    if not clinic.may(READ):
        clinic.act(READ)
    found: list[list[str]] = []
    with clinic.read() as conn:
        for column in (_ROW.c.who, _ROW.c.place):
            used = select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(30)
            found.append(list(conn.execute(used).scalars()))
    return found[0], found[1]


def find(clinic: Clinic, key: str) -> Appointment:
    """One appointment by its key, its id, or the beginning of the id. Raises NotFound, NotAllowed."""
    clinic.act(READ, detail=key)
    wanted = key if key.startswith("Appointment/") else f"Appointment/{key}"
    with clinic.read() as conn:
        rows = conn.execute(select(_ROW).where(_ROW.c.key.startswith(wanted, autoescape=True)).limit(2)).all()
        exact = [row for row in rows if row.key == wanted] or rows
        if len(exact) != 1:
            raise NotFound(what="appointment" if not exact else "single appointment", name=key)
        return _listed(conn, exact, clinic_time.of(clinic))[0]


def clashes(clinic: Clinic, asked: Booking, besides: str = "") -> list[Clash]:
    """What is taken at that time: the patient, who treats them, the place. ``besides`` is the one being moved."""
    with clinic.read() as conn:
        return _clashes(conn, asked, besides, clinic_time.of(clinic))


def book(clinic: Clinic, asked: Booking, command_id: str | None = None, anyway: bool = False) -> str:
    """Books and returns the key; "" where the same command did it before.

    Raises DoubleBooked, UserMistake for what can't be, NotFound for the patient, NotAllowed.
    """
    _check(asked)
    banner = patients.banner(clinic, asked.patient_id)
    if banner.row.is_deceased:
        raise UserMistake(reason="The patient has died; nothing is booked")
    local = clinic_time.of(clinic)
    resource: Node = {
        "resourceType": "Appointment", "id": own_writes.new_id(), "status": AppointmentState.BOOKED.value,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }

    def write(conn: Connection) -> str:
        _refuse_taken(conn, asked, "", local, anyway)
        made = own_writes.stamped(_with_booking(resource, asked, local))
        return own_writes.put(conn, [made], command_id or "")[0]

    said = f"booked {_said(asked, local)}{' although taken' if anyway else ''}"
    return clinic.act(EDIT, asked.patient_id, said, write=write, command_id=command_id) or ""


def move(
    clinic: Clinic, seen: Appointment, asked: Booking, command_id: str | None = None, anyway: bool = False
) -> bool:
    """Gives an appointment another time, length, practitioner, place or reason; False where done before.

    Raises DoubleBooked, ChangedMeanwhile where ``seen`` is no longer how it stands, UserMistake, NotAllowed.
    """
    _check(asked)
    if asked.patient_id != seen.patient_id:
        raise UserMistake(reason="An appointment stays with its patient; cancel it and book another")
    if not seen.state.holds_time:
        raise UserMistake(reason=f"An appointment that is {seen.state.value} is not moved; book another")
    local = clinic_time.of(clinic)

    def change(conn: Connection, held: Node) -> Node:
        _refuse_taken(conn, asked, seen.key, local, anyway)
        return _with_booking(held, asked, local)

    said = f"moved {seen.key} to {_said(asked, local)}{' although taken' if anyway else ''}"
    return _changed(clinic, seen, said, change, command_id)


def cancel(clinic: Clinic, seen: Appointment, reason: str, command_id: str | None = None) -> bool:
    """Cancels with a reason; it stays in the list, crossed out. Raises as ``move``; UserMistake without a reason."""
    said = " ".join(reason.split())
    if not said:
        raise UserMistake(reason="An appointment is cancelled with a reason")
    if seen.state in (AppointmentState.FULFILLED, AppointmentState.CANCELLED):
        raise UserMistake(reason=f"It is {seen.state.value} already")

    def change(_conn: Connection, held: Node) -> Node:
        return {**held, "status": AppointmentState.CANCELLED.value,
                "cancelationReason": {"coding": [{"system": _REASONS, "code": "other"}], "text": said}}

    return _changed(clinic, seen, f"cancelled {seen.key}: {said}", change, command_id)


def set_state(clinic: Clinic, seen: Appointment, state: AppointmentState, command_id: str | None = None) -> bool:
    """Says that they arrived, were seen, did not come, or (booked) that the last of it was a mistake.

    Raises ChangedMeanwhile, UserMistake, NotAllowed.
    """
    allowed = (AppointmentState.BOOKED, AppointmentState.ARRIVED, AppointmentState.FULFILLED, AppointmentState.NOSHOW,
               AppointmentState.IN_ERROR)
    if state not in allowed:
        raise UserMistake(reason=f"'{state.value}' is not set this way")
    if state in (AppointmentState.FULFILLED, AppointmentState.NOSHOW) and seen.start > datetime.now(UTC):
        raise UserMistake(reason="It has not begun yet")

    def change(_conn: Connection, held: Node) -> Node:
        kept = {name: value for name, value in held.items() if name != "cancelationReason"}
        return {**kept, "status": state.value}

    return _changed(clinic, seen, f"{state.value} {seen.key}", change, command_id)


# --- within ----------------------------------------------------------------------------------------------------------

def _changed(clinic: Clinic, seen: Appointment, said: str, change: Any, command_id: str | None) -> bool:
    """A new version, made of the stored one, in one transaction with its audit entry."""

    def write(conn: Connection) -> bool:
        table = schema.resource
        version = conn.execute(select(table.c.version).where(table.c.key == seen.key)).scalar()
        if version != seen.version:
            raise ChangedMeanwhile(what="The appointment")
        held = projections.stored_values(conn, [seen.key])[seen.key]
        own_writes.put(conn, [own_writes.stamped(change(conn, held))], command_id or "")
        return True

    return clinic.act(EDIT, seen.patient_id or None, said, write=write, command_id=command_id) or False


def _check(asked: Booking) -> None:
    if asked.start.tzinfo is None:
        raise UserMistake(reason="The time needs its zone")
    if not 1 <= asked.minutes <= LONGEST:
        raise UserMistake(reason=f"A length of {asked.minutes} minutes can't be; 1 to {LONGEST} can")
    if not asked.patient_id:
        raise UserMistake(reason="Whose appointment it is must be said")


def _said(asked: Booking, local: ClinicTime) -> str:
    return f"{local.shown(asked.start).isoformat(timespec='minutes')} for {asked.minutes} min"


def _refuse_taken(conn: Connection, asked: Booking, besides: str, local: ClinicTime, anyway: bool) -> None:
    taken = [] if anyway else _clashes(conn, asked, besides, local)
    if taken:
        first = taken[0]
        names = {"patient": "The patient", "who": first.with_.who, "place": first.with_.place}
        raise DoubleBooked(what=names[first.what], start=f"{first.with_.start:%H:%M}", end=f"{first.with_.end:%H:%M}")


def _clashes(conn: Connection, asked: Booking, besides: str, local: ClinicTime) -> list[Clash]:
    near = _listed(conn, _between(conn, asked.start.astimezone(UTC), asked.end.astimezone(UTC)), local)
    found: list[Clash] = []
    for one in near:
        if one.key == besides or not one.state.holds_time or not one.overlaps(asked.start, asked.end):
            continue
        if one.patient_id == asked.patient_id:
            found.append(Clash("patient", one))
        found += [Clash(what, one) for what, mine, theirs in (
            ("who", asked.who, one.who), ("place", asked.place, one.place)) if _same_name(mine, theirs)]
    return found


def _same_name(mine: str, theirs: str) -> bool:
    """True where one of the names (there may be several, by commas) is the same, however it is spaced or cased."""
    here, there = ({" ".join(one.split()).casefold() for one in names.split(",")} - {""} for names in (mine, theirs))
    return bool(here & there)


def _with_booking(held: Node, asked: Booking, local: ClinicTime) -> Node:
    """The resource with the time in the clinic's own offset and the people asked for; others who take part stay."""
    shown = {"start": asked.start, "end": asked.end}
    made = {**held, **{name: local.shown(at).isoformat(timespec="seconds") for name, at in shown.items()},
            "minutesDuration": asked.minutes}
    whose = {"actor": {"reference": f"Patient/{asked.patient_id}"}, "status": "accepted"}
    taking_part = parts(held, "participant") or [whose]
    row = fhir_appointment.project(held)
    for kinds, before, now in ((("Practitioner", "PractitionerRole"), row.who if row else "", asked.who),
                               (("Location",), row.place if row else "", asked.place)):
        if now != before:
            taking_part = [one for one in taking_part if fhir_appointment.kind_of(part(one, "actor")) not in kinds]
            if now:
                taking_part.append({"actor": {"type": kinds[0], "display": now}, "status": "accepted"})
    made["participant"] = taking_part
    if asked.reason and asked.reason != (row.reason if row else ""):
        made["reasonCode"] = [{"text": asked.reason}]
    return made


def _between(conn: Connection, first: datetime, after: datetime) -> Sequence[Row[Any]]:
    """The rows that touch the time from ``first`` to ``after`` (UTC)."""
    begin, end = first.isoformat(), after.isoformat()
    earliest = (first - timedelta(minutes=LONGEST)).isoformat()         # lets the index of the beginnings be used
    wanted = select(_ROW).where(
        _ROW.c.start_utc >= earliest, _ROW.c.start_utc < end, _ROW.c.status != _HIDDEN,
        (_ROW.c.start_utc >= begin) | (_ROW.c.end_utc > begin))
    return conn.execute(wanted.order_by(_ROW.c.start_utc, _ROW.c.who, _ROW.c.key)).all()


def _listed(conn: Connection, rows: Sequence[Row[Any]], local: ClinicTime) -> list[Appointment]:
    people = patients.rows(conn, sorted({row.patient_id for row in rows if row.patient_id}))
    table = schema.resource
    versions = {one.key: one for one in conn.execute(
        select(table.c.key, table.c.version, table.c.source).where(table.c.key.in_([row.key for row in rows])))}
    names = _names_of(conn, rows)
    listed: list[Appointment] = []
    for row in rows:
        person = people.get(row.patient_id or "")
        name = person.name.formal() if person else _named(row.patient, names)
        origin = "" if versions[row.key].source == own_writes.SOURCE else versions[row.key].source
        listed.append(Appointment(
            row.key, person.id if person else "", name, local.shown(datetime.fromisoformat(row.start_utc)),
            local.shown(datetime.fromisoformat(row.end_utc)), AppointmentState(row.status), _named(row.who, names),
            _named(row.place, names), row.reason, row.cancelled_for, row.comment, versions[row.key].version, origin))
    return listed


def _named(said: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in said.split(", "))


def _names_of(conn: Connection, rows: Sequence[Row[Any]]) -> dict[str, str]:
    """What the references among the names mean, as far as those resources are stored."""
    said = {one for row in rows for held in (row.patient, row.who, row.place) for one in held.split(", ") if "/" in one}
    return {key: name for key, value in projections.stored_values(conn, said).items() if (name := _name(value))}


def _name(resource: Node) -> str:
    if isinstance(resource.get("name"), str):
        return word(resource, "name")
    for first in parts(resource, "name"):
        pieces: list[Any] = [*_list(first.get("prefix")), *_list(first.get("given")), word(first, "family")]
        return word(first, "text") or " ".join(str(piece) for piece in pieces if piece)
    return ""


def _list(held: Any) -> list[Any]:
    return cast("list[Any]", held) if isinstance(held, list) else []
