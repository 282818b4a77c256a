"""Gives a chart away as a file: every resource with exactly the bytes that came in.

The file stands under its name whole or not at all, and only after the audit entry that says what left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from workstation.access.policy import Purpose
from workstation.domain.patient import PatientRow
from workstation.errors import NotFound, UserMistake
from workstation.exchange import fhir_bundle
from workstation.exchange.ips.document import Document, build
from workstation.services import export_table, patients, record
from workstation.services.clinic import Clinic
from workstation.services.export_chart import chart
from workstation.store.files import write_atomically

Form = Literal["bundle", "ndjson", "ips", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)
ACTION = "patient.export"


@dataclass(frozen=True, slots=True)
class Exported:
    """What left. ``resources`` counts those of the file (rows, for a table); ``notes`` is worth telling a person."""

    path: Path
    form: str
    resources: int
    notes: tuple[str, ...] = ()


def export(clinic: Clinic, patient_id: str, form: str, out: Path) -> int:
    """``write`` for callers who only ask how many resources the file holds."""
    return write(clinic, patient_id, form, out).resources


def write(clinic: Clinic, patient_id: str, form: str, out: Path) -> Exported:
    """Writes the chart to ``out``.

    ``bundle``: one FHIR R4 Bundle of type collection, every resource byte for byte. ``ndjson``: one resource a line;
    those with line breaks between their tokens are laid anew, and the notes say how many. ``ips``: an International
    Patient Summary. ``csv``: the timeline as one table. Raises NotFound, NotAllowed, UserMistake, DiskFull.
    """
    if form not in FORMS:
        raise UserMistake(reason=f"'{form}' is no form to export; there are {', '.join(FORMS)}")
    row = patients.find(clinic, patient_id)
    if not clinic.may(ACTION, row.id):
        clinic.act(ACTION, row.id, purpose=Purpose.PATIENT_REQUEST)       # refuses, and leaves the entry of it
    if not out.parent.is_dir():
        raise NotFound(what="folder", name=str(out.parent))
    pieces, count, notes = _text(clinic, row, form)
    write_atomically(out, _entered(clinic, row.id, f"{form}, {count} {_unit(form)}", pieces))
    return Exported(out, form, count, notes)


def summary_document(clinic: Clinic, patient_id: str) -> Document:
    """The International Patient Summary of a chart. Raises NotAllowed; leaves the entry of reading only."""
    return build(f"Patient/{patient_id}", chart(clinic, patient_id), datetime.now(UTC))


def _unit(form: str) -> str:
    return "rows" if form == "csv" else "resources"


def _text(clinic: Clinic, row: PatientRow, form: str) -> tuple[Iterable[bytes], int, tuple[str, ...]]:
    if form == "csv":
        events = record.timeline(clinic, row.id)
        return export_table.lines(row, events), len(events), ()
    if form == "ips":
        made = summary_document(clinic, row.id)
        return made.bytes(), len(made.pieces), _loose(len(made.unresolved))
    pieces = chart(clinic, row.id)
    if form == "bundle":
        return fhir_bundle.collection(pieces), len(pieces), ()
    lines = [fhir_bundle.one_line(piece.raw) for piece in pieces]
    changed = sum(laid for _, laid in lines)
    return (line for line, _ in lines), len(lines), relaid(changed)


def relaid(changed: int) -> tuple[str, ...]:
    """The note about resources whose line breaks became blanks."""
    return (f"{changed} resources were laid on one line: line breaks between their tokens became blanks",) if changed \
        else ()


def _loose(count: int) -> tuple[str, ...]:
    return (f"{count} references point at something that the clinic does not hold",) if count else ()


def _entered(clinic: Clinic, patient_id: str, detail: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, and after the last one the audit entry: without it the file never gets its name."""
    yield from pieces
    clinic.act(ACTION, patient_id=patient_id, detail=detail, purpose=Purpose.PATIENT_REQUEST)
