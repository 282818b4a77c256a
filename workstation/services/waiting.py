"""Puts what must wait for a person into the quarantine, within the transaction that found it."""

from __future__ import annotations

from sqlalchemy import Connection

from workstation.exchange.fhir_store import Outcome
from workstation.services.clinic import Clinic
from workstation.store import waiting


def put_aside(clinic: Clinic, conn: Connection, source: str, outcome: Outcome) -> None:
    """One row a quarantined candidate, its bytes in the vault; what waits already for the same reason waits once."""
    for candidate, reason in outcome.quarantined:
        waiting.add(conn, waiting.identity(candidate.key, candidate.digest, reason), source, reason,
                    clinic.vault.put(candidate.raw), candidate.patient_id, candidate.key)
