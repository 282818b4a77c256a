"""What waits for a person because it contradicts what is known: looking at it, and deciding.

Nothing here is lost: the bytes of what was kept out or discarded stay in the vault, and who decided what and why stands
in the audit trail. The same decision a second time changes nothing.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from workstation.domain.quarantine import QuarantineItem, QuarantineState, Release
from workstation.errors import NotFound, UserMistake
from workstation.exchange import fhir_read
from workstation.exchange.fhir_store import FhirWriter
from workstation.services.clinic import Clinic
from workstation.store import schema, waiting

ACTION = "quarantine.review"
_STATES = {Release.OURS: QuarantineState.KEPT, Release.THEIRS: QuarantineState.TAKEN,
           Release.ANOTHER: QuarantineState.MOVED}
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_LONGEST_ID = 60


def listed(clinic: Clinic, state: QuarantineState | None = QuarantineState.WAITING) -> list[QuarantineItem]:
    """What waits, the oldest first (``state`` None: what was decided too). Raises NotAllowed."""
    clinic.act(ACTION, detail="listed")
    with clinic.read() as conn:
        return waiting.listed(conn, state)


def find(clinic: Clinic, item_id: str) -> QuarantineItem:
    """The one item whose id is this or begins with it. Raises NotFound, also where it fits several."""
    with clinic.read() as conn:
        found = waiting.beginning_with(conn, item_id) if item_id else []
    if len(found) != 1:
        raise NotFound(what="item of the quarantine" if not found else "single item of the quarantine", name=item_id)
    return found[0]


def raw(clinic: Clinic, item: QuarantineItem) -> bytes:
    """The bytes exactly as they came. Raises NotAllowed."""
    clinic.act(ACTION, item.patient_id, f"looked at {item.id}: {_named(item)}")
    return clinic.vault.get(item.blob)


def release(
    clinic: Clinic, item: QuarantineItem, how: Release, patient_id: str | None = None, alike: bool = False
) -> list[QuarantineItem]:
    """Does what a person decided and returns what was settled, in one transaction with its audit entry.

    ``ours`` keeps what is stored; ``theirs`` takes it in as a new version of ours; ``another`` takes it in beside ours
    for the patient ``patient_id``, where a Patient without that becomes a new one. ``alike`` does the same with all
    that waits for the same reason from the same file (a Patient and everything of theirs).
    Raises UserMistake for what was decided otherwise before or can't be, NotFound, NotAllowed.
    """
    if how is not Release.ANOTHER and patient_id is not None:
        raise UserMistake(reason="A patient is named only with 'another'")
    if item.state is _STATES[how]:
        return []
    _check_waiting(item)
    detail = f"{how.value} {item.id}: {_named(item)}" + (f" for {patient_id}" if patient_id else "")

    def write(conn: Connection) -> list[QuarantineItem]:
        items = waiting.alike(conn, item) if alike else [item]
        target = patient_id
        for one in items:
            if how is not Release.OURS:
                target = _take(clinic, conn, one, how, target)
            if not waiting.settle(conn, one, _STATES[how]):
                raise UserMistake(reason=f"Somebody else has just decided about {one.id[:8]}")
        return items

    return clinic.act(ACTION, item.patient_id, detail, write) or []


def discard(clinic: Clinic, item: QuarantineItem, reason: str) -> bool:
    """Leaves it out for good, with the reason in the trail. False where it was discarded before. Raises UserMistake."""
    if not reason.strip():
        raise UserMistake(reason="Say why it is discarded")
    if item.state is QuarantineState.DISCARDED:
        return False
    _check_waiting(item)
    return bool(clinic.act(ACTION, item.patient_id, f"discarded {item.id}: {_named(item)}: {reason.strip()}",
                           lambda conn: waiting.settle(conn, item, QuarantineState.DISCARDED)))


def _check_waiting(item: QuarantineItem) -> None:
    if item.state is not QuarantineState.WAITING:
        raise UserMistake(reason=f"{item.id[:8]} was decided before: {item.state.value}")


def _take(clinic: Clinic, conn: Connection, item: QuarantineItem, how: Release, patient_id: str | None) -> str | None:
    """Stores one item as decided; returns the patient that the items alike go to."""
    if not item.resource_key:
        raise UserMistake(reason="It came as a whole file (an image, a message) and can be kept out or discarded only; "
                                 "ask its sender to correct it")
    key, owner = item.resource_key, item.patient_id
    if how is Release.ANOTHER:
        key, owner = _elsewhere(conn, item, patient_id)
    candidate = fhir_read.read_resource(clinic.vault.get(item.blob), key, owner)
    FhirWriter(conn, item.path, f"quarantine {item.id}").force(candidate)
    return owner if how is Release.ANOTHER else patient_id


def _elsewhere(conn: Connection, item: QuarantineItem, patient_id: str | None) -> tuple[str, str]:
    """(key, patient) of an item that is not of the patient whose id it came under."""
    kind, own = item.resource_key.split("/", 1)
    if patient_id is not None and _ID.fullmatch(patient_id) is None:
        raise UserMistake(reason=f"'{patient_id[:64]}' is no patient id: letters, digits, '-' and '.' only")
    if kind == "Patient":
        made = patient_id or _free(conn, item.resource_key).split("/", 1)[1]
        if patient_id == own:
            raise UserMistake(reason=f"{own} is the patient it came under; 'theirs' takes it in there")
        return f"Patient/{made}", made
    known = schema.patient_index
    if patient_id is None:
        raise UserMistake(reason="Name the patient it belongs to")
    if conn.execute(select(known.c.id).where(known.c.id == patient_id)).first() is None:
        raise NotFound(what="patient", name=patient_id)
    return _free(conn, item.resource_key), patient_id


def _free(conn: Connection, key: str) -> str:
    """The key itself, or the first of key-2, key-3, ... under which nothing is stored."""
    held, number, tried = schema.resource, 1, key
    while conn.execute(select(held.c.key).where(held.c.key == tried)).first() is not None:
        number += 1
        kind, own = key.split("/", 1)
        tried = f"{kind}/{own[:_LONGEST_ID]}-{number}"
    return tried


def _named(item: QuarantineItem) -> str:
    return f"{item.resource_key or 'a whole file'} from {item.path}"
