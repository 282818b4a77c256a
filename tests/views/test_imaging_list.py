"""The findings list and the loading line: smooth with a thousand findings, nothing jumps, red is kept for danger."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from imaging_fakes import FakeServices, banner, finding
from PySide6.QtCore import QLocale, QRect
from view_helpers import OWN

from views.imaging import messages
from views.imaging.finding_row import FindingRow
from views.imaging.marks import severity
from views.imaging.room import ImagingRoom
from views.imaging.volume_pane import VolumePane
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.theme import Severity, radiology
from workstation.domain.finding import FindingState


@pytest.fixture
def room(qtbot, monkeypatch):
    monkeypatch.setattr(VolumePane, "start", lambda _self: None)
    tasks, theme = Tasks(), radiology()
    made = ImagingRoom(RoomContext(OWN, theme, tasks, lambda *_a, **_k: None, lambda *_a: None))
    theme.dress(made)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    tasks.close()


def open_room(qtbot, room):
    room.show_patient(banner())
    qtbot.waitUntil(lambda: not room.busy(), timeout=20_000)
    qtbot.wait(20)


def rows(room) -> list[FindingRow]:
    return [one for one in room.bench.panel.findChildren(FindingRow) if not one.isHidden()]


def test_selecting_another_finding_keeps_the_other_rows(qtbot, monkeypatch, room):
    FakeServices(monkeypatch, [finding(name, score) for name, score in (("a", 0.9), ("b", 0.8), ("c", 0.7))])
    open_room(qtbot, room)
    before = {one.finding.id: one for one in rows(room)}
    room.scene.select("b")
    qtbot.waitUntil(lambda: room.bench.panel._rows.row("b") is not before["b"])
    after = {one.finding.id: one for one in rows(room)}
    assert after["c"] is before["c"]

    def order() -> list[str]:
        return [name for _, name in sorted((one.mapTo(room, one.rect().topLeft()).y(), one.finding.id)
                                           for one in rows(room))]

    qtbot.waitUntil(lambda: order() == ["a", "b", "c"])


def test_a_thousand_findings_never_stop_the_window_for_50_ms(qtbot, monkeypatch, room):
    places = [(n * 7 % 110 - 55.0, n * 11 % 90 - 45.0, n * 13 % 110 - 55.0) for n in range(1000)]
    FakeServices(monkeypatch, [finding(f"f{n:04d}", 1 - n / 2000, place, 4.0) for n, place in enumerate(places)])
    open_room(qtbot, room)
    qtbot.waitUntil(lambda: len(rows(room)) >= 60)

    longest = 0.0
    for act in (lambda: room.scene.select("f0030"), lambda: room.scene.select("f0900"),
                lambda: room.bench.panel.slider.setValue(40), lambda: room.scene.select_next(1),
                room.bench.panel._rows._show_more):
        act()
        for _ in range(20):
            began = time.thread_time()
            qtbot.wait(1)
            longest = max(longest, time.thread_time() - began)
    assert longest < 0.05
    room.bench.panel.slider.setValue(0)
    room.scene.select("f0900")
    qtbot.waitUntil(lambda: room.bench.panel._rows.row("f0900") is not None)    # wherever it stands in the list
    assert len(rows(room)) < 200


def test_a_late_selection_beyond_the_first_page_can_be_answered(qtbot, monkeypatch, room):
    services = FakeServices(monkeypatch, [finding(f"f{n:04d}", 1 - n / 2000) for n in range(200)])
    open_room(qtbot, room)
    room.scene.select("f0150")
    qtbot.waitUntil(lambda: room.bench.panel._rows.row("f0150") is not None)
    room.reviewing.accept()
    qtbot.waitUntil(lambda: bool(services.reviews))
    assert services.reviews == [("f0150", FindingState.ACCEPTED, "")]


def test_the_room_opens_on_what_still_waits_for_an_answer(qtbot, monkeypatch, room):
    answered = replace(finding("a", 0.9), state=FindingState.ACCEPTED)
    FakeServices(monkeypatch, [answered, finding("b", 0.4)])
    open_room(qtbot, room)
    assert room.scene.selected_id == "b"


def test_the_loading_line_moves_no_pane(qtbot, monkeypatch, room):
    FakeServices(monkeypatch)
    open_room(qtbot, room)
    places: list[QRect] = [one.geometry() for one in room.bench.panes]
    room.bench.load_line.start("Loading 40 images")
    qtbot.wait(10)
    assert room.bench.load_line.isVisible()
    assert [one.geometry() for one in room.bench.panes] == places


@pytest.mark.parametrize(("diameter", "expected"), [(4.0, Severity.INFO), (5.9, Severity.INFO),
                                                    (6.0, Severity.WARNING), (30.0, Severity.WARNING)])
def test_size_alone_never_looks_like_danger(diameter, expected):
    assert severity(finding("a", diameter=diameter)) is expected


def test_days_stand_in_the_language_of_the_screen():
    from datetime import UTC, datetime

    when = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.Chinese))
        assert messages.moment(when).startswith("2026年11月2日 ")
        QLocale.setDefault(QLocale(QLocale.Language.English))
        assert messages.moment(when).startswith("02-Nov-2026 ")
    finally:
        QLocale.setDefault(before)
