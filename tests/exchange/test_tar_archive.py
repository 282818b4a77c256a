"""Tar archives, plain and within gzip: read like a folder, or refused as a whole with one sentence."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import tarfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fhir_samples import bundle, observation, patient
from sqlalchemy import select
from test_archive import refusal, take

from workstation.domain.resource import FileStatus
from workstation.exchange import tar_archive
from workstation.services.clinic import Clinic
from workstation.store import schema

Pack = Callable[..., Path]
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def entry(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, **more: object) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type = len(data), kind
    for key, value in more.items():
        setattr(info, key, value)
    return info, data


def written(*entries: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=form) as file:
        for info, data in entries:
            file.addfile(info, io.BytesIO(data))
    return held.getvalue()


GOOD = entry("good.json", json.dumps(patient("good")).encode())


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    def made(data: bytes) -> Path:
        path = tmp_path / "archive.bin"
        path.write_bytes(data)
        return path

    return made


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_members_come_in_byte_for_byte_like_the_files_of_a_folder(
        clinic: Clinic, put: Callable[[bytes], Path], tmp_path: Path, form: str, zipped: bool) -> None:
    long_name = "/".join(["a" * 90, "郭" * 20, "chart.json"])
    lines = (json.dumps(patient("p2")) + "\n" + json.dumps(patient("p3")) + "\n").encode()
    message = b"MSH|^~\\&|A|B|C|D|20260101||ADT^A04|1|P|2.5\rPID|1||77^^^H^MR||Li^Wei||19700101|M\r"
    chart = json.dumps(bundle(patient(), observation())).encode()
    data = written(entry("./", kind=tarfile.DIRTYPE), entry("./a", kind=tarfile.DIRTYPE),
                   entry(f"./{long_name}", chart), entry("all.ndjson.gz", gzip.compress(lines)),
                   entry("adt.hl7", message), entry("note.txt", b"nothing to see"), entry(".DS_Store", b"x"),
                   entry("./__MACOSX/x", b"x"), form=FORMATS[form])
    path = put(gzip.compress(data) if zipped else data)
    before = set(tmp_path.rglob("*"))
    reports = {report.path.removeprefix(f"{path}/"): report for report in take(clinic, path)}
    assert set(reports) == {long_name, "all.ndjson.gz", "adt.hl7", "note.txt"}
    assert {name: one.status.value for name, one in reports.items()} == {
        long_name: "imported", "all.ndjson.gz": "imported", "adt.hl7": "imported", "note.txt": "rejected"}
    with clinic.read() as conn:
        rows = {row.key: row for row in conn.execute(select(schema.resource))}
    assert rows["Patient/p2"].source == "archive.bin/all.ndjson.gz"
    assert zlib.decompress(rows["Patient/p3"].body) == lines.split(b"\n")[1]
    assert not [one for one in set(tmp_path.rglob("*")) - before if "chart" in one.name or "json" in one.name]
    assert not any(counts.get("stored") for one in take(clinic, path) for counts in one.counts.values())


@pytest.mark.parametrize(("bad", "said"), [
    (entry("a.json", kind=tarfile.SYMTYPE, linkname="/etc/passwd"), "link"),
    (entry("a.json", kind=tarfile.SYMTYPE, linkname="good.json"), "link"),
    (entry("a.json", kind=tarfile.LNKTYPE, linkname="/etc/passwd"), "link"),
    (entry("a.json", kind=tarfile.LNKTYPE, linkname="good.json"), "link"),
    (entry("a.json", kind=tarfile.SYMTYPE, linkname="x" * 400), "link"),
    (entry("a", kind=tarfile.CHRTYPE, devmajor=1, devminor=3), "ordinary"),
    (entry("a", kind=tarfile.BLKTYPE, devmajor=8, devminor=0), "ordinary"),
    (entry("a", kind=tarfile.FIFOTYPE), "ordinary"), (entry("a", kind=b"V"), "not read"),
    (entry("a", kind=b"M"), "not read"), (entry("a", kind=b"D"), "not read"), (entry("a", kind=b"S"), "holes"),
    (entry("a.json", b"{}", pax_headers={"GNU.sparse.realsize": str(1 << 40)}), "holes"),
    (entry("../../evil.json", b"{}"), "leads out"), (entry("a/../../b.json", b"{}"), "leads out"),
    (entry("././a.json", b"{}"), "leads out"), (entry("../x", kind=tarfile.DIRTYPE), "leads out"),
    (entry("a//b.json", b"{}"), "leads out"), (entry("/etc/a.json", b"{}"), "absolute"),
    (entry("C:/a.json", b"{}"), "absolute"), (entry("..\\evil.json", b"{}"), "backslash"),
    (entry("CON.json", b"{}"), "Windows"), (entry("n" * 256, b"{}"), "too long"),
    (entry("d/" * 600, b"{}"), "too long"), (entry("a\x07b.json", b"{}"), "control"),
    (entry("GOOD.json", b"{}"), "capital"), (entry("good.json", b"{}"), "two"),
    (entry("./good.json", b"{}"), "two"), (entry("x.json", b"{}", pax_headers={"path": "../../evil"}), "leads out"),
    (entry("x.zip", b"PK\x03\x04" + b"0" * 90), "archive again"),
    (entry("x.tar", written(GOOD)), "archive again"), (entry("x.tgz", gzip.compress(written(GOOD))), "archive again"),
    (entry("x.bz2", b"BZh91AY&SY" + b"0" * 90), "archive again"),
    (entry("x.gz", gzip.compress(gzip.compress(b"{}"))), "archive again"),
    (entry("x.gz", gzip.compress(b"{}" * 900)[:-9]), "broken"),
])
@pytest.mark.parametrize("zipped", [False, True])
def test_what_could_harm_refuses_the_whole(clinic: Clinic, put: Callable[[bytes], Path], zipped: bool,
                                           bad: tuple[tarfile.TarInfo, bytes], said: str) -> None:
    forms = (tarfile.PAX_FORMAT,) if bad[0].pax_headers else (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)
    for form in forms:
        data = written(GOOD, bad, form=form)
        assert said in refusal(clinic, put(gzip.compress(data) if zipped else data)), form


def resized(data: bytes, name: bytes, size: bytes) -> bytes:
    """The archive with another size in the header of ``name``, its check sum made right."""
    at = data.index(name) // 512 * 512
    block = bytearray(data[at:at + 512])
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return data[:at] + bytes(block) + data[at + 512:]


@pytest.mark.parametrize("size", [b"77777777777\0", b"\x80" + (1 << 60).to_bytes(11, "big"), b"\xff" * 12, b"9" * 12,
                                  b"-0000000001\0"])
def test_a_size_that_lies(clinic: Clinic, put: Callable[[bytes], Path], size: bytes) -> None:
    data = resized(written(GOOD, entry("a.json", b"{}")), b"a.json", size)
    for whole in (data, gzip.compress(data)):
        assert any(word in refusal(clinic, put(whole)) for word in ("unpack to", "damaged"))


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"])
def test_a_header_of_any_size_takes_no_memory(clinic: Clinic, put: Callable[[bytes], Path], kind: bytes) -> None:
    """Python's tarfile would read these 512 MB (0.5 MB packed) into memory."""
    block = bytearray(entry("h", kind=kind)[0].tobuf(tarfile.GNU_FORMAT))
    data = resized(bytes(block), b"h", b"%011o\0" % (512 << 20))
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(data) + b"".join(packer.compress(bytes(1 << 20)) for _ in range(512)) + packer.flush()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    said = refusal(clinic, put(packed))
    assert "absurdly long" in said or "link" in said
    assert time.perf_counter() - begun < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 << 10


