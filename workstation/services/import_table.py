"""Takes a table (CSV) into the record by a saved mapping: rows become FHIR resources and come in by the same door."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, select

from workstation.domain.resource import ImportIssue
from workstation.errors import DamagedFile, UserMistake
from workstation.exchange import bounded, fhir_read, fhir_write, projections
from workstation.exchange.bounded import Source
from workstation.exchange.csv_mapping import table
from workstation.exchange.csv_mapping.cells import CellFault, Doubt, Moment
from workstation.exchange.csv_mapping.mapping import Mapping
from workstation.exchange.csv_mapping.rows import Draft, Patients, Reader
from workstation.exchange.csv_mapping.table import Table, TableFault
from workstation.exchange.fhir_parts import Node, parts, word
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.fhir_store import FhirWriter, Outcome
from workstation.services import clinic_time
from workstation.services.clinic import Clinic
from workstation.services.waiting import put_aside
from workstation.store import patient_search, schema

_AT_ONCE = 2000
_TYPES = {"patients": "Patient", "results": "Observation", "medications": "MedicationStatement",
          "problems": "Condition"}


def take_table(clinic: Clinic, source: Source, zipped: bool, run_id: str, mapping: Mapping) -> list[Outcome]:
    """The rows of one file, in transactions of some thousand; the file itself goes to the vault.

    Raises DamagedFile where it is no table, or lacks a column of the mapping; UnsafeFile where it is too large.
    """
    data = bounded.read_document(source, zipped)
    try:
        found = table.read(data, mapping.delimiter, mapping.charset)
    except TableFault as fault:
        raise DamagedFile(place=source.name, reason=str(fault)) from fault
    reader = _reader(clinic, source.name, found, mapping)
    kept = clinic.vault.put(data)
    outcomes: list[Outcome] = []
    order = _Order()
    drafts = reader.drafts()
    while some := list(itertools.islice(drafts, _AT_ONCE)):
        outcomes.append(_stored(clinic, source.name, some, mapping, run_id, kept))
        outcomes[-1].issues += [issue for draft in some for issue in order.issue(draft)]
    if outcomes and found.guessed:
        outcomes[0].issues.append(ImportIssue(
            "warning", "", f"the character set could not be told for sure; it was read as {found.guessed}"))
    return outcomes


def would_be(clinic: Clinic, name: str, found: Table, mapping: Mapping) -> Iterator[tuple[Draft, Candidate]]:
    """What the rows would become, by the same steps as ``take_table`` and without the last. Raises DamagedFile."""
    people = _People(clinic, mapping.system)
    for draft in _reader(clinic, name, found, mapping).drafts():
        candidate = _candidate(draft, mapping)
        if mapping.kind == "patients":
            people.settle(candidate)
        yield draft, candidate


def _reader(clinic: Clinic, name: str, found: Table, mapping: Mapping) -> Reader:
    try:
        return Reader(mapping, found, Patients(_People(clinic, mapping.system).find, _local(clinic)))
    except TableFault as fault:
        raise DamagedFile(place=name, reason=str(fault)) from fault


def _stored(clinic: Clinic, name: str, drafts: list[Draft], mapping: Mapping, run_id: str, kept: str) -> Outcome:
    candidates = [_candidate(draft, mapping) for draft in drafts]
    if mapping.kind == "patients":
        people = _People(clinic, mapping.system)
        for candidate in candidates:
            people.settle(candidate)
    known = [one for one in candidates if one.key == "" and not one.refused]
    said = {f"line {draft.line}": draft.raw for draft in drafts}

    def write(conn: Connection) -> Outcome:
        writer = FhirWriter(conn, name, run_id)
        writer.put([one for one in candidates if one.key or one.refused])
        for one in known:
            writer.outcome.count(one.type, "unchanged")
        put_aside(clinic, conn, name, writer.outcome)
        return writer.outcome

    outcome = clinic.act("record.import", detail=f"{name} by mapping {mapping.name}, kept as {kept[:16]}", write=write)
    assert outcome is not None
    outcome.issues = [ImportIssue(i.severity, i.place, i.message, said.get(" ".join(i.place.split()[:2]), i.excerpt))
                      for i in outcome.issues]
    lines = {draft.line for draft in drafts}
    refused = {draft.line for draft in drafts if draft.fault}
    outcome.counts["row of the table"] = Counter(
        found=len(lines), mapped=len(lines - refused), refused=len(refused))
    return outcome


def _candidate(draft: Draft, mapping: Mapping) -> Candidate:
    import orjson

    place = f"line {draft.line}"
    if draft.fault:
        return Candidate(place, draft.raw.encode(), {}, _TYPES[mapping.kind], "", "", refused=draft.fault)
    made = next(fhir_read.read_lines([orjson.dumps(fhir_write.plain(draft.resource))]))
    made.place = f"{place} {made.key}"
    made.issues = [ImportIssue(i.severity, i.place.replace("line 1", place, 1), i.message) for i in made.issues]
    made.doubted = "; ".join(filter(None, (*draft.doubts, made.doubted)))
    return made


def _local(clinic: Clinic) -> Moment:
    clock = clinic_time.of(clinic)

    def moment(day: date, at: time) -> str:
        try:
            return clock.moment(day, at).isoformat()
        except UserMistake as fault:
            raise CellFault(fault.fields["reason"]) from fault

    return moment


class _Order:
    """Tells the first time that runs backwards: the latest value of such a table is not its last line."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._said = False

    def issue(self, draft: Draft) -> Iterator[ImportIssue]:
        at, who = word(draft.resource, "effectiveDateTime"), word(draft.resource, "subject", "reference")
        before = self._last.get(who, "")
        if at and not self._said and before and _instant(at) < _instant(before):
            self._said = True
            yield ImportIssue("warning", f"line {draft.line}", "the times run backwards from here; each value keeps "
                              "its own time", draft.raw)
        if at:
            self._last[who] = at


