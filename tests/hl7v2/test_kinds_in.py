"""Each kind of message as what it means in the chart: visits, problems, orders, drugs, vaccines, dates, papers."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from hl7_samples import GLUCOSE, HEADER, PATIENT, REQUEST, result, segment, text

from workstation.domain.resource import FileStatus
from workstation.domain.timeline import EventKind
from workstation.services import record
from workstation.services.patients import find, search

Held = Callable[..., list[dict[str, Any]]]


def header(kind: str, control: str = "C1") -> str:
    return HEADER.replace("ORU^R01^ORU_R01", kind).replace("C1", control)


@pytest.fixture
def held(clinic: Any) -> Held:
    """The stored resources of a type, of the patient with this number."""

    def listed(kind: str, number: str = "P1") -> list[dict[str, Any]]:
        stored = record.resources(clinic, find(clinic, number).id, [kind])
        return [json.loads(one.raw) for one in stored]

    return listed


FULL = ("PID|1||P1^^^GENERAL&2.16.840.1.1&ISO^MR~999^^^USSSA^SS||王^小明^^^^^L~Wang^Xiaoming^^^^^L||19700131|M|||"
        "1 Main St^Apt 2^Town^ST^12345^USA^H||^PRN^PH^^^555^1234567~^NET^Internet^wang@example.org|||M")


def test_a_patient_with_names_numbers_address_and_next_of_kin(take_in, held) -> None:
    kin = "NK1|1|Wang^Li|SPO^Spouse^HL70063||(555)111"
    report = take_in(text(header("ADT^A28") + "||||||UNICODE UTF-8", FULL, kin))
    assert report.status is FileStatus.IMPORTED
    (patient,) = held("Patient")
    assert patient["identifier"][0]["system"] == "urn:oid:2.16.840.1.1"
    assert [one["value"] for one in patient["identifier"]] == ["P1", "999"]
    assert patient["name"][0] == {"use": "official", "family": "王", "given": ["小明"]}
    assert (patient["birthDate"], patient["gender"]) == ("1970-01-31", "male")
    assert patient["address"][0]["line"] == ["1 Main St", "Apt 2"]
    assert [(one["system"], one["value"]) for one in patient["telecom"]] == [("phone", "555 1234567"),
                                                                            ("email", "wang@example.org")]
    assert patient["contact"][0]["name"]["family"] == "Wang"
    assert report.counts["Patient"]["stored"] == 1
    assert not [issue for issue in report.issues if issue.severity != "information"]


def test_a_chinese_patient_is_found_by_name(take_in, clinic) -> None:
    take_in(text(header("ADT^A28"), FULL))
    assert [row.number for row in search(clinic, "小明")] == ["P1"]


def test_an_update_keeps_what_it_does_not_say_and_clears_what_it_quotes(take_in, held) -> None:
    take_in(text(header("ADT^A28"), FULL))
    take_in(text(header("ADT^A08", "C2"), 'PID|1||P1^^^GENERAL&2.16.840.1.1&ISO^MR||王^大明||19700131|M|||""'))
    (patient,) = held("Patient")
    assert patient["name"] == [{"family": "王", "given": ["大明"]}]
    assert "address" not in patient
    assert len(patient["telecom"]) == 2
    assert len(patient["identifier"]) == 2


def test_a_results_copy_of_the_patient_changes_nothing(take_in, held) -> None:
    take_in(text(header("ADT^A28"), PATIENT.replace("Doe^Jane", "Doe^Jane^Ann")))
    take_in(result(header=HEADER.replace("C1", "C2"), patient=PATIENT.replace("Doe^Jane", "Doe^J")))
    (patient,) = held("Patient")
    assert patient["name"][0]["given"] == ["Jane", "Ann"]


@pytest.mark.parametrize("event", ["A18", "A24", "A40", "A45", "A47"])
def test_records_are_never_united_by_a_message(take_in, clinic, event: str) -> None:
    take_in(text(header("ADT^A28"), PATIENT))
    take_in(text(header("ADT^A28", "C2"), PATIENT.replace("P1^", "P2^").replace("19700131", "19700201")))
    report = take_in(text(header(f"ADT^{event}", "C3"), PATIENT, "MRG|P2^^^GENERAL^MR"))
    assert report.status is FileStatus.QUARANTINED
    assert any("unite P2 with P1" in issue.message for issue in report.issues)
    assert {row.number for row in search(clinic)} == {"P1", "P2"}


@pytest.mark.parametrize("event, status, left", [
    ("A01", "in-progress", ""), ("A03", "finished", "202601051000+0000"), ("A05", "planned", ""),
    ("A11", "cancelled", ""), ("A13", "in-progress", ""),
])
def test_a_visit_by_its_event(take_in, held, event: str, status: str, left: str) -> None:
    visit = segment("PV1", {2: "I", 3: "WARD^101^1^GENERAL", 7: "7^Attend^Ann", 10: "SUR", 19: "V1^^^GENERAL^VN",
                            44: "202601011000+0000", 45: left})
    take_in(text(header(f"ADT^{event}"), PATIENT, visit))
    (made,) = held("Encounter")
    assert (made["status"], made["class"]["code"]) == (status, "IMP")
    assert made["period"]["start"] == "2026-01-01T10:00:00+00:00"
    assert made["identifier"][0]["value"] == "V1"
    assert made["location"][0]["location"]["display"] == "GENERAL, WARD, 101, 1"


@pytest.mark.parametrize("sent, made", [
    ("I", ("v3-ActCode", "IMP")), ("O", ("v3-ActCode", "AMB")), ("E", ("v3-ActCode", "EMER")),
    ("P", ("v3-ActCode", "PRENC")), ("R", ("v2-0004", "R")), ("B", ("v2-0004", "B")), ("U", ("v2-0004", "U")),
])
def test_a_patient_class_is_told_in_another_system_only_where_the_map_of_hl7_has_one(take_in, held, sent: str,
                                                                                      made: tuple[str, str]) -> None:
    """v2-to-FHIR 1.0.0, table PatientClass: a recurring patient or an obstetric one is not said to be out or in."""
    take_in(text(header("ADT^A01"), PATIENT, segment("PV1", {2: sent, 19: "V1", 44: "202601011000+0000"})))
    (visit,) = held("Encounter")
    assert (visit["class"]["system"].rpartition("/")[2], visit["class"]["code"]) == made
    assert visit["class"].get("display") != ""


def test_a_late_admission_does_not_reopen_a_finished_visit(take_in, held) -> None:
    admission = {2: "I", 19: "V1", 44: "202601011000+0000"}
    visit = segment("PV1", admission)
    take_in(text(header("ADT^A03"), PATIENT, segment("PV1", admission | {45: "202601051000+0000"})))
    late = take_in(text(header("ADT^A01", "C2"), PATIENT, visit))
    assert late.status is FileStatus.QUARANTINED
    assert held("Encounter")[0]["status"] == "finished"


def test_diagnoses_allergies_problems_and_procedures(take_in, rows) -> None:
    take_in(text(header("ADT^A01"), PATIENT, "AL1|1|DA|1605^Penicillin^L|SV|Rash", "DG1|1||I10^Hypertension^I10|||F",
                 "PR1|1||80146002^Appendectomy^SCT||20250301"))
    take_in(text(header("PPR^PC1", "C2"), PATIENT, "PRB|AD|20260101|44054006^Diabetes^SCT|1|||20260101||||||||ACTIVE"))
    found = {(row.kind, row.display) for row in rows()}
    assert {(EventKind.ALLERGY, "Penicillin"), (EventKind.CONDITION, "Hypertension"),
            (EventKind.CONDITION, "Diabetes"), (EventKind.PROCEDURE, "Appendectomy")} <= found
    allergy = next(row for row in rows() if row.kind is EventKind.ALLERGY)
    assert (allergy.flag, allergy.detail) == ("severe", "Rash")


def test_a_problem_deleted_is_gone(take_in, rows) -> None:
    problem = "PRB|AD|20260101|300.7^Hypochondriasis^I9|26806"
    take_in(text(header("PPR^PC1"), PATIENT, problem))
    take_in(text(header("PPR^PC3", "C2"), PATIENT, problem.replace("AD", "DE")))
    assert [row for row in rows() if row.kind is EventKind.CONDITION] == []


def test_an_order_and_its_cancelling(take_in, held) -> None:
    order = "ORC|NW|O1^HIS|F1^LAB||||||202601010800+0000|||7^Order^Olga"
    take_in(text(header("ORM^O01"), PATIENT, order, "OBR|1|O1^HIS|F1^LAB|58410-2^CBC^LN|S", "NTE|1||fasting"))
    (made,) = held("ServiceRequest")
    assert (made["status"], made["priority"], made["note"][0]["text"]) == ("active", "stat", "fasting")
    assert made["requester"]["display"] == "Olga Order"
    take_in(text(header("ORM^O01", "C2"), PATIENT, order.replace("NW", "CA"), "OBR|1|O1^HIS|F1^LAB|58410-2^CBC^LN|S"))
    assert [one["status"] for one in held("ServiceRequest")] == ["revoked"]


def test_a_prescription_is_one_though_prescriber_and_pharmacy_speak(take_in, rows, held) -> None:
    take_in(text(header("RDE^O11"), PATIENT, "ORC|NW|O7^HIS|||||||202601010800+0000",
                 "RXO|1191^Aspirin^RXNORM|100||mg^mg^UCUM",
                 "RXE||1191^Aspirin 100 mg^RXNORM|100||mg^mg^UCUM||^1 tablet daily", "RXR|PO^oral^HL70162"))
    (made,) = held("MedicationRequest")
    assert made["medicationCodeableConcept"]["text"] == "Aspirin 100 mg"
    assert made["dosageInstruction"][0]["text"] == "1 tablet daily"
    assert made["dosageInstruction"][0]["route"]["text"] == "oral"
    assert [row.detail for row in rows() if row.kind is EventKind.MEDICATION] == ["1 tablet daily"]


def test_a_vaccine_given_one_told_of_and_one_refused(take_in, rows, held) -> None:
    take_in(text(
        header("VXU^V04"), PATIENT, "ORC|RE|1^A|2^A",
        "RXA|0|1|20150624||115^Tdap^CVX|0.5|mL^mL^UCUM||00^New^NIP001|7^Jackson^Lily|||||L315|20151216|PMC^Sanofi"
        "^MVX|||CP|A",
        "RXR|C28161^Intramuscular^NCIT|RD^Right Deltoid^HL70163",
        "OBX|1|CE|64994-7^Eligibility^LN|1|V01^Not eligible^HL70064||||||F",
        "ORC|RE||3^A", "RXA|0|1|20141012||88^influenza^CVX|999|||01^Historical^NIP001|||||||||||CP|A",
        "ORC|RE||4^A", "RXA|0|1|20160101||21^varicella^CVX|999||||||||||||00^Parental decision^NIP002||RE|A"))
    made = {one["vaccineCode"]["text"]: one for one in held("Immunization")}
    given = made["Tdap"]
    assert (given["lotNumber"], given["expirationDate"], given["doseQuantity"]["value"]) == ("L315", "2015-12-16", 0.5)
    assert (given["route"]["text"], given["site"]["text"]) == ("Intramuscular", "Right Deltoid")
    assert given["programEligibility"][0]["coding"][0]["code"] == "V01"
    assert (given["primarySource"], made["influenza"]["primarySource"]) == (True, False)
    assert "doseQuantity" not in made["influenza"]
    assert made["varicella"]["status"] == "not-done"
    assert len([row for row in rows() if row.kind is EventKind.IMMUNIZATION]) == 3


def test_an_appointment_booked_moved_and_cancelled(take_in, held) -> None:
    booked = "SCH|A1|A2||||CHECKUP^Check-up|CHECKUP|Normal|30|min|^^30^202609241000+0000^202609241030+0000"
    people = ("RGS|1", "AIS|1||111^Hemogram^L", "AIL|1||4E^136^B^Hospital", "AIP|1||400^Tim^G")
    take_in(text(header("SIU^S12"), booked, PATIENT, *people))
    (made,) = held("Appointment")
    assert (made["status"], made["start"], made["minutesDuration"]) == ("booked", "2026-09-24T10:00:00+00:00", 30)
    assert [one["actor"].get("display") for one in made["participant"]] == [None, "Hospital, 4E, 136, B", "G Tim"]
    take_in(text(header("SIU^S13", "C2"), booked.replace("20260924", "20260925"), PATIENT, *people))
    assert [one["start"][:10] for one in held("Appointment")] == ["2026-09-25"]
    take_in(text(header("SIU^S15", "C3"), booked, PATIENT))
    assert [one["status"] for one in held("Appointment")] == ["cancelled"]


def test_an_appointment_without_a_time_waits(take_in) -> None:
    assert take_in(text(header("SIU^S12"), "SCH|A1|A2", PATIENT)).status is FileStatus.QUARANTINED


def test_a_document_of_text_and_of_a_file(take_in, held, rows) -> None:
    pdf = base64.b64encode(b"%PDF-1.7 test").decode()
    take_in(text(header("MDM^T02"), "EVN|T02|20260101", PATIENT,
                 "TXA|1|DS|TX|||202601011200+0000|||9^Author^Ann|||D1|||||AU",
                 "OBX|1|TX|11488-4^Consult^LN||First line||||||F", "OBX|2|TX|11488-4^Consult^LN||Second line||||||F",
                 f"OBX|3|ED|11488-4^Consult^LN||LAB^application^pdf^Base64^{pdf}||||||F"))
    (made,) = held("DocumentReference")
    first, second = (one["attachment"] for one in made["content"])
    assert base64.b64decode(first["data"]).decode() == "First line\nSecond line"
    assert (second["contentType"], base64.b64decode(second["data"])) == ("application/pdf", b"%PDF-1.7 test")
    assert (made["docStatus"], made["author"][0]["display"]) == ("final", "Ann Author")
    assert [row.kind for row in rows() if row.source.startswith("DocumentReference")] == [EventKind.DOCUMENT]


def test_a_file_among_results_and_a_broken_one(take_in, held) -> None:
    good = f"OBX|2|ED|18842-5^Report^LN||LAB^application^pdf^Base64^{base64.b64encode(b'%PDF').decode()}||||||F"
    report = take_in(result(GLUCOSE, good, "OBX|3|ED|18842-5^Report^LN|2|LAB^application^pdf^Base64^%%%||||||F"))
    assert len(held("DocumentReference")) == 1
    assert any("OBX[3]-5" in issue.place for issue in report.issues if issue.severity == "error")


def test_a_report_holds_its_results_and_notes(take_in, held) -> None:
    take_in(text(HEADER, PATIENT, "ORC|RE|O1|F1", REQUEST, GLUCOSE, "NTE|1||haemolysed"))
    (report,) = held("DiagnosticReport")
    (observation,) = held("Observation")
    assert report["result"] == [{"reference": f"Observation/{observation['id']}"}]
    assert observation["note"] == [{"text": "haemolysed"}]
    assert observation["category"][0]["coding"][0]["code"] == "laboratory"


def test_times_without_a_zone_follow_the_header_else_this_computer_and_it_is_said(take_in, rows) -> None:
    take_in(result(GLUCOSE.replace("202601011130+0000", "202601011130"), header=HEADER.replace("+0000", "+0800")))
    assert next(r for r in rows() if r.code == "2345-7").start.text == "2026-01-01T11:30:00+08:00"
    bare = result(GLUCOSE.replace("+0000", "").replace("2345-7", "1-8"),
                  header=HEADER.replace("+0000", "").replace("C1", "C2"))
    assert any("no zone" in issue.message for issue in take_in(bare).issues)


def test_an_order_entered_in_the_chart_of_another_system_joins_it_by_number_and_authority(take_in, clinic) -> None:
    fhir = {"resourceType": "Patient", "id": "abc", "birthDate": "1970-01-31", "name": [{"family": "Doe"}],
            "identifier": [{"value": "other"}, {"system": "urn:oid:2.16.840.1.1", "value": "P1"}]}
    take_in(json.dumps(fhir).encode(), "patient.json")
    take_in(result(patient=PATIENT.replace("P1^^^GENERAL", "P1^^^GENERAL&2.16.840.1.1&ISO")))
    assert [row.id for row in search(clinic)] == ["abc"]
    assert any(row.code == "2345-7" for row in record.timeline(clinic, "abc"))
    (stored,) = record.resources(clinic, "abc", ["Patient"])
    assert json.loads(stored.raw) == fhir


def test_an_older_message_that_comes_late_changes_nothing(take_in, held) -> None:
    take_in(text(header("ADT^A08", "C2"), PATIENT.replace("Jane", "Janet")))
    late = take_in(text(header("ADT^A08").replace("20260101120000", "20251231120000"), PATIENT))
    assert held("Patient")[0]["name"][0]["given"] == ["Janet"]
    assert any("later message" in issue.message for issue in late.issues)
    assert late.counts["Patient"]["unchanged"] == 1


@pytest.mark.parametrize("sex, status", [("M", FileStatus.QUARANTINED), ("F", FileStatus.IMPORTED)])
def test_another_name_is_said_and_with_another_sex_waits(take_in, sex: str, status: FileStatus) -> None:
    take_in(result())
    other = take_in(result(header=HEADER.replace("C1", "C2"),
                           patient=f"PID|1||P1^^^GENERAL^MR||Roe^Max||19700131|{sex}"))
    assert other.status is status
    assert any("another name" in issue.message for issue in other.issues)
