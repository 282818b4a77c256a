"""The one phantom case that the tests of this room share."""

from __future__ import annotations

from datetime import datetime

from engines.imaging.phantom import PhantomNodule
from workstation.exchange.dicom_write import PatientHeader, StudyHeader

NODULES = (
    PhantomNodule((-72.0, 22.0, 214.0), 9.0),
    PhantomNodule((78.0, 30.0, 150.0), 7.0),
    PhantomNodule((-88.0, -20.0, 128.0), 12.0, "ground-glass"),
)
PATIENT = PatientHeader("P-1", "王", "小明", "19800102", "M", "Wang", "Xiaoming")
STUDY = StudyHeader(datetime(2026, 3, 2, 9, 30), accession="A1")
