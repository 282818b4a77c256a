"""Entering the family history: relatives added, amended, taken back and undone; each with its audit, never deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workstation.domain.family_entry import RelativeDraft
from workstation.domain.partial_date import PartialDate
from workstation.errors import ChangedMeanwhile, NotFound, UserMistake
from workstation.exchange import family_draft
from workstation.exchange.family_roles import CODES, OTHER_WORDS
from workstation.exchange.fhir_parts import Node, parts, word
from workstation.services import clinic_time, own_writes, patients

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workstation.services.clinic import Clinic

__all__ = ["ACTION", "RELATIONSHIPS", "Done", "add", "amend", "held", "mark_error", "undo"]

ACTION = "pedigree.edit"
_IN_ERROR = "entered-in-error"
_TYPE = "FamilyMemberHistory"
# What a form offers: code of v3-RoleCode and its English words, in the order in which a family is asked about.
RELATIONSHIPS: tuple[tuple[str, str], ...] = tuple(
    (code, CODES[code].words if code in CODES else OTHER_WORDS[code]) for code in (
        "MTH", "FTH", "SIS", "BRO", "SIB", "TWINSIS", "TWINBRO", "HSIS", "HBRO", "DAU", "SON", "CHILD",
        "MGRMTH", "MGRFTH", "MAUNT", "MUNCLE", "MCOUSN", "PGRMTH", "PGRFTH", "PAUNT", "PUNCLE", "PCOUSN",
        "NIECE", "NEPH", "GRNDDAU", "GRNDSON", "GRNDCHILD", "WIFE", "HUSB", "SPS", "DOMPART",
        "AUNT", "UNCLE", "COUSN", "GRMTH", "GRFTH", "GGRMTH", "GGRFTH"))


@dataclass(frozen=True, slots=True)
class Done:
    """What was saved, so that it can be undone: the key, the version it made, and what stood before (None: nothing)."""

    key: str
    version: int
    before: Node | None


def add(clinic: Clinic, patient_id: str, draft: RelativeDraft, command_id: str | None = None) -> Done | None:
    """Saves a relative; None where the same command saved it before. Raises UserMistake, NotFound, NotAllowed."""
    if not draft.relationship:
        raise UserMistake(reason="A relative has a relationship to the patient")
    _check(clinic, patient_id, draft)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    node = {"resourceType": _TYPE, "id": own_writes.new_id(), "status": draft.asked.value,
            "patient": {"reference": f"Patient/{patient_id}"}, "date": now, **family_draft.changed({}, draft)}
    key = f"{_TYPE}/{node['id']}"

    def write(conn: Connection) -> Done:
        own_writes.put(conn, [own_writes.stamped(node)], command_id or "")
        return Done(key, 1, None)

    return clinic.act(ACTION, patient_id, f"added {draft.relationship}: {key}", write, command_id)


def amend(
    clinic: Clinic, patient_id: str, key: str, version: int, draft: RelativeDraft, command_id: str | None = None
) -> Done | None:
    """Saves what is said otherwise of a relative; the former version stays. None where it was saved before.

    ``version`` is the one that was seen. Raises UserMistake, ChangedMeanwhile, NotFound, NotAllowed.
    """
    _check(clinic, patient_id, draft)

    def change(before: Node) -> Node:
        if word(before, "status") == _IN_ERROR:
            raise UserMistake(reason="It was taken back; enter the relative anew")
        return family_draft.changed(before, draft)

    return _changed(clinic, patient_id, (key, version), f"amended {key}", change, command_id)


def mark_error(
    clinic: Clinic, patient_id: str, key: str, version: int, reason: str, command_id: str | None = None
) -> Done | None:
    """States that a relative was entered in error, and why; it stays readable. Raises as ``amend``."""
    said = " ".join(reason.split())
    if not said:
        raise UserMistake(reason="Say why it was entered in error")
    return _changed(clinic, patient_id, (key, version), f"entered in error {key}: {said}",
                    lambda before: _in_error(clinic, before, said), command_id)


def undo(clinic: Clinic, patient_id: str, done: Done, command_id: str | None = None) -> Done | None:
    """Takes the last change back: what stood before becomes a new version; what was added is marked as an error.

    Raises ChangedMeanwhile where somebody changed it since, NotFound, NotAllowed.
    """
    former = done.before
    return _changed(clinic, patient_id, (done.key, done.version), f"undone {done.key}",
                    lambda now: former if former is not None else _in_error(clinic, now, "undone"), command_id)


def held(clinic: Clinic, patient_id: str, key: str) -> tuple[RelativeDraft, int]:
    """What a form shows of a relative, and the version it was read from. Raises NotFound, NotAllowed."""
    clinic.read_chart(patient_id)
    everybody = patients.charts(clinic, patient_id)
    with clinic.read() as conn:
        node, version = _stored(conn, key, everybody)
    return family_draft.draft_of(node), version


# --- within ----------------------------------------------------------------------------------------------------------

def _check(clinic: Clinic, patient_id: str, draft: RelativeDraft) -> None:
    patients.banner(clinic, patient_id)               # refuses whoever isn't known
    today = clinic_time.of(clinic).shown(datetime.now(UTC)).date()
    family_draft.check(draft, PartialDate.parse(today.isoformat()))


def _changed(
    clinic: Clinic, patient_id: str, seen: tuple[str, int], said: str, change: Callable[[Node], Node],
    command_id: str | None
) -> Done | None:
    key, version = seen
    everybody = patients.charts(clinic, patient_id)

    def write(conn: Connection) -> Done:
        before, current = _stored(conn, key, everybody)
        if current != version:
            raise ChangedMeanwhile(what="The relative")
        own_writes.put(conn, [own_writes.stamped(change(before))], command_id or "")
        return Done(key, _stored(conn, key, everybody)[1], before)

    return clinic.act(ACTION, patient_id, said, write, command_id)


def _stored(conn: Connection, key: str, everybody: list[str]) -> tuple[Node, int]:
    from sqlalchemy import select

    from workstation.exchange.projections import stored_values
    from workstation.store.schema import resource

    row = conn.execute(select(resource.c.version, resource.c.patient_id).where(
        resource.c.key == key, resource.c.type == _TYPE)).first()
    if row is None or row.patient_id not in everybody:
        raise NotFound(what="relative", name=key)
    return stored_values(conn, [key])[key], row.version


def _in_error(clinic: Clinic, before: Node, said: str) -> Node:
    note = {"authorString": clinic.user.display or clinic.user.name,
            "time": datetime.now(UTC).isoformat(timespec="seconds"), "text": said}
    return {**before, "status": _IN_ERROR, "note": [*parts(before, "note"), note]}
