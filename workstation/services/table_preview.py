"""A table (CSV) before it is taken in: which saved mappings fit, and what a mapping makes of its first rows.

Nothing is stored here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from workstation.errors import DamagedFile
from workstation.exchange import bounded
from workstation.exchange.csv_mapping import mapping as mappings_of
from workstation.exchange.csv_mapping import suggest, table
from workstation.exchange.csv_mapping.mapping import MappingFault
from workstation.exchange.csv_mapping.suggest import quoted
from workstation.exchange.csv_mapping.table import TableFault
from workstation.exchange.fhir_parts import Node, part, parts, word
from workstation.exchange.fhir_read import Candidate
from workstation.exchange.sniff import sniff
from workstation.services import import_table, mappings, patients
from workstation.services.clinic import Clinic
from workstation.services.mappings import SavedMapping

FIELDS = {kind: tuple(one.rstrip("*") for one in fields) for kind, fields in mappings_of.FIELDS.items()}
NEEDED = {kind: tuple(one.rstrip("*") for one in fields if one.endswith("*"))
          for kind, fields in mappings_of.FIELDS.items()}
MOST_ROWS = 20                     # of a table that are shown
_MOST_SAMPLES, _LONGEST_SAMPLE = 3, 40


@dataclass(slots=True)
class Column:
    """What a column of the table means: a field of the kind of row, "measurement", or "" for not read."""

    header: str
    samples: tuple[str, ...] = ()
    means: str = ""
    name: str = ""                 # of the measurement
    code: str = ""                 # LOINC
    unit: str = ""                 # UCUM, "1" for none


@dataclass(slots=True)
class MappingDraft:
    """A mapping as it is being made on the screen; ``patient``: the number that all rows are of, or ""."""

    name: str
    kind: str
    columns: list[Column]
    dates: str = ""
    decimal: str = ""
    charset: str = ""
    delimiter: str = ""
    patient: str = ""
    system: str = ""               # whose numbers the patients' are
    code_system: str = ""          # what the column of codes is coded in

    def toml(self) -> str:
        """The text that is kept; whether it holds is asked by ``preview``."""
        head = {"name": self.name, "kind": self.kind, "dates": self.dates, "decimal": self.decimal,
                "charset": self.charset, "delimiter": self.delimiter, "system": self.system,
                "code_system": self.code_system}
        lines = [f"{key} = {quoted(value)}" for key, value in head.items() if value]
        lines += ["", "[columns]"]
        lines += [f"{one.means} = {quoted(one.header)}" for one in self.columns if one.means not in ("", MEASUREMENT)]
        if self.patient:
            lines += ["", "[fixed]", f"{'number' if self.kind == 'patients' else 'patient'} = {quoted(self.patient)}"]
        for one in self.columns:
            if one.means == MEASUREMENT:
                held = {"column": one.header, "name": one.name or one.header, "code": one.code, "unit": one.unit}
                lines += ["", "[[result]]", *(f"{key} = {quoted(value)}" for key, value in held.items() if value)]
        return "\n".join(lines) + "\n"


MEASUREMENT = "measurement"


@dataclass(frozen=True, slots=True)
class TableOffer:
    """What is offered for a table: the mappings that fit, those that do not with the column that it lacks, and a
    proposal by its header words."""

    path: Path
    rows: int
    fitting: tuple[SavedMapping, ...]
    others: tuple[tuple[SavedMapping, str], ...]
    proposal: MappingDraft


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One resource as it would come in. ``values`` in the order of ``SHOWN``, the patient by name and "" where
    nobody is meant; ``waits`` and ``refused`` are clauses."""

    line: int
    raw: str
    values: tuple[str, ...] = ()
    waits: str = ""
    refused: str = ""


