"""Small DICOM files and a client that is no part of the product."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STUDY, OTHER = "1.2.826.0.1.3680043.8.498.1", "1.2.826.0.1.3680043.8.498.2"


def write_instance(folder: Path, study: str, series: int, number: int, **more: Any) -> Path:
    """A small CT file with a gradient that names its place; its bytes are the truth that must come back."""
    import numpy as np
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

    uid = f"{study}.{series}.{number}"
    meta = FileMetaDataset()
    meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = (
        ExplicitVRLittleEndian, CTImageStorage, uid)
    one = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    one.SpecificCharacterSet = "ISO_IR 192"
    one.SOPClassUID, one.SOPInstanceUID = CTImageStorage, uid
    one.StudyInstanceUID, one.SeriesInstanceUID = study, f"{study}.{series}"
    one.PatientName, one.PatientID, one.PatientBirthDate, one.PatientSex = "Lee^Ann", "P-1", "19800504", "F"
    one.StudyDate, one.StudyTime, one.AccessionNumber, one.StudyDescription = "20240305", "091500", "A-1", "Chest"
    one.Modality, one.SeriesNumber, one.InstanceNumber, one.BodyPartExamined = "CT", series, number, "CHEST"
    one.Rows, one.Columns, one.BitsAllocated, one.BitsStored, one.HighBit = 8, 6, 16, 12, 11
    one.PixelRepresentation, one.SamplesPerPixel, one.PhotometricInterpretation = 0, 1, "MONOCHROME2"
    one.RescaleSlope, one.RescaleIntercept = 1, -1024
    one.ImagePositionPatient, one.ImageOrientationPatient = [0, 0, number], [1, 0, 0, 0, 1, 0]
    one.PixelSpacing = [1, 1]
    for keyword, value in more.items():
        setattr(one, keyword, value)
    one.PixelData = (np.arange(48, dtype="<u2").reshape(8, 6) + 100 * number).tobytes()
    path = folder / f"{uid}.dcm"
    one.save_as(path, enforce_file_format=True)
    return path


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Reply:
        request = urllib.request.Request(self.url + path, method=method)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Reply(answer.status, answer.read(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.read(), dict(error.headers))
