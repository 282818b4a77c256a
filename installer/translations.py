"""Keeps the translations: gathers every visible string into ``resources/translations``, and compiles them.

    python -m installer.translations            gather, compile, and name what is unfinished
    python -m installer.translations --check    only look; exit 1 where anything is unfinished or out of date

One ``.ts`` file a room: the folder ``views/<room>`` gives ``<room>_zh_CN.ts``, ``workstation/errors.py`` gives
``errors_zh_CN.ts`` (context ``errors``), and the reasons in engines and services (``installer/reasons.py``) give
``reasons_zh_CN.ts`` with ``reasons.json``, the list that the running program reads.

Strings are gathered from the syntax tree: ``self.tr("...")`` has its class as context, ``translate("context", "...")``
its own. (``pyside6-lupdate`` 6.11 gives a ``self.tr`` that follows a ``QCoreApplication.translate`` a context
``QCoreApplication.self``, which the running program never asks for.)
``pyside6-lrelease`` compiles.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer import reasons

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGE = "zh_CN"


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A visible string and the context it is looked up in."""

    context: str
    source: str


class NotLiteral(Exception):
    """A visible string that isn't written out: it could never be translated."""


def rooms() -> list[str]:
    """Every folder of ``views`` that holds code, ``errors`` and ``reasons``."""
    found = [folder.name for folder in sorted((ROOT / "views").iterdir()) if any(folder.glob("*.py"))]
    return [*found, "errors", "reasons"]


def messages(room: str) -> list[Message]:
    """All visible strings of a room, in the order of the alphabet. Raises NotLiteral."""
    if room == "errors":
        return sorted(set(_of_errors()))
    if room == "reasons":
        return [Message("reasons", template) for template in reasons.templates()]
    found: set[Message] = set()
    for file in sorted((ROOT / "views" / room).rglob("*.py")):
        found.update(in_source(file.read_text(encoding="utf-8"), str(file.relative_to(ROOT))))
    return sorted(found)


def in_source(code: str, place: str) -> Iterator[Message]:
    """The visible strings of one module."""
    yield from _walk(ast.parse(code), "", place)


def _walk(node: ast.AST, owner: str, place: str) -> Iterator[Message]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from _call(child, owner, place)
        yield from _walk(child, child.name if isinstance(child, ast.ClassDef) else owner, place)


def _call(call: ast.Call, owner: str, place: str) -> Iterator[Message]:
    name = _name(call.func)
    if name == "self.tr" and call.args:
        yield Message(owner, _text(call.args[0], place))
    elif name.rsplit(".", 1)[-1] in ("translate", "tr") and name != "self.tr" and len(call.args) >= 2:
        context = call.args[0]
        if not _is_text(context):
            return                                   # a painter that moves its origin, no string
        if isinstance(context, ast.Constant) and context.value in ("errors", "reasons") and not _is_text(call.args[1]):
            return                                   # gathered from their own sources
        yield Message(_text(context, place), _text(call.args[1], place))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        inner = _name(function.value)
        return f"{inner}.{function.attr}" if inner else function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _text(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral(f"{place}:{node.lineno}: a visible string must be written out")


def _of_errors() -> Iterator[Message]:
    from workstation import errors

    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.ConsiliaError):
            for part in (kind.happened, kind.safe, kind.next_step):
                if part:
                    yield Message("errors", part)
    yield Message("errors", "not known")


def read(file: Path) -> dict[Message, str]:
    """The translations of a ``.ts`` file; empty text where unfinished."""
    if not file.exists():
        return {}
    found: dict[Message, str] = {}
    for context in ET.parse(file).getroot().iter("context"):     # our own file, no document from outside
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[Message(name, message.findtext("source") or "")] = message.findtext("translation") or ""
    return found


def written(wanted: list[Message], known: dict[Message, str]) -> str:
    """The ``.ts`` text: what is no longer asked for is left out, what is new is unfinished."""
    root = ET.Element("TS", version="2.1", language=LANGUAGE)
    context, name = root, None
    for message in wanted:
        if message.context != name:
            name = message.context
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        entry = ET.SubElement(context, "message")
        ET.SubElement(entry, "source").text = message.source
        said = known.get(message, "")
        ET.SubElement(entry, "translation", {} if said else {"type": "unfinished"}).text = said
    ET.indent(root, "    ")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n"


def ts_file(room: str) -> Path:
    return FOLDER / f"{room}_{LANGUAGE}.ts"


def update(room: str, check: bool) -> list[str]:
    """Brings a room's file up to date; the complaints that remain."""
    file = ts_file(room)
    known = read(file)
    wanted = messages(room)
    if not wanted:
        return []
    complaints = [f"{file.name}: unfinished: {one.context}: {one.source}" for one in wanted if not known.get(one)]
    text = written(wanted, known)
    complaints += _list_of_reasons(check) if room == "reasons" else []
    if check:
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            complaints.append(f"{file.name} is not up to date: run python -m installer.translations")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return complaints


def _list_of_reasons(check: bool) -> list[str]:
    text = reasons.written()
    if check and (not reasons.LIST.exists() or reasons.LIST.read_text(encoding="utf-8") != text):
        return [f"{reasons.LIST.name} is not up to date: run python -m installer.translations"]
    if not check:
        reasons.LIST.write_text(text, encoding="utf-8")
    return []


def compile_file(ts: Path, qm: Path) -> None:
    """Compiles with Qt's own tool. Raises CalledProcessError with its words."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    if not tool.exists():
        tool = Path(PySide6.__file__).parent / "Qt" / "libexec" / "lrelease"
    subprocess.run([str(tool), "-silent", str(ts), "-qm", str(qm)], check=True, capture_output=True)


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; exit 1 where something is unfinished."""
    given = sys.argv[1:] if arguments is None else arguments
    check = "--check" in given
    complaints: list[str] = []
    for room in [word for word in given if not word.startswith("-")] or rooms():
        complaints += update(room, check)
        ts = ts_file(room)
        if ts.exists() and not check:
            compile_file(ts, ts.with_suffix(".qm"))
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
