"""Finding people among others: both readings, typing errors, the inside of words, order of the list, upkeep."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from generator import residents, typo
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert, select

from engines.matching.similarity import deletions, distance, jaro, jaro_winkler, within_one
from workstation.services import patients
from workstation.services.clinic import Clinic
from workstation.store import patient_search, schema
from workstation.store.patient_terms import Kind, Name, indexed, terms_of

WORD = st.text("abcd", max_size=7)


def put(clinic: Clinic, people: Mapping[str, Name], numbers: dict[str, str] | None = None) -> None:
    def write(conn: Connection) -> None:
        conn.execute(insert(schema.patient_index), [
            {"id": i, "family": n[0] or n[2], "given": " ".join(n[1]), "resource_key": f"Patient/{i}"}
            for i, n in people.items()])
        patient_search.put(conn, {i: terms_of([n], [(numbers or {}).get(i, "")], "") for i, n in people.items()})

    clinic.act("record.import", write=write)


def found(clinic: Clinic, typed: str) -> list[str]:
    return [row.id for row in patients.search(clinic, typed, limit=20)]


@pytest.mark.parametrize(("family", "readings"), [
    ("单", ("shan", "dan")), ("曾", ("zeng", "ceng")), ("解", ("xie", "jie")), ("仇", ("qiu", "chou")),
    ("任", ("ren",)), ("吕", ("lv", "lu", "lyu")),
])
def test_a_family_name_is_found_in_each_of_its_readings(clinic: Clinic, family: str, readings: tuple[str, ...]) -> None:
    put(clinic, {"one": (family, ["小明"], ""), "other": ("欧阳", ["锋"], "")})
    for reading in readings:
        for typed in (reading, f"{reading} xiaoming", f"xiaoming {reading}", f"{reading}xiaoming", f"{reading[0]}xm"):
            assert found(clinic, typed) == ["one"], typed


@pytest.mark.parametrize("typed", [
    "wangxaoming", "wangxiaomingg", "wangxiaoning", "wangxioaming", "wnag xiaoming", "wang xiaomng", "xiaomimg wang",
    "wanxgiaoming", "王晓明",
])
def test_one_typing_error_in_pinyin(clinic: Clinic, typed: str) -> None:
    put(clinic, {"one": ("王", ["小明"], ""), "other": ("欧阳", ["锋"], "")})
    assert found(clinic, typed) == ["one"]


@pytest.mark.parametrize("typed", ["kowlaski", "kowalsk i", "anna kowalsky", "kowalskianna", "owals", "kowalski, anna"])
def test_latin_names_mistyped_joined_and_in_part(clinic: Clinic, typed: str) -> None:
    put(clinic, {"one": ("Kowalski", ["Anna"], ""), "other": ("Zhang", ["Wei"], "")})
    assert found(clinic, typed) == ["one"]


def test_the_better_a_name_fits_the_higher_it_stands(clinic: Clinic) -> None:
    put(clinic, {"typo": ("Marlin", [], ""), "inside": ("Amartines", [], ""), "beginning": ("Martinez", [], ""),
                 "given": ("Lee", ["Anna", "Martina"], ""), "exact": ("Martin", [], "")})
    assert found(clinic, "martin") == ["exact", "beginning", "given", "inside", "typo"]
    assert found(clinic, "marti")[0] in ("exact", "beginning")


def test_two_errors_are_another_name(clinic: Clinic) -> None:
    put(clinic, {"one": ("Kowalski", ["Anna"], "")})
    assert found(clinic, "kowlasky") == []


def test_common_words_together_lead_to_the_few_who_have_both(clinic: Clinic) -> None:
    put(clinic, {f"w{n}": ("王", ["伟"], "") for n in range(900)} | {f"k{n}": ("李", ["娜"], "") for n in range(900)}
        | {"both": ("王", ["娜"], "")}, {f"w{n}": f"77{n:04d}" for n in range(900)})
    assert found(clinic, "wang na") == ["both"]
    assert found(clinic, "na wang") == ["both"]
    assert found(clinic, "王 770899") == ["w899"]
    assert len(found(clinic, "王 77")) == 20


def test_a_whole_name_with_an_error_stands_before_one_with_words_in_between(clinic: Clinic) -> None:
    put(clinic, {f"far{n}": ("侯", [f"丽{given}"], "") for n, given in enumerate("富福付伏甫芙馥傅服扶浮辅")} | {
        "meant": ("周", ["富"], ""), "middle": ("Lopez", ["Anna", "Mary"], ""), "error": ("Lopez", ["Marx"], "")})
    assert found(clinic, "hou fu")[0] == "meant"
    assert found(clinic, "mary lopez") == ["middle", "error"]


def test_two_beginnings_are_no_error(clinic: Clinic) -> None:
    put(clinic, {"one": ("Kowalski", ["Anna"], ""), "other": ("柯", ["安"], "")})
    assert found(clinic, "ko an")[0] == "one"


def test_the_part_left_of_a_mistyped_name_must_be_a_name(clinic: Clinic) -> None:
    put(clinic, {"meant": ("郭", ["颖"], ""), "other": ("郭", ["艳"], ""), "yang": ("杨", ["丽"], "")})
    assert found(clinic, "uo ying") == ["meant"]


@pytest.mark.parametrize("typed", [
    "müller jürgen", "muller jurgen", "mueller juergen", "JUERGEN MUELLER", "mulller jurgen", "muellerjeurgen",
    "mueller ju",
])
def test_umlauts_as_written_without_and_as_in_passports(clinic: Clinic, typed: str) -> None:
    put(clinic, {"one": ("Müller", ["Jürgen", "Anna"], ""), "other": ("Miller", ["Jane"], "")})
    assert found(clinic, typed)[0] == "one"


@pytest.mark.parametrize("typed", [
    "wang 1980", "1980 wang", "xiaom 1980", "王 1980", "明 1980年", "wang 1980-02", "wang xiao 3.2.1980", "wnag 1980",
])
def test_a_name_beside_a_birth_date(clinic: Clinic, typed: str) -> None:
    people = {"one": ("王", ["小明"], "1980-02-03"), "later": ("王", ["小明"], "1981-02-03"),
              "other": ("李", ["娜"], "1980-02-03")}

    def write(conn: Connection) -> None:
        conn.execute(insert(schema.patient_index), [
            {"id": i, "family": f, "given": g[0], "resource_key": f"Patient/{i}"} for i, (f, g, _) in people.items()])
        patient_search.put(conn, {i: terms_of([(f, g, "")], [], born) for i, (f, g, born) in people.items()})

    clinic.act("record.import", write=write)
    assert found(clinic, typed) == ["one"]


def test_a_year_of_birth_may_be_a_number(clinic: Clinic) -> None:
    put(clinic, {"one": ("王", ["小明"], ""), "other": ("王", ["小明"], "")}, {"one": "19805566", "other": "77"})
    assert found(clinic, "wang 1980") == ["one"]


def test_a_changed_name_is_no_longer_found_under_the_old_one(clinic: Clinic) -> None:
    put(clinic, {"one": ("王", ["小明"], "")})
    now = terms_of([("李", ["娜"], "")], [], "")
    clinic.act("record.import", write=lambda conn: patient_search.put(conn, {"one": now}))
    assert found(clinic, "wang") == [] and found(clinic, "李娜") == ["one"]
    with clinic.read() as conn:
        held = conn.execute(select(func.count()).select_from(schema.patient_entry)).scalar_one()
    assert held == len(now)


def test_a_failed_act_leaves_the_index_as_it_was(clinic: Clinic) -> None:
    put(clinic, {"one": ("王", ["小明"], "")})

    def write(conn: Connection) -> None:
        patient_search.put(conn, {"one": terms_of([("李", ["娜"], "")], [], "")})
        raise ValueError("the import failed")

    with pytest.raises(ValueError, match="failed"):
        clinic.act("record.import", write=write)
    assert found(clinic, "wang xiaoming") == ["one"] and found(clinic, "lina") == []


def test_most_of_a_town_is_found_by_name_and_with_an_error(clinic: Clinic) -> None:
    people = list(residents(1500, seed=5))
    put(clinic, {p.id: (p.family, p.given, "") for p in people})
    chance = random.Random(3)
    latin = [p for p in people if p.latin and len(p.family) > 4][:150]
    assert all(p.id in found(clinic, f"{p.family} {p.given[0]}") for p in latin)
    hits = [p.id in found(clinic, f"{typo(p.family.lower().strip(), chance)} {p.given[0]}") for p in latin]
    assert sum(hits) / len(hits) >= 0.95


@settings(max_examples=300)
@given(WORD, WORD)
def test_within_one_is_the_distance_told_shortly_and_deletions_meet(a: str, b: str) -> None:
    assert within_one(a, b) is (distance(a, b) <= 1)
    assert distance(a, b) == distance(b, a)
    if distance(a, b) <= 1:
        assert deletions(a) & deletions(b)


@pytest.mark.parametrize(("a", "b", "plain", "winkler"), [     # Winkler, US Census RRS 2006/02, table 6
    ("SHACKLEFORD", "SHACKELFORD", 0.970, 0.982), ("DUNNINGHAM", "CUNNIGHAM", 0.896, 0.896),
    ("NICHLESON", "NICHULSON", 0.926, 0.956), ("JONES", "JOHNSON", 0.790, 0.832), ("MASSEY", "MASSIE", 0.889, 0.933),
    ("ABROMS", "ABRAMS", 0.889, 0.922), ("JERALDINE", "GERALDINE", 0.926, 0.926), ("MARHTA", "MARTHA", 0.944, 0.961),
    ("MICHELLE", "MICHAEL", 0.869, 0.921), ("JULIES", "JULIUS", 0.889, 0.933), ("TANYA", "TONYA", 0.867, 0.880),
    ("DWAYNE", "DUANE", 0.822, 0.840), ("SEAN", "SUSAN", 0.783, 0.805), ("JON", "JOHN", 0.917, 0.933),
])
def test_jaro_and_jaro_winkler_as_published(a: str, b: str, plain: float, winkler: float) -> None:
    assert jaro(a, b) == pytest.approx(plain, abs=0.0015)
    assert jaro_winkler(a, b) == pytest.approx(winkler, abs=0.0015)


def test_entries_are_bounded_however_strange_the_record() -> None:
    many = terms_of([(f"Name{n}", [f"Given{n}"], "") for n in range(2000)], [str(n) * 200 for n in range(2000)], "")
    assert len(many) <= 400 and all(len(text) <= 40 for _, text in many)
    assert {kind for kind, _ in indexed(terms_of([("王", ["小明"], "")], ["7"], "1980-02"))} == set(Kind)
