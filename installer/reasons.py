"""Gathers what engines, readers and services give as reasons, so that a screen can say them in its own language.

A reason is written where it is found out, in English, often with values in it. Gathered from the syntax tree are the
second argument of ``Refusal`` (an engine) and ``Refused`` (a worker), the clauses of tables, mappings and JSON, what
functions named ``..._fault`` answer, ``reason=`` of the error tree, the message of an ``ImportIssue`` and of what tells
one, and what the inputs of ``engines/spec.py`` answer; a value becomes ``{0}``, ``{1}`` and so on. Commands speak
English: what only they say is left out. ``views/widgets/reasons.py`` finds the template of a filled sentence again.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "resources" / "translations" / "reasons.json"
_ROOMS = ("engines", "workstation/exchange", "workstation/services", "workstation/store", "workstation/plugin_host",
          "workstation/access")
_NOT_ON_SCREEN = ("engines/imaging/phantom.py", "workstation/services/compute.py", "workstation/services/facade",
                  "workstation/services/listener.py", "workstation/services/demo/stories", "workstation/exchange/hl7v2")
_SPEC = "engines/spec.py"
# Errors of one clause, which becomes the reason of another.
_GRAVENESS = ("error", "warning", "information")
_CLAUSES = ("CellFault", "Doubt", "TableFault", "MappingFault", "JsonFault", "BrokenJson")
_TELLS = "_fault"                                  # functions so named answer with a reason, or ""


def templates() -> list[str]:
    """Every reason once, in the order of the alphabet."""
    found: set[str] = set()
    for room in _ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(_NOT_ON_SCREEN):
                found.update(in_source(file.read_text(encoding="utf-8"), place == _SPEC))
    return sorted(found)


def in_source(code: str, answers: bool = False) -> Iterator[str]:
    """The reasons of one module; ``answers``: also what its functions named ``check`` return."""
    from workstation import errors

    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            for said in _said(node, kinds):
                yield from _template(said)
        elif isinstance(node, ast.FunctionDef) and _answers(node.name, answers):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from _template(inner.value)


def written() -> str:
    """The text of the list that the running program reads."""
    return json.dumps(templates(), ensure_ascii=False, indent=1) + "\n"


def _said(call: ast.Call, kinds: set[str]) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("Refusal", "Refused") and len(call.args) > 1:
        yield call.args[1]
    elif name in ("ImportIssue", "_tell") and len(call.args) > 2:
        yield call.args[2]
    elif name == "tell" and len(call.args) == 2 and getattr(call.args[0], "value", "") in _GRAVENESS:
        yield call.args[1]
    elif name in (*_CLAUSES, "doubt") and call.args or name == "append" and _of_doubts(call.func):
        yield call.args[0]
    elif name in kinds:
        yield from (keyword.value for keyword in call.keywords if keyword.arg == "reason")


def _answers(name: str, spec: bool) -> bool:
    """True for a function whose answer is a reason."""
    return name.endswith(_TELLS) or (spec and name in ("check", "_check"))


def _of_doubts(called: ast.expr) -> bool:
    """True for ``doubts.append`` and ``draft.doubts.append``."""
    held = called.value if isinstance(called, ast.Attribute) else called
    return (held.attr if isinstance(held, ast.Attribute) else getattr(held, "id", "")) == "doubts"


def _template(node: ast.expr) -> Iterator[str]:
    """The sentence with numbered fields; a choice between two gives both; nothing where it isn't written out."""
    if isinstance(node, ast.IfExp):
        yield from _template(node.body)
        yield from _template(node.orelse)
        return
    pieces = list(_pieces(node))
    words = "".join(piece for piece in pieces if piece is not None)
    if not any(letter.isalpha() for letter in words):
        return
    number = 0
    text = ""
    for piece in pieces:
        if piece is None:
            text += f"{{{number}}}"
            number += 1
        else:
            text += piece.replace("{", "{{").replace("}", "}}")
    yield text


def _pieces(node: ast.expr) -> Iterator[str | None]:
    """Written words, and None for a value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _pieces(part)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _pieces(node.left)
        yield from _pieces(node.right)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "rstrip":
        yield from _pieces(node.func.value)
    else:
        yield None
