"""The check-up report: a bilingual draft of what the record says now, its signing, its way to a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.errors import UserMistake
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from engines.report.checkup import CheckupContent
    from workstation.domain.report import SignedReport
    from workstation.services.clinic import Clinic


@dataclass(frozen=True, slots=True)
class CheckupDraft:
    """A check-up report that nobody signed; ``sha256`` is that of ``pdf``."""

    patient_id: str
    pdf: bytes
    sha256: str
    content: CheckupContent


def draft(
    clinic: Clinic, patient_id: str, progress: Progress, since: date | None = None, comment: str = "",
) -> CheckupDraft:
    """Gathers the chart and sets it, watermarked as a draft. Leaves an audit entry.

    ``since`` is the day to compare with; without it the check-up before the newest one, else a year. Raises NotFound,
    NotAllowed, Cancelled, UserMistake for a day in the future.
    """
    from workstation.services import checkup_content

    now = datetime.now(UTC).astimezone().replace(microsecond=0)
    if since is not None and since > now.date():
        raise UserMistake(reason=f"{since.isoformat()} lies in the future; the report compares with a day gone by")
    if clinic.guest_of:
        raise UserMistake(reason="A check-up report needs the whole chart; of a case only chosen parts were sent")
    clinic.act("report.draft", patient_id=patient_id, detail="check-up report")
    content = checkup_content.gather(clinic, patient_id, progress, since, comment, now)
    progress.step(0.8, "Setting the pages")
    pdf = _render(content)
    progress.step(1.0)
    return CheckupDraft(patient_id, pdf, hashlib.sha256(pdf).hexdigest(), content)


def sign(clinic: Clinic, unsigned: CheckupDraft, at: datetime | None = None) -> SignedReport:
    """Signs the report as the consultation report is signed, and keeps it. Raises NotAllowed, UserMistake, DiskFull."""
    from workstation.services import report

    content = unsigned.content
    if not content.is_draft:
        raise UserMistake(reason="This report is signed already; make a new draft to say something else")
    return report.sign_pages(
        clinic, unsigned.patient_id, "both",
        lambda signature: _render(replace(content, face=replace(content.face, signature=signature))), at)


def save(clinic: Clinic, patient_id: str, out: Path, progress: Progress, since: date | None = None) -> Path:
    """Makes a draft and writes it to ``out``, whole or not at all. Raises as ``draft`` and ``report.save``."""
    from workstation.services import report

    made = draft(clinic, patient_id, progress, since)
    report.save(clinic, patient_id, made.pdf, out, "draft check-up report")
    return out


def _render(content: CheckupContent) -> bytes:
    from engines.report.checkup_pages import render
    from workstation.services.report import ink

    return render(content, ink())
