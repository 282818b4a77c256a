"""The DICOMweb view over loopback: searches, the files byte for byte, headers, frames, and what is refused."""

from __future__ import annotations

import email
import io
import struct
import zlib

import pydicom
import pytest
from dicomweb_samples import OTHER, STUDY, Client, write_instance

from workstation.services import facade_tokens
from workstation.services.facade_http import Limits
from workstation.store import schema

SERIES = f"/studies/{STUDY}/series/{STUDY}.1"
ONE = f"{SERIES}/instances/{STUDY}.1.2"


def uids(reply, tag: str) -> list[str]:
    return [one[tag]["Value"][0] for one in (reply.json if reply.body else [])]


def parts(reply) -> list[tuple[str, bytes]]:
    """(content type, bytes) of each part, read by the standard library's own MIME reader."""
    whole = email.message_from_bytes(b"Content-Type: " + reply.headers["Content-Type"].encode() + b"\r\n\r\n"
                                     + reply.body)
    assert whole.is_multipart()
    found = []
    boundary = whole.get_boundary().encode()
    for piece in reply.body.split(b"--" + boundary)[1:-1]:
        head, _, data = piece.partition(b"\r\n\r\n")
        found.append((head.decode().strip().removeprefix("Content-Type: "), data.removesuffix(b"\r\n")))
    assert reply.body.endswith(b"--" + boundary + b"--\r\n")
    return found


@pytest.mark.parametrize(("query", "found"), [
    ("", [STUDY, OTHER]), ("PatientID=P-1", [STUDY]), ("00100020=P-2", [OTHER]), ("PatientID=P-*", [STUDY, OTHER]),
    ("PatientName=lee*", [STUDY]), ("PatientName=L?e%5EAnn", [STUDY]), ("PatientName=%E9%83%AD*", [OTHER]),
    ("PatientName=nobody", []), ("StudyDate=20240305", [STUDY]), ("StudyDate=20240101-20241231", [STUDY]),
    ("StudyDate=-20231231", [OTHER]), ("StudyDate=20240306-", []), ("ModalitiesInStudy=CT", [STUDY]),
    ("AccessionNumber=B-7", [OTHER]), (f"StudyInstanceUID={STUDY},{OTHER}", [STUDY, OTHER]),
    ("PatientBirthDate=19500102&PatientSex=M", [OTHER]), ("StudyTime=09-10", [STUDY, OTHER]),
    ("PatientID=", [STUDY, OTHER]),
    ("PatientName=%5BL%5Dee*", []), ("limit=1", [STUDY]), ("limit=1&offset=1", [OTHER]), ("offset=9", []),
    ("includefield=all&includefield=00081030", [STUDY, OTHER]),
])
def test_studies_are_found(ask, query: str, found: list[str]) -> None:
    got = ask(f"/studies?{query}")
    assert got.status == (200 if found else 204) and uids(got, "0020000D") == found


def test_a_study_is_told_as_dicom_json(ask, server) -> None:
    got = ask("/studies?PatientID=P-2", Accept="application/dicom+json")
    assert got.headers["Content-Type"] == "application/dicom+json"
    dataset = pydicom.Dataset.from_json(got.json[0])
    assert (dataset.PatientID, dataset.StudyDate, dataset.NumberOfStudyRelatedInstances) == ("P-2", "20200101", 1)
    assert str(dataset.PatientName).startswith("Guo^Wei") or dataset.PatientName.ideographic == "郭^伟"
    assert dataset.RetrieveURL == f"{server.url}/studies/{OTHER}" and dataset.ModalitiesInStudy == "MR"


def test_series_and_instances_are_found(ask) -> None:
    assert uids(ask(f"/studies/{STUDY}/series"), "0020000E") == [f"{STUDY}.1", f"{STUDY}.2"]
    assert uids(ask("/series?Modality=MR"), "0020000E") == [f"{OTHER}.1"]
    assert uids(ask(f"{SERIES}/instances"), "00080018") == [f"{STUDY}.1.{n}" for n in (1, 2, 3)]
    assert uids(ask(f"/studies/{STUDY}/instances?InstanceNumber=1"), "00080018") == [f"{STUDY}.1.1", f"{STUDY}.2.1"]
    assert uids(ask(f"/instances?SeriesInstanceUID={STUDY}.2"), "00080018") == [f"{STUDY}.2.1"]
    more = ask(f"{SERIES}/instances?limit=2&fuzzymatching=true")
    assert "1 additional" in more.headers["Warning"] and "fuzzymatching" in more.headers["Warning"]


