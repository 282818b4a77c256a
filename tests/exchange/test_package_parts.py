"""A case knows which parts of the chart were sent, from the manifest or, of an earlier sender, from the question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from package_helpers import ASKED, filled, introduce, make_clinic

from workstation.domain.opinion import Opinion, SharedPart, Wish
from workstation.services import second_opinion, second_opinion_cases, second_opinion_contacts, second_opinion_parts
from workstation.services.clinic import Clinic


def received(tmp_path: Path, *parts: SharedPart) -> tuple[Clinic, Opinion]:
    asker = make_clinic(tmp_path / "asker", "ann", "Dr. Ann Moore")
    reader = make_clinic(tmp_path / "reader", "chen", "Dr. Chen Li")
    filled(asker, tmp_path)
    introduce(asker, reader)
    to = second_opinion.Recipient(second_opinion_contacts.own(reader).fingerprint)
    sent = second_opinion.send(asker, "P-1", Wish(frozenset(parts)), ASKED, to, tmp_path / "q")
    case = second_opinion.receive(reader, Path(sent.path))
    assert isinstance(case, Opinion)
    asker.close()
    return reader, case


def test_the_manifest_names_the_parts_empty_ones_too(tmp_path: Path) -> None:
    reader, case = received(tmp_path, SharedPart.PROBLEMS, SharedPart.PROCEDURES)
    assert case.receipt["parts"] == {"identity": 1, "allergies": 1, "problems": 1, "procedures": 0}
    with reader, second_opinion.open_case(reader, case.id) as guest:
        assert guest.guest_parts == {"identity", "allergies", "problems", "procedures"}
        assert reader.guest_parts == frozenset()


def test_a_case_of_an_earlier_version_is_read_from_its_question(tmp_path: Path) -> None:
    reader, case = received(tmp_path, SharedPart.MEDICATIONS, SharedPart.PROCEDURES)
    older = replace(case, receipt={name: value for name, value in case.receipt.items() if name != "parts"})
    with reader, second_opinion_cases.visit(reader, older) as guest:
        assert guest.guest_parts == {"identity", "allergies", "medications"}


@pytest.mark.parametrize("value", [None, [], "problems", {"problems": "1"}, {"other": 3}, {3: 3}, {"problems": -1},
                                   {"problems": True}])
def test_what_a_manifest_may_claim_is_bounded(value: object) -> None:
    assert second_opinion_parts.told(value) == {}
