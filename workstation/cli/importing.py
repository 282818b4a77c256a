"""``consilia import``: files and folders into the record."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.options import default_data_dir
from workstation.cli.output import Output
from workstation.domain.resource import FileReport, FileStatus, ImportReport

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

HELP = ("takes files, folders, ZIP and tar archives into the record: FHIR R4 JSON, NDJSON and XML, C-CDA, HL7 v2, "
        "DICOM, CSV with a mapping; makes the store where there is none")
_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="a file, folder, ZIP or tar archive; its format is found by content")
    parser.add_argument("--mapping", default="", metavar="NAME",
                        help="the saved mapping by which CSV tables are read ('consilia mappings' lists them)")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where no file could be taken in."""
    from workstation.cli.match import candidate_json
    from workstation.services import importing, matching

    missing = next((path for path in options.paths if not path.exists()), None)
    if missing is not None:
        from workstation.errors import NotFound

        raise NotFound(what="file or folder", name=str(missing))
    with _clinic(options, out) as clinic:
        mark = matching.latest(clinic)
        report = importing.import_paths(clinic, options.paths, out.progress("Import"), options.mapping)
        alike = matching.newcomers(clinic, mark)
    if out.as_json:
        out.document({**report.as_json(), "possible_duplicates": [candidate_json(one) for one in alike]})
    else:
        say_report(report, out)
        for one in alike[:_SHOWN]:
            out.line(f"may be one person: {one.a.id} and {one.b.id} ({one.score.probability:.3f}; {one.why()})")
    failed = [file for file in report.files if file.status is FileStatus.REJECTED]
    for file in failed[:_SHOWN]:
        out.message(_why(file))
    if len(failed) > _SHOWN:
        out.message(f"and {len(failed) - _SHOWN} more files were not taken in")
    return 1 if len(failed) == len(report.files) else 0


def _clinic(options: argparse.Namespace, out: Output) -> Clinic:
    from workstation.cli.users import make_clinic
    from workstation.domain.user import Role, User
    from workstation.services import sign_in

    data_dir = options.data_dir or default_data_dir()
    if sign_in.exists(data_dir):
        return out.clinic(options)
    name = options.user or os.environ.get("CONSILIA_USER") or getpass.getuser()
    return make_clinic(data_dir, User(name, name, Role.PHYSICIAN), out)


def _why(file: FileReport) -> str:
    first = next((issue for issue in file.issues if issue.severity == "error"), None)
    if first is None:
        return f"{Path(file.path).name}: nothing in it could be taken in."
    name = Path(file.path).name
    if name in first.message:
        return first.message
    return f"{name} was not taken in: {' '.join(filter(None, (first.place, first.message)))}. Nothing of it was kept."


def _table(out: Output, title: str, names: tuple[str, ...], counts: dict[str, dict[str, int]]) -> None:
    if counts:
        out.table((title, *names), [(name, *(held.get(n, 0) for n in names)) for name, held in sorted(counts.items())])


def say_report(report: ImportReport, out: Output) -> None:
    """What an import did, readable: sums a section, then the first issues."""
    states = [file.status for file in report.files]
    empty = sum(file.without_record for file in report.files)
    out.line(f"{len(states)} {'file' if len(states) == 1 else 'files'}: "
             f"{states.count(FileStatus.IMPORTED) - empty} taken in, "
             + (f"{empty} read that {'holds' if empty == 1 else 'hold'} no record, " if empty else "")
             + f"{states.count(FileStatus.QUARANTINED)} with something that waits for a person, "
             f"{states.count(FileStatus.REJECTED)} rejected")
    totals = report.totals()
    if totals:
        _table(out, "Section", ("found", "stored", "unchanged", "quarantined", "refused"),
               {name: counts for name, counts in totals.items() if "mapped" not in counts})
        _table(out, "Entries of documents", ("found", "mapped", "narrative", "refused"),
               {name.removeprefix("section "): counts for name, counts in totals.items() if "mapped" in counts})
    issues = [(Path(f.path).name, i) for f in report.files if f.status is not FileStatus.REJECTED for i in f.issues]
    for name, issue in issues[:_SHOWN]:
        out.line(f"{issue.severity}: {name} {issue.place} {issue.message}")
    if len(issues) > _SHOWN:
        out.line(f"and {len(issues) - _SHOWN} more; --json gives them all")
