"""Findings for other systems: the SEG and SR files of a stored series or of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.finding import Finding
from workstation.errors import NotFound
from workstation.exchange import dicom_findings
from workstation.exchange.dicom_load import Source
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

SEG_NAME, SR_NAME = "findings_seg.dcm", "findings_sr.dcm"


def write(clinic: Clinic, series_uid: str, out_dir: Path, progress: Progress) -> tuple[Path, Path]:
    """See ``findings.write_objects``."""
    from workstation.services import imaging
    from workstation.store import images

    with clinic.read() as connection:
        found = images.findings(connection, series_uid)
        patient_id = images.patient_of_series(connection, series_uid)
    if patient_id is None:
        raise NotFound(what="series", name=series_uid)
    progress.step(0.1)
    sources = imaging.sources(clinic, series_uid)
    paths = write_files(sources, found, out_dir, clinic.user.display)
    clinic.act("patient.export", patient_id=patient_id, detail=f"findings of series {series_uid} as SEG and SR")
    progress.step(1.0)
    return paths


def write_files(sources: Sequence[Source], found: Sequence[Finding], out_dir: Path, reader: str) -> tuple[Path, Path]:
    """Writes the two files into a folder, which is made if need be, each whole or not at all. Raises DiskFull."""
    from workstation.store.files import disk_full_named, write_atomically

    seg, report = dicom_findings.objects(sources, found, reader)
    paths = out_dir / SEG_NAME, out_dir / SR_NAME
    with disk_full_named(paths[0]):
        out_dir.mkdir(parents=True, exist_ok=True)
    for path, data in zip(paths, (seg, report), strict=True):
        write_atomically(path, [data])
    return paths


def folder_sources(path: Path, series_uid: str) -> list[Source]:
    """The files of one series in a folder, for ``write_files``."""
    from workstation.exchange import dicom_folder
    from workstation.exchange.dicom_load import headers

    paths = [one for one in dicom_folder.files_in(path) if dicom_folder.begins_as_dicom(one)]
    readable, _ = headers([dicom_folder.file_source(one) for one in paths], lambda _part, _words: None)
    return [header.source for header in readable if header.values["series_uid"] == series_uid]
