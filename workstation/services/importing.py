"""Takes files and folders into the record. The format is found by content; nothing is lost and everything is said."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from workstation.domain.resource import ImportReport
from workstation.errors import NotFound, NotThatFormat, UnreadableInput
from workstation.exchange import fhir_read
from workstation.exchange.csv_mapping.mapping import Mapping
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_store import FhirWriter, Outcome
from workstation.exchange.safe_json import JsonFault
from workstation.exchange.sniff import Kind, sniff
from workstation.services import mappings
from workstation.services.clinic import Clinic
from workstation.services.import_files import refused_by_system, rejected, reported, take, unreadable
from workstation.services.progress import Progress
from workstation.services.waiting import put_aside
from workstation.store import schema

if TYPE_CHECKING:
    from workstation.exchange.archive import Member
    from workstation.exchange.dicom_import import IncomingFile
    from workstation.exchange.tar_archive import TarMember


def import_paths(
    clinic: Clinic, paths: Sequence[Path], progress: Progress | None = None, mapping: str = ""
) -> ImportReport:
    """Imports files, folders (all levels), ZIP and tar archives.

    Each file, each member, is taken in as a whole or named with the reason; ``mapping`` is the name of the saved
    mapping by which tables (CSV) are read, "" for none.

    Raises NotFound for a path that isn't there or an unknown mapping, NotThatFormat for a folder without files,
    DiskFull, StoreBusy; Cancelled keeps the files that were finished. A second run over the same files adds nothing.
    """
    progress = progress or Progress("The import")
    report = ImportReport(run_id=str(uuid.uuid4()))
    files = _files(paths)
    by = mappings.find(clinic, mapping).mapping if mapping else None
    images: list[Path] = []
    for place, path in enumerate(files):
        progress.step(place / len(files), path.name)
        try:
            kind, zipped = sniff(path)
        except OSError as error:
            report.files.append(refused_by_system(path, error))
            continue
        if kind is Kind.DICOM and not zipped:
            images.append(path)
        elif kind is Kind.TAR or (kind is Kind.ZIP and not zipped):
            _archive(clinic, path, _opened(path, kind, zipped), report, progress, by)
        else:
            report.files.append(take(clinic, path, kind, zipped, report.run_id, by))
    if images:
        import_images(clinic, images, report, progress)
    keep(clinic, report)
    progress.step(1.0)
    return report


def _opened(path: Path, kind: Kind, zipped: bool) -> AbstractContextManager[Sequence[Member | TarMember]]:
    from workstation.exchange import archive, tar_archive

    return tar_archive.opened(path, zipped) if kind is Kind.TAR else archive.opened(path)


def _archive(clinic: Clinic, path: Path, archive: AbstractContextManager[Sequence[Member | TarMember]],
             report: ImportReport, progress: Progress, by: Mapping | None) -> None:
    """The members of an archive like the files of a folder; an archive that is unsafe or damaged is one rejection."""
    try:
        with archive as members:
            images: list[Member | TarMember] = []
            for place, member in enumerate(members):
                progress.step(place / len(members), member.name)
                if member.kind is Kind.DICOM and not member.zipped:
                    images.append(member)
                else:
                    report.files.append(take(clinic, member, member.kind, member.zipped, report.run_id, by))
            if images:
                import_images(clinic, images, report, progress)
    except UnreadableInput as error:
        report.files.append(rejected(path, error))
    except OSError as error:
        report.files.append(refused_by_system(path, error))


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
        raise unreadable(Path("the answer"), fault) from fault

    def write(conn: Connection) -> Outcome:
        judge(conn, candidates)
        writer = FhirWriter(conn, source, report.run_id)
        writer.put(candidates)
        put_aside(clinic, conn, source, writer.outcome)
        return writer.outcome

    outcome = clinic.act("record.import", detail=f"{len(pages)} pages from {source}", write=write)
    assert outcome is not None
    report.files.append(reported(Path(source), [outcome]))
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


def keep(clinic: Clinic, report: ImportReport) -> None:
    """Leaves the entry of a run that is over, with its report."""
    import orjson

    clinic.act(
        "record.import", detail=f"run {report.run_id}: {len(report.files)} files", command_id=report.run_id,
        write=lambda conn: conn.execute(insert(schema.import_run).values(
            id=report.run_id, at=datetime.now(UTC).isoformat(timespec="seconds"), by=clinic.user.name,
            report=orjson.dumps(report.as_json()).decode())),
    )
