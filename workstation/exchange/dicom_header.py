"""Reads the header of one DICOM file into plain values. Runs in a worker: the bytes come from outside.

Lenient where a value is odd (it becomes None and a note), strict where nothing could be trusted any more: no DICOM at
all, no identifiers, cut off before its end, nested beyond reason.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING, Any

from workstation.workers.serving import Refused

if TYPE_CHECKING:
    from pydicom import Dataset

PREFIX = 128
DIRECTORY_CLASS = "1.2.840.10008.1.3.10"
DEEPEST = 64
_UID = re.compile(r"[0-9.]{1,64}")
_LONGEST_TEXT = 1024
_MOST_ELEMENTS = 100_000
_PIXELS = 0x7FE0
_DANGEROUS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe",
              b"PK\x03\x04", b"#!", b"%PDF", b"{")
_UNCOMPRESSED = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"}


class Incomplete(Exception):
    """The given bytes end inside the header: more of the file is needed."""


def read(data: bytes | bytearray | memoryview, whole: bool) -> tuple[Dataset, dict[str, Any]]:
    """The data set and its values as JSON. ``whole`` says that ``data`` is the entire file, not just its start.

    Raises Refused (format, damaged, unsafe), Incomplete where more bytes are needed (only if not ``whole``).
    """
    dataset = _parsed(data, whole)
    _check_depth(dataset, 0, [0])
    notes: list[str] = []
    values = _identity(dataset)
    values |= _image(dataset, notes)
    values["preamble"] = _preamble(data)
    values["notes"] = notes
    return dataset, values


def _parsed(data: bytes | bytearray | memoryview, whole: bool) -> Dataset:
    import pydicom
    from pydicom import config
    from pydicom.errors import InvalidDicomError

    config.settings.reading_validation_mode = config.IGNORE
    stream = io.BytesIO(data)
    try:
        dataset = pydicom.dcmread(stream, stop_before_pixels=not whole, force=headerless(data))
    except InvalidDicomError as error:
        raise Refused("format", "it does not begin as a DICOM file") from error
    except RecursionError as error:
        raise Refused("unsafe", "it is nested too deeply") from error
    except Exception as error:
        # Broad on purpose: pydicom answers damage with seven kinds of exception, for the user they are one.
        if not whole:
            raise Incomplete from error
        raise Refused("damaged", "its header can't be read") from error
    if not whole and not _stopped_at_pixels(data, stream.tell(), dataset):
        raise Incomplete
    if whole:
        _check_ends(dataset)
    return dataset


def headerless(data: bytes | bytearray | memoryview) -> bool:
    """True for a data set without the 128 bytes and the word DICM, as old archives write it."""
    start = bytes(data[:132])
    if start[128:132] == b"DICM" or len(start) < 16:
        return False
    little, big = int.from_bytes(start[:2], "little"), int.from_bytes(start[:2], "big")
    return little in (2, 8) or big == 8


def _stopped_at_pixels(data: bytes | bytearray | memoryview, place: int, dataset: Dataset) -> bool:
    """True where parsing stopped before the pixels and not because the bytes ended."""
    if not dataset:
        return False
    return bytes(data[place:place + 2]) in (b"\xe0\x7f", b"\x7f\xe0")


def _check_ends(dataset: Dataset) -> None:
    """Refuses a file whose last value is shorter than it says; pixels that are cut off are dealt with elsewhere."""
    for tag in dataset.keys():  # noqa: SIM118 - iterating a data set converts its values
        element: Any = dataset.get_item(tag)
        length = getattr(element, "length", None)
        value = getattr(element, "value", None)
        if length is None or length == 0xFFFFFFFF or not isinstance(value, bytes):
            continue
        if len(value) < length and tag.group != _PIXELS:
            raise Refused("damaged", "it is cut off before its end")


def _check_depth(dataset: Dataset, depth: int, seen: list[int]) -> None:
    """Refuses sequences nested deeper than ``DEEPEST`` and data sets of absurdly many elements."""
    from pydicom.datadict import dictionary_VR

    if depth > DEEPEST:
        raise Refused("unsafe", f"its sequences are nested more than {DEEPEST} deep")
    for tag in dataset.keys():  # noqa: SIM118 - iterating a data set converts its values
        seen[0] += 1
        if seen[0] > _MOST_ELEMENTS:
            raise Refused("unsafe", f"it holds more than {_MOST_ELEMENTS} elements")
        element: Any = dataset.get_item(tag)
        kind = element.VR
        if kind in (None, "UN"):
            try:
                kind = dictionary_VR(tag)
            except KeyError:
                continue
        if kind != "SQ":
            continue
        for item in _items(dataset, tag):
            _check_depth(item, depth + 1, seen)


def _items(dataset: Dataset, tag: Any) -> list[Dataset]:
    try:
        return list(dataset[tag].value or [])
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001 - a damaged sequence (any of pydicom's exceptions) counts as empty
        return []


def _identity(dataset: Dataset) -> dict[str, Any]:
    """Identifiers, patient and study; raises Refused where an identifier is missing or none."""
    meta = getattr(dataset, "file_meta", None)
    class_uid = text(dataset, "SOPClassUID") or (text(meta, "MediaStorageSOPClassUID") if meta is not None else "")
    if class_uid == DIRECTORY_CLASS:
        raise Refused("format", "it is a DICOMDIR, a table of contents: import the folder it lies in")
    values: dict[str, Any] = {"class_uid": class_uid}
    for name, keyword in (("sop_uid", "SOPInstanceUID"), ("series_uid", "SeriesInstanceUID"),
                          ("study_uid", "StudyInstanceUID")):
        uid = text(dataset, keyword)
        if not uid:
            raise Refused("damaged", f"it has no {keyword}")
        if _UID.fullmatch(uid) is None:
            raise Refused("unsafe", f"its {keyword} is no identifier")
        values[name] = uid
    for name, keyword in (
        ("patient_id", "PatientID"), ("issuer", "IssuerOfPatientID"), ("name", "PatientName"),
        ("born", "PatientBirthDate"), ("sex", "PatientSex"), ("study_date", "StudyDate"), ("study_time", "StudyTime"),
        ("accession", "AccessionNumber"), ("study_description", "StudyDescription"),
        ("series_description", "SeriesDescription"), ("modality", "Modality"), ("body_part", "BodyPartExamined"),
         ("comments", "ImageComments"), ("frame_uid", "FrameOfReferenceUID"),
    ):
        values[name] = text(dataset, keyword)
    values["series_number"] = whole_number(dataset, "SeriesNumber")
    values["number"] = whole_number(dataset, "InstanceNumber")
    values["transfer_syntax"] = text(meta, "TransferSyntaxUID") if meta is not None else ""
    return values


def _image(dataset: Dataset, notes: list[str]) -> dict[str, Any]:
    """Size, coding, place, rescale and window."""
    values: dict[str, Any] = {
        "rows": whole_number(dataset, "Rows") or 0, "columns": whole_number(dataset, "Columns") or 0,
        "frames": whole_number(dataset, "NumberOfFrames") or 1,
        "samples": whole_number(dataset, "SamplesPerPixel") or 1,
        "bits_allocated": whole_number(dataset, "BitsAllocated") or 0,
        "bits_stored": whole_number(dataset, "BitsStored") or 0,
        "signed": whole_number(dataset, "PixelRepresentation") == 1,
        "photometric": text(dataset, "PhotometricInterpretation"), "units": text(dataset, "Units"),
    }
    values["position"] = numbers(dataset, "ImagePositionPatient", 3)
    values["orientation"] = numbers(dataset, "ImageOrientationPatient", 6)
    values["spacing"] = numbers(dataset, "PixelSpacing", 2)
    values["imager_spacing"] = False
    if values["spacing"] is None:
        values["spacing"] = numbers(dataset, "ImagerPixelSpacing", 2)
        values["imager_spacing"] = values["spacing"] is not None
    values["thickness"] = _first(numbers(dataset, "SpacingBetweenSlices", 1) or numbers(dataset, "SliceThickness", 1))
    if values["thickness"] is not None:
        values["thickness"] = abs(values["thickness"])
    slope = _first(numbers(dataset, "RescaleSlope", 1))
    intercept = _first(numbers(dataset, "RescaleIntercept", 1))
    if slope == 0:
        notes.append("slope-zero")
        slope, intercept = 1.0, 0.0
    values["slope"] = 1.0 if slope is None else slope
    values["intercept"] = 0.0 if intercept is None else intercept
    if "ModalityLUTSequence" in dataset:
        notes.append("modality-lut-ignored")
    values["window_center"] = _first(numbers(dataset, "WindowCenter", None))
    values["window_width"] = _first(numbers(dataset, "WindowWidth", None))
    return values


def text(dataset: Dataset, keyword: str) -> str:
    """A value as text without padding, cut to 1,024 characters; "" where missing or unreadable."""
    value = _value(dataset, keyword)
    if value is None:
        return ""
    if not isinstance(value, str) and hasattr(value, "__iter__") and not hasattr(value, "original_string"):
        value = "\\".join(str(part) for part in value)
    return str(value)[:_LONGEST_TEXT].strip(" \0")


def whole_number(dataset: Dataset, keyword: str) -> int | None:
    """A value as an integer, None where it is none."""
    found = numbers(dataset, keyword, None)
    return None if found is None or abs(found[0]) > 1e12 else int(found[0])


def numbers(dataset: Dataset, keyword: str, count: int | None) -> list[float] | None:
    """Finite numbers, exactly ``count`` of them (any number for None); None where the value is something else."""
    value = _value(dataset, keyword)
    if value is None or value == "":
        return None
    parts = value if not isinstance(value, str) and hasattr(value, "__iter__") else [value]
    try:
        found = [float(part) for part in parts]
    except (TypeError, ValueError, OverflowError):
        return None
    if not found or (count is not None and len(found) != count) or not all(math.isfinite(one) for one in found):
        return None
    return found


def _value(dataset: Dataset, keyword: str) -> Any:
    try:
        return dataset.get(keyword)
    except Exception:  # noqa: BLE001 - a value that can't be read (any of pydicom's exceptions) is a missing one
        return None


def _first(found: list[float] | None) -> float | None:
    return None if found is None else found[0]


def _preamble(data: bytes | bytearray | memoryview) -> str:
    """``""`` for an empty preamble or TIFF, ``other`` for text, ``dangerous`` for a program's or archive's start."""
    start = bytes(data[:PREFIX])
    if len(start) < PREFIX or not any(start) or start.startswith((b"II*\0", b"MM\0*")) or headerless(data):
        return ""
    return "dangerous" if start.startswith(_DANGEROUS) else "other"


def uncompressed(transfer_syntax: str) -> bool:
    """True where pixels lie plainly in the file (PS3.5 A.1 to A.5)."""
    return transfer_syntax in _UNCOMPRESSED or not transfer_syntax

