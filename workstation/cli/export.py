"""``consilia export``: one chart as a file, or the whole clinic as a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output
from workstation.errors import UserMistake

HELP = "writes one chart to a file, or all (--all) to a folder; each resource keeps the bytes it came with"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("id", nargs="?", help="the patient's id or record number")
    parser.add_argument("--all", action="store_true", help="every resource of the clinic, one NDJSON file a type")
    parser.add_argument("--format", dest="form", default=None, metavar="FORM",
                        help="bundle (FHIR R4, the default), ndjson, ips (International Patient Summary) or csv")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="the file, or folder, to write")


def run(options: argparse.Namespace, out: Output) -> int:
    """2 for a form that isn't offered, 1 where there is no such patient."""
    if options.all == (options.id is not None):
        raise UserMistake(reason="Name one patient, or ask for all with --all")
    return _all(options, out) if options.all else _one(options, out)


def _one(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import exporting

    with out.clinic(options) as clinic:
        made = exporting.write(clinic, options.id, options.form or "bundle", options.out)
    for note in made.notes:
        out.message(f"Note: {note}.")
    if out.as_json:
        out.document({"path": str(made.path), "format": made.form, "resources": made.resources,
                      "notes": list(made.notes)})
    else:
        out.line(f"{made.resources} {'rows' if made.form == 'csv' else 'resources'} written to {made.path}")
    return 0


def _all(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import export_clinic, exporting

    if options.form not in (None, "ndjson"):
        raise UserMistake(reason="The whole clinic is exported as ndjson only")
    with out.clinic(options) as clinic:
        made = export_clinic.export_clinic(clinic, options.out, out.progress("Export"))
    notes = exporting.relaid(made.relaid)
    for note in notes:
        out.message(f"Note: {note}.")
    if out.as_json:
        out.document({"path": str(made.folder), "format": "ndjson", "resources": made.resources, "files": made.types,
                      "notes": list(notes)})
    else:
        out.line(f"{made.resources} resources written to {len(made.types)} files in {made.folder}")
    return 0
