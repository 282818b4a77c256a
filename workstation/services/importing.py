"""Takes files and folders into the record. The format is found by content; nothing is lost and everything is said."""

from __future__ import annotations

import hashlib
import itertools
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from workstation.domain.resource import FileReport, FileStatus, ImportIssue, ImportReport
from workstation.errors import ConsiliaError, DamagedFile, NotFound, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.exchange import bounded, fhir_read
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_store import FhirWriter, Outcome
from workstation.exchange.safe_json import BrokenJson, JsonFault
from workstation.exchange.sniff import Kind, sniff
from workstation.services import messages
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.services.waiting import put_aside
from workstation.store import schema

if TYPE_CHECKING:
    from workstation.exchange.dicom_import import IncomingFile

_MOST_ISSUES = 500                 # a file; how many more there were is said
_LINES_AT_ONCE = 2000

_NOT_TAKEN = {
    Kind.ZIP: "archives are not opened; unpack it and import the folder",
    Kind.PED: "a PED file names no patient of this clinic; look at it with 'consilia pedigree FILE'",
    Kind.EMPTY: "it is empty",
    Kind.UNKNOWN: "nothing in it looks like a record or an image",
}


def import_paths(clinic: Clinic, paths: Sequence[Path], progress: Progress | None = None) -> ImportReport:
    """Imports files and folders (all levels). Each file is taken in as a whole or named with the reason.

    Raises NotFound for a path that isn't there, NotThatFormat for a folder without files, DiskFull, StoreBusy;
    Cancelled keeps the files that were finished. A second run over the same files adds nothing.
    """
    progress = progress or Progress("The import")
    report = ImportReport(run_id=str(uuid.uuid4()))
    files = _files(paths)
    images: list[Path] = []
    for place, path in enumerate(files):
        progress.step(place / len(files), path.name)
        try:
            kind, zipped = sniff(path)
        except OSError as error:
            report.files.append(_refused_by_system(path, error))
            continue
        if kind is Kind.DICOM and not zipped:
            images.append(path)
        else:
            report.files.append(_one(clinic, path, kind, zipped, report.run_id))
    if images:
        from workstation.exchange.dicom_import import import_dicom

        report.files.extend(import_dicom(clinic, images, report, progress))
    keep(clinic, report)
    progress.step(1.0)
    return report


def import_received(
    clinic: Clinic, source: str, pages: Sequence[bytes], judge: Callable[[Connection, list[Candidate]], None]
) -> ImportReport:
    """Imports the pages of FHIR that another institution's server sent, as a whole, by the same rules as a file.

    ``source`` names it; ``judge`` runs in the transaction, before anything is stored, and may doubt candidates, which
    then wait for a person. Raises NotThatFormat, DamagedFile, UnsafeFile, and what ``Clinic.act`` raises.
    """
    report = ImportReport(run_id=str(uuid.uuid4()))
    try:
        candidates = fhir_read.read_pages(pages)
    except JsonFault as fault:
        raise _unreadable(Path("the answer"), fault) from fault

    def write(conn: Connection) -> Outcome:
        judge(conn, candidates)
        writer = FhirWriter(conn, source, report.run_id)
        writer.put(candidates)
        put_aside(clinic, conn, source, writer.outcome)
        return writer.outcome

    outcome = clinic.act("record.import", detail=f"{len(pages)} pages from {source}", write=write)
    assert outcome is not None
    report.files.append(_reported(Path(source), [outcome]))
    report.files[0].path = source
    keep(clinic, report)
    return report


def import_images(
    clinic: Clinic, files: Sequence[IncomingFile], report: ImportReport, progress: Progress | None = None
) -> None:
    """Imports DICOM files that lie nowhere on this computer, by the same rules; their lines are added to ``report``."""
    from workstation.exchange.dicom_import import import_dicom

    report.files.extend(import_dicom(clinic, files, report, progress or Progress("The import")))


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [Path(folder) / name for folder, _, names in os.walk(path) for name in names
                      if not name.startswith(".")]
            inside = sorted(file for file in inside if file.is_file())
            if not inside:
                raise NotThatFormat(place=str(path), format="folder of records", reason="it holds no files")
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise NotFound(what="file or folder", name=str(path))
    return list(dict.fromkeys(found))


def _one(clinic: Clinic, path: Path, kind: Kind, zipped: bool, run_id: str) -> FileReport:
    try:
        if kind is Kind.FHIR_JSON:
            return _document(clinic, path, zipped, run_id)
        if kind is Kind.NDJSON:
            return _lines(clinic, path, zipped, run_id)
        if kind is Kind.XML:
            return _clinical_document(clinic, path, zipped, run_id)
        if kind is Kind.HL7V2:
            data = bounded.read_document(path, zipped)
            return _reported(path, list(messages.import_messages(clinic, path.name, data, run_id)))
        raise NotThatFormat(place=path.name, format="FHIR R4 or DICOM file", reason=_reason(kind, zipped))
    except UnreadableInput as error:
        return _rejected(path, error)
    except OSError as error:
        return _refused_by_system(path, error)


