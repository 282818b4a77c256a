"""WFDB records (PhysioNet): the header is judged first, then the wfdb library decodes the samples."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

from engines.signals.quality import poor_spans
from workstation.domain.partial_date import PartialDate
from workstation.domain.signals import Channel, Recording
from workstation.errors import DamagedFile
from workstation.exchange.wfdb_header import MOST_VALUES, Header, check

_NOTES = 8


def read_wfdb(path: Path) -> Recording:
    """The record of a header file, in physical units, each signal at its own rate. Raises DamagedFile or UnsafeFile."""
    header = check(path)
    try:
        import wfdb

        record: Any = wfdb.rdrecord(
            str(path.resolve().with_suffix("")), physical=True, smooth_frames=bool(header.segments), m2s=True,
        )
        channels = _channels(record, path.name)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, OSError, struct.error) as fault:
        # wfdb reports a broken record by any of these, depending on which field is broken
        raise DamagedFile(place=path.name, reason=f"its samples can't be decoded ({type(fault).__name__})") from fault
    return Recording(str(record.record_name), path.name, tuple(channels), _started(record), _notes(record, header))


def _channels(record: Any, place: str) -> list[Channel]:
    names, units = list(record.sig_name or []), list(record.units or [])
    frames = list(getattr(record, "samps_per_frame", None) or [1] * len(names))
    if record.e_p_signal is not None:
        columns = [np.asarray(values, dtype=np.float64) for values in record.e_p_signal]
    elif record.p_signal is not None:
        columns = [np.asarray(record.p_signal[:, index], dtype=np.float64) for index in range(record.p_signal.shape[1])]
        frames = [1] * len(columns)
    else:
        columns = []
    if not columns or not any(len(values) for values in columns) or sum(map(len, columns)) > MOST_VALUES:
        raise DamagedFile(place=place, reason="it holds no samples that can be read")
    made: list[Channel] = []
    for index, values in enumerate(columns):
        rate_hz = float(record.fs) * frames[index]
        made.append(Channel(
            str(names[index] or f"signal {index + 1}"), str(units[index] or ""), rate_hz, values,
            tuple(poor_spans(values, rate_hz)),
        ))
    return made


def _started(record: Any) -> PartialDate | None:
    if record.base_date is None:
        return None
    day = record.base_date.isoformat()
    return PartialDate.parse(day if record.base_time is None else f"{day}T{record.base_time:%H:%M:%S}")


def _notes(record: Any, header: Header) -> tuple[str, ...]:
    notes = [str(comment).strip() for comment in (record.comments or [])][:_NOTES]
    if header.uncalibrated:
        notes.insert(0, "uncalibrated: the header gives no gain, 200 units a millivolt are assumed (WFDB default)")
    return tuple(note for note in notes if note)
