"""``consilia tokens``: which other systems may read the record over FHIR."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.facade_tokens import Token

HELP = "bearer tokens for 'serve --fhir': list, add (shown this once), revoke"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("operation", choices=("list", "add", "revoke"))
    parser.add_argument("name", nargs="?", help="what the token is called: the system that gets it")
    parser.add_argument("--scope", action="append", metavar="SCOPE",
                        help="read:patient (every chart, the default) or read:patient/ID; may be given again")
    parser.add_argument("--days", type=int, default=90, metavar="N", help="how long it lives (default 90, at most 366)")


def run(options: argparse.Namespace, out: Output) -> int:
    """The token itself goes to standard output, everything about it to standard error."""
    from workstation.services import facade_tokens

    if options.operation != "list" and not options.name:
        raise UserMistake(reason="Name the token")
    with out.clinic(options) as clinic:
        if options.operation == "add":
            scopes = options.scope or [facade_tokens.EVERY_CHART]
            secret = facade_tokens.add(clinic, options.name, scopes, options.days)
            out.message(f"{options.name}: {' '.join(scopes)} for {options.days} days. Shown this once:")
            if out.as_json:
                out.document({"name": options.name, "scopes": scopes, "days": options.days, "token": secret})
            else:
                out.line(secret)
        elif options.operation == "revoke":
            facade_tokens.revoke(clinic, options.name)
            out.message(f"{options.name} reads nothing any more.")
        else:
            _list(facade_tokens.listed(clinic), out)
    return 0


def _list(tokens: list[Token], out: Output) -> None:
    now = datetime.now(UTC)
    if out.as_json:
        out.document({"tokens": [{"name": t.name, "scopes": list(t.scopes), "created": t.created.isoformat(),
                                  "expires": t.expires.isoformat(), "by": t.by} for t in tokens]})
        return
    out.table(("Name", "Scopes", "Until", "Made by"),
              [(t.name, " ".join(t.scopes), f"{t.expires:%Y-%m-%d}{'' if now < t.expires else ' (ended)'}", t.by)
               for t in tokens])
