"""The manifest contract: what is read, what is refused, and that every fault is named with its place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from workstation.errors import BadManifest
from workstation.plugin_api.manifest import Hook, Kind, Need, Take, ValueType
from workstation.plugin_api.reading import check_bytes, read_manifest
from workstation.plugin_api.versions import admits

HEAD = """
id = "sample"
version = "1.0.0"
kind = "python"
api = ">=1.0,<2"
title = "Sample"
summary = "A sample."
entry = "sample.py"
vignettes = "cases.yaml"
hooks = ["patient-view"]
[capabilities]
seconds = 1.5
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
name = "systolic"
title = "Systolic"
need = "must"
unit = "mm[Hg]"
take = "all"
within_days = 30
resource = "Observation"
codes = ["http://loinc.org|85354-9"]
component = "http://loinc.org|8480-6"
where_any = [{ path = "performer.reference", starts = "Patient/" }]
"""


def with_files(**files: str) -> str:
    return HEAD + "[files]\n" + "".join(
        f'"{name}" = "{hashlib.sha256(text.encode()).hexdigest()}"\n' for name, text in files.items()
    )


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in check_bytes(text.encode())[1]]


GOOD = with_files(**{"sample.py": "", "cases.yaml": ""})


def write(folder: Path, manifest: str, **files: str) -> Path:
    folder.mkdir()
    (folder / "plugin.toml").write_text(manifest)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path / "p", GOOD, **{"sample.py": "", "cases.yaml": ""}))
    assert (manifest.kind, manifest.hooks) == (Kind.PYTHON, (Hook.PATIENT_VIEW,))
    systolic = manifest.inputs[0]
    assert (systolic.need, systolic.type, systolic.take) == (Need.MUST, ValueType.QUANTITY, Take.ALL)
    assert systolic.select.component is not None and systolic.select.component.code == "8480-6"
    assert systolic.select.where_any[0].starts == "Patient/"
    assert manifest.capabilities.megabytes == 256


@pytest.mark.parametrize(("old", "new", "fault"), [
    ('id = "sample"', 'id = "Sample One"', "id: 'Sample One' must be words"),
    ('version = "1.0.0"', 'version = "1"', "version: '1' must be like 1.0.0"),
    ('api = ">=1.0,<2"', 'api = ">=2"', "api: asks for >=2, this Consilia offers 1.0"),
    ('api = ">=1.0,<2"', 'api = "new"', "api: 'new' is no version range"),
    ('kind = "python"', 'kind = "remote"', "kind: plugins of kind 'remote' can't be run"),
    ('kind = "python"', 'kind = "calculator"', "kind: plugins of kind 'calculator' can't be run"),
    ('kind = "python"', 'kind = "magic"', "kind: 'magic' is none of decision-table"),
    ('title = "Sample"', 'titel = "Sample"', "titel: is not part of the contract"),
    ('hooks = ["patient-view"]', 'hooks = ["patient-veiw"]', "hooks: 'patient-veiw' is none of"),
    ('hooks = ["patient-view"]', "hooks = []", "hooks: needs at least 1"),
    ('entry = "sample.py"', 'entry = "../sample.py"', "entry: '../sample.py' must be a file inside"),
    ('entry = "sample.py"', 'entry = "sample.sh"', "entry: of a python must end in .py"),
    ('vignettes = "cases.yaml"', "", "vignettes: is missing"),
    ("seconds = 1.5", "seconds = 9999", "capabilities.seconds: must be a number from 0.1 to 120"),
    ("seconds = 1.5", "network = true", "capabilities.network: is not part of the contract"),
    ("may_ship = true", 'may_ship = "yes"', "rights.may_ship: must be true or false"),
    ("year = 2024", "", "evidence[0].year: is missing"),
    ('unit = "mm[Hg]"', 'unit = "torr"', "inputs[0].unit: 'torr' is no UCUM unit"),
    ('unit = "mm[Hg]"', "", "inputs[0].unit: is missing: a number without a unit"),
    ('need = "must"', 'need = "maybe"', "inputs[0].need: 'maybe' is none of must, should"),
    ('component = "http://loinc.org|8480-6"', 'component = "8480-6"', "inputs[0].component: '8480-6' must be"),
    ('starts = "Patient/"', 'starts = "Patient/", equals = ["x"]', "inputs[0].where_any[0]: needs either"),
])
def test_each_fault_is_named_with_its_place(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = faults_of(GOOD.replace(old, new, 1))
    assert any(text.startswith(fault) for text in found), found


def test_all_faults_are_named_at_once() -> None:
    broken = GOOD.replace('id = "sample"', "").replace("year = 2024", "").replace('unit = "mm[Hg]"', 'unit = "q"')
    found = faults_of(broken)
    assert len(found) == 3


def test_changed_missing_and_unnamed_files_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", GOOD, **{"sample.py": "import os", "extra.py": ""})
    with pytest.raises(BadManifest) as caught:
        read_manifest(folder)
    sentence = caught.value.sentence()
    assert "sample.py: is not the file the manifest was written for" in sentence
    assert "cases.yaml: is named in the manifest and not there" in sentence
    assert "extra.py: is not named in the manifest" in sentence


def test_a_linked_file_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", GOOD, **{"sample.py": ""})
    (tmp_path / "outside").write_text("")
    (folder / "cases.yaml").symlink_to(tmp_path / "outside")
    with pytest.raises(BadManifest, match="cases.yaml"):
        read_manifest(folder)


def test_a_translation_may_lose_no_field() -> None:
    text = GOOD + '[texts.zh_CN]\n"Mean {systolic} over {days} days" = "{days} 天平均值"\n'
    assert any("translated with other fields" in fault for fault in faults_of(text))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a = [" + b"[" * 5000, b'{"name":"p"}', b"x = 1\nx = 2"])
def test_no_manifest_at_all_is_one_clear_fault_or_more(data: bytes) -> None:
    manifest, faults = check_bytes(data)
    assert faults
    assert manifest is None or not manifest.id


def test_ranges() -> None:
    assert admits(">=1.0,<2", (1, 0)) and admits("==1.0", (1, 0)) and admits("<=1", (1, 0))
    assert not admits(">1.0", (1, 0)) and not admits("<1", (1, 0)) and not admits(">=1.1", (1, 0))


def test_hostile_manifests_meet_their_verdict() -> None:
    data = os.environ.get("CONSILIA_REFERENCE_DATA")
    if data is None:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    for path in sorted((Path(data) / "security" / "plugin").iterdir()):
        assert check_bytes(path.read_bytes())[1], path.name
