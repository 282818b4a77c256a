"""A chart as it is given away: the patient's resources, and those without a patient that they point at."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from sqlalchemy import select

from workstation.exchange.fhir_bundle import Piece
from workstation.services import record
from workstation.services.clinic import Clinic
from workstation.store import schema

# Resources without a patient that charts point at; they go along, so that the copy stands by itself.
SHARED = ("Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Device", "Group")
_URN = "urn:uuid:"
_SLICE = 400                       # keys asked for in one query


def chart(clinic: Clinic, patient_id: str, types: Sequence[str] = ()) -> list[Piece]:
    """The Patient first, then by type and key, then the shared ones. Raises NotAllowed."""
    own = [Piece(held.key, held.raw, patient_id) for held in record.resources(clinic, patient_id, types)]
    own.sort(key=lambda piece: (piece.type != "Patient", piece.type, piece.key))
    return own + shared(clinic, own)


def shared(clinic: Clinic, pieces: Sequence[Piece]) -> list[Piece]:
    """The stored resources without a patient that these point at, directly or by way of one another."""
    found: dict[str, Piece] = {}
    asked = {piece.key for piece in pieces}
    waiting: Sequence[Piece] = pieces
    while waiting:
        wanted = {key for piece in waiting for reference in piece.references for key in _keys(reference)} - asked
        asked |= wanted
        waiting = _stored(clinic, sorted(wanted))
        found |= {piece.key: piece for piece in waiting}
    return [found[key] for key in sorted(found)]


def _keys(reference: str) -> list[str]:
    """The keys of shared resources that a reference may mean; a ``urn:uuid:`` does not say of which type."""
    if reference.startswith(_URN):
        return [f"{kind}/{reference.removeprefix(_URN)}" for kind in SHARED]
    tail = reference.split("#", 1)[0].split("/_history/", 1)[0].split("/")[-2:]
    return ["/".join(tail)] if len(tail) == 2 and tail[0] in SHARED else []


def _stored(clinic: Clinic, keys: list[str]) -> list[Piece]:
    table = schema.resource
    with clinic.read() as conn:
        return [Piece(row.key, zlib.decompress(row.body))
                for start in range(0, len(keys), _SLICE)
                for row in conn.execute(select(table.c.key, table.c.body).where(
                    table.c.key.in_(keys[start:start + _SLICE]), table.c.patient_id.is_(None)))]
