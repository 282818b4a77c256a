"""Relatives added, amended, taken back and undone: what is stored, what stays, what the pedigree draws."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from workstation.domain.family_entry import Asked, Illness, RelativeDraft
from workstation.errors import ChangedMeanwhile, NotFound, UserMistake
from workstation.services import audit, family_edit, family_list, importing, patients, pedigree, record
from workstation.services.clinic import Clinic

SCT = "http://snomed.info/sct"
AUNT = RelativeDraft("MAUNT", "Lily", "female", "", "61", True, Asked.FULLY, (
    Illness("Breast cancer", "45", SCT, "254837009", fatal=True), Illness("Ovarian cancer", absent=True)),
    "told by her")


@pytest.fixture
def somebody(clinic: Clinic, tmp_path: Path) -> str:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1990-01-02"}),
                    encoding="utf-8")
    importing.import_paths(clinic, [file])
    return patients.search(clinic)[0].id


def stored(clinic: Clinic, key: str) -> dict[str, object]:
    return json.loads(record.source(clinic, key).raw)


def test_a_relative_is_a_family_member_history_with_its_audit_and_is_drawn_at_once(
        clinic: Clinic, somebody: str) -> None:
    assert pedigree.family(clinic, somebody) is None
    done = family_edit.add(clinic, somebody, AUNT)
    assert done is not None
    node = stored(clinic, done.key)
    assert node["relationship"]["coding"][0]["code"] == "MAUNT" and node["status"] == "completed"
    assert node["deceasedAge"] == {"value": 61, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}
    assert "ageAge" not in node and node["condition"][0]["contributedToDeath"] is True
    assert node["condition"][0]["onsetAge"]["value"] == 45
    assert node["condition"][1]["code"] == {"text": "No family history of Ovarian cancer"}
    assert any(e.action == family_edit.ACTION and done.key in e.detail for e in audit.entries(clinic, somebody))
    drawn = pedigree.family(clinic, somebody)
    assert drawn is not None
    aunt = next(p for p in drawn if p.source == done.key)
    assert [c.name for c in aunt.conditions] == ["Breast cancer"] and [c.name for c in aunt.negatives] == [
        "Ovarian cancer"]
    assert aunt.deceased is True and aunt.age_years == 61


def test_the_same_command_saves_once(clinic: Clinic, somebody: str) -> None:
    assert family_edit.add(clinic, somebody, AUNT, "c-1") is not None
    assert family_edit.add(clinic, somebody, AUNT, "c-1") is None
    assert len(family_list.relatives(clinic, somebody)) == 1


def test_what_was_read_is_what_was_entered(clinic: Clinic, somebody: str) -> None:
    for draft in (AUNT, RelativeDraft("FTH", born="1950-03", deceased=False),
                  RelativeDraft("HBRO", age="40-50", asked=Asked.NOT_KNOWN), RelativeDraft("DAU", age="6 mo"),
                  RelativeDraft("COUSN", age="sixties", illnesses=(Illness("Asthma", "as a child"),))):
        done = family_edit.add(clinic, somebody, draft)
        assert done is not None and family_edit.held(clinic, somebody, done.key) == (draft, 1)


def test_asked_and_nothing_found_is_written_and_never_reads_as_missing(clinic: Clinic, somebody: str) -> None:
    asked = family_edit.add(clinic, somebody, RelativeDraft("FTH", asked=Asked.FULLY))
    silent = family_edit.add(clinic, somebody, RelativeDraft("MTH"))
    assert asked and silent
    assert stored(clinic, asked.key)["condition"][0]["code"]["coding"][0]["code"] == "160266009"
    listed = {entry.source: entry for entry in family_list.relatives(clinic, somebody)}
    assert listed[asked.key].code("negative") == "nothing_found" and not listed[asked.key].of("health")
    assert listed[silent.key].code("health") == "not_asked" and not listed[silent.key].of("negative")
    drawn = pedigree.family(clinic, somebody)
    assert drawn is not None
    told = {person.source: person.asked_negative for person in drawn}
    assert told[asked.key] is True and told[silent.key] is False


def test_amending_keeps_what_the_form_does_not_hold_and_the_former_version(
        clinic: Clinic, somebody: str, tmp_path: Path) -> None:
    node = {"resourceType": "FamilyMemberHistory", "id": "m", "status": "partial", "patient": {
        "reference": "Patient/p1"}, "relationship": {"coding": [{"code": "MTH"}], "text": "Mum"},
        "reasonCode": [{"text": "counselling"}], "condition": [
            {"code": {"text": "Gout"}, "outcome": {"text": "recovered"}, "onsetPeriod": {"start": "1999"}},
            {"code": {"text": "Stroke"}, "note": [{"text": "left side"}]}]}
    (tmp_path / "m.json").write_text(json.dumps(node), encoding="utf-8")
    importing.import_paths(clinic, [tmp_path / "m.json"])
    key = family_list.relatives(clinic, somebody)[0].source
    draft, version = family_edit.held(clinic, somebody, key)
    gout, stroke = draft.illnesses
    done = family_edit.amend(clinic, somebody, key, version, replace(
        draft, name="Rosa", illnesses=(gout, replace(stroke, onset="70"))))
    after = stored(clinic, key)
    assert after["condition"][0] == node["condition"][0] and after["reasonCode"] == node["reasonCode"]
    assert after["relationship"] == node["relationship"] and after["name"] == "Rosa"
    assert after["condition"][1]["note"] == [{"text": "left side"}]
    assert after["condition"][1]["onsetAge"]["value"] == 70
    with pytest.raises(ChangedMeanwhile):
        family_edit.amend(clinic, somebody, key, version, draft)
    assert done is not None
    family_edit.undo(clinic, somebody, done)
    back = stored(clinic, key)
    assert {k: v for k, v in back.items() if k != "meta"} == {k: v for k, v in node.items() if k != "meta"} | {
        "patient": back["patient"], "id": back["id"]}
    with pytest.raises(ChangedMeanwhile):
        family_edit.undo(clinic, somebody, done)


def test_taken_back_it_stays_readable_and_is_not_drawn(clinic: Clinic, somebody: str) -> None:
    done = family_edit.add(clinic, somebody, AUNT)
    assert done is not None
    with pytest.raises(UserMistake):
        family_edit.mark_error(clinic, somebody, done.key, 1, "  ")
    gone = family_edit.mark_error(clinic, somebody, done.key, 1, "another patient's aunt")
    assert pedigree.family(clinic, somebody) is None
    entry = family_list.relatives(clinic, somebody)[0]
    assert entry.group == "error" and any("another patient's aunt" in fact.text for fact in entry.of("note"))
    assert gone is not None
    family_edit.undo(clinic, somebody, gone)
    assert pedigree.family(clinic, somebody) is not None
    added = family_edit.add(clinic, somebody, RelativeDraft("FTH"))
    assert added is not None
    family_edit.undo(clinic, somebody, added)
    assert stored(clinic, added.key)["status"] == "entered-in-error"


@pytest.mark.parametrize(("draft", "words"), [
    (RelativeDraft(""), "relationship"), (RelativeDraft("XYZ"), "no relationship"),
    (RelativeDraft("MTH", sex="male"), "contradict"), (RelativeDraft("FTH", born="1950", age="70"), "Either"),
    (RelativeDraft("FTH", born="2090"), "future"), (RelativeDraft("FTH", age="140"), "no age"),
    (RelativeDraft("FTH", age="60-50"), "range"), (RelativeDraft("FTH", illnesses=(Illness(" "),)), "name"),
    (RelativeDraft("FTH", illnesses=(Illness("Gout", fatal=True),)), "died"),
    (RelativeDraft("FTH", illnesses=(Illness("Gout", "50", absent=True),)), "onset"),
])
def test_what_cannot_be_is_refused_and_nothing_is_stored(
        clinic: Clinic, somebody: str, draft: RelativeDraft, words: str) -> None:
    with pytest.raises(UserMistake, match=words):
        family_edit.add(clinic, somebody, draft)
    assert family_list.relatives(clinic, somebody) == []


def test_another_patients_relative_is_out_of_reach(clinic: Clinic, somebody: str, tmp_path: Path) -> None:
    (tmp_path / "o.json").write_text(json.dumps({"resourceType": "Patient", "id": "o"}), encoding="utf-8")
    importing.import_paths(clinic, [tmp_path / "o.json"])
    other = next(row.id for row in patients.search(clinic) if row.id != somebody)
    done = family_edit.add(clinic, somebody, AUNT)
    assert done is not None
    with pytest.raises(NotFound):
        family_edit.amend(clinic, other, done.key, 1, AUNT)


def test_sides_and_generations_are_kept_apart(clinic: Clinic, somebody: str) -> None:
    for code in ("MGRMTH", "PGRMTH", "MCOUSN", "PUNCLE", "HBRO", "AUNT", "NIECE"):
        family_edit.add(clinic, somebody, RelativeDraft(code))
    assert sorted(entry.group for entry in family_list.relatives(clinic, somebody)) == sorted([
        "maternal_grand", "paternal_grand", "maternal_cousins", "paternal_aunts", "siblings", "unplaced", "nephews"])
