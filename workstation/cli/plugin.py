"""``consilia plugin check``: every fault of a plugin's folder, and its vignettes."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output

HELP = "checks a plugin: names every fault of its manifest and files, and runs its vignettes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("check",), help="what to do")
    parser.add_argument("dir", type=Path, help="the plugin's folder")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where anything is wrong."""
    from workstation.services import plugins

    report = plugins.check(options.dir)
    failed = [case for case in report.vignettes if not case.passed]
    if out.as_json:
        out.document({
            "place": report.place, "id": report.manifest.id if report.manifest else None, "passed": report.passed,
            "faults": list(report.faults),
            "vignettes": [{"name": c.name, "passed": c.passed, "reason": c.reason} for c in report.vignettes],
        })
        return 0 if report.passed else 1
    for fault in report.faults:
        out.line(f"Fault  {fault}")
    for case in failed:
        out.line(f"Vignette failed  {case.name}: {case.reason}")
    if report.passed and report.manifest is not None:
        name, cases = f"{report.manifest.id} {report.manifest.version}", len(report.vignettes)
        out.line(f"{name} is good; {cases} vignettes as written.")
    else:
        out.message(f"{report.place} was refused: {len(report.faults)} faults, {len(failed)} vignettes failed.")
    return 0 if report.passed else 1
