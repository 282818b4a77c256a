"""``consilia compute``: the reference door to every engine, one JSON line in, one out, in the order asked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workstation.cli.output import Output
from workstation.errors import UserMistake

HELP = "answers questions to the engines: JSON lines in, JSON lines out"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("questions", nargs="?", metavar="FILE", help="JSON lines; standard input without it or for -")
    parser.add_argument("--list", action="store_true", help="names the engines with inputs, units, source and rights")
    parser.add_argument("--files", type=Path, metavar="DIR", help="folder that relative paths start from")


def run(options: argparse.Namespace, out: Output) -> int:
    """Answers every line, whatever stands in it; 0 unless the questions themselves can't be read."""
    if options.list:
        return _list(out)
    if options.files is not None and not options.files.is_dir():
        raise UserMistake(reason=f"--files: there is no folder {options.files}")
    if options.questions in (None, "-"):
        _answer_all(sys.stdin.buffer, options.files)
    else:
        with Path(options.questions).open("rb") as questions:
            _answer_all(questions, options.files)
    return 0


def _answer_all(questions: IO[bytes], files: Path | None) -> None:
    from workstation.services import compute

    for line in _lines(questions, compute.LONGEST_LINE):
        reply = _text(compute.answer(line, files))
        sys.stdout.buffer.write(reply + b"\n")
        sys.stdout.buffer.flush()


def _lines(questions: IO[bytes], longest: int) -> Iterator[bytes]:
    """The lines that aren't blank; of one that is too long only its beginning, enough to be refused."""
    while line := questions.readline(longest + 2):
        rest = line
        while not rest.endswith(b"\n") and len(rest) > longest:
            rest = questions.readline(longest + 2)
        if line.strip():
            yield line.rstrip(b"\r\n")


def _text(reply: dict[str, Any]) -> bytes:
    try:
        return json.dumps(reply, allow_nan=False).encode()
    except (ValueError, TypeError):       # JSON can't carry NaN: neither as an output nor as the id of a line
        identity = reply["id"] if isinstance(reply["id"], str | int) else None
        error = {"input": "engine", "reason": "gave no finite answer for these inputs"}
        return json.dumps({"id": identity, "error": error}).encode()


def _list(out: Output) -> int:
    from workstation.services import compute

    specs = list(compute.specs())
    if out.as_json:
        out.document({"engines": [compute.as_json(spec) for spec in specs]})
        return 0
    for spec in specs:
        card = compute.as_json(spec)
        out.line(f"{spec.name} {spec.version}: {spec.title}")
        out.table(
            ("  input", "unit", "range or words", ""),
            [("  " + each["name"], each.get("unit", ""), each["accepts"], "" if each["required"] else "optional")
             for each in card["inputs"]],
        )
        out.line("  gives: " + ", ".join(f"{name} [{unit}]" if unit else name for name, unit in spec.outputs))
        out.line(f"  source: {spec.source}")
        out.line(f"  rights: {spec.rights}")
        out.line()
    return 0
