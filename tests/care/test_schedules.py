"""Care schedules against the published tables, and where somebody stands in them."""

from __future__ import annotations

import gzip
import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from engines.care.plan import Age, Kind, PlanFault, read_plan
from engines.care.schedule import TERM, Done, Reason, State, places, start_of
from engines.spec import Refusal
from workstation.services import schedules
from workstation.services.importing import import_paths

ANC, CHILD = schedules.plans()
TODAY = date(2026, 11, 23)
PERIOD = TODAY - timedelta(days=32 * 7 + 3)


def dose(code: str, on: date, name: str = "") -> Done:
    return Done(Kind.DOSE, on, frozenset({code}), name, f"Immunization/{code}-{on}")


def visit(on: date, name: str = "Antenatal visit") -> Done:
    return Done(Kind.VISIT, on, frozenset(), name, f"Encounter/{on}")


def child(born: date, *recorded: Done, today: date = TODAY, series: str = ""):
    return [p for p in places(CHILD, start_of(CHILD, born, None, None, today), recorded, today)
            if series in ("", p.series.id)]


def ages(series: str, born: date) -> list[str]:
    found = next(each for each in CHILD.series if each.id == series)
    return [f"{item.start.number}{item.start.unit}" for item in found.items if item.is_for(born)]


def test_the_eight_contacts_of_the_who() -> None:
    (series,) = ANC.series
    weeks = [(item.start.number, item.start.unit) for item in series.items]
    assert weeks == [(0, "w"), *((week, "w") for week in (20, 26, 30, 34, 36, 38, 40))]
    assert series.items[0].to == Age(13, "w")               # "up to 12 weeks": twelve completed weeks and six days


@pytest.mark.parametrize(("series", "published"), [
    ("hepb", ["0d", "1m", "6m"]), ("bcg", ["0d"]), ("polio", ["2m", "3m", "4m", "4y"]),
    ("mmr", ["8m", "18m"]), ("je", ["8m", "2y"]), ("mpsva", ["6m", "9m"]), ("mpsvac", ["3y", "6y"]), ("hepa", ["18m"]),
    ("dtap", ["3m", "4m", "5m", "18m", "6y"]),
    ("check", ["28d", "3m", "6m", "8m", "12m", "18m", "24m", "30m", "36m", "4y", "5y", "6y"]),
])
def test_the_ages_of_the_chinese_schedule_of_2021(series: str, published: list[str]) -> None:
    assert ages(series, date(2022, 9, 25)) == published


def test_dtap_as_adjusted_from_2025() -> None:
    assert ages("dtap", date(2025, 1, 1)) == ["2m", "4m", "6m", "18m", "6y"]
    between = child(date(2024, 10, 1), series="dtap")
    assert {place.reason for place in between} == {Reason.UNCLEAR}


@pytest.mark.parametrize(("series", "number", "before"), [
    ("bcg", 1, "3m"), ("hepb", 3, "12m"), ("polio", 3, "12m"), ("mmr", 1, "12m"), ("je", 1, "12m"), ("mpsva", 2, "18m"),
    ("mmr", 2, "24m"), ("hepa", 1, "24m"), ("je", 2, "3y"),
    ("mpsvac", 1, "4y"), ("polio", 4, "5y"), ("mpsvac", 2, "7y"),
])
def test_the_age_before_which_a_dose_is_given(series: str, number: int, before: str) -> None:
    item = next(each for each in CHILD.series if each.id == series).items[number - 1]
    assert item.to is not None and f"{item.to.number}{item.to.unit}" == before


def test_states_of_a_dose() -> None:
    born = date(2026, 1, 31)
    by_number = {place.item.number: place for place in child(born, dose("08", date(2026, 1, 31)), series="hepb")}
    assert by_number[1].state is State.DONE and by_number[1].source == "Immunization/08-2026-01-31"
    assert by_number[2].state is State.OVERDUE and by_number[2].start == date(2026, 2, 28)
    assert by_number[3].state is State.DUE and by_number[3].to == date(2027, 1, 31)
    assert {place.state for place in child(born, series="mpsvac")} == {State.EARLY}


