"""The timeline page: nothing dated is left out at any width, dates are as wide as written, keys and pointer lead on."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import Longer, clipped, unnamed

from views.record.lanes import DAY_S, EVERY, Lane, Mark, marks, span, window
from views.record.room import RecordRoom
from views.record.source import SourceDialog
from views.record.timeline_page import MANNER, MOST_ROWS, TimelinePage
from views.record.timeline_scene import Glyph, Scene
from views.record.timeline_view import HOUR_S, TimelineView
from views.record.timeline_words import lane_names, moment, range_words, spoken
from views.shell.window import Window
from views.widgets.kit import Button
from views.widgets.states import EmptyState, ErrorState
from views.widgets.theme import light
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.errors import StoreBusy

NOW = datetime(2026, 11, 23, tzinfo=UTC)
KINDS = list(EventKind)


def event(kind: EventKind, start: str | None, end: str | None = None, **more: object) -> TimelineEvent:
    told = {"display": "Creatinine", "source": "Observation/1", "system": "", "code": ""} | more
    return TimelineEvent(kind, PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None,
                         **told)  # type: ignore[arg-type]


def scene_of(*events: TimelineEvent) -> Scene:
    return Scene(marks(events, NOW, EVERY, MOST_ROWS))


def at(text: str) -> float:
    return PartialDate.parse(text).start.timestamp()


# --- nothing is left out ---------------------------------------------------------------------------------------------

_DATES = st.builds(
    lambda day, precision: (datetime(1950, 1, 1, tzinfo=UTC) + timedelta(minutes=day)).strftime(precision),
    st.integers(0, 75 * 365 * 24 * 60), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M:00Z"]))
_EVENTS = st.builds(lambda kind, dates: event(kind, min(dates), max(dates)) if kind in (
    EventKind.CONDITION, EventKind.MEDICATION, EventKind.ENCOUNTER) else event(kind, dates[0]),
    st.sampled_from(KINDS), st.tuples(_DATES, _DATES))


@settings(max_examples=150, deadline=None)
@given(st.lists(_EVENTS, min_size=1, max_size=60), st.floats(0, 1), st.floats(-7, 0), st.integers(200, 1600))
def test_every_mark_in_sight_is_drawn_exactly_once(events: list[TimelineEvent], place: float, depth: float,
                                                   pixels: int) -> None:
    scene = scene_of(*events)
    first, last = span(scene.marks, NOW)
    width = max((last - first) * 10 ** depth, 2 * HOUR_S)
    first += place * (last - first)
    drawn = [int(member) for glyph in scene.look(first, first + width, pixels, scene.lanes) for member in glyph.members]
    assert len(drawn) == len(set(drawn))
    in_sight = {place for place, mark in enumerate(scene.marks) if mark.start <= first + width and mark.until >= first
                and (mark.start >= first or mark.until - mark.start > 0)}
    touching = {place for place in in_sight if scene.marks[place].until > first}
    assert touching <= set(drawn)


def test_a_group_keeps_its_members_while_the_view_moves() -> None:
    chance = random.Random(3)
    days = [(datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=chance.randrange(330))) for _ in range(400)]
    scene = scene_of(*(event(EventKind.RESULT, day.isoformat()) for day in days))
    first, width = at("2026-03-01"), 120 * DAY_S

    def groups(shift: float) -> set[tuple[int, ...]]:
        glyphs = scene.look(first + shift, first + shift + width, 900, scene.lanes)
        return {tuple(glyph.members.tolist()) for glyph in glyphs
                if first + 20 * DAY_S < glyph.first < first + width - 20 * DAY_S}

    assert groups(0) and all(groups(shift) == groups(0) for shift in (1 * DAY_S, 3.3 * DAY_S, -2.7 * DAY_S))


def test_bars_that_share_the_last_row_are_counted() -> None:
    scene = scene_of(*(event(EventKind.MEDICATION, "2020-01-01", "2021-01-01", status="completed") for _ in range(14)))
    glyphs = scene.look(at("2019-06-01"), at("2021-06-01"), 900, scene.lanes)
    assert sum(glyph.count for glyph in glyphs) == 14
    assert max(glyph.row for glyph in glyphs) == MOST_ROWS - 1
    assert max(glyph.count for glyph in glyphs) == 14 - (MOST_ROWS - 1)


def test_a_flagged_result_marks_its_group() -> None:
    scene = scene_of(event(EventKind.RESULT, "2026-01-02T08:00:00Z"),
                     event(EventKind.RESULT, "2026-01-02T08:01:00Z", value=9.0, value_text="9", high=5.0))
    (glyph,) = scene.look(at("2025"), at("2027"), 900, scene.lanes)
    assert (glyph.count, glyph.flagged) == (2, 1)


# --- dates as written ------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("written", "days"), [("2014", 365), ("2016", 366), ("2016-02", 29), ("2015-12", 31),
                                               ("2015-03-04", 1), ("2015-03-04T10:00:00Z", 0), ("9999-12", 31)])
def test_a_date_is_as_wide_as_it_was_written(written: str, days: int) -> None:
    first, last = window(PartialDate.parse(written), datetime.timestamp)
    assert (last - first) / DAY_S == days


def test_a_year_alone_is_a_span_over_the_whole_year() -> None:
    scene = scene_of(event(EventKind.PROCEDURE, "2014"))
    (glyph,) = scene.look(at("2013-06-01"), at("2015-06-01"), 900, scene.lanes)
    assert glyph.is_wide and (glyph.first, glyph.last) == (at("2014-01-01"), at("2015-01-01"))


def test_an_open_bar_ends_with_the_life() -> None:
    died = datetime(2020, 2, 3, tzinfo=UTC)
    (mark,) = marks([event(EventKind.CONDITION, "2014", status="active")], died, EVERY)
    assert (mark.open_end, mark.end) == (True, died.timestamp())


def test_a_time_of_another_zone_says_so() -> None:
    here = datetime(2026, 11, 12, tzinfo=UTC).astimezone().strftime("%z")
    other = "+08:00" if here != "+0800" else "-03:00"
    assert moment(PartialDate.parse(f"2026-11-12T08:40:00{other}")) == f"12-Nov-2026 08:40 (UTC{other})"
    assert moment(PartialDate.parse(f"2026-11-12T08:40:00.25{here[:3]}:{here[3:]}")) == "12-Nov-2026 08:40"
    assert moment(PartialDate.parse("2026-11-12T08:40:00")) == "12-Nov-2026 08:40"          # no zone was written
    assert moment(PartialDate.parse("2026-11")) == "Nov-2026"


def test_a_mark_is_said_with_value_unit_flag_range_and_date(language: object) -> None:
    (mark,) = marks([event(EventKind.RESULT, "2026-11-12", value=118.0, value_text="118.0", unit="umol/L", low=59.0,
                           high=104.0)], NOW, EVERY)
    assert spoken(mark) == "12-Nov-2026, Creatinine, 118.0 µmol/L, High, range 59–104"


def test_the_shown_range_is_written_as_precisely_as_it_needs(language: object) -> None:
    assert range_words(at("1958"), at("2026"), "en") == "1958 to 2026"
    assert range_words(at("2026-10-03"), at("2026-11-24"), "en") == "03-Oct-2026 to 24-Nov-2026"
    assert range_words(at("2026-11-12T06:00Z"), at("2026-11-12T18:00Z"), "en") == "12-Nov-2026 06:00 to 18:00"


# --- the page --------------------------------------------------------------------------------------------------------

@pytest.fixture
def opened(window: Window, open_chart: Callable[..., None], qtbot: QtBot) -> Callable[[str], TimelinePage]:
    """``opened("wang")``: the timeline page of a patient."""
    def go(who: str) -> TimelinePage:
        open_chart(who)
        assert window.frame is not None
        window.frame.open("record", page="timeline")
        settle(qtbot, window)
        room = window.frame.room("record")
        assert isinstance(room, RecordRoom)
        page = room.page("timeline")
        assert isinstance(page, TimelinePage)
        return page

    return go


def marks_drawn(view: TimelineView) -> list[Mark]:
    return [mark for glyph in view.drawn for mark in view.marks_of(glyph)]


def middle_of(view: TimelineView, glyph: Glyph) -> QPoint:
    return view.space().rect(glyph).center().toPoint()


def close_source(window: Window, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(window.findChildren(SourceDialog)), timeout=10_000)
    dialog = window.findChildren(SourceDialog)[0]
    text = dialog.text.toPlainText()
    dialog.close()
    dialog.deleteLater()
    qtbot.wait(10)
    return text


def test_everything_dated_is_on_it_and_the_rest_is_named(opened: Callable[[str], TimelinePage]) -> None:
    page = opened("wang")
    shown = {mark.source.split("/")[0] for mark in marks_drawn(page.view)}
    assert shown == {"Condition", "MedicationRequest", "Observation"}
    assert {line.title for line in page.undated.model.lines} == {"Penicillin", "Father: Lung cancer, 61 a"}
    assert page.undated.aside.whole() == "2"
    assert page.range.whole() == "1957 to 2028"


def test_arrows_go_from_event_to_event_and_enter_opens(opened: Callable[[str], TimelinePage], window: Window,
                                                       qtbot: QtBot) -> None:
    view = opened("wang").view
    view.setFocus()
    assert view.accessibleName() == "Timeline"
    order = [mark.source.split("/")[0] for mark in view.scene.marks]
    assert order == ["Condition", "MedicationRequest", "Observation", "Observation"]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleName() == "since 2014, Type 2 diabetes mellitus, Active"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName().startswith("since 01-Mar-2014, Metformin")
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert "Creatinine, 118 µmol/L, High, range 59–104" in view.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Right)                   # there is nothing after the last
    assert "118" in view.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert "Creatinine, 98 µmol/L" in view.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert "Metformin" in view.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert '"resourceType": "MedicationRequest"' in close_source(window, qtbot)


def test_it_zooms_from_a_life_to_hours_and_no_further(opened: Callable[[str], TimelinePage], qtbot: QtBot) -> None:
    page = opened("wang")
    view = page.view
    qtbot.keyClick(view, Qt.Key.Key_End)
    for _ in range(100):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    first, last = view.shown
    assert last - first == pytest.approx(MANNER.narrowest) and first <= view.scene.marks[-1].start <= last
    assert ":" in page.range.whole()
    for _ in range(140):
        qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.shown == pytest.approx(view.whole)
    page.show_width(7 * DAY_S)
    where = QPointF(400, 60)
    under = view.space().at(400)
    wheel = QWheelEvent(where, view.mapToGlobal(where), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, wheel)
    assert view.shown[1] - view.shown[0] == pytest.approx(7 * DAY_S * 1.25)
    assert view.space().at(400) == pytest.approx(under, abs=60)         # what is under the pointer stays there


def test_a_drag_moves_and_is_no_click(opened: Callable[[str], TimelinePage], window: Window, qtbot: QtBot) -> None:
    page = opened("wang")
    page.show_width(365 * DAY_S)
    before = page.view.shown
    start = QPoint(300, 60)
    qtbot.mousePress(page.view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(page.view, start + QPoint(120, 0))
    qtbot.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    assert page.view.shown[0] < before[0]
    assert not window.findChildren(SourceDialog)


def test_a_point_tells_itself_under_the_pointer_and_opens(opened: Callable[[str], TimelinePage], window: Window,
                                                          qtbot: QtBot) -> None:
    page = opened("wang")
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    page.show_width(31 * DAY_S)
    page.view.repaint()
    glyph = next(glyph for glyph in page.view.drawn if glyph.lane is Lane.RESULTS)
    page.view._point_at(page.view.glyph_at(QPointF(middle_of(page.view, glyph))))
    assert page.hover.isVisible()
    assert [page.hover.name.whole(), page.hover.value.whole(), page.hover.more.whole()] == [
        "Creatinine", "118 µmol/L   High", "range 59–104"]
    assert page.hover.when.whole().startswith("12-Nov-2026 08:40")
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=middle_of(page.view, glyph))
    assert '"crea-2"' in close_source(window, qtbot)


def test_a_group_tells_its_number_and_a_click_lists_it(opened: Callable[[str], TimelinePage], qtbot: QtBot) -> None:
    page = opened("wang")
    glyph = next(glyph for glyph in page.view.drawn if glyph.lane is Lane.RESULTS)
    assert glyph.count == 2
    page.view._point_at(glyph)
    assert page.hover.name.whole() == "2 entries"
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=middle_of(page.view, glyph))
    assert [(line.title, line.after) for line in page.here.model.lines] == [
        ("Creatinine", "118 µmol/L"), ("Creatinine", "98 µmol/L")]
    assert page.view.shown[1] - page.view.shown[0] < 365 * DAY_S        # it came closer


def test_lanes_can_be_left_out(opened: Callable[[str], TimelinePage]) -> None:
    page = opened("wang")
    assert {lane for lane, choice in page.choices.items() if choice.isVisible()} == {
        Lane.PROBLEMS, Lane.MEDICATION, Lane.RESULTS}
    page.choices[Lane.RESULTS].setChecked(False)
    page.view.repaint()
    assert {glyph.lane for glyph in page.view.drawn} == {Lane.PROBLEMS, Lane.MEDICATION}
    page.choices[Lane.RESULTS].setChecked(True)
    page.view.repaint()
    assert Lane.RESULTS in {glyph.lane for glyph in page.view.drawn}


def test_the_strip_moves_the_window(opened: Callable[[str], TimelinePage], qtbot: QtBot) -> None:
    page = opened("wang")
    page.show_width(5 * 365 * DAY_S)
    before = page.view.shown
    qtbot.keyClick(page.strip, Qt.Key.Key_Left)
    assert page.view.shown[0] < before[0]
    qtbot.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(page.strip.width() // 2, 20))
    first, last = page.view.shown
    middle = sum(page.view.whole) / 2
    assert first < middle < last


def test_an_empty_chart_says_so_and_nothing_of_the_former_patient_stays(opened: Callable[[str], TimelinePage]) -> None:
    page = opened("wang")
    page = opened("old")
    assert isinstance(page.states.currentWidget(), EmptyState)
    assert page.view.scene.marks == [] and page.undated.model.lines == [] and page.here.model.lines == []


def test_birth_and_death_are_marked(opened: Callable[[str], TimelinePage]) -> None:
    page = opened("old")
    assert page.patient is not None
    born, died = page._uprights(page.patient)
    assert (born.words, born.last - born.first) == ("Born 1931", 365 * DAY_S)
    assert died.words == "Died 03-Feb-2020" and died.beyond


def test_a_chart_that_cannot_be_read_says_why(opened: Callable[[str], TimelinePage], window: Window,
                                              monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    from workstation.services import record as service

    page = opened("wang")
    working = service.timeline

    def fails(*_: object) -> None:
        raise StoreBusy(place="store")

    monkeypatch.setattr(service, "timeline", fails)
    assert page.patient is not None
    page.show_patient(page.patient)
    settle(qtbot, window)
    error = page.states.currentWidget()
    assert isinstance(error, ErrorState)
    monkeypatch.setattr(service, "timeline", working)
    next(button for button in error.findChildren(Button) if button.accessibleName() == "Try again").click()
    settle(qtbot, window)
    assert len(page.view.scene.marks) == 4


@pytest.mark.parametrize("longer", [False, True])
def test_it_names_everything_and_clips_nothing(opened: Callable[[str], TimelinePage], window: Window, qtbot: QtBot,
                                               longer: bool) -> None:
    window.resize(1366, 768)
    translator, application = Longer(), QApplication.instance()
    assert application is not None
    if longer:
        application.installTranslator(translator)
    try:
        window.use_language("en")
        settle(qtbot, window)
        page = opened("wang")
        page.show_here(page.view.scene.marks)
        for name in ("timeline", "search"):
            assert window.frame is not None
            window.frame.open("record", page=name)
            settle(qtbot, window)
            assert (unnamed(window), clipped(window)) == ([], [])
    finally:
        application.removeTranslator(translator)


# --- ten thousand ----------------------------------------------------------------------------------------------------

def test_ten_thousand_events_move_smoothly(language: object, qtbot: QtBot) -> None:
    chance = random.Random(7)

    def some() -> TimelineEvent:
        when = datetime(1960, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(66 * 365 * 24 * 60))
        return event(chance.choice(KINDS), when.isoformat(), flag=chance.choice(["", "H"]))

    scene = scene_of(*(some() for _ in range(10_000)))
    view = TimelineView(light(), lane_names(), lambda _key: None, lambda _marks: None, "en", MANNER)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show_scene(scene, span(scene.marks, NOW))
    with qtbot.waitExposed(view):
        view.show()
    view.repaint()
    assert sum(glyph.count for glyph in view.drawn) == len(scene.marks) == 10_000

    def moving() -> float:
        taken: list[float] = []
        for width in (66 * 365, 3650, 365, 31, 1):
            view.go(at("2000-01-01"), at("2000-01-01") + width * DAY_S)
            for _ in range(8):
                view.move_by(0.02)
                begun = time.thread_time()
                view.repaint()
                taken.append(time.thread_time() - begun)
        return statistics.quantiles(taken, n=20)[-1]

    assert min(moving() for _ in range(3)) < 0.016            # of the thread's own time; the quietest of three
