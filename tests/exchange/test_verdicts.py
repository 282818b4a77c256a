"""Every hostile file through ``consilia import``: the verdict of its manifest, within its time and memory.

The manifest says of its texts that they are names ("show, search, print ... this name literally"), so each comes in as
the name of a patient; its tables come in by the mapping that a person would write for them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from csv_samples import numbered
from sqlalchemy import func, select
from test_csv_hostile import MAPPINGS

from workstation.cli.main import run_command
from workstation.domain.resource import FileStatus
from workstation.exchange import safe_json
from workstation.services import importing, patients
from workstation.services.clinic import Clinic
from workstation.store import keys, schema

_STATUS = {"ACCEPT": {"imported"}, "SALVAGE": {"imported"}, "SANITIZE": {"imported"}, "REJECT": {"rejected"},
           "QUARANTINE": {"quarantined"}, "EITHER": {"imported", "rejected", "quarantined"}}
_STATM = Path("/proc/self/status")
Run = Callable[..., tuple[dict[str, Any], str]]


def rows(reference: Path, *families: str) -> list[dict[str, Any]]:
    manifest = json.loads((reference / "security" / "manifest.json").read_bytes())
    found = [row for row in manifest if row["family"] in families]
    assert found
    return found


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``consilia import`` in a store of its own: (its line of the report, what it said)."""
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    for place in ("workstation.store.keys", "workstation.services.sign_in", "workstation.services.users"):
        monkeypatch.setattr(f"{place}.Cost", lambda: keys.CHEAP)
    store = tmp_path / "store"

    def ran(*words: str) -> tuple[dict[str, Any], str]:
        run_command(["--data-dir", str(store), "--user", "ann", *words, "--json"])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return (json.loads(said.out) if said.out else {}), said.err

    return ran


def _kilobytes(name: str) -> int:
    line = next(line for line in _STATM.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def watched(run: Run, row: dict[str, Any], path: Path, *more: str) -> dict[str, Any]:
    """The file's line of the report; fails beyond the time or the memory that the manifest allows."""
    linux = _STATM.exists()
    if linux:
        Path("/proc/self/clear_refs").write_text("5")              # the peak begins anew (proc(5))
        before = _kilobytes("VmRSS")
    begun = time.perf_counter()
    answer, _ = run("import", str(path), *more)
    assert time.perf_counter() - begun < row["limit_s"], row["file"]
    if linux:
        assert _kilobytes("VmHWM") - before < row["limit_mb"] << 10, row["file"]
    (held,) = answer["files"]
    return held


def test_records_and_archives(run: Run, reference_data: Path) -> None:
    for row in rows(reference_data, "fhir", "hl7v2", "zip"):
        held = watched(run, row, reference_data / "security" / row["file"])
        assert held["status"] in _STATUS[row["expect"]], (row["file"], held["issues"][:2])
        if held["status"] != "imported":
            assert any(issue["severity"] == "error" for issue in held["issues"]), row["file"]


def test_documents(run: Run, reference_data: Path) -> None:
    for row in rows(reference_data, "ccda"):
        held = watched(run, row, reference_data / "security" / row["file"])
        assert held["status"] in _STATUS[row["expect"]], (row["file"], held)
        assert held["status"] == "imported" or len(held["issues"]) == 1, row["file"]


def test_json_that_is_no_record(run: Run, reference_data: Path) -> None:
    """ACCEPT (lossless): read to its end, each number as it was written; that it holds no record is said."""
    for row in rows(reference_data, "json"):
        held = watched(run, row, reference_data / "security" / row["file"])
        assert held["status"] in _STATUS[row["expect"]] and len(held["issues"]) == 1, (row["file"], held)
        assert held["counts"] == {}, row["file"]
        if held["status"] == "imported":
            assert held["issues"][0]["severity"] == "warning" and "holds no FHIR" in held["issues"][0]["message"]
            safe_json.loads((reference_data / "security" / row["file"]).read_bytes())


def test_tables(run: Run, reference_data: Path, tmp_path: Path) -> None:
    (tmp_path / "p1.json").write_text(json.dumps(numbered()))
    run("import", str(tmp_path / "p1.json"))
    for row in rows(reference_data, "csv"):
        path = reference_data / "security" / row["file"]
        held = watched(run, row, path)
        assert held["status"] == "rejected", row["file"]
        if path.name in ("date_amb.csv", "formula.csv", "wide.csv", "semicolon.csv", "time_back.csv"):
            assert "consilia mappings suggest" in held["issues"][0]["message"], row["file"]
        (tmp_path / f"{path.stem}.toml").write_text(MAPPINGS[path.name])
        run("mappings", "add", str(tmp_path / f"{path.stem}.toml"))
        held = watched(run, row, path, "--mapping", path.stem)
        assert held["status"] in _STATUS[row["expect"]], (row["file"], held)


def test_texts_as_names(run: Run, reference_data: Path, tmp_path: Path) -> None:
    for number, row in enumerate(rows(reference_data, "text")):
        payload = json.loads((reference_data / "security" / row["file"]).read_bytes())["payload"]
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps({"resourceType": "Patient", "id": f"t{number}", "name": [{"family": payload}]}))
        assert watched(run, row, path)["status"] in _STATUS[row["expect"]], row["file"]


def test_naughty_strings_as_names(clinic: Clinic, reference_data: Path, write: Callable[..., Path]) -> None:
    """github.com/minimaxir/big-list-of-naughty-strings: each comes in letter by letter or is refused by itself."""
    taken = 0
    for number, row in enumerate(rows(reference_data, "blns")):
        strings = json.loads((reference_data / "security" / row["file"]).read_bytes())
        people = [{"resourceType": "Patient", "id": f"b{number}-{place}", "name": [{"family": held}]}
                  for place, held in enumerate(strings)]
        lines = "\n".join(json.dumps(one) for one in people)
        begun = time.perf_counter()
        report = importing.import_paths(clinic, [write(lines + "\n")]).files[0]
        assert time.perf_counter() - begun < row["limit_s"], row["file"]
        assert report.status in (FileStatus.IMPORTED, FileStatus.REJECTED)
        counts = report.counts["Patient"]
        assert counts["found"] == len(strings) == counts["stored"] + counts["refused"], row["file"]
        taken += counts["stored"]
        refused = {issue.place for issue in report.issues if issue.severity == "error"}
        for place, one in enumerate(people):
            if not any(said.split(" ")[:2] == ["line", str(place + 1)] for said in refused):
                assert patients.banner(clinic, one["id"]).row.name.family == one["name"][0]["family"]
    with clinic.read() as conn:
        assert conn.execute(select(func.count()).select_from(schema.resource)).scalar_one() == taken > 50
