"""Looking at images: a patient's studies, a series as a volume, a key image for the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.imaging import FolderSeries, Study
from workstation.errors import NotFound
from workstation.services.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engines.imaging.volume import Volume
    from workstation.domain.finding import Finding
    from workstation.exchange.dicom_load import Source
    from workstation.services.clinic import Clinic

OnSlice = Callable[[int, "npt.NDArray[np.int16] | npt.NDArray[np.float32]", int], None]
"""Called from the loading thread as each slice arrives: (slice index, its (rows, columns) array in modality units,
number of slices). The middle slice comes first, then the ends, then every fourth, then the rest. The array is a view
into the volume that ``load`` returns: read it, don't write it. The very first picture may come before the number of
slices is certain: with missing slices the later calls count more."""


def warm() -> None:
    """Starts the worker processes that parse and decompress, so that the first click does not wait for them.

    Returns at once; call it at idle after the first paint. Starting costs 0.5 s of another core and 60 MB a worker.
    """
    from workstation import workers

    workers.warm()


def studies(clinic: Clinic, patient_id: str) -> list[Study]:
    """The patient's studies, newest first, each with its series."""
    from workstation.store import images

    with clinic.read() as connection:
        return images.studies(connection, patient_id)


def all_studies(clinic: Clinic) -> list[Study]:
    """Every study of the clinic, newest first: the worklist."""
    from workstation.store import images

    with clinic.read() as connection:
        return images.studies(connection, None)


def load(clinic: Clinic, series_uid: str, progress: Progress, on_slice: OnSlice | None = None) -> Volume:
    """The series as one volume in patient millimetres; blocks, so call it from a task.

    ``on_slice`` lets the view paint the first image early (see ``OnSlice``). What the geometry check found is in
    ``Volume.warnings``; ``Volume.measurable`` is False where millimetres can't be trusted.

    Raises NotFound (no such series, or one without pictures), DamagedFile, UnsafeFile, UnreadableInput, Cancelled.
    Opening leaves an audit entry.
    """
    from workstation.exchange import dicom_load
    from workstation.store import images

    with clinic.read() as connection:
        patient_id = images.patient_of_series(connection, series_uid)
    clinic.act("image.view", patient_id=patient_id, detail=f"series {series_uid}")
    return dicom_load.load_series(sources(clinic, series_uid), progress.step, on_slice, sorted_already=True)


def sources(clinic: Clinic, series_uid: str) -> list[Source]:
    """The stored files of a series along its normal. Raises NotFound."""
    from workstation.exchange.dicom_load import Source
    from workstation.store import images

    with clinic.read() as connection:
        stored = images.instances(connection, series_uid)
    if not stored:
        raise NotFound(what="series", name=series_uid)
    return [Source(f"Slice {row.number or row.uid}", partial(_read, clinic, row.blob)) for row in stored]


def open_folder(
    path: Path, progress: Progress, on_slice: OnSlice | None = None
) -> list[tuple[FolderSeries, Volume | None]]:
    """Every image series in a DICOM folder or file, read without a store.

    A series whose pixels can't be read has None for its volume and says why in ``warnings``. Raises NotThatFormat where
    there is no DICOM at all, UnreadableInput where nothing is there.
    """
    from workstation.exchange import dicom_folder

    return dicom_folder.open_folder(path, progress.step, on_slice)


def key_image(
    clinic: Clinic, finding: Finding, size: int, progress: Progress | None = None, volume: Volume | None = None
) -> npt.NDArray[np.uint8]:
    """The axial slice through the finding's centre as a (size, size) uint8 picture, windowed, square pixels.

    Lung window for chest findings, the header's window otherwise. Pass the ``volume`` if it is loaded already.
    """
    from engines.imaging import key_picture

    loaded = volume if volume is not None else load(clinic, finding.series_uid, progress or Progress("The key image"))
    return key_picture.axial_picture(loaded, finding.center_mm, size)


def warning_words(code: str) -> str:
    """A geometry warning in words; what is no code is returned as it is."""
    from engines.imaging.geometry import WARNINGS

    return WARNINGS.get(code, code)


def _read(clinic: Clinic, blob: str, limit: int | None) -> bytes:
    if limit is None:
        return clinic.vault.get(blob)
    with clinic.vault.open(blob) as stream:
        return stream.read(limit)
