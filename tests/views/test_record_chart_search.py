"""The search page: reached by Ctrl+F, answers while one types, the newest question wins, Enter opens the source."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from view_helpers import settle

from views.record import chart_search as page_module
from views.record.chart_search import ChartSearchPage
from views.record.chart_search_list import Heading
from views.record.lists.page import ListPage
from views.record.room import RecordRoom
from views.record.source import SourceDialog
from views.shell import import_flow
from views.shell.window import Window
from views.widgets.kit import Button
from views.widgets.states import ErrorState
from workstation.errors import StoreBusy
from workstation.services import chart_search, chart_text, importing
from workstation.services.chart_search import ChartFound
from workstation.services.chart_text import ChartText
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

HOSTILE = "<img src=x onerror=alert(1)><b>WBC</b> WBC<x>12 ‮gnp.exe"


@pytest.fixture
def page(two_patients: Clinic, window: Window, open_chart: Callable[..., None], tmp_path: Path,
         qtbot: QtBot) -> ChartSearchPage:
    note = {"resourceType": "DocumentReference", "id": "n1", "status": "current", "description": HOSTILE,
            "subject": {"reference": "Patient/wang"}, "type": {"text": "Progress note"}, "date": "2026-03-01T10:00:00Z",
            "content": [{"attachment": {"contentType": "application/pdf", "title": "Scan of a letter",
                                        "data": "JVBE"}}]}
    file = tmp_path / "note.json"
    file.write_text(json.dumps(note), encoding="utf-8")
    importing.import_paths(two_patients, [file])
    open_chart("wang")
    assert window.frame is not None
    room = window.frame.room("record")
    assert isinstance(room, RecordRoom)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert room.page_name == "search"
    found = room.page("search")
    assert isinstance(found, ChartSearchPage)
    return found


def ask(page: ChartSearchPage, window: Window, qtbot: QtBot, words: str) -> list[str]:
    """The titles that are listed; headings in brackets."""
    page.field.setText(words)
    settle(qtbot, window)
    return [f"[{row.kind.value} {row.count}]" if isinstance(row, Heading) else row.title for row in page.model.rows]


def test_ctrl_f_leads_to_the_field(page: ChartSearchPage) -> None:
    assert page.field.hasFocus()
    assert "one character is enough" in page.nothing.whole()


def test_it_lists_by_kind_with_the_place_marked(page: ChartSearchPage, window: Window, qtbot: QtBot) -> None:
    assert ask(page, window, qtbot, "creat") == ["[result 2]", "Creatinine", "Creatinine"]
    shown = page.model.snippet(1)
    assert [shown.text[first:last] for first, last in shown.marks] == ["Creat"]
    assert page.said.whole() == "2 of 8 records"
    assert ask(page, window, qtbot, "meals twice") == ["[medication 1]", "Metformin"]
    assert ask(page, window, qtbot, "小明") == ["[other 1]", "王"]
    assert ask(page, window, qtbot, "creat zzz") == []
    assert page.nothing.whole() == "Nothing in 8 records holds all of these words."
    assert ask(page, window, qtbot, "") == []


def test_arrows_and_enter_work_from_the_field(page: ChartSearchPage, window: Window, qtbot: QtBot) -> None:
    ask(page, window, qtbot, "creat")
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 2
    qtbot.keyClick(page.field, Qt.Key.Key_Up)
    qtbot.keyClick(page.field, Qt.Key.Key_Up)
    assert page.list.currentIndex().row() == 1                # never on the heading
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=10_000)
    dialog = window.findChildren(SourceDialog)[0]
    assert '"crea-2"' in dialog.text.toPlainText()
    dialog.close()


def test_text_from_outside_is_plain_text(page: ChartSearchPage, window: Window, qtbot: QtBot) -> None:
    ask(page, window, qtbot, "wbc<x>12")
    assert "<b>WBC</b> WBC<x>12 [U+202E]gnp.exe" in page.model.index(1).data()
    tip = page.model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip and "&lt;b&gt;WBC" in tip


def test_what_was_not_searched_is_named(page: ChartSearchPage) -> None:
    assert page.unread.isVisible()
    assert [(line.title, line.aside) for line in page.unread.model.lines] == [("Scan of a letter", "application/pdf")]


def test_the_newest_question_wins(page: ChartSearchPage, window: Window, qtbot: QtBot,
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()

    def slow(chart: ChartText, text: str, progress: Progress | None = None) -> ChartFound:
        if text == "creat":
            held.wait(10)
        return chart_search.look(chart, text)

    monkeypatch.setattr(page_module, "look", slow)
    page.field.setText("creat")
    page._ask()
    page.field.setText("metf")
    page._ask()
    qtbot.waitUntil(lambda: len(page.model.rows) == 2, timeout=10_000)
    held.set()
    settle(qtbot, window)
    assert [row.title for row in page.model.rows if not isinstance(row, Heading)] == ["Metformin"]


def test_what_was_taken_in_since_is_found_and_the_words_stay(page: ChartSearchPage, window: Window, tmp_path: Path,
                                                             qtbot: QtBot) -> None:
    assert ask(page, window, qtbot, "warfarin") == []
    file = tmp_path / "more.json"
    file.write_text(json.dumps({
        "resourceType": "MedicationRequest", "id": "war", "status": "active", "intent": "order",
        "subject": {"reference": "Patient/wang"}, "authoredOn": "2026-01-01",
        "medicationCodeableConcept": {"text": "Warfarin"}}), encoding="utf-8")
    assert window.frame is not None
    room = window.frame.room("record")
    assert isinstance(room, RecordRoom)
    room.show_page("medication")
    settle(qtbot, window)
    room.show_page("search")
    import_flow.start(window.frame, [file])
    settle(qtbot, window)
    for dialog in window.findChildren(import_flow.ReportDialog):
        dialog.close()
    assert page.field.text() == "warfarin"
    assert [row.title for row in page.model.rows if not isinstance(row, Heading)] == ["Warfarin"]
    room.show_page("medication")
    settle(qtbot, window)
    listed = room.page("medication")
    assert isinstance(listed, ListPage) and listed.model.line_of("MedicationRequest/war") >= 0


def test_another_patient_empties_it_at_once(page: ChartSearchPage, window: Window, open_chart: Callable[..., None],
                                            qtbot: QtBot) -> None:
    ask(page, window, qtbot, "creat")
    assert window.frame is not None
    page.clear()
    assert page.model.rows == () and page.field.text() == "" and page.unread.model.lines == []
    open_chart("old")
    assert ask(page, window, qtbot, "creat") == []
    assert ask(page, window, qtbot, "murphy") != []


def test_a_chart_that_cannot_be_read_says_why(page: ChartSearchPage, window: Window, qtbot: QtBot,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    working = chart_text.read

    def fails(*_: object) -> None:
        raise StoreBusy(place="store")

    monkeypatch.setattr(chart_text, "read", fails)
    assert page.patient is not None
    page.show_patient(page.patient)
    settle(qtbot, window)
    error = page.states.currentWidget()
    assert isinstance(error, ErrorState)
    monkeypatch.setattr(chart_text, "read", working)
    next(button for button in error.findChildren(Button) if button.accessibleName() == "Try again").click()
    settle(qtbot, window)
    assert ask(page, window, qtbot, "creat")


def test_another_room_can_ask(page: ChartSearchPage, window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.open("record", page="search", find="metformin")
    settle(qtbot, window)
    assert page.model.hit(1) is not None
