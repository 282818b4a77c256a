"""The vitals room: what it shows, that switching patient empties it, and every way of the hand and the keyboard."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from view_helpers import OWN

from engines.signals.quality import poor_spans
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.vitals.ecg_traces import prepare
from views.vitals.ecg_view import EcgView
from views.vitals.ranges import RANGES, best_range, view, widened
from views.vitals.room import VitalsRoom
from views.vitals.trend_card import TrendTile, chart_data, wall_clock_offset
from views.widgets.charts import ChartData, ChartPoint, TrendChart
from views.widgets.sparkline import Sparkline
from views.widgets.theme import Severity, Theme, load_fonts
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import AllergyState, PatientBanner, PatientRow, PersonName
from workstation.domain.signals import Channel, Recording
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.errors import NotFound
from workstation.services import vitals

DAY = 86_400.0


def event(code, value, unit, hour, component="", source="Observation/1"):
    when = PartialDate.parse(f"2026-11-{12 + hour // 24:02d}T{hour % 24:02d}:00:00+08:00")
    return TimelineEvent(EventKind.VITAL, when, None, "http://loinc.org", code, "", source, value_text=str(value),
                         value=value, unit=unit, ucum=unit, component=component)


def rows():
    found = []
    for hour in range(40):
        found.append(event("8867-4", 80 + hour, "/min", hour, source=f"Observation/hr{hour}"))
        found.append(event("85354-9", 130 + hour, "mm[Hg]", hour, "8480-6", f"Observation/bp{hour}"))
        found.append(event("85354-9", 80, "mm[Hg]", hour, "8462-4", f"Observation/bp{hour}"))
    found.append(event("8310-5", 36.8, "Cel", 3, source="Observation/t"))
    return found


def ecg(seconds=20.0, rate_hz=250.0):
    time = np.arange(int(seconds * rate_hz)) / rate_hz
    trace = sum(np.exp(-((time - beat) / 0.012) ** 2) for beat in np.arange(0.5, seconds, 0.8))
    trace = trace + 0.01 * np.sin(2 * np.pi * 0.3 * time)
    trace[int(8 * rate_hz):int(10 * rate_hz)] = np.nan
    leads = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
    poor = tuple(poor_spans(trace, rate_hz))
    return Recording("12-lead ECG", "Observation/ecg", tuple(Channel(n, "mV", rate_hz, trace, poor) for n in leads))


@pytest.fixture
def opened():
    return []


@pytest.fixture
def room(qtbot, monkeypatch, opened):
    load_fonts()
    made_trends = vitals.assembled(rows(), date(1958, 7, 14), frozenset())
    monkeypatch.setattr(vitals, "trends", lambda clinic, patient: made_trends)
    row = vitals.RecordingRow("Observation/ecg", "12-lead ECG", PartialDate.parse("2026-11-12T09:05:00+08:00"), 12)
    monkeypatch.setattr(vitals, "recordings", lambda clinic, patient: [row])
    monkeypatch.setattr(vitals, "recording", lambda clinic, recording: ecg())
    tasks = Tasks()
    theme = Theme("light")
    context = RoomContext(OWN, theme, tasks, lambda name, **target: opened.append((name, target)), lambda *words: None)
    made = VitalsRoom(context)
    theme.dress(made)
    qtbot.addWidget(made)
    made.resize(1302, 690)
    made.show()
    yield made
    tasks.close()


@pytest.fixture
def banner():
    patient = PatientRow("1", PersonName("WANG", "Xiaoming"), "male", PartialDate.parse("1958-07-14"))
    return PatientBanner(patient, AllergyState.NONE_RECORDED)


def shown_words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def open_patient(qtbot, room, banner):
    room.show_patient(banner)
    qtbot.waitUntil(lambda: not room.busy() and bool(room._cards), timeout=10_000)
    qtbot.wait(50)                    # the layout settles before a place on it is clicked


def test_every_vital_sign_has_its_value_its_unit_and_its_severity(qtbot, room, banner):
    open_patient(qtbot, room, banner)
    words = shown_words(room)
    assert "169/80" in words and "mmHg" in words          # value before label
    assert "119" in words and "/min" in words
    names = [widget.accessibleName() for widget in room.findChildren(QWidget)]
    assert "Heart rate, 119 /min, High" in names
    assert "Temperature: 36.8 °C, In range, 12-Nov-2026 03:00" in names
    assert any(name.startswith("ECG, rate 75") for name in names)


def test_switching_patient_empties_the_room_at_once(qtbot, room, banner):
    open_patient(qtbot, room, banner)
    room.clear()
    assert room._cards == [] and room._ecg is None
    assert not any("169" in word for word in shown_words(room))


def test_a_late_result_for_the_former_patient_is_dropped(qtbot, room, banner):
    room.show_patient(banner)
    room.clear()
    qtbot.wait(300)
    assert room._cards == []


def test_a_failure_is_told_with_what_to_do(qtbot, room, banner, monkeypatch):
    def gone(clinic, patient):
        raise NotFound(what="patient", name="1")

    monkeypatch.setattr(vitals, "trends", gone)
    room.show_patient(banner)
    qtbot.waitUntil(lambda: any("There is no patient '1' here." in word for word in shown_words(room)), timeout=5000)


def test_a_record_without_vital_signs_says_how_to_get_them(qtbot, room, banner, monkeypatch):
    monkeypatch.setattr(vitals, "trends", lambda clinic, patient: [])
    monkeypatch.setattr(vitals, "recordings", lambda clinic, patient: [])
    room.show_patient(banner)
    qtbot.waitUntil(lambda: "No vital signs are recorded" in shown_words(room), timeout=5000)


def test_the_keys_set_the_shared_axis(qtbot, room, banner):
    open_patient(qtbot, room, banner)
    for key, chosen in zip("12345", RANGES, strict=True):
        QTest.keyClick(room, key)
        assert room._range == chosen
        views = {card.chart._view for card in room._cards}
        assert len(views) == 1
        first, last = views.pop()
        if chosen.seconds is not None:
            assert last - first == pytest.approx(chosen.seconds * 1.03)


def test_the_cursor_is_shared_and_a_click_opens_the_record(qtbot, room, banner, opened):
    open_patient(qtbot, room, banner)
    heart = next(card for card in room._cards if card.trend.kind.value == "heart-rate").chart
    other = next(card for card in room._cards if card.trend.kind.value == "blood-pressure-office").chart
    point = heart._data.points[-4]
    place = QPoint(round(heart._x(point.time)), heart.height() // 2)
    QTest.mouseMove(heart, place)
    qtbot.waitUntil(lambda: heart.cursor_point() is not None)
    assert heart.cursor_point().source == "Observation/hr36"
    assert other.cursor_point().source == "Observation/bp36"
    QTest.mouseClick(heart, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [("record", {"source": "Observation/hr36"})]


def test_the_arrow_keys_walk_along_the_curve_and_enter_opens(qtbot, room, banner, opened):
    open_patient(qtbot, room, banner)
    heart = next(card for card in room._cards if card.trend.kind.value == "heart-rate").chart
    heart.setFocus()
    QTest.keyClick(heart, Qt.Key.Key_Left)
    QTest.keyClick(heart, Qt.Key.Key_Left)
    assert heart.cursor_point().source == "Observation/hr38"
    assert heart.accessibleDescription() == "118 /min, 13-Nov-2026 14:00"
    QTest.keyClick(heart, Qt.Key.Key_Return)
    assert opened == [("record", {"source": "Observation/hr38"})]
    QTest.keyClick(heart, Qt.Key.Key_Escape)
    assert heart.cursor_point() is None


def test_a_single_value_is_a_tile_that_opens_its_record(qtbot, room, banner, opened):
    open_patient(qtbot, room, banner)
    tile = room.findChild(TrendTile)
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert opened == [("record", {"source": "Observation/t"})]


@pytest.mark.parametrize("size", [(1302, 690), (1000, 600), (800, 600)])
def test_cards_keep_inside_the_page_at_every_width(qtbot, room, banner, size):
    room.resize(*size)
    open_patient(qtbot, room, banner)
    qtbot.wait(50)
    for card in room._cards:
        assert card.geometry().right() <= room._page.width()
        assert card.chart.height() >= 96
    lefts = {card.x() for card in room._cards}
    assert len(lefts) == 2


def test_the_best_range_is_the_closest_that_holds_most_values():
    hourly = [hour * 3600.0 for hour in range(20)]
    assert best_range(hourly).name == "day"
    assert best_range([0.0, 300 * DAY, 310 * DAY, 365 * DAY]).name == "year"
    assert best_range([]).name == "all"
    assert view([], RANGES[0]) == (0.0, DAY)


def test_a_week_of_home_readings_fills_the_axis_however_many_years_lie_before():
    years = [-number * 30 * DAY for number in range(1, 80)]
    week = [number * DAY / 2 for number in range(14)]
    assert best_range([*years, *week]).name == "week"
    seldom = [-number * 365 * DAY for number in range(1, 12)]
    assert best_range([*seldom, *[0.0] * 8]).name == "all", "one visit is no course"


def test_the_first_range_is_widened_until_half_of_the_curves_have_a_value():
    week = [number * DAY / 2 for number in range(14)]
    visits = [[-4 * DAY, -200 * DAY]] * 3
    assert widened(RANGES[1], [week, *visits]).name == "month"
    assert widened(RANGES[1], [week, week]).name == "week"
    assert widened(RANGES[0], [week, [-5000 * DAY], [-5000 * DAY]]).name == "all"


def test_the_axis_is_the_clock_on_the_wall():
    trends = vitals.assembled(rows(), date(1958, 7, 14), frozenset())
    assert wall_clock_offset(trends) == 8 * 3600
    data = chart_data(trends[0], 8 * 3600, "zh_CN")
    assert data.points[0].when == "2026年11月12日 00:00"
    assert data.points[0].time % DAY == 0


# The painted widgets


def _colors(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 1) for y in range(0, image.height(), 1)}


def _chart(qtbot, values, band, theme="light", lower=None):
    chart = TrendChart(Theme(theme))
    qtbot.addWidget(chart)
    severities = [Severity.WARNING if value > 100 else Severity.FINE for value in values]
    chart.show_data(ChartData([
        ChartPoint(float(i), value, severity, str(value), "", f"Observation/{i}", lower)
        for i, (value, severity) in enumerate(zip(values, severities, strict=True))], band))
    chart.show_view(-1, len(values))
    chart.resize(300, 140)
    return chart


@pytest.mark.parametrize("theme", ["light", "dark", "radiology"])
def test_only_what_is_out_of_range_takes_the_warning_colour(qtbot, theme):
    warning = Theme(theme).hex("warning").lower()
    assert warning not in _colors(_chart(qtbot, [80, 90, 85], (60, 100), theme))
    assert warning in _colors(_chart(qtbot, [80, 120, 85], (60, 100), theme))


def test_a_curve_that_begins_before_the_view_leaves_no_ink_over_the_axis(qtbot):
    chart = _chart(qtbot, [80, 90, 85, 88], None)
    chart.show_view(1.5, 4)
    graph = Theme("light").color("graph")
    image = chart.grab().toImage()
    columns = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == graph]
    left = chart._plot().left()
    assert min(columns) >= left - 1, f"ink at {min(columns)}, the plot begins at {left}"


def test_no_range_shades_nothing(qtbot):
    shade = Theme("light").hex("fine_soft").lower()
    assert shade not in _colors(_chart(qtbot, [80, 90], None))
    assert shade in _colors(_chart(qtbot, [80, 90], (None, 100)))


def test_a_chart_of_nothing_and_of_bars_can_be_painted(qtbot):
    assert _colors(_chart(qtbot, [], (60, 100)))
    assert Theme("light").hex("warning").lower() in _colors(_chart(qtbot, [120, 120], (85, 135), lower=70))


def test_a_sparkline_ends_in_a_square_of_its_severity(qtbot):
    spark = Sparkline(Theme("light"), [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0)], Severity.CRITICAL, "rising")
    qtbot.addWidget(spark)
    spark.resize(92, 24)
    assert Theme("light").hex("critical").lower() in _colors(spark)
    assert spark.accessibleName() == "rising"
    spark.set([])
    assert Theme("light").hex("critical").lower() not in _colors(spark)


@pytest.fixture
def ecg_view(qtbot):
    made = EcgView(Theme("light"))
    qtbot.addWidget(made)
    made.show_traces(prepare(ecg()))
    made.resize(1200, made.sizeHint().height())
    made.show()
    return made


def test_ten_millimetres_are_a_millivolt_and_25_a_second(ecg_view):
    lead = ecg_view._pieces()[-1]
    assert ecg_view._pixels_per_second() == pytest.approx(25 * ecg_view.mm)
    assert ecg_view.mm == pytest.approx((1200 - 8) / 250)
    assert lead.trace.name == "II"


def test_keys_pan_and_change_the_paper_speed(qtbot, ecg_view):
    QTest.keyClick(ecg_view, Qt.Key.Key_Right)
    assert ecg_view.first > 0
    QTest.keyClick(ecg_view, Qt.Key.Key_Home)
    assert ecg_view.first == 0
    QTest.keyClick(ecg_view, Qt.Key.Key_Plus)
    assert ecg_view.speed == 50
    QTest.keyClick(ecg_view, Qt.Key.Key_Minus)
    QTest.keyClick(ecg_view, Qt.Key.Key_Minus)
    assert ecg_view.speed == 12.5
    QTest.keyClick(ecg_view, Qt.Key.Key_0)
    assert ecg_view._pixels_per_second() * 20 == pytest.approx(1200)
    QTest.keyClick(ecg_view, Qt.Key.Key_End)
    assert ecg_view.first == pytest.approx(0)


def test_dragging_moves_the_paper_and_the_wheel_keeps_the_second_under_it(qtbot, ecg_view):
    QTest.mousePress(ecg_view, Qt.MouseButton.LeftButton, pos=QPoint(600, 50))
    QTest.mouseMove(ecg_view, QPoint(480, 50))
    QTest.mouseRelease(ecg_view, Qt.MouseButton.LeftButton, pos=QPoint(480, 50))
    assert ecg_view.first == pytest.approx(120 / ecg_view._pixels_per_second(), abs=0.02)
    under = ecg_view._second_at(300)
    ecg_view.wheelEvent(QWheelEvent(
        QPointF(300, 50), QPointF(300, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False))
    assert ecg_view.speed == 50
    assert ecg_view._second_at(300) == pytest.approx(under)


def test_no_interval_is_measured_across_a_gap():
    traces = prepare(ecg())
    assert traces.rate_bpm == pytest.approx(75, abs=1)
    assert max(traces.rr_ms) < 900
    assert traces.trace("II").is_broken(7.5, 10.5) and not traces.trace("II").is_broken(1, 2)


@pytest.mark.parametrize("speed", [100.0, 25.0, 1.0])
def test_the_trace_is_on_the_paper_at_every_speed(ecg_view, speed):
    ecg_view.set_speed(speed)
    assert Theme("light").hex("text").lower() in _colors(ecg_view)


def test_a_recording_without_a_lead_in_millivolt_is_an_empty_paper(qtbot):
    only_pressure = Recording("ABP", "x", (Channel("ABP", "mmHg", 125.0, np.zeros(500)),))
    traces = prepare(only_pressure)
    assert traces.traces == () and traces.rate_bpm is None
    made = EcgView(Theme("dark"))
    qtbot.addWidget(made)
    made.show_traces(traces)
    made.resize(400, 200)
    assert _colors(made)


def test_a_spike_among_thousands_of_points_is_still_drawn(qtbot):
    """A chart of four weeks of a sensor draws the extremes of each pixel column and loses no extreme."""
    values = [90.0] * 8000
    values[3333] = 180.0
    chart = _chart(qtbot, values, None)
    chart._data = ChartData([
        ChartPoint(float(i), value, Severity.FINE, "", "", "") for i, value in enumerate(values)], None)
    image = chart.grab().toImage()
    x = round(chart._x(3333.0))
    graph = Theme("light").color("graph")
    near = [image.pixelColor(x + dx, y) for dx in (-1, 0, 1) for y in range(10, 40)]
    assert any(abs(color.red() - graph.red()) < 60 and abs(color.blue() - graph.blue()) < 60 for color in near)


def test_moving_the_cursor_does_not_draw_the_curve_again(qtbot):
    chart = _chart(qtbot, [80.0, 120.0, 85.0], (60, 100))
    chart.grab()
    picture = chart._picture
    chart.show_cursor(1.0)
    chart.grab()
    assert chart._picture is picture
    chart.show_view(0, 2)
    chart.grab()
    assert chart._picture is not picture


def test_a_theme_changed_while_it_runs_paints_anew(qtbot):
    theme = Theme("light")
    spark, chart = Sparkline(theme, [(0.0, 1.0), (1.0, 2.0)], Severity.FINE), TrendChart(theme)
    for widget in (spark, chart):
        qtbot.addWidget(widget)
        widget.resize(120, 100)
    chart.show_data(ChartData([ChartPoint(0.0, 1.0, Severity.FINE, "", "", "")], (0.5, 2.0)))
    assert Theme("light").hex("fine_soft").lower() in _colors(chart)
    theme.set("dark")
    assert Theme("dark").hex("fine_soft").lower() in _colors(chart)
    assert Theme("dark").hex("fine").lower() in _colors(spark)