def test_the_edges_of_a_time() -> None:
    born = date(2026, 1, 15)

    def state(today: date) -> State:
        return child(born, today=today, series="mmr")[0].state

    assert state(date(2026, 9, 14)) is State.EARLY and state(date(2026, 9, 15)) is State.DUE
    assert state(date(2027, 1, 14)) is State.DUE and state(date(2027, 1, 15)) is State.OVERDUE


def test_doses_count_once_a_day_and_early_ones_say_so() -> None:
    born = date(2025, 6, 1)
    twice = child(born, dose("03", date(2026, 1, 20)), dose("94", date(2026, 1, 20)), series="mmr")
    assert [place.state for place in twice] == [State.DONE, State.EARLY]
    assert twice[0].reason is Reason.BEFORE_AGE              # on 01-Feb-2026 the child is eight months old
    by_name = child(born, dose("", date(2026, 3, 1), "麻腮风联合减毒活疫苗"), series="mmr")
    assert by_name[0].state is State.DONE and by_name[0].reason is None
    before_birth_or_to_come = child(born, dose("03", date(2020, 1, 1)), dose("03", date(2027, 1, 1)), series="mmr")
    assert before_birth_or_to_come[0].done is None


def test_another_product_is_not_judged_and_the_plan_ends() -> None:
    inactivated = child(date(2024, 1, 1), dose("134", date(2024, 9, 2)), series="je")
    assert {place.reason for place in inactivated} == {Reason.OTHER_PRODUCT}
    old = child(date(2019, 11, 23), dose("19", date(2019, 11, 24)), series="bcg")
    assert old[0].state is State.DONE
    assert {place.reason for place in child(date(2019, 11, 23), series="mmr")} == {Reason.ENDED}


def test_a_visit_counts_for_the_nearest_contact() -> None:
    def day(week: int, days: int = 0) -> date:
        return PERIOD + timedelta(days=7 * week + days)

    held = [visit(day(9)), visit(day(20, 3)), visit(day(28)), visit(day(30), "Dental check")]
    found = places(ANC, PERIOD, held, TODAY)
    assert [p.state for p in found[:5]] == [State.DONE, State.DONE, State.DONE, State.OVERDUE, State.EARLY]
    assert [p.reason for p in found[:5]] == [None, None, Reason.OUTSIDE, None, None]
    later = places(ANC, PERIOD, [], day(34, 1))
    assert [p.reason for p in later[:4]] == [Reason.PASSED] * 4 and later[4].state is State.DUE


def test_refuses_without_the_date_it_counts_from() -> None:
    assert start_of(ANC, None, PERIOD + TERM, None, TODAY) == PERIOD
    assert start_of(ANC, None, None, PERIOD, TODAY) == PERIOD
    for given in ((None, None), (date(2025, 1, 1), None), (None, date(2027, 1, 1))):
        with pytest.raises(Refusal):
            start_of(ANC, None, *given, TODAY)
    with pytest.raises(Refusal):
        start_of(CHILD, None, None, None, TODAY)


@pytest.mark.parametrize("fault", [
    {"basis": "moon"}, {"series": []}, {"title": ""}, {"ends": "seven"}, {"note": "x" * 5000},
    {"series": [{"id": "a", "kind": "dose", "name": "a", "name_zh": "a", "items": [{"from": "1q"}]}]},
    {"series": [{"id": "a", "kind": "dose", "name": "a", "name_zh": "a", "words": [1], "items": [{"from": "1m"}]}]},
])
def test_a_plan_that_is_none_is_refused(fault: dict[str, object]) -> None:
    plan: dict[str, object] = {
        "id": "x", "basis": "birth", "title": "x", "title_zh": "x", "source": "x", "note": "x", "note_zh": "x",
        "series": [{"id": "a", "kind": "dose", "name": "a", "name_zh": "a", "codes": ["1"], "words": [],
                    "items": [{"from": "1m", "at": "a", "at_zh": "a"}]}]}
    assert read_plan(plan).series
    with pytest.raises(PlanFault):
        read_plan(plan | fault)


