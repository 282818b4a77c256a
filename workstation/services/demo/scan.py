"""The hero's chest CT: a phantom with three nodules of known place and size, as a DICOM series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

DAYS_AGO = 21


def write(folder: Path, seed: int, today: date, check: Callable[[], None]) -> None:
    """Writes the series into ``folder``. ``check`` raises where the work was stopped; takes about ten seconds."""
    from engines.imaging.phantom import DEFAULT_NODULES
    from workstation.exchange.dicom_write import PatientHeader, StudyHeader, write_phantom_series
    from workstation.services.demo.calendar import Calendar

    check()
    patient = PatientHeader(
        id="4820117903", family="王", given="小明", born=Calendar(today).born(68, 132).replace("-", ""), sex="M",
        latin_family="Wang", latin_given="Xiaoming", issuer="urn:consilia:demo",
    )
    taken = datetime.combine(today - timedelta(days=DAYS_AGO), time(10, 12))
    study = StudyHeader(taken, "CT chest, low dose (SYNTHETIC)", accession="DEMO-CT-1", referrer="LI^Hua")
    write_phantom_series(folder, patient, study, DEFAULT_NODULES, seed, lambda _fraction, _words: check())
