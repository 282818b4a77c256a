"""The door: without arguments the window, with arguments the command line."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs Consilia and returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    from workstation.cli.options import asks_for_screen

    if asks_for_screen(given):
        from views.shell.application import run_screen

        return run_screen(given)
    from workstation.cli.main import run_command

    return run_command(given)


if __name__ == "__main__":
    sys.exit(main())
