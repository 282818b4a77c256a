"""One phantom series for all tests of this room, and the reference data where it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_imaging_cases import NODULES, PATIENT, STUDY

from engines.imaging.phantom import chest_phantom
from workstation.exchange.dicom_write import WrittenSeries, write_phantom


@pytest.fixture(scope="session")
def phantom():
    return chest_phantom(7, NODULES)


@pytest.fixture(scope="session")
def phantom_series(phantom, tmp_path_factory) -> WrittenSeries:
    return write_phantom(tmp_path_factory.mktemp("phantom"), PATIENT, STUDY, phantom, 7)


@pytest.fixture(scope="session")
def reference() -> Path:
    place = os.environ.get("CONSILIA_REFERENCE_DATA")
    if place is None:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    return Path(place)


@pytest.fixture(scope="session", autouse=True)
def workers_end() -> Iterator[None]:
    yield
    from workstation import workers

    workers.close()
