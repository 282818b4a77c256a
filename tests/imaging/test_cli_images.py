"""``studies``, ``series``, ``findings``: the shapes scripts rely on, and one clear sentence for whatever goes wrong."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from pathlib import Path

import pydicom
import pytest

from workstation.cli.main import run_command
from workstation.exchange import dicom_folder
from workstation.plugin_host import discovery
from workstation.store import keys

PLUGIN = Path(__file__).parents[2] / "plugins" / "lung_nodules"


class Shell:
    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self._capsys = place, capsys

    def __call__(self, *words: object) -> tuple[int, str, str]:
        try:
            code = run_command(["--data-dir", str(self.place), "--user", "ann", *map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return code, said.out, said.err

    def json(self, *words: object) -> dict:
        code, out, err = self(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    def sentence(self, *words: object) -> str:
        """The message of a command that must fail with exit code 1."""
        code, out, err = self(*words)
        assert (code, out) == (1, ""), out
        assert len(err.strip().splitlines()) == 1, err
        return err


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch) -> Shell:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    monkeypatch.setattr("workstation.services.sign_in.Cost", lambda: keys.CHEAP)
    return Shell(tmp_path / "store", capsys)


@pytest.fixture
def few(phantom_series, tmp_path) -> Path:
    """Nine neighbouring slices."""
    folder = tmp_path / "few"
    folder.mkdir()
    for path in phantom_series.paths[70:79]:
        shutil.copy(path, folder / path.name)
    return folder


def test_studies_of_the_clinic_and_of_one_patient(shell, few, phantom_series):
    assert shell("import", few)[0] == 0
    study, = shell.json("studies")["studies"]
    assert study["uid"] == phantom_series.study_uid
    series, = study["series"]
    assert (series["uid"], series["modality"], series["instances"], series["viewable"]) == (
        phantom_series.series_uid, "CT", 9, True)
    assert shell.json("studies", "--patient", study["patient"])["studies"] == [study]
    code, out, _ = shell("studies")
    assert code == 0 and "CT" in out and "9" in out
    assert "nobody" in shell.sentence("studies", "--patient", "nobody")


def test_series_says_shape_spacing_and_time(shell, few, phantom_series):
    one, = shell.json("series", few)["series"]
    assert one["uid"] == phantom_series.series_uid
    assert one["shape"] == [9, 512, 512] and one["spacing_mm"][2] == pytest.approx(2.0)
    assert one["warnings"] == [] and one["measurable"] is True
    assert 0 < one["first_image_seconds"] <= one["seconds"]
    code, out, _ = shell("series", few)
    assert code == 0 and "9 x 512 x 512" in out


def test_one_bad_file_never_costs_the_rest(shell, few, monkeypatch):
    names = sorted(few.iterdir())
    data = names[0].read_bytes()
    names[0].write_bytes(data[: len(data) // 2])                   # cut off inside its compressed pixels
    names[1].write_bytes(b"")
    (few / "notes.txt").write_text("no image")
    (few / "garbage.dcm").write_bytes(b"\0" * 128 + b"DICM" + os.urandom(500))
    read = dicom_folder._read

    def refusing(path: Path, limit: int | None) -> bytes:
        if path == names[2]:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path, limit)

    monkeypatch.setattr(dicom_folder, "_read", refusing)
    one, = shell.json("series", few)["series"]
    assert "unreadable-slice" in one["warnings"]
    assert one["instances"] == 7 and one["shape"][1:] == [512, 512]


def test_what_is_no_scan_is_said_in_one_sentence(shell, tmp_path):
    empty, text = tmp_path / "empty", tmp_path / "text"
    empty.mkdir()
    text.mkdir()
    (text / "a.txt").write_text("hello")
    for command in ("series", "findings"):
        assert "there is no such file or folder" in shell.sentence(command, tmp_path / "nowhere")
        assert "holds no DICOM file" in shell.sentence(command, empty)
        assert "holds no DICOM file" in shell.sentence(command, text)
        assert "does not begin as a DICOM file" in shell.sentence(command, text / "a.txt")


def test_a_header_that_claims_more_than_memory_is_refused(shell, few):
    for path in few.iterdir():
        dataset = pydicom.dcmread(path)
        dataset.Rows = dataset.Columns = 22_000
        dataset.save_as(path)
    said = shell.sentence("series", few)
    assert "GB" in said or "cut off" in said


def test_findings_are_printed_and_written_as_seg_and_sr(shell, phantom_series, tmp_path):
    folder, out = phantom_series.paths[0].parent, tmp_path / "out"
    answer = shell.json("findings", folder, "--model", "lung-nodules", "-o", out)
    assert len(answer["findings"]) >= 3
    first = answer["findings"][0]
    assert set(first) >= {"label", "confidence", "center_mm", "diameter_mm", "volume_mm3", "model"}
    assert first["state"] == "proposed" and "no probability" in first["score_meaning"]
    assert answer["runs"][0]["sha256"] == hashlib.sha256((PLUGIN / "nodules.onnx").read_bytes()).hexdigest()
    modalities = sorted(pydicom.dcmread(path).Modality for path in answer["files"])
    assert modalities == ["SEG", "SR"]
    assert "There is no model 'oracle' here" in shell.sentence("findings", folder, "--model", "oracle")


def test_a_model_outside_its_contract_abstains_in_words(shell, few):
    answer = shell.json("findings", few)
    assert answer["findings"] == []
    assert answer["runs"][0]["abstained"].startswith("scan length is 18 mm")
    code, out, _ = shell("findings", few)
    assert code == 0 and "gives no answer" in out


def test_a_full_disk_leaves_no_half_written_file(shell, phantom_series, tmp_path, monkeypatch):
    from workstation.store import files

    out = tmp_path / "out"

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    said = shell.sentence("findings", phantom_series.paths[0].parent, "-o", out)
    assert "is full" in said and "Free some space" in said
    assert list(out.iterdir()) == []


def changed_model(
    place: Path, monkeypatch: pytest.MonkeyPatch, *, model: bytes | None = None, limits: str = ""
) -> Path:
    """A copy of the bundled model, the only plugin there is; its manifest keeps the hash of the original file."""
    folder = place / "plugins" / "lung_nodules"
    shutil.copytree(PLUGIN, folder)
    if model is not None:
        (folder / "nodules.onnx").write_bytes(model)
    if limits:
        text = (folder / "plugin.toml").read_text(encoding="utf-8")
        (folder / "plugin.toml").write_text(
            text.replace("seconds = 120\nmegabytes = 3072", limits), encoding="utf-8")
    monkeypatch.setattr(discovery, "bundled_folder", lambda: folder.parent)
    return folder


def test_a_model_file_that_was_changed_is_never_run(shell, phantom_series, tmp_path, monkeypatch):
    original = (PLUGIN / "nodules.onnx").read_bytes()
    changed_model(tmp_path, monkeypatch, model=original[:-1] + bytes([original[-1] ^ 1]))
    for words in ((), ("--model", "lung-nodules")):
        said = shell.sentence("findings", phantom_series.paths[0].parent, *words)
        assert "was refused" in said and "nodules.onnx" in said


def test_a_model_that_wants_too_much_is_stopped_with_a_sentence(shell, phantom_series, tmp_path, monkeypatch):
    changed_model(tmp_path, monkeypatch, limits="seconds = 120\nmegabytes = 700")
    assert "wanted more memory than its 700 MB" in shell.sentence("findings", phantom_series.paths[0].parent)


def test_a_model_that_takes_too_long_is_stopped_with_a_sentence(shell, phantom_series, tmp_path, monkeypatch):
    changed_model(tmp_path, monkeypatch, limits="seconds = 0.2\nmegabytes = 3072")
    assert "gave no answer within 0.2 s" in shell.sentence("findings", phantom_series.paths[0].parent)
