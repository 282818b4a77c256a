"""Takes DICOM files into the store: each is examined in a worker, kept byte for byte, and never merged on a guess."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from workstation import workers
from workstation.domain.resource import FileReport, FileStatus, ImportIssue, ImportReport
from workstation.errors import ConsiliaError, UnreadableInput, UnsafeFile
from workstation.exchange import dicom_patient, fhir_read, projections
from workstation.exchange.dicom_load import failure
from workstation.exchange.fhir_store import FhirWriter
from workstation.store import images, schema
from workstation.workers import Job, JobFailed, Result

LARGEST_FILE = 1 << 30
_BATCH = 96
_SECONDS = 30.0
_POLYGLOT = "it begins like a program or an archive of another kind"


class OpenClinic(Protocol):
    """What is asked of the open clinic (``workstation.services.clinic.Clinic``)."""

    @property
    def vault(self) -> Any: ...
    def read(self) -> Any: ...
    def act(self, action: str, patient_id: str | None = None, detail: str = "",
            write: Callable[[Connection], Any] | None = None, command_id: str | None = None) -> Any: ...


class IncomingFile(Protocol):
    """What is read of a file: a path on disk, or bytes that came over the network."""

    @property
    def name(self) -> str: ...
    def stat(self) -> os.stat_result: ...
    def read_bytes(self) -> bytes: ...


class Stepping(Protocol):
    """How far the work is; ``step`` raises Cancelled."""

    def step(self, fraction: float, message: str = "") -> None: ...


class Incoming(Protocol):
    """A file on its way in: a ``Path``, or a part of an opened package."""

    @property
    def name(self) -> str: ...
    def stat(self) -> Any: ...
    def read_bytes(self) -> bytes: ...


@dataclass(slots=True)
class Examined:
    """One readable file: its header, where its bytes lie, and its line of the report."""

    report: FileReport
    values: dict[str, Any]
    blob: str


def import_dicom(
    clinic: OpenClinic, paths: Sequence[Incoming], run: ImportReport, progress: Stepping
) -> list[FileReport]:
    """One report a file. Stored per study in one transaction; what was stored before a stop stays."""
    reports: list[FileReport] = []
    for start in range(0, len(paths), _BATCH):
        batch = paths[start:start + _BATCH]

        def step(done: int, base: int = start) -> None:
            progress.step((base + done) / len(paths), "Reading images")

        found, readable = _examined(clinic, batch, step)
        reports.extend(found)
        by_study = sorted(readable, key=lambda one: str(one.values["study_uid"]))
        for uid, members in itertools.groupby(by_study, key=lambda one: one.values["study_uid"]):
            _store(clinic, uid, list(members), run.run_id)
    return reports


def _examined(
    clinic: OpenClinic, paths: Sequence[Incoming], step: Callable[[int], None]
) -> tuple[list[FileReport], list[Examined]]:
    """Reports of all files of a batch in their order, and those that can be stored; their bytes are in the vault."""
    reports = [FileReport(str(path), FileStatus.REJECTED) for path in paths]
    readable: list[Examined] = []
    finished = 0

    def jobs() -> Iterator[Job]:
        for index, path in enumerate(paths):
            try:
                if path.stat().st_size > LARGEST_FILE:
                    raise UnsafeFile(place=path.name, reason="it is larger than 1 GB")
                data = path.read_bytes()
            except OSError as error:
                _reject(reports[index], UnreadableInput(place=path.name, reason=error.strerror or "it can't be read"))
            except ConsiliaError as error:
                _reject(reports[index], error)
            else:
                yield Job("workstation.exchange.dicom_jobs:examine", {"file": index}, data, seconds=_SECONDS)

    def done(job: Job, outcome: Result | JobFailed) -> None:
        nonlocal finished
        finished += 1
        step(finished)
        index: int = job.arguments["file"]
        if isinstance(outcome, JobFailed):
            _reject(reports[index], failure(paths[index].name, outcome))
            return
        blob = clinic.vault.put(job.payload)
        readable.append(Examined(reports[index], outcome.value["header"], blob))

    with clinic.vault.batch():
        workers.pool().run_all(jobs(), done, background=True)
    readable.sort(key=lambda one: one.report.path)
    return reports, readable


def _reject(report: FileReport, error: ConsiliaError) -> None:
    report.status = FileStatus.REJECTED
    report.counts = {"image": {"found": 1, "refused": 1}}
    report.issues.append(ImportIssue("error", "", error.sentence()))


def _store(clinic: OpenClinic, study_uid: str, members: list[Examined], run_id: str) -> None:
    """Stores the files of one study in one transaction with its audit entry."""
    with clinic.read() as conn:
        owner = images.patient_of_study(conn, study_uid)
        found = dicom_patient.match(conn, members[0].values)
    patient_id = owner or found.patient_id or None
    clinic.act(
        "imaging.import", patient_id=patient_id, detail=f"study {study_uid}: {len(members)} files",
        write=lambda conn: _write(conn, study_uid, members, run_id),
    )


def _write(conn: Connection, study_uid: str, members: list[Examined], run_id: str) -> None:
    stored = False
    for one in members:
        reason = _place(conn, study_uid, one, run_id)
        if reason:
            _quarantine(conn, one, reason)
        stored = stored or one.report.counts.get("image", {}).get("stored", 0) > 0
    owner = images.patient_of_study(conn, study_uid)
    if stored and owner is not None:
        images.recount(conn, study_uid)
        _describe(conn, study_uid, owner, members[0].report.path, run_id)
        projections.refresh_patients(conn, [owner])


def _place(conn: Connection, study_uid: str, one: Examined, run_id: str) -> str:
    """Stores one file, or says why it has to wait for a person."""
    values = one.values
    if values["preamble"] == "dangerous":
        return _POLYGLOT
    found = dicom_patient.match(conn, values)
    if found.contradiction:
        return found.contradiction
    owner = images.patient_of_study(conn, study_uid)
    if owner is not None and owner != found.patient_id:
        return "its study is known already and belongs to another patient"
    other_study = images.study_of_series(conn, values["series_uid"])
    if other_study is not None and other_study != study_uid:
        return "its series is known already and belongs to another study"
    known = images.instance(conn, values["sop_uid"])
    if known is not None:
        return _again(one, known)
    if found.resource is not None:
        _put_resource(conn, found.resource, one.report.path, run_id)
    _insert(conn, study_uid, found.patient_id, one)
    _tell(one, "stored")
    return ""


def _again(one: Examined, known: images.StoredInstance) -> str:
    """A file whose SOP instance UID is stored already: the same, the same picture, or a contradiction."""
    if known.blob == one.blob:
        _tell(one, "unchanged")
        return ""
    if known.pixel_digest and known.pixel_digest == one.values["pixel_digest"]:
        _tell(one, "unchanged")
        one.report.issues.append(ImportIssue(
            "information", "", "the same picture is stored already with another header or compression; it was kept"))
        return ""
    return "its SOP instance UID is known already with other pixels or content"


def _insert(conn: Connection, study_uid: str, patient_id: str, one: Examined) -> None:
    values = one.values
    images.put_study(conn, study_uid, patient_id, _started(values), values["study_description"], values["accession"])
    images.put_series(conn, values["series_uid"], study_uid, {
        "number": values["series_number"], "modality": values["modality"], "body_part": values["body_part"],
        "description": values["series_description"], "transfer_syntax": values["transfer_syntax"],
    })
    images.put_instance(conn, {
        "uid": values["sop_uid"], "series_uid": values["series_uid"], "class_uid": values["class_uid"],
        "number": values["number"], "position": _along(values), "blob": one.blob,
        "pixel_digest": values["pixel_digest"],
    })


def _started(values: dict[str, Any]) -> str | None:
    """Study date, with its time where it is whole (DICOM times carry no zone; sorting takes them as UTC)."""
    date, time = dicom_patient.day(values["study_date"]), str(values["study_time"])[:6]
    if not date:
        return None
    if len(time) == 6 and time.isdigit() and time[:2] < "24" and time[2:4] < "60" and time[4:] < "60":
        return f"{date}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
    return date


def _along(values: dict[str, Any]) -> str:
    """Position along the slice normal in millimetres, "" where the header has none."""
    position, orientation = values["position"], values["orientation"]
    if position is None or orientation is None:
        return ""
    a, b = orientation[:3], orientation[3:]
    normal = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return repr(round(sum(n * p for n, p in zip(normal, position, strict=True)), 4))


def _tell(one: Examined, what: str) -> None:
    """The file's line of the report: its count, and what is odd about it."""
    from engines.imaging.geometry import WARNINGS

    one.report.status = FileStatus.IMPORTED
    one.report.counts = {"image": {"found": 1, what: 1}}
    notes: Iterable[str] = dict.fromkeys(one.values["notes"])
    for note in notes:
        one.report.issues.append(ImportIssue("warning", "", WARNINGS.get(note, note)))
    if one.values["preamble"] == "other":
        one.report.issues.append(ImportIssue("warning", "", "its first 128 bytes, meant to be empty, hold something"))


