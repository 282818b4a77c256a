"""The family history page: relatives by side, negatives apart from silence, the form, undo, the way to the pedigree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.pedigree.room import PedigreeRoom
from views.record.family_page import FamilyPage
from views.record.family_page_form import RelativeForm
from views.record.lists.life_form import WhyWrong
from views.record.lists.model import Heading
from views.record.room import RecordRoom
from views.shell.window import Window
from views.widgets.states import EmptyState
from workstation.services import importing, record
from workstation.services.clinic import Clinic

ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def page(window: Window, qtbot: QtBot, who: str) -> FamilyPage:
    frame = window.frame
    assert frame is not None
    frame.open("record", patient=who)
    settle(qtbot, window)
    frame.open("record", page="family")
    settle(qtbot, window)
    room = frame.room("record")
    assert isinstance(room, RecordRoom)
    shown = room.page("family")
    assert isinstance(shown, FamilyPage)
    return shown


def lines(shown: FamilyPage) -> list[str]:
    return [f"[{held.words} {held.count}]" if isinstance(held, Heading) else " | ".join(
        filter(None, (*held.cells, *held.below))) for held in shown.model.shown]


def form_of(shown: FamilyPage) -> RelativeForm:
    return next(one for one in shown.findChildren(RelativeForm) if one.isVisible())


def history(patient: str, key: str, code: str, **more: object) -> dict[str, object]:
    return {"resourceType": "FamilyMemberHistory", "id": key, "status": "completed",
            "patient": {"reference": f"Patient/{patient}"},
            "relationship": {"coding": [{"system": ROLE, "code": code}]}, **more}


def test_everything_a_relative_says_is_told_and_silence_is_no_negative(
        window: Window, patient_ids: dict[str, str], two_patients: Clinic, qtbot: QtBot, tmp_path: Path) -> None:
    old = patient_ids["old"]
    told = [
        history(old, "m", "MTH", ageRange={"low": {"value": 60, "code": "a"}, "high": {"value": 65, "code": "a"}},
                estimatedAge=True, condition=[{
                    "code": {"text": "Stroke"}, "onsetString": "in her forties", "outcome": {"text": "Paresis"},
                    "note": [{"text": "left side"}]}], note=[{"text": "told by the son"}]),
        history(old, "f", "FTH", deceasedString="in the war", condition=[{
            "code": {"coding": [{"system": "http://snomed.info/sct", "code": "160266009"}]}}]),
        history(old, "a", "PAUNT", status="partial", condition=[{"code": {"text": "No family history of gout"}}]),
        history(old, "u", "MUNCLE") | {"status": "health-unknown"},
        history(old, "g", "PGRMTH", dataAbsentReason={"coding": [{"code": "subject-unknown"}]}) | {
            "status": "health-unknown"},
        history(old, "b", "BRO", deceasedBoolean=False) | {"status": "partial"},
    ]
    file = tmp_path / "kin.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in told]}), encoding="utf-8")
    importing.import_paths(two_patients, [file])
    shown = page(window, qtbot, old)
    said = lines(shown)
    assert "Mother | Stroke, onset in her forties | 60–65 y | Asked in full" in said
    assert "Father | Asked: nothing found | died: in the war | Asked in full" in said
    assert "Paternal aunt | Asked, not found: gout | Asked in part" in said
    assert "Maternal uncle | Health not known | Health not known" in said
    assert "Brother | Not asked, or not written down | alive | Asked in part" in said
    assert [line for line in said if line.startswith("[")] == [
        "[Parents 2]", "[Siblings 1]", "[Mother's side: aunts and uncles 1]", "[Father's side: grandparents 1]",
        "[Father's side: aunts and uncles 1]"]
    shown.table.selectRow(shown.model.line_of(next(
        held.entry.source for held in shown.model.shown if not isinstance(held, Heading)
        and held.entry.text("relationship") == "Mother")))
    detail = {line.label: line.value for line in shown.pane.model.lines}
    assert detail["Outcome"] == "Paresis" and detail["Note on the condition"] == "left side"
    assert detail["Note"] == "told by the son" and detail["Age is estimated"] == "Yes"
    assert clipped(shown) == [] and unnamed(shown) == []


def test_a_relative_is_entered_amended_undone_and_the_pedigree_follows(
        window: Window, patient_ids: dict[str, str], two_patients: Clinic, qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    shown = page(window, qtbot, patient_ids["old"])
    assert isinstance(shown.states.currentWidget(), EmptyState)
    frame.open("pedigree")
    settle(qtbot, window)
    room = frame.room("pedigree")
    assert isinstance(room, PedigreeRoom) and room._shown is None
    frame.open("record")
    shown.record.click()
    form = form_of(shown)
    assert not form.button.isEnabled()
    form.relationship.setCurrentIndex(form.relationship.findData("MAUNT"))
    form.deceased.setCurrentIndex(form.deceased.findData("yes"))
    form.age.setText("161")
    first = form.lines[0]
    first.name.setText("Breast cancer")
    first.onset.setText("45")
    form.lines[1].found.setCurrentIndex(1)
    form.lines[1].name.setText("Ovarian cancer")
    qtbot.waitUntil(lambda: clipped(form) == [], timeout=5_000)
    assert unnamed(form) == []
    form.button.click()
    qtbot.waitUntil(lambda: not form.wrong.isHidden(), timeout=10_000)
    assert "0 to 130 years" in form.wrong.whole() and first.name.text() == "Breast cancer"
    form.age.setText("61")
    form.button.click()
    settle(qtbot, window)
    assert lines(shown)[1:] == [
        "Maternal aunt | Breast cancer, onset 45 y | died at 61 y | Asked in part | Asked, not found: Ovarian cancer"]
    key = next(held.entry.source for held in shown.model.shown if not isinstance(held, Heading))
    shown.pedigree.click()
    settle(qtbot, window)
    assert room._shown is not None and key in {person.source for person in room._shown[0]}
    assert room.panel._person == key.split("/")[1]
    frame.open("record", page="family")
    settle(qtbot, window)
    shown.amend.click()
    settle(qtbot, window)
    again = form_of(shown)
    assert again.lines[1].illness() is not None and again.lines[1].illness().absent  # type: ignore[union-attr]
    again.name.setText("Lily")
    again.button.click()
    settle(qtbot, window)
    assert json.loads(record.source(two_patients, key).raw)["name"] == "Lily"
    shown.undo_button.click()
    settle(qtbot, window)
    assert "name" not in json.loads(record.source(two_patients, key).raw) and shown.undo_button.isHidden()
    shown.error.click()
    why = next(one for one in shown.findChildren(WhyWrong) if one.isVisible())
    why.field.setText("another family")
    why.button.click()
    settle(qtbot, window)
    assert lines(shown)[0] == "[Entered in error 1]"
    assert not shown.amend.isVisible()


@pytest.mark.usefixtures("two_patients")
def test_nothing_of_the_former_patient_stays(window: Window, patient_ids: dict[str, str], qtbot: QtBot) -> None:
    shown = page(window, qtbot, patient_ids["old"])
    shown.clear()
    assert shown.model.shown == [] and shown.undo_button.isHidden() and shown.pane.model.lines == []