SHOWN = {"patients": ("number", "name", "born", "sex"), "results": ("patient", "date", "name", "value"),
         "medications": ("patient", "name", "dose", "start"), "problems": ("patient", "name", "onset", "status")}


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows by a mapping, all of one kind."""

    kind: str
    rows: list[PreviewRow] = field(default_factory=list[PreviewRow])


def look(clinic: Clinic, path: Path) -> TableOffer:
    """Reads the table. Raises DamagedFile with its fault, UnsafeFile where it is too large."""
    found = _table(path, "", "")
    guess = suggest.found(found)
    samples = [row.cells for row in itertools.islice(found.rows(), _MOST_SAMPLES)]
    columns = [Column(header, tuple(cells[place][:_LONGEST_SAMPLE] for cells in samples if place < len(cells)))
               for place, header in enumerate(found.header) if header]
    by_header = {one.header: one for one in columns}
    for name, header in guess.columns.items():
        by_header[header].means = name
    for header, code, name, unit in guess.measures:
        one = by_header[header]
        one.means, one.code, one.name, one.unit = MEASUREMENT, code, name, unit
    known = mappings.listed(clinic)
    lacks = {one.mapping.name: next((n for n in one.mapping.wanted() if n not in found.header), "") for one in known}
    proposal = MappingDraft(_free_name(path.stem, {one.mapping.name for one in known}), guess.kind, columns,
                            delimiter=found.delimiter)
    return TableOffer(path, sum(1 for _ in found.rows()), tuple(one for one in known if not lacks[one.mapping.name]),
                      tuple((one, lacks[one.mapping.name]) for one in known if lacks[one.mapping.name]), proposal)


def preview(clinic: Clinic, path: Path, toml: str, name: str = "") -> Preview:
    """What the mapping makes of the first rows: the same steps as the import, without the last.

    ``name`` is what it is called where the text does not say. Raises DamagedFile with the fault of the mapping, or of
    the table read by it.
    """
    try:
        made = mappings_of.read(toml.encode(), name)
    except MappingFault as fault:
        raise DamagedFile(place="the mapping", reason=str(fault)) from fault
    found = list(itertools.islice(import_table.would_be(
        clinic, path.name, _table(path, made.delimiter, made.charset), made), MOST_ROWS))
    whose = {word(one.value, "subject", "reference") for _, one in found}
    with clinic.read() as conn:
        known = patients.rows(conn, sorted(one.removeprefix("Patient/") for one in whose if one))
    names = {f"Patient/{one}": row.name.formal() for one, row in known.items()}
    clinic.searched(len(names))
    return Preview(made.kind, [_row(made.kind, draft.line, draft.raw, one, names) for draft, one in found])


def _table(path: Path, delimiter: str, charset: str) -> table.Table:
    _, zipped = sniff(path)
    try:
        return table.read(bounded.read_document(path, zipped), delimiter, charset)
    except TableFault as fault:
        raise DamagedFile(place=path.name, reason=str(fault)) from fault


def _row(kind: str, line: int, raw: str, one: Candidate, names: dict[str, str]) -> PreviewRow:
    if one.refused:
        return PreviewRow(line, raw, refused=one.refused)
    said = {"Patient": _patient, "Observation": _result, "MedicationStatement": _medication, "Condition": _problem}
    values = dict(said[one.type](one.value)) | {"patient": names.get(word(one.value, "subject", "reference"), "")}
    return PreviewRow(line, raw, tuple(values.get(name, "") for name in SHOWN[kind]), waits=one.doubted)


def _patient(node: Node) -> Iterator[tuple[str, str]]:
    name: Node = (parts(node, "name") or [{}])[0]
    given = cast("list[Any]", name["given"]) if isinstance(name.get("given"), list) else []
    words = [word(name, "text"), word(name, "family"), *map(str, given)]
    yield "number", next((word(one, "value") for one in parts(node, "identifier")), "")
    yield "name", " ".join(filter(None, words))
    yield "born", word(node, "birthDate")
    yield "sex", word(node, "gender")


def _result(node: Node) -> Iterator[tuple[str, str]]:
    held = part(node, "valueQuantity")
    amount = "".join(str(held[key]) for key in ("comparator", "value") if key in held)
    yield "date", word(node, "effectiveDateTime")
    yield "name", _concept(part(node, "code"))
    yield "value", " ".join(filter(None, (amount, word(held, "unit")))) or word(node, "valueString")


def _medication(node: Node) -> Iterator[tuple[str, str]]:
    yield "name", _concept(part(node, "medicationCodeableConcept"))
    yield "dose", next((word(one, "text") for one in parts(node, "dosage")), "")
    yield "start", word(node, "effectivePeriod", "start") or word(node, "effectiveDateTime")


def _problem(node: Node) -> Iterator[tuple[str, str]]:
    yield "name", _concept(part(node, "code"))
    yield "onset", word(node, "onsetDateTime")
    yield "status", next((word(one, "code") for one in parts(part(node, "clinicalStatus"), "coding")), "")


def _concept(node: Node) -> str:
    code = next((word(one, "code") for one in parts(node, "coding")), "")
    return word(node, "text") + (f" ({code})" if code and word(node, "text") else code)


def _free_name(stem: str, taken: set[str]) -> str:
    plain = re.sub(r"[^\w.\-]+", "-", stem)[:56].strip("-") or "table"
    return next(name for number in itertools.count(1)
                if (name := plain if number == 1 else f"{plain}-{number}") not in taken)
