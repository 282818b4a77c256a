"""Recordings in DICOM waveform objects (PS3.3 C.10.9: general and 12-lead ECG, haemodynamic, respiratory)."""

from __future__ import annotations

import struct
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from engines.signals.quality import poor_spans
from workstation.domain.partial_date import PartialDate
from workstation.domain.signals import Channel, Recording, Samples
from workstation.errors import DamagedFile, NotThatFormat

_MOST_CHANNELS = 256
_MOST_NOTES = 20
_MILLI = {"uV": (1000.0, "mV"), "uv": (1000.0, "mV"), "V": (0.001, "mV")}


def read_dicom(path: Path) -> Recording:
    """Every multiplex group's channels, in physical units where the object gives a sensitivity.

    Microvolt and volt become mV. Raises NotThatFormat for an object without a waveform, DamagedFile for a broken one.
    """
    import pydicom
    from pydicom.errors import InvalidDicomError

    try:
        with warnings.catch_warnings(record=True) as said:      # lenient in, and said to the reader
            warnings.simplefilter("always")
            data_set = pydicom.dcmread(path)
            groups = list(data_set.get("WaveformSequence") or [])
            if not groups:
                raise NotThatFormat(place=path.name, format="DICOM waveform", reason="it holds no waveform")
            channels = [channel for number in range(len(groups)) for channel in _group(data_set, number, path.name)]
            kind = str(getattr(data_set.get("SOPClassUID"), "name", "") or "DICOM waveform").removesuffix(" Storage")
            notes = _notes(data_set)
        faults = tuple(dict.fromkeys(f"not as the standard asks: {each.message}" for each in said))
        return Recording(kind, path.name, tuple(channels), _started(data_set), notes + faults[:_MOST_NOTES])
    except (InvalidDicomError, AttributeError, LookupError, ValueError, TypeError, ArithmeticError, NotImplementedError,
            EOFError, OSError, struct.error) as fault:
        # pydicom reports a broken object by any of these, depending on which element is broken
        raise DamagedFile(place=path.name, reason=f"its waveform can't be decoded ({type(fault).__name__})") from fault


def _group(data_set: Any, number: int, place: str) -> list[Channel]:
    group = data_set.WaveformSequence[number]
    rate_hz = float(group.SamplingFrequency)
    described = list(group.ChannelDefinitionSequence)
    count, samples = int(group.NumberOfWaveformChannels), int(group.NumberOfWaveformSamples)
    if not rate_hz > 0 or len(described) != count or count > _MOST_CHANNELS:
        raise DamagedFile(place=place, reason="the channels of its waveform are described wrongly")
    if len(group.WaveformData) < count * samples * int(group.WaveformBitsAllocated) // 8:
        raise DamagedFile(place=place, reason="its waveform is shorter than it says")
    raw: Any = data_set.waveform_array(number)               # pydicom applies sensitivity, correction and baseline
    padding = _padding(group)
    stored: Any = None
    if padding is not None:
        from pydicom.waveforms.numpy_handler import multiplex_array

        stored = multiplex_array(data_set, number, as_raw=True)
    made: list[Channel] = []
    for index, definition in enumerate(described):
        values: Samples = np.array(raw[:, index], dtype=np.float64)
        if stored is not None:
            values[stored[:, index] == padding] = np.nan
        factor, unit = _unit(definition)
        values /= factor
        made.append(Channel(_name(definition, index), unit, rate_hz, values, tuple(poor_spans(values, rate_hz))))
    return made


def _unit(definition: Any) -> tuple[float, str]:
    """(divisor, unit): microvolt to millivolt. Without a sensitivity the numbers are raw and have no unit."""
    if definition.get("ChannelSensitivity") is None:
        return 1.0, ""
    units = definition.get("ChannelSensitivityUnitsSequence")
    code = str(units[0].CodeValue) if units else ""
    return _MILLI.get(code, (1.0, code))


def _name(definition: Any, index: int) -> str:
    source = definition.get("ChannelSourceSequence")
    meaning = str(source[0].get("CodeMeaning", "")) if source else ""
    label = str(definition.get("ChannelLabel", "") or "")
    return (label or meaning or f"channel {index + 1}").removeprefix("Lead ").split(" (")[0].strip()


def _padding(group: Any) -> int | None:
    value = group.get("WaveformPaddingValue")
    if not isinstance(value, bytes) or not value:
        return int(value) if isinstance(value, int) else None
    return int.from_bytes(value[: int(group.WaveformBitsAllocated) // 8], "little", signed=True)


def _started(data_set: Any) -> PartialDate | None:
    """Acquisition DateTime, else acquisition, content or study date; DICOM writes them without dashes."""
    names = ("AcquisitionDateTime", "AcquisitionDate", "ContentDate", "StudyDate")
    text = next((str(data_set.get(name)) for name in names if data_set.get(name)), "")
    for length, form in ((14, "%Y%m%d%H%M%S"), (8, "%Y%m%d")):
        try:
            moment = datetime.strptime(text[:length], form)  # noqa: DTZ007 - DICOM gives local time without a zone
        except ValueError:
            continue
        return PartialDate.parse(f"{moment:%Y-%m-%dT%H:%M:%S}" if length == 14 else f"{moment:%Y-%m-%d}")
    return None


def _notes(data_set: Any) -> tuple[str, ...]:
    noted = [str(item.get("UnformattedTextValue") or "") for item in data_set.get("WaveformAnnotationSequence") or []]
    return tuple(" ".join(text.split()) for text in noted if text.strip())[:_MOST_NOTES]
