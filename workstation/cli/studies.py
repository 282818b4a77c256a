"""``consilia studies``: the worklist, newest study first."""

from __future__ import annotations

import argparse

from workstation.cli.output import Output

HELP = "studies of the clinic or of one patient, newest first"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patient", metavar="ID", help="only this patient's (id or record number)")


def run(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import imaging, patients

    with out.clinic(options) as clinic:
        if options.patient:
            found = imaging.studies(clinic, patients.find(clinic, options.patient).id)
        else:
            found = imaging.all_studies(clinic)
    if out.as_json:
        out.document({"studies": [
            {
                "uid": one.uid, "patient": one.patient_id, "date": one.date.text if one.date else None,
                "description": one.description, "accession": one.accession, "modalities": list(one.modalities),
                "series": [
                    {"uid": s.uid, "number": s.number, "modality": s.modality, "body_part": s.body_part,
                     "description": s.description, "instances": s.instances, "viewable": s.viewable}
                    for s in one.series
                ],
            }
            for one in found
        ]})
        return 0
    rows = [(one.date.human() if one.date else "no date", one.patient_id, " ".join(one.modalities), one.description,
             str(len(one.series)), str(one.instances)) for one in found]
    out.table(("date", "patient", "modality", "description", "series", "images"), rows)
    return 0
