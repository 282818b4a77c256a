"""A row of a table as FHIR R4 resources. Pure: who a patient's number means is asked of the caller.

A resource's id is made of what identifies it (patient, code, moment, or the table's own record number), so that the
same row met again is the same resource, and a corrected one is its next version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workstation.exchange.csv_mapping import cells, statements
from workstation.exchange.csv_mapping.cells import CellFault, Doubt, Moment
from workstation.exchange.csv_mapping.mapping import LOINC, Mapping, ResultColumn
from workstation.exchange.csv_mapping.table import Row, Table, TableFault
from workstation.exchange.fhir_parts import Node

_UCUM = "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_FLAGS = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
_FLAG = re.compile(r"H{1,2}|L{1,2}|HU|LU|N|A{1,2}|POS|NEG|IND|DET|ND|S|I|R")
_UNIT_BEHIND = re.compile(r"(?:[A-Za-z%°µμ\[]|/[A-Za-z]|10[*^]).*")
_STATES = ("registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown")


@dataclass(slots=True)
class Draft:
    """One resource that a row says, with what a person has to decide about it; or why there is none."""

    line: int
    raw: str
    resource: Node
    doubts: list[str] = field(default_factory=list[str])
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Patients:
    """What the caller knows: the id of the patient whom a number means, and "" or why it can't be told."""

    find: Callable[[str], tuple[str, str]]
    local: Moment


