"""Installed plugins, their settings in this clinic, and the check of a plugin that somebody writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from workstation.errors import NotFound, UserMistake
from workstation.plugin_api import API_VERSION
from workstation.plugin_api.manifest import Manifest
from workstation.plugin_api.section import table_of
from workstation.plugin_host import sandbox
from workstation.plugin_host.discovery import Plugin, Refused, discover, load
from workstation.plugin_host.vignettes import Vignette, run_vignettes
from workstation.services.clinic import Clinic
from workstation.store.schema import meta

_SETTINGS = "plugin-settings"


@dataclass(frozen=True, slots=True)
class Installed:
    """What was found: plugins that run, and folders that don't with every reason."""

    plugins: tuple[Plugin, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The check of one folder. ``faults`` as ``place: reason``; vignettes ran only without faults."""

    place: str
    manifest: Manifest | None
    faults: tuple[str, ...]
    vignettes: tuple[Vignette, ...]

    @property
    def passed(self) -> bool:
        return not self.faults and all(case.passed for case in self.vignettes)


def installed(data_dir: Path | None = None) -> Installed:
    """Bundled plugins, those of the clinic (``plugins`` in its data folder), and installed packages."""
    plugins, refused = discover([data_dir / "plugins"] if data_dir is not None else [])
    return Installed(tuple(plugins), tuple(refused))


def check(folder: Path) -> CheckReport:
    """Names every fault of a plugin's folder and runs its vignettes. Raises NotFound where there is no such folder."""
    if not folder.is_dir():
        raise NotFound(what="folder", name=str(folder))
    plugin, faults = load(folder)
    if plugin is None:
        return CheckReport(folder.name, None, tuple(str(fault) for fault in faults), ())
    return CheckReport(folder.name, plugin.manifest, (), tuple(run_vignettes(plugin)))


def protections() -> Mapping[str, bool]:
    """What keeps a Python plugin shut in on this machine, by name."""
    return sandbox.held()


def contract_version() -> str:
    """The version of the plugin contract that this program offers."""
    return ".".join(str(part) for part in API_VERSION)


def settings(clinic: Clinic) -> dict[str, dict[str, str]]:
    """The clinic's choices: plugin id to (setting to word). Where nothing was chosen the plugin's default holds."""
    with clinic.read() as conn:
        row = conn.execute(select(meta.c.value).where(meta.c.name == _SETTINGS)).first()
    chosen: dict[str, dict[str, str]] = {}
    for plugin, words in (table_of(json.loads(row.value)) or {}).items() if row is not None else ():
        chosen[plugin] = {name: str(word) for name, word in (table_of(words) or {}).items()}
    return chosen


def choose(clinic: Clinic, plugin_id: str, name: str, word: str) -> None:
    """Sets one choice for the whole clinic. Raises NotFound, UserMistake (no such word), NotAllowed."""
    known = {plugin.manifest.id: plugin.manifest for plugin in installed(clinic.data_dir).plugins}
    if plugin_id not in known:
        raise NotFound(what="plugin", name=plugin_id)
    setting = next((setting for setting in known[plugin_id].settings if setting.name == name), None)
    if setting is None:
        raise NotFound(what="setting", name=f"{plugin_id}.{name}")
    if word not in setting.words:
        raise UserMistake(reason=f"{name} must be one of {', '.join(setting.words)}")
    chosen = settings(clinic)
    chosen.setdefault(plugin_id, {})[name] = word

    def write(conn: Connection) -> None:
        conn.execute(delete(meta).where(meta.c.name == _SETTINGS))
        conn.execute(insert(meta).values(name=_SETTINGS, value=json.dumps(chosen, sort_keys=True)))

    clinic.act("plugin.manage", detail=f"{plugin_id}.{name} = {word}", write=write)
