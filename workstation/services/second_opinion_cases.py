"""The cases of others: each is a small encrypted store of its own, beside ours and never in it.

So nothing of a guest is ever matched, merged, searched, exported or counted with our own patients: what walks over the
clinic doesn't see it. Every room and service works on a case as on a clinic, because it is one. Its key is derived from
our master key; it is made under another name and gets its own only when all of the package was taken in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workstation.domain.finding import Finding, FindingState
from workstation.domain.opinion import Direction, Opinion
from workstation.domain.resource import FileStatus, ImportReport
from workstation.domain.user import User
from workstation.errors import DamagedFile, NotFound, UnsafeFile
from workstation.exchange import fhir_read
from workstation.exchange.fhir_store import FhirWriter
from workstation.exchange.package import findings, question
from workstation.exchange.package.container import Package
from workstation.exchange.safe_json import JsonFault
from workstation.services import second_opinion_parts, sign_in
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.services.second_opinion_send import FINDINGS, RECORD, SUMMARY
from workstation.services.waiting import put_aside
from workstation.store import images, opinions
from workstation.store.files import sync_folder
from workstation.store.keys import Cost, KeyFile
from workstation.store.opened import OpenedStore
from workstation.store.sealed_stream import derive

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workstation.exchange.fhir_read import Candidate

FOLDER = "cases"
ACTION = "opinion.receive"
_SLOT = "case"
_COST = Cost(memory_kib=64, passes=1, lanes=1)      # the secret is 256 random bits: stretching it would add nothing
SENDER_STATE, SENDER_REVIEWER = "sender's review", "sender's reviewer"


def receive(clinic: Clinic, package: Package, opinion: Opinion, progress: Progress) -> Opinion:
    """Makes a case of a question whose signature and parts were checked: all of it or nothing.

    Raises UnsafeFile, DamagedFile, DiskFull, Cancelled.
    """
    folder = clinic.data_dir / FOLDER / opinion.id
    made = folder.with_name(f".{opinion.id}.new")
    for leftover in (made, folder):                # of a making that was killed: without its row it never was a case
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        user = User(_SLOT, clinic.user.display, clinic.user.role)
        with sign_in.create(made, user, _secret(clinic, opinion.id), _COST) as guest:
            _fill(guest, package, opinion, progress)
        made.replace(folder)
        sync_folder(folder.parent)
        detail = f"case {opinion.id} of {opinion.peer_name}, {package.manifest.size} bytes"
        clinic.act(ACTION, detail=detail, write=lambda conn: opinions.add(conn, opinion))
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return opinion


def open_case(clinic: Clinic, case_id: str) -> Clinic:
    """The case as a clinic of its own, for the same person: to be closed by the caller. Raises NotFound, NotAllowed."""
    opinion = find(clinic, case_id)
    clinic.act(ACTION, detail=f"opened case {opinion.id} of {opinion.peer_name}")
    return visit(clinic, opinion)


def remove(clinic: Clinic, case_id: str) -> Opinion:
    """Deletes a case that was opened: its store, and its line in the list. What was answered stays listed.

    The same package can be opened again. Raises NotFound, NotAllowed.
    """
    opinion = find(clinic, case_id)
    folder = clinic.data_dir / FOLDER / opinion.id
    gone = folder.with_name(f".{opinion.id}.gone")
    _tidy(clinic)
    if folder.exists():
        folder.replace(gone)
    try:
        clinic.act(ACTION, detail=f"deleted case {opinion.id} of {opinion.peer_name}",
                   write=lambda conn: opinions.drop(conn, opinion.id))
    except BaseException:
        if gone.exists():
            gone.replace(folder)
        raise
    _tidy(clinic)
    return opinion


def _tidy(clinic: Clinic) -> None:
    """Clears away the stores of deleted cases, those too whose deleting was cut off in its middle."""
    with clinic.read() as conn:
        known = {one.id for one in opinions.listed(conn)}
    for left in (clinic.data_dir / FOLDER).glob(".*.gone"):
        name = left.name.removeprefix(".").removesuffix(".gone")
        if name in known and not left.with_name(name).exists():
            left.replace(left.with_name(name))           # cut off before the entry was made: the case still stands
        else:
            shutil.rmtree(left, ignore_errors=True)


def find(clinic: Clinic, case_id: str) -> Opinion:
    """The case with this id, or the only one whose id begins so. Raises NotFound."""
    with clinic.read() as conn:
        cases = [one for one in opinions.listed(conn) if one.direction is Direction.RECEIVED]
    found = [one for one in cases if len(case_id) >= 4 and one.id.startswith(case_id)]
    if len(found) != 1:
        raise NotFound(what="second opinion case" if not found else "single second opinion case", name=case_id)
    return found[0]


def visit(clinic: Clinic, opinion: Opinion) -> Clinic:
    """``open_case`` within a larger piece of work that leaves its own entry."""
    from workstation.services import upkeep

    folder = clinic.data_dir / FOLDER / opinion.id
    if not folder.exists():
        _tidy(clinic)
    keys = KeyFile.load(folder)
    _, ring = keys.unlock(_SLOT, _secret(clinic, opinion.id))
    guest = Clinic(OpenedStore(folder, keys, ring), clinic.user)
    guest.guest_of = opinion.peer_name
    try:
        guest.guest_parts = second_opinion_parts.sent(guest, opinion)
        guest.upkeep = upkeep.begin(guest)
    except BaseException:
        guest.close()
        raise
    return guest


def _secret(clinic: Clinic, case_id: str) -> str:
    return derive(clinic.store.ring.master, b"", b"consilia case " + case_id.encode()).hex()


# --- filling ---------------------------------------------------------------------------------------------------------


def _fill(guest: Clinic, package: Package, opinion: Opinion, progress: Progress) -> None:
    candidates = _record(package, opinion.patient_id)

    def write(conn: Connection) -> None:
        writer = FhirWriter(conn, f"second opinion package {opinion.id}", opinion.id)
        writer.put(candidates)
        put_aside(guest, conn, RECORD, writer.outcome)

    guest.act("record.import", detail=f"package {opinion.id}", write=write)
    progress.step(0.2, "Images")
    _take_images(guest, package, opinion, progress)
    _take_findings(guest, package, opinion)
    summary = package.read(SUMMARY)
    if summary is not None:
        _keep_summary(guest, summary, opinion)
    progress.step(0.95)


def _keep_summary(guest: Clinic, pdf: bytes, opinion: Opinion) -> None:
    """The sender's PDF as a document of the case."""
    raw = question.summary_document(opinion.id, f"Patient/{opinion.patient_id}", opinion.peer_name, opinion.at, pdf)

    def write(conn: Connection) -> None:
        FhirWriter(conn, f"second opinion package {opinion.id}", opinion.id).put(fhir_read.read_document(raw))

    guest.act("record.import", opinion.patient_id, f"summary of package {opinion.id}", write)