@pytest.mark.parametrize("name", ["a.json", "a.bin"])
def test_a_gzip_bomb(clinic: Clinic, put: Callable[[bytes], Path], name: str) -> None:
    packer = zlib.compressobj(9, wbits=31)
    head = entry(name)[0]
    head.size = 900 << 20
    packed = packer.compress(written(GOOD)[:1024] + head.tobuf(tarfile.USTAR_FORMAT))
    packed += b"".join(packer.compress(bytes(1 << 20)) for _ in range(900)) + packer.flush()
    begun = time.perf_counter()
    assert "far more than its size" in refusal(clinic, put(packed))
    assert time.perf_counter() - begun < 5


def test_a_bomb_within_a_member(clinic: Clinic, put: Callable[[bytes], Path]) -> None:
    assert "unpack to" in refusal(clinic, put(written(GOOD, entry("a.json.gz", gzip.compress(bytes(8 << 20))))))


def test_zeros_without_end(clinic: Clinic, tmp_path: Path) -> None:
    path = tmp_path / "sparse.tar"
    path.write_bytes(written(GOOD))
    os.truncate(path, 1 << 40)
    begun = time.perf_counter()
    assert "after its end" in refusal(clinic, path)
    assert time.perf_counter() - begun < 5


def test_too_many_members(clinic: Clinic, put: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar_archive, "MOST_MEMBERS", 3)
    assert "more than 3" in refusal(clinic, put(written(*(entry(f"{n}.json", b"{}") for n in range(4)))))


