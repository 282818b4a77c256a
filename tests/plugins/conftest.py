"""Builds plugins on the fly: a manifest with right hashes around whatever files a test writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from workstation.plugin_host.discovery import Plugin, load

_HEAD = """
id = "{id}"
version = "1.0.0"
kind = "{kind}"
api = ">=1.0,<2"
title = "Sample"
summary = "A sample."
entry = "{entry}"
vignettes = "cases.yaml"
hooks = ["patient-view"]
[capabilities]
seconds = {seconds}
megabytes = 128
[rights]
licence = "Apache-2.0"
owner = "Us"
may_ship = true
source = "own"
date = "2026-11-23"
[[evidence]]
id = "paper"
title = "A paper"
section = "3"
year = 2024
grade = "Class I, level B"
[[inputs]]
name = "pulse"
title = "Pulse"
need = "should"
unit = "/min"
resource = "Observation"
codes = ["http://loinc.org|8867-4"]
"""
Maker = Callable[..., Plugin]


@pytest.fixture
def make_plugin(tmp_path: Path) -> Maker:
    """``make_plugin(code)`` gives a loaded ``python`` plugin; ``table=`` a decision table."""

    def make(code: str = "", *, table: str = "", name: str = "sample", seconds: float = 1.0) -> Plugin:
        folder = tmp_path / name
        folder.mkdir()
        entry, content = ("table.yaml", table) if table else ("sample.py", code)
        files = {entry: content, "cases.yaml": "vignettes: []\n"}
        kind = "decision-table" if table else "python"
        text = _HEAD.format(id=name, kind=kind, entry=entry, seconds=seconds) + "[files]\n"
        for file, body in files.items():
            (folder / file).write_text(body, encoding="utf-8")
            text += f'"{file}" = "{hashlib.sha256(body.encode()).hexdigest()}"\n'
        (folder / "plugin.toml").write_text(text)
        plugin, faults = load(folder)
        assert plugin is not None, faults
        return plugin

    return make