def _reason(kind: Kind, zipped: bool) -> str:
    if kind is Kind.DICOM:
        return "images are not taken from a compressed file; unpack it first"
    return "its compressed content is cut off or broken" if zipped and kind is Kind.UNKNOWN else _NOT_TAKEN[kind]


def _document(clinic: Clinic, path: Path, zipped: bool, run_id: str) -> FileReport:
    data = bounded.read_document(path, zipped)
    try:
        candidates = fhir_read.read_document(data)
    except JsonFault as fault:
        raise _unreadable(path, fault) from fault
    return _reported(path, [_stored(clinic, path, candidates, run_id, hashlib.sha256(data).hexdigest())])


def _lines(clinic: Clinic, path: Path, zipped: bool, run_id: str) -> FileReport:
    candidates = fhir_read.read_lines(bounded.read_lines(path, zipped))
    outcomes = [_stored(clinic, path, chunk, run_id, chunk[0].digest) for chunk in _chunks(candidates)]
    if not outcomes:
        raise NotThatFormat(place=path.name, format="FHIR R4 file", reason="it holds no lines")
    return _reported(path, outcomes)


def _clinical_document(clinic: Clinic, path: Path, zipped: bool, run_id: str) -> FileReport:
    from workstation.exchange import ccda

    data = bounded.read_document(path, zipped)
    document = ccda.read(data, path.name, clinic.vault.digest(data))
    clinic.vault.put(data)
    report = _reported(path, [_stored(clinic, path, document.candidates, run_id, hashlib.sha256(data).hexdigest())])
    report.counts |= document.counts()
    report.issues = [*document.issues, *report.issues][:_MOST_ISSUES]
    return report


def _chunks(candidates: Iterator[Candidate]) -> Iterator[list[Candidate]]:
    while chunk := list(itertools.islice(candidates, _LINES_AT_ONCE)):
        yield chunk


def _stored(clinic: Clinic, path: Path, candidates: list[Candidate], run_id: str, digest: str) -> Outcome:
    """One transaction: the resources, their projections, what waits, and the audit entry."""

    def write(conn: Connection) -> Outcome:
        writer = FhirWriter(conn, path.name, run_id)
        writer.put(candidates)
        put_aside(clinic, conn, path.name, writer.outcome)
        return writer.outcome

    outcome = clinic.act("record.import", detail=f"{path.name} {digest[:16]}", write=write)
    assert outcome is not None
    return outcome


def _reported(path: Path, outcomes: list[Outcome]) -> FileReport:
    counts: dict[str, dict[str, int]] = {}
    issues: list[ImportIssue] = []
    for outcome in outcomes:
        issues.extend(outcome.issues)
        for kind, numbers in outcome.counts.items():
            into = counts.setdefault(kind, {"found": 0, "stored": 0, "unchanged": 0, "quarantined": 0, "refused": 0})
            for name, number in numbers.items():
                into[name] = into.get(name, 0) + number
    order = {"error": 0, "warning": 1}
    issues.sort(key=lambda issue: order.get(issue.severity, 2))
    if len(issues) > _MOST_ISSUES:
        more = len(issues) - _MOST_ISSUES
        issues = [*issues[:_MOST_ISSUES], ImportIssue("warning", "", f"and {more} more issues of this file")]
    sums = {name: sum(c[name] for c in counts.values()) for name in ("stored", "unchanged", "quarantined")}
    status = FileStatus.QUARANTINED if sums["quarantined"] else FileStatus.IMPORTED
    if not any(sums.values()):
        status = FileStatus.REJECTED
    return FileReport(str(path), status, dict(sorted(counts.items())), issues)


def _rejected(path: Path, error: ConsiliaError) -> FileReport:
    return FileReport(str(path), FileStatus.REJECTED, {}, [ImportIssue("error", "", error.sentence())])


def _refused_by_system(path: Path, error: OSError) -> FileReport:
    reason = (error.strerror or "it can't be read").lower()
    return _rejected(path, UnreadableInput(place=path.name, reason=f"the system says: {reason}"))


def _unreadable(path: Path, fault: JsonFault) -> UnreadableInput:
    if fault.unsafe:
        return UnsafeFile(place=path.name, reason=fault.reason)
    if isinstance(fault, BrokenJson):
        return DamagedFile(place=path.name, reason=fault.reason)
    return NotThatFormat(place=path.name, format="FHIR R4 record", reason=fault.reason)


def keep(clinic: Clinic, report: ImportReport) -> None:
    """Leaves the entry of a run that is over, with its report."""
    import orjson

    clinic.act(
        "record.import", detail=f"run {report.run_id}: {len(report.files)} files", command_id=report.run_id,
        write=lambda conn: conn.execute(insert(schema.import_run).values(
            id=report.run_id, at=datetime.now(UTC).isoformat(timespec="seconds"), by=clinic.user.name,
            report=orjson.dumps(report.as_json()).decode())),
    )
