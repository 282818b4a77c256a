"""Records of one person: found with reasons, linked by a person, shown as one, taken apart to the byte."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from generator import residents, resource
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from engines.matching.identity import Field, Identity, Level, Name, compare
from engines.matching.weights import score
from workstation.domain.user import Role, User
from workstation.errors import NotAllowed, NotFound, UserMistake
from workstation.services import importing, matching, patients, record, sign_in
from workstation.services.clinic import Clinic
from workstation.store.keys import CHEAP

WANG = Name("王", "小明", "wang", "xiaoming")
BASE = Identity("a", (WANG,), "1980-02-03", "male", frozenset({"13800138000"}), frozenset({"mr|0042871"}),
                frozenset({"1 river road 430000 wuhan"}))


def share(_: Field, value: str) -> float:
    return {"王": 0.07, "wang": 0.07, "smith": 0.01}.get(value, 0.0001)


def level(field: Field, a: Identity, b: Identity) -> Level:
    return next(one.level for one in compare(a, b) if one.field is field)


@pytest.mark.parametrize(("other", "field", "expected"), [
    ({"born": "1980-03-02"}, Field.BORN, Level.SWAPPED), ({"born": "1980-02-04"}, Field.BORN, Level.ALIKE),
    ({"born": "1980"}, Field.BORN, Level.PARTLY), ({"born": ""}, Field.BORN, Level.MISSING),
    ({"born": "1951-11-20"}, Field.BORN, Level.DIFFERENT),
    ({"names": (Name("王", "晓明", "wang", "xiaoming"),)}, Field.GIVEN, Level.SOUND),
    ({"names": (Name("wang", "xiaoming"),)}, Field.GIVEN, Level.SOUND),
    ({"names": (Name("wang", "xiaomng"),)}, Field.GIVEN, Level.ALIKE),
    ({"names": (Name("xiaoming", "wang"),)}, Field.GIVEN, Level.SOUND),
    ({"names": (Name("黄", "小明", "huang", "xiaoming"),)}, Field.FAMILY, Level.DIFFERENT),
    ({"phones": frozenset({"13800138001"})}, Field.PHONE, Level.ALIKE), ({"sex": "unknown"}, Field.SEX, Level.MISSING),
    ({"numbers": frozenset({"other|0042871"})}, Field.NUMBER, Level.MISSING),
    ({"numbers": frozenset({"mr|0042872"})}, Field.NUMBER, Level.ALIKE),
])
def test_how_a_field_agrees(other: dict[str, Any], field: Field, expected: Level) -> None:
    fields = {name: getattr(BASE, name) for name in ("names", "born", "sex", "phones", "numbers", "addresses")}
    one = Identity("b", **(fields | other))
    assert level(field, BASE, one) is expected
    assert level(field, one, BASE) is expected


def test_reasons_add_up_and_a_rare_name_proves_more() -> None:
    seen = score(BASE, BASE, share, 10_000)
    assert seen.weight == pytest.approx(sum(reason.weight for reason in seen.reasons))
    weights = {reason.field: reason.weight for reason in seen.reasons}
    assert weights[Field.GIVEN] > weights[Field.FAMILY] > 0 and weights[Field.BORN] == pytest.approx(14.76, abs=0.01)
    assert weights[Field.SEX] == pytest.approx(0.926, abs=0.001)        # log2(0.95 / 0.5)
    assert seen.probability > 0.999


def test_nothing_in_common_but_what_is_missing_says_nothing() -> None:
    assert score(Identity("a"), Identity("b"), share, 1000).weight == 0
    assert score(Identity("a"), Identity("b"), share, 1000).probability < 0.001


def test_twins_and_namesakes_are_not_likely_one_person() -> None:
    twin = Identity("b", (Name("王", "大山", "wang", "dashan"),), BASE.born, "male", BASE.phones,
                    frozenset({"mr|7777777"}), BASE.addresses)
    namesake = Identity("c", (WANG,), "1951-11-20", "male", frozenset({"13911112222"}), frozenset({"mr|1234567"}))
    assert score(BASE, twin, share, 10_000).probability < matching.LIKELY
    assert score(BASE, namesake, share, 10_000).probability < matching.LIKELY


def person(one: str, family: str, given: str, born: str = "1980-02-03", **more: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": one, "name": [{"family": family, "given": [given]}], "birthDate": born,
            "gender": "male", **more}


def phone(number: str) -> list[dict[str, str]]:
    return [{"system": "phone", "value": number}]


def take(clinic: Clinic, folder: Path, *resources: dict[str, Any]) -> None:
    path = folder / "people.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in resources]}, ensure_ascii=False))
    importing.import_paths(clinic, [path])


@pytest.fixture
def three(clinic: Clinic, tmp_path: Path) -> Clinic:
    """王小明 twice, once in pinyin with day and month changed, among two hundred others."""
    take(clinic, tmp_path, *(resource(one) for one in residents(200)),
         person("p1", "王", "小明", telecom=phone("138 0013 8000")),
         person("p2", "Wang", "Xiaoming", "1980-03-02", telecom=phone("+8613800138000")),
         person("p3", "李", "娜", "1970-01-01"),
         {"resourceType": "AllergyIntolerance", "id": "a2", "patient": {"reference": "Patient/p2"},
          "code": {"text": "Penicillin"}, "criticality": "high"})
    return clinic


def test_a_second_record_is_found_in_the_batch_and_for_the_one(three: Clinic) -> None:
    batch = matching.duplicates(three)
    assert [(one.a.id, one.b.id) for one in batch.candidates] == [("p1", "p2")]
    assert 0 < batch.compared < 200
    one, = matching.alike(three, "p2")
    assert (one.a.id, one.b.id) == ("p1", "p2") and "birth date day and month changed" in one.why()
    assert matching.alike(three, "p3") == []
    assert [c.b.id for c in matching.newcomers(three, 0)] == ["p2"]
    assert matching.newcomers(three, matching.latest(three)) == []


def test_linked_records_are_one_in_the_list_the_banner_and_the_timeline(three: Clinic) -> None:
    before = len(patients.search(three, limit=500))
    matching.link(three, "p1", "p2")
    assert len(patients.search(three, limit=500)) == before - 1
    for typed in ("xiaoming", "王小明", "13800138000"):
        row, = patients.search(three, typed)
        assert row.id == "p1" and row.allergy_severe
    for one in ("p1", "p2"):
        assert patients.banner(three, one).row.id == "p1"
        assert [a.substance for a in patients.banner(three, one).allergies] == ["Penicillin"]
        assert "Penicillin" in {event.display for event in record.timeline(three, one)}
        assert "a2" in {stored.key.rpartition("/")[2] for stored in record.resources(three, one)}
    assert matching.duplicates(three).candidates == ()
    matching.undo(three, "p1", "p2")
    assert len(patients.search(three, limit=500)) == before
    assert not record.resources(three, "p1", ["AllergyIntolerance"])
    assert not patients.banner(three, "p1").allergies and patients.banner(three, "p2").allergies


def test_a_preview_changes_nothing_and_tells_what_differs(three: Clinic) -> None:
    before = snapshot(three)
    seen = matching.preview(three, "p1", "p2")
    assert seen.shown_as.id == "p1" and seen.together == ("p1", "p2") and seen.resources == (1, 2)
    assert ("birth date", "1980-02-03", "1980-03-02") in seen.differences and seen.decision == ""
    assert snapshot(three) == before


def test_two_people_are_told_apart_for_good(three: Clinic) -> None:
    matching.keep_apart(three, "p1", "p2")
    assert matching.duplicates(three).candidates == () and len(patients.search(three, "xiaoming")) == 2
    with pytest.raises(UserMistake, match="decided before"):
        matching.link(three, "p1", "p2")


def test_wrong_use_is_refused(three: Clinic) -> None:
    matching.link(three, "p1", "p2")
    for a, b, error in (("p1", "p1", UserMistake), ("p1", "p2", UserMistake), ("p2", "p1", UserMistake),
                        ("p1", "nobody", NotFound)):
        with pytest.raises(error):
            matching.link(three, a, b)
    with pytest.raises(NotFound):
        matching.undo(three, "p1", "p3")


def test_linking_is_not_for_everybody(tmp_path: Path) -> None:
    nurse = User("nina", "Nina", Role.NURSE)
    with sign_in.create(tmp_path / "store", nurse, "correct horse battery staple", cost=CHEAP) as clinic:
        take(clinic, tmp_path, person("p1", "王", "小明"), person("p2", "王", "小明"))
        with pytest.raises(NotAllowed):
            matching.link(clinic, "p1", "p2")


_LEFT = {"audit", "match_link_history", "alembic_version", "command"}


def snapshot(clinic: Clinic) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the trail and the history of links."""
    with clinic.read() as conn:
        names = inspect(conn).get_table_names()
        return {name: sorted(map(tuple, conn.execute(text(f'SELECT * FROM "{name}"')).all()), key=repr)
                for name in names if name not in _LEFT}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=8),
       st.integers(0, 1000))
