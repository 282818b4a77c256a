"""``consilia register``: a new patient, unless somebody alike is here already."""

from __future__ import annotations

import argparse
import uuid

from workstation.cli.output import Output
from workstation.errors import UserMistake

HELP = "registers a patient; says who may be the same person and then waits for --anyway"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--family", default="", help="family name")
    parser.add_argument("--given", default="", help="given names")
    parser.add_argument("--sex", required=True, choices=("male", "female", "other", "unknown"))
    parser.add_argument("--born", default="", metavar="DATE", help="1958-07-14, 1958-07 or 1958")
    parser.add_argument("--number", default="", help="the clinic's record number")
    parser.add_argument("--phone", default="")
    parser.add_argument("--anyway", action="store_true", help="although somebody alike is here")


def run(options: argparse.Namespace, out: Output) -> int:
    """2 where somebody alike is here and ``--anyway`` is not given: nothing is stored then."""
    from workstation.services import registering

    typed = registering.NewPatient(options.family, options.given, options.sex, options.born, options.number,
                                   options.phone)
    with out.clinic(options) as clinic:
        registering.check(typed)
        found = registering.alike(clinic, typed)
        if found and not options.anyway:
            told = "; ".join(f"{one.row.name.formal()} ({one.row.id}, {one.probability:.2f})" for one in found[:5])
            raise UserMistake(reason=f"May be here already: {told}. Nothing was stored; --anyway registers them")
        made = registering.register(clinic, typed, str(uuid.uuid4()))
    if out.as_json:
        out.document({"id": made, "alike": [{"id": one.row.id, "probability": round(one.probability, 4)}
                                            for one in found]})
    else:
        out.line(f"Registered as {made}")
    return 0
