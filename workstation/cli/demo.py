"""``consilia demo``: makes the demo clinic."""

from __future__ import annotations

import argparse

from workstation.cli.options import default_data_dir
from workstation.cli.output import Output

HELP = "makes the demo clinic: sixteen invented patients, one for each room"


def arguments(parser: argparse.ArgumentParser) -> None:
    from workstation.services.demo import SEED

    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="another seed makes other values")


def run(options: argparse.Namespace, out: Output) -> int:
    import os

    from workstation.services import demo

    data_dir = options.data_dir or default_data_dir()
    passphrase = os.environ.get("CONSILIA_PASSPHRASE") or demo.PASSPHRASE      # so that scripts go on with their own
    demo.build(data_dir, out.progress("The demo clinic"), options.seed, passphrase=passphrase)
    shown = demo.documented_passphrase(data_dir) or "the one in CONSILIA_PASSPHRASE"
    users = [{"name": user.name, "display": user.display, "role": user.role.value} for user in demo.USERS]
    if out.as_json:
        out.document({"data_dir": str(data_dir), "users": users, "passphrase": shown, "hero": demo.HERO})
        return 0
    out.line(f"The demo clinic is in {data_dir}")
    out.table(("Sign-in", "Name", "Role"), [(user["name"], user["display"], user["role"]) for user in users])
    out.line(f"Everybody's passphrase: {shown}")
    return 0
