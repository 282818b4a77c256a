"""What a search can ask of its answer: pages that hold together, what comes along, elements, versions, changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from workstation.exchange import fhir_gate
from workstation.services import importing, record
from workstation.services.clinic import Clinic
from workstation.store import schema


def modes(reply) -> dict[str, str]:
    return {f"{e['resource']['resourceType']}/{e['resource']['id']}": e["search"]["mode"]
            for e in reply.json.get("entry", [])}


def link(reply, relation: str) -> str:
    return next((one["url"] for one in reply.json["link"] if one["relation"] == relation), "")


def bring(clinic: Clinic, folder: Path, *resources: dict) -> None:
    (folder / "more.ndjson").write_text("\n".join(json.dumps(one) for one in resources))
    importing.import_paths(clinic, [folder / "more.ndjson"])


def observation(name: str, when: str, **more) -> dict:
    return {"resourceType": "Observation", "id": name, "status": "final", "subject": {"reference": "Patient/p1"},
            "effectiveDateTime": when, "code": {"coding": [{"system": "http://loinc.org", "code": "8302-2"}]}, **more}


@pytest.mark.parametrize("sort", ["", "&_sort=-date", "&_sort=date", "&_sort=-_id"])
def test_pages_hold_together_while_the_chart_grows(filled, ask, tmp_path: Path, sort: str) -> None:
    """What comes in between two pages neither repeats a resource nor hides one that was there."""
    before = set(ask("/Observation?patient=p1&_count=500").ids)
    reply = ask(f"/Observation?patient=p1&_count=5{sort}")
    bring(filled, tmp_path, observation("a0", "2031-01-01"), observation("z9", "1999-01-01"),
          observation("o10a", "2020-01-06T10:00:00Z"))
    seen = list(reply.ids)
    while following := link(reply, "next"):
        reply = ask(following)
        seen += reply.ids
    assert len(seen) == len(set(seen)) and before <= set(seen)


def test_pages_lead_back_as_well(ask) -> None:
    first = ask("/Observation?patient=p1&_count=5&_sort=date")
    second = ask(link(first, "next"))
    assert link(first, "previous") == "" and ask(link(second, "previous")).ids == first.ids
    assert ask(link(second, "first")).ids == first.ids
    assert link(second, "self").endswith(f"_after=Observation/{first.ids[-1]}")
    assert ask("/Observation?patient=p1&_after=Observation/gone").status == 410
    assert ask("/Observation?patient=p1&_after=Observation/o1&_before=Observation/o2").status == 400


def test_people_are_paged_too(ask) -> None:
    first = ask("/Patient?_count=1")
    assert first.ids == ["p1"] and first.json["total"] == 2
    assert ask(link(first, "next")).ids == ["p2"] and link(ask(link(first, "next")), "next") == ""


@pytest.mark.parametrize("asked", [
    "_summary=count", "_count=0", "_count=0&_totalMethod=count", "_summary=count&_total=accurate"])
def test_a_count_is_only_a_count(ask, asked: str) -> None:
    for path, total in (("/Observation?patient=p1&", 12), ("/Patient?", 2)):
        got = ask(path + asked)
        assert got.status == 200 and got.json["total"] == total and "entry" not in got.json
        assert fhir_gate.structure_issues(got.body, "") == []


@pytest.fixture
def linked(filled: Clinic, tmp_path: Path) -> Clinic:
    """A visit, a prescription and results that point at them, at a medication and at a practitioner."""
    who, whose = {"reference": "Practitioner/dr"}, {"reference": "Patient/p1"}
    bring(filled, tmp_path,
          {"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"}, "subject": whose,
           "participant": [{"individual": who}], "period": {"start": "2020-01-01"}},
          {"resourceType": "Medication", "id": "m1", "code": {"text": "aspirin"}},
          {"resourceType": "MedicationRequest", "id": "r1", "status": "active", "intent": "order", "subject": whose,
           "medicationReference": {"reference": "Medication/m1"}, "requester": who,
           "encounter": {"reference": "Encounter/e1"}},
          observation("in-e1", "2020-01-01", encounter={"reference": "Encounter/e1"}, performer=[who]),
          observation("of-other", "2020-01-01", encounter={"reference": "Condition/c2"}, performer=[
              {"reference": "Patient/p2"}]))
    return filled


@pytest.mark.parametrize(("query", "along"), [
    ("MedicationRequest?patient=p1&_include=MedicationRequest:medication", {"Medication/m1"}),
    ("MedicationRequest?patient=p1&_include=MedicationRequest:medication&_include=MedicationRequest:requester",
     {"Medication/m1", "Practitioner/dr"}),
    ("MedicationRequest?patient=p1&_include=MedicationRequest:*",
     {"Medication/m1", "Practitioner/dr", "Encounter/e1", "Patient/p1"}),
    ("Observation?patient=p1&_id=in-e1&_include=Observation:patient", {"Patient/p1"}),
    ("Observation?patient=p1&_id=in-e1&_include=Observation:performer:Practitioner", {"Practitioner/dr"}),
    ("Observation?patient=p1&_id=in-e1&_include=Observation:performer:Organization", set()),
    ("Condition?patient=p1&_include=Condition:asserter", {"Practitioner/dr"}),
    ("Encounter?patient=p1&_revinclude=Observation:encounter", {"Observation/in-e1"}),
    ("Encounter?patient=p1&_revinclude=Observation:encounter&_revinclude=MedicationRequest:encounter",
     {"Observation/in-e1", "MedicationRequest/r1"}),
    ("Patient?_id=p1&_revinclude=Condition:patient", {"Condition/c1"}),
    ("Patient?_id=p2&_revinclude=Observation:subject&_revinclude=Condition:subject",
     {"Observation/o90", "Condition/c2"}),
])
def test_what_belongs_together_comes_along(linked, ask, query: str, along: set[str]) -> None:
    got = ask(f"/{query}")
    assert got.status == 200 and fhir_gate.structure_issues(got.body, "") == []
    assert {key for key, mode in modes(got).items() if mode == "include"} == along
    assert got.json["total"] == len([mode for mode in modes(got).values() if mode == "match"])


def test_too_much_does_not_come_along(linked, ask, monkeypatch) -> None:
    monkeypatch.setattr("workstation.services.facade_links._MOST_ALONG", 5)
    assert ask("/Patient?_revinclude=Observation:patient").status == 400
    assert ask("/Patient?_id=p2&_revinclude=Observation:patient").status == 200


def test_a_reference_opens_no_other_chart(linked, ask) -> None:
    got = ask("/Observation?patient=p1&_id=of-other&_include=Observation:*")
    assert "Patient/p2" not in modes(got) and "Condition/c2" not in modes(got)


@pytest.mark.parametrize("query", [
    "Observation?patient=p1&_include=Patient:organization", "Observation?patient=p1&_include=Observation:specimen",
    "Observation?patient=p1&_include:iterate=Observation:performer", "Observation?patient=p1&_include=*",
    "Patient?_revinclude=Observation:performer", "Patient?_revinclude=Claim:patient",
    "Observation?patient=p1&_elements=code,%22", "Observation?patient=p1&_elements=code&_elements=status",
    "Observation?patient=p1&_lastUpdated=yesterday", "Observation?patient=p1&_total=some",
    "Patient/p1?_elements=name", "Patient/p1/$everything?_since=soon", "Patient/p1/$everything?_elements=id",
])
def test_what_is_not_offered_is_said(ask, query: str) -> None:
    got = ask(f"/{query}")
    assert got.status == 400 and got.json["resourceType"] == "OperationOutcome"


def test_elements_keep_their_bytes_and_what_is_required(ask) -> None:
    got = ask("/Observation?patient=p1&_id=o1&_elements=value,category")
    resource = got.json["entry"][0]["resource"]
    assert set(resource) == {"resourceType", "id", "status", "code", "category", "valueQuantity", "meta"}
    assert b"72.50" in got.body and resource["meta"]["tag"][0]["code"] == "SUBSETTED"
    assert fhir_gate.structure_issues(got.body, "") == []
    person = ask("/Patient?_id=p1&_elements=birthDate").json["entry"][0]["resource"]
    assert set(person) == {"resourceType", "id", "birthDate", "meta"}


def test_every_type_in_few_elements_is_still_valid(linked, ask) -> None:
    for kind in ("Condition", "Encounter", "MedicationRequest", "Observation"):
        got = ask(f"/{kind}?patient=p1&_elements=id")
        assert got.ids and fhir_gate.structure_issues(got.body, "") == []


def received(clinic: Clinic, key: str, when: datetime) -> None:
    """Sets back when a resource came, as if the clinic had had it for long."""
    clinic.act("record.import", write=lambda conn: conn.execute(
        schema.resource.update().where(schema.resource.c.key == key).values(received=when.isoformat())))


def test_what_changed_since_is_found(filled, ask) -> None:
    old = datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)
    for key in ("Observation/o1", "Patient/p1"):
        received(filled, key, old)
    assert ask("/Observation?patient=p1&_lastUpdated=lt2021").ids == ["o1"]
    assert ask("/Observation?patient=p1&_lastUpdated=2020-05-06T07:08:09Z").ids == ["o1"]
    assert len(ask("/Observation?patient=p1&_lastUpdated=ge2021").ids) == 11
    assert ask("/Patient?_lastUpdated=lt2021").ids == ["p1"] and ask("/Patient?_lastUpdated=ge2021").ids == ["p2"]
    assert ask("/Patient?name=anna&_lastUpdated=ge2021").ids == []
    since = quote((datetime.now(UTC) - timedelta(days=1)).isoformat())
    keys = modes(ask(f"/Patient/p1/$everything?_since={since}"))
    assert len(keys) == 13 and "Observation/o1" not in keys and "Patient/p1" not in keys


def test_everything_is_paged_whole(ask) -> None:
    whole = modes(ask("/Patient/p1/$everything"))
    assert whole["Practitioner/dr"] == "include"
    reply, seen = ask("/Patient/p1/$everything?_count=4"), {}
    while True:
        assert not set(seen) & set(modes(reply))
        seen |= modes(reply)
        assert reply.json["total"] == 14
        following = link(reply, "next")
        if not following:
            break
        reply = ask(following)
    assert seen == whole


def test_a_version_that_the_client_has_is_not_sent_again(filled, ask, tmp_path: Path) -> None:
    first = ask("/Practitioner/dr")
    tag, when = first.headers["ETag"], first.headers["Last-Modified"]
    for known in ({"If_None_Match": tag}, {"If_None_Match": f'"x", {tag}'}, {"If_None_Match": "*"},
                  {"If_Modified_Since": when}):
        got = ask("/Practitioner/dr", **known)
        assert got.status == 304 and got.body == b"" and got.headers["ETag"] == tag
        assert "Content-Length" not in got.headers
    for other in ({"If_None_Match": 'W/"9"'}, {"If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
                  {"If_Modified_Since": "nonsense"}, {"If_None_Match": 'W/"9"', "If_Modified_Since": when}):
        assert ask("/Practitioner/dr", **other).status == 200
    bring(filled, tmp_path, {"resourceType": "Practitioner", "id": "dr", "name": [{"family": "Lin"}]})
    assert ask("/Practitioner/dr", If_None_Match=tag).status == 200
    assert record.source(filled, "Practitioner/dr").version == 2


def test_the_capability_statement_is_exact(ask) -> None:
    """Every parameter and every inclusion that it names is answered, and whatever it doesn't name is refused."""
    told = ask("/metadata")
    assert fhir_gate.structure_issues(told.body, "") == []
    values = {"date": "2020", "token": "x", "string": "x", "reference": "p1"}
    named: dict[str, set[str]] = {}
    for one in told.json["rest"][0]["resource"]:
        kind = one["type"]
        if {"code": "search-type"} not in one["interaction"]:
            assert ask(f"/{kind}?patient=p1").status == 400
            continue
        whose = "" if kind == "Patient" else "patient=p1&"
        parameters = {p["name"]: p["type"] for p in one["searchParam"]}
        named[kind] = set(parameters)
        query = "&".join(f"{name}={values[sort]}" for name, sort in parameters.items() if sort != "reference")
        got = ask(f"/{kind}?{whose}{query}")
        assert got.status == 200, (kind, got.body)
        more = [*(f"_include={name}" for name in one.get("searchInclude", [])),
                *(f"_revinclude={name}" for name in one.get("searchRevInclude", []))]
        for start in range(0, len(more), 40):
            got = ask(f"/{kind}?{whose}{'&'.join(more[start:start + 40])}")
            assert got.status == 200, (kind, got.body)
    assert len(named) == 20 and all("_lastUpdated" in held for held in named.values())
    everything = set().union(*named.values())
    for kind, held in named.items():
        for name in everything - held:
            whose = "" if kind == "Patient" else "patient=p1&"
            assert ask(f"/{kind}?{whose}{name}=2020").status == 400, (kind, name)
