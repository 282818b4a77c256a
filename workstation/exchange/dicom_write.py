"""Writes a synthetic chest CT as a true DICOM series (CT Image Storage, PS3.3 A.3), JPEG-LS, marked SYNTHETIC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.exchange.dicom_uid import derived_uid

if TYPE_CHECKING:
    from pydicom import Dataset

    from engines.imaging.phantom import Phantom, PhantomNodule

MARK = "SYNTHETIC"
MANUFACTURER = "Consilia"
_INTERCEPT = -1024
_THREADS = 4


@dataclass(frozen=True, slots=True)
class PatientHeader:
    """Who the images are said to be of. ``born`` is YYYYMMDD or ""; ``sex`` M, F, O or "". Names may be Chinese."""

    id: str
    family: str
    given: str
    born: str
    sex: str
    latin_family: str = ""        # pinyin of a Chinese name, for the alphabetic group of the PN
    latin_given: str = ""
    issuer: str = ""

    @property
    def person_name(self) -> str:
        """DICOM PN (PS3.5 6.2.1): alphabetic group, then ideographic where the name has one."""
        if self.family.isascii() and self.given.isascii():
            return f"{self.family}^{self.given}"
        latin = f"{self.latin_family}^{self.latin_given}" if self.latin_family.isascii() else ""
        return f"{latin}={self.family}^{self.given}"


@dataclass(frozen=True, slots=True)
class StudyHeader:
    """The study around the series. The same accession number and date give the same UIDs."""

    at: datetime
    description: str = "CT chest, low dose"
    accession: str = ""
    referrer: str = ""


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """What was written. ``nodules_mm`` are the true centres in patient millimetres (LPS) of the written series."""

    study_uid: str
    series_uid: str
    paths: tuple[Path, ...]
    nodules_mm: tuple[tuple[float, float, float], ...]


def write_phantom_series(
    folder: Path, patient: PatientHeader, study: StudyHeader, nodules: Sequence[PhantomNodule], seed: int,
    on_progress: Callable[[float, str], None] | None = None,
) -> WrittenSeries:
    """Draws the chest phantom of this seed with these nodules and writes it as one series (160 files, about 25 MB).

    Takes about 10 s. Raises engines.spec.Refusal for nodules that don't fit, OSError where the folder can't be written.
    """
    from engines.imaging.phantom import chest_phantom

    phantom = chest_phantom(seed, nodules)
    if on_progress is not None:
        on_progress(0.6, "Writing the slices")
    return write_phantom(folder, patient, study, phantom, seed)


def write_phantom(
    folder: Path, patient: PatientHeader, study: StudyHeader, phantom: Phantom, seed: int
) -> WrittenSeries:
    """Writes a phantom that is drawn already. See ``write_phantom_series``."""
    folder.mkdir(parents=True, exist_ok=True)
    key = f"{patient.id}/{study.accession}/{study.at.isoformat()}/{seed}"
    study_uid, series_uid = derived_uid("study", key), derived_uid("series", key)
    count = len(phantom.voxels)

    def write(index: int) -> Path:
        header = _slice_header(phantom, index, derived_uid("instance", key, str(index)))
        _patient_and_study(header, patient, study, study_uid, series_uid, derived_uid("frame", key))
        _pixels(header, phantom, index)
        path = folder / f"{index + 1:04d}.dcm"
        header.save_as(path, enforce_file_format=True)
        return path

    with ThreadPoolExecutor(_THREADS) as pool:
        paths = tuple(pool.map(write, range(count)))
    truth = tuple((float(n.center_mm[0]), float(n.center_mm[1]), float(n.center_mm[2])) for n in phantom.nodules)
    return WrittenSeries(study_uid, series_uid, paths, truth)


def _slice_header(phantom: Phantom, index: int, uid: str) -> Dataset:
    from pydicom import Dataset
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import UID, CTImageStorage, JPEGLSLossless

    one = Dataset()
    one.file_meta = FileMetaDataset()
    one.file_meta.TransferSyntaxUID = JPEGLSLossless
    one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID = CTImageStorage
    one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID = UID(uid)
    x, y, z = (float(value) for value in phantom.affine[:3, 3])
    column_mm, row_mm, slice_mm = phantom.spacing_mm
    one.ImagePositionPatient = [x, y, z + index * slice_mm]
    one.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    one.PixelSpacing = [row_mm, column_mm]
    one.SliceThickness = slice_mm
    one.SpacingBetweenSlices = slice_mm
    one.SliceLocation = z + index * slice_mm
    one.InstanceNumber = index + 1
    one.ImageType = ["DERIVED", "PRIMARY", "AXIAL"]
    one.ImageComments = MARK
    one.DerivationDescription = f"{MARK}: drawn from formulas, no patient was scanned"
    one.RescaleIntercept, one.RescaleSlope, one.RescaleType = _INTERCEPT, 1, "HU"
    one.WindowCenter, one.WindowWidth = [-600, 50], [1500, 350]
    one.WindowCenterWidthExplanation = ["LUNG", "MEDIASTINUM"]
    one.BurnedInAnnotation = "NO"
    return one


def _patient_and_study(
    one: Dataset, patient: PatientHeader, study: StudyHeader, study_uid: str, series_uid: str, frame_uid: str
) -> None:
    one.SpecificCharacterSet = "ISO_IR 192"
    one.PatientName, one.PatientID = patient.person_name, patient.id
    one.PatientBirthDate, one.PatientSex = patient.born, patient.sex
    if patient.issuer:
        one.IssuerOfPatientID = patient.issuer
    one.PatientComments = MARK
    day, time = study.at.strftime("%Y%m%d"), study.at.strftime("%H%M%S")
    one.StudyDate = one.SeriesDate = one.AcquisitionDate = one.ContentDate = day
    one.StudyTime = one.SeriesTime = one.AcquisitionTime = one.ContentTime = time
    one.AccessionNumber, one.ReferringPhysicianName, one.StudyID = study.accession, study.referrer, "1"
    one.StudyInstanceUID, one.SeriesInstanceUID, one.FrameOfReferenceUID = study_uid, series_uid, frame_uid
    one.StudyDescription = study.description
    one.SeriesDescription = f"{MARK} chest phantom"
    one.SeriesNumber, one.AcquisitionNumber, one.PositionReferenceIndicator = 1, 1, ""
    one.Modality, one.BodyPartExamined, one.PatientPosition = "CT", "CHEST", "HFS"
    one.Manufacturer, one.ManufacturerModelName, one.SoftwareVersions = MANUFACTURER, "chest phantom", "1"
    one.KVP = "120"


def _pixels(one: Dataset, phantom: Phantom, index: int) -> None:
    import jpeg_ls
    import numpy as np
    from pydicom.encaps import encapsulate

    stored = np.clip(phantom.voxels[index].astype(np.int32) - _INTERCEPT, 0, 4095).astype(np.uint16)
    one.Rows, one.Columns = stored.shape
    one.SamplesPerPixel, one.PhotometricInterpretation = 1, "MONOCHROME2"
    one.BitsAllocated, one.BitsStored, one.HighBit, one.PixelRepresentation = 16, 12, 11, 0
    frame = bytes(jpeg_ls.encode_buffer(
        stored.tobytes(), rows=one.Rows, columns=one.Columns, samples_per_pixel=1, bits_stored=12
    ))
    one.PixelData = encapsulate([frame])
    one["PixelData"].VR = "OB"
    one["PixelData"].is_undefined_length = True
