"""The projection of an Appointment: one row of the day list. A pure function of one resource.

Who is asked and where stand in ``participant`` (FHIR R4): an actor is a person who treats or a place by the type of its
reference, by ``actor.type``, or by what it is said to do there (``participant.type``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workstation.domain.appointment import AppointmentState
from workstation.exchange.fhir_parts import Node, coding, date, number, part, parts, word

_WHO = ("Practitioner", "PractitionerRole", "HealthcareService")
_PLACE = ("Location", "Device")
_STATES = {state.value: state for state in AppointmentState}
_SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """``start`` and ``end`` as written, and in UTC for sorting. ``who`` and ``place``: names, or the reference where
    only that is written."""

    start: str
    start_utc: datetime
    end_utc: datetime
    state: AppointmentState
    patient: str
    who: str
    place: str
    reason: str
    cancelled_for: str
    comment: str
    numbers: tuple[tuple[str, str], ...]         # (system, value) of its identifiers


def project(resource: Node) -> AppointmentRow | None:
    """The row of an Appointment; None where it has no time (one that waits, or is only proposed)."""
    start = _instant(word(resource, "start"))
    state = _STATES.get(word(resource, "status"))
    if start is None or state is None:
        return None
    end = _instant(word(resource, "end"))
    if end is None or end < start:
        end = start + timedelta(minutes=number(resource.get("minutesDuration")) or 0)
    return AppointmentRow(
        word(resource, "start"), start, end, state, _SEPARATOR.join(_named(resource, ("Patient",))),
        _SEPARATOR.join(_named(resource, _WHO)), _SEPARATOR.join(_named(resource, _PLACE)), _reason(resource),
        coding(part(resource, "cancelationReason"))[2], word(resource, "comment"),
        tuple((word(one, "system"), word(one, "value")) for one in parts(resource, "identifier") if word(one, "value")),
    )


def patients(resource: Node) -> list[str]:
    """The references of the patients who take part."""
    held = [part(one, "actor") for one in parts(resource, "participant")]
    return [word(actor, "reference") for actor in held if kind_of(actor) == "Patient" and word(actor, "reference")]


def kind_of(actor: Node) -> str:
    """What an actor is, by its reference or its type: Practitioner, Location, Patient ...; "" where nothing says."""
    pieces = word(actor, "reference").split("/")
    written = pieces[-2] if len(pieces) > 1 else ""
    return written or word(actor, "type")


def _named(resource: Node, kinds: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for one in parts(resource, "participant"):
        actor = part(one, "actor")
        kind = kind_of(actor)
        if not kind and "Practitioner" in kinds and any(coding(said)[1] in _ROLES for said in parts(one, "type")):
            kind = "Practitioner"
        name = word(actor, "display") or word(actor, "reference")
        if kind in kinds and name and name not in found:
            found.append(name)
    return found


# Participation types of those who treat (HL7 v3 ParticipationType, as FHIR R4 binds them to participant.type).
_ROLES = frozenset({"ADM", "ATND", "CON", "DIS", "PPRF", "SPRF", "PART"})


def _reason(resource: Node) -> str:
    """Why they come: the reason, else what is done, else the description."""
    for name in ("reasonCode", "serviceType", "appointmentType"):
        said = _SEPARATOR.join(filter(None, (coding(one)[2] for one in parts(resource, name))))
        if said:
            return said
    return word(resource, "description")


def _instant(text: str) -> datetime | None:
    found = date(text)
    return found.start.astimezone(UTC) if found is not None and "T" in text else None
