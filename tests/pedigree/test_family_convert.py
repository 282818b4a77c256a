"""``consilia pedigree FILE convert`` between PED and FHIR, and what it says of what gets lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from generators.families import family  # noqa: E402

from workstation.cli.main import run_command  # noqa: E402
from workstation.services import importing, patients, pedigree  # noqa: E402
from workstation.services.clinic import Clinic  # noqa: E402

TRIO = "T 1 0 0 1 1\nT 2 0 0 2 2\nT 3 1 2 1 0\nT 4 1 2 2 2\n"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    code = run_command(["pedigree", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out or "null")


def test_ped_becomes_fhir_that_a_chart_takes_and_ped_again(
        clinic: Clinic, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, middle, back = tmp_path / "t.ped", tmp_path / "t.json", tmp_path / "b.ped"
    source.write_text(TRIO)
    code, document = answer(capsys, str(source), "convert", "-o", str(middle), "--proband", "3")
    assert code == 0 and document["lost"] == []
    nodes = [entry["resource"] for entry in json.loads(middle.read_text())["entry"]]
    roles = {node["id"]: node["relationship"]["coding"][0]["code"] for node in nodes if "relationship" in node}
    assert roles == {"1": "FTH", "2": "MTH", "4": "SIS"}
    father = next(node for node in nodes if node["id"] == "1")
    assert father["condition"][0]["code"]["coding"][0]["code"] == "160266009"      # affection 1 is 'asked, no'
    importing.import_paths(clinic, [middle])
    drawn = pedigree.family(clinic, patients.search(clinic)[0].id)
    assert drawn is not None and {(p.id, p.father, p.mother) for p in drawn} == {
        ("1", None, None), ("2", None, None), ("3", "1", "2"), ("4", "1", "2")}
    assert answer(capsys, str(middle), "convert", "-o", str(back))[0] == 0
    assert {line.split("\t", 1)[1] for line in back.read_text().splitlines()} == {
        line.split(" ", 1)[1].replace(" ", "\t") for line in TRIO.splitlines()}


def test_who_the_proband_is_must_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "t.ped"
    source.write_text(TRIO)
    assert answer(capsys, str(source), "convert", "-o", str(tmp_path / "t.json"))[0] != 0
    assert answer(capsys, str(source), "convert", "-o", str(tmp_path / "t.json"), "--proband", "9")[0] != 0
    assert not (tmp_path / "t.json").exists()


def test_what_ped_cannot_hold_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    patient, relatives = family(7)
    source = tmp_path / "f.json"
    source.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": one} for one in (patient, *relatives)]}))
    code, document = answer(capsys, str(source), "convert", "-o", str(tmp_path / "f.ped"))
    assert code == 0 and any("conditions by name" in said for said in document["lost"])
    assert any("not placed" in said for said in document["lost"])


@pytest.mark.parametrize("out", ["f.ped", "g.json"])
def test_what_a_fhir_file_holds_beyond_its_family_is_listed(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    coding = [{"system": "http://snomed.info/sct", "code": "254837009"}, {"system": "urn:x", "code": "1"}]
    mother = {
        "resourceType": "FamilyMemberHistory", "id": "m", "status": "completed", "patient": {"reference": "Patient/p"},
        "relationship": {"coding": [{"code": "MTH"}]}, "date": "2020", "reasonCode": [{"text": "x"}],
        "extension": [{"url": "http://example.org/blood", "valueCode": "A"}],
        "condition": [{"code": {"coding": coding}, "outcome": {"text": "cured"}, "note": [{"text": "left"}]}],
        "note": [{"text": "said by the aunt", "time": "2020"}]}
    wrong = mother | {"id": "w", "status": "entered-in-error"}
    stranger = mother | {"id": "s", "patient": {"reference": "Patient/q"}}
    patient = {"resourceType": "Patient", "id": "p", "name": [{"family": "A"}, {"family": "B"}], "gender": "female",
               "telecom": [{"value": "1"}]}
    other = {"resourceType": "Observation", "id": "o", "status": "final", "code": {"text": "x"}}
    source = tmp_path / "f.json"
    source.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": one} for one in (patient, mother, wrong, stranger, other, other)]}))
    code, document = answer(capsys, str(source), "convert", "-o", str(tmp_path / out))
    assert code == 0 and {
        "2 resources of type Observation", "1 relatives entered in error", "1 Patient.telecom",
        "1 FamilyMemberHistory resources of somebody without a family in the file", "1 further names of a patient",
        "1 FamilyMemberHistory.date", "1 FamilyMemberHistory.reasonCode", "1 FamilyMemberHistory.note.time",
        "1 FamilyMemberHistory.extension http://example.org/blood", "1 FamilyMemberHistory.condition.outcome",
        "1 FamilyMemberHistory.condition.note", "1 further codes of a condition",
    } <= set(document["lost"])


@pytest.mark.parametrize("text", ["[]", "{", '{"resourceType": "Patient", "id": "x"}', '{"a": 1, "a": 2}', "[" * 5000])
def test_what_is_no_family_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "x.json"
    source.write_text(text)
    assert answer(capsys, str(source), "convert")[0] != 0
