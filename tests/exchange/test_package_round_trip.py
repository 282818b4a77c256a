"""A question leaves one store, is opened and answered in another, and comes back: two real stores, real files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from package_helpers import ASKED, EVERY_PART, filled, introduce, make_clinic

from workstation.domain.opinion import Answer, Direction, Merged, Opinion, Sensitive, SharedPart, Wish
from workstation.errors import NotAllowed
from workstation.services import matching, patients, pedigree, record, second_opinion, vitals
from workstation.services.clinic import Clinic
from workstation.services.second_opinion import Recipient


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "north", "ann", "Dr. Ann Lee") as clinic:
        yield filled(clinic, tmp_path)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Clinic]:
    with make_clinic(tmp_path / "south", "bo", "Dr. Bo Chen") as clinic:
        yield clinic


@pytest.fixture
def sent(asker: Clinic, reader: Clinic, tmp_path: Path) -> Path:
    introduce(asker, reader)
    out = tmp_path / "question.consilia"
    second_opinion.send(asker, "P-1", EVERY_PART, ASKED, Recipient("Dr. Bo Chen"), out)
    return out


def test_a_question_is_opened_answered_and_merged_back(asker: Clinic, reader: Clinic, sent: Path,
                                                       tmp_path: Path) -> None:
    seen = second_opinion.look(reader, sent)
    assert (seen.sender_name, seen.sender_verified, seen.text) == ("Dr. Ann Lee", True, ASKED.text)
    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion) and case.direction is Direction.RECEIVED
    made = second_opinion.answer(reader, case.id, Answer("No biopsy; CT again in three months."), tmp_path / "answer")
    merged = second_opinion.receive(asker, Path(made.path))
    assert isinstance(merged, Merged)
    told = json.loads(record.source(asker, merged.resources[0]).raw)
    assert told["resourceType"] == "DiagnosticReport" and told["subject"] == {"reference": "Patient/P-1"}
    assert told["conclusion"] == "No biopsy; CT again in three months."
    origin = json.loads(record.source(asker, merged.resources[-1]).raw)
    assert origin["resourceType"] == "Provenance" and "verified" in origin["agent"][0]["who"]["display"]
    again = second_opinion.receive(asker, Path(made.path))
    assert isinstance(again, Merged) and again.again and not again.resources
    assert [one.direction for one in second_opinion.listed(asker, "P-1")] == [Direction.ANSWERED, Direction.SENT]


def test_the_chosen_resources_arrive_byte_for_byte_and_sensitive_ones_stay(asker: Clinic, reader: Clinic,
                                                                          sent: Path) -> None:
    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion)
    with second_opinion.open_case(reader, case.id) as guest:
        arrived = {one.key: one.raw for one in record.resources(guest, "P-1")}
    own = {one.key: one.raw for one in record.resources(asker, "P-1")}
    expected = {"Patient/P-1", "AllergyIntolerance/a1", "Condition/c1", "MedicationRequest/r2", "Observation/o1",
                "Observation/v1", "FamilyMemberHistory/f1"}
    assert {key: arrived[key] for key in expected} == {key: own[key] for key in expected}
    assert b"72.50" in arrived["Observation/v1"]
    assert not arrived.keys() & {"Condition/c2", "Condition/c3", "Condition/c4", "MedicationRequest/r1"}


def test_each_sensitive_kind_leaves_only_when_it_is_ticked(asker: Clinic) -> None:
    for kind, keys in ((Sensitive.PSYCHIATRY, {"c2"}), (Sensitive.HIV, {"c3"}), (Sensitive.GENETICS, {"c4"})):
        wish = Wish(frozenset({SharedPart.PROBLEMS}), frozenset({kind}))
        seen = second_opinion.preview(asker, "P-1", wish)
        problems = next(line for line in seen.lines if line.what == "problems")
        assert (problems.count, problems.withheld) == (1 + len(keys), 3 - len(keys))
        assert kind not in seen.withheld and sum(seen.withheld.values()) == 2


def test_nothing_is_chosen_unless_somebody_chose_it(asker: Clinic) -> None:
    seen = second_opinion.preview(asker, "P-1", Wish())
    assert [(line.what, line.count) for line in seen.lines] == [("identity", 1), ("allergies", 1)]


def test_a_case_stays_apart_and_rooms_work_on_it(asker: Clinic, reader: Clinic, sent: Path) -> None:
    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion)
    assert patients.search(reader, "王") == [] and matching.duplicates(reader).candidates == ()
    assert [one.id for one in second_opinion.listed(reader, words="小明")] == [case.id]
    with second_opinion.open_case(reader, case.id) as guest:
        assert guest.guest_of == "Dr. Ann Lee" and guest.user == reader.user
        banner = patients.banner(guest, "P-1")
        assert [allergy.substance for allergy in banner.allergies] == ["Penicillin"]
        assert pedigree.family(guest, "P-1") is not None
        assert [trend.title for trend in vitals.trends(guest, "P-1")] == ["Heart rate"]
        with pytest.raises(NotAllowed, match="answer to its sender"):
            guest.act("patient.export", "P-1", "everything")


def test_the_clear_header_says_nothing_of_patient_sender_or_question(sent: Path) -> None:
    raw = sent.read_bytes()
    for word in ("王", "小明", "P-1", "Ann", "nodule", "Penicillin", "meet.example.org"):
        assert word.encode() not in raw


def test_the_audit_says_what_left_and_came(asker: Clinic, reader: Clinic, sent: Path) -> None:
    from workstation.services import audit

    case = second_opinion.receive(reader, sent)
    assert isinstance(case, Opinion)
    left = next(entry for entry in audit.entries(asker, limit=50) if entry.action == "opinion.send")
    assert left.patient_id == "P-1" and "for Dr. Bo Chen" in left.detail and "consent: in writing" in left.detail
    came = [entry.detail for entry in audit.entries(reader, limit=50) if entry.action == "opinion.receive"]
    assert any(case.id in detail for detail in came)
