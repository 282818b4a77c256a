"""The International Patient Summary: what the guide asks for, judged by FHIR's checks and the vendors' samples."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from workstation.exchange import fhir_gate
from workstation.exchange.fhir_slices import slices_of
from workstation.exchange.ips import check
from workstation.services import exporting, importing, patients, record
from workstation.services.clinic import Clinic

ABSENT = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
XHTML = "{http://www.w3.org/1999/xhtml}"


def summary(clinic: Clinic, patient: str, folder: Path) -> tuple[bytes, dict[str, Any]]:
    exporting.write(clinic, patient, "ips", folder / "ips.json")
    data = (folder / "ips.json").read_bytes()
    return data, json.loads(data)


def sections(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {s["code"]["coding"][0]["code"]: s for s in document["entry"][0]["resource"]["section"]}


def named(document: dict[str, Any], section: dict[str, Any]) -> list[str]:
    there = {e["fullUrl"]: e["resource"] for e in document["entry"]}
    return [there[e["reference"]]["id"] for e in section["entry"]]


def test_a_summary_holds_what_the_guide_asks_for(filled: Clinic, tmp_path: Path) -> None:
    data, document = summary(filled, "p1", tmp_path)
    assert check.faults(data) == [] and fhir_gate.structure_issues(data, "") == []
    found = sections(document)
    assert named(document, found["11450-4"]) == ["c1"]
    assert named(document, found["11348-0"]) == ["c2"]
    assert named(document, found["10160-0"]) == ["r1"]
    assert named(document, found["30954-2"]) == ["o5", "o4", "o3"]
    assert "2 older ones are not in this summary" in found["30954-2"]["text"]["div"]
    assert "Metformin 500 mg" in found["10160-0"]["text"]["div"] and "1-0-1" in found["10160-0"]["text"]["div"]
    assert "11369-6" not in found


def test_silence_about_allergies_is_no_statement_that_there_are_none(filled: Clinic, tmp_path: Path) -> None:
    _, document = summary(filled, "p1", tmp_path)
    there = {e["fullUrl"]: e["resource"] for e in document["entry"]}
    section = sections(document)["48765-2"]
    stands = there[section["entry"][0]["reference"]]
    assert stands["code"]["coding"] == [
        {"system": ABSENT, "code": "no-allergy-info", "display": "No information about allergies"}]
    assert "does not say that there are none" in section["text"]["div"]


@pytest.mark.parametrize("code", ["716186003", "no-known-allergies"])
def test_no_known_allergy_goes_out_as_it_was_said(
    filled: Clinic, write: Callable[..., Path], tmp_path: Path, code: str
) -> None:
    said = {"resourceType": "AllergyIntolerance", "id": "nka", "patient": {"reference": "Patient/p1"},
            "code": {"coding": [{"code": code, "display": "No known allergy"}]}}
    importing.import_paths(filled, [write([said], "nka.json")])
    data, document = summary(filled, "p1", tmp_path)
    assert named(document, sections(document)["48765-2"]) == ["nka"] and b"no-allergy-info" not in data


def test_the_narrative_is_well_formed_and_shows_markup_as_text(filled: Clinic, tmp_path: Path) -> None:
    _, document = summary(filled, "p1", tmp_path)
    for section in sections(document).values():
        tree = ElementTree.fromstring(section["text"]["div"])
        assert tree.tag == f"{XHTML}div"
    problems = ElementTree.fromstring(sections(document)["11450-4"]["text"]["div"])
    assert "Diabetes <b>type 2</b> & more" in "".join(problems.itertext())
    assert problems.find(f".//{XHTML}b") is None


def test_an_empty_chart_still_makes_a_whole_summary(
    clinic: Clinic, write: Callable[..., Path], tmp_path: Path
) -> None:
    importing.import_paths(clinic, [write([{"resourceType": "Patient", "id": "p"}])])
    data, document = summary(clinic, "p", tmp_path)
    assert check.faults(data) == [] and fhir_gate.structure_issues(data, "") == []
    assert list(sections(document)) == ["11450-4", "48765-2", "10160-0"]


def test_what_is_held_elsewhere_is_said(clinic: Clinic, write: Callable[..., Path], tmp_path: Path) -> None:
    importing.import_paths(clinic, [write([
        {"resourceType": "Patient", "id": "p"},
        {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"}, "code": {"text": "x"},
         "asserter": {"reference": "Practitioner/elsewhere"}}])])
    made = exporting.write(clinic, "p", "ips", tmp_path / "o")
    assert made.notes == ("1 references point at something that the clinic does not hold",)
    assert check.faults((tmp_path / "o").read_bytes()) == [
        "Condition/c points at Practitioner/elsewhere, which is not in it"]


def _broken(document: dict[str, Any], how: str) -> None:
    composition = document["entry"][0]["resource"]
    if how == "section":
        composition["section"] = [s for s in composition["section"] if s["code"]["coding"][0]["code"] != "48765-2"]
    elif how == "entry":
        del composition["section"][0]["entry"]
    elif how == "narrative":
        del composition["section"][0]["text"]
    elif how == "patient":
        document["entry"] = [e for e in document["entry"] if e["resource"]["resourceType"] != "Patient"]
    elif how == "type":
        composition["type"]["coding"][0]["code"] = "34133-9"
    elif how == "order":
        document["entry"].append(document["entry"].pop(0))
    elif how == "author":
        composition["author"] = []
    else:
        document["entry"][1]["fullUrl"] = document["entry"][0]["fullUrl"]


@pytest.mark.parametrize("how", ["section", "entry", "narrative", "patient", "type", "order", "author", "address"])
def test_the_check_finds_each_damage(filled: Clinic, tmp_path: Path, how: str) -> None:
    _, document = summary(filled, "p1", tmp_path)
    _broken(document, how)
    assert check.faults(json.dumps(document).encode()) != []


def test_the_check_passes_the_guides_own_samples(reference_data: Path) -> None:
    for name in ("IPS_IG-bundle-01", "IPS_IG_bundle-minimal", "IPS_IG_bundle-no-info-required-sections"):
        path = next((reference_data / "fhir" / "ips").glob(f"*{name}.json"))
        assert [f for f in check.faults(path.read_bytes()) if "section" in f or "Composition" in f] == []


def test_real_charts_become_summaries_of_original_bytes(
    clinic: Clinic, reference_data: Path, tmp_path: Path
) -> None:
    bundles = sorted((reference_data / "fhir" / "synthea_r4").glob("*.gz"))
    path = min(bundles[5:30], key=lambda p: p.stat().st_size)
    shared = [p for p in bundles if "hospital" in p.name.lower() or "practitioner" in p.name.lower()]
    importing.import_paths(clinic, [path, *shared])
    row = patients.search(clinic)[0]
    data, document = summary(clinic, row.id, tmp_path)
    assert fhir_gate.structure_issues(data, "") == []
    held = {r.raw for r in record.resources(clinic, row.id)}
    pieces = [p for p in slices_of(data).slices if p.raw in held]
    assert len(pieces) > 10
    assert json.loads(gzip.decompress(path.read_bytes()))["entry"][0]["resource"]["id"] == row.id
    loose = [f for f in check.faults(data) if "points at" not in f]
    assert loose == []


def test_the_vendors_summaries_go_out_again_with_their_statements(
    clinic: Clinic, reference_data: Path, tmp_path: Path
) -> None:
    """Each section that a vendor filled and that is still true of the chart stands in ours too."""
    folder = reference_data / "fhir" / "ips"
    importing.import_paths(clinic, sorted(folder.glob("*.json")))
    for row in patients.search(clinic, limit=200):
        data, document = summary(clinic, row.id, tmp_path)
        assert [f for f in check.faults(data) if "points at" not in f] == [], row.id
        told = sections(document)
        has = {r.type for r in record.resources(clinic, row.id)}
        for kind, code in (("Immunization", "11369-6"), ("Procedure", "47519-4")):
            events = [e for e in record.timeline(clinic, row.id) if e.source.startswith(f"{kind}/")]
            assert (code in told) == bool(events), (row.id, kind, has)