class Reader:
    """Reads the rows of one table by one mapping. Raises TableFault where the table lacks a column of it."""

    def __init__(self, mapping: Mapping, table: Table, patients: Patients) -> None:
        missing = [name for name in mapping.wanted() if name not in table.header]
        if missing:
            raise TableFault(f"it has no column '{missing[0][:40]}', which the mapping {mapping.name} names")
        self._mapping, self._table, self._patients = mapping, table, patients
        self._places = {name: place for place, name in enumerate(table.header)}

    def drafts(self) -> Iterator[Draft]:
        """The resources of every row in their order; a row that can't be read costs itself only."""
        for row in self._table.rows():
            if len(row.cells) != len(self._table.header):
                yield Draft(row.number, row.raw, {}, fault=str(CellFault(
                    f"it has {len(row.cells)} cells where the header has {len(self._table.header)}")))
                continue
            yield from self._row(row)

    def _row(self, row: Row) -> Iterator[Draft]:
        said = _Said(self._mapping, {name: row.cells[place].strip() for name, place in self._places.items()})
        unsure = self._table.guessed if any(ord(one) > 127 for cell in row.cells for one in cell) else ""
        makers: list[Callable[[Draft], Node | None]]
        if self._mapping.kind == "results":
            makers = [lambda draft, one=one: self._result(draft, said, one) for one in self._columns()]
        else:
            makers = [lambda draft: self._statement(draft, said)]
        for make in makers:
            draft = Draft(row.number, row.raw, {})
            try:
                made = make(draft)
            except CellFault as fault:
                draft.fault = str(fault)
                made = {}
            if made is None:
                continue
            draft.resource = made
            if unsure:
                draft.doubts.append(f"its letters may be {unsure} or another character set; state 'charset' in the "
                                    "mapping")
            if draft.doubts and made and made["resourceType"] != "Patient":
                made["note"] = [{"text": f"Row as it came: {row.raw}"}]
            yield draft

    def _columns(self) -> tuple[ResultColumn, ...]:
        return self._mapping.results or (ResultColumn("", ""),)

    def _statement(self, draft: Draft, said: _Said) -> Node:
        if self._mapping.kind == "patients":
            return statements.patient(self._mapping, said, draft.doubts, self._patients.local)
        subject = self._subject(draft, said)
        make = statements.medication if self._mapping.kind == "medications" else statements.problem
        return make(said, subject, draft.doubts, self._patients.local)

    def _subject(self, draft: Draft, said: _Said) -> str:
        try:
            found, reason = self._patients.find(cells.identifier(said["patient"]))
        except Doubt as doubt:
            found, reason = "", str(doubt)
        if reason:
            draft.doubts.append(reason)
        return found or f"csv-{statements.digest(self._mapping.system, said['patient'])}"

    def _result(self, draft: Draft, said: _Said, column: ResultColumn) -> Node | None:
        """The Observation of one cell; None for an empty cell of a table with a column a measurement."""
        written = said.cell(column.column) if column.column else said["value"]
        if not written and column.column:
            return None
        subject = self._subject(draft, said)
        if not written:
            raise CellFault("the value is missing")
        code, name = (column.code, column.name) if column.column else (said["code"], said["name"])
        if not code and not name:
            raise CellFault("what was measured is missing")
        system = LOINC if column.column and not self._mapping.code_system else self._mapping.code_system
        made: Node = {
            "resourceType": "Observation",
            "id": f"csv-{statements.digest('result', subject, system, code or name, said['date'], said['id'])}",
            "status": cells.choice(said["status"], _STATES, "state") or "final",
            "category": [{"coding": [{"system": _CATEGORY, "code": column.category or self._mapping.category}]}],
            "code": statements.concept(system, code, name), "subject": {"reference": f"Patient/{subject}"},
        }
        statements.dated(made, "effectiveDateTime", said, "date", draft.doubts, self._patients.local, needed=True)
        self._value(made, draft, written, _unit(said, column))
        self._range(made, draft, said)
        if said["flag"]:
            flag = said["flag"].upper()
            made["interpretation"] = [{"coding": [{"system": _FLAGS, "code": flag}]} if _FLAG.fullmatch(flag)
                                      else {"text": said["flag"]}]
        return made

    def _value(self, made: Node, draft: Draft, written: str, unit: str) -> None:
        try:
            found = cells.quantity(written, self._mapping.decimal)
        except Doubt as doubt:
            draft.doubts.append(str(doubt))
            return
        if found is None or (found[2] and _UNIT_BEHIND.fullmatch(found[2]) is None):
            made["valueString"] = written
            return
        comparator, digits, behind = found
        if behind and unit and _ucum(behind) != _ucum(unit):
            draft.doubts.append(f"the value '{written[:30]}' carries another unit than '{unit[:20]}'")
            return
        if not (unit or behind):
            draft.doubts.append(f"the value '{written[:30]}' has no unit")
            return
        made["valueQuantity"] = _quantity(digits, behind or unit) | ({"comparator": comparator} if comparator else {})

    def _range(self, made: Node, draft: Draft, said: _Said) -> None:
        held = made.get("valueQuantity")
        limits: Node = {}
        for name in ("low", "high"):
            try:
                found = cells.quantity(said[name], self._mapping.decimal) if said[name] else None
            except Doubt as doubt:
                draft.doubts.append(str(doubt))
                continue
            if found is not None and not found[0] and not found[2] and isinstance(held, dict):
                unit: Node = {key: held[key] for key in ("unit", "system", "code") if key in held}
                limits[name] = {"value": found[1]} | unit
        words = " - ".join(filter(None, (said["low"], said["high"])))
        if words and not limits:
            limits["text"] = words
        if limits:
            made["referenceRange"] = [limits]


class _Said:
    """The cells of a row by field, after the table of meanings; what no column says is ""."""

    def __init__(self, mapping: Mapping, held: dict[str, str]) -> None:
        self.mapping, self._cells = mapping, held

    def __getitem__(self, field: str) -> str:
        column = self.mapping.columns.get(field)
        written = self._cells[column] if column else self.mapping.fixed.get(field, "")
        return self.mapping.values.get(field, {}).get(written, written)

    def cell(self, header: str) -> str:
        return self._cells[header]


def _unit(said: _Said, column: ResultColumn) -> str:
    if not column.column:
        return said["unit"]
    return column.unit or said.cell(column.unit_column)


def _ucum(unit: str) -> str:
    """The UCUM code of a unit as written, "" where it has none that is known."""
    from engines.decision import ucum

    try:
        return "1" if unit == "1" else ucum.written(unit)
    except ucum.UnitMismatch:
        return ""


def _quantity(digits: str, unit: str) -> Node:
    code = _ucum(unit)
    return {"value": digits, "unit": unit} | ({"system": _UCUM, "code": code} if code else {})
