"""The list pages on real records: rows, groups, filter, sort, detail, source; the forms of the way of life."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.record.lists.life_form import LifeForm, WhyWrong
from views.record.lists.model import Heading
from views.record.lists.page import ListPage
from views.record.lists.sig_words import amount, sentence
from views.record.lists.way_of_life import WayOfLifePage
from views.record.room import RecordRoom
from views.record.source import SourceDialog
from views.shell.window import Window
from views.widgets.states import EmptyState
from workstation.domain.sig import Amount, Often, Sig
from workstation.services import importing, patients, record
from workstation.services.chart_lists.sig import read_sig
from workstation.services.clinic import Clinic

PAGES = ("problems", "medication", "allergies", "encounters", "immunizations", "procedures", "care_team", "way_of_life")


def bring(clinic: Clinic, *files: Path) -> str:
    """Imports files; returns the store's id of the patient who came last."""
    before = {row.id for row in patients.search(clinic)}
    importing.import_paths(clinic, list(files))
    return next(row.id for row in patients.search(clinic) if row.id not in before)


def page(window: Window, qtbot: QtBot, who: str, name: str) -> ListPage:
    frame = window.frame
    assert frame is not None
    frame.open("record", patient=who)
    settle(qtbot, window)
    frame.open("record", page=name)
    settle(qtbot, window)
    room = frame.room("record")
    assert isinstance(room, RecordRoom)
    shown = room.page(name)
    assert isinstance(shown, ListPage)
    return shown


def lines(shown: ListPage) -> list[str]:
    """The list as a person reads it: headings in brackets, rows by their cells."""
    return [f"[{held.words} {held.count}]" if isinstance(held, Heading) else " | ".join(filter(None, held.cells))
            for held in shown.model.shown]


def told(shown: ListPage) -> dict[str, str]:
    return {line.label: line.value for line in shown.pane.model.lines}


# --- dosages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "expected"), [
    ("medrx0306", "6 mg, Oral route, once a day"),
    ("medrx0310", "1 to 2 TAB, Oral Route, once a day, as needed for Restless Legs"),
    ("medrx0314", "75 microgram, Oral Route, once a day"),
    ("medrx0320", "20 units, Subcutaneous, 3 times a day"),
    ("medrx0338", "400 mg, Intravenous route, at a rate of 7.5 mL/h, for 33.33 hours"),
])
def test_official_dosages_read_as_sentences(reference_data: Path, name: str, expected: str) -> None:
    raw = json.loads((reference_data / f"fhir/r4_official/MedicationRequest-{name}.json").read_bytes(), parse_float=str)
    dose = raw["dosageInstruction"][0]
    for rate in dose.get("doseAndRate", []):               # as the store reads reals: their digits
        for held in rate.values():
            if isinstance(held, dict) and isinstance(held.get("value"), str):
                from workstation.exchange.safe_json import Digits

                held["value"] = Digits(held["value"])
    repeat = dose["timing"]["repeat"]
    if "duration" in repeat:
        from workstation.exchange.safe_json import Digits

        repeat["duration"] = Digits(repeat["duration"])
    assert sentence(read_sig(dose)) == expected


@pytest.mark.parametrize(("sig", "expected"), [
    (Sig(doses=(Amount("0.50", "", "mg"),), often=Often(code="BID")), "0.5 mg, 2 times a day"),
    (Sig(doses=(Amount("5.0", "", "mg"),), often=Often(code="QD")), "5 mg, once a day"),
    (Sig(doses=(Amount("1000", "", "[iU]"),)), "1000 international units"),
    (Sig(often=Often(count="1", period="6", period_max="8", unit="h")), "every 6 to 8 hours"),
    (Sig(often=Often(code="Q4H")), "every 4 hours"),
    (Sig(often=Often(count="2", count_max="3", period="1", unit="wk", days=("mon", "fri"))),
     "2 to 3 times a week, on Monday, Friday"),
    (Sig(often=Often(events=("ACM",), offset="30")), "30 minutes before breakfast"),
    (Sig(as_needed=True, most=((Amount("8", "", "tablet"), Amount("24", "", "h")),)),
     "as needed, at most 8 tablet in 24 hours"),
    (Sig(text="as the nurse says"), ""),
])
def test_timings_and_limits_in_words(sig: Sig, expected: str) -> None:
    assert sentence(sig) == expected


def test_no_dose_is_written_so_that_it_can_be_misread() -> None:
    """ISMP: no trailing zero, a leading one, units and microgram written out."""
    assert [amount(Amount(low, "", unit)) for low, unit in (
        ("4.0", "mg"), (".5", "mg"), ("10", "U"), ("25", "ug"), ("25", "µg"), ("100", "IU"), ("5", "cc"))] == [
        "4 mg", "0.5 mg", "10 units", "25 microgram", "25 microgram", "100 international units", "5 mL"]


# --- lists -----------------------------------------------------------------------------------------------------


