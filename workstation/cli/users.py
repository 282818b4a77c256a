"""``consilia users``: who may sign in."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.options import default_data_dir
from workstation.cli.output import Output
from workstation.domain.user import Role, User
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

HELP = "who may sign in: list, add (the first one makes the store), remove"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("list", "add", "remove"))
    parser.add_argument("name", nargs="?", help="the sign-in name")
    parser.add_argument("--display", default="", help="the name as reports print it")
    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.PHYSICIAN.value)


def run(options: argparse.Namespace, out: Output) -> int:
    """``add`` takes the new passphrase from CONSILIA_NEW_PASSPHRASE or asks for it."""
    from workstation.services import sign_in, users

    data_dir = options.data_dir or default_data_dir()
    if options.operation == "list":
        return _list(sign_in.users(data_dir), out)
    if not options.name:
        raise UserMistake(reason="Name the user")
    if options.operation == "add":
        user = User(options.name, options.display or options.name, Role(options.role))
        if not sign_in.exists(data_dir):
            make_clinic(data_dir, user, out).close()
            return 0
        with out.clinic(options) as clinic:
            users.add(clinic, user, _new_passphrase(user.name, "CONSILIA_NEW_PASSPHRASE"))
        out.message(f"{user.name} may sign in as {user.role.value}.")
        return 0
    with out.clinic(options) as clinic:
        users.remove(clinic, options.name)
    out.message(f"{options.name} may no longer sign in.")
    return 0


def make_clinic(data_dir: Path, user: User, out: Output) -> Clinic:
    """A new store with its first user; says where it is and shows the recovery key this once."""
    from workstation.services import sign_in

    clinic = sign_in.create(data_dir, user, _new_passphrase(user.name, "CONSILIA_PASSPHRASE"))
    out.message(f"A new store was made in {data_dir}; {user.name} may sign in as {user.role.value}.")
    out.message(f"Recovery key, shown this once; keep it on paper: {clinic.recovery_key}")
    return clinic


def _list(found: list[User], out: Output) -> int:
    if out.as_json:
        out.document({"users": [{"name": u.name, "display": u.display, "role": u.role.value} for u in found]})
    else:
        out.table(("Name", "Shown as", "Role"), [(u.name, u.display, u.role.value) for u in found])
    return 0


def _new_passphrase(name: str, variable: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserMistake(reason=f"no passphrase for {name}: set {variable}")
    import getpass

    first = getpass.getpass(f"New passphrase for {name} (15 characters or more): ")
    if getpass.getpass("Once more: ") != first:
        raise UserMistake(reason="the two passphrases differ")
    return first
