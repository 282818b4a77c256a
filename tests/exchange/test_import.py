"""Importing FHIR: nothing lost, everything said, the same file twice adds nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fhir_samples import bundle, observation, patient
from sqlalchemy import delete, func, select

from workstation.domain.patient import AllergyState
from workstation.domain.resource import FileReport, FileStatus
from workstation.errors import Cancelled, NotFound, NotThatFormat
from workstation.services import exporting, importing, patients, record, upkeep
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema

Write = Callable[..., Path]


def take(clinic: Clinic, path: Path) -> FileReport:
    return importing.import_paths(clinic, [path]).files[0]


def sums(report: FileReport) -> dict[str, int]:
    return {name: sum(c[name] for c in report.counts.values())
            for name in ("found", "stored", "unchanged", "quarantined", "refused")}


def stored(clinic: Clinic) -> int:
    with clinic.read() as conn:
        return conn.execute(select(func.count()).select_from(schema.resource)).scalar_one()


@pytest.mark.parametrize("kind", ["transaction", "collection", "searchset", "document", "batch", "history"])
def test_bundles_of_every_type(clinic: Clinic, write: Write, kind: str) -> None:
    report = take(clinic, write(bundle(patient(), observation(), kind=kind)))
    assert report.status is FileStatus.IMPORTED
    assert sums(report) == {"found": 2, "stored": 2, "unchanged": 0, "quarantined": 0, "refused": 0}
    assert [e.value_text for e in record.timeline(clinic, "p1")] == ["4.2"]


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.dcm", "a", "a.pdf"])
def test_the_name_of_a_file_does_not_matter(clinic: Clinic, write: Write, name: str) -> None:
    assert take(clinic, write(patient(), name)).status is FileStatus.IMPORTED
    packed = gzip.compress(json.dumps(observation()).encode())
    assert take(clinic, write(packed, f"zipped-{name}")).status is FileStatus.IMPORTED
    lines = "\n".join(json.dumps(observation(f"n{n}")) for n in range(3))
    assert sums(take(clinic, write(lines, f"lines-{name}")))["stored"] == 3


def test_the_same_twice_adds_nothing(clinic: Clinic, write: Write) -> None:
    nameless = {"resourceType": "Condition", "subject": {"reference": "Patient/p1"}}
    path = write(bundle(patient(), observation(), nameless))
    assert sums(take(clinic, path))["stored"] == 3
    before = record.timeline(clinic, "p1")
    assert sums(take(clinic, path)) == {"found": 3, "stored": 0, "unchanged": 3, "quarantined": 0, "refused": 0}
    assert record.timeline(clinic, "p1") == before and stored(clinic) == 3


def test_a_change_makes_a_version_and_an_old_one_does_not_come_back(clinic: Clinic, write: Write) -> None:
    first, second = write(bundle(patient(), observation()), "1"), write(
        observation(valueQuantity={"value": 5.9, "unit": "mmol/L"}), "2")
    take(clinic, first)
    take(clinic, second)
    held = record.versions(clinic, "Observation/o1")
    assert [v.version for v in held] == [2, 1]
    assert held[1].raw == json.dumps(observation(), ensure_ascii=False).encode()
    assert [e.value_text for e in record.timeline(clinic, "p1")] == ["5.9"]
    assert sums(take(clinic, first))["unchanged"] == 2
    assert [e.value_text for e in record.timeline(clinic, "p1")] == ["5.9"]


def test_an_older_version_waits(clinic: Clinic, write: Write) -> None:
    take(clinic, write(bundle(patient(), observation(meta={"lastUpdated": "2024-05-06T10:00:00Z"})), "1"))
    report = take(clinic, write(observation(meta={"lastUpdated": "2024-05-06T09:00:00Z"}), "2"))
    assert report.status is FileStatus.QUARANTINED and "older" in report.issues[0].message


def test_references_by_uuid_and_by_address(clinic: Clinic, write: Write) -> None:
    uuid = "urn:uuid:0c7f1f6e-0000-4000-8000-000000000001"
    address = "https://example.org/fhir/Patient/p9"
    held = {"resourceType": "Bundle", "type": "transaction", "entry": [
        {"fullUrl": uuid, "resource": {k: v for k, v in patient().items() if k != "id"}},
        {"resource": observation("by-uuid", uuid)},
        {"fullUrl": address, "resource": patient("p9", birthDate="1990-01-01")},
        {"resource": observation("by-address", address)},
        {"resource": observation("by-version", "Patient/p9/_history/2")},
    ]}
    assert take(clinic, write(held)).status is FileStatus.IMPORTED
    assert [e.source for e in record.timeline(clinic, uuid.removeprefix("urn:uuid:"))] == ["Observation/by-uuid"]
    assert {e.source for e in record.timeline(clinic, "p9")} == {"Observation/by-address", "Observation/by-version"}


def test_what_points_at_nothing_is_kept_listed_and_met_later(clinic: Clinic, write: Write) -> None:
    report = take(clinic, write(observation(encounter={"reference": "Encounter/e1"}), "1"))
    assert report.status is FileStatus.IMPORTED and "Encounter/e1, Patient/p1" in report.issues[-1].message

    def loose() -> set[str]:
        with clinic.read() as conn:
            return set(conn.execute(select(schema.dangling_reference.c.reference)).scalars())

    assert loose() == {"Patient/p1", "Encounter/e1"} and patients.search(clinic) == []
    take(clinic, write(patient(), "2"))
    assert loose() == {"Encounter/e1"}
    (row,) = patients.search(clinic)
    assert row.last_event is not None and len(record.timeline(clinic, "p1")) == 1


def test_another_birth_date_under_one_id_waits_with_all_that_hangs_on_it(clinic: Clinic, write: Write) -> None:
    take(clinic, write(bundle(patient(), observation()), "1"))
    report = take(clinic, write(bundle(patient(birthDate="1980-02-04"), observation("o2")), "2"))
    assert report.status is FileStatus.QUARANTINED
    assert sums(report) == {"found": 2, "stored": 0, "unchanged": 0, "quarantined": 2, "refused": 0}
    assert len(record.timeline(clinic, "p1")) == 1
    with clinic.read() as conn:
        waiting = conn.execute(select(schema.quarantine)).all()
    assert len(waiting) == 2 and json.loads(clinic.vault.get(waiting[0].blob))
    take(clinic, write(bundle(patient(birthDate="1980-02-04"), observation("o2")), "2"))
    with clinic.read() as conn:
        assert len(conn.execute(select(schema.quarantine)).all()) == 2


def test_a_known_record_under_another_patient_waits(clinic: Clinic, write: Write) -> None:
    take(clinic, write(bundle(patient(), observation()), "1"))
    report = take(clinic, write(bundle(patient("p2"), observation(who="Patient/p2")), "2"))
    assert sums(report)["quarantined"] == 1 and len(record.timeline(clinic, "p1")) == 1


def test_one_bad_entry_never_costs_the_rest(clinic: Clinic, write: Write) -> None:
    good = json.dumps(patient())
    text = ('{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"id":"a","id":"b"}},7,{},'
            f'{{"resource":{{"resourceType":"Nonsense"}}}},{{"resource":{good}}}]}}')
    report = take(clinic, write(text))
    assert report.status is FileStatus.IMPORTED and sums(report)["refused"] == 4 and sums(report)["stored"] == 1
    errors = [i for i in report.issues if i.severity == "error"]
    assert [i.place.split()[0] for i in errors] == ["entry[0]", "entry[1]", "entry[2]", "entry[3]"]
    assert all(i.excerpt for i in errors)


def test_an_invalid_resource_is_kept_with_its_warning(clinic: Clinic, write: Write) -> None:
    report = take(clinic, write(bundle(patient(gender=["f"]), observation(status=None))))
    assert report.status is FileStatus.IMPORTED and sums(report)["stored"] == 2
    assert any(i.severity == "warning" and "gender" in i.message for i in report.issues)


@pytest.mark.parametrize("content", [b"{}", b'{"a": [1, 2]}', b"[1, 2]", b"42", b'"asd"', b" true\n", b"-0.1", b"null"])
def test_json_without_a_record_is_read_and_said_to_hold_none(clinic: Clinic, write: Write, content: bytes) -> None:
    report = take(clinic, write(content))
    assert report.without_record and report.counts == {} and stored(clinic) == 0
    (issue,) = report.issues
    assert issue.severity == "warning" and "holds no FHIR R4 resource" in issue.message



@pytest.mark.parametrize(("content", "said"), [
    (b"", "empty"), (b'{"a": [1, 2}', "damaged"), (b"[1, 2", "damaged"), (b"4 2", "record or an image"),
    (b'[{"resourceType":"Patient","id":"a"}]', "neither a resource nor a Bundle"),
    (b'{"patients":[{"resourceType":"Patient","id":"a"}]}', "neither a resource nor a Bundle"),
    (b'{"a":1,"a":2}', "unsafe"), (b'[{"a":1,"a":2}]', "unsafe"),
    (b'{"resourceType":"Bundle","type":"collection"}', "no resource"), (b'{"resourceType": "Pat', "damaged"),
    (b"%PDF-1.7", "record or an image"), (b"PK\x03\x04rest", "damaged"), (b"<ClinicalDocument/>", "C-CDA"),
    (b"MSH|^~\\&|A|B", "HL7 v2"), (b"f1 1 0 0 1 2\nf1 2 0 0 2 1\n", "consilia pedigree"),
    (b"\x1f\x8bnot gzip", "compressed"),
    (gzip.compress(b"{" + b" " * 100)[:-4], "compressed"), (b"\xff\xfe{\x00}\x00", "UTF-16"),
])
def test_what_can_not_be_taken_in_is_named_in_one_sentence(
    clinic: Clinic, write: Write, content: bytes, said: str
) -> None:
    report = take(clinic, write(content))
    assert report.status is FileStatus.REJECTED and stored(clinic) == 0
    assert said in report.issues[0].message and "\n" not in report.issues[0].message


def test_no_file_and_an_empty_folder(clinic: Clinic, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        importing.import_paths(clinic, [tmp_path / "nothing"])
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    with pytest.raises(NotThatFormat):
        importing.import_paths(clinic, [tmp_path / "folder"])


def test_a_folder_with_all_below_it_and_a_stop_that_keeps_what_was_done(
    clinic: Clinic, write: Write, tmp_path: Path
) -> None:
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    for number in range(4):
        write(patient(f"p{number}")).rename(inner.parent / f"{number}.json" if number % 2 else inner / f"{number}.json")
    progress = Progress("The import", lambda fraction, _: progress.cancel() if fraction >= 0.5 else None)
    with pytest.raises(Cancelled):
        importing.import_paths(clinic, [tmp_path / "in"], progress)
    assert 1 <= len(patients.search(clinic)) < 4
    report = importing.import_paths(clinic, [tmp_path / "in"])
    assert len(report.files) == 4 and len(patients.search(clinic)) == 4


def test_a_zipped_bomb_is_stopped(clinic: Clinic, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.exchange import bounded

    monkeypatch.setattr(bounded, "LARGEST_DOCUMENT", 1 << 20)
    report = take(clinic, write(gzip.compress(b'{"resourceType":"Patient","x":"' + b"a" * (4 << 20) + b'"}')))
    assert report.status is FileStatus.REJECTED and "unsafe" in report.issues[0].message


def test_no_known_allergy_is_not_none_recorded(clinic: Clinic, write: Write) -> None:
    def allergy(identity: str, **more: Any) -> dict[str, Any]:
        return {"resourceType": "AllergyIntolerance", "id": identity, "patient": {"reference": "Patient/p1"}} | more

    take(clinic, write(patient(), "1"))
    assert patients.banner(clinic, "p1").allergy_state is AllergyState.NONE_RECORDED
    none = allergy("n", code={"coding": [{"system": "http://snomed.info/sct", "code": "716186003"}]})
    take(clinic, write(none, "2"))
    assert patients.banner(clinic, "p1").allergy_state is AllergyState.NO_KNOWN
    take(clinic, write(allergy("a", code={"text": "Latex"}, criticality="high"), "3"))
    banner = patients.banner(clinic, "p1")
    assert banner.allergy_state is AllergyState.LISTED
    assert [(a.substance, a.severe) for a in banner.allergies] == [("Latex", True)]
    resolved = allergy("a", code={"text": "Latex"}, clinicalStatus={"coding": [{"code": "resolved"}]})
    take(clinic, write(resolved, "4"))
    assert patients.banner(clinic, "p1").allergy_state is AllergyState.NO_KNOWN


def test_an_export_has_the_bytes_that_came(clinic: Clinic, write: Write, tmp_path: Path) -> None:
    odd = '{ "resourceType" : "Observation",\n\t"id":"o1","valueQuantity":{"value":72.50},' \
          '"code":{"text":"\\u738b 王"},' \
          '"subject":{"reference":"Patient/p1"},"performer":[{"reference":"Practitioner/d"}],"status":"final"}'
    doctor = '{"resourceType":"Practitioner","id":"d"}'
    whole = f'{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{json.dumps(patient())}}},' \
            f'{{"resource":{odd}}},{{"resource":{doctor}}}]}}'
    take(clinic, write(whole))
    assert exporting.export(clinic, "p1", "bundle", tmp_path / "out.json") == 3
    text = (tmp_path / "out.json").read_text()
    assert odd in text and doctor in text and len(json.loads(text)["entry"]) == 3
    assert exporting.export(clinic, "p1", "ndjson", tmp_path / "out.ndjson") == 3
    assert [json.loads(line)["resourceType"] for line in (tmp_path / "out.ndjson").read_text().splitlines()] == [
        "Patient", "Observation", "Practitioner"]
    (tmp_path / "again").mkdir()
    assert sums(take(clinic, tmp_path / "out.json"))["unchanged"] == 3


def test_an_allergy_statement_says_no_more_than_it_says(clinic: Clinic, write: Write) -> None:
    def coded(identity: str, code: str, words: str) -> dict[str, Any]:
        return {"resourceType": "AllergyIntolerance", "id": identity, "patient": {"reference": "Patient/p1"},
                "code": {"coding": [{"code": code}], "text": words}}

    take(clinic, write(bundle(patient(), coded("i", "no-allergy-info", "No information")), "1"))
    assert patients.banner(clinic, "p1").allergy_state is AllergyState.NONE_RECORDED
    take(clinic, write(coded("d", "409137002", "No known drug allergy"), "2"))
    banner = patients.banner(clinic, "p1")
    assert banner.allergy_state is AllergyState.LISTED and banner.allergies[0].substance == "No known drug allergy"


def test_a_drug_has_its_name_wherever_that_is_written(clinic: Clinic, write: Write) -> None:
    """By reference within the file, to what is stored, to what comes later, and after the name was corrected."""
    def takes(identity: str, reference: str) -> dict[str, Any]:
        return {"resourceType": "MedicationStatement", "id": identity, "status": "active",
                "subject": {"reference": "Patient/p1"}, "medicationReference": {"reference": reference}}

    def drug(identity: str, name: str) -> dict[str, Any]:
        return {"resourceType": "Medication", "id": identity, "code": {"text": name}}

    def named() -> dict[str, str]:
        return {m.source.split("/")[1]: m.name for m in record.summary(clinic, "p1").medications}

    uuid = "urn:uuid:0c7f1f6e-0000-4000-8000-00000000000a"
    held = bundle(patient(), takes("s1", uuid), takes("s2", "Medication/later"))
    held["entry"].append({"fullUrl": uuid, "resource": drug("other-id", "Warfarin")})
    take(clinic, write(held, "1"))
    assert named() == {"s1": "Warfarin", "s2": "MedicationStatement"}
    take(clinic, write(drug("later", "Apixaban"), "2"))
    take(clinic, write(takes("s3", "Medication/later"), "3"))
    take(clinic, write(drug("other-id", "Warfarin 5 mg"), "4"))
    expected = {"s1": "Warfarin 5 mg", "s2": "Apixaban", "s3": "Apixaban"}
    assert named() == expected
    with clinic.store.database.read() as conn:
        before = conn.execute(select(schema.timeline.c.source, schema.timeline.c.display)).all()
    upkeep.rebuild(clinic)
    assert named() == expected
    with clinic.store.database.read() as conn:
        assert sorted(conn.execute(select(schema.timeline.c.source, schema.timeline.c.display)).all()) == sorted(before)


def test_the_projections_come_back_from_the_original_bytes_alone(clinic: Clinic, write: Write) -> None:
    panel = observation("bp", component=[{"code": {"text": "a"}, "valueQuantity": {"value": 1}}])
    take(clinic, write(bundle(patient(), observation(), panel, patient("p2", birthDate="1990"))))
    before = record.timeline(clinic, "p1"), patients.search(clinic), patients.search(clinic, "lee")
    clinic.act("projection.rebuild", write=lambda conn: [conn.execute(delete(table)) for table in (
        schema.timeline, schema.patient_entry, schema.patient_key)])
    assert record.timeline(clinic, "p1") == [] and patients.search(clinic, "lee") == []
    assert upkeep.rebuild(clinic) == 4
    assert (record.timeline(clinic, "p1"), patients.search(clinic), patients.search(clinic, "lee")) == before
