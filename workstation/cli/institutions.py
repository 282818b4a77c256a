"""``consilia institutions``: other institutions whose servers this clinic may ask, and how it signs in there."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.institutions import Institution

HELP = "other institutions' FHIR and DICOMweb servers: add, list, test, remove, key (what to register there)"
TOKEN = "CONSILIA_INSTITUTION_TOKEN"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("list", "add", "test", "remove", "key"))
    parser.add_argument("name", nargs="?", help="what the institution is called here")
    parser.add_argument("--url", default="", help="base address of its FHIR R4 server (https)")
    parser.add_argument("--dicomweb", default="", metavar="URL", help="base address of its DICOMweb server (https)")
    parser.add_argument("--smart", default="", metavar="CLIENT_ID",
                        help="sign in by SMART Backend Services; a key pair is made, its public half is printed")
    parser.add_argument("--algorithm", choices=("ES384", "RS384"), default="ES384", help="of the SMART key")
    parser.add_argument("--token-url", default="", metavar="URL",
                        help="SMART token endpoint (else the server's .well-known/smart-configuration is asked)")
    parser.add_argument("--scope", default="system/*.rs", help="SMART scopes to ask for (default system/*.rs)")
    parser.add_argument("--bearer", action="store_true",
                        help=f"sign in by a token they gave; it is asked for, or taken from {TOKEN}")
    parser.add_argument("--pin", default="", metavar="SHA256", help="trust this one certificate, by its fingerprint")
    parser.add_argument("--proxy", default="", metavar="URL",
                        help="go through this proxy, http://host:port (none of the environment is used)")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="trust certificates of this authority (PEM)")


def run(options: argparse.Namespace, out: Output) -> int:
    """0 when done."""
    from workstation.services import institutions

    if options.operation != "list" and not options.name:
        raise UserMistake(reason="Name the institution")
    if options.smart and options.bearer:
        raise UserMistake(reason="--smart or --bearer, not both")
    with out.clinic(options) as clinic:
        if options.operation == "add":
            made = institutions.add(clinic, _wanted(options), _token() if options.bearer else "", options.algorithm)
            out.message(f"{made.name} is kept: {made.url or made.dicomweb}.")
            if made.sign_in is institutions.SignIn.SMART:
                out.message(f"Token endpoint: {made.token_url}. Register this public key there for {made.client_id}:")
                out.document(institutions.jwk(clinic, made.name))
            elif out.as_json:
                out.document(_json(made))
        elif options.operation == "remove":
            institutions.remove(clinic, options.name)
            out.message(f"{options.name} is forgotten, its sign-in with it. What came from it stays.")
        elif options.operation == "test":
            _test(clinic, options.name, out)
        elif options.operation == "key":
            out.document(institutions.jwk(clinic, options.name))
        else:
            _list(institutions.listed(clinic), out)
    return 0


def _test(clinic: Clinic, name: str, out: Output) -> None:
    from workstation.services import institution_fetch

    told = institution_fetch.test(clinic, name, out.progress("Test"))
    if out.as_json:
        out.document({"name": name, "software": told.software, "fhir": told.version})
    else:
        out.line(f"{name} answers: {told.software or 'its software is not named'}, FHIR {told.version}.")


def _wanted(options: argparse.Namespace) -> Institution:
    from workstation.services.institutions import Institution, SignIn

    sign_in = SignIn.SMART if options.smart else SignIn.BEARER if options.bearer else SignIn.NONE
    authority = ""
    if options.ca is not None:
        with options.ca.open("rb") as file:
            authority = file.read(1 << 20).decode("ascii", "replace")
    return Institution(options.name, options.url, options.dicomweb, sign_in, options.smart, options.token_url,
                       options.scope, options.pin, authority, options.proxy)


def _token() -> str:
    given = os.environ.get(TOKEN)
    if given is None and not sys.stdin.isatty():
        raise UserMistake(reason=f"no token: set {TOKEN}")
    return given if given is not None else getpass.getpass("Their token: ")


def _json(one: Institution) -> dict[str, Any]:
    return {"name": one.name, "url": one.url, "dicomweb": one.dicomweb, "sign_in": one.sign_in.value,
            "client_id": one.client_id, "token_url": one.token_url, "pin": one.pin, "authority": bool(one.authority),
            "proxy": one.proxy, "added": one.added, "by": one.by}


def _list(known: list[Institution], out: Output) -> None:
    if out.as_json:
        out.document({"institutions": [_json(one) for one in known]})
        return
    out.table(("Name", "FHIR", "DICOMweb", "Sign-in", "Certificate", "Added by"), [
        (one.name, one.url, one.dicomweb, one.sign_in.value,
         "pinned" if one.pin else "own authority" if one.authority else "system", one.by) for one in known])