@pytest.mark.parametrize(("path", "count"), [(f"/studies/{STUDY}", 4), (SERIES, 3), (ONE, 1)])
def test_files_come_back_byte_for_byte(ask, originals, path: str, count: int) -> None:
    got = ask(path, Accept='multipart/related; type="application/dicom"')
    held = parts(got)
    assert len(held) == count and got.headers["Transfer-Encoding"] == "chunked"
    for kind, data in held:
        assert kind == "application/dicom; transfer-syntax=1.2.840.10008.1.2.1"
        assert data == originals[pydicom.dcmread(io.BytesIO(data)).SOPInstanceUID]


def test_one_file_can_come_by_itself(ask, originals) -> None:
    got = ask(ONE, Accept="application/dicom")
    assert got.body == originals[f"{STUDY}.1.2"] and got.headers["Content-Type"].startswith("application/dicom;")
    assert ask(ONE, method="HEAD").body == b""


def test_headers_are_told_without_pixels(ask) -> None:
    got = ask(f"/studies/{STUDY}/metadata")
    told = [pydicom.Dataset.from_json(one) for one in got.json]
    assert [one.SOPInstanceUID for one in told] == [f"{STUDY}.1.1", f"{STUDY}.1.2", f"{STUDY}.1.3", f"{STUDY}.2.1"]
    assert all("PixelData" not in one and one.Rows == 8 and one.PatientName == "Lee^Ann" for one in told)
    assert len(ask(f"{ONE}/metadata", Accept="application/json").json) == 1


def test_a_long_header_is_read_whole(clinic, tmp_path) -> None:
    from workstation.services import importing
    from workstation.services.dicomweb_server import DicomWebServer

    write_instance(tmp_path, STUDY, 1, 1, ImageComments="long", DerivationDescription="x" * 900,
                   TextValue="y" * 400_000)
    importing.import_paths(clinic, [tmp_path / f"{STUDY}.1.1.dcm"])
    with DicomWebServer(clinic, 0) as server:
        got = Client(server.url, facade_tokens.add(clinic, "x"))(f"/studies/{STUDY}/metadata")
        assert len(got.json) == 1 and "Warning" not in got.headers and "7FE00010" not in got.json[0]


def test_frames_are_plain_pixels_and_a_picture_is_a_png(ask, originals) -> None:
    (kind, data), = parts(ask(f"{ONE}/frames/1"))
    assert kind == "application/octet-stream"
    assert data == pydicom.dcmread(io.BytesIO(originals[f"{STUDY}.1.2"])).PixelData
    png = ask(f"{ONE}/rendered").body
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", png[16:24]) == (6, 8)
    grey = zlib.decompress(png[png.index(b"IDAT") + 4:png.index(b"IEND") - 8])
    assert len(grey) == 8 * 7 and grey[1] == 0 and grey[-1] == 255
    assert ask(f"{ONE}/frames/2").status == 404 and ask(f"{ONE}/frames/0").status == 404
    assert ask(f"{ONE}/rendered", Accept="image/jpeg").status == 406


