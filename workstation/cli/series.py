"""``consilia series``: geometry, warnings and load times of a DICOM folder or file."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.output import Output

HELP = "geometry, warnings and load times of a DICOM folder or file"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="DICOM folder or file")


def run(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import imaging

    found = [one for one, _ in imaging.open_folder(options.path, out.progress("Reading"))]
    if out.as_json:
        out.document({"series": [
            {
                "uid": one.uid, "study_uid": one.study_uid, "modality": one.modality, "description": one.description,
                "shape": list(one.shape), "spacing_mm": [round(value, 6) for value in one.spacing_mm],
                "warnings": list(one.warnings), "measurable": one.measurable, "instances": one.instances,
                "first_image_seconds": round(one.first_image_seconds, 3), "seconds": round(one.seconds, 3),
            }
            for one in found
        ]})
        return 0
    for one in found:
        out.line(f"{one.modality} {one.description or 'without description'}  {one.uid}")
        out.line("  " + " x ".join(str(length) for length in one.shape) + " (slices, rows, columns), "
                 + " x ".join(f"{value:.3f}" for value in one.spacing_mm) + " mm (columns, rows, slices)")
        out.line(f"  {one.instances} files, first image {one.first_image_seconds:.2f} s, all {one.seconds:.2f} s")
        for code in one.warnings:
            out.line(f"  ! {imaging.warning_words(code)}")
        if not one.measurable:
            out.line("  ! measuring in millimetres is locked")
    return 0
