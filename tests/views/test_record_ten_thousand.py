"""Pages of the chart with ten thousand entries: the window's own thread never works for long at a stretch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from view_helpers import Watchdog, settle

from views.record.results_page import ResultsPage
from views.record.room import RecordRoom
from views.shell.room import Room
from views.shell.warm import Warmer
from views.shell.window import Window
from workstation.domain.chart_list import Entry, Fact, ListKind
from workstation.domain.document import ChartDocument, DocumentKind
from workstation.domain.own_entry import Measure, OwnEntry, StoredEntry
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientBanner
from workstation.domain.record import Medication, Problem, RecordSummary, ResultTrend
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.domain.trend import Standing, Trend, TrendKind, TrendPoint
from workstation.services import (
    analytes,
    chart_lists,
    chart_text,
    documents,
    own_entries,
    patients,
    record,
    results,
    vitals,
)
from workstation.services.chart_text import ChartText, Passage, Unread
from workstation.services.clinic import Clinic

MANY = 10_000
_BEGIN = datetime(2012, 1, 1, 8, tzinfo=UTC)


def _when(number: int) -> PartialDate:
    return PartialDate.parse((_BEGIN + timedelta(hours=11 * number)).isoformat(timespec="seconds"))


def _creatinine(number: int) -> TimelineEvent:
    """Values that swing, under ranges that change with each."""
    value = 0.5 + number * 37 % 90 / 10
    return TimelineEvent(EventKind.RESULT, _when(number), None, "http://loinc.org", "2160-0", "Creatinine",
                         f"Observation/{number}", value_text=f"{value:.1f}", value=value, unit="mg/dL", ucum="mg/dL",
                         low=0.5 + number % 3 / 10, high=5.0)


@pytest.fixture
def walk(window: Window, open_chart: Callable[..., None], qtbot: QtBot) -> Callable[..., Watchdog]:
    """``walk(page, *steps)``: opens a page of the living patient's chart under a watchdog and takes the steps on it."""
    warmer = Warmer(pause=0.005)                         # as at idle, before the first click
    warmer.start()
    qtbot.waitUntil(lambda: not warmer.is_alive(), timeout=60_000)
    open_chart("wang")
    frame = window.frame
    assert frame is not None

    def page(name: str) -> Room:
        room = frame.room("record")
        assert isinstance(room, RecordRoom)
        return room.page(name)

    def go(name: str, *steps: tuple[str, Callable[[Room], object]]) -> Watchdog:
        dog = Watchdog()
        try:
            for step, act in (("open", lambda _page: frame.open("record", page=name)), *steps):
                dog.step = step
                QTimer.singleShot(0, lambda act=act, step=step: act(None if step == "open" else page(name)))
                settle(qtbot, window)
                qtbot.wait(40)
        finally:
            dog.stop()
        print(f"{name}: " + ", ".join(f"{step} {taken * 1000:.1f} ms" for step, taken in dog.by_step.items()))
        return dog

    return go


