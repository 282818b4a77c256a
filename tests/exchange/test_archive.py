"""ZIP archives: their members come in like the files of a folder, or the archive is refused with one sentence."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fhir_samples import bundle, observation, patient
from sqlalchemy import func, select

from workstation.domain.resource import FileReport, FileStatus
from workstation.exchange import archive
from workstation.services import importing
from workstation.services.clinic import Clinic
from workstation.store import schema

Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Packs name -> content (bytes, or a value as JSON) into archive.zip."""

    def packed(members: dict[str, object], method: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", method) as file:
            for name, held in members.items():
                file.writestr(name, held if isinstance(held, bytes) else json.dumps(held))
        return path

    return packed


def take(clinic: Clinic, path: Path) -> list[FileReport]:
    return importing.import_paths(clinic, [path]).files


def refusal(clinic: Clinic, path: Path) -> str:
    """The one sentence of a refused archive; nothing of it may be stored."""
    reports = take(clinic, path)
    assert len(reports) == 1 and reports[0].status is FileStatus.REJECTED and reports[0].path == str(path)
    with clinic.read() as conn:
        assert conn.execute(select(func.count()).select_from(schema.resource)).scalar_one() == 0
    message = reports[0].issues[0].message
    assert len(reports[0].issues) == 1 and "\n" not in message and "Nothing" in message
    return message


def test_members_of_every_kind_come_in_under_their_own_name(clinic: Clinic, pack: Pack, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    lines = json.dumps(patient("p2")) + "\n" + json.dumps(patient("p3")) + "\n"
    message = b"MSH|^~\\&|A|B|C|D|20260101||ADT^A04|1|P|2.5\rPID|1||77^^^H^MR||Li^Wei||19700101|M\r"
    path = pack({"a/chart.json": bundle(patient(), observation()), "all.ndjson": lines.encode(), "adt.hl7": message,
                 "note.txt": b"nothing to see", "a/": b"", ".DS_Store": b"x", "__MACOSX/a/._chart.json": b"x"})
    reports = {report.path: report for report in take(clinic, path)}
    assert set(reports) == {f"{path}/{name}" for name in ("a/chart.json", "all.ndjson", "adt.hl7", "note.txt")}
    assert reports[f"{path}/a/chart.json"].counts["Patient"]["stored"] == 1
    assert reports[f"{path}/all.ndjson"].counts["Patient"]["stored"] == 2
    assert reports[f"{path}/adt.hl7"].status is FileStatus.IMPORTED
    assert reports[f"{path}/note.txt"].status is FileStatus.REJECTED
    with clinic.read() as conn:
        sources = set(conn.execute(select(schema.resource.c.source)).scalars())
    assert "archive.zip/a/chart.json" in sources
    fresh = {one for one in set(tmp_path.rglob("*")) - before if one.name not in ("archive.zip",)}
    assert not any("chart" in one.name or "ndjson" in one.name for one in fresh)
    again = take(clinic, path)
    assert not any(counts.get("stored") for report in again for counts in report.counts.values())


@pytest.mark.parametrize(("name", "said"), [
    ("../../evil.json", "leads out"), ("a/../../b.json", "leads out"), ("./a.json", "leads out"),
    ("a//b.json", "leads out"), ("/etc/a.json", "absolute"), ("C:/a.json", "absolute"), ("c:a.json", "absolute"),
    ("..\\evil.json", "backslash"), ("CON.json", "Windows"), ("a/aux", "Windows"), ("lpt1.txt.json", "Windows"),
    ("a. ", "Windows"), ("dir./a.json", "Windows"), ("n" * 256, "too long"), ("d/" * 600 + "a", "too long"),
    ("a\x07b.json", "control"), ("名" * 86, "too long"),
])
def test_a_name_that_could_harm_refuses_the_whole(clinic: Clinic, pack: Pack, name: str, said: str) -> None:
    assert said in refusal(clinic, pack({"good.json": patient(), name: patient("p2")}))


@pytest.mark.parametrize("twin", ["A.json", "a.json", "Ａ.json"])
def test_two_members_of_one_name(clinic: Clinic, pack: Pack, twin: str) -> None:
    pairs = {"a.json": "A.json", "A.json": "a.json"}
    if twin in pairs:
        assert "capital" in refusal(clinic, pack({twin: patient(), pairs[twin]: patient("p2")}))
    else:
        assert len(take(clinic, pack({"a.json": patient(), twin: patient("p2")}))) == 2


def test_the_same_name_in_two_spellings_of_unicode(clinic: Clinic, pack: Pack) -> None:
    assert "capital" in refusal(clinic, pack({"\u00e9.json": patient(), "e\u0301.json": patient("p2")}))


@pytest.mark.parametrize("inner", [
    b"PK\x03\x04" + b"0" * 90, b"7z\xbc\xaf\x27\x1c" + b"0" * 90, b"0" * 257 + b"ustar" + b"0" * 90,
    gzip.compress(b"0" * 257 + b"ustar" + b"0" * 90), gzip.compress(b"PK\x03\x04" + b"0" * 90),
    gzip.compress(gzip.compress(b"{}"))])
def test_an_archive_within_an_archive(clinic: Clinic, pack: Pack, inner: bytes) -> None:
    assert "archive again" in refusal(clinic, pack({"good.json": patient(), "data.bin": inner}))


def test_links_devices_and_encrypted_members(clinic: Clinic, tmp_path: Path) -> None:
    for mode, said in ((stat.S_IFLNK, "link"), (stat.S_IFIFO, "ordinary")):
        info = zipfile.ZipInfo("a.json")
        info.external_attr = (mode | 0o777) << 16
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as file:
            file.writestr(info, "/etc/passwd")
        assert said in refusal(clinic, path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.json", json.dumps(patient()))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "encrypted" in refusal(clinic, path)


def test_bombs_by_ratio_by_number_and_by_a_lie(clinic: Clinic, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    spaces = b'{"resourceType":"Patient","id":"' + b" " * (4 << 20) + b'"}'
    assert "unpack to" in refusal(clinic, pack({"a.json": spaces}))
    assert "method" in refusal(clinic, pack({"a.json": spaces}, zipfile.ZIP_LZMA))
    assert "unpack to" in refusal(clinic, pack({"a.json.gz": gzip.compress(spaces)}, zipfile.ZIP_STORED))
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    assert "more than 3" in refusal(clinic, pack({f"{n}.json": b"{}" for n in range(4)}))


def test_a_member_that_is_longer_than_it_says(clinic: Clinic, pack: Pack) -> None:
    path = pack({"good.json": patient(), "a.json": patient("p2") | {"text": {"div": "x" * 900}}})
    data = bytearray(path.read_bytes())
    where = data.rindex(b"PK\x01\x02")
    data[where + 24:where + 28] = (20).to_bytes(4, "little")
    path.write_bytes(data)
    assert "broken" in refusal(clinic, path)


def test_members_that_overlap(clinic: Clinic, pack: Pack) -> None:
    """David Fifield, A better zip bomb (WOOT 2019): many entries of the index share one body."""
    path = pack({"a.json": os.urandom(50_000)}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[start:end]
    index = b"".join(entry.replace(b"a.json", f"{n}.json".encode()) for n in range(9))
    closing = bytearray(data[end:])
    closing[8:12] = (9).to_bytes(2, "little") * 2
    closing[12:16] = len(index).to_bytes(4, "little")
    path.write_bytes(data[:start] + index + bytes(closing))
    assert "overlap" in refusal(clinic, path)


def test_cut_off_anywhere_it_is_refused_as_a_whole(clinic: Clinic, pack: Pack) -> None:
    data = pack({"a.json": patient(), "b.json": patient("p2")}).read_bytes()
    for length in range(4, len(data), 7):
        path = pack({})
        path.write_bytes(data[:length])
        assert "damaged" in refusal(clinic, path)


def test_flipped_bytes_never_bring_in_something_else(clinic: Clinic, pack: Pack) -> None:
    data = pack({"a.json": patient()}).read_bytes()
    body = data.index(b"a.json") + 6
    path = pack({})
    for place in range(body, body + 40, 3):
        flipped = bytearray(data)
        flipped[place] ^= 0x55
        path.write_bytes(flipped)
        assert "broken" in refusal(clinic, path)


@pytest.mark.parametrize("content", [b"\x80\x04\x95cos\nsystem\n", b"import os; os.system('x')", b"MZ\x90\x00" * 9])
def test_an_archive_without_any_record(clinic: Clinic, pack: Pack, content: bytes) -> None:
    assert "record" in refusal(clinic, pack({"model.bin": content, "readme.txt": b"words"}))


def test_nothing_in_it(clinic: Clinic, tmp_path: Path) -> None:
    path = tmp_path / "empty.zip"
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    path.write_bytes(held.getvalue())
    assert "record" in refusal(clinic, path)


def test_a_clean_archive_of_bundles_comes_in_byte_for_byte(
        clinic: Clinic, reference_data: Path, tmp_path: Path) -> None:
    from workstation.exchange import fhir_read

    files = sorted((reference_data / "fhir" / "synthea_r4").glob("*.json.gz"), key=lambda one: one.stat().st_size)[:6]
    path = tmp_path / "synthea.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, file in enumerate(files):
            if place % 2:
                packed.write(file, file.name)
            else:
                packed.writestr(f"{place}.json", gzip.decompress(file.read_bytes()))
    reports = take(clinic, path)
    assert len(reports) == len(files) and all(report.status is FileStatus.IMPORTED for report in reports)
    wanted = {one.key: one.raw for file in files for one in fhir_read.read_document(gzip.decompress(file.read_bytes()))}
    with clinic.read() as conn:
        rows = conn.execute(select(schema.resource.c.key, schema.resource.c.body)).all()
    assert {row.key: zlib.decompress(row.body) for row in rows} == wanted


def test_images_of_an_archive(clinic: Clinic, reference_data: Path, tmp_path: Path) -> None:
    image = (reference_data / "security" / "dicom" / "gen_valid.dcm").read_bytes()
    path = tmp_path / "disc.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("DICOM/IM0001", image)
        packed.writestr("DICOM/IM0002", image[:400])
    reports = {Path(report.path).name: report for report in take(clinic, path)}
    assert reports["IM0001"].status is FileStatus.IMPORTED and reports["IM0001"].path == f"{path}/DICOM/IM0001"
    assert reports["IM0002"].status is FileStatus.REJECTED
