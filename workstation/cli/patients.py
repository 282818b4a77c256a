"""``consilia patients``: who is in the store."""

from __future__ import annotations

import argparse

from workstation.cli.output import Output
from workstation.domain.patient import PatientRow

HELP = "lists or finds patients by name, pinyin, initials, number, phone or birth date"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("query", nargs="*", help="words that must all fit")
    parser.add_argument("--limit", type=int, default=200)


def run(options: argparse.Namespace, out: Output) -> int:
    """Finding nobody is an answer, no failure."""
    from workstation.services import patients

    with out.clinic(options) as clinic:
        found = patients.search(clinic, " ".join(options.query), max(1, options.limit))
    if out.as_json:
        out.document({"patients": [as_json(row) for row in found]})
    else:
        out.table(("Name", "Sex", "Born", "Number", "Last event", "Has"), [_cells(row) for row in found])
    return 0


def as_json(row: PatientRow) -> dict[str, object]:
    """The shape that scripts rely on."""
    return {
        "id": row.id, "name": row.name.formal(), "pinyin": row.name.pinyin, "sex": row.sex,
        "born": row.born.text if row.born else None, "number": row.number, "number_label": row.number_label,
        "is_deceased": row.is_deceased, "deceased": row.deceased.text if row.deceased else None,
        "last_event": row.last_event.text if row.last_event else None, "tags": list(row.tags),
    }


def _cells(row: PatientRow) -> tuple[str, ...]:
    name = f"{row.name.formal()} {row.name.pinyin}".strip()
    return (name, row.sex or "not recorded", row.born.human() if row.born else "not recorded", row.number,
            row.last_event.human() if row.last_event else "", " ".join(row.tags))