def _instant(text: str) -> str:
    """A moment so that it sorts: in UTC where it has a zone, else as written."""
    return datetime.fromisoformat(text).astimezone(UTC).isoformat() if "T" in text else text


class _People:
    """Whom the numbers of a table mean: the charts that have this very number, of this system where one is named."""

    def __init__(self, clinic: Clinic, system: str) -> None:
        self._clinic, self._system = clinic, system
        self._found: dict[str, tuple[str, str]] = {}

    def find(self, number: str) -> tuple[str, str]:
        """(id of the patient, "" or why nobody can be told)."""
        if number not in self._found:
            charts = self.charts(number)
            reason = "" if len(charts) == 1 else str(
                Doubt(f"{len(charts)} patients of this clinic have the number {number[:40]}") if charts else
                Doubt(f"nobody in this clinic has the number {number[:40]}"))
            self._found[number] = (next(iter(charts)) if len(charts) == 1 else "", reason)
        return self._found[number]

    def charts(self, number: str) -> dict[str, Node]:
        """Patient resource by chart."""
        index = schema.patient_index
        with self._clinic.read() as conn:
            alike = patient_search.with_number(conn, number)
            rows = conn.execute(select(index.c.id, index.c.resource_key).where(index.c.id.in_(alike))).all()
            stored = projections.stored_values(conn, [row.resource_key for row in rows])
        return {row.id: stored[row.resource_key] for row in rows if row.resource_key in stored and any(
            word(one, "value") == number and (not self._system or word(one, "system") == self._system)
            for one in parts(stored[row.resource_key], "identifier"))}

    def settle(self, candidate: Candidate) -> None:
        """A row about somebody who has a chart already adds nothing, or waits where it says something else."""
        number = next((word(one, "value") for one in parts(candidate.value, "identifier")), "")
        own = candidate.key.removeprefix("Patient/")
        others = {key: held for key, held in self.charts(number).items() if key != own} if number else {}
        if not others or candidate.doubted or candidate.refused:
            return
        names = ("birthDate", "gender")
        if any(word(candidate.value, name) and word(candidate.value, name) != word(held, name)
               for held in others.values() for name in names):
            candidate.doubted = str(Doubt(
                f"the number {number[:40]} is that of Patient/{next(iter(others))}, who has another birth date or sex"))
        else:
            candidate.key = ""
