"""``consilia mappings``: how tables (CSV) are read: list, show, add, remove, suggest (a proposal to check)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.errors import DamagedFile, NotFound, UserMistake

if TYPE_CHECKING:
    from workstation.services.mappings import SavedMapping

HELP = "saved mappings for CSV tables: list, show, add FILE.toml, remove NAME, suggest FILE.csv"
_LARGEST_TOML = 1 << 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("list", "show", "add", "remove", "suggest"))
    parser.add_argument("target", nargs="?", default="", metavar="NAME|FILE",
                        help="a mapping's name (show, remove), its TOML file (add) or a CSV file (suggest)")


def run(options: argparse.Namespace, out: Output) -> int:
    """0 when done."""
    if options.operation != "list" and not options.target:
        raise UserMistake(reason="Name the mapping or the file")
    if options.operation == "suggest":
        return _suggest(Path(options.target), out)
    from workstation.services import mappings

    with out.clinic(options) as clinic:
        if options.operation == "add":
            path = _file(options.target)
            with path.open("rb") as file:
                saved = mappings.add(clinic, file.read(_LARGEST_TOML), path.stem)
            out.message(f"The mapping {saved.mapping.name} is kept: rows of {saved.mapping.kind}.")
        elif options.operation == "remove":
            mappings.remove(clinic, options.target)
            out.message(f"The mapping {options.target} is forgotten. What was taken in by it stays.")
        elif options.operation == "show":
            saved = mappings.find(clinic, options.target)
            if out.as_json:
                out.document({"name": saved.mapping.name, "kind": saved.mapping.kind, "added": saved.added,
                              "by": saved.by, "text": saved.mapping.text})
            else:
                out.line(saved.mapping.text.rstrip())
        else:
            _list(mappings.listed(clinic), out)
    return 0


def _suggest(path: Path, out: Output) -> int:
    """Reads the table only; no store is opened and nothing is taken in."""
    from workstation.exchange import bounded
    from workstation.exchange.csv_mapping import suggest, table

    try:
        found = table.read(bounded.read_document(_file(str(path)), False))
    except table.TableFault as fault:
        raise DamagedFile(place=path.name, reason=str(fault)) from fault
    text = suggest.suggest(found, path.stem)
    if out.as_json:
        out.document({"file": path.name, "mapping": text})
    else:
        out.line(text.rstrip())
    return 0


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise NotFound(what="file", name=name)
    return path


def _list(known: list[SavedMapping], out: Output) -> None:
    if out.as_json:
        out.document({"mappings": [{"name": one.mapping.name, "kind": one.mapping.kind, "added": one.added,
                                    "by": one.by, "columns": one.mapping.wanted()} for one in known]})
        return
    out.table(("Name", "Rows", "Columns", "Added by"), [
        (one.mapping.name, one.mapping.kind, ", ".join(one.mapping.wanted()), one.by) for one in known])
