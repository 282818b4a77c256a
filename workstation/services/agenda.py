"""The day list on paper: what the Agenda shows of a day, as a PDF in the language of who prints it.

It names patients, so printing is an act of its own with its entry, made before the file gets its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.appointment import Appointment
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientRow, spaced_number
from workstation.errors import NotFound, UserMistake
from workstation.services import appointments, clinic_time, patients

if TYPE_CHECKING:
    from engines.report.agenda import AgendaContent
    from workstation.services.clinic import Clinic

PRINT = "appointment.print"
_NAME = "clinic.name"
_LONGEST_NAME = 60
_WEEKDAYS = {"en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
             "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")}


def save(clinic: Clinic, on: date | None, out: Path, language: str = "en", who: str = "", place: str = "") -> int:
    """Writes the list of a day (None: today) to ``out``, whole or not at all; returns how many appointments it holds.

    ``who`` and ``place`` keep to what has exactly that name, as the filters of the room do. Raises NotFound for a
    folder that isn't there, NotAllowed, DiskFull.
    """
    from engines.report.agenda import render
    from workstation.services.report import ink
    from workstation.store.files import disk_full_named, write_atomically

    if not out.parent.is_dir():
        raise NotFound(what="folder", name=str(out.parent))
    if not clinic.may(PRINT):
        clinic.act(PRINT, detail="the day list")                       # refuses, and leaves the entry of it
    local = clinic_time.of(clinic)
    day = on or local.today()
    listed = [one for one in appointments.day(clinic, day)
              if (not who or one.who == who) and (not place or one.place == place)]
    with clinic.read() as conn:
        people = patients.rows(conn, sorted({one.patient_id for one in listed if one.patient_id}))
    made = content(listed, people, day, language, name(clinic), clinic_time.zone_name(clinic),
                   clinic.user.display or clinic.user.name, local.shown(datetime.now(UTC)))
    pdf = render(made, ink())
    clinic.act(PRINT, detail=f"day list of {day.isoformat()}, {len(listed)} appointments, to {out.name}")
    with disk_full_named(out):
        write_atomically(out, [pdf])
    return len(listed)


def content(listed: Sequence[Appointment], people: dict[str, PatientRow], day: date, language: str, clinic_name: str,
            zone: str, by: str, now: datetime) -> AgendaContent:
    """What is printed. Pure."""
    from engines.report.agenda import AgendaContent, AgendaLine

    human = "zh" if language.startswith("zh") else "en"

    def line(one: Appointment) -> AgendaLine:
        row = people.get(one.patient_id)
        number = spaced_number(row.number) if row is not None else ""
        return AgendaLine(_span(one, day, human), one.patient, number, one.reason, one.who, one.place, one.state.value,
                          one.cancelled_for)

    return AgendaContent(
        human, clinic_name, f"{_WEEKDAYS[human][day.weekday()]}, {_day(day, human)}" if human == "en" else
        f"{_day(day, human)} {_WEEKDAYS[human][day.weekday()]}", zone, tuple(line(one) for one in listed),
        f"{_day(now.date(), human)} {now:%H:%M}", by, now.replace(microsecond=0))


def name(clinic: Clinic) -> str:
    """How the clinic calls itself on paper, "" where nobody said."""
    from sqlalchemy import select

    from workstation.store.schema import meta

    with clinic.read() as conn:
        return conn.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar() or ""


def set_name(clinic: Clinic, called: str) -> str:
    """Keeps the clinic's name for what is printed; "" forgets it. Raises UserMistake, NotAllowed."""
    from sqlalchemy import Connection, delete, insert

    from workstation.store.schema import meta

    said = " ".join(called.split())
    if len(said) > _LONGEST_NAME or not said.isprintable():
        raise UserMistake(reason=f"A clinic's name has at most {_LONGEST_NAME} letters")

    def write(conn: Connection) -> None:
        conn.execute(delete(meta).where(meta.c.name == _NAME))
        if said:
            conn.execute(insert(meta).values(name=_NAME, value=said))

    clinic.act("clinic.settings", detail=f"clinic is called {said}" if said else "clinic's name forgotten", write=write)
    return said


def _span(one: Appointment, day: date, language: str) -> str:
    """``09:30–09:50``; a beginning or an end on another day stands with that day."""
    def at(moment: datetime) -> str:
        return f"{moment:%H:%M}" if moment.date() == day else f"{moment:%H:%M} ({_day(moment.date(), language)})"

    return f"{at(one.start)}\N{EN DASH}{at(one.end)}"


def _day(on: date, language: str) -> str:
    return PartialDate.parse(on.isoformat()).human(language)
