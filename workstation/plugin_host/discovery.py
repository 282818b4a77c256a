"""Finds plugins: bundled folders, folders a clinic adds, and installed packages; refuses bad ones when they load."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engines.decision.table import Table
from workstation.plugin_api import ENTRY_POINTS, MANIFEST_NAME
from workstation.plugin_api.manifest import Kind, Manifest
from workstation.plugin_api.reading import check_folder
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
    table: Table | None = None
    if manifest.kind is Kind.DECISION_TABLE:
        reader = TableReader(manifest)
        table = reader.read((folder / manifest.entry).read_bytes())
        if table is None:
            return None, [Fault(f"{manifest.entry} {fault.place}".strip(), fault.reason) for fault in reader.faults]
    digest = hashlib.sha256((folder / MANIFEST_NAME).read_bytes()).hexdigest()
    return Plugin(manifest, folder, digest, table), []


def bundled_folder() -> Path:
    """Where the plugins lie that come with the program; found without running any of their code."""
    spec = importlib.util.find_spec("plugins")
    places = list(spec.submodule_search_locations or []) if spec is not None else []
    return Path(places[0]) if places else Path("plugins")


def _candidates(folders: Sequence[Path]) -> Iterator[Path]:
    for parent in (bundled_folder(), *folders):
        if parent.is_dir():
            yield from sorted(path for path in parent.iterdir() if (path / MANIFEST_NAME).is_file())
    for point in importlib.metadata.entry_points(group=ENTRY_POINTS):
        spec = importlib.util.find_spec(point.value.partition(":")[0].partition(".")[0])
        for place in (spec.submodule_search_locations or []) if spec is not None else []:
            yield Path(place, *point.value.partition(":")[0].split(".")[1:])