def test_problems_stand_under_their_headings_with_everything_beside(window: Window, two_patients: Clinic,
                                                                    reference_data: Path, qtbot: QtBot) -> None:
    who = bring(two_patients, reference_data / "fhir/ips/validated_samples__IPS_IG-bundle-01.json")
    shown = page(window, qtbot, who, "problems")
    assert lines(shown) == [
        "[Active 1]", "Menopausal flushing | Active | 2015 | Moderate severity | Confirmed",
        "[Past 1]", "Malignant tumor of breast | In remission | Jan-2015 | Mar-2015 | Severe | Confirmed"]
    assert told(shown)["Onset"] == "2015" and told(shown)["Recorded on"] == "Oct-2016"
    assert "SNOMED CT 198436008: Menopausal flushing (finding)" in [line.value for line in shown.pane.model.lines]
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=10_000)
    dialog = window.findChildren(SourceDialog)[0]
    assert '"198436008"' in dialog.text.toPlainText()
    dialog.close()


def test_medication_shows_the_sentence_and_the_words_as_written(window: Window, two_patients: Clinic,
                                                                reference_data: Path, qtbot: QtBot) -> None:
    who = bring(two_patients, reference_data / "fhir/ips/connectathon_archive__CA_Bundle_FullsomeScenario1.json")
    shown = page(window, qtbot, who, "medication")
    row = next(held for held in shown.model.shown if not isinstance(held, Heading) and held.cells[0] == "perindopril")
    assert (row.cells[1], row.below[1]) == ("4 mg, Oral route", "4 mg PO OD")
    shown.table.selectRow(shown.model.line_of(row.entry.source))
    assert told(shown)["Dosage"] == "4 mg, Oral route" and told(shown)["Dosage as written"] == "4 mg PO OD"
    menthol = next(held for held in shown.model.shown if not isinstance(held, Heading) and "menthol" in held.cells[0])
    assert menthol.cells[1]                                    # what is half structured still says something


def test_none_recorded_and_no_known_allergy_are_said_apart(window: Window, two_patients: Clinic, reference_data: Path,
                                                           patient_ids: dict[str, str], qtbot: QtBot) -> None:
    shown = page(window, qtbot, patient_ids["old"], "allergies")
    state = shown.states.currentWidget()
    assert isinstance(state, EmptyState)
    assert any("not “no known allergy”" in text.whole() for text in state.findChildren(type(shown.count)))
    who = bring(two_patients, reference_data / "fhir/ccda/hl7ex__Documents__CCD__CCD_2__CCD.xml")
    shown = page(window, qtbot, who, "allergies")
    assert lines(shown)[0] == "[No known allergy, as recorded 1]"
    assert shown.notice.isVisibleTo(shown) and shown.notice.accessibleName() == "No known allergy, as recorded"
    who = bring(two_patients, reference_data / "fhir/ips/connectathon_archive__"
                                               "US_ePatientDave_medRequests_original_noNarrative.json")
    shown = page(window, qtbot, who, "allergies")
    assert lines(shown)[0] == "[No information: nobody asked 1]"
    assert "not “no known allergy”" in shown.notice.accessibleName()


def test_a_list_is_filtered_sorted_and_folded(window: Window, two_patients: Clinic, reference_data: Path,
                                              qtbot: QtBot) -> None:
    who = bring(two_patients, next((reference_data / "fhir/synthea_r4").glob("Abdul_Koepp*")))
    shown = page(window, qtbot, who, "immunizations")
    whole = lines(shown)
    assert whole[0] == "[Given 11]" and shown.count.whole() == "11"
    shown.table.setFocus()
    qtbot.keyClicks(shown.table, "tet")                         # typing in the list filters it
    assert shown.field.text() == "tet" and all("tetanus" in line.casefold() or line[0] == "[" for line in lines(shown))
    qtbot.keyClick(shown.field, Qt.Key.Key_Escape)
    assert lines(shown) == whole
    shown._sort(1)
    newest = [held.entry.start(("given",)) for held in shown.model.shown if not isinstance(held, Heading)]
    assert newest == sorted(newest, key=lambda when: when.start, reverse=True)
    shown._sort(1)
    oldest = [held.entry.start(("given",)) for held in shown.model.shown if not isinstance(held, Heading)]
    assert oldest == sorted(oldest, key=lambda when: when.start)
    shown._fold(0)
    assert lines(shown) == ["[Given 11]"]
    shown.field.setText("influenza")
    assert len(lines(shown)) > 1                               # what is looked for is never hidden in a folded group


def test_the_detail_of_an_encounter_tells_what_happened_in_it(window: Window, two_patients: Clinic,
                                                              reference_data: Path, qtbot: QtBot) -> None:
    who = bring(two_patients, next((reference_data / "fhir/synthea_r4").glob("Abdul_Koepp*")))
    shown = page(window, qtbot, who, "encounters")
    qtbot.waitUntil(lambda: "In this encounter" in told(shown), timeout=10_000)
    happened = [line for line in shown.pane.model.lines if line.source.startswith(("Observation/", "Immunization/"))]
    assert any(line.value == "Tobacco smoking status NHIS: Never smoker" for line in happened)
    assert any("Influenza" in line.value for line in happened)


