"""The options that every command takes, and which calls need a screen. Light: it runs before first paint."""

from __future__ import annotations

import argparse
from pathlib import Path

from workstation.cli.commands import SCREEN_COMMANDS
from workstation.services.places import default_data_dir

__all__ = ["add_general", "asks_for_screen", "default_data_dir"]


def asks_for_screen(arguments: list[str]) -> bool:
    """True where the call opens the window: no command at all, or one that draws."""
    command = next((word for word in _without_values(arguments) if not word.startswith("-")), None)
    if command is not None:
        return command in SCREEN_COMMANDS
    return not any(word in ("-h", "--help", "--version") for word in arguments)


def _without_values(arguments: list[str]) -> list[str]:
    """The words that are no value of a general option that takes one."""
    kept: list[str] = []
    skip = False
    for word in arguments:
        if skip:
            skip = False
        elif word in ("--data-dir", "--user", "--language"):
            skip = True
        else:
            kept.append(word)
    return kept


def add_general(parser: argparse.ArgumentParser, top: bool) -> None:
    """Adds the general options; on a command they only override what stood before it."""
    missing = None if top else argparse.SUPPRESS
    parser.add_argument("--data-dir", type=Path, default=missing, metavar="DIR", help="folder of the store")
    parser.add_argument("--user", default=missing, metavar="NAME",
                        help="who signs in (else CONSILIA_USER, else the first)")
    parser.add_argument("--json", action="store_true", default=False if top else argparse.SUPPRESS,
                        help="one JSON document on standard output, messages on standard error")
