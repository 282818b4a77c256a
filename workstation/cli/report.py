"""``consilia report``: the consultation report as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output
from workstation.domain.report import ALL_SECTIONS, ReportSection

HELP = "writes the consultation report of a patient as a PDF: a draft, or signed with --sign"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the patient's id or record number")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="the PDF to write")
    parser.add_argument("--sign", action="store_true", help="sign it as who signed in, and keep it in the record")
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="of the headings (default: en)")
    parser.add_argument("--comment", default="", metavar="TEXT", help="the assessment, printed first")
    parser.add_argument("--sections", default="", metavar="LIST",
                        help="comma separated: " + ",".join(section.value for section in ALL_SECTIONS))


def run(options: argparse.Namespace, out: Output) -> int:
    """2 for an unknown section, 1 where there is no such patient or OUT can't be written."""
    from workstation.services import patients, report

    sections = _sections(options.sections)
    with out.clinic(options) as clinic:
        patient = patients.find(clinic, options.id)
        draft = report.draft(clinic, patient.id, out.progress("The report"), sections, options.language,
                             options.comment)
        for sentence in draft.unread:
            out.message(f"Left out: {sentence}")
        pdf, digest, signed = draft.pdf, draft.sha256, None
        if options.sign:
            signed = report.sign(clinic, draft)
            pdf, digest = report.read(clinic, signed.id), signed.sha256
        what = f"signed report {signed.id}" if signed is not None else "draft report"
        report.save(clinic, patient.id, pdf, options.out, what)
    if out.as_json:
        out.document({
            "path": str(options.out), "sha256": digest, "bytes": len(pdf), "signed": signed is not None,
            "id": signed.id if signed else None, "signature": signed.signature if signed else None,
            "left_out": list(draft.unread),
        })
        return 0
    out.line(f"{'Signed report' if signed else 'Draft'} written to {options.out} ({len(pdf) / 1024:.0f} KiB)")
    return 0


def _sections(text: str) -> tuple[ReportSection, ...]:
    from workstation.errors import UserMistake

    if not text:
        return ALL_SECTIONS
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(ReportSection)]
    if unknown or not names:
        known = ", ".join(section.value for section in ALL_SECTIONS)
        raise UserMistake(reason=f"'{text}' names no sections; there are {known}")
    return tuple(section for section in ALL_SECTIONS if section.value in names)
