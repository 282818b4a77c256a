"""What a command prints and where: one JSON document or readable text on stdout, messages and progress on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from engines.text.safe_text import plain
from workstation.cli.options import default_data_dir
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


class Output:
    """Handed to every command."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def document(self, document: Any) -> None:
        """Prints the one JSON document of a ``--json`` call."""
        import orjson

        text = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode()
        sys.stdout.write(text + "\n")

    def line(self, text: str = "") -> None:
        print(plain(text, longest=10_000))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Aligned columns; wide characters count two places."""
        cells = [[plain(str(cell), 60).replace("\n", " ") for cell in row] for row in rows]
        widths = [max(_places(row[i]) for row in [list(heads), *cells]) for i in range(len(heads))]
        for row in [list(heads), *cells]:
            print("  ".join(cell + " " * (widths[i] - _places(cell)) for i, cell in enumerate(row)).rstrip())

    def message(self, text: str) -> None:
        print(plain(text, longest=10_000), file=sys.stderr)

    def progress(self, what: str) -> Progress:
        """Progress that redraws one line on a terminal and stays silent elsewhere."""
        if not sys.stderr.isatty():
            return Progress(what)

        def show(fraction: float, message: str) -> None:
            end = "\n" if fraction >= 1 else ""
            sys.stderr.write(f"\r\033[K{what} {fraction:4.0%} {plain(message, 60)}{end}")
            sys.stderr.flush()

        return Progress(what, show)

    def clinic(self, options: argparse.Namespace) -> Clinic:
        """Unlocks the store: passphrase from CONSILIA_PASSPHRASE, else a demo's public one, else asked for."""
        from workstation.services import sign_in
        from workstation.services.demo.facts import documented_passphrase

        data_dir = options.data_dir or default_data_dir()
        name = options.user or os.environ.get("CONSILIA_USER") or sign_in.users(data_dir)[0].name
        passphrase = os.environ.get("CONSILIA_PASSPHRASE")
        if passphrase is None:
            passphrase = documented_passphrase(data_dir) or sign_in.remembered(data_dir, name)
        if passphrase is None:
            passphrase = _ask(name)
        clinic = sign_in.sign_in(data_dir, name, passphrase)
        if clinic.upkeep is not None:                # a script gets answers by the rules of this version only
            try:
                clinic.upkeep.wait(self.progress("Upkeep"))
            except BaseException:
                clinic.close()
                raise
        return clinic


def _ask(name: str) -> str:
    from workstation.errors import UserMistake

    if not sys.stdin.isatty():
        raise UserMistake(reason="no passphrase: set CONSILIA_PASSPHRASE")
    import getpass

    return getpass.getpass(f"Passphrase of {name}: ")


def _places(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
