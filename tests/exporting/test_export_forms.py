"""Each form of a chart holds what the record holds, and nothing stands half written."""

from __future__ import annotations

import csv
import errno
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from workstation.domain.user import Role, User
from workstation.errors import DiskFull, NotAllowed, NotFound, UserMistake
from workstation.services import export_clinic, exporting, importing, record, sign_in, users
from workstation.services.clinic import Clinic
from workstation.store import schema
from workstation.store.keys import CHEAP

PHRASE = "correct horse battery staple"


def stored(clinic: Clinic) -> dict[str, str]:
    """Key to digest of everything."""
    table = schema.resource
    with clinic.read() as conn:
        return {row.key: row.digest for row in conn.execute(select(table.c.key, table.c.digest))}


def entries(clinic: Clinic, action: str) -> list[tuple[str, str]]:
    """(outcome, detail) of the audit entries of an action."""
    with clinic.read() as conn:
        return [(row.outcome, row.detail) for row in
                conn.execute(select(schema.audit).where(schema.audit.c.action == action))]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Clinic]:
    with sign_in.create(tmp_path / "empty", User("bob", "Bob", Role.PHYSICIAN), PHRASE, cost=CHEAP) as opened:
        yield opened


@pytest.mark.parametrize("form", ["bundle", "ndjson", "ips"])
def test_what_is_exported_and_imported_again_is_the_same(
    filled: Clinic, empty: Clinic, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "out.json"
    made = exporting.write(filled, "N-1", form, out)
    importing.import_paths(empty, [out])
    before, after = stored(filled), stored(empty)
    common = before.keys() & after.keys()
    assert all(before[key] == after[key] for key in common)
    if form == "ips":
        assert len(after) == made.resources
        assert {"Patient/p1", "Condition/c1", "MedicationRequest/r1", "Medication/m1", "Practitioner/dr1"} <= common
    else:
        assert set(before) - set(after) == {"Practitioner/dr2"}           # nobody of this chart points at them


def test_lines_are_laid_anew_only_where_they_must_be_and_it_is_said(
    clinic: Clinic, write: Callable[..., Path], tmp_path: Path
) -> None:
    importing.import_paths(clinic, [write([{"resourceType": "Patient", "id": "p1"}], "a.json", indent=2)])
    importing.import_paths(clinic, [write([{"resourceType": "Condition", "id": "c", "code": {"text": "a\nb"},
                                            "subject": {"reference": "Patient/p1"}}], "b.json")])
    raw = {r.key: r.raw for r in record.resources(clinic, "p1")}
    made = exporting.write(clinic, "p1", "ndjson", tmp_path / "out")
    lines = (tmp_path / "out").read_bytes().splitlines()
    assert lines[1] == raw["Condition/c"]
    assert b"\n" in raw["Patient/p1"] and json.loads(lines[0]) == json.loads(raw["Patient/p1"])
    assert len(made.notes) == 1 and made.notes[0].startswith("1 resources")


def test_the_table_keeps_digits_and_runs_no_formula(filled: Clinic, tmp_path: Path) -> None:
    exporting.write(filled, "p1", "csv", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    events = record.timeline(filled, "p1")
    assert len(rows) == len(events)
    assert [row["value"] for row in rows if row["code"] == "4548-4"] == ["5.0", "4.0", "3.0", "2.0", "1.0"]
    assert {row["unit"] for row in rows if row["code"] == "4548-4"} == {"%"}
    assert next(row["start"] for row in rows if row["source"] == "Condition/c1") == "2011-05"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_whole_clinic_comes_back_from_its_export(filled: Clinic, empty: Clinic, tmp_path: Path) -> None:
    made = export_clinic.export_clinic(filled, tmp_path / "all")
    manifest = json.loads((tmp_path / "all" / "manifest.json").read_bytes())
    assert {o["type"]: o["count"] for o in manifest["output"]} == made.types
    for output in manifest["output"]:
        assert (tmp_path / "all" / output["url"]).read_bytes().count(b"\n") == output["count"]
    importing.import_paths(empty, sorted((tmp_path / "all").glob("*.ndjson")))
    assert stored(empty) == stored(filled)
    assert entries(filled, "clinic.export") == [("done", f"ndjson, {made.resources} resources in 6 files")]


def test_every_export_leaves_its_entry(filled: Clinic, tmp_path: Path) -> None:
    exporting.write(filled, "p1", "bundle", tmp_path / "out")
    exporting.write(filled, "p1", "csv", tmp_path / "out")
    assert [detail.split(",")[0] for _, detail in entries(filled, "patient.export")] == ["bundle", "csv"]


@pytest.mark.parametrize("form", exporting.FORMS)
def test_a_full_disk_leaves_no_half_file_and_the_old_one_stays(
    filled: Clinic, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"before")
    before = set(tmp_path.iterdir())

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("workstation.store.files.os.fsync", full)
    with pytest.raises(DiskFull):
        exporting.write(filled, "p1", form, out)
    assert out.read_bytes() == b"before" and set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_an_export_of_all_that_breaks_off_leaves_no_folder(
    filled: Clinic, tmp_path: Path, failure: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(tmp_path.iterdir())
    seen = []

    def broken(raw: bytes) -> tuple[bytes, bool]:
        seen.append(raw)
        if len(seen) > 5:
            raise failure
        return raw, False

    monkeypatch.setattr(export_clinic, "one_line", broken)
    with pytest.raises(DiskFull if isinstance(failure, OSError) else KeyboardInterrupt):
        export_clinic.export_clinic(filled, tmp_path / "all")
    assert set(tmp_path.iterdir()) == before and entries(filled, "clinic.export") == []


def test_an_export_of_all_never_mixes_with_other_files(filled: Clinic, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "mine.txt").write_text("mine")
    with pytest.raises(UserMistake):
        export_clinic.export_clinic(filled, tmp_path / "all")
    with pytest.raises(NotFound):
        export_clinic.export_clinic(filled, tmp_path / "nowhere" / "all")
    with pytest.raises(NotFound):
        exporting.write(filled, "p1", "bundle", tmp_path / "nowhere" / "out")
    with pytest.raises(UserMistake):
        exporting.write(filled, "p1", "pickle", tmp_path / "out")


def test_who_may_not_export_gets_nothing_and_the_refusal_is_entered(filled: Clinic, tmp_path: Path) -> None:
    users.add(filled, User("nina", "Nina", Role.NURSE), PHRASE, cost=CHEAP)
    with sign_in.sign_in(filled.data_dir, "nina", PHRASE) as nurse:
        for act in (lambda: exporting.write(nurse, "p1", "csv", tmp_path / "out"),
                    lambda: export_clinic.export_clinic(nurse, tmp_path / "all")):
            with pytest.raises(NotAllowed):
                act()
        assert [outcome for outcome, _ in entries(nurse, "patient.export")] == ["denied"]
        assert [outcome for outcome, _ in entries(nurse, "clinic.export")] == ["denied"]
    assert not (tmp_path / "out").exists() and not (tmp_path / "all").exists()


def written_by(command: list[str], store: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    from workstation.cli.main import run_command

    monkeypatch.setenv("CONSILIA_PASSPHRASE", PHRASE)
    code = run_command([*command, "--data-dir", str(store), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else said.err


def test_the_command_exports_one_and_all(
    filled: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = filled.data_dir
    filled.close()
    code, said = written_by(["export", "p1", "--format", "ips", "-o", str(tmp_path / "o")], store, monkeypatch, capsys)
    assert code == 0 and said["format"] == "ips"
    code, said = written_by(["export", "--all", "-o", str(tmp_path / "all")], store, monkeypatch, capsys)
    assert code == 0 and said["files"]["Condition"] == 3
    for wrong in (["export", "-o", "x"], ["export", "p1", "--all", "-o", "x"],
                  ["export", "--all", "--format", "csv", "-o", "x"]):
        assert written_by(wrong, store, monkeypatch, capsys)[0] == 2
