"""Takes one file into the record by its kind: FHIR as JSON, NDJSON and XML, C-CDA, HL7 v2; what is none is named so."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from workstation.domain.resource import FileReport, FileStatus, ImportIssue
from workstation.errors import ConsiliaError, DamagedFile, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.exchange import bounded, fhir_large, fhir_read
from workstation.exchange.bounded import Source
from workstation.exchange.csv_mapping.mapping import Mapping
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_slices import Slice
from workstation.exchange.fhir_store import FhirWriter, Outcome
from workstation.exchange.fhir_stream import NoBundle
from workstation.exchange.safe_json import BrokenJson, JsonFault, NoRecord, loads
from workstation.exchange.sniff import Kind
from workstation.services import import_table, messages
from workstation.services.clinic import Clinic
from workstation.services.waiting import put_aside

_MOST_ISSUES = 500                 # a file; how many more there were is said
_LINES_AT_ONCE = 2000
_LARGE = 16 << 20                  # bytes of JSON from which on a Bundle is read in parts
_LONGEST_SCALAR = 1 << 20          # bytes of a file that may be one number, word or text of JSON
_TABLES = (Kind.CSV, Kind.PED, Kind.UNKNOWN)       # what a mapping is tried on; a PED file may be a table with blanks


def take(clinic: Clinic, path: Source, kind: Kind, zipped: bool, run_id: str,
         mapping: Mapping | None = None) -> FileReport:
    """One file that is no image, as a whole or with the reason why not; tables need a ``mapping``."""
    try:
        if kind is Kind.FHIR_JSON:
            return _document(clinic, path, zipped, run_id)
        if kind is Kind.NDJSON:
            return _lines(clinic, path, zipped, run_id)
        if kind is Kind.XML:
            return _xml(clinic, path, zipped, run_id)
        if kind is Kind.HL7V2:
            data = bounded.read_document(path, zipped)
            return reported(path, list(messages.import_messages(clinic, path.name, data, run_id)))
        if mapping is not None and kind in _TABLES:
            return reported(path, import_table.take_table(clinic, path, zipped, run_id, mapping))
        if kind is Kind.UNKNOWN and not zipped and _is_json(path):
            return without_record(path)
        if kind is Kind.CSV:
            report = rejected(path, UnreadableInput(place=path.name, reason=_kind_fault(kind, zipped)))
            report.wants_mapping = True
            return report
        raise NotThatFormat(place=path.name, format="record or image", reason=_kind_fault(kind, zipped))
    except UnreadableInput as error:
        return rejected(path, error)
    except OSError as error:
        return refused_by_system(path, error)


def _kind_fault(kind: Kind, zipped: bool) -> str:
    """Why a file of this kind is not taken in."""
    if kind is Kind.DICOM:
        return "images are not taken from a compressed file; unpack it first"
    if kind is Kind.ZIP:
        return "an archive within a compressed file is not opened; unpack it first"
    if kind is Kind.CSV:
        return "a table is taken in by a saved mapping only; 'consilia mappings suggest FILE' proposes one"
    if kind is Kind.PED:
        return "a PED file names no patient of this clinic; look at it with 'consilia pedigree FILE'"
    if kind is Kind.EMPTY:
        return "it is empty"
    if zipped:
        return "its compressed content is cut off or broken"
    return "nothing in it looks like a record or an image"


def _document(clinic: Clinic, path: Source, zipped: bool, run_id: str) -> FileReport:
    if bounded.is_longer(path, zipped, _LARGE):
        try:
            return _large(clinic, path, zipped, run_id)
        except NoBundle:
            pass                                     # one large resource: it is read as a whole
        except JsonFault as fault:
            raise unreadable(path, fault) from fault
    data = bounded.read_document(path, zipped)
    try:
        candidates = fhir_read.read_document(data)
    except NoRecord:
        return without_record(path)
    except JsonFault as fault:
        raise unreadable(path, fault) from fault
    return reported(path, [_stored(clinic, path, candidates, run_id, hashlib.sha256(data).hexdigest())])


def _large(clinic: Clinic, path: Source, zipped: bool, run_id: str) -> FileReport:
    """A Bundle in parts of a thousand resources; broken off and given again, it goes on where it was."""
    seen = hashlib.sha256()
    patients: list[Candidate] = []
    contradicted: dict[str, str] = {}

    def judge() -> None:
        with clinic.read() as conn:
            contradicted.update(FhirWriter(conn, path.name, run_id).contradicted_patients(patients))
        patients.clear()

    def look_at(piece: Slice) -> None:
        patient = fhir_read.candidate_of(piece)
        fhir_read.assign(patient, {}, set())
        patients.append(patient)
        if len(patients) >= fhir_large.AT_ONCE:
            judge()

    with bounded.stream(path, zipped) as read:

        def read_on(size: int) -> bytes:
            data = read(size)
            seen.update(data)
            return data

        found = fhir_large.outline(read_on, look_at)
    judge()
    with bounded.stream(path, zipped) as read:
        return reported(path, [_stored(clinic, path, some, run_id, seen.hexdigest(), contradicted)
                               for some in fhir_large.parts(read, found)])


def _is_json(path: Source) -> bool:
    """True for a file that is one bare value of JSON: a number, a text, true, false or null (RFC 8259, 2)."""
    with path.open("rb") as file:
        data: bytes = file.read(_LONGEST_SCALAR + 1)
    try:
        loads(data)
    except JsonFault:
        return False
    return len(data) <= _LONGEST_SCALAR


def without_record(path: Source) -> FileReport:
    """The line of JSON that was read whole, without loss or fault, and holds nothing that belongs into a record."""
    return FileReport(str(path), FileStatus.IMPORTED, {}, [ImportIssue(
        "warning", "", "it was read whole; it is JSON that holds no FHIR R4 resource, so nothing of it was kept")])


def _lines(clinic: Clinic, path: Source, zipped: bool, run_id: str) -> FileReport:
    candidates = fhir_read.read_lines(bounded.read_lines(path, zipped))
    outcomes = [_stored(clinic, path, chunk, run_id, chunk[0].digest) for chunk in _chunks(candidates)]
    if not outcomes:
        raise NotThatFormat(place=path.name, format="FHIR R4 file", reason="it holds no lines")
    return reported(path, outcomes)


def _xml(clinic: Clinic, path: Source, zipped: bool, run_id: str) -> FileReport:
    from workstation.exchange import fhir_xml

    data = bounded.read_document(path, zipped)
    if not fhir_xml.is_fhir(data):
        return _clinical_document(clinic, path, data, run_id)
    candidates, issues = fhir_xml.read(data, path.name, clinic.vault.digest(data))
    clinic.vault.put(data)
    report = reported(path, [_stored(clinic, path, candidates, run_id, hashlib.sha256(data).hexdigest())])
    report.issues = [*issues, *report.issues][:_MOST_ISSUES]
    return report


def _clinical_document(clinic: Clinic, path: Source, data: bytes, run_id: str) -> FileReport:
    from workstation.exchange import ccda

    document = ccda.read(data, path.name, clinic.vault.digest(data))
    clinic.vault.put(data)
    report = reported(path, [_stored(clinic, path, document.candidates, run_id, hashlib.sha256(data).hexdigest())])
    report.counts |= document.counts()
    report.issues = [*document.issues, *report.issues][:_MOST_ISSUES]
    return report


def _chunks(candidates: Iterator[Candidate]) -> Iterator[list[Candidate]]:
    while chunk := list(itertools.islice(candidates, _LINES_AT_ONCE)):
        yield chunk


def _stored(clinic: Clinic, path: Source, candidates: list[Candidate], run_id: str, digest: str,
            contradicted: dict[str, str] | None = None) -> Outcome:
    """One transaction: the resources, their projections, what waits, and the audit entry."""

    def write(conn: Connection) -> Outcome:
        writer = FhirWriter(conn, path.name, run_id)
        writer.put(candidates, contradicted)
        put_aside(clinic, conn, path.name, writer.outcome)
        return writer.outcome

    outcome = clinic.act("record.import", detail=f"{path.name} {digest[:16]}", write=write)
    assert outcome is not None
    return outcome


def reported(path: Source | Path, outcomes: list[Outcome]) -> FileReport:
    """The line of the report: counts in and out, the gravest issues first."""
    counts: dict[str, dict[str, int]] = {}
    issues: list[ImportIssue] = []
    for outcome in outcomes:
        issues.extend(outcome.issues)
        for kind, numbers in outcome.counts.items():
            into = counts.setdefault(kind, {"found": 0, "stored": 0, "unchanged": 0, "quarantined": 0, "refused": 0})
            for name, number in numbers.items():
                into[name] = into.get(name, 0) + number
    order = {"error": 0, "warning": 1}
    issues.sort(key=lambda issue: order.get(issue.severity, 2))
    if len(issues) > _MOST_ISSUES:
        more = len(issues) - _MOST_ISSUES
        issues = [*issues[:_MOST_ISSUES], ImportIssue("warning", "", f"and {more} more issues of this file")]
    sums = {name: sum(c[name] for c in counts.values()) for name in ("stored", "unchanged", "quarantined")}
    status = FileStatus.QUARANTINED if sums["quarantined"] else FileStatus.IMPORTED
    if not any(sums.values()):
        status = FileStatus.REJECTED
    return FileReport(str(path), status, dict(sorted(counts.items())), issues)


def rejected(path: Source | Path, error: ConsiliaError) -> FileReport:
    """The line of a file of which nothing was kept."""
    return FileReport(str(path), FileStatus.REJECTED, {}, [ImportIssue("error", "", error.sentence())])


def refused_by_system(path: Source | Path, error: OSError) -> FileReport:
    """The line of a file that the operating system does not give out."""
    reason = (error.strerror or "it can't be read").lower()
    return rejected(path, UnreadableInput(place=path.name, reason=f"the system says: {reason}"))


def unreadable(path: Source | Path, fault: JsonFault) -> UnreadableInput:
    """A fault of JSON as the error that a person reads."""
    if fault.unsafe:
        return UnsafeFile(place=path.name, reason=fault.reason)
    if isinstance(fault, BrokenJson):
        return DamagedFile(place=path.name, reason=fault.reason)
    return NotThatFormat(place=path.name, format="FHIR R4 record", reason=fault.reason)
