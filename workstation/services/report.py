"""The consultation report: a draft of what the record says now, its signing, its check, its way to a file."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.partial_date import PartialDate
from workstation.domain.report import ALL_SECTIONS, Draft, PagePicture, ReportSection, SignedReport, Verification
from workstation.domain.user import Role
from workstation.errors import ConsiliaError, NotFound, UserMistake
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engines.report.content import ReportContent, Signature
    from engines.report.ink import Ink
    from workstation.services.clinic import Clinic

_ROLES_ZH = {
    Role.PHYSICIAN: "医师", Role.RADIOLOGIST: "放射科医师", Role.GENETICIST: "遗传科医师", Role.NURSE: "护士",
    Role.ADMINISTRATOR: "管理员",
}


def draft(
    clinic: Clinic, patient_id: str, progress: Progress, sections: Sequence[ReportSection] = ALL_SECTIONS,
    language: str = "en", comment: str = "",
) -> Draft:
    """Gathers the record and sets it, watermarked DRAFT. Leaves an audit entry.

    What can't be gathered (an image, an engine) is left out and named in ``Draft.unread``; the rest is set. Raises
    NotFound, NotAllowed, Cancelled.
    """
    from workstation.services import report_content

    clinic.act("report.draft", patient_id=patient_id)
    content, unread = report_content.gather(clinic, patient_id, progress, frozenset(sections), language, comment)
    progress.step(0.9, "Setting the pages")
    pdf = _render(content)
    progress.step(1.0)
    return Draft(patient_id, pdf, hashlib.sha256(pdf).hexdigest(), content, unread)


def sign(clinic: Clinic, unsigned: Draft, at: datetime | None = None) -> SignedReport:
    """Sets the draft again with the signer and the time, signs its SHA-256 with the clinic's Ed25519 key (RFC 8032) and
    stores it. Signing is the user's own act: nothing else calls this. Raises NotAllowed, UserMistake, DiskFull.
    """
    if not unsigned.content.is_draft:
        raise UserMistake(reason="This report is signed already; make a new draft to say something else")
    content = unsigned.content
    return sign_pages(clinic, unsigned.patient_id, content.language,
                      lambda signature: _render(replace(content, signature=signature)), at)


def sign_pages(
    clinic: Clinic, patient_id: str, language: str, pages_with: Callable[[Signature], bytes],
    at: datetime | None = None,
) -> SignedReport:
    """Signs and stores what ``pages_with`` sets when it is given the signature to print. Raises as ``sign``."""
    from workstation.store import reports

    moment = (at or datetime.now(UTC)).replace(microsecond=0)
    pdf = pages_with(_signature(clinic, moment, language))
    digest = hashlib.sha256(pdf).hexdigest()
    identity = str(uuid.uuid4())

    def write(conn: Connection) -> SignedReport:
        report = SignedReport(
            id=identity, patient_id=patient_id, blob=clinic.vault.put(pdf), sha256=digest,
            signature=clinic.sign(bytes.fromhex(digest)), signed_by=clinic.user.display or clinic.user.name,
            signed_at=moment,
        )
        reports.add(conn, report)
        return report

    stored = clinic.act("report.sign", patient_id=patient_id, detail=f"report {identity} sha256 {digest}",
                        write=write, command_id=identity)
    assert stored is not None           # a fresh command id is always carried out
    return stored


def signed(clinic: Clinic, patient_id: str) -> list[SignedReport]:
    """The patient's signed reports, the newest first."""
    from workstation.store import reports

    with clinic.read() as conn:
        return reports.of_patient(conn, patient_id)


def read(clinic: Clinic, report_id: str) -> bytes:
    """The PDF of a signed report, its audit entry first. Raises NotFound, NotAllowed, StoreDamaged."""
    report = _found(clinic, report_id)
    clinic.act("report.read", patient_id=report.patient_id, detail=f"report {report_id}")
    return clinic.vault.get(report.blob)


def verify(clinic: Clinic, report_id: str) -> Verification:
    """Whether the stored PDF has the signed SHA-256 and the signature is this clinic's. Raises NotFound."""
    report = _found(clinic, report_id)
    try:
        pdf = clinic.vault.get(report.blob)
    except (ConsiliaError, OSError):
        return Verification(False, "the file is missing or damaged in the vault")
    if hashlib.sha256(pdf).hexdigest() != report.sha256:
        return Verification(False, "the file is not the one that was signed")
    return _check(clinic.public_key, report)


def pages(pdf: bytes, width_px: int, progress: Progress) -> list[PagePicture]:
    """The pages as pictures ``width_px`` pixels wide. Raises DamagedFile for what is no PDF, Cancelled."""
    from workstation.services import report_pages

    return list(report_pages.pictures(pdf, width_px, progress))


def save(clinic: Clinic, patient_id: str, pdf: bytes, out: Path, what: str) -> None:
    """Writes a report to a file, whole or not at all, its audit entry (``what`` left the clinic) first.

    Raises NotFound for a folder that isn't there, NotAllowed, DiskFull.
    """
    from workstation.store.files import write_atomically

    if not out.parent.is_dir():
        raise NotFound(what="folder", name=str(out.parent))
    clinic.act("report.print", patient_id=patient_id, detail=f"{what} to {out.name}")
    try:
        write_atomically(out, [pdf])
    except OSError as error:
        raise ConsiliaError(reason=f"{out} can't be written ({error.strerror or 'the system refused'})") from error


def stamp(moment: datetime, language: str = "en") -> str:
    """``23-Nov-2026 10:42 +08:00`` in local time: never a numeric month, never a time without its zone."""
    local = moment.astimezone()
    zone = f"{local:%z}"
    return f"{PartialDate.parse(local.date().isoformat()).human(language)} {local:%H:%M} {zone[:3]}:{zone[3:]}"


def _signature(clinic: Clinic, moment: datetime, language: str) -> Signature:
    from engines.report.content import Signature

    key = hashlib.sha256(base64.b64decode(clinic.public_key)).hexdigest()[:16]
    shown = ":".join(key[i:i + 2] for i in range(0, len(key), 2))
    role = clinic.user.role.value.capitalize()
    if language.startswith("zh"):
        role = _ROLES_ZH.get(clinic.user.role, role)
    elif language == "both":
        role = f"{_ROLES_ZH.get(clinic.user.role, '')} {role}".strip()
    return Signature(clinic.user.display or clinic.user.name, role, stamp(moment, language), f"Ed25519 {shown}")


def _check(public_key: str, report: SignedReport) -> Verification:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
    try:
        key.verify(base64.b64decode(report.signature), bytes.fromhex(report.sha256))
    except (InvalidSignature, ValueError):
        return Verification(False, "the signature does not belong to this clinic's key")
    return Verification(True)


def _found(clinic: Clinic, report_id: str) -> SignedReport:
    from workstation.store import reports

    with clinic.read() as conn:
        report = reports.find(conn, report_id)
    if report is None:
        raise NotFound(what="signed report", name=report_id)
    return report


def _render(content: ReportContent) -> bytes:
    from engines.report.document import render

    return render(content, ink())


def ink() -> Ink:
    """Fonts and colours of everything that is printed."""
    import json

    from engines.report.ink import Ink
    from resources import path

    tokens = json.loads(path("themes", "tokens.json").read_text(encoding="utf-8"))["themes"]["light"]
    return Ink(path("fonts", "NotoSansSC_400Regular.ttf"), path("fonts", "NotoSansSC_600SemiBold.ttf"), tokens)
