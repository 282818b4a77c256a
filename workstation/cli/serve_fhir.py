"""The part of ``consilia serve`` that answers other systems over FHIR and DICOMweb."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.facade_http import WebServer

TITLES = {"fhir": "FHIR", "dicomweb": "DICOMweb"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; the address is ``--host`` of ``serve``."""
    parser.add_argument("--fhir", type=int, metavar="PORT",
                        help="port of the read-only FHIR view (0: any free); readers need a token of 'consilia tokens'")
    parser.add_argument("--dicomweb", type=int, metavar="PORT",
                        help="port of the read-only DICOMweb view (0: any free); the same tokens")
    parser.add_argument("--cert", type=Path, metavar="FILE",
                        help="certificate (PEM) of these views; without one they are for this computer only")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the certificate's private key (PEM)")


def check(options: argparse.Namespace) -> None:
    """Raises UserMistake for options that don't fit together."""
    if (options.cert or options.key) and options.fhir is None and options.dicomweb is None:
        raise UserMistake(reason="--cert and --key belong to --fhir PORT or --dicomweb PORT")
    if options.key and not options.cert:
        raise UserMistake(reason="--key needs --cert")


def opened(options: argparse.Namespace, clinic: Clinic, out: Output) -> list[tuple[str, WebServer]]:
    """The running views by name, closed by the caller; none stays open where one can't be opened."""
    from workstation.services import facade_tokens
    from workstation.services.dicomweb_server import DicomWebServer
    from workstation.services.facade_server import FacadeServer

    running: list[tuple[str, WebServer]] = []
    try:
        for name, port, kind in (("fhir", options.fhir, FacadeServer), ("dicomweb", options.dicomweb, DicomWebServer)):
            if port is None:
                continue
            server = kind(clinic, port, options.host, options.cert, options.key)
            running.append((name, server))
            out.message(f"{TITLES[name]} (read only) at {server.url}; Ctrl-C ends it.")
    except BaseException:
        for _, server in running:
            server.close()
        raise
    if running and not facade_tokens.listed(clinic):
        out.message("Nobody may read yet: make a token with 'consilia tokens add NAME'.")
    return running
