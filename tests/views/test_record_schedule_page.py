"""The care schedule on the screen, booking from it, and the check-up report saved from the results page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.record.checkup_save import save_to
from views.record.lists.model import Heading
from views.record.results_page import ResultsPage
from views.record.room import RecordRoom
from views.record.schedule_page import SchedulePage
from views.record.source import SourceDialog
from views.shell.language import Language
from views.shell.window import Window
from workstation.services import importing, patients
from workstation.services.demo.bundles import bundles


@pytest.fixture
def child(window: Window, tmp_path: Path, qtbot: QtBot) -> SchedulePage:
    """The schedule of the demo's child."""
    assert window.frame is not None
    (tmp_path / "child.json").write_bytes(bundles(date.today())["liu-zihan.json"])
    importing.import_paths(window.frame.clinic, [tmp_path / "child.json"])
    (row,) = patients.search(window.frame.clinic, "liu zihan")
    window.frame.open("record", patient=row.id)
    settle(qtbot, window)
    return _page(window, qtbot)


def _page(window: Window, qtbot: QtBot) -> SchedulePage:
    assert window.frame is not None
    window.frame.open("record", page="schedule")
    settle(qtbot, window)
    room = window.frame.room("record")
    assert isinstance(room, RecordRoom)
    page = room.page("schedule")
    assert isinstance(page, SchedulePage)
    return page


def _line(page: SchedulePage, title: str) -> int:
    return next(at for at, held in enumerate(page.model.shown) if not isinstance(held, Heading)
                and held.cells[0] == title)


def test_what_is_overdue_stands_first_the_earliest_on_top(child: SchedulePage) -> None:
    headings = [held.words for held in child.model.shown if isinstance(held, Heading)]
    assert headings[:4] == ["Overdue", "Due", "Too early", "Done"]
    assert child.model.shown[1].cells[0] == "BCG" and child.notice.accessibleName() == "6 overdue"  # type: ignore[union-attr]
    assert not child.pane.source.isVisible() and child.book.isVisible()


def test_a_done_dose_leads_to_its_record(child: SchedulePage, window: Window, qtbot: QtBot) -> None:
    child.table.selectRow(_line(child, "Measles, mumps, rubella 2"))
    assert child.pane.source.isVisible() and not child.book.isVisible()
    child.pane.source.click()
    room = window.frame.room("record")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(room.findChildren(SourceDialog)), timeout=10_000)
    room.findChildren(SourceDialog)[0].close()


def test_booking_opens_the_day_on_which_it_is_due(child: SchedulePage, window: Window, qtbot: QtBot) -> None:
    child.table.selectRow(_line(child, "Health check 11"))
    child.book.click()
    settle(qtbot, window)
    frame = window.frame
    assert frame is not None
    room = frame.room("appointments")
    held = next(each for each in child.model.shown if not isinstance(each, Heading)
                and each.cells[0] == "Health check 11")
    first = held.entry.start(("due",))
    assert first is not None and first.calendar > date.today() + timedelta(days=30)
    assert room.shown == first.calendar  # type: ignore[attr-defined]


def test_an_adult_has_none(window: Window, open_chart, qtbot: QtBot) -> None:
    open_chart("wang")
    page = _page(window, qtbot)
    assert page.model.shown == [] and page.notice.isHidden()


def test_everything_has_a_name_and_room_in_both_languages(
    child: SchedulePage, window: Window, language: Language, qtbot: QtBot,
) -> None:
    for spoken in ("en", "zh_CN"):
        language.use(spoken)
        settle(qtbot, window)
        page = _page(window, qtbot)
        assert unnamed(page) == [] and clipped(page) == []


def test_the_check_up_report_is_saved_from_the_results_page(
    window: Window, open_chart, tmp_path: Path, qtbot: QtBot,
) -> None:
    open_chart("wang")
    window.frame.open("record", page="results")  # type: ignore[union-attr]
    settle(qtbot, window)
    room = window.frame.room("record")  # type: ignore[union-attr]
    assert isinstance(room, RecordRoom)
    page = room.page("results")
    assert isinstance(page, ResultsPage) and page.checkup.isVisible()
    save_to(page, tmp_path / "report.pdf")
    settle(qtbot, window)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
