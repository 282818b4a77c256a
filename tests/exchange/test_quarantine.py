"""What waits for a person: shown with its bytes, decided once, each decision doing just what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fhir_samples import bundle, observation, patient
from sqlalchemy import select

from workstation.domain.quarantine import QuarantineItem, QuarantineState, Release
from workstation.domain.resource import FileReport, FileStatus
from workstation.errors import NotFound, UserMistake
from workstation.services import audit, importing, patients, quarantine, record, upkeep
from workstation.services.clinic import Clinic
from workstation.store import schema

Write = Callable[..., Path]


def take(clinic: Clinic, path: Path) -> FileReport:
    return importing.import_paths(clinic, [path]).files[0]


@pytest.fixture
def two_births(clinic: Clinic, write: Write) -> Path:
    take(clinic, write(bundle(patient(), observation()), "1"))
    path = write(bundle(patient(birthDate="1980-02-04"), observation("o2"), observation("o3")), "2")
    assert take(clinic, path).status is FileStatus.QUARANTINED
    return path


def waiting(clinic: Clinic, key: str) -> QuarantineItem:
    return next(item for item in quarantine.listed(clinic, None) if item.resource_key == key)


def details(clinic: Clinic) -> list[str]:
    return [e.detail for e in audit.entries(clinic) if e.action == quarantine.ACTION and e.detail != "listed"]


def test_what_waits_is_listed_with_its_reason_and_its_bytes(clinic: Clinic, two_births: Path) -> None:
    items = quarantine.listed(clinic)
    assert [i.resource_key for i in items] == ["Observation/o2", "Observation/o3", "Patient/p1"]
    assert all("1980-02-04 here and 1980-02-03 in the store" in i.reason for i in items)
    raw = quarantine.raw(clinic, items[2])
    assert json.loads(raw)["birthDate"] == "1980-02-04" and raw in two_births.read_bytes()
    assert quarantine.find(clinic, items[0].id[:10]) == items[0]
    for wrong in ("", "zz", "%", "_"):
        with pytest.raises(NotFound):
            quarantine.find(clinic, wrong)
    assert any("looked at" in said for said in details(clinic))


def order(dose: int) -> dict[str, object]:
    return {"resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order",
            "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": "Aspirin"},
            "dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": dose, "unit": "mg"}}]}]}


def test_a_sound_version_of_what_never_came_in_settles_what_waited(clinic: Clinic, write: Write) -> None:
    bad = write(bundle(patient(), order(-5)), "1")
    assert take(clinic, bad).status is FileStatus.QUARANTINED
    report = take(clinic, write(bundle(patient(), order(5)), "2"))
    assert report.status is FileStatus.IMPORTED
    assert any("settles what waited of it" in issue.message for issue in report.issues)
    assert quarantine.listed(clinic) == []
    assert waiting(clinic, "MedicationRequest/m1").state is QuarantineState.KEPT
    again = take(clinic, bad)                        # decided: the same bad bytes do not wait a second time
    assert quarantine.listed(clinic) == [] and any("was decided before" in issue.message for issue in again.issues)


def test_the_very_bytes_that_waited_count_as_taken_once_they_are_stored(clinic: Clinic, two_births: Path,
                                                                        write: Write) -> None:
    take(clinic, write(bundle(patient(), observation("o2"), observation("o3")), "3"))
    assert {key: waiting(clinic, f"Observation/{key}").state for key in ("o2", "o3")} == {
        "o2": QuarantineState.TAKEN, "o3": QuarantineState.TAKEN}
    assert [item.resource_key for item in quarantine.listed(clinic)] == ["Patient/p1"]


def test_what_contradicts_the_record_waits_on(clinic: Clinic, two_births: Path, write: Write) -> None:
    take(clinic, write(bundle(patient(telecom=[{"system": "phone", "value": "1"}])), "4"))
    assert waiting(clinic, "Patient/p1").state is QuarantineState.WAITING
    take(clinic, write(bundle(patient("p9"), observation("o2", subject={"reference": "Patient/p9"})), "5"))
    assert waiting(clinic, "Observation/o2").state is QuarantineState.WAITING


def test_ours_keeps_the_record_as_it_is(clinic: Clinic, two_births: Path) -> None:
    item = waiting(clinic, "Patient/p1")
    assert [i.id for i in quarantine.release(clinic, item, Release.OURS)] == [item.id]
    assert patients.banner(clinic, "p1").row.born.text == "1980-02-03"
    assert len(record.versions(clinic, "Patient/p1")) == 1
    assert waiting(clinic, "Patient/p1").state is QuarantineState.KEPT
    assert len(quarantine.listed(clinic)) == 2


def test_theirs_becomes_a_version_and_all_alike_goes_with_it(clinic: Clinic, two_births: Path) -> None:
    settled = quarantine.release(clinic, waiting(clinic, "Patient/p1"), Release.THEIRS, alike=True)
    assert len(settled) == 3 and quarantine.listed(clinic) == []
    assert patients.banner(clinic, "p1").row.born.text == "1980-02-04"
    held = record.versions(clinic, "Patient/p1")
    assert [json.loads(v.raw)["birthDate"] for v in held] == ["1980-02-04", "1980-02-03"]
    assert {e.source for e in record.timeline(clinic, "p1")} == {f"Observation/o{n}" for n in (1, 2, 3)}
    report = take(clinic, two_births)
    assert report.status is FileStatus.IMPORTED and {c["unchanged"] for c in report.counts.values()} == {1, 2}


def test_another_patient_is_made_beside_ours_and_found(clinic: Clinic, two_births: Path) -> None:
    quarantine.release(clinic, waiting(clinic, "Patient/p1"), Release.ANOTHER, alike=True)
    found = {row.id: row for row in patients.search(clinic, "lee")}
    assert {i: row.born.text for i, row in found.items()} == {"p1": "1980-02-03", "p1-2": "1980-02-04"}
    assert {e.source for e in record.timeline(clinic, "p1")} == {"Observation/o1"}
    assert {e.source for e in record.timeline(clinic, "p1-2")} == {"Observation/o2", "Observation/o3"}
    before = record.timeline(clinic, "p1-2")
    upkeep.rebuild(clinic)
    assert record.timeline(clinic, "p1-2") == before and len(patients.search(clinic, "lee")) == 2


def test_a_record_under_two_patients_moves_or_stands_beside(clinic: Clinic, write: Write) -> None:
    take(clinic, write(bundle(patient(), observation()), "1"))
    take(clinic, write(bundle(patient("p2"), observation(who="Patient/p2", valueString="high")), "2"))
    item = waiting(clinic, "Observation/o1")
    with pytest.raises(UserMistake, match="Name the patient"):
        quarantine.release(clinic, item, Release.ANOTHER)
    with pytest.raises(NotFound):
        quarantine.release(clinic, item, Release.ANOTHER, "nobody")
    assert waiting(clinic, "Observation/o1").state is QuarantineState.WAITING
    quarantine.release(clinic, item, Release.ANOTHER, "p2")
    assert [e.source for e in record.timeline(clinic, "p2")] == ["Observation/o1-2"]
    assert [e.source for e in record.timeline(clinic, "p1")] == ["Observation/o1"]


def test_theirs_takes_a_record_away_from_the_patient_it_was_under(clinic: Clinic, write: Write) -> None:
    take(clinic, write(bundle(patient(), observation()), "1"))
    take(clinic, write(bundle(patient("p2"), observation(who="Patient/p2")), "2"))
    quarantine.release(clinic, waiting(clinic, "Observation/o1"), Release.THEIRS)
    assert record.timeline(clinic, "p1") == [] and len(record.timeline(clinic, "p2")) == 1
    rows = {row.id: row.last_event for row in patients.search(clinic)}
    assert rows["p1"] is None and rows["p2"] is not None


def test_a_doubtful_value_is_taken_only_by_a_person(clinic: Clinic, write: Write) -> None:
    dose = {"resourceType": "MedicationStatement", "id": "m", "status": "active",
            "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": "Heparin"},
            "dosage": [{"doseAndRate": [{"doseQuantity": {"value": -5}}]}]}
    path = write(bundle(patient(), dose), "1")
    assert take(clinic, path).status is FileStatus.QUARANTINED and record.timeline(clinic, "p1") == []
    quarantine.release(clinic, waiting(clinic, "MedicationStatement/m"), Release.THEIRS)
    assert [e.display for e in record.timeline(clinic, "p1")] == ["Heparin"]
    assert take(clinic, path).status is FileStatus.IMPORTED


def test_a_decision_is_made_once(clinic: Clinic, two_births: Path) -> None:
    item = waiting(clinic, "Observation/o2")
    quarantine.release(clinic, item, Release.OURS)
    said = len(details(clinic))
    assert quarantine.release(clinic, waiting(clinic, "Observation/o2"), Release.OURS) == []
    assert len(details(clinic)) == said
    for stale in (item, waiting(clinic, "Observation/o2")):
        with pytest.raises(UserMistake):
            quarantine.release(clinic, stale, Release.THEIRS)
        with pytest.raises(UserMistake):
            quarantine.discard(clinic, waiting(clinic, "Observation/o2"), "no")
    assert {e.source for e in record.timeline(clinic, "p1")} == {"Observation/o1"}


def test_discarded_stays_out_with_its_reason_and_is_not_asked_again(clinic: Clinic, two_births: Path) -> None:
    item = waiting(clinic, "Observation/o2")
    with pytest.raises(UserMistake):
        quarantine.discard(clinic, item, "  ")
    assert quarantine.discard(clinic, item, "a mix-up of the sender")
    assert not quarantine.discard(clinic, waiting(clinic, "Observation/o2"), "a mix-up of the sender")
    assert any("a mix-up of the sender" in said for said in details(clinic))
    report = take(clinic, two_births)
    assert report.counts["Observation"]["quarantined"] == 1 and report.counts["Observation"]["unchanged"] == 1
    assert any("decided before and is discarded" in issue.message for issue in report.issues)
    assert len(quarantine.listed(clinic)) == 2 and quarantine.raw(clinic, item)


def test_a_dangling_reference_says_where_it_stands(clinic: Clinic, write: Write) -> None:
    visit = {"resourceType": "Encounter", "id": "e", "status": "finished", "class": {"code": "AMB"},
             "subject": {"reference": "Patient/p1"},
             "participant": [{"individual": {"reference": "Practitioner/d"}},
                             {"individual": {"reference": "https://else.example/fhir/Practitioner/x"}}]}
    take(clinic, write(bundle(patient(), visit)))
    table = schema.dangling_reference
    with clinic.read() as conn:
        rows = {(r.key, r.path, r.reference) for r in conn.execute(select(table))}
    assert rows == {("Encounter/e", "participant[0].individual", "Practitioner/d"),
                    ("Encounter/e", "participant[1].individual", "https://else.example/fhir/Practitioner/x")}