@pytest.mark.parametrize("name", PAGES)
def test_every_list_is_named_fits_and_forgets(window: Window, patient_ids: dict[str, str], qtbot: QtBot,
                                              name: str) -> None:
    shown = page(window, qtbot, patient_ids["wang"], name)
    for width, height in ((1440, 900), (1366, 768)):
        window.resize(width, height)
        settle(qtbot, window)
        assert clipped(shown) == [] and unnamed(shown) == []
    shown.clear()
    assert shown.model.shown == [] and shown.pane.model.lines == [] and shown.pane.head.whole() == ""


def test_hostile_text_stays_text(window: Window, two_patients: Clinic, tmp_path: Path, qtbot: QtBot) -> None:
    nasty = "<img src='file:///etc/passwd'>\u202e" + "x" * 500
    file = tmp_path / "nasty.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in (
        {"resourceType": "Patient", "id": "nasty", "contact": [{"name": {"text": nasty}, "telecom": [
            {"system": "phone", "value": nasty}]}]},
        {"resourceType": "Condition", "id": "n", "subject": {"reference": "Patient/nasty"}, "code": {"text": nasty},
         "note": [{"text": nasty}]})]}), encoding="utf-8")
    who = bring(two_patients, file)
    for name in ("problems", "care_team"):
        shown = page(window, qtbot, who, name)
        said = str(shown.model.index(1, 0).data())
        assert "<img" in said and "\u202e" not in said and "[U+202E]" in said
        assert "\u202e" not in shown.pane.head.text()


# --- the way of life -------------------------------------------------------------------------------------------


def field(form: LifeForm, name: str) -> QComboBox | QLineEdit:
    control = next(one.control for one in form.fields if one.factor.name == name)
    assert isinstance(control, QComboBox | QLineEdit)
    return control


def choose(form: LifeForm, name: str, code: str) -> None:
    box = field(form, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(code))


def test_the_way_of_life_is_entered_amended_and_marked_as_error(window: Window, patient_ids: dict[str, str],
                                                                two_patients: Clinic, qtbot: QtBot) -> None:
    shown = page(window, qtbot, patient_ids["wang"], "way_of_life")
    assert isinstance(shown, WayOfLifePage) and isinstance(shown.states.currentWidget(), EmptyState)
    shown.open_form()
    form = shown.findChildren(LifeForm)[0]
    assert not form.button.isEnabled() and form.given() == {}                # nothing that nobody said
    for name, code in (("audit_c_1", "LA18929-2"), ("audit_c_2", "LA15695-2"), ("audit_c_3", "LA18933-4")):
        choose(form, name, code)
    sleep = field(form, "sleep")
    assert isinstance(sleep, QLineEdit)
    sleep.setText("70")
    form.on.setText("2026-11-20")
    form.button.click()
    qtbot.waitUntil(lambda: not form.wrong.isHidden(), timeout=10_000)
    assert "0 to 24 h" in form.wrong.whole() and field(form, "sleep").text() == "70"  # type: ignore[union-attr]
    sleep.setText("7.5")
    form.button.click()
    settle(qtbot, window)
    assert form.isHidden()
    assert "Sleep a day | 7.5 h | 20-Nov-2026 | Dr. Ann Lee | Final" in lines(shown)
    assert "AUDIT-C 6 / 12" in shown.notice.accessibleName() and "4 or more" in shown.notice.accessibleName()
    key = next(held.entry.source for held in shown.model.shown
               if not isinstance(held, Heading) and held.entry.code("factor") == "sleep")
    shown.table.selectRow(shown.model.line_of(key))
    assert shown.amend.isVisible()
    shown.amend.click()
    again = next(one for one in shown.findChildren(LifeForm) if one.isVisible())
    assert again.given() == {"sleep": "7.5"} and again.on.text() == "2026-11-20"
    field(again, "sleep").setText("6")  # type: ignore[union-attr]
    again.button.click()
    settle(qtbot, window)
    assert "Sleep a day | 6 h | 20-Nov-2026 | Dr. Ann Lee | Amended" in lines(shown)
    shown.table.selectRow(shown.model.line_of(key))
    shown.error.click()
    why = next(one for one in shown.findChildren(WhyWrong) if one.isVisible())
    assert not why.button.isEnabled()
    why.field.setText("told by somebody else")
    why.button.click()
    settle(qtbot, window)
    assert "[Entered in error 1]" in lines(shown) and not any(line.startswith("Sleep a day") for line in lines(shown))
    assert json.loads(record.source(two_patients, key).raw)["status"] == "entered-in-error"
