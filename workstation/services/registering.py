"""Registers a patient by hand; who may be here already is looked for while one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from engines.matching.weights import score
from engines.text.chinese_names import CHINESE
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientRow
from workstation.errors import UserMistake
from workstation.exchange.fhir_identity import identity_of
from workstation.exchange.fhir_parts import Node
from workstation.services import matching, own_writes, patients
from workstation.services.clinic import Clinic
from workstation.store import patient_blocks, schema

ACTION = "patient.register"
NUMBERS = "urn:consilia:record-number"        # who gives the numbers that are typed here: this clinic
LIKELY = 0.5                                  # from this probability on somebody is shown
_MOST = 30                                    # people that one typed field brings
_SEXES = ("male", "female", "other", "unknown")
_OLDEST_YEARS = 130


@dataclass(frozen=True, slots=True)
class NewPatient:
    """What was typed. ``sex`` as FHIR has it; ``born`` an ISO date as precise as it is known; empty is not known."""

    family: str
    given: str = ""
    sex: str = ""
    born: str = ""
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who is here already and may be the same person."""

    row: PatientRow
    probability: float


def alike(clinic: Clinic, typed: NewPatient) -> list[Alike]:
    """Who is here already, the likeliest first; nobody while there is too little to compare. Raises NotAllowed."""
    found: dict[str, PatientRow] = {}
    for text in _questions(typed):
        found |= {row.id: row for row in patients.search(clinic, text, limit=_MOST)}
    if not found:
        return []
    clinic.act("patient.match", detail="while registering")
    with clinic.read() as conn:
        mine = identity_of(resource(typed, "new"), "new")
        share, people = matching.Shares(conn), max(patient_blocks.newest(conn), 2)
        held = matching.identities(conn, set(found))
        weighed = [Alike(found[one], score(mine, who, share, people).probability) for one, who in held.items()]
    return sorted((one for one in weighed if one.probability >= LIKELY), key=lambda one: -one.probability)


def register(clinic: Clinic, typed: NewPatient, command_id: str) -> str:
    """Stores the patient with the audit entry in one transaction; returns the new id.

    The same command twice adds nobody. Raises UserMistake for what can't be, NotStored, NotAllowed.
    """
    check(typed)
    made = own_writes.new_id()

    def write(conn: Connection) -> str:
        _refuse_taken(conn, typed.number)
        own_writes.put(conn, [own_writes.stamped(resource(typed, made))], command_id)
        return made

    done = clinic.act(ACTION, made, detail="registered by hand", write=write, command_id=command_id)
    if done is None:
        raise UserMistake(reason="This patient was registered already")
    return done


def check(typed: NewPatient) -> None:
    """Raises UserMistake that names the first thing that is missing or can't be."""
    if not typed.family.strip() and not typed.given.strip():
        raise UserMistake(reason="A name is needed")
    if typed.sex not in _SEXES:
        raise UserMistake(reason="Choose the sex, or not known")
    if not typed.born:
        return
    try:
        born = PartialDate.parse(typed.born)
    except ValueError as error:
        raise UserMistake(reason=f"'{typed.born[:20]}' is no date: write it as 1958-07-14, 1958-07 or 1958") from error
    years = datetime.now(UTC).date().year - born.calendar.year
    if len(typed.born) > 10 or born.start > datetime.now(UTC) or years > _OLDEST_YEARS:
        raise UserMistake(reason=f"{typed.born[:20]} can't be the birth date of somebody who is here today")


def resource(typed: NewPatient, patient_id: str) -> Node:
    """The Patient resource of what was typed; what is not known is left out."""
    family, given = typed.family.strip(), typed.given.strip()
    is_chinese = bool(CHINESE.search(family + given))
    name: Node = {"use": "official", "text": family + given if is_chinese else f"{given} {family}".strip()}
    if family:
        name["family"] = family
    if given:
        name["given"] = [given] if is_chinese else given.split()
    made: Node = {"resourceType": "Patient", "id": patient_id, "active": True, "name": [name]}
    if typed.sex:
        made["gender"] = typed.sex
    if typed.born:
        made["birthDate"] = typed.born
    if typed.number.strip():
        made["identifier"] = [{"use": "usual", "type": {"text": "MRN"}, "system": NUMBERS,
                               "value": typed.number.strip()}]
    if typed.phone.strip():
        made["telecom"] = [{"system": "phone", "value": typed.phone.strip()}]
    return made


def _questions(typed: NewPatient) -> list[str]:
    name = f"{typed.family}{typed.given}" if CHINESE.search(typed.family + typed.given) else \
        f"{typed.family} {typed.given}"
    born = typed.born if len(typed.born) == 10 else ""
    phone = "".join(sign for sign in typed.phone if sign.isdigit())
    return [text.strip() for text in (name, born, phone[-8:] if len(phone) >= 7 else "", typed.number) if text.strip()]


def _refuse_taken(conn: Connection, number: str) -> None:
    table = schema.patient_index
    if number.strip() and conn.execute(select(table.c.id).where(table.c.number == number.strip())).first() is not None:
        raise UserMistake(reason=f"The record number {number.strip()[:40]} is another patient's")
