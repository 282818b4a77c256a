"""A Bundle that is read in parts gives what it gives as a whole, wherever the parts are cut."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from workstation.domain.user import Role, User
from workstation.exchange import fhir_large, fhir_stream
from workstation.exchange.fhir_slices import Slice, slices_of
from workstation.exchange.fhir_stream import BundleStream, NoBundle
from workstation.exchange.safe_json import JsonFault
from workstation.services import import_files, importing, sign_in
from workstation.services.clinic import Clinic
from workstation.store import schema
from workstation.store.keys import CHEAP


def streamed(data: bytes) -> tuple[list[Slice], dict[str, Any]]:
    stream = BundleStream(io.BytesIO(data).read)
    return list(stream.slices()), stream.members


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Bundle is large, a window is short and a part holds seven resources."""
    monkeypatch.setattr(import_files, "_LARGE", 1)
    monkeypatch.setattr(fhir_stream, "_PIECE", 61)
    monkeypatch.setattr(fhir_large, "AT_ONCE", 7)


@pytest.fixture
def second_clinic(tmp_path: Path) -> Iterator[Clinic]:
    user = User("bo", "Dr. Bo Chen", Role.PHYSICIAN)
    with sign_in.create(tmp_path / "second", user, "correct horse battery staple", cost=CHEAP) as opened:
        yield opened


def bundles(reference: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((reference / "fhir" / "synthea_r4").glob("*.gz"))[:6]:
        yield path.name, gzip.decompress(path.read_bytes())
    for path in sorted((reference / "fhir" / "ips").glob("*.json")):
        yield path.name, path.read_bytes()


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
                    max_leaves=6)
ENTRY = st.fixed_dictionaries({"resource": st.dictionaries(st.text(max_size=5), JSON, max_size=4)},
                              optional={"fullUrl": st.text(max_size=9), "search": JSON}) | JSON


@given(entries=st.lists(ENTRY, max_size=6), size=st.integers(1, 40), ascii_only=st.booleans(), indent=st.booleans(),
       last=st.booleans())
def test_the_same_cuts_at_every_size_of_the_window(entries: list[Any], size: int, ascii_only: bool, indent: bool,
                                                   last: bool) -> None:
    members: dict[str, Any] = {"resourceType": "Bundle", "type": "collection", "entry": entries, "total": 12}
    if last:
        members = dict(reversed(members.items()))
    data = json.dumps(members, ensure_ascii=ascii_only, indent=1 if indent else None).encode("utf-8", "surrogatepass")
    before = fhir_stream._PIECE
    fhir_stream._PIECE = size
    try:
        made, found = streamed(data)
        whole = slices_of(data)
    except JsonFault:
        with pytest.raises(JsonFault):
            slices_of(data)
        return
    finally:
        fhir_stream._PIECE = before
    assert made == whole.slices and found == whole.members


@pytest.mark.parametrize("cut", [3, 30, 55, 80, 99])
def test_what_breaks_off_is_told(cut: int) -> None:
    data = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a"}}],"type":"collection"}'
    with pytest.raises((JsonFault, NoBundle)):
        streamed(data[:cut])
    with pytest.raises(JsonFault):
        streamed(data + b"]")


@pytest.mark.parametrize("data", [b"[1, 2]", b"", b'{"resourceType": "Patient", "id": "a"}',
                                  b'{"resourceType": "List", "entry": [{"item": {"reference": "Patient/a"}}]}'])
def test_other_things_are_left_to_the_reader_of_whole_files(data: bytes) -> None:
    with pytest.raises(NoBundle):
        streamed(data)


def kept(clinic: Clinic) -> tuple[list[Any], list[Any]]:
    resource, timeline = schema.resource, schema.timeline
    with clinic.read() as conn:
        return (list(conn.execute(select(resource.c.key, resource.c.digest, resource.c.patient_id)
                                  .order_by(resource.c.key))),
                sorted(map(repr, conn.execute(select(*(c for c in timeline.c if c.name != "id"))))))


def taken(clinic: Clinic, path: Path) -> tuple[Any, ...]:
    """What is told of a file; references to what isn't there are counted a part, so they may differ."""
    report = importing.import_paths(clinic, [path]).files[0]
    issues = [issue for issue in report.issues if "references point at nothing" not in issue.message]
    return report.status, report.counts, sorted(map(repr, issues))


def test_the_open_bundles_come_in_alike(clinic: Clinic, second_clinic: Clinic, reference_data: Path, tmp_path: Path,
                                        request: pytest.FixtureRequest) -> None:
    paths: list[Path] = []
    for name, data in bundles(reference_data):
        paths.append(tmp_path / name.removesuffix(".gz"))
        paths[-1].write_bytes(data)
    whole = [taken(clinic, path) for path in paths]
    request.getfixturevalue("small_parts")
    assert [taken(second_clinic, path) for path in paths] == whole
    assert kept(second_clinic) == kept(clinic)


@pytest.mark.usefixtures("small_parts")
def test_two_contents_under_one_key_and_another_birth_date_wait_across_parts(clinic: Clinic, tmp_path: Path) -> None:
    def patient(born: str) -> dict[str, Any]:
        return {"resourceType": "Patient", "id": "p", "birthDate": born}

    def weight(number: int, value: int) -> dict[str, Any]:
        return {"resourceType": "Observation", "id": f"o{number}", "status": "final", "code": {"text": "w"},
                "subject": {"reference": "Patient/p"}, "valueQuantity": {"value": value}}

    def write(name: str, *resources: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                    "entry": [{"resource": one} for one in resources]}))
        return path

    first = write("a.json", *(weight(n, n) for n in range(20)), weight(0, 99), patient("1980-01-01"))
    report = importing.import_paths(clinic, [first]).files[0]
    assert report.counts["Observation"] == {"found": 21, "stored": 20, "unchanged": 0, "quarantined": 1, "refused": 0}
    assert any("stands twice in the file" in issue.message for issue in report.issues)
    second = write("b.json", *(weight(n, n) for n in range(30, 50)), patient("1990-01-01"))
    counts = importing.import_paths(clinic, [second]).files[0].counts
    assert counts["Observation"]["quarantined"] == 20 and counts["Patient"]["quarantined"] == 1
    again = importing.import_paths(clinic, [first]).files[0].counts
    assert again["Observation"]["stored"] == 0
