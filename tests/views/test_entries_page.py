"""The page of the patient's own entries: entering, refusing, files, correcting, taking back; names and widths."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from view_helpers import settle
from walkers import clipped, unnamed

from views.record.entries_page import EntriesPage
from views.widgets.kit import Text
from workstation.domain.own_entry import Measure
from workstation.services import own_entries


@pytest.fixture
def page(open_chart, window, qtbot):
    open_chart("wang")
    window.frame.open("record", page="entries")
    settle(qtbot, window)
    found = window.frame.room("record").page("entries")
    assert isinstance(found, EntriesPage)
    return found


def add(page: EntriesPage, qtbot, window, value: str, measure: Measure = Measure.PRESSURE, at: str = "00:00") -> None:
    page.form.measure.setCurrentIndex(page.form.measure.findData(measure))
    page.form.day.setCurrentIndex(1)                    # yesterday: no time of it lies in the future
    page.form.time.setText(at)
    page.form.value.setText(value)
    page.save()
    settle(qtbot, window)


def shown(page: EntriesPage) -> list[str]:
    return [one.entry.shown() for one in page.table.entries.rows]


def test_entering_shows_the_value_with_its_mark_and_its_course(page, window, qtbot) -> None:
    add(page, qtbot, window, "148/86")
    assert shown(page) == ["148/86 mmHg"] and page.form.value.text() == ""
    assert page.shown.currentText() == "Blood pressure"
    assert "135/85" in page.range.whole() and "ESC 2024" in page.range.whole()
    add(page, qtbot, window, "70.5", Measure.WEIGHT, "07:00")
    assert shown(page) == ["70.5 kg", "148/86 mmHg"]
    page.shown.setCurrentIndex(1)
    assert "not judged" in page.range.whole()
    assert clipped(window) == [] and unnamed(window) == []


def test_an_entry_stands_on_the_other_pages_too(page, window, qtbot) -> None:
    window.frame.open("record", page="timeline")
    settle(qtbot, window)
    timeline = window.frame.room("record").page("timeline")
    before = len(timeline.view._scene.marks)
    window.frame.open("record", page="entries")
    settle(qtbot, window)
    add(page, qtbot, window, "148/86")
    window.frame.open("record", page="timeline")
    settle(qtbot, window)
    assert len(timeline.view._scene.marks) > before


def test_an_entry_stands_in_the_vitals_that_were_seen_before(page, window, qtbot) -> None:
    window.frame.open("vitals")
    settle(qtbot, window)
    window.frame.open("record", page="entries")
    settle(qtbot, window)
    add(page, qtbot, window, "72.5", Measure.WEIGHT, "07:00")
    window.frame.open("vitals")
    settle(qtbot, window)
    assert any("72.5" in text.whole() for text in window.frame.room("vitals").findChildren(Text))


@pytest.mark.parametrize(("value", "said"), [
    ("1200/80", "1200 mmHg"), ("80/120", "higher one"), ("148", "two numbers"), ("", "no number")])
def test_what_can_not_be_is_refused_beside_the_form_and_stays_typed(page, window, qtbot, value, said) -> None:
    add(page, qtbot, window, value)
    assert said in page._fault.whole() and shown(page) == [] and page.form.value.text() == value
    assert clipped(window) == []


def test_a_time_that_is_none_is_said(page, window, qtbot) -> None:
    add(page, qtbot, window, "148/86", at="25:00")
    assert "08:30" in page._fault.whole() and shown(page) == []


def test_correcting_keeps_one_entry_and_says_so(page, window, qtbot) -> None:
    add(page, qtbot, window, "148/86")
    page.table.selectRow(0)
    page.correct()
    assert page.form.value.text() == "148/86" and not page.form.measure.isEnabled()
    page.form.value.setText("138/86")
    page.save()
    settle(qtbot, window)
    assert shown(page) == ["138/86 mmHg"] and page.table.entries.rows[0].amended
    assert page.entry_card.title.whole() == "New entry" and page.form.measure.isEnabled()


def test_taking_back_asks_for_a_reason_and_leaves_it_in_the_list(page, window, qtbot) -> None:
    add(page, qtbot, window, "148/86")
    page.table.selectRow(0)
    page.ask_to_withdraw()
    dialog = next(one for one in page.findChildren(QDialog) if one.isVisible())
    keep, away = dialog.findChildren(QPushButton)
    assert keep.isDefault() and not away.isEnabled() and unnamed(dialog) == [] and clipped(dialog) == []
    dialog.findChild(QLineEdit).setText("Somebody else's")
    away.click()
    settle(qtbot, window)
    (one,) = page.table.entries.rows
    assert one.withdrawn and one.why == "Somebody else's" and page.shown.count() == 0
    page.table.selectRow(0)
    assert not page.correct_button.isEnabled() and not page.withdraw_button.isEnabled()


def test_a_file_is_taken_in_and_its_bad_lines_are_named(page, window, qtbot, tmp_path) -> None:
    day = (datetime.now(UTC) - timedelta(days=3)).date()
    file = tmp_path / "omron.csv"
    file.write_text(f"Date,Systolic (mmHg),Diastolic (mmHg)\n{day},141,88\n{day},1200,80\n")
    page.take_file(file)
    settle(qtbot, window)
    assert shown(page) == ["141/88 mmHg"]
    assert page.said.whole().startswith("1 stored, 0 known already, 1 refused") and "Line 3" in page.said.whole()
    file.write_text("nothing")
    page.take_file(file)
    settle(qtbot, window)
    assert "omron.csv" in page._fault.whole()


def test_another_patient_s_entries_are_forgotten_at_once(page, window, qtbot, open_chart, patient_ids) -> None:
    add(page, qtbot, window, "148/86")
    page.form.value.setText("150/90")
    open_chart("old")
    assert shown(page) == [] and page.form.value.text() == ""
    assert own_entries.listed(page.context.clinic, patient_ids["old"]) == []


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_nothing_is_clipped_or_without_a_name_on_a_small_screen(page, window, qtbot, spoken, open_chart) -> None:
    add(page, qtbot, window, "148/86")
    window.resize(1366, 768)
    window.use_language(spoken)
    settle(qtbot, window)
    window.frame.open("record", page="entries")
    settle(qtbot, window)
    assert clipped(window) == [] and unnamed(window) == []
    assert (window.width(), window.height()) == (1366, 768)
