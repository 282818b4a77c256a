"""The record room and the patient list on a real store: what is shown, the timeline, empty and failed states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from view_helpers import settle

from views.record.patients import PatientsRoom
from views.record.room import RecordRoom
from views.record.source import SourceDialog
from views.record.summary import SummaryPage
from views.shell.window import Window
from views.widgets.kit import Button
from views.widgets.states import EmptyState, ErrorState
from views.widgets.theme import Severity
from workstation.errors import StoreBusy


def record(window: Window) -> SummaryPage:
    room = window.frame.room("record")  # type: ignore[union-attr]
    assert isinstance(room, RecordRoom)
    page = room.page("summary")
    assert isinstance(page, SummaryPage)
    return page


def test_the_page_shows_what_the_record_holds(window: Window, open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    room = record(window)
    problem = room.problems.model.lines[0]
    assert (problem.title, problem.below) == ("Type 2 diabetes mellitus", "since 2014 · 44054006")
    assert problem.tag is not None and problem.tag[1] == "Active"
    medicine = room.medication.model.lines[0]
    assert (medicine.title, medicine.below) == ("Metformin", "1000 mg, twice daily with meals · since 01-Mar-2014")
    assert room.allergies.model.lines[0].tag == (Severity.CRITICAL, "Severe", "▲")
    assert room.family.model.lines[0].title == "Father"
    result = room.results.model
    assert [result.index(0, column).data() for column in (0, 1, 2, 3, 5)] == [
        "Creatinine", "118", "µmol/L", "59–104", "High"]
    assert len(result.trends[0].earlier) == 1


def test_nothing_of_the_former_patient_stays(window: Window, open_chart: Callable[..., None]) -> None:
    open_chart("wang")
    open_chart("old")
    room = record(window)
    assert room.problems.model.lines == [] and room.results.model.trends == [] and room.medication.model.lines == []
    assert "None recorded" in room.allergies._empty.whole()


def test_the_timeline_zooms_moves_tells_and_opens(window: Window, open_chart: Callable[..., None],
                                                  qtbot: QtBot) -> None:
    open_chart("wang")
    room = record(window)
    view = room.timeline.view
    width = view._to - view._from
    where = QPointF(view.width() / 2, 20)
    wheel = QWheelEvent(where, view.mapToGlobal(where), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, wheel)
    assert view._to - view._from == pytest.approx(width * 0.8)
    before = view._from
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view._from < before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert (view._from, view._to) == view._whole
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert (view._from, view._to) == view._whole             # never wider than the whole
    qtbot.keyClick(view, Qt.Key.Key_Home)                    # the first event
    assert "Type 2 diabetes" in room.timeline.aside.whole()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=10_000)
    dialog = window.findChildren(SourceDialog)[0]
    assert '"resourceType": "Condition"' in dialog.text.toPlainText()
    dialog.close()


def test_another_room_can_lead_to_a_source(window: Window, open_chart: Callable[..., None], qtbot: QtBot) -> None:
    open_chart("wang")
    frame = window.frame
    assert frame is not None
    frame.open("record", source=record(window).results.model.trends[0].latest.source)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=10_000)
    window.findChildren(SourceDialog)[0].close()


def test_a_chart_that_cannot_be_read_says_why_and_can_be_tried_again(window: Window, open_chart: Callable[..., None],
                                                                     monkeypatch: pytest.MonkeyPatch,
                                                                     qtbot: QtBot) -> None:
    from workstation.services import record as service

    open_chart("wang")
    working = service.summary

    def broken(*_: object) -> None:
        raise StoreBusy(place="/here")

    monkeypatch.setattr(service, "summary", broken)
    open_chart("old")
    room = record(window)
    assert isinstance(room.states.currentWidget(), ErrorState)
    monkeypatch.setattr(service, "summary", working)
    room.states.currentWidget().findChildren(Button)[0].click()
    settle(qtbot, window)
    assert not isinstance(room.states.currentWidget(), ErrorState)


def test_advice_that_could_not_be_checked_is_said(window: Window, open_chart: Callable[..., None],
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.services import plan

    def broken(*_: object) -> None:
        raise RuntimeError("secret WANG 4820117903")

    monkeypatch.setattr(plan, "cards", broken)
    open_chart("wang")
    said = " ".join(text.whole() for text in record(window).advice.findChildren(type(record(window).advice.title)))
    assert "Could not be checked" in said and "WANG" not in said


def test_the_list_says_when_nobody_fits_and_the_newest_search_wins(window: Window, qtbot: QtBot) -> None:
    room = window.frame.room("clinic")  # type: ignore[union-attr]
    assert isinstance(room, PatientsRoom)
    assert room.count.whole() == "2 patients"
    for text in ("m", "mu", "mur", "nobody at all"):
        room.field.setText(text)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: isinstance(room.states.currentWidget(), EmptyState), timeout=5000)
    room.field.setText("murphy")
    qtbot.waitUntil(lambda: room.count.whole() == "1 patient", timeout=5000)
    assert room.model.index(0, 0).data() == "MURPHY, Aoife (Mrs)"
    assert room.model.index(0, 1).data() == "1931 (88–89 y)"           # at death, from a year alone
