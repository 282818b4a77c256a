"""The rights registry names everything that carries knowledge, completely, and nothing that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from engines.catalogue import MODULES
from resources import path
from workstation.plugin_api import MANIFEST_NAME
from workstation.plugin_host.discovery import bundled_folder

FIELDS = {"kind", "name", "what", "licence", "owner", "may_ship", "source", "date"}
REGISTRY = path("knowledge", "rights.toml")


def entries() -> list[dict[str, object]]:
    return tomllib.loads(REGISTRY.read_text(encoding="utf-8"))["entry"]


def in_the_tree() -> set[tuple[str, str]]:
    plugins = {
        tomllib.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))["id"]
        for folder in bundled_folder().iterdir() if (folder / MANIFEST_NAME).is_file()
    }
    fonts = {file.name for file in path("fonts").iterdir() if file.suffix in (".ttf", ".otf")}
    tables = {file.name for file in path("knowledge").iterdir() if file.is_file() and file != REGISTRY}
    return (
        {("engine", name) for name in MODULES} | {("plugin", name) for name in plugins}
        | {("font", name) for name in fonts} | {("table", name) for name in tables}
    )


def test_everything_that_ships_has_an_entry() -> None:
    assert sorted(in_the_tree() - {(str(entry["kind"]), str(entry["name"])) for entry in entries()}) == []


def test_no_entry_is_of_something_that_is_not_there() -> None:
    folders = {folder.name.replace("_", "-") for folder in Path(bundled_folder()).iterdir() if folder.is_dir()}
    known = in_the_tree() | {("plugin", name) for name in folders}
    assert sorted({(str(entry["kind"]), str(entry["name"])) for entry in entries()} - known) == []


def test_each_entry_is_complete_and_may_ship() -> None:
    names = [(entry["kind"], entry["name"]) for entry in entries()]
    assert len(names) == len(set(names))
    for entry in entries():
        assert set(entry) == FIELDS, entry["name"]
        assert entry["may_ship"] is True, f"{entry['name']} may not ship, and it is here"
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(entry["date"]))
        assert all(str(entry[field]).strip() for field in FIELDS)


def test_what_a_plugin_says_of_its_rights_is_what_the_registry_says() -> None:
    registry = {entry["name"]: entry for entry in entries() if entry["kind"] == "plugin"}
    for folder in bundled_folder().iterdir():
        if (folder / MANIFEST_NAME).is_file():
            manifest = tomllib.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
            assert manifest["rights"]["may_ship"] is True
            assert str(registry[manifest["id"]]["licence"]).startswith(manifest["rights"]["licence"])
