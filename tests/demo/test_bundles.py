"""The demo's records: valid, marked, deterministic, and true to the formulas and rules they show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

import pytest

from engines.risk import ckd_epi_2021, news2
from tests.demo.conftest import TODAY
from workstation.services.demo.bundles import bundles
from workstation.services.demo.chart import HOME_PROFILE


def of_type(resources, kind):
    return [resource for resource in resources if resource["resourceType"] == kind]


def measured(resources, loinc):
    """(moment, value) of every observation with a quantity and this code, in order."""
    rows = [
        (r["effectiveDateTime"], r["valueQuantity"]["value"])
        for r in of_type(resources, "Observation")
        if "valueQuantity" in r and r["code"]["coding"][0]["code"] == loinc
    ]
    return sorted(rows)


def test_same_seed_same_bytes_another_seed_other_values(demo_bytes):
    assert bundles(TODAY) == demo_bytes
    other = bundles(TODAY, seed=1)
    assert other.keys() == demo_bytes.keys()
    assert other["zhang-guifang.json"] != demo_bytes["zhang-guifang.json"]


def test_another_build_day_moves_the_story_with_it():
    later = TODAY + timedelta(days=400)
    assert later.isoformat().encode()[:7] in bundles(later)["wang-xiaoming.json"]


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 3, 1)])
def test_every_build_day_is_possible_and_nothing_lies_in_the_future(day):
    import orjson

    for raw in bundles(day).values():
        for entry in orjson.loads(raw)["entry"]:
            resource = entry["resource"]
            for field in ("effectiveDateTime", "recordedDate", "date", "occurrenceDateTime", "birthDate"):
                assert resource.get(field, "0000")[:10] <= day.isoformat(), resource


def test_fhir_gate_finds_nothing(demo_bytes):
    fhirkit = pytest.importorskip("fhirkit")
    assert {name: fhirkit.validate(raw) for name, raw in demo_bytes.items()} == {name: [] for name in demo_bytes}


def test_ids_are_unique_and_every_reference_leads_somewhere(demo):
    keys = [f"{r['resourceType']}/{r['id']}" for resources in demo.values() for r in resources]
    assert len(keys) == len(set(keys))
    assert all(len(key.split("/")[1]) <= 64 for key in keys)

    def references(node):
        if isinstance(node, dict):
            if "reference" in node and isinstance(node["reference"], str):
                yield node["reference"]
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    for slug, resources in demo.items():
        own = {f"{r['resourceType']}/{r['id']}" for r in resources}
        assert set(references(resources)) <= own, slug


def test_everything_is_marked_synthetic(demo):
    for resources in demo.values():
        for resource in resources:
            assert {"urn:consilia:demo"} == {tag["system"] for tag in resource["meta"]["tag"]}
        patient = resources[0]
        assert patient["resourceType"] == "Patient"
        assert patient["identifier"][0]["system"] == "urn:consilia:demo"


def test_half_the_names_are_chinese_and_written_both_ways(demo):
    patients = [resources[0] for resources in demo.values()]
    chinese = [p for p in patients if any("\u4e00" <= c <= "\u9fff" for c in p["name"][0]["text"])]
    assert len(patients) >= 12
    assert 2 * len(chinese) >= len(patients)
    for patient in chinese:
        assert [name["extension"][0]["valueCode"] for name in patient["name"]] == ["IDE", "ABC"]
        assert patient["name"][1]["family"].isascii()


def test_the_three_states_of_allergy_all_occur(demo):
    states = set()
    for resources in demo.values():
        allergies = of_type(resources, "AllergyIntolerance")
        known = [a for a in allergies if a["code"]["coding"][0]["code"] != "716186003"]
        states.add("listed" if known else "no known" if allergies else "none recorded")
        assert not (known and len(known) != len(allergies)), "no known allergy beside a listed one"
    assert states == {"listed", "no known", "none recorded"}


@pytest.mark.parametrize(("slug", "sex"), [("wang-xiaoming", "male"), ("andersson-ingrid", "female")])
def test_printed_egfr_is_that_of_the_formula(demo, slug, sex):
    born = date.fromisoformat(demo[slug][0]["birthDate"])
    creatinine = dict(measured(demo[slug], "14682-9"))
    egfr = measured(demo[slug], "98979-8")
    assert len(egfr) >= 5
    for when, printed in egfr:
        day = date.fromisoformat(when[:10])
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        computed = ckd_epi_2021.compute({"creatinine_mgdl": creatinine[when] / 88.42, "age": age, "sex": sex})
        assert printed == round(computed["egfr"])


def test_deterioration_takes_news2_from_one_to_nine(demo):
    resources = demo["sun-jianguo"]
    series = {name: dict(measured(resources, code)) for name, code in (
        ("respiratory_rate", "9279-1"), ("spo2", "59408-5"), ("pulse", "8867-4"), ("temperature", "8310-5"),
        ("oxygen", "3151-8"))}
    pressures = {
        r["effectiveDateTime"]: r["component"][0]["valueQuantity"]["value"]
        for r in of_type(resources, "Observation") if r["code"]["coding"][0]["code"] == "85354-9"
    }
    scores = [news2.compute({
        "respiratory_rate": series["respiratory_rate"][moment], "spo2": series["spo2"][moment], "spo2_scale": 1,
        "on_oxygen": series["oxygen"][moment] > 0, "systolic_bp": pressures[moment],
        "pulse": series["pulse"][moment], "consciousness": "alert", "temperature": series["temperature"][moment],
    })["score"] for moment in sorted(pressures)]
    assert len(scores) == 37
    assert (scores[0], scores[-1]) == (1, 9)
    assert mean(scores[:12]) < mean(scores[12:24]) < mean(scores[24:])


@pytest.mark.parametrize(("slug", "systolic", "diastolic"), [("wang-xiaoming", 148, 86), ("zhang-guifang", 139, 85)])
def test_week_at_home_is_patient_reported(demo, slug, systolic, diastolic):
    home = [r for r in of_type(demo[slug], "Observation") if HOME_PROFILE in r["meta"].get("profile", [])]
    assert len(home) == 28
    assert len({r["effectiveDateTime"][:10] for r in home}) == 7
    assert all(r["performer"] == [r["subject"]] for r in home)
    values = [[part["valueQuantity"]["value"] for part in r["component"]] for r in home]
    assert mean(v[0] for v in values) == pytest.approx(systolic, abs=3)
    assert mean(v[1] for v in values) == pytest.approx(diastolic, abs=3)


def test_glucose_sensor_has_fourteen_days_and_says_where_it_was_silent(demo):
    days = [r["valueSampledData"] for r in of_type(demo["okafor-daniel"], "Observation") if "valueSampledData" in r]
    words = [word for day in days for word in day["data"].split(" ")]
    values = [int(word) * 0.1 for word in words if word != "E"]
    assert len(words) == 14 * 288
    assert words.count("E") == 24
    in_range = sum(3.9 <= value <= 10.0 for value in values) / len(values)
    below = sum(value < 3.9 for value in values) / len(values)
    assert 0.55 < in_range < 0.85
    assert 0.005 < below < 0.08
    for day in days:
        pairs = pairwise(day["data"].split(" "))
        assert max(abs(int(b) - int(a)) * 0.1 for a, b in pairs if "E" not in (a, b)) < 1.2


def test_family_of_seventeen_is_one_family_from_both_sides(demo):
    for slug in ("wang-xiaoming", "wang-jing"):
        kin = of_type(demo[slug], "FamilyMemberHistory")
        assert len(kin) + 1 == 17
    father = {r["name"]: r for r in of_type(demo["wang-xiaoming"], "FamilyMemberHistory")}
    daughter = {r["name"]: r for r in of_type(demo["wang-jing"], "FamilyMemberHistory")}
    for name in father.keys() & daughter.keys():
        assert father[name].get("condition") == daughter[name].get("condition")
        assert father[name]["sex"] == daughter[name]["sex"]


def test_the_dead_and_the_unknown_are_told_apart(demo):
    assert demo["zhao-guoqiang"][0]["deceasedDateTime"] < TODAY.isoformat()
    unknown = demo["yang-fan"]
    assert len(unknown) == 1
    assert len(unknown[0]["birthDate"]) == 4