def test_what_the_demo_shows(clinic, tmp_path) -> None:
    from workstation.services.demo.bundles import bundles

    made = bundles(TODAY)
    for name in ("santos-beatriz", "liu-zihan", "yang-fan"):
        (tmp_path / f"{name}.json").write_bytes(made[f"{name}.json"])
        import_paths(clinic, [tmp_path / f"{name}.json"])
    (pregnancy,) = schedules.standings(clinic, "demo-santos-beatriz", today=TODAY)
    assert [p.state for p in pregnancy.places] == [State.DONE] * 4 + [State.EARLY] * 4
    (early,) = schedules.standings(clinic, "demo-liu-zihan", today=TODAY)
    states = {(p.series.id, p.item.number): p.state for p in early.places}
    assert states["polio", 4] is State.DUE and states["bcg", 1] is State.OVERDUE and states["mmr", 2] is State.DONE
    assert schedules.standings(clinic, "demo-yang-fan", today=TODAY) == ()


def test_a_pregnancy_without_dating_is_refused(clinic, tmp_path) -> None:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in (
        {"resourceType": "Patient", "id": "p", "gender": "female", "name": [{"text": "A B"}], "birthDate": "1995"},
        {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"},
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "77386006", "display": "Pregnant"}]}},
    )]}
    (tmp_path / "one.json").write_text(json.dumps(bundle))
    import_paths(clinic, [tmp_path / "one.json"])
    (found,) = schedules.standings(clinic, "p", today=TODAY)
    assert found.refusal is not None and found.places == ()


# CVX codes by their names in the CDC's list; a vaccine counts in each series whose germ it names.
COMBINED = {
    "22": {"dtap"}, "50": {"dtap"}, "51": {"hepb"}, "102": {"dtap", "hepb"}, "104": {"hepa", "hepb"},
    "110": {"dtap", "hepb", "polio"}, "120": {"dtap", "polio"}, "130": {"dtap", "polio"},
    "132": {"dtap", "hepb", "polio"}, "146": {"dtap", "hepb", "polio"}, "170": {"dtap", "polio"},
    "193": {"hepa", "hepb"}, "195": {"dtap", "polio"}, "198": {"dtap", "hepb"}, "94": {"mmr"}, "19": {"bcg"},
    "191": {"mpsva"}, "192": {"mpsvac"},
}


@pytest.mark.parametrize(("code", "named"), COMBINED.items())
def test_a_combination_counts_in_each_series_it_holds(code: str, named: set[str]) -> None:
    assert {series.id for series in CHILD.series if code in series.codes} == named


def test_no_vaccine_is_both_counted_and_another_product() -> None:
    for series in CHILD.series:
        assert not set(series.codes) & set(series.other), series.id
    assert {series.id for series in CHILD.series if "179" in series.other} == {"polio"}     # monovalent oral vaccine


def test_reference_vaccines_fall_where_their_names_say() -> None:
    """Every CVX code with a name in the reference data: the series that counts it is one its name is of."""
    said = {"hepb": ("hep b", "hepatitis b", "hepb"), "hepa": ("hep a", "hepatitis a", "hepa"), "bcg": ("bcg",),
            "polio": ("polio", "ipv", "opv"), "dtap": ("diphtheria", "dtap", "dtp", "dt "), "mmr": ("measles", "mmr"),
            "mpsva": ("meningococcal",), "mpsvac": ("meningococcal",), "je": ("japanese",)}
    seen = 0
    for code, name in _named_vaccines():
        for series in (each for each in CHILD.series if code in each.codes):
            assert any(word in name.lower() for word in said[series.id]), (code, name, series.id)
            seen += 1
    assert seen > 5


def _named_vaccines() -> set[tuple[str, str]]:
    root = os.environ.get("CONSILIA_REFERENCE_DATA")
    if not root:
        pytest.skip("CONSILIA_REFERENCE_DATA is not set")
    coding = re.compile(r'"http://hl7\.org/fhir/sid/cvx"\s*,\s*"code"\s*:\s*"(\d+)"\s*,\s*"display"\s*:\s*"([^"]+)"')
    found: set[tuple[str, str]] = set()
    for file in Path(root, "fhir").rglob("*.json*"):
        raw = file.read_bytes()
        found.update(coding.findall((gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")))
    return found


def test_what_was_not_verified_is_said_where_the_plan_is_shown() -> None:
    assert "Not verified against the original" in CHILD.note and "未与中文原始文件核对" in CHILD.note_zh
    assert "not read" in ANC.source
