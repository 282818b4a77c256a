"""The shape of the code: small files, short functions, no bare except, every function annotated, no unsafe loader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("workstation", "views", "engines", "plugins", "resources", "installer")
LONGEST_FILE = 450
LONGEST_FUNCTION = 80
UNSAFE = {"pickle", "joblib", "marshal", "shelve", "dill"}


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "main.py"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_source_file_keeps_the_house_rules(path: Path) -> None:
    name = path.relative_to(ROOT)
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{name} has {lines} lines"
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{name}:{function.lineno} {function.name} has {length} lines"
        assert function.returns is not None, f"{name}:{function.lineno} {function.name} names no return type"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name}:{node.lineno} catches everything without a name"
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            loaded = {module.split(".")[0] for module in modules} & UNSAFE
            assert not loaded, f"{name}:{node.lineno} imports {loaded}"


def test_no_top_level_name_of_ours_is_installed_by_a_package() -> None:
    """A library that brings a module of the same name would shadow a room, or be shadowed by it."""
    from importlib.metadata import packages_distributions

    ours = {*ROOMS, "main"}
    foreign = {name: owners for name, owners in packages_distributions().items() if name in ours}
    assert all(set(owners) == {"consilia"} for owners in foreign.values()), foreign


def test_main_stays_a_door() -> None:
    assert (ROOT / "main.py").read_text(encoding="utf-8").count("\n") <= 60
