"""Asks the readers in the workers, and checks what comes back: it comes from a process that saw untrusted bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from workstation.domain.document import (
    Block,
    BlockKind,
    ContentKind,
    NoReading,
    PagesReading,
    Reading,
    Remark,
    RemarkKind,
    SoundReading,
    TextReading,
    Unshown,
)
from workstation.domain.report import PagePicture
from workstation.errors import ConsiliaError, DamagedFile, UnreadableInput, UnsafeFile
from workstation.exchange.attachments import Text
from workstation.workers import Job, JobFailed, Result, pool

_SECONDS = 20.0                    # that a reader may take
_PICTURES = frozenset({ContentKind.PNG, ContentKind.JPEG, ContentKind.GIF, ContentKind.BMP, ContentKind.TIFF})
_WORDS = frozenset({ContentKind.TEXT, ContentKind.MARKUP, ContentKind.CDA, ContentKind.XML, ContentKind.RTF})
_SOUNDS = frozenset({ContentKind.WAV, ContentKind.FLAC, ContentKind.OGG, ContentKind.MP3})
_JOBS = "workstation.exchange.attachments_"
Read = tuple[Reading, tuple[Remark, ...]]


def own_words(texts: Sequence[Text], title: str) -> Read:
    """The texts of a resource itself. Raises DamagedFile, UnsafeFile."""
    return _read_words(json.dumps(texts).encode(), "own", "", title)


def page(data: bytes, reading: PagesReading, index: int, width_px: int, title: str) -> PagePicture:
    """One page of a PDF or picture. Raises DamagedFile, UnsafeFile."""
    result = _asked("pages:page", data, title, pdf=reading.scalable, index=index, width=width_px)
    wide, high = int(result.value.get("width", 0)), int(result.value.get("height", 0))
    if wide < 1 or high < 1 or len(result.data) != wide * high * 3:
        raise DamagedFile(place=title, reason="this page can't be drawn")
    return PagePicture(index + 1, len(reading.sizes), result.data, wide, high)


def read(data: bytes, found: ContentKind, declared: str, title: str) -> Read:
    """An attachment by what it is. Raises DamagedFile, UnsafeFile."""
    if found in _WORDS:
        return _read_words(data, found.value, declared, title)
    if found is ContentKind.PDF or found in _PICTURES:
        return _read_pages(data, found is ContentKind.PDF, title)
    if found in _SOUNDS:
        return _read_sound(data, title)
    why = {ContentKind.DICOM: Unshown.IMAGING, ContentKind.EMPTY: Unshown.EMPTY}.get(found, Unshown.NO_READER)
    return NoReading(why, found.value), ()


def _read_words(data: bytes, kind: str, declared: str, title: str) -> Read:
    told: Any = json.loads(_asked("text:blocks", data, title, kind=kind, declared=declared).data)
    blocks = tuple(Block(BlockKind(kind), str(text), int(level), tuple(tuple(map(str, row)) for row in rows))
                   for kind, text, level, rows in told["blocks"])
    return TextReading(blocks), tuple(Remark(RemarkKind(kind), tuple(values)) for kind, values in told["remarks"])


def _read_pages(data: bytes, pdf: bool, title: str) -> Read:
    value = _asked("pages:outline", data, title, pdf=pdf).value
    sizes = tuple((float(wide), float(high)) for wide, high in value["sizes"])
    said: list[Remark] = []
    if value["active"]:
        said.append(Remark(RemarkKind.ACTIVE_PDF))
    if value.get("animated"):
        said.append(Remark(RemarkKind.FIRST_FRAME))
    elif value["count"] > len(sizes):
        said.append(Remark(RemarkKind.MORE_PAGES, (f"{len(sizes):,}", f"{value['count']:,}")))
    return PagesReading(sizes, pdf), tuple(said)


def _read_sound(data: bytes, title: str) -> Read:
    result = _asked("sound:samples", data, title)
    rate, channels, frames = (int(result.value[name]) for name in ("rate", "channels", "frames"))
    if rate < 1 or channels < 1 or len(result.data) != frames * channels * 4:
        raise DamagedFile(place=title, reason="it is cut off or is no sound")
    claimed = int(result.value["claimed"])
    said = (Remark(RemarkKind.SOUND_CUT, (f"{claimed / rate:.1f}", f"{frames / rate:.1f}")),) if claimed else ()
    return SoundReading(rate, channels, frames, str(result.value["coding"])[:60], result.data), said


def _asked(function: str, data: bytes, title: str, **arguments: object) -> Result:
    """One call of a reader in a worker. What it can't do becomes a leaf of the error tree."""
    job = Job(_JOBS + function, dict(arguments), data, seconds=_SECONDS)
    try:
        return pool().run(job)
    except JobFailed as failed:
        raise _failure(title, failed) from failed


def _failure(title: str, failed: JobFailed) -> ConsiliaError:
    if failed.kind in ("damaged", "format"):
        return DamagedFile(place=title, reason=failed.reason)
    if failed.kind == "fault":
        return DamagedFile(place=title, reason="it can't be understood")
    if failed.kind in ("unsafe", "crash", "timeout", "memory"):
        return UnsafeFile(place=title, reason=failed.reason)
    return UnreadableInput(place=title, reason=failed.reason)
