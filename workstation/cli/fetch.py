"""``consilia fetch``: one patient's record from another institution, through the import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workstation.cli.output import Output
from workstation.domain.resource import FileStatus
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.exchange.fhir_client.client import Person

HELP = "brings a patient's record from another institution; says first what leaves, and takes nothing in unseen"
_ASKED = {"patient": "identifier", "name": "name", "family": "family", "given": "given", "born": "birthdate",
          "sex": "gender", "id": "_id"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("institution", help="its name, as 'consilia institutions list' gives it")
    parser.add_argument("--patient", metavar="NUMBER", help="a number of the person: VALUE or SYSTEM|VALUE")
    parser.add_argument("--name", help="name or part of it")
    parser.add_argument("--family", help="family name")
    parser.add_argument("--given", help="given name")
    parser.add_argument("--born", metavar="DATE", help="birth date, with one of the others")
    parser.add_argument("--sex", choices=("female", "male", "other", "unknown"), help="with one of the others")
    parser.add_argument("--id", help="the id the person has there, where it is known")
    parser.add_argument("--summary", action="store_true", help="their patient summary (IPS) instead of everything")
    parser.add_argument("--since", default="", metavar="TIME", help="only what changed there since (FHIR instant)")
    parser.add_argument("--studies", action="store_true",
                        help="list their studies of the person (by --patient, --name, --born or --accession)")
    parser.add_argument("--accession", default="", help="accession number of a study")
    parser.add_argument("--study", default="", metavar="UID", help="bring this study over DICOMweb")
    parser.add_argument("--to", default="", metavar="ID",
                        help="the patient here who is the same person, where the study's number is known here")
    parser.add_argument("--yes", action="store_true", help="what leaves the clinic was agreed to")


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where nobody or several fit there, or nothing could be taken in."""
    if options.studies or options.study:
        from workstation.cli import fetch_study

        return fetch_study.run(options, out)
    from workstation.cli.importing import say_report
    from workstation.cli.match import candidate_json
    from workstation.services import institution_fetch, institutions, matching

    asked = [(name, value) for option, name in _ASKED.items() if (value := getattr(options, option))]
    institution_fetch.check(asked)
    form = institution_fetch.Form.SUMMARY if options.summary else institution_fetch.Form.EVERYTHING
    with out.clinic(options) as clinic:
        institution = institutions.find(clinic, options.institution)
        agreed(institution_fetch.leaving(institution, asked, form), options.yes, out)
        session = institution_fetch.Session(clinic, institution, out.progress("Fetch"))
        people = [] if options.id else session.people(asked)
        if not options.id and len(people) != 1:
            return _several(people, out)
        mark = matching.latest(clinic)
        fetched = session.fetch(options.id or people[0].id, form, options.since)
        alike = matching.newcomers(clinic, mark)
    if out.as_json:
        out.document({**fetched.report.as_json(), "calls": fetched.calls, "bytes": fetched.bytes,
                      "possible_duplicates": [candidate_json(one) for one in alike]})
    else:
        say_report(fetched.report, out)
        for one in alike:
            out.line(f"may be one person: {one.a.id} and {one.b.id} ({one.score.probability:.3f}; {one.why()})")
    return 1 if all(file.status is FileStatus.REJECTED for file in fetched.report.files) else 0


def agreed(lines: Sequence[object], yes: bool, out: Output) -> None:
    """Says what leaves the clinic and goes on only when somebody agreed. Raises UserMistake."""
    out.message("This leaves the clinic:")
    for line in lines:
        out.message(f"  {line}")
    if yes:
        return
    if not sys.stdin.isatty():
        raise UserMistake(reason="nobody agreed to what leaves the clinic: read it and add --yes")
    sys.stderr.write("Go on? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UserMistake(reason="stopped before anything left")


def _several(people: list[Person], out: Output) -> int:
    if out.as_json:
        out.document({"people": [_json(one) for one in people]})
    else:
        out.table(("Id", "Name", "Born", "Sex", "Numbers"),
                  [(one.id, one.name, one.born, one.sex, " ".join(one.numbers)) for one in people])
    out.message("Nobody there fits." if not people else
                f"{len(people)} people there fit: choose one by --id. Nothing was fetched.")
    return 1


def _json(one: Person) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "born": one.born, "sex": one.sex, "numbers": list(one.numbers)}
