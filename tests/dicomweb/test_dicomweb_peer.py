"""The DICOMweb view driven by dicomweb-client (MIT), a client that we didn't write."""

from __future__ import annotations

import io

import pytest
from dicomweb_samples import OTHER, STUDY

WHY = "the client library is a development dependency and is not installed"


@pytest.fixture
def peer(server, ask):
    library = pytest.importorskip("dicomweb_client.api", reason=WHY)
    return library.DICOMwebClient(server.url, headers={"Authorization": f"Bearer {ask.token}"})


def test_it_searches(peer) -> None:
    assert [one["0020000D"]["Value"][0] for one in peer.search_for_studies()] == [STUDY, OTHER]
    assert peer.search_for_studies(search_filters={"PatientID": "nobody"}) == []
    assert len(peer.search_for_studies(get_remaining=True, limit=1)) == 2
    assert [one["00200011"]["Value"][0] for one in peer.search_for_series(STUDY)] == [1, 2]
    found = peer.search_for_instances(STUDY, f"{STUDY}.1", fields=["InstanceNumber"], limit=2)
    assert [one["00200013"]["Value"][0] for one in found] == [1, 2]


def test_it_retrieves_what_was_imported(peer, originals) -> None:
    import pydicom

    for got in (peer.retrieve_study(STUDY), list(peer.iter_study(STUDY))):
        assert len(got) == 4
        for one in got:
            assert one == pydicom.dcmread(io.BytesIO(originals[one.SOPInstanceUID]))
    assert len(peer.retrieve_series(STUDY, f"{STUDY}.1")) == 3
    one = peer.retrieve_instance(STUDY, f"{STUDY}.1", f"{STUDY}.1.3")
    assert one.pixel_array[0, 0] == 300
    told = peer.retrieve_study_metadata(STUDY)
    assert len(told) == 4 and told[0]["00100010"]["Value"][0]["Alphabetic"] == "Lee^Ann"
    frames = peer.retrieve_instance_frames(STUDY, f"{STUDY}.1", f"{STUDY}.1.2", [1],
                                           media_types=("application/octet-stream",))
    assert frames == [one_frame(originals[f"{STUDY}.1.2"])]
    picture = peer.retrieve_instance_rendered(STUDY, f"{STUDY}.1", f"{STUDY}.1.2", media_types=("image/png",))
    assert picture.startswith(b"\x89PNG")


def one_frame(data: bytes) -> bytes:
    import pydicom

    return pydicom.dcmread(io.BytesIO(data)).PixelData


def test_it_hears_what_is_wrong(peer) -> None:
    import requests

    with pytest.raises(requests.HTTPError, match="404"):
        peer.retrieve_study("1.2.3")
    with pytest.raises(requests.HTTPError, match="405"):
        peer.store_instances([])
