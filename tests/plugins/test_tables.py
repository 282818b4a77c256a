"""Tables and YAML of a plugin: every fault is named with its place, and nothing in them runs or swells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workstation.plugin_api.manifest import Manifest
from workstation.plugin_host.discovery import Plugin, load
from workstation.plugin_host.table_file import TableReader
from workstation.plugin_host.yaml_file import BadYaml, read_yaml

Maker = Callable[..., Plugin]
GOOD = """
measures:
  - {name: pulse, title: Pulse, of: pulse, summary: latest}
rows:
  - id: fast
    when: {measure: pulse, at_least: "100 /min"}
    indicator: warning
    summary: The pulse is {pulse}
    detail: Fast
    evidence: [paper]
    uses: [pulse]
"""


@pytest.fixture
def manifest(make_plugin: Maker) -> Manifest:
    return make_plugin(table=GOOD).manifest


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("of: pulse", "of: weight", "measures[0].of: 'weight' is no input of the manifest"),
    ("summary: latest", "summary: median", "measures[0].summary: 'median' is none of"),
    ("measure: pulse, at", "measure: weight, at", "rows[0].when: 'weight' is no measure"),
    ('"100 /min"', '"100"', "rows[0].when: '100' must be a number with its UCUM unit"),
    ('"100 /min"', "100", "rows[0].when: '100' must be a number with its UCUM unit"),
    ('"100 /min"', '"100 kg"', "rows[0].when: 'kg' is mass, '/min' is rate"),
    ("at_least", "atleast", "rows[0].when: a measure is compared by"),
    ("indicator: warning", "indicator: red", "rows[0].indicator: 'red' is no indicator"),
    ("{pulse}", "{weight}", "rows[0].summary: '{weight}' is no measure"),
    ("{pulse}", "{pulse.__class__}", ""),
    ("evidence: [paper]", "evidence: [book]", "rows[0].evidence: 'book' is not declared"),
    ("uses: [pulse]", "uses: [weight]", "rows[0].uses: 'weight' is not declared"),
    ("detail: Fast", "detail: Fast\n    detial: Fast", "rows[0].detial: is not part of the contract"),
    ('{measure: pulse, at_least: "100 /min"}', "{all: []}", "rows[0].when: 'all' needs a list"),
    ('{measure: pulse, at_least: "100 /min"}', "{setting: colour, is: red}", "rows[0].when: 'colour: red"),
])
def test_each_fault_has_its_place(manifest: Manifest, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    reader = TableReader(manifest)
    table = reader.read(GOOD.replace(old, new, 1).encode())
    found = [str(item) for item in reader.faults]
    if fault:
        assert table is None and any(text.startswith(fault) for text in found), found
    else:
        assert table is not None, found


@pytest.mark.parametrize("text", [
    "a: !!python/object/apply:os.system ['true']", "a: &x [1]\nb: *x", "a: 1\na: 2", "a: [" + "[" * 100, "a: \xff",
    "- " * 500 + "a", "a: b: c",
])
def test_dangerous_or_doubtful_yaml_is_refused(text: str) -> None:
    with pytest.raises(BadYaml):
        read_yaml(text.encode("latin-1"))


def test_a_large_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadYaml, match="larger than"):
        read_yaml(b"a: " + b"x" * 300_000)


def test_a_table_that_changed_is_not_loaded(make_plugin: Maker) -> None:
    plugin = make_plugin(table=GOOD)
    Path(plugin.folder / "table.yaml").write_text(GOOD.replace("100", "200"))
    assert load(plugin.folder)[0] is None
