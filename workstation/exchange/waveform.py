"""Reads a recording from a file, whatever it is: the format is found by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

from workstation.domain.signals import Recording
from workstation.errors import NotThatFormat, UnreadableInput

LARGEST_FILE = 512 * 1024 * 1024  # bytes; beyond it a recording is read in parts, which this reader doesn't do
_FORMAT = "recording of a supported format (WFDB header, DICOM waveform, FHIR Observation)"


def read(path: Path) -> Recording:
    """Reads a WFDB record (its .hea file or its bare name), a DICOM waveform or a FHIR Observation with SampledData.

    Raises NotThatFormat, DamagedFile or UnsafeFile with the reason, UnreadableInput where there is no such file.
    """
    place = path if path.exists() else path.with_name(path.name + ".hea")
    if not place.is_file():
        raise UnreadableInput(place=path.name, reason="it is a folder" if path.is_dir() else "there is no such file")
    if place.stat().st_size > LARGEST_FILE:
        raise UnreadableInput(place=place.name, reason=f"it is larger than {LARGEST_FILE >> 20} MiB")
    with place.open("rb") as file:
        head = file.read(1024)
    if head[128:132] == b"DICM":
        from workstation.exchange.waveform_dicom import read_dicom

        return read_dicom(place)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        from workstation.exchange.waveform_fhir import read_fhir

        return read_fhir(place)
    if place.suffix.lower() == ".hea":
        from workstation.exchange.wfdb_record import read_wfdb

        return read_wfdb(place)
    raise NotThatFormat(place=path.name, format=_FORMAT, reason="its beginning is none that is known")
