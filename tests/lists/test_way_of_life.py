"""The way of life: read from real charts, entered, amended, marked as error; AUDIT-C only of whole answers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from engines.risk import audit_c
from engines.spec import Refusal
from workstation.domain.user import Role, User
from workstation.errors import NotAllowed, UserMistake
from workstation.services import audit, importing, patients, record, sign_in, users, way_of_life, way_of_life_entry
from workstation.services.clinic import Clinic
from workstation.store.keys import CHEAP

ITEMS = {"audit_c_1": "LA18929-2", "audit_c_2": "LA15695-2", "audit_c_3": "LA18933-4"}


@pytest.fixture
def somebody(clinic: Clinic, tmp_path: Path) -> str:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"resourceType": "Patient", "id": "p1", "gender": "male"}), encoding="utf-8")
    importing.import_paths(clinic, [file])
    return patients.search(clinic)[0].id


def test_audit_c_agrees_with_the_published_scoring() -> None:
    """0 to 4 a question, positive from 4 in men and 3 in women (LOINC 75626-2)."""
    assert audit_c.compute({"how_often": 4, "how_many": 4, "six_or_more": 4})["score"] == 12
    three = {"how_often": 3, "how_many": 0, "six_or_more": 0}
    assert audit_c.compute({**three, "sex": "male"})["positive"] is False
    assert audit_c.compute({**three, "sex": "female"})["positive"] is True
    assert audit_c.compute(three)["positive"] is None and audit_c.compute(three)["first_question_only"] is True
    with pytest.raises(Refusal) as refused:
        audit_c.compute({"how_often": 3, "how_many": 0})
    assert refused.value.input == "six_or_more"


def test_smoking_is_read_from_a_real_chart(clinic: Clinic, reference_data: Path) -> None:
    file = next((reference_data / "fhir" / "synthea_r4").glob("Abdul_Koepp*"))
    importing.import_paths(clinic, [file])
    bundle = json.loads(gzip.decompress(file.read_bytes()))
    asked = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Observation"
             and e["resource"]["code"]["coding"][0]["code"] == "72166-2"]
    found = way_of_life.history(clinic, patients.search(clinic)[0].id)
    smoking = [entry for entry in found if entry.group == "smoking"]
    assert len(smoking) == len(asked) > 0
    assert {entry.text("value") for entry in smoking} == {a["valueCodeableConcept"]["text"] for a in asked}
    assert {entry.code("value") for entry in smoking} == {"266919005"}


def test_what_is_entered_is_a_coded_observation_that_everything_can_use(clinic: Clinic, somebody: str) -> None:
    keys = way_of_life_entry.enter(clinic, somebody, {"smoking_status": "8517006", "sleep": "7.50"}, "2026-11")
    smoking, sleep = (json.loads(record.source(clinic, key).raw) for key in keys)
    assert smoking["code"]["coding"][0] == {"system": "http://loinc.org", "code": "72166-2",
                                            "display": "Tobacco smoking status"}
    assert smoking["valueCodeableConcept"]["coding"][0]["code"] == "8517006"
    assert smoking["category"][0]["coding"][0]["code"] == "social-history"
    assert smoking["effectiveDateTime"] == "2026-11" and smoking["performer"] == [{"display": "Dr. Ann Lee"}]
    assert b'"value":7.50' in record.source(clinic, keys[1]).raw and sleep["valueQuantity"]["code"] == "h"
    events = {event.source: event for event in record.timeline(clinic, somebody)}
    assert events[keys[1]].value == 7.5 and events[keys[1]].value_text == "7.50"
    act = next(e for e in audit.entries(clinic, somebody) if e.action == way_of_life_entry.ACTION)
    assert act.detail == "entered 72166-2 smoking_status, 93832-4 sleep of 2026-11" and act.outcome == "done"


def test_a_wrong_answer_saves_nothing_at_all(clinic: Clinic, somebody: str) -> None:
    for given, day in (({"sleep": "7", "exercise_days": "9"}, "2026-11-01"), ({"sleep": "lots"}, "2026-11-01"),
                       ({"smoking_status": "sometimes"}, "2026-11-01"), ({"sleep": "7"}, "2026-02-30"),
                       ({"sleep": "7"}, "2999-01-01"), ({"exercise_days": "2.5"}, "2026-11-01"),
                       ({"diet": "x" * 2000}, "2026-11-01"), ({"shoe": "43"}, "2026-11-01"), ({}, "2026-11-01"),
                       ({"sleep": "NaN"}, "2026-11-01")):
        with pytest.raises(UserMistake):
            way_of_life_entry.enter(clinic, somebody, given, day)
    assert way_of_life.history(clinic, somebody) == []


def test_the_same_command_twice_saves_once(clinic: Clinic, somebody: str) -> None:
    given = {"diet": "vegetarian"}
    assert len(way_of_life_entry.enter(clinic, somebody, given, "2026", "one-command")) == 1
    assert way_of_life_entry.enter(clinic, somebody, given, "2026", "one-command") == []
    assert len(way_of_life.history(clinic, somebody)) == 1


def test_amending_keeps_the_former_version_and_an_error_leaves_the_timeline(clinic: Clinic, somebody: str) -> None:
    key = way_of_life_entry.enter(clinic, somebody, {"sleep": "7.5"}, "2026-11-01")[0]
    way_of_life_entry.amend(clinic, key, "6", "2026-11-02")
    now, before = record.versions(clinic, key)
    assert json.loads(now.raw)["status"] == "amended" and b'"value":7.5' in before.raw
    assert [e.value_text for e in record.timeline(clinic, somebody) if e.source == key] == ["6"]
    way_of_life_entry.mark_error(clinic, key, "another patient")
    assert [e for e in record.timeline(clinic, somebody) if e.source == key] == []
    entry = way_of_life.history(clinic, somebody)[0]
    assert entry.group == "error" and entry.text("note") == "another patient (Dr. Ann Lee)"
    assert b'"value":6' in record.source(clinic, key).raw
    with pytest.raises(UserMistake):
        way_of_life_entry.mark_error(clinic, key, "  ")


def test_what_came_from_elsewhere_is_not_changed_here(clinic: Clinic, reference_data: Path) -> None:
    importing.import_paths(clinic, [next((reference_data / "fhir" / "synthea_r4").glob("Abdul_Koepp*"))])
    entry = way_of_life.history(clinic, patients.search(clinic)[0].id)[0]
    with pytest.raises(UserMistake):
        way_of_life_entry.mark_error(clinic, entry.source, "wrong")


def test_a_score_needs_every_answer_of_its_day(clinic: Clinic, somebody: str) -> None:
    some = dict(list(ITEMS.items())[:2])
    way_of_life_entry.enter(clinic, somebody, some, "2026-11-01")
    way_of_life_entry.enter(clinic, somebody, {"audit_c_3": ITEMS["audit_c_3"]}, "2026-11-02")
    assert [e for e in way_of_life.history(clinic, somebody, "male") if e.code("factor") == "audit_c"] == []
    way_of_life_entry.enter(clinic, somebody, {"audit_c_3": ITEMS["audit_c_3"]}, "2026-11-01")
    score = next(e for e in way_of_life.history(clinic, somebody, "male") if e.code("factor") == "audit_c")
    assert score.text("value") == "6 / 12"                 # 4 + 1 + 1
    assert (score.code("screen"), score.text("screen")) == ("positive", "4")
    assert len([f for f in score.of("item") if f.source]) == 3 and "Bush K" in score.text("formula")


def test_who_may_not_write_is_refused_with_an_entry(clinic: Clinic, somebody: str) -> None:
    users.add(clinic, User("adam", "Adam", Role.ADMINISTRATOR), "another long passphrase", CHEAP)
    data = clinic.data_dir
    clinic.close()
    with sign_in.sign_in(data, "adam", "another long passphrase") as other, pytest.raises(NotAllowed):
        way_of_life_entry.enter(other, somebody, {"diet": "vegan"}, "2026")
