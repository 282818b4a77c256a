"""``consilia checkup``: the bilingual check-up report as a PDF."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from workstation.cli.output import Output

HELP = "writes the check-up report of a patient, Chinese and English, as a PDF: a draft, or signed with --sign"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the patient's id or record number")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="the PDF to write")
    parser.add_argument("--since", type=date.fromisoformat, metavar="DATE",
                        help="compare with this day, YYYY-MM-DD (default: the check-up before, else a year ago)")
    parser.add_argument("--sign", action="store_true", help="sign it as who signed in, and keep it in the record")
    parser.add_argument("--comment", default="", metavar="TEXT", help="the assessment, printed first")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where there is no such patient, the day lies in the future or OUT can't be written."""
    from workstation.services import checkup, patients, report

    with out.clinic(options) as clinic:
        patient = patients.find(clinic, options.id)
        draft = checkup.draft(clinic, patient.id, out.progress("The report"), options.since, options.comment)
        pdf, signed = draft.pdf, None
        if options.sign:
            signed = checkup.sign(clinic, draft)
            pdf = report.read(clinic, signed.id)
        what = f"signed report {signed.id}" if signed is not None else "draft check-up report"
        report.save(clinic, patient.id, pdf, options.out, what)
    content = draft.content
    if out.as_json:
        out.document({
            "path": str(options.out), "sha256": signed.sha256 if signed else draft.sha256, "bytes": len(pdf),
            "signed": signed is not None, "id": signed.id if signed else None, "compared": content.since.en,
            "out_of_range": len(content.out_of_range), "in_range": len(content.in_range),
            "not_judged": len(content.not_judged), "not_repeated": len(content.not_repeated),
        })
        return 0
    out.line(f"{'Signed check-up report' if signed else 'Draft'} written to {options.out} ({len(pdf) / 1024:.0f} KiB)")
    out.line(content.since.en)
    return 0
