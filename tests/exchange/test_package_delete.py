"""Deleting a case that was opened: its store goes, the answer stays listed, and it can be opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from package_helpers import ASKED, filled, introduce, make_clinic

from workstation.domain.opinion import Answer, Direction, Opinion, SharedPart, Wish
from workstation.errors import NotAllowed, NotFound
from workstation.services import audit, second_opinion, second_opinion_cases, second_opinion_contacts
from workstation.services.clinic import Clinic


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Clinic, Opinion, Path]:
    asker = make_clinic(tmp_path / "asker", "ann", "Dr. Ann Moore")
    reader = make_clinic(tmp_path / "reader", "chen", "Dr. Chen Li")
    filled(asker, tmp_path)
    introduce(asker, reader)
    to = second_opinion.Recipient(second_opinion_contacts.own(reader).fingerprint)
    sent = second_opinion.send(asker, "P-1", Wish(frozenset({SharedPart.PROBLEMS})), ASKED, to, tmp_path / "q")
    case = second_opinion.receive(reader, Path(sent.path))
    assert isinstance(case, Opinion)
    asker.close()
    return reader, case, Path(sent.path)


def test_the_store_and_its_line_go_and_the_answer_stays(opened: tuple[Clinic, Opinion, Path], tmp_path: Path) -> None:
    reader, case, package = opened
    with reader:
        second_opinion.answer(reader, case.id, Answer("Watch it."), tmp_path / "a")
        folder = reader.data_dir / "cases" / case.id
        assert folder.is_dir()
        second_opinion.remove_case(reader, case.id[:8])
        assert not folder.exists() and list(folder.parent.iterdir()) == []
        assert [one.direction for one in second_opinion.listed(reader)] == [Direction.REPLIED]
        with pytest.raises(NotFound):
            second_opinion.open_case(reader, case.id)
        newest = [entry.detail for entry in audit.entries(reader) if entry.action == second_opinion_cases.ACTION]
        assert f"deleted case {case.id} of Dr. Ann Moore" in newest
        again = second_opinion.receive(reader, package)
        assert isinstance(again, Opinion) and again.id == case.id
        second_opinion.open_case(reader, case.id).close()


def test_a_deleting_that_is_refused_leaves_the_case(opened: tuple[Clinic, Opinion, Path],
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    reader, case, _ = opened
    with reader:
        def refuse(*_: object, **__: object) -> None:
            raise NotAllowed(user="chen", action="opinion.receive", reason="not today")

        with monkeypatch.context() as patched:
            patched.setattr(reader, "act", refuse)
            with pytest.raises(NotAllowed):
                second_opinion.remove_case(reader, case.id)
        second_opinion.open_case(reader, case.id).close()


def test_one_that_was_cut_off_before_its_entry_stands_again(opened: tuple[Clinic, Opinion, Path]) -> None:
    reader, case, _ = opened
    with reader:
        folder = reader.data_dir / "cases" / case.id
        folder.replace(folder.with_name(f".{case.id}.gone"))
        lost = folder.with_name(".somebody-elses.gone")
        lost.mkdir()
        second_opinion.open_case(reader, case.id).close()
        assert not lost.exists() and folder.is_dir()