def test_taking_every_decision_back_restores_every_row(
    six: Clinic, decisions: list[tuple[int, int, bool]], seed: int
) -> None:
    before, listed = snapshot(six), patients.search(six, limit=50)
    for a, b, same in decisions:
        try:
            (matching.link if same else matching.keep_apart)(six, f"q{a}", f"q{b}")
        except UserMistake:
            continue
    with six.read() as conn:
        made = [tuple(row) for row in conn.execute(text("SELECT a, b FROM match_link"))]
        same = conn.execute(text("SELECT count(*) FROM match_link WHERE decision = 'same'")).scalar_one()
    assert len(patients.search(six, limit=50)) == len(listed) - same
    random.Random(seed).shuffle(made)
    for a, b in made:
        matching.undo(six, b, a)
    assert snapshot(six) == before and patients.search(six, limit=50) == listed


@pytest.fixture
def six(clinic: Clinic, tmp_path: Path) -> Clinic:
    take(clinic, tmp_path, *(person(f"q{n}", "王", f"小{c}") for n, c in enumerate("明红军华丽强")))
    return clinic


def test_the_command(three: Clinic, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.cli.main import run_command

    place = three.data_dir
    three.close()
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")

    def run(*words: str) -> dict[str, Any]:
        assert run_command(["--data-dir", str(place), "match", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    (place.parent / "more.json").write_text(json.dumps(person("p4", "王", "小明", telecom=phone("13800138000"))))
    assert run_command(["--data-dir", str(place), "import", str(place.parent / "more.json"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["possible_duplicates"]
    assert {pair["b"]["id"] for pair in told} == {"p4"} and told[0]["a"]["id"] == "p1"
    assert run("p1", "p4", "--link")["decision"] == "linked"
    one, = (c for c in run()["candidates"] if "p4" not in (c["a"]["id"], c["b"]["id"]))
    assert (one["a"]["id"], one["b"]["id"]) == ("p1", "p2") and one["probability"] > 0.5
    assert {"field", "level", "weight"} == set(one["reasons"][0])
    assert run("p1", "p2")["shown_as"] == "p1"
    assert run("p1", "p2", "--link")["decision"] == "linked" and run()["candidates"] == []
    assert run("p1", "p2", "--undo")["decision"] == "undone" and len(run()["candidates"]) == 2
    assert run_command(["--data-dir", str(place), "match", "p1", "--link"]) == 2