def test_ten_thousand_values_of_one_analyte_do_not_hold_the_window(walk: Callable[..., Watchdog],
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    events = [_creatinine(number) for number in range(MANY, 0, -1)]
    monkeypatch.setattr(results, "by_analyte", lambda *_: results.assemble(events, analytes.table()))
    seen: list[int] = []

    def look(page: Room) -> None:
        assert isinstance(page, ResultsPage) and page.detail.line is not None
        seen.extend((page.detail.model.rowCount(), len(page.detail.chart._data.points)))

    def point(page: ResultsPage) -> None:
        page.detail.chart.setFocus()
        QTest.keyClick(page.detail.chart, Qt.Key.Key_Left)

    dog = walk(
        "results", ("look", look), ("cursor", point),
        ("another unit", lambda page: page.detail.next_unit()),  # type: ignore[attr-defined]
        ("to the end", lambda page: page.detail.table.scrollToBottom()))  # type: ignore[attr-defined]
    assert seen == [MANY, MANY]
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


DATES = ("onset", "recorded", "authored", "period", "given", "performed", "date")
WORDS = ("dosage", "severity", "reason", "category", "verification", "performer", "role", "reaction", "site", "status")
GROUPS = ("current", "active", "past", "planned")
LISTS = ("problems", "medication", "allergies", "encounters", "immunizations", "procedures", "care_team")


@pytest.mark.parametrize("name", LISTS)
def test_ten_thousand_rows_of_a_list_do_not_hold_the_window(walk: Callable[..., Watchdog], name: str,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def listing(_clinic: object, _patient: str, kind: ListKind, _progress: object) -> list[Entry]:
        groups = [*GROUPS, kind.value]
        return [Entry(f"Basic/{number}", groups[number % len(groups)], (
            Fact("title", text=f"Entry {number} with a name of some words"),
            *(Fact(word, start=_when(number)) for word in DATES),
            *(Fact(word, text=f"{word} {number % 7}") for word in WORDS))) for number in range(MANY)]

    monkeypatch.setattr(chart_lists, "listing", listing)
    seen: list[int] = []
    dog = walk(
        name, ("look", lambda page: seen.append(page.model.counts()[1])),
        ("filter", lambda page: page.field.setText("entry 77")), ("all", lambda page: page.field.clear()),
        ("sort", lambda page: page._sort(0)), ("to the end", lambda page: page.table.scrollToBottom()),
        ("last", lambda page: page.table.selectRow(page.model.rowCount() - 1)))
    assert seen == [MANY]
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


def test_ten_thousand_documents_do_not_hold_the_window(walk: Callable[..., Watchdog],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = list(DocumentKind)
    held = [ChartDocument(f"DocumentReference/{number}", "", kinds[number % len(kinds)], f"Letter {number}",
                          _when(number), "Dr. Who", "Visit") for number in range(MANY, 0, -1)]
    monkeypatch.setattr(documents, "listed", lambda *_: held)
    seen: list[int] = []
    dog = walk(
        "documents", ("look", lambda page: seen.append(page.list.documents.fitting())),
        ("filter", lambda page: page.field.setText("letter 77")), ("all", lambda page: page.field.clear()),
        ("to the end", lambda page: page.list.scrollToBottom()),
        ("last", lambda page: page.show_target(document="DocumentReference/1")))
    assert seen == [MANY]
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


def test_ten_thousand_hits_do_not_hold_the_window(walk: Callable[..., Watchdog],
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = list(EventKind)
    passages = tuple(Passage(kinds[number % len(kinds)], f"Record {number}", _when(number), f"Basic/{number}",
                             ("some words of a record " * 12,), "some words of a record") for number in range(MANY))
    unread = tuple(Unread(f"Basic/{number}", f"Picture {number}", "image/png") for number in range(MANY))
    monkeypatch.setattr(chart_text, "read", lambda *_: ChartText("x", passages, unread))
    seen: list[int] = []
    dog = walk(
        "search", ("find", lambda page: page.field.setText("words")),
        ("look", lambda page: seen.append(page.model.rowCount())),
        ("to the end", lambda page: page.list.scrollToBottom()), ("none", lambda page: page.field.clear()))
    assert seen == [MANY + len(kinds)]
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


def _events() -> list[TimelineEvent]:
    """Of every kind, a third without a date."""
    kinds = list(EventKind)
    return [TimelineEvent(kinds[number % len(kinds)], _when(number) if number % 3 else None, None, "urn:x",
                          f"{number % 50}", f"Event {number % 50}", f"Basic/{number}", value_text="a word")
            for number in range(MANY, 0, -1)]


def _summary(banner: PatientBanner) -> RecordSummary:
    """Thousands of problems and medicines, and of results that were measured once."""
    problems = tuple(Problem(f"Problem {number}", number % 2 == 0, "active", _when(number), None, f"{number}", "urn:x",
                             f"Condition/{number}") for number in range(MANY))
    medicines = tuple(Medication(f"Medicine {number}", number % 2 == 0, "active", "one a day", _when(number),
                                 f"{number}", "urn:x", f"MedicationRequest/{number}") for number in range(MANY))
    trends = tuple(ResultTrend(replace(_creatinine(number), code=f"{number}", value=None if number % 2 else 1.0,
                                       unit="" if number % 2 else "mg/dL"), (), 0) for number in range(2_000))
    return RecordSummary(banner, problems, medicines, (), trends, trends, 0, MANY)


def test_a_summary_of_ten_thousand_does_not_hold_the_window(walk: Callable[..., Watchdog], two_patients: Clinic,
                                                            patient_ids: dict[str, str],
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    events, summary = _events(), _summary(patients.banner(two_patients, patient_ids["wang"]))
    monkeypatch.setattr(record, "timeline", lambda *_: events)
    monkeypatch.setattr(record, "summary", lambda *_: summary)
    dog = walk(
        "summary", ("problems", lambda page: page.problems.view.scrollToBottom()),
        ("documents", lambda page: page.documents.view.scrollToBottom()), ("again", lambda page: page.refresh()))
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


def test_a_timeline_of_ten_thousand_does_not_hold_the_window(walk: Callable[..., Watchdog],
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "timeline", lambda *_: _events())
    dog = walk(
        "timeline", ("year", lambda page: page.show_width(365 * 86_400.0)),
        ("life", lambda page: page.show_width(float("inf"))),
        ("lanes", lambda page: next(iter(page.choices.values())).click()),
        ("undated", lambda page: page.undated.view.scrollToBottom()))
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


def test_ten_thousand_own_entries_do_not_hold_the_window(walk: Callable[..., Watchdog],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    def moment(number: int) -> datetime:
        return _BEGIN + timedelta(hours=11 * number)

    pressure = Trend(TrendKind.BP_HOME, "Blood pressure at home", "mmHg", tuple(
        TrendPoint(_when(number), 110.0 + number % 60, "", f"Observation/{number}", 60.0 + number % 30,
                   Standing.HIGH if number % 60 > 25 else Standing.IN_RANGE) for number in range(MANY)), own=True)
    pulse = replace(pressure, kind=TrendKind.HEART_RATE, points=tuple(
        replace(point, lower=None, standing=Standing.NOT_JUDGED) for point in pressure.points))
    entries = [StoredEntry(f"Observation/{number}", OwnEntry(
        Measure.PRESSURE, "128", "mm[Hg]", moment(number).isoformat(), "82", "Meter"), moment(number), 1)
        for number in range(MANY, 0, -1)]
    monkeypatch.setattr(vitals, "trends", lambda *_: [pressure, pulse])
    monkeypatch.setattr(own_entries, "listed", lambda *_: entries)
    seen: list[int] = []
    dog = walk(
        "entries", ("look", lambda page: seen.append(page.table.entries.rowCount())),
        ("pulse", lambda page: page.shown.setCurrentIndex(1)),
        ("to the end", lambda page: page.table.scrollToBottom()), ("last", lambda page: page.table.selectRow(MANY - 1)))
    assert seen == [MANY]
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"