def _record(package: Package, patient_id: str) -> list[Candidate]:
    """The resources, all of the one patient whom the package names. Raises UnsafeFile, DamagedFile."""
    place = package.path.name
    data = package.read(RECORD)
    if data is None:
        raise DamagedFile(place=place, reason="it holds no record")
    try:
        candidates = fhir_read.read_document(data)
    except JsonFault as error:
        raise UnsafeFile(place=place, reason=f"its record can't be used: {error.reason}") from error
    whose = {one.patient_id for one in candidates if one.patient_id is not None}
    if whose != {patient_id}:
        raise UnsafeFile(place=place, reason="its record is not of the one patient whom it names")
    return candidates


@dataclass(frozen=True, slots=True)
class _File:
    """A part as a file that is imported; nothing of it is written to the disk in clear."""

    name: str
    size: int
    read: Callable[[], bytes]

    def stat(self) -> Any:
        return os.stat_result((0, 0, 0, 0, 0, 0, self.size, 0, 0, 0))

    def read_bytes(self) -> bytes:
        return self.read()

    def __str__(self) -> str:
        return self.name


def _take_images(guest: Clinic, package: Package, opinion: Opinion, progress: Progress) -> None:
    """Each through the same examination as any image; one that can't be kept refuses the whole package."""
    from workstation.exchange.dicom_import import import_dicom

    files = [_File(part.name, part.size, read) for part, read in package.parts()
             if part.name.startswith(("images/", "objects/"))]
    if not files:
        return
    inner = Progress("The images", lambda fraction, words: progress.step(0.2 + 0.7 * fraction, words))
    place = package.path.name
    for report in import_dicom(guest, files, ImportReport(opinion.id), inner):
        if report.status is not FileStatus.IMPORTED:
            reason = report.issues[0].message if report.issues else "it can't be kept"
            raise UnsafeFile(place=place, reason=f"its part {report.path}: {reason}")
    with guest.read() as conn:
        others = [one for one in images.studies(conn, None) if one.patient_id != opinion.patient_id]
    if others:
        raise UnsafeFile(place=place, reason="an image in it is not of the patient whom it names")


def _take_findings(guest: Clinic, package: Package, opinion: Opinion) -> None:
    """The sender's findings as proposals: what the sender said of them stands beside, nothing is accepted for us."""
    data = package.read(FINDINGS)
    if data is None:
        return
    try:
        told = findings.from_bytes(data, opinion.patient_id)
    except ValueError as error:
        raise UnsafeFile(place=package.path.name, reason=f"its findings can't be used: {error}") from error
    with guest.read() as conn:
        for one in told:
            if images.study_of_series(conn, one.series_uid) != one.study_uid:
                raise UnsafeFile(place=package.path.name, reason="a finding in it lies on a series that it lacks")

    def write(conn: Connection) -> None:
        for one in told:
            images.put_finding(conn, _proposed(one), opinion.peer_name, opinion.id)

    guest.act("finding.propose", opinion.patient_id, f"{len(told)} findings of {opinion.peer_name}", write)


def _proposed(one: Finding) -> Finding:
    said = ((SENDER_STATE, one.state.value),) + (((SENDER_REVIEWER, one.reviewed_by),) if one.reviewed_by else ())
    return replace(one, state=FindingState.PROPOSED, reviewed_by="", reviewed_at=None, reason="",
                   attributes=(*one.attributes, *said))
