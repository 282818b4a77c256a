"""Reads and checks ``plugin.toml``: every fault is named with its place, unknown keys are faults, hashes must fit."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from itertools import islice
from pathlib import Path

from workstation.errors import BadManifest
from workstation.plugin_api import MANIFEST_NAME
from workstation.plugin_api.manifest import RUNNABLE, EvidenceSpec, InputSpec, Kind, Manifest, Setting
from workstation.plugin_api.parts import (
    FILE,
    ID,
    read_api,
    read_capabilities,
    read_evidence,
    read_files,
    read_hooks,
    read_input,
    read_model,
    read_rights,
    read_setting,
    read_texts,
)
from workstation.plugin_api.section import Fault, Section

_LONGEST_MANIFEST = 256 * 1024
_LARGEST_FILE = 64 * 1024 * 1024
_MOST_ENTRIES = 1000
_VERSION = r"\d{1,4}\.\d{1,4}\.\d{1,4}"
_SUFFIX = {
    Kind.DECISION_TABLE: ".yaml",
    Kind.CALCULATOR: ".yaml",
    Kind.PYTHON: ".py",
    Kind.MODEL: ".onnx",
    Kind.REMOTE: ".json",
}
_SKIPPED = {"__pycache__"}


def read_manifest(folder: Path) -> Manifest:
    """The checked manifest of a plugin's folder. Raises BadManifest that names every fault, file by file."""
    manifest, faults = check_folder(folder)
    if manifest is None or faults:
        raise BadManifest(place=folder.name, reason="; ".join(str(fault) for fault in faults))
    return manifest


def check_folder(folder: Path) -> tuple[Manifest | None, list[Fault]]:
    """The manifest (None where it can't be read at all) and everything wrong with it or with the files beside it."""
    place = folder / MANIFEST_NAME
    try:
        size = place.stat().st_size
        if size > _LONGEST_MANIFEST:
            return None, [Fault(MANIFEST_NAME, f"is larger than {_LONGEST_MANIFEST // 1024} kB")]
        text = place.read_bytes()
    except OSError as error:
        return None, [Fault(MANIFEST_NAME, f"can't be read ({error.strerror or 'no such file'})")]
    manifest, faults = check_bytes(text)
    if manifest is not None:
        faults += _file_faults(folder, manifest)
    return manifest, faults


def check_bytes(data: bytes) -> tuple[Manifest | None, list[Fault]]:
    """As ``check_folder``, of the manifest's bytes alone."""
    manifest, faults = _checked(data)
    return manifest, list(faults)


@lru_cache(maxsize=64)            # asked at each advice: the same bytes always have the same faults
def _checked(data: bytes) -> tuple[Manifest | None, tuple[Fault, ...]]:
    try:
        document = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return None, (Fault(MANIFEST_NAME, f"is no TOML: {str(error)[:120]}"),)
    faults: list[Fault] = []
    root = Section(document, "", faults)
    manifest = _manifest(root)
    root.done()
    return manifest, tuple(faults)


def _manifest(root: Section) -> Manifest:
    kind = root.word("kind", Kind)
    if root.has("kind") and kind not in RUNNABLE:
        root.fault("kind", f"plugins of kind '{kind.value}' can't be run by this version of Consilia")
    inputs: tuple[InputSpec, ...] = root.tables("inputs", read_input)
    evidence: tuple[EvidenceSpec, ...] = root.tables("evidence", read_evidence, least=1)
    settings: tuple[Setting, ...] = root.tables("settings", read_setting)
    manifest = Manifest(
        id=root.text("id", pattern=ID, words="must be words of small letters joined by hyphens"),
        version=root.text("version", pattern=_VERSION, words="must be like 1.0.0"),
        kind=kind,
        api=read_api(root),
        title=root.text("title"),
        summary=root.text("summary"),
        entry=root.text("entry", pattern=FILE, words="must be a file inside the plugin"),
        hooks=read_hooks(root),
        capabilities=root.table("capabilities", read_capabilities),
        rights=root.table("rights", read_rights),
        evidence=evidence,
        inputs=inputs,
        settings=settings,
        limits=root.texts("limits"),
        vignettes=root.text("vignettes", "", pattern=FILE + "|", words="must be a file inside the plugin"),
        model=root.table("model", read_model) if kind is Kind.MODEL else None,
        files=read_files(root),
        texts=read_texts(root),
    )
    _whole(root, manifest)
    return manifest


def _whole(root: Section, manifest: Manifest) -> None:
    """What only shows when the parts are seen together."""
    for key, names in (
        ("inputs", [given.name for given in manifest.inputs]),
        ("evidence", [source.id for source in manifest.evidence]),
        ("settings", [setting.name for setting in manifest.settings]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            root.fault(key, f"has '{name}' twice")
    suffix = _SUFFIX[manifest.kind]
    if manifest.entry and not manifest.entry.endswith(suffix):
        root.fault("entry", f"of a {manifest.kind.value} must end in {suffix}")
    if manifest.kind in (Kind.DECISION_TABLE, Kind.PYTHON) and not manifest.inputs:
        root.fault("inputs", f"a {manifest.kind.value} needs at least one")
    if manifest.kind in (Kind.DECISION_TABLE, Kind.PYTHON) and not manifest.vignettes:
        root.fault("vignettes", "is missing: a plugin that advises shows how it decides")
    card = (manifest.model.card,) if manifest.model else ()
    for named in (manifest.entry, manifest.vignettes, *card):
        if named and named not in manifest.files:
            root.fault("files", f"lacks the SHA-256 of {named}")


def _file_faults(folder: Path, manifest: Manifest) -> list[Fault]:
    """Files that are missing, changed, not named, or no plain files."""
    faults: list[Fault] = []
    for name, digest in manifest.files.items():
        path = folder / name
        if path.is_symlink() or not path.is_file():
            faults.append(Fault(name, "is named in the manifest and not there as a plain file"))
        elif path.stat().st_size > _LARGEST_FILE:
            faults.append(Fault(name, f"is larger than {_LARGEST_FILE // 1024 // 1024} MB"))
        elif (found := hashlib.sha256(path.read_bytes()).hexdigest()) != digest:
            faults.append(Fault(name, f"is not the file the manifest was written for (its SHA-256 is {found})"))
    for path in sorted(islice(folder.rglob("*"), _MOST_ENTRIES)):
        name = path.relative_to(folder).as_posix()
        hidden = any(part in _SKIPPED for part in path.relative_to(folder).parts)
        if not hidden and not path.is_dir() and name != MANIFEST_NAME and name not in manifest.files:
            faults.append(Fault(name[:80], "is not named in the manifest"))
    return faults
