"""The part of ``consilia fetch`` that lists and brings studies over DICOMweb."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.domain.resource import FileStatus
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.exchange.dicomweb_fetch import RemoteStudy

_ASKED = {"patient": "number", "name": "name", "born": "born", "accession": "accession"}


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where nothing fits there, or nothing could be taken in."""
    from workstation.cli.fetch import agreed
    from workstation.cli.importing import say_report
    from workstation.services import institution_images, institutions

    if options.studies and options.study:
        raise UserMistake(reason="--studies lists, --study brings one: give one of them")
    if options.family or options.given or options.sex or options.id or options.summary or options.since:
        raise UserMistake(reason="studies are found by --patient, --name, --born and --accession")
    asked = [("uid", options.study)] if options.study else [
        (name, value) for option, name in _ASKED.items() if (value := getattr(options, option))]
    institution_images.check(asked)
    with out.clinic(options) as clinic:
        institution = institutions.find(clinic, options.institution)
        agreed(institution_images.leaving(institution, asked, bool(options.study)), options.yes, out)
        session = institution_images.ImageSession(clinic, institution, out.progress("Fetch"))
        if options.studies:
            return _listed(session.studies(asked), out)
        report = session.fetch(options.study, options.to)
    if out.as_json:
        out.document(report.as_json())
    else:
        say_report(report, out)
    return 1 if all(file.status is FileStatus.REJECTED for file in report.files) else 0


def _listed(studies: list[RemoteStudy], out: Output) -> int:
    if out.as_json:
        out.document({"studies": [asdict(one) for one in studies]})
    else:
        out.table(("Study", "Date", "What", "Modalities", "Files", "Number", "Name", "Born"), [
            (one.uid, one.date, one.description, " ".join(one.modalities), one.files, one.number, one.name, one.born)
            for one in studies])
    return 0 if studies else 1
