"""Finds the appointment of the store that a scheduling message is about: by the filler's number, else the placer's.

The filler is the system that keeps the schedule, the placer the one that asked (HL7 v2 chapter 10). A placer's number
alone is a weaker sign: several visits may come of one request, so a known filler's number that differs speaks against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workstation.exchange import projections
from workstation.exchange.fhir_parts import Node, parts, word
from workstation.exchange.hl7v2.draft import Draft, key_of
from workstation.exchange.hl7v2.schedule import FILLER, PLACER, id_by, numbered
from workstation.store import schema

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


def settle(clinic: Clinic, draft: Draft) -> None:
    """Gives each appointment of the message the id of the one it is about, where the patient has it already."""
    meetings = [one for one in draft.resources if one["resourceType"] == "Appointment"]
    if not meetings:
        return
    held = schema.resource
    with clinic.read() as conn:
        keys = conn.execute(select(held.c.key).where(
            held.c.patient_id == draft.patient_id, held.c.type == "Appointment")).scalars().all()
        known = projections.stored_values(conn, keys)
    for one in meetings:
        doubt = draft.doubts.pop(key_of(one), "")
        found = _about(one, known, draft)
        if found:
            one["id"] = found.split("/", 1)[1]
        if doubt and not word(known.get(key_of(one), {}), "start"):
            draft.doubts[key_of(one)] = doubt


def _about(one: Node, known: dict[str, Node], draft: Draft) -> str:
    if key_of(one) in known:
        return ""
    filler, placer = numbered(one, FILLER), numbered(one, PLACER)
    by_filler = [key for key, held in known.items() if _has(key, held, filler)]
    if by_filler:
        return by_filler[0] if len(by_filler) == 1 else ""
    by_placer = [
        key for key, held in known.items()
        if (key == f"Appointment/{id_by(placer, draft)}" or _has(key, held, placer)) and not _differ(filler, held)]
    return by_placer[0] if len(by_placer) == 1 else ""


def _has(key: str, held: Node, number: Node) -> bool:
    """True where the stored one has this number of this system. A bare number is its sender's own: between messages
    it is compared by the id that is made of both."""
    if not number:
        return False
    system, value = word(number, "system"), word(number, "value")
    if not system and key.startswith("Appointment/v2-"):
        return False
    return any(word(one, "value") == value and word(one, "system") == system for one in parts(held, "identifier"))


def _differ(filler: Node, held: Node) -> bool:
    theirs = numbered(held, FILLER)
    return bool(filler and theirs) and word(filler, "value") != word(theirs, "value")
