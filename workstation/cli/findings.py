"""``consilia findings``: runs the models that apply to a scan, prints findings, writes SEG and SR."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.cli.output import Output

if TYPE_CHECKING:
    from workstation.domain.finding import Finding
    from workstation.domain.imaging import ModelRun

HELP = "runs the models that apply to a scan, prints findings, writes SEG and SR"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="DICOM folder or file")
    parser.add_argument("--model", metavar="M", help="only the model with this id")
    parser.add_argument("-o", dest="out_dir", type=Path, metavar="DIR", help="folder for SEG and SR, one a series")


def run(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import folder_findings

    found = folder_findings.run(options.path, options.model, options.out_dir, out.progress("Looking"))
    if out.as_json:
        out.document({
            "findings": [_finding(one) for series in found for ran in series.runs for one in ran.findings],
            "runs": [_run(ran) for series in found for ran in series.runs],
            "files": [str(path) for series in found for path in series.files],
        })
        return 0
    for series in found:
        for ran in series.runs:
            _show(ran, out)
        for path in series.files:
            out.line(f"wrote {path}")
    return 0


def _show(ran: ModelRun, out: Output) -> None:
    out.line(f"{ran.card.name} {ran.card.version} on {ran.series_uid} ({ran.seconds:.1f} s)")
    if ran.abstained is not None:
        out.line(f"  gives no answer: {ran.abstained}")
        return
    rows = [(str(n), one.label, dict(one.attributes).get("side", ""), f"{one.diameter_mm:.1f}", f"{one.volume_mm3:.0f}",
             ", ".join(f"{value:.1f}" for value in one.center_mm), f"{one.confidence or 0:.2f}")
            for n, one in enumerate(ran.findings, start=1)]
    out.table(("", "finding", "side", "mm", "mm3", "centre mm (LPS)", "score"), rows)
    out.line(f"  Proposals for a reader. Score: {ran.card.score_meaning}. Limits: {ran.card.limits}.")


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id, "label": one.label, "code": f"{one.code_system}|{one.code}" if one.code else "",
        "confidence": one.confidence, "score_meaning": one.score_meaning, "center_mm": list(one.center_mm),
        "diameter_mm": one.diameter_mm, "volume_mm3": one.volume_mm3, "slice_index": one.slice_index,
        "model": one.origin.name, "model_version": one.origin.version, "model_sha256": one.origin.sha256,
        "state": one.state.value, "series_uid": one.series_uid, "attributes": dict(one.attributes),
    }


def _run(ran: ModelRun) -> dict[str, Any]:
    return {"model": ran.card.id, "version": ran.card.version, "sha256": ran.card.sha256, "series_uid": ran.series_uid,
            "abstained": ran.abstained, "findings": len(ran.findings), "seconds": round(ran.seconds, 2)}
