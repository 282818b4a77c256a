"""``consilia compute``: order, one answer a line, and no line that stops the others."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

import engines.catalogue
from engines.spec import EngineSpec, FilePath
from workstation.services import compute

GOOD = {"engine": "ckd_epi_2021_cr", "inputs": {"creatinine_mgdl": 1.0, "age": 50, "sex": "male"}}


def _run(*words, given=b""):
    code = "import sys; from workstation.cli.main import run_command; sys.exit(run_command(sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", code, "compute", *words], input=given, capture_output=True, timeout=60)


def test_bad_lines_between_good_ones_are_answered_in_order():
    lines = [
        json.dumps({"id": "first", **GOOD}).encode(),
        b"no json", b"[1, 2]", b'"text"', b"", b"\xff\xfe", b"{" * 100_000,
        b'{"id": 7, "engine": "nothing", "inputs": {}}',
        b'{"id": 8, "engine": "ckd_epi_2021_cr"}',
        b'{"id": 9, "engine": "ckd_epi_2021_cr", "inputs": {"creatinine_mgdl": NaN, "age": 50, "sex": "male"}}',
        b'{"id": 10, "engine": "ckd_epi_2021_cr", "inputs": {"age": 50, "age": 60, "creatinine_mgdl": 1}}',
        b'{"id": 11, "engine": "ckd_epi_2021_cr", "inputs": {"creatinine_mgdl": 1e999, "age": 50, "sex": "male"}}',
        b'{"id": 12, "engine": "ckd_epi_2021_cr", "inputs": {"age": ' + b"9" * 5000 + b', "sex": "male"}}',
        b'{"id": 13, "engine": 5, "inputs": {}}',
        '{"id": "\\ud800", "engine": "无", "inputs": {}}'.encode(),
        json.dumps({"id": "last", **GOOD}).encode(),
    ]
    done = _run(given=b"\r\n".join(lines) + b"\n")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [reply["id"] for reply in replies] == ["first", *[None] * 5, 7, 8, 9, 10, 11, None, 13, "\ud800", "last"]
    assert replies[0]["outputs"] == replies[-1]["outputs"] == {"egfr": pytest.approx(91.6915, abs=1e-4), "reported": 92}
    for reply in replies[1:-1]:
        assert set(reply) == {"id", "error"} and set(reply["error"]) == {"input", "reason"}
    assert replies[6]["error"]["input"] == "engine"
    assert replies[7]["error"] == {"input": "inputs", "reason": "is missing"}
    assert replies[9]["error"] == {"input": "age", "reason": "stands twice in one object"}


def test_questions_from_a_file_and_worked_steps(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": 1, **GOOD, "explain": True, "source": "ignored"}), encoding="utf-8")
    reply = json.loads(_run(str(path)).stdout)
    assert reply["outputs"]["reported"] == 92
    assert reply["explanation"][-1].startswith("142 x their product = 91.69")
    assert "Inker" in reply["source"]


def test_a_missing_file_is_one_sentence():
    done = _run("nowhere.jsonl")
    assert done.returncode == 1
    assert done.stdout == b"" and b"Traceback" not in done.stderr and done.stderr.count(b"\n") == 1


def test_the_list_names_inputs_units_source_and_rights():
    listed = json.loads(_run("--list", "--json").stdout)["engines"]
    news2 = next(engine for engine in listed if engine["name"] == "news2")
    assert {"name": "temperature", "required": True, "unit": "Cel", "low": 25, "high": 45, "whole": False,
            "accepts": "25 to 45"} in news2["inputs"]
    assert all(engine["source"] and engine["rights"] for engine in listed)
    assert b"spo2_scale" in _run("--list").stdout


def test_an_engine_is_imported_only_when_asked_for():
    code = (
        "import sys; from workstation.services import compute;"
        "compute.answer(b'{\"engine\": \"news2\", \"inputs\": {}}');"
        "print([m for m in sys.modules if m.startswith('engines.risk.') or m in ('numpy', 'scipy', 'PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert done.stdout.strip() == b"['engines.risk.news2']"


@pytest.fixture
def file_engine(monkeypatch):
    """An engine that reads a file: gives back its length in bytes, or fails for an empty one."""
    module = types.ModuleType("file_engine")
    module.SPEC = EngineSpec("length", "1", "length", (FilePath("path"),), (("bytes", "By"),), "this test", "none")

    def length(inputs):
        return {"per_byte": 1 / len(Path(inputs["path"]).read_bytes())}

    module.compute = length
    monkeypatch.setitem(sys.modules, "file_engine", module)
    monkeypatch.setitem(engines.catalogue.MODULES, "length", "file_engine")


def test_files_are_looked_for_in_their_folder_and_nowhere_else(tmp_path, file_engine):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "four").write_bytes(b"abcd")
    (folder / "empty").write_bytes(b"")
    (tmp_path / "outside").write_bytes(b"secret")

    def ask(path):
        return compute.answer(json.dumps({"id": 1, "engine": "length", "inputs": {"path": path}}).encode(), folder)

    assert ask("four")["outputs"] == {"per_byte": 0.25}
    assert ask("../outside")["error"] == {"input": "path", "reason": "leads out of the folder of files"}
    assert ask(str(tmp_path / "outside"))["error"]["input"] == "path"
    assert ask("none")["error"]["reason"] == "names no file there"
    assert ask("empty")["error"] == {"input": "engine", "reason": "failed on these inputs (ZeroDivisionError)"}
