"""The facade driven by FHIR clients that we didn't write: fhirpy (MIT) and fhirclient (Apache-2.0)."""

from __future__ import annotations

import pytest

WHY = "the client library is a development dependency and is not installed"


@pytest.fixture
def fhirpy(server, ask):
    library = pytest.importorskip("fhirpy", reason=WHY)
    return library.SyncFHIRClient(server.url, authorization=f"Bearer {ask.token}")


def test_fhirpy_finds_reads_and_pages(fhirpy) -> None:
    people = fhirpy.resources("Patient").search(name="muller").fetch()
    assert [one.id for one in people] == ["p1"] and people[0]["birthDate"] == "1980-05"
    weights = fhirpy.resources("Observation").search(patient="p1", code="http://loinc.org|29463-7").sort("-date")
    assert [one.id for one in weights.limit(2).fetch_all()] == ["o11", "o9", "o7", "o5", "o3", "o1"]
    assert weights.count() == 6
    assert fhirpy.reference("Patient", "p1").to_resource()["gender"] == "female"
    assert fhirpy.resources("Observation").search(patient="p1", date__ge="2020-01-11").count() == 2


def test_fhirpy_includes_and_chooses_elements(fhirpy) -> None:
    bundle = fhirpy.resources("Condition").search(patient="p1").include("Condition", "asserter").fetch_raw()
    assert {entry["resource"]["resourceType"] for entry in bundle["entry"]} == {"Condition", "Practitioner"}
    bundle = fhirpy.resources("Patient").search(_id="p1").revinclude("Condition", "patient").fetch_raw()
    assert {entry["resource"]["id"] for entry in bundle["entry"]} == {"p1", "c1"}
    few = fhirpy.resources("Observation").search(patient="p1", _id="o1").elements("code").fetch()
    assert "valueQuantity" not in few[0] and few[0]["status"] == "final"


def test_fhirpy_runs_the_operations(fhirpy) -> None:
    person = fhirpy.reference("Patient", "p1").to_resource()
    everything = person.execute("$everything", method="get")
    assert len(everything["entry"]) == 15
    assert person.execute("$summary", method="get")["type"] == "document"


def test_fhirpy_hears_what_is_wrong(fhirpy) -> None:
    from fhirpy.base.exceptions import OperationOutcome, ResourceNotFound

    with pytest.raises(ResourceNotFound):
        fhirpy.reference("Patient", "nobody").to_resource()
    with pytest.raises(OperationOutcome, match="no search parameter"):
        fhirpy.resources("Observation").search(patient="p1", colour="red").fetch()


def test_fhirclient_reads_and_searches(server, ask) -> None:
    library = pytest.importorskip("fhirclient", reason=WHY)
    from fhirclient import client
    from fhirclient.models.observation import Observation
    from fhirclient.models.patient import Patient

    assert library.__version__
    smart = client.FHIRClient(settings={"app_id": "consilia-test", "api_base": server.url})
    smart.server.session.headers["Authorization"] = f"Bearer {ask.token}"
    person = Patient.read("p1", smart.server)
    assert person.name[0].family == "Müller" and person.gender == "female"
    found = list(Observation.where({"patient": "p1", "code": "8302-2", "_count": "4"}).perform_resources_iter(
        smart.server))
    assert len(found) == 6 and found[0].valueQuantity.value == 72.5
