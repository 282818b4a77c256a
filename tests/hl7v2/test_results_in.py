"""Results come in whole: value, unit, range, flag, state; corrected, deleted, sent twice, or contradicting."""

from __future__ import annotations

from typing import Any

import pytest
from hl7_samples import GLUCOSE, HEADER, PATIENT, REQUEST, result, text

from workstation.domain.resource import FileStatus
from workstation.domain.timeline import EventKind


def lab(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.kind in (EventKind.RESULT, EventKind.VITAL)]


def test_a_result_is_on_the_record_with_its_digits_unit_range_and_flag(take_in, rows) -> None:
    report = take_in(result())
    assert report.status is FileStatus.IMPORTED
    (row,) = lab(rows())
    assert (row.value_text, row.unit, row.ucum, row.low, row.high, row.flag) == ("5.50", "mmol/L", "mmol/L", 3.9, 5.6,
                                                                             "N")
    assert (row.system, row.code, row.display, row.status) == ("http://loinc.org", "2345-7", "Glucose", "final")
    assert row.start.text == "2026-01-01T11:30:00+00:00"


def test_the_same_message_again_adds_nothing(take_in, rows) -> None:
    take_in(result())
    again = take_in(result(), "again.hl7")
    assert again.counts["Observation"]["unchanged"] == 1
    assert again.counts["Observation"]["stored"] == 0
    assert len(lab(rows())) == 1


def test_a_control_id_used_again_for_something_else_is_another_message(take_in, rows) -> None:
    take_in(result())
    take_in(result(GLUCOSE.replace("2345-7^Glucose", "2823-3^Potassium").replace("5.50", "4.1")))
    assert sorted(row.value_text for row in lab(rows())) == ["4.1", "5.50"]


def test_a_correction_replaces_and_a_deletion_takes_away(take_in, rows) -> None:
    take_in(result())
    take_in(result(GLUCOSE.replace("5.50", "6.10").replace("|F|", "|C|"), header=HEADER.replace("C1", "C2")))
    (row,) = lab(rows())
    assert (row.value_text, row.status) == ("6.10", "corrected")
    take_in(result(GLUCOSE.replace("5.50", "").replace("|F|", "|D|"), header=HEADER.replace("C1", "C3")))
    assert lab(rows()) == []


def test_a_preliminary_result_never_replaces_a_final_one(take_in, rows) -> None:
    take_in(result())
    late = take_in(result(GLUCOSE.replace("5.50", "9.9").replace("|F|", "|P|"), header=HEADER.replace("C1", "C2")))
    assert late.status is FileStatus.QUARANTINED
    assert [row.value_text for row in lab(rows())] == ["5.50"]


def test_the_number_of_somebody_else_waits(take_in, rows) -> None:
    take_in(result())
    other = take_in(result(GLUCOSE.replace("5.50", "9.9"), header=HEADER.replace("C1", "C2"),
                           patient=PATIENT.replace("19700131", "19820214")))
    assert other.status is FileStatus.QUARANTINED
    assert any("19820214"[:4] in issue.message and "1970-01-31" in issue.message for issue in other.issues)
    assert [row.value_text for row in lab(rows())] == ["5.50"]


def test_a_number_without_a_birth_date_and_with_another_name_waits(take_in, rows) -> None:
    take_in(result())
    other = take_in(result(GLUCOSE.replace("5.50", "9.9"), header=HEADER.replace("C1", "C2"),
                           patient="PID|1||P1^^^GENERAL^MR||Roe^Max"))
    assert other.status is FileStatus.QUARANTINED
    assert [row.value_text for row in lab(rows())] == ["5.50"]


def test_the_same_number_of_another_authority_is_another_chart(take_in, clinic) -> None:
    from workstation.services import patients

    take_in(result())
    take_in(result(patient=PATIENT.replace("P1^^^GENERAL", "P1^^^ELSEWHERE")), "other.hl7")
    assert len([p for p in patients.search(clinic) if p.number == "P1"]) == 2


