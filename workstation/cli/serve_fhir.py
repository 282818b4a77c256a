"""The part of ``consilia serve`` that answers other systems over FHIR."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.facade_server import FacadeServer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; the address is ``--host`` of ``serve``."""
    parser.add_argument("--fhir", type=int, metavar="PORT",
                        help="port of the read-only FHIR view (0: any free); readers need a token of 'consilia tokens'")
    parser.add_argument("--cert", type=Path, metavar="FILE",
                        help="certificate (PEM) of the FHIR view; without one it is for this computer only")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the certificate's private key (PEM)")


def check(options: argparse.Namespace) -> None:
    """Raises UserMistake for options that don't fit together."""
    if (options.cert or options.key) and options.fhir is None:
        raise UserMistake(reason="--cert and --key belong to --fhir PORT")
    if options.key and not options.cert:
        raise UserMistake(reason="--key needs --cert")


def opened(options: argparse.Namespace, clinic: Clinic, out: Output) -> FacadeServer:
    """The running view; closed by the caller."""
    from workstation.services import facade_tokens
    from workstation.services.facade_server import FacadeServer

    server = FacadeServer(clinic, options.fhir, options.host, options.cert, options.key)
    out.message(f"FHIR (read only) at {server.url}; Ctrl-C ends it.")
    if not facade_tokens.listed(clinic):
        out.message("Nobody may read yet: make a token with 'consilia tokens add NAME'.")
    return server