def _quarantine(conn: Connection, one: Examined, reason: str) -> None:
    one.report.status = FileStatus.QUARANTINED
    one.report.counts = {"image": {"found": 1, "quarantined": 1}}
    one.report.issues.append(ImportIssue("error", "", f"waits in quarantine: {reason}"))
    table = schema.quarantine
    identity = hashlib.sha256(f"{one.values['sop_uid']} {one.blob} {reason}".encode()).hexdigest()[:32]
    if conn.execute(select(table.c.id).where(table.c.id == identity)).first() is None:
        conn.execute(insert(table).values(
            id=identity, path=Path(one.report.path).name, reason=reason, blob=one.blob,
            at=datetime.now(UTC).isoformat(timespec="seconds")))


def _describe(conn: Connection, study_uid: str, patient_id: str, path: str, run_id: str) -> None:
    """The ImagingStudy resource of what is now stored, so that the timeline shows the study."""
    study = conn.execute(select(schema.study).where(schema.study.c.uid == study_uid)).one()
    rows = conn.execute(select(schema.series).where(schema.series.c.study_uid == study_uid)).all()
    series = sorted(rows, key=lambda row: (row.number is None, row.number or 0, row.uid))
    _put_resource(conn, dicom_patient.study_resource(patient_id, study_uid, study, series), path, run_id)


def _put_resource(conn: Connection, raw: bytes, path: str, run_id: str) -> None:
    FhirWriter(conn, Path(path).name, run_id).put(fhir_read.read_document(raw))
