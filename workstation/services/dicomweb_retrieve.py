"""Retrieval of the DICOMweb view (WADO-RS, DICOM PS3.18 10.4): the files as they came, their headers, their frames."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workstation import workers
from workstation.services.clinic import Clinic
from workstation.services.facade_answers import Answer, Fault
from workstation.services.facade_tokens import Token
from workstation.store import schema
from workstation.workers import Job, JobFailed, Result

IMPLICIT = "1.2.840.10008.1.2"
_MOST_HEADERS = 5000               # files described in one answer
_START = 256 << 10                 # bytes of a file in which most headers end
_PIECE = 1 << 20
_SECONDS = 60.0
_JOBS = "workstation.exchange.dicomweb_jobs"


@dataclass(frozen=True, slots=True)
class File:
    """One stored file and where it belongs."""

    study: str
    series: str
    uid: str
    patient_id: str
    blob: str
    syntax: str

    @property
    def part_type(self) -> str:
        return f"application/dicom; transfer-syntax={self.syntax or IMPLICIT}"


def files(clinic: Clinic, token: Token, study: str, series: str = "", instance: str = "") -> list[File]:
    """The files at an address, by series and number. Raises Fault where there are none for this token."""
    one, row, of = schema.study, schema.instance, schema.series
    wanted = (
        select(one.c.uid.label("study"), of.c.uid.label("series"), row.c.uid, one.c.patient_id, row.c.blob,
               of.c.transfer_syntax)
        .select_from(one.join(of, of.c.study_uid == one.c.uid).join(row, row.c.series_uid == of.c.uid))
        .where(one.c.uid == study).order_by(of.c.number, of.c.uid, row.c.number, row.c.uid))
    if series:
        wanted = wanted.where(of.c.uid == series)
    if instance:
        wanted = wanted.where(row.c.uid == instance)
    with clinic.read() as conn:
        found = [File(r.study, r.series, r.uid, r.patient_id, r.blob, r.transfer_syntax) for r in conn.execute(wanted)]
    if not found or not token.may_read(found[0].patient_id):
        raise Fault(404, "not-found", "there is no such study, series or instance here for this token")
    return found


def multipart(clinic: Clinic, found: Sequence[File]) -> Answer:
    """The files one after the other, byte for byte, as multipart/related (RFC 2387)."""
    boundary = secrets.token_hex(16)

    def stream() -> Iterator[bytes]:
        for place, file in enumerate(found):
            head = f"--{boundary}\r\nContent-Type: {file.part_type}\r\n\r\n"
            yield (("\r\n" if place else "") + head).encode()
            yield from _bytes(clinic, file)
        yield f"\r\n--{boundary}--\r\n".encode()

    return Answer(200, headers={
        "Content-Type": f'multipart/related; type="application/dicom"; boundary={boundary}'}, stream=stream())


def single(clinic: Clinic, file: File) -> Answer:
    """One file by itself, for a client that asks for application/dicom without parts."""
    return Answer(200, headers={"Content-Type": file.part_type}, stream=_bytes(clinic, file))


def metadata(clinic: Clinic, found: Sequence[File]) -> Answer:
    """The headers of the files as a DICOM JSON array; how many can't be read stands in a warning."""
    if len(found) > _MOST_HEADERS:
        raise Fault(400, "too-costly", f"at most {_MOST_HEADERS} files are described at once; ask for a series")
    told: dict[int, bytes] = {}
    again = _describe(clinic, found, list(range(len(found))), _START, told)
    _describe(clinic, found, again, None, told)
    body = [b"["]
    for place, index in enumerate(sorted(told)):
        body += [b"," if place else b"", told[index]]
    missing = len(found) - len(told)
    warning = {"Warning": f'299 - "{missing} of the files could not be described"'} if missing else {}
    return Answer(200, (*body, b"]"), {"Content-Type": "application/dicom+json", **warning})


def frames(clinic: Clinic, file: File, numbers: list[int]) -> Answer:
    """Frames as uncompressed pixels, little endian, one a part. Raises Fault where they can't be given so."""
    result = _one_job(clinic, file, "frames", {"frames": numbers})
    size, boundary = int(result.value["size"]), secrets.token_hex(16)
    body: list[bytes] = []
    for place in range(len(numbers)):
        body += [f"{chr(13) + chr(10) if place else ''}--{boundary}\r\n"
                 "Content-Type: application/octet-stream\r\n\r\n".encode(),
                 result.data[place * size:(place + 1) * size]]
    return Answer(200, (*body, f"\r\n--{boundary}--\r\n".encode()), {
        "Content-Type": f'multipart/related; type="application/octet-stream"; boundary={boundary}'})


def rendered(clinic: Clinic, file: File, number: int) -> Answer:
    """One frame as a PNG in the header's window."""
    return Answer(200, (_one_job(clinic, file, "rendered", {"frame": number}).data,), {"Content-Type": "image/png"})


def _bytes(clinic: Clinic, file: File) -> Iterator[bytes]:
    with clinic.vault.open(file.blob) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _describe(clinic: Clinic, found: Sequence[File], indices: list[int], limit: int | None,
              told: dict[int, bytes]) -> list[int]:
    """Fills ``told``; returns those whose start was too short."""
    again: list[int] = []

    def jobs() -> Iterator[Job]:
        for index in indices:
            with clinic.vault.open(found[index].blob) as stream:
                data = stream.read() if limit is None else stream.read(limit)
            whole = limit is None or len(data) < limit
            yield Job(f"{_JOBS}:metadata", {"whole": whole, "file": index}, data, seconds=_SECONDS)

    def done(job: Job, outcome: Result | JobFailed) -> None:
        index: int = job.arguments["file"]
        if isinstance(outcome, JobFailed):
            return
        if outcome.value.get("more"):
            again.append(index)
        else:
            told[index] = outcome.data

    workers.pool().run_all(jobs(), done, background=True)
    return sorted(again)


def _one_job(clinic: Clinic, file: File, name: str, arguments: dict[str, object]) -> Result:
    job = Job(f"{_JOBS}:{name}", arguments, clinic.vault.get(file.blob), seconds=_SECONDS)
    try:
        return workers.pool().run(job, background=True)
    except JobFailed as failed:
        if failed.kind == "format":
            raise Fault(404, "not-found", failed.reason) from failed
        raise Fault(406, "not-supported", f"its pixels can't be given so: {failed.reason}") from failed
