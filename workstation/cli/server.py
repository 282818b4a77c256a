"""``consilia server``: the database server of a clinic of many seats."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict

from workstation.cli.output import Output
from workstation.errors import UserMistake

HELP = "the database server of a clinic of many seats: how it is reached; keep-password"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", nargs="?", choices=("show", "keep-password"), default="show")


def run(options: argparse.Namespace, out: Output) -> int:
    """``keep-password`` takes it from CONSILIA_DATABASE_PASSWORD or asks for it."""
    from workstation.services import database_server

    with out.clinic(options) as clinic:
        if options.operation == "keep-password":
            database_server.keep_password(clinic, _password())
            out.message("The password lies under the store's keys; who unlocks the store needs no other.")
            return 0
        found = database_server.state(clinic)
    if out.as_json:
        out.document({"server": asdict(found) if found else None})
    elif found is None:
        out.line("The record lies in the store's own folder, encrypted; there is no server.")
    else:
        out.line(f"{found.place}: PostgreSQL {found.version}, {'TLS' if found.encrypted else 'no TLS'}, "
                 f"{found.round_trip_ms:.1f} ms a question, {found.seats} seats now, "
                 f"password {'under the keys' if found.password_kept else 'not kept here'}")
    return 0


def _password() -> str:
    from workstation.store.server import PASSWORD_VARIABLE

    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserMistake(reason=f"no password: set {PASSWORD_VARIABLE}")
    import getpass

    return getpass.getpass("Password of the database server: ")