@pytest.mark.parametrize(("path", "accept", "status"), [
    (ONE, 'multipart/related; type="application/dicom"; transfer-syntax=*', 200),
    (ONE, 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1', 200),
    (ONE, 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90', 406),
    (ONE, 'multipart/related; type="image/jpeg"', 406), (ONE, "text/html", 406), (ONE, "*/*", 200),
    (ONE, "garbage", 200), ("/studies", "application/dicom+xml", 406), ("/studies", "a" * 5000, 400),
    (f"{ONE}/metadata", 'multipart/related; type="application/dicom+xml"', 406),
])
def test_types_are_agreed_on(ask, path: str, accept: str, status: int) -> None:
    assert ask(path, Accept=accept).status == status


@pytest.mark.parametrize(("path", "status"), [
    ("/studies?Colour=red", 400), ("/studies?Modality=CT", 400), ("/studies?StudyDate=yesterday", 400),
    ("/studies?limit=-1", 400), ("/studies?limit=1e9", 400), ("/studies?PatientID=a&PatientID=b", 400),
    ("/studies?fuzzymatching=perhaps", 400), ("/instances", 400), ("/instances?PatientID=P-1", 400),
    ("/studies?" + "&".join(f"limit={n}" for n in range(80)), 400), ("", 404), ("/", 404), ("/patients", 404),
    ("/studies/..", 404), ("/studies/../../etc/passwd", 404), ("/studies/%2e%2e/%2e%2e/etc/passwd", 404),
    (f"/studies/{STUDY}%00", 404), ("/studies/1.2.3", 404), (f"/studies/{STUDY}/series/1.2.3", 404),
    (f"/studies/{OTHER}/series/{STUDY}.1", 404), (f"{ONE}/bulkdata", 404), (f"{SERIES}/frames/1", 404),
    (f"{SERIES}/rendered", 404), (f"{ONE}/frames/a", 404), (f"{ONE}/frames/{','.join(['1'] * 65)}", 404),
    (f"/studies/{'1' * 65}", 404), (f"{ONE}?quality=1", 400), ("/studies/" + "1." * 20_000, 414),
])
def test_what_can_not_be_given_is_said(ask, path: str, status: int) -> None:
    got = ask(path)
    assert got.status in (status, 431 if status == 414 else status)
    assert got.headers["Content-Type"].startswith("text/plain") and got.body and b"Traceback" not in got.body


def test_who_has_no_token_or_another_chart_sees_nothing(server, imaged, ask) -> None:
    for bad in ("", "wrong", ask.token + "x"):
        got = Client(server.url, bad)("/studies")
        assert got.status == 401 and got.headers["WWW-Authenticate"] == 'Bearer realm="DICOMweb"'
    with imaged.read() as conn:
        mine = conn.execute(schema.study.select().where(schema.study.c.uid == STUDY)).one().patient_id
    scoped = Client(server.url, facade_tokens.add(imaged, "one", [f"read:patient/{mine}"]))
    assert uids(scoped("/studies"), "0020000D") == [STUDY] and scoped(SERIES).status == 200
    for path in ("", "/metadata", f"/series/{OTHER}.1", f"/series/{OTHER}.1/instances/{OTHER}.1.1/frames/1"):
        assert scoped(f"/studies/{OTHER}{path}").status == 404
    assert scoped(f"/studies/{OTHER}/series").status == 204


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_written(ask, method: str) -> None:
    got = ask("/studies", method=method)
    assert got.status == 405 and got.headers["Allow"] == "GET, HEAD"


def test_every_request_is_in_the_trail_without_names(imaged, ask, server) -> None:
    ask("/studies?PatientName=Secretname")
    ask(ONE)
    ask("/studies/1.2.3")
    server.close()
    with imaged.read() as conn:
        said = [(r.action, r.detail) for r in conn.execute(schema.audit.select())]
    assert ("imaging.read", "DICOMweb token pacs: studies by PatientName") in said
    assert ("patient.export", f"DICOMweb token pacs: files of study {STUDY} instance {STUDY}.1.2 (1 files)") in said
    assert any("DICOMweb requests not answered: 1 x 404" in detail for _, detail in said)
    assert "Secretname" not in str(said)


def test_a_file_that_breaks_off_is_seen_to_break_off(imaged, ask, server) -> None:
    """A blob damaged on disk ends the answer without its last chunk: no client takes it for whole."""
    import http.client

    with imaged.read() as conn:
        blob = conn.execute(schema.instance.select().where(schema.instance.c.uid == f"{STUDY}.1.2")).one().blob
    path = imaged.data_dir / "vault" / blob[:2] / blob
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        ask(SERIES)
    assert ask(f"{SERIES}/instances/{STUDY}.1.1").status == 200


def test_a_reader_that_goes_away_leaves_nothing_behind(imaged, server, ask) -> None:
    import socket

    host, port = server.url.removeprefix("http://").split("/")[0].split(":")
    for _ in range(10):
        with socket.create_connection((host, int(port)), timeout=5) as line:
            line.sendall(f"GET /dicomweb{SERIES} HTTP/1.1\r\nAuthorization: Bearer {ask.token}\r\n\r\n".encode())
            line.recv(10)
    assert ask(ONE).status == 200
    assert Limits().connections == 16