@pytest.mark.parametrize("zipped", [False, True])
def test_cut_off_anywhere_it_is_refused_as_a_whole(clinic: Clinic, put: Callable[[bytes], Path], zipped: bool) -> None:
    whole = written(GOOD, entry("b.json", json.dumps(patient("p2")).encode()), form=tarfile.USTAR_FORMAT)
    data = gzip.compress(whole) if zipped else whole[:2048 + 512]
    for length in range(300, len(data) - (0 if zipped else 512), 11):
        assert "damaged" in refusal(clinic, put(data[:length])) or length < 512
    for more in (b"x", b"\0" * 512 + b"{}", written(entry("c.json", b"{}"))):
        assert "after its end" in refusal(clinic, put(gzip.compress(whole + more) if zipped else whole + more))


def test_flipped_bytes_never_bring_in_something_else(clinic: Clinic, put: Callable[[bytes], Path]) -> None:
    data = written(GOOD, form=tarfile.USTAR_FORMAT)
    for place in range(0, 345, 5):
        flipped = bytearray(data)
        flipped[place] ^= 0x55
        assert "Nothing" in refusal(clinic, put(bytes(flipped)))
    packed = bytearray(gzip.compress(data))
    packed[-6] ^= 0x55                                        # the check sum of gzip
    assert "broken" in refusal(clinic, put(bytes(packed)))


@pytest.mark.parametrize("said", [b"8 path=a\n", b"999 path=a\n", b"path=a\n", b"12 path a/b\n", b"x path=a\n",
                                  b"99999999999999999999 path=a\n", b"10 path=\xff\n", b"11 size=-1 \n"])
def test_a_pax_header_that_can_not_be_read(clinic: Clinic, put: Callable[[bytes], Path], said: bytes) -> None:
    head, _ = entry("PaxHeader/a", kind=b"x")
    head.size = len(said)
    data = head.tobuf(tarfile.USTAR_FORMAT) + said.ljust(512, b"\0") + written(GOOD)
    assert "damaged" in refusal(clinic, put(data))


def test_a_name_for_all(clinic: Clinic, put: Callable[[bytes], Path]) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"path": "x.json"}) as file:
        file.addfile(GOOD[0], io.BytesIO(GOOD[1]))
    assert "all members" in refusal(clinic, put(held.getvalue()))
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "c" * 40}) as file:
        file.addfile(GOOD[0], io.BytesIO(GOOD[1]))
    assert take(clinic, put(held.getvalue()))[0].status is FileStatus.IMPORTED      # as git writes them


@pytest.mark.parametrize("content", [b"\x80\x04\x95cos\nsystem\n", b"import os; os.system('x')"])
def test_an_archive_without_any_record(clinic: Clinic, put: Callable[[bytes], Path], content: bytes) -> None:
    assert "record" in refusal(clinic, put(written(entry("model.bin", content))))


def test_images_of_an_archive(clinic: Clinic, reference_data: Path, put: Callable[[bytes], Path]) -> None:
    image = (reference_data / "security" / "dicom" / "gen_valid.dcm").read_bytes()
    path = put(gzip.compress(written(entry("DICOM/IM0001", image), GOOD, entry("DICOM/IM0002", image[:400]))))
    reports = {Path(report.path).name: report for report in take(clinic, path)}
    assert reports["IM0001"].status is FileStatus.IMPORTED and reports["IM0001"].path == f"{path}/DICOM/IM0001"
    assert reports["IM0002"].status is FileStatus.REJECTED and reports["good.json"].status is FileStatus.IMPORTED


def test_many_members_within_gzip_are_read_in_few_passes(clinic: Clinic, put: Callable[[bytes], Path]) -> None:
    people = [entry(f"{n}.json", json.dumps(patient(f"p{n}")).encode() + b" " * 20_000) for n in range(300)]
    path = put(gzip.compress(written(*people)))
    begun = time.perf_counter()
    with tar_archive.opened(path, True) as members:
        for member in members:
            assert len(member.read_bytes()) == member.size
    assert len(members) == 300 and time.perf_counter() - begun < 3
