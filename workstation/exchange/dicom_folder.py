"""Finds the DICOM series in a folder or file and reads them, without a store."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.domain.imaging import FolderSeries
from workstation.errors import ConsiliaError, NotThatFormat, UnreadableInput
from workstation.exchange.dicom_load import Header, OnSlice, Source, Step, headers, load_headers

if TYPE_CHECKING:
    from engines.imaging.volume import Volume

_MOST_FILES = 200_000


def files_in(path: Path) -> list[Path]:
    """All plain files at or below a path, by name. Raises UnreadableInput where nothing is there."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableInput(place=str(path), reason="there is no such file or folder")
    found = list(_walk(path))
    return sorted(found)


def _walk(folder: Path) -> Iterator[Path]:
    count = 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            one = Path(place, name)
            if one.is_file() and not one.is_symlink():
                count += 1
                if count > _MOST_FILES:
                    raise UnreadableInput(place=str(folder), reason=f"it holds more than {_MOST_FILES:,} files")
                yield one


def file_source(path: Path) -> Source:
    """A file on disk."""
    return Source(path.name, functools.partial(_read, path))


def _read(path: Path, limit: int | None) -> bytes:
    with path.open("rb") as file:
        return file.read() if limit is None else file.read(limit)


def begins_as_dicom(path: Path) -> bool:
    """True for the word DICM at byte 128, or a data set that begins with group 2 or 8; and for a file that can't be
    read, so that it is told of when the others are."""
    from workstation.exchange.dicom_header import headerless

    try:
        start = _read(path, 256)
    except OSError:
        return True
    return start[128:132] == b"DICM" or headerless(start)


def open_folder(path: Path, step: Step, on_slice: OnSlice | None = None) -> list[tuple[FolderSeries, Volume | None]]:
    """Every series with pictures below ``path``. See ``services.imaging.open_folder``."""
    began = time.monotonic()
    paths = [one for one in files_in(path) if begins_as_dicom(one)]
    if not paths:
        what = "it holds no DICOM file" if path.is_dir() else "it does not begin as a DICOM file"
        raise NotThatFormat(place=str(path), format="DICOM folder" if path.is_dir() else "DICOM file", reason=what)
    readable, errors = headers([file_source(one) for one in paths], lambda part, words: step(0.2 * part, words))
    if not readable:
        raise errors[0]
    series: dict[str, list[Header]] = {}
    for header in readable:
        if header.values["rows"] and header.values["columns"]:
            series.setdefault(header.values["series_uid"], []).append(header)
    if not series:
        raise UnreadableInput(place=str(path), reason="its DICOM files hold no pictures")
    share = 0.8 / len(series)
    opened: list[tuple[FolderSeries, Volume | None]] = []
    failures: list[ConsiliaError] = []
    for number, members in enumerate(series.values()):
        part = functools.partial(_part, step, 0.2 + number * share, share)
        opened.append(_one_series(members, part, on_slice, began, len(errors) > 0, failures))
    if failures and all(volume is None for _, volume in opened):
        raise failures[0]
    return opened


def _part(step: Step, start: float, share: float, fraction: float, words: str) -> None:
    step(start + share * fraction, words)


def _one_series(
    members: list[Header], step: Step, on_slice: OnSlice | None, began: float, some_unreadable: bool,
    failures: list[ConsiliaError],
) -> tuple[FolderSeries, Volume | None]:
    first: list[float] = []

    def note(index: int, pixels: Any, count: int) -> None:
        if not first:
            first.append(time.monotonic() - began)
        if on_slice is not None:
            on_slice(index, pixels, count)

    values = members[0].values
    volume: Volume | None = None
    reason = ""
    try:
        volume = load_headers(members, step, note, some_unreadable)
    except UnreadableInput as error:
        failures.append(error)
        reason = error.fields.get("reason", "")
    seconds = time.monotonic() - began
    shape = (0, 0, 0) if volume is None else volume.voxels.shape
    return FolderSeries(
        uid=values["series_uid"], study_uid=values["study_uid"], modality=values["modality"],
        description=values["series_description"], shape=(shape[0], shape[1], shape[2]),
        spacing_mm=(0.0, 0.0, 0.0) if volume is None else volume.spacing_mm,
        warnings=(f"unreadable: {reason}",) if volume is None else volume.warnings,
        measurable=volume is not None and volume.measurable, instances=len(members),
        first_image_seconds=first[0] if first else seconds, seconds=seconds,
        body_part=values["body_part"],
    ), volume
