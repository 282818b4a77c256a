"""``consilia export``: one chart as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output

HELP = "writes one chart to a file; each resource keeps the bytes it came with"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("id", help="the patient's id or record number")
    parser.add_argument("--format", dest="form", default="bundle", metavar="FORM", help="bundle (FHIR R4) or ndjson")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="the file to write")


def run(options: argparse.Namespace, out: Output) -> int:
    """2 for a form that isn't offered, 1 where there is no such patient."""
    from workstation.services import exporting

    with out.clinic(options) as clinic:
        count = exporting.export(clinic, options.id, options.form, options.out)
    if out.as_json:
        out.document({"path": str(options.out), "format": options.form, "resources": count})
    else:
        out.line(f"{count} resources written to {options.out}")
    return 0
