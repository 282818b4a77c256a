"""What a FHIR client gets over loopback: reads, versions, searches, operations, and its token's limits."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from workstation.exchange import fhir_gate
from workstation.exchange.ips import check
from workstation.services import facade_tokens, importing, record
from workstation.services.clinic import Clinic
from workstation.services.facade_server import FacadeServer
from workstation.store import schema


def entries(clinic: Clinic) -> list[tuple[str, str | None, str]]:
    with clinic.read() as conn:
        return [(r.action, r.patient_id, r.detail) for r in conn.execute(schema.audit.select())]


def test_the_capability_statement_is_valid_and_open(server: FacadeServer, ask) -> None:
    ask.token = ""
    got = ask("/metadata")
    assert got.status == 200 and fhir_gate.structure_issues(got.body, "") == []
    assert got.json["fhirVersion"] == "4.0.1"
    assert "Observation" in {r["type"] for r in got.json["rest"][0]["resource"]}


def test_a_resource_is_served_with_its_own_bytes(filled: Clinic, ask) -> None:
    got = ask("/Observation/o1")
    assert got.body == record.source(filled, "Observation/o1").raw and b"72.50" in got.body
    assert got.headers["ETag"] == 'W/"1"' and got.headers["Content-Type"].startswith("application/fhir+json")
    head = ask("/Observation/o1", method="HEAD")
    assert head.body == b"" and head.headers["Content-Length"] == str(len(got.body))
    assert ("record.read", "p1", "FHIR token lab: read Observation/o1") in entries(filled)


def test_earlier_versions_are_kept(filled: Clinic, ask, tmp_path: Path) -> None:
    before = ask("/Practitioner/dr").body
    (tmp_path / "new.ndjson").write_text('{"resourceType": "Practitioner", "id": "dr", "name": [{"family": "Lin"}]}\n')
    importing.import_paths(filled, [tmp_path / "new.ndjson"])
    assert ask("/Practitioner/dr").json["name"][0]["family"] == "Lin"
    assert ask("/Practitioner/dr/_history/1").body == before
    assert ask("/Practitioner/dr/_history/2").headers["ETag"] == 'W/"2"'
    assert ask("/Practitioner/dr/_history/3").status == 404


@pytest.mark.parametrize(("query", "ids"), [
    ("name=muller", ["p1"]), ("name=M%C3%BCll", ["p1"]), ("family=anna", []), ("given=anna", ["p1"]),
    ("name=%E9%83%AD", ["p2"]), ("name=anna,%E9%83%AD", ["p1", "p2"]), ("family:exact=M%C3%BCller", ["p1"]),
    ("family:exact=muller", []), ("identifier=N-17", ["p1"]), ("identifier=urn:clinic%7CN-17", ["p1"]),
    ("identifier=urn:other%7CN-17", []), ("birthdate=1980-05", ["p1"]), ("birthdate=1980", ["p1"]),
    ("birthdate=1980-05-03", []), ("birthdate=lt1960", ["p2"]), ("birthdate=ge1980&gender=female", ["p1"]),
    ("gender=male", ["p2"]), ("_id=p2", ["p2"]), ("", ["p1", "p2"]), ("name=anna&birthdate=1950", []),
])
def test_people_are_found(ask, query: str, ids: list[str]) -> None:
    got = ask(f"/Patient?{query}")
    assert got.status == 200 and got.ids == ids and got.json["total"] == len(ids)
    assert fhir_gate.structure_issues(got.body, "") == []


@pytest.mark.parametrize(("query", "ids"), [
    ("code=8302-2", ["o10", "o12", "o2", "o4", "o6", "o8"]), (f"code={quote('http://loinc.org|29463-7')}&_sort=-date",
                                                              ["o11", "o9", "o7", "o5", "o3", "o1"]),
    (f"code={quote('http://loinc.org|local')}", []), ("category=laboratory&_sort=date", ["o10", "o11", "o12"]),
    ("date=2020-01-03", ["o3"]), ("date=ge2020-01-11", ["o11", "o12"]), ("date=gt2020-01-11", ["o12"]),
    ("date=le2020-01-02", ["o1", "o2"]), ("date=ge2020-01-02&date=lt2020-01-04", ["o2", "o3"]),
    ("date=sa2020-01-11", ["o12"]), ("date=eb2020-01-02", ["o1"]), ("date=2020-01&_summary=count", []),
    ("_id=o3,o5", ["o3", "o5"]), ("date=2019", []), ("status=final&_count=2", ["o1", "o10"]),
])
def test_observations_are_found(ask, query: str, ids: list[str]) -> None:
    got = ask(f"/Observation?patient=p1&{query}")
    assert got.status == 200 and got.ids == ids
    assert fhir_gate.structure_issues(got.body, "") == []
    assert ask(f"/Observation?subject=Patient/p1&{query}").ids == ids


@pytest.mark.parametrize(("query", "found"), [
    ("onset-date=2011", False), ("onset-date=ge2011", True), ("onset-date=sa2012-04", False),
    ("onset-date=lt2010-02", True), ("onset-date=eb2010", False), ("clinical-status=active", True), ("code=1", False),
])
def test_periods_are_spans(ask, query: str, found: bool) -> None:
    assert ask(f"/Condition?patient=p1&{query}").ids == (["c1"] if found else [])


def test_pages_join_to_the_whole(ask) -> None:
    url, seen = "/Observation?patient=p1&_sort=-date&_count=5", []
    for _ in range(10):
        got = ask(url)
        assert got.json["total"] == 12 and len(got.ids) <= 5
        seen += got.ids
        following = [link["url"] for link in got.json["link"] if link["relation"] == "next"]
        if not following:
            break
        url = following[0]
    assert seen == [f"o{n}" for n in range(12, 0, -1)]


def test_a_search_by_post_is_the_same(ask) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    got = ask("/Observation/_search", method="POST", data=b"patient=p1&code=8302-2&_count=2", **form)
    assert got.ids == ["o10", "o12"]
    following = next(link["url"] for link in got.json["link"] if link["relation"] == "next")
    assert ask(following).ids == ["o2", "o4"]


def test_everything_holds_the_chart_and_nothing_of_others(filled: Clinic, ask) -> None:
    got = ask("/Patient/p1/$everything")
    keys = {f"{e['resource']['resourceType']}/{e['resource']['id']}" for e in got.json["entry"]}
    assert len(keys) == 15 and "Practitioner/dr" in keys and "Condition/c2" not in keys
    assert ask("/Patient/p1/$everything?_type=Condition").ids == ["c1"]
    assert len(ask("/Patient/p1/$everything?_count=4").json["entry"]) == 4
    assert ("patient.export", "p1", "FHIR token lab: $everything") in entries(filled)


def test_the_summary_is_a_patient_summary(ask) -> None:
    got = ask("/Patient/p1/$summary")
    assert got.status == 200 and check.faults(got.body) == [] and fhir_gate.structure_issues(got.body, "") == []


@pytest.mark.parametrize(("path", "status"), [
    ("/Observation", 400), ("/Observation?patient=p1&_include=x", 400), ("/Observation?patient=p1&date=yesterday", 400),
    ("/Observation?patient=p1&date=ap2020", 400), ("/Observation?patient=p1,p2", 400),
    ("/Observation?patient=p1&patient=p2", 400), ("/Observation?patient=p1&code:text=x", 400),
    ("/Observation?patient=p1&_count=-1", 400), ("/Observation?patient=p1&_count=x", 400),
    ("/Observation?patient=p1&_sort=value", 400), ("/Observation?patient=p1&code=", 400),
    ("/Observation?patient=nobody", 404), ("/Observation/none", 404), ("/Nonsense/1", 404), ("/", 404), ("", 404),
    ("/Patient/p1/$delete", 404), ("/Condition/c1/$everything", 404), ("/Patient/nobody/$summary", 404),
    ("/Patient?_format=xml", 406), ("/Patient/p1/$summary?x=1", 400), ("/Claim?patient=p1", 400),
    ("/Patient?" + "&".join(f"_id={n}" for n in range(60)), 400), ("/Patient/p1/_history", 404),
])
def test_every_failure_is_an_operation_outcome(ask, path: str, status: int) -> None:
    got = ask(path)
    assert got.status == status and got.json["resourceType"] == "OperationOutcome"
    assert fhir_gate.structure_issues(got.body, "") == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "OPTIONS", "BREW"])
def test_nothing_is_written(ask, method: str) -> None:
    got = ask("/Patient/p1", method=method, data=b"{}" if method == "POST" else None)
    assert got.status == 405 and got.json["resourceType"] == "OperationOutcome" and "Allow" in got.headers


def test_without_a_living_token_nothing_is_read(filled: Clinic, ask) -> None:
    good = ask.token
    for bad in ("", "wrong", good[:-1], good + "x", "x" * 5000):
        ask.token = bad
        got = ask("/Patient/p1")
        assert got.status == 401 and got.headers["WWW-Authenticate"].startswith("Bearer")
    ask.token = good
    assert ask("/Patient/p1").status == 200
    facade_tokens.revoke(filled, "lab")
    assert ask("/Patient/p1").status == 401


def test_a_token_ends_and_is_not_kept_readable(filled: Clinic) -> None:
    secret = facade_tokens.add(filled, "short", days=1)
    assert facade_tokens.holder(filled, secret) is not None
    assert facade_tokens.holder(filled, secret, datetime.now(UTC) + timedelta(days=1, seconds=1)) is None
    with filled.read() as conn:
        assert all(secret not in row.value for row in conn.execute(schema.meta.select()))
    assert all(secret not in detail for _, _, detail in entries(filled))


def test_a_token_for_one_chart_sees_no_other(scoped) -> None:
    mine = scoped("read:patient/p1")
    assert mine("/Patient").ids == ["p1"] and mine("/Patient?name=%E9%83%AD").ids == []
    assert mine("/Patient/p1").status == 200 and mine("/Practitioner/dr").status == 200
    for path in ("/Patient/p2", "/Condition/c2", "/Observation/o90", "/Patient/none"):
        assert mine(path).status == 404
    for path in ("/Observation?patient=p2", "/Patient/p2/$everything", "/Patient/p2/$summary",
                 "/Observation?patient=nobody"):
        assert mine(path).status == 403


def test_refused_requests_are_entered_together(filled: Clinic, server: FacadeServer, ask) -> None:
    ask.token = "wrong"
    for _ in range(5):
        assert ask("/Patient/p1").status == 401
    server.close()
    said = [detail for action, _, detail in entries(filled) if action == "facade.serve"]
    assert said[1:3] == ["FHIR requests not answered: 1 x 401", "FHIR requests not answered: 4 x 401"]
    assert "ended after 5 requests" in said[3]


def test_numbers_and_names_of_people_stay_out_of_the_trail(filled: Clinic, ask) -> None:
    ask("/Patient?name=Secretname&identifier=9876543")
    trail = json.dumps(entries(filled))
    assert "Secretname" not in trail and "9876543" not in trail and "people by identifier, name" in trail
