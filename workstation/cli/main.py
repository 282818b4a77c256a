"""Parses the command line, runs one command and turns every failure into one clear line and an exit code."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys

from workstation.cli.commands import COMMANDS, SCREEN_COMMANDS
from workstation.cli.options import add_general
from workstation.cli.output import Output
from workstation.errors import ConsiliaError, DiskFull

VERSION = "0.1.0"


def run_command(arguments: list[str]) -> int:
    """Runs one command. Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    name = _named(arguments)
    parser = _parser(name)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    out = Output(options.json)
    try:
        return int(options.run(options, out))
    except ConsiliaError as error:
        out.message(error.sentence())
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        out.message("Stopped. What was finished before is kept.")
        return 130
    except OSError as error:
        out.message(_system_failure(error))
        return 1


def _named(arguments: list[str]) -> str | None:
    return next((word for word in arguments if word in COMMANDS), None)


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="consilia",
        description="Clinical decision-support workstation. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"consilia {VERSION}")
    add_general(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, module_name in COMMANDS.items():
        if wanted not in (None, name):          # not asked for: its module is not imported
            commands.add_parser(name, add_help=False)
            continue
        module = importlib.import_module(module_name)
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        add_general(sub, top=False)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    for name, words in SCREEN_COMMANDS.items():
        commands.add_parser(name, help=words)
    return parser


def _system_failure(error: OSError) -> str:
    import errno

    if error.errno == errno.ENOSPC:
        return DiskFull(place=error.filename or "the store").sentence()
    reason = error.strerror or type(error).__name__
    place = f" ({error.filename})" if error.filename else ""
    return f"The system refused: {reason}{place}. Nothing was changed. Check the place and its permissions."
