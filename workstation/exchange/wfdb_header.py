"""Looks through a WFDB header before any library opens what it names (header(5) of the WFDB applications guide).

A header is text from outside that names other files, counts and scales: a name that leaves the folder, a count beyond
the data, a segment that contains itself or a gain of nought are refused here with their reason.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from workstation.errors import DamagedFile, UnsafeFile

LARGEST_HEADER = 4 * 1024 * 1024
MOST_SIGNALS = 1024
MOST_VALUES = 60_000_000          # samples of all signals together: 480 MB as float64
_FORMATS = {                      # storage format: bytes a sample; compressed ones have none, 0 is a lead without data
    "0": 0.0, "8": 1.0, "16": 2.0, "24": 3.0, "32": 4.0, "61": 2.0, "80": 1.0, "160": 2.0, "212": 1.5,
    "310": 4 / 3, "311": 4 / 3, "508": None, "516": None, "524": None,
}
_NAME = re.compile(r"[A-Za-z0-9_~.\-]{1,100}")
_COUNT = re.compile(r"\d{1,15}")
_FORMAT_FIELD = re.compile(r"(\d+)(?:x(\d+))?(?::(\d+))?(?:\+(\d+))?")
_GAIN = re.compile(r"([^(/]*)(?:\(([^)]*)\))?(?:/(.*))?")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header promises. ``segments``: names of the records it joins, () for a plain one."""

    name: str
    rate_hz: float
    samples: int | None
    files: tuple[str, ...]
    units: tuple[str, ...]
    uncalibrated: bool
    segments: tuple[str, ...] = ()


def check(path: Path) -> Header:
    """Reads and judges the header at ``path`` and those of its segments. Raises DamagedFile or UnsafeFile."""
    header = _parsed(path)
    for segment in header.segments:
        inner_path = path.with_name(f"{segment}.hea")
        if not inner_path.is_file():
            raise DamagedFile(place=path.name, reason=f"its segment {segment} is not there")
        inner = _parsed(inner_path)
        if inner.segments:
            raise UnsafeFile(place=path.name, reason=f"its segment {segment} is made of segments again")
    return header


def _parsed(path: Path) -> Header:
    if path.stat().st_size > LARGEST_HEADER:
        raise UnsafeFile(place=path.name, reason="the header is larger than any real one")
    text = path.read_bytes().decode("latin-1")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or len(lines[0]) < 2:
        raise DamagedFile(place=path.name, reason="the first line of the header names no record")
    first = lines[0]
    name, _, joined = first[0].partition("/")
    _safe_name(name, path)
    signals = _count(first[1], "number of signals", path)
    rate_hz = _rate(first[2] if len(first) > 2 else "250", path)
    samples = _count(first[3], "number of samples", path) if len(first) > 3 else None
    if signals > MOST_SIGNALS or (samples or 0) * max(1, signals) > MOST_VALUES:
        raise UnsafeFile(place=path.name, reason=f"the header promises {samples or 0} samples of {signals} signals")
    if joined:
        return Header(name, rate_hz, samples, (), (), False, _segments(name, joined, lines[1:], path))
    if len(lines) - 1 < signals:
        raise DamagedFile(place=path.name, reason=f"the header describes {len(lines) - 1} of {signals} signals")
    described = [_signal(line, path) for line in lines[1:1 + signals]]
    _enough_data(path, [(file, size) for file, size, _, _ in described], samples)
    return Header(
        name, rate_hz, samples, tuple(file for file, *_ in described), tuple(unit for *_, unit, _ in described),
        any(assumed for *_, assumed in described),
    )


def _signal(fields: list[str], path: Path) -> tuple[str, float | None, str, bool]:
    """(file, bytes a frame or None, unit, whether the scale is only assumed) of one signal line."""
    if len(fields) < 2:
        raise DamagedFile(place=path.name, reason="a signal has no storage format")
    file = fields[0]
    _safe_name(file, path)
    written = _FORMAT_FIELD.fullmatch(fields[1])
    if written is None or written[1] not in _FORMATS or (written[1] == "0") != (file == "~"):
        raise DamagedFile(place=path.name, reason=f"the storage format '{fields[1][:20]}' is not known")
    each = int(written[2] or 1)
    if not 1 <= each <= 1000:
        raise UnsafeFile(place=path.name, reason=f"a signal has {each} samples a frame")
    size = _FORMATS[written[1]]
    gain, unit = _gain(fields[2] if len(fields) > 2 else "", path)
    return file, None if size is None else size * each, unit, gain is None


def _gain(field: str, path: Path) -> tuple[float | None, str]:
    """(gain, unit); None where the header gives none and WFDB's 200 units a millivolt are assumed."""
    found = _GAIN.fullmatch(field)
    if not field or found is None:
        return None, "mV"
    try:
        gain = float(found[1])
    except ValueError:
        gain = math.nan
    if not math.isfinite(gain) or gain == 0:
        raise DamagedFile(place=path.name, reason=f"the gain '{found[1][:20]}' of a signal gives it no scale")
    return gain, found[3] or "mV"


def _segments(name: str, joined: str, lines: list[list[str]], path: Path) -> tuple[str, ...]:
    names = [line[0] for line in lines]
    if len(names) != _count(joined, "number of segments", path):
        raise DamagedFile(place=path.name, reason=f"the header lists {len(names)} of {joined} segments")
    real = [segment for segment in names if segment != "~"]
    for segment in real:
        _safe_name(segment, path)
        if segment == name:
            raise UnsafeFile(place=path.name, reason="it contains itself as a segment")
    return tuple(dict.fromkeys(real))


def _enough_data(path: Path, described: list[tuple[str, float | None]], samples: int | None) -> None:
    """Every named file lies beside the header and is as long as the header says."""
    for file in dict.fromkeys(name for name, _ in described):
        place = path.with_name(file)
        if file == "~":
            continue
        if not place.is_file() or not place.resolve().is_relative_to(path.parent.resolve()):
            raise DamagedFile(place=path.name, reason=f"its data file {file} is not beside it")
        sizes = [size for name, size in described if name == file]
        plain = [size for size in sizes if size is not None]
        if samples is not None and len(plain) == len(sizes) and place.stat().st_size < int(sum(plain) * samples * 0.99):
            raise DamagedFile(place=path.name, reason=f"{file} is shorter than its {samples} samples")


def _safe_name(name: str, path: Path) -> None:
    if name != "~" and (_NAME.fullmatch(name) is None or set(name) == {"."}):
        raise UnsafeFile(place=path.name, reason=f"it names the file '{name[:40]}', which is not beside it")


def _count(text: str, what: str, path: Path) -> int:
    if _COUNT.fullmatch(text) is None:
        raise DamagedFile(place=path.name, reason=f"the {what} is '{text[:20]}'")
    return int(text)


def _rate(text: str, path: Path) -> float:
    try:
        rate = float(text.split("/")[0].split("(")[0])
    except ValueError:
        rate = math.nan
    if not 0 < rate <= 1_000_000:
        raise DamagedFile(place=path.name, reason=f"the sampling rate is '{text[:20]}'")
    return rate