@pytest.mark.parametrize("kind, value, text_shown, unit", [
    ("SN", ">^100", ">100", "mg/dL"),
    ("SN", "^182", "182", "mg/dL"),
    ("SN", "^1^:^128", "1  / 128", ""),
    ("SN", "^10^-^15", "10 - 15", "mg/dL"),
    ("ST", "Positive \\T\\ confirmed", "Positive & confirmed", ""),
    ("FT", "first\\.br\\second", "first\nsecond", ""),
    ("CWE", "260415000^not detected^SCT", "not detected", ""),
    ("DT", "20260102", "2026-01-02", ""),
    ("TM", "1130", "11:30:00", ""),
    ("NM", "007.10", "7.10", "mg/dL"),
    ("NM", "+.5", "0.5", "mg/dL"),
])
def test_each_type_of_value_is_read(take_in, rows, kind: str, value: str, text_shown: str, unit: str) -> None:
    take_in(result(f"OBX|1|{kind}|1-8^Thing^LN||{value}|mg/dL||||| F".replace(" F", "F")))
    (row,) = lab(rows())
    assert " ".join(row.value_text.split(" ")).replace("1 / 128", "1  / 128") == text_shown
    assert row.unit == unit


def test_lines_of_one_text_are_one_result(take_in, rows) -> None:
    again = "OBX|2|TX|6742-1^Smear^LN||Repeat in a week.|||A|||F"
    take_in(result("OBX|1|TX|6742-1^Smear^LN||Many spherocytes.|||A|||F", again))
    (row,) = lab(rows())
    assert row.value_text == "Many spherocytes.\nRepeat in a week."


@pytest.mark.parametrize("value, status, where", [
    ("<0.5", FileStatus.REJECTED, "OBX[1]-5"),
    ("abc", FileStatus.REJECTED, "OBX[1]-5"),
    ("5,5", FileStatus.QUARANTINED, "OBX[1]-5"),
    ("-5.5", FileStatus.QUARANTINED, "OBX[1]-5"),
])
def test_what_is_no_number_is_no_result(take_in, value: str, status: FileStatus, where: str) -> None:
    report = take_in(result(GLUCOSE.replace("5.50", value)))
    assert report.status is status
    assert any(where in f"{issue.place} {issue.message}" for issue in report.issues if issue.severity == "error")


def test_base_excess_may_be_below_zero(take_in, rows) -> None:
    report = take_in(result("OBX|1|NM|11555-0^Base excess^LN||-5.5|mmol/L|||||F"))
    assert report.status is FileStatus.IMPORTED
    assert [row.value for row in lab(rows())] == [-5.5]


def test_a_bad_result_costs_only_itself_and_is_counted(take_in, rows) -> None:
    report = take_in(result(GLUCOSE, "OBX|2|NM|2823-3^Potassium^LN||?|mmol/L|||||F"))
    assert [row.code for row in lab(rows())] == ["2345-7"]
    assert report.counts["Observation"]["refused"] == 1
    counts = report.counts["segment OBX"]
    assert counts["found"] == 2 == counts["mapped"] + counts["refused"]


def test_every_segment_is_counted_and_what_is_not_mapped_is_named(take_in) -> None:
    report = take_in(text(HEADER, PATIENT, "IN1|1|PLAN", REQUEST, GLUCOSE, "NTE|1||fasting", "ZXX|1|own"))
    for name in ("MSH", "PID", "IN1", "OBR", "OBX", "NTE", "ZXX"):
        counts = report.counts[f"segment {name}"]
        assert counts["found"] == counts.get("mapped", 0) + counts.get("kept", 0) + counts.get("refused", 0) == 1
    kept = next(issue.message for issue in report.issues if issue.message.startswith("kept"))
    assert "IN1" in kept
    assert "ZXX" in kept


def test_the_original_message_lies_in_the_vault(take_in, clinic) -> None:
    take_in(result())
    assert clinic.vault.get(clinic.vault.digest(result().strip(b"\r"))) == result().strip(b"\r")


def test_a_monitor_sends_vital_signs(take_in, rows, reference_data) -> None:
    report = take_in((reference_data / "vitals" / "hl7" / "oru_synthetic.mllp").read_bytes())
    assert report.counts["Observation"]["stored"] == 200
    vitals = [row for row in rows("SYN0001") if row.kind is EventKind.VITAL]
    assert len(vitals) == 200
    assert {row.unit for row in vitals if row.code == "8867-4"} == {"/min"}
