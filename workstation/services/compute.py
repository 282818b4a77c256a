"""Answers questions to the engines: one JSON line in, one answer out, an engine imported only when it is asked for."""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from engines.catalogue import MODULES
from engines.spec import Choice, EngineSpec, FilePath, Input, Number, Refusal, Structure, Words, YesNo

LONGEST_LINE = 64 * 1024 * 1024   # bytes; a pedigree of 28,081 people takes 1 MiB


def engine(name: str) -> ModuleType:
    """The module of an engine, imported now. Raises Refusal for a name that the catalogue doesn't hold."""
    if name not in MODULES:
        raise Refusal("engine", f"'{name[:80]}' is not known; 'compute --list' names the engines")
    return importlib.import_module(MODULES[name])


def specs() -> Iterator[EngineSpec]:
    """What every engine of the catalogue says of itself, in the catalogue's order."""
    for name in MODULES:
        yield engine(name).SPEC


def compute(name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs of one engine. Raises Refusal."""
    return engine(name).compute(inputs)


def answer(line: bytes, files: Path | None = None) -> dict[str, Any]:
    """The answer to one line: ``{"id", "outputs"}`` (and ``explanation``) or ``{"id", "error": {"input", "reason"}}``.

    Never raises for what stands in the line. ``files`` is the folder that relative paths among the inputs start from.
    """
    identity: object = None
    try:
        question, faults = _read(line)
        identity = question.get("id")
        if faults:
            raise faults[0]
        return {"id": identity, **_ask(question, files)}
    except Refusal as refusal:
        error = {"input": refusal.input, "reason": refusal.reason}
    except RecursionError:
        error = {"input": "line", "reason": "is nested too deeply"}
    except Exception as fault:            # noqa: BLE001  the boundary: one line's fault never costs the others
        error = {"input": "engine", "reason": f"failed on these inputs ({type(fault).__name__})"}
    return {"id": identity, "error": error}


def _read(line: bytes) -> tuple[dict[str, Any], list[Refusal]]:
    if len(line) > LONGEST_LINE:
        raise Refusal("line", f"is longer than {LONGEST_LINE} bytes")
    reader = _Reader()
    try:
        question = reader.read(line.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Refusal("line", "is not UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise Refusal("line", f"is not JSON: {fault.msg} at column {fault.colno}") from fault
    except ValueError as fault:           # an integer of thousands of digits
        raise Refusal("line", "holds a number with too many digits") from fault
    if not isinstance(question, dict):
        raise Refusal("line", "must be a JSON object with id, engine and inputs")
    return cast("dict[str, Any]", question), reader.faults


def _ask(question: dict[str, Any], files: Path | None) -> dict[str, Any]:
    name, inputs, explain = question.get("engine"), question.get("inputs"), question.get("explain", False)
    if not isinstance(name, str):
        raise Refusal("engine", "is missing" if name is None else "must be a name")
    if not isinstance(inputs, dict):
        raise Refusal("inputs", "is missing" if inputs is None else "must be an object")
    if not isinstance(explain, bool):
        raise Refusal("explain", "must be true or false")
    module = engine(name)
    given = _with_places(module.SPEC, cast("dict[str, Any]", inputs), files)
    outputs = module.compute(given)
    if not explain:
        return {"outputs": outputs}
    worked = getattr(module, "explain", None)
    return {"outputs": outputs, "explanation": worked(given) if worked else [], "source": module.SPEC.source}


def _with_places(spec: EngineSpec, inputs: dict[str, Any], files: Path | None) -> dict[str, Any]:
    """The inputs with the paths among them made absolute; a path that leaves the folder is refused."""
    placed = dict(inputs)
    for declared in spec.inputs:
        if isinstance(declared, FilePath) and isinstance(placed.get(declared.name), str):
            base = (files or Path()).resolve()
            place = (base / placed[declared.name]).resolve()
            if not place.is_relative_to(base):
                raise Refusal(declared.name, "leads out of the folder of files")
            if not place.is_file():
                raise Refusal(declared.name, "names no file there")
            placed[declared.name] = str(place)
    return placed


class _Reader:
    """Reads one line of strict JSON. What Python forgives and we don't is kept in ``faults``, so that the answer can
    still carry the line's own id."""

    def __init__(self) -> None:
        self.faults: list[Refusal] = []

    def read(self, text: str) -> object:
        return json.loads(
            text, object_pairs_hook=self._object, parse_constant=self._constant, parse_float=self._finite
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                self.faults.append(Refusal(key[:80], "stands twice in one object"))
            made[key] = value
        return made

    def _constant(self, word: str) -> None:
        self.faults.append(Refusal("line", f"holds {word}, which is no JSON number"))

    def _finite(self, digits: str) -> float:
        value = float(digits)
        if not math.isfinite(value):
            self.faults.append(Refusal("line", f"holds the number {digits[:40]}, which is too large"))
        return value


def as_json(spec: EngineSpec) -> dict[str, Any]:
    """The card of an engine for ``compute --list --json``."""
    return {
        "name": spec.name, "version": spec.version, "title": spec.title,
        "inputs": [_input_card(declared) for declared in spec.inputs],
        "outputs": [{"name": name, "unit": unit} for name, unit in spec.outputs],
        "source": spec.source, "rights": spec.rights,
    }


def _input_card(declared: Input) -> dict[str, Any]:
    card: dict[str, Any] = {"name": declared.name, "required": not declared.optional}
    match declared:
        case Number():
            whole = ", whole" if declared.whole else ""
            card |= {"unit": declared.unit, "low": declared.low, "high": declared.high, "whole": declared.whole,
                     "accepts": f"{declared.low:g} to {declared.high:g}{whole}"}
        case Choice():
            card |= {"words": list(declared.words), "accepts": " | ".join(str(word) for word in declared.words)}
        case YesNo():
            card["accepts"] = "true | false"
        case Structure():
            card["accepts"] = declared.shape
        case FilePath():
            card["accepts"] = "path"
        case Words():
            card["accepts"] = declared.form
    return card
