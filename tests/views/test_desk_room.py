"""The desk on a real store: what waits is seen beside what is stored and decided; pairs are linked and taken apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.desk.ask import SureDialog, WhyDialog
from views.desk.room import DeskRoom
from views.shell.window import Window
from workstation.domain.quarantine import QuarantineState, Release
from workstation.services import importing, matching, patients, quarantine
from workstation.services.clinic import Clinic


def _bundle(tmp_path: Path, name: str, resources: list[dict[str, Any]]) -> Path:
    file = tmp_path / name
    document = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def _person(identity: str, born: str, number: str = "4820117903", system: str = "urn:x") -> dict[str, Any]:
    return {"resourceType": "Patient", "id": identity, "gender": "male", "birthDate": born,
            "identifier": [{"system": system, "value": number}], "name": [{"family": "王", "given": ["小明"]}]}


@pytest.fixture
def desk(window: Window, two_patients: Clinic, qtbot: QtBot, tmp_path: Path) -> DeskRoom:
    importing.import_paths(two_patients, [
        _bundle(tmp_path, "letter.json", [_person("wang", "1957-07-14")]),
        _bundle(tmp_path, "again.json", [_person("wang-again", "1958-07-14", "70-1", "urn:eye")])])
    assert window.frame is not None
    window.frame.open("desk")
    settle(qtbot, window)
    room = window.frame.room("desk")
    assert isinstance(room, DeskRoom)
    return room


def test_what_waits_is_shown_beside_what_is_stored(desk: DeskRoom) -> None:
    assert [item.title for item in desk.kept_out.list.items.items] == ["A patient"]
    differing = {pair.name: (pair.left, pair.right) for pair in desk.kept_out.table.pairs.pairs if pair.differs}
    assert differing["birthDate"] == ("1958-07-14", "1957-07-14")
    assert "birth date" in desk.kept_out.why.whole()
    assert "1" in desk.buttons["kept"].text()


def test_keeping_what_is_stored_settles_it(desk: DeskRoom, two_patients: Clinic, window: Window, qtbot: QtBot) -> None:
    desk.kept_out.decide(Release.OURS)
    settle(qtbot, window)
    assert [one.state for one in quarantine.listed(two_patients, None)] == [QuarantineState.KEPT]
    assert patients.find(two_patients, "wang").born.text == "1958-07-14"  # type: ignore[union-attr]


def test_nothing_is_discarded_without_a_reason(desk: DeskRoom, two_patients: Clinic, window: Window,
                                               qtbot: QtBot) -> None:
    desk.kept_out.ask_why()
    dialog = desk.findChildren(WhyDialog)[0]
    assert not dialog._confirm.isEnabled()
    dialog.write("a typing error of the sender")
    assert dialog._confirm.isEnabled()
    dialog._confirm.click()
    settle(qtbot, window)
    assert [one.state for one in quarantine.listed(two_patients, None)] == [QuarantineState.DISCARDED]


def test_a_pair_is_linked_after_a_second_question_and_taken_apart_again(
        desk: DeskRoom, two_patients: Clinic, window: Window, qtbot: QtBot) -> None:
    desk.show_leaf("same")
    settle(qtbot, window)
    leaf = desk.same_person
    assert len(leaf.list.items.items) == 1 and "Birth date: the same" in leaf.reasons.whole()
    before = len(patients.search(two_patients))
    leaf.ask_link()
    dialog = desk.findChildren(SureDialog)[0]
    assert dialog._cancel.isDefault()
    dialog._confirm.click()
    settle(qtbot, window)
    assert len(patients.search(two_patients)) == before - 1
    assert [one.is_same for one in matching.decided(two_patients)] == [True]
    leaf.take_back()
    settle(qtbot, window)
    assert len(patients.search(two_patients)) == before and matching.decided(two_patients) == []


def test_both_leaves_are_named_and_nothing_is_clipped(desk: DeskRoom, window: Window, qtbot: QtBot) -> None:
    for name in ("kept", "same"):
        desk.show_leaf(name)
        settle(qtbot, window)
        assert unnamed(desk) == [] and clipped(desk) == []
    window.use_language("zh_CN")
    settle(qtbot, window)
    room = window.frame.room("desk") if window.frame is not None else None
    assert isinstance(room, DeskRoom) and clipped(room) == []
