"""Reading the audit trail and proving that nobody touched it."""

from __future__ import annotations

from workstation.services.clinic import Clinic
from workstation.store.audit_chain import AuditCheck, AuditEntry


def verify(clinic: Clinic) -> AuditCheck:
    """Checks every entry and the anchored head. The check itself leaves an entry. Raises NotAllowed."""
    clinic.act("audit.verify", detail="started")
    with clinic.read() as conn:
        return clinic.store.audit.verify(conn)


def entries(clinic: Clinic, patient_id: str | None = None, limit: int = 500) -> list[AuditEntry]:
    """The latest entries first, of one patient or of the clinic. Raises NotAllowed."""
    clinic.act("audit.read", patient_id=patient_id)
    with clinic.read() as conn:
        return clinic.store.audit.entries(conn, patient_id, limit)
