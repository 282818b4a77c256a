"""What a reader says of a finding. Nothing leaves PROPOSED by itself, and every step is kept with who, when and why."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workstation.domain.finding import Finding, FindingState
from workstation.errors import NotFound, UserMistake

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workstation.services.clinic import Clinic


def review(clinic: Clinic, finding_id: str, state: FindingState, reason: str) -> Finding:
    """See ``findings.review``."""
    from workstation.store import images

    if state is FindingState.REJECTED and not reason.strip():
        raise UserMistake(reason="a finding is rejected with a reason")
    with clinic.read() as connection:
        known = images.finding(connection, finding_id)
    if known is None:
        raise NotFound(what="finding", name=finding_id)
    command = uuid.uuid4().hex

    def write(connection: Connection) -> Finding:
        before = images.finding(connection, finding_id)
        if before is None:
            raise NotFound(what="finding", name=finding_id)
        undone = state is FindingState.PROPOSED
        now = replace(
            before, state=state, reviewed_by="" if undone else clinic.user.display,
            reviewed_at=None if undone else datetime.now(UTC).replace(microsecond=0), reason=reason.strip(),
        )
        images.put_finding(connection, now, clinic.user.display, command)
        return now

    reviewed = clinic.act("finding.review", patient_id=known.patient_id, detail=f"{finding_id} {state.value}",
                          write=write, command_id=command)
    assert reviewed is not None
    return reviewed
