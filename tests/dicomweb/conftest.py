"""A clinic with two people's studies, served over loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dicomweb_samples import OTHER, STUDY, Client, write_instance

from workstation.services import facade_tokens, importing
from workstation.services.clinic import Clinic
from workstation.services.dicomweb_server import DicomWebServer
from workstation.services.facade_http import Limits


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """SOP instance UID to the file's bytes: one study of two series, another person's study of one file."""
    folder = tmp_path_factory.mktemp("dicom")
    paths = [write_instance(folder, STUDY, 1, n) for n in (1, 2, 3)] + [write_instance(folder, STUDY, 2, 1)]
    paths.append(write_instance(folder, OTHER, 1, 1, PatientName="Guo^Wei=郭^伟", PatientID="P-2", StudyDate="20200101",
                                PatientBirthDate="19500102", PatientSex="M", AccessionNumber="B-7", Modality="MR"))
    return {path.stem: path.read_bytes() for path in paths}


@pytest.fixture
def imaged(clinic: Clinic, originals: dict[str, bytes], tmp_path: Path) -> Clinic:
    (tmp_path / "in").mkdir()
    for uid, data in originals.items():
        (tmp_path / "in" / f"{uid}.dcm").write_bytes(data)
    importing.import_paths(clinic, [tmp_path / "in"])
    return clinic


@pytest.fixture
def server(imaged: Clinic) -> Iterator[DicomWebServer]:
    with DicomWebServer(imaged, 0, limits=Limits(connections=8, seconds=30.0, silence_seconds=10.0)) as running:
        yield running


@pytest.fixture
def ask(server: DicomWebServer, imaged: Clinic) -> Client:
    return Client(server.url, facade_tokens.add(imaged, "pacs"))


@pytest.fixture(scope="session", autouse=True)
def workers_end() -> Iterator[None]:
    yield
    from workstation import workers

    workers.close()
