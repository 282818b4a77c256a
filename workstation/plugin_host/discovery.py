"""Finds plugins: bundled folders, folders a clinic adds, and installed packages; refuses bad ones when they load."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engines.decision.table import Table
from workstation.plugin_api import ENTRY_POINTS, MANIFEST_NAME
from workstation.plugin_api.manifest import Kind, Manifest
from workstation.plugin_api.reading import check_bytes, check_folder
from workstation.plugin_api.section import Fault
from workstation.plugin_host.table_file import TableReader


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that may run. ``table`` is a decision table's; ``sha256`` is of plugin.toml, which names the rest."""

    manifest: Manifest
    folder: Path
    sha256: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A folder that is no plugin to run, and every reason."""

    place: str
    faults: tuple[Fault, ...]


def discover(folders: Sequence[Path] = ()) -> tuple[list[Plugin], list[Refused]]:
    """Bundled plugins, those below ``folders``, and installed packages, by id. An id twice: the first one runs."""
    found: dict[str, Plugin] = {}
    refused: list[Refused] = []
    for folder in _candidates(folders):
        plugin, faults = load(folder)
        if plugin is None:
            refused.append(Refused(str(folder), tuple(faults)))
        elif plugin.manifest.id in found:
            fault = Fault("id", f"'{plugin.manifest.id}' is the name of another plugin, which runs instead")
            refused.append(Refused(str(folder), (fault,)))
        else:
            found[plugin.manifest.id] = plugin
    return [found[name] for name in sorted(found)], refused


def load(folder: Path) -> tuple[Plugin | None, list[Fault]]:
    """One plugin with its table read, or every fault."""
    manifest, faults = check_folder(folder)
    if manifest is None or faults:
        return None, faults
    text = (folder / MANIFEST_NAME).read_bytes()
    table: Table | None = None
    if manifest.kind is Kind.DECISION_TABLE:
        table, wrong = _table(text, (folder / manifest.entry).read_bytes())
        if table is None:
            return None, [Fault(f"{manifest.entry} {fault.place}".strip(), fault.reason) for fault in wrong]
    return Plugin(manifest, folder, hashlib.sha256(text).hexdigest(), table), []


@lru_cache(maxsize=64)            # asked at each advice: the same bytes always make the same table
def _table(manifest_bytes: bytes, data: bytes) -> tuple[Table | None, tuple[Fault, ...]]:
    manifest, faults = check_bytes(manifest_bytes)
    if manifest is None or faults:
        return None, tuple(faults)
    reader = TableReader(manifest)
    return reader.read(data), tuple(reader.faults)


def bundled_folder() -> Path:
    """Where the plugins lie that come with the program; found without running any of their code."""
    spec = importlib.util.find_spec("plugins")
    places = list(spec.submodule_search_locations or []) if spec is not None else []
    return Path(places[0]) if places else Path("plugins")


def _candidates(folders: Sequence[Path]) -> Iterator[Path]:
    for parent in (bundled_folder(), *folders):
        if parent.is_dir():
            yield from sorted(path for path in parent.iterdir() if (path / MANIFEST_NAME).is_file())
    for point in installed_packages():
        spec = importlib.util.find_spec(point.value.partition(":")[0].partition(".")[0])
        for place in (spec.submodule_search_locations or []) if spec is not None else []:
            yield Path(place, *point.value.partition(":")[0].split(".")[1:])


@lru_cache(maxsize=1)             # reads a file of every installed package; none is installed while the program runs
def installed_packages() -> tuple[importlib.metadata.EntryPoint, ...]:
    """The entry points of packages that bring a plugin, found without running any of their code."""
    return tuple(importlib.metadata.entry_points(group=ENTRY_POINTS))
