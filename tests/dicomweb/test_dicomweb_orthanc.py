"""Both directions against Orthanc (Debian's package), a DICOMweb server and client that we didn't write."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from dicomweb_samples import OTHER, STUDY

from installer import orthanc
from workstation.domain.resource import FileStatus
from workstation.domain.user import Role, User
from workstation.errors import NotFound, UserMistake
from workstation.services import facade_tokens, importing, institutions, sign_in
from workstation.services.institution_images import ImageSession
from workstation.services.institutions import Institution
from workstation.store import schema
from workstation.store.keys import CHEAP

WHY = f"CONSILIA_TEST_ORTHANC: Orthanc is not installed (Debian: apt-get install {' '.join(orthanc.PACKAGES)})"


@pytest.fixture(scope="module")
def started() -> Iterator[str]:
    if orthanc.programs() is None:
        pytest.skip(WHY)
    with orthanc.server() as address:
        yield address


def call(address: str, method: str = "GET", body: bytes | None = None) -> bytes:
    asked = urllib.request.Request(address, data=body, method=method)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=60) as reply:
        return reply.read()


@pytest.fixture
def there(started: str) -> Iterator[str]:
    """Orthanc, which holds nothing before and after."""
    yield started
    for study in json.loads(call(f"{started}/studies")):
        call(f"{started}/studies/{study}", "DELETE")


@pytest.fixture
def filled(there: str, originals: dict[str, bytes]) -> str:
    for data in originals.values():
        call(f"{there}/instances", "POST", data)
    return there


@pytest.fixture
def town(tmp_path) -> Iterator[Any]:
    """The clinic that asks: another store, with nobody in it."""
    phrase = "correct horse battery staple"
    with sign_in.create(tmp_path / "town", User("tom", "Tom", Role.PHYSICIAN), phrase, cost=CHEAP) as opened:
        yield opened


def session(town, address: str) -> ImageSession:
    return ImageSession(town, institutions.add(town, Institution("county", dicomweb=f"{address}/dicom-web")))


def test_its_studies_are_found(town, filled: str) -> None:
    asking = session(town, filled)
    for by, value in (("name", "lee*"), ("name", "LEE?ann"), ("number", "P-1"), ("accession", "A-1"), ("uid", STUDY)):
        (found,) = asking.studies([(by, value)])
        assert (found.uid, found.number, found.name, found.born, found.sex) == (
            STUDY, "P-1", "Lee Ann", "19800504", "F"), by
        assert (found.date, found.description, found.modalities) == ("20240305", "Chest", ("CT",))
    (chinese,) = asking.studies([("number", "P-2")])
    assert chinese.name == "郭 伟 Guo Wei"
    assert asking.studies([("number", "nobody")]) == []


def test_a_study_of_it_comes_byte_for_byte(town, filled: str, originals: dict[str, bytes]) -> None:
    report = session(town, filled).fetch(STUDY)
    assert [file.status for file in report.files] == [FileStatus.IMPORTED] * 4
    with town.read() as conn:
        held = {row.uid: town.vault.get(row.blob) for row in conn.execute(schema.instance.select())}
    assert held == {uid: data for uid, data in originals.items() if uid.startswith(f"{STUDY}.")}


def test_nothing_comes_of_what_it_has_not_or_of_whom_nobody_vouched_for(town, filled: str, tmp_path) -> None:
    asking = session(town, filled)
    with pytest.raises(NotFound):
        asking.fetch("1.2.3")
    here = {"resourceType": "Patient", "id": "ours", "birthDate": "1980-05-04",
            "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "P-2"}]}
    (tmp_path / "p.json").write_text(json.dumps(here))
    importing.import_paths(town, [tmp_path / "p.json"])
    with pytest.raises(UserMistake, match="one person"):
        asking.fetch(OTHER)
    assert len(asking.fetch(OTHER, "ours").files) == 1


def test_it_brings_a_study_from_our_view(there: str, server, imaged, originals: dict[str, bytes]) -> None:
    """Orthanc as the client: what it holds afterwards are the files that were imported here."""
    token = facade_tokens.add(imaged, "orthanc")
    call(f"{there}/dicom-web/servers/consilia", "PUT",
         json.dumps({"Url": server.url, "HttpHeaders": {"Authorization": f"Bearer {token}"}}).encode())
    asked = {"Uri": "/studies", "Arguments": {"PatientID": "P-1"}, "HttpHeaders": {"Accept": "application/dicom+json"}}
    found = json.loads(call(f"{there}/dicom-web/servers/consilia/get", "POST", json.dumps(asked).encode()))
    assert [one["0020000D"]["Value"] for one in found] == [[STUDY]]
    call(f"{there}/dicom-web/servers/consilia/retrieve", "POST",
         json.dumps({"Resources": [{"Study": STUDY}]}).encode())
    held = [call(f"{there}/instances/{one}/file") for one in json.loads(call(f"{there}/instances"))]
    assert sorted(held) == sorted(data for uid, data in originals.items() if uid.startswith(f"{STUDY}."))


def test_it_is_refused_without_a_token(there: str, server, imaged) -> None:
    call(f"{there}/dicom-web/servers/consilia", "PUT", json.dumps({"Url": server.url}).encode())
    with pytest.raises(urllib.error.HTTPError):
        call(f"{there}/dicom-web/servers/consilia/retrieve", "POST",
             json.dumps({"Resources": [{"Study": STUDY}]}).encode())
    assert json.loads(call(f"{there}/instances")) == []
