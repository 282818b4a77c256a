"""The results page on a real store: one line an analyte, one curve across codes and units, sources, units, copies."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.record import results_page_curve as curve
from views.record.course_chart import Course, CourseChart
from views.record.results_page import ResultsPage
from views.record.results_page_table import CHANGE, FLAG, LATEST, RANGE, Head, Row, rows_of
from views.record.room import RecordRoom
from views.record.source import SourceDialog
from views.shell.language import Language
from views.shell.window import Window
from views.widgets.charts import BandStep, ChartData, ChartPoint
from views.widgets.kit import Button
from views.widgets.states import EmptyState, ErrorState
from views.widgets.theme import Severity, Theme
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.errors import StoreBusy
from workstation.services import analytes, importing, results

_LAB = [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}]


def _result(number: int, code: str, name: str, when: str, **value: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "id": f"more-{number}", "status": "final", "category": _LAB,
            "subject": {"reference": "Patient/wang"}, "effectiveDateTime": when,
            "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": name}]}} | value


def _quantity(value: float, unit: str, **more: str) -> dict[str, Any]:
    return {"valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit} | more}


MORE = [
    _result(1, "2160-0", "Creatinine", "2025-02-03", **_quantity(1.5, "mg/dL"),
            referenceRange=[{"high": {"value": 1.2, "unit": "mg/dL"}}]),
    _result(2, "2160-0", "Creatinine", "2024-02-03", **_quantity(0.2, "mg/dL", comparator="<")),
    _result(3, "2160-0", "Creatinine", "2023-02-03", **_quantity(7, "furlong")),
    _result(4, "718-7", "Haemoglobin", "2026-01-01", **_quantity(14.1, "g/dL")),
    _result(5, "630-4", "=HYPERLINK(\"http://x\") <img src=x>", "2026-01-01", valueString="No growth"),
]


@pytest.fixture
def page(window: Window, open_chart: Callable[..., None], tmp_path: Path, qtbot: QtBot) -> ResultsPage:
    """The results of a patient whose creatinine comes from two laboratories."""
    file = tmp_path / "more.json"
    patient = {"resourceType": "Patient", "id": "wang", "birthDate": "1958-07-14", "gender": "male",
               "identifier": [{"type": {"text": "Medical Record Number"}, "system": "urn:x", "value": "4820117903"}],
               "name": [{"family": "王", "given": ["小明"], "prefix": ["Mr"]}]}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in [patient, *MORE]]}
    file.write_text(json.dumps(bundle, ensure_ascii=False), encoding="utf-8")
    importing.import_paths(window.frame.clinic, [file])  # type: ignore[union-attr]
    open_chart("wang")
    return _go(window, qtbot)


def _go(window: Window, qtbot: QtBot) -> ResultsPage:
    window.frame.open("record", page="results")  # type: ignore[union-attr]
    settle(qtbot, window)
    room = window.frame.room("record")  # type: ignore[union-attr]
    assert isinstance(room, RecordRoom)
    found = room.page("results")
    assert isinstance(found, ResultsPage)
    return found


def _cells(page: ResultsPage, analyte: str) -> list[str]:
    place = page.model.place_of(analyte)
    return [str(page.model.index(place, column).data()) for column in range(page.model.columnCount())]


def test_analytes_stand_under_their_panels(page: ResultsPage) -> None:
    heads = [held.words for held in page.model.shown if isinstance(held, Head)]
    assert heads == ["Blood count", "Kidney", "Other laboratory"]
    creatinine = _cells(page, "creatinine")
    assert creatinine[0] == "Creatinine"
    assert (creatinine[LATEST], creatinine[FLAG], creatinine[CHANGE], creatinine[RANGE]) == (
        "118 µmol/L", "High (calc.)", "+20", "59–104")
    assert page.count.whole() == "3 analytes"


def test_the_curve_joins_codes_and_units_and_leaves_out_what_it_must(page: ResultsPage) -> None:
    page.show_target(analyte="2160-0")
    points = page.detail.chart._data.points
    assert [round(point.value) for point in points] == [133, 98, 118]
    assert points[0].look != points[1].look == points[2].look
    assert points[0].severity is Severity.WARNING
    assert "1.5 mg/dL · 2160-0" in points[0].when
    assert page.detail.left_out.whole() == "Not in the curve: a bound, no value (1); unit can't be converted (1)"
    assert "mg/dL × 88.402 (IUPAC" in page.detail.converted.whole()
    assert page.detail.model.rowCount() == 5
    assert page.detail.legend.accessibleName() == "14682-9 µmol/L, 2160-0 mg/dL"


def test_the_range_band_follows_the_recorded_ranges(page: ResultsPage) -> None:
    page.show_target(analyte="creatinine")
    steps = page.detail.chart._data.steps
    assert [(step.low, round(step.high or 0)) for step in steps] == [(None, 106), (59, 104)]
    assert steps[0].last == steps[1].first


def test_what_a_patient_measured_stands_apart_and_says_so(page: ResultsPage, window: Window, tmp_path: Path,
                                                          qtbot: QtBot) -> None:
    own = _result(6, "718-7", "Haemoglobin", "2026-02-01", **_quantity(9.0, "g/dL"),
                  performer=[{"reference": "Patient/wang"}])
    file = tmp_path / "own.json"
    file.write_text(json.dumps(own), encoding="utf-8")
    assert window.frame is not None and window.frame.room("record") is not None
    importing.import_paths(window.frame.clinic, [file])
    page.refresh()
    settle(qtbot, window)
    clinic, patient = (line for line in page.model.lines if line.id.startswith("haemoglobin"))
    assert [len(clinic.values), len(patient.values)] == [1, 1]
    assert _cells(page, clinic.id)[0] == "Haemoglobin"
    assert _cells(page, patient.id)[0] == "☖ Haemoglobin, by the patient"


def test_a_unit_is_switched_in_table_curve_and_values(page: ResultsPage, window: Window, qtbot: QtBot) -> None:
    page.show_target(analyte="creatinine")
    settle(qtbot, window)
    (other,) = [one for one in page.detail.units.findChildren(Button) if one.isVisible() and not one.isChecked()]
    assert other.text() == "mg/dL"
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert _cells(page, "creatinine")[LATEST] == "1.33 mg/dL"
    assert [round(point.value, 2) for point in page.detail.chart._data.points] == [1.5, 1.11, 1.33]
    assert page.detail.model.index(0, 4).data() == "118 µmol/L · 59–104 14682-9"
    page.detail.next_unit()
    settle(qtbot, window)
    assert _cells(page, "creatinine")[LATEST] == "118 µmol/L"


def test_the_list_is_filtered_by_words_codes_and_flags(page: ResultsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClicks(page.table, "718")
    assert page.field.text() == "718"
    assert [line.id for line in page.model.lines] == ["haemoglobin"]
    assert page.count.whole() == "1 of 3 analytes"
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert len(page.model.lines) == 3
    qtbot.mouseClick(page.only_out, Qt.MouseButton.LeftButton)
    assert [line.id for line in page.model.lines] == ["creatinine"]
    page.field.setText("血红")
    assert page.model.lines == []
    assert page.detail.line is None and not page.copy_button.isEnabled()


def test_keys_alone_lead_to_the_source_of_a_value(page: ResultsPage, window: Window, qtbot: QtBot) -> None:
    page.show_target(analyte="creatinine")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.table.hasFocus()
    page.detail.table.selectRow(2)
    qtbot.keyClick(page.detail.table, Qt.Key.Key_Return)
    room = window.frame.room("record")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(room.findChildren(SourceDialog)), timeout=10_000)
    (dialog,) = room.findChildren(SourceDialog)
    assert dialog.windowTitle() == "Source"
    dialog.close()
    settle(qtbot, window)
    qtbot.keyClick(page.detail.table, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.table


def test_a_copy_is_csv_with_what_was_written_and_no_formula_runs(page: ResultsPage, window: Window,
                                                                qtbot: QtBot) -> None:
    qtbot.mouseClick(page.copy_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    assert len(rows) == 7
    converted = next(row for row in rows if row["unit_as_written"] == "mg/dL" and row["value"])
    assert (converted["value"], converted["unit"], converted["value_as_written"]) == ("133", "umol/L", "1.5")
    assert converted["conversion"] == "× 88.402" and converted["flag_computed"] == "H"
    assert [row["not_drawn"] for row in rows if row["not_drawn"]] == ["bound", "unit", "words"]
    assert next(row["name"] for row in rows if row["code"] == "630-4").startswith("'=HYPERLINK")


def test_text_from_outside_is_never_markup(page: ResultsPage) -> None:
    place = next(place for place, held in enumerate(page.model.shown)
                 if isinstance(held, Row) and held.line.latest.code == "630-4")
    tip = page.model.index(place, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip and "&lt;img" in tip
    page.table.selectRow(place)
    assert not page.detail.chart.isVisible()
    assert page.detail.left_out.whole() == "Not in the curve: in words (1)"


def test_nothing_of_the_former_patient_stays_and_empty_is_said(page: ResultsPage, open_chart: Callable[..., None],
                                                              window: Window, qtbot: QtBot) -> None:
    open_chart("old")
    again = _go(window, qtbot)
    assert again is page
    assert page.model.lines == [] and page.detail.line is None and page.detail.model.rowCount() == 0
    assert page.findChildren(EmptyState)


def test_a_store_that_fails_is_said_with_a_way_on(window: Window, open_chart: Callable[..., None], qtbot: QtBot,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreBusy(place="here")

    whole = results.by_analyte
    monkeypatch.setattr(results, "by_analyte", fail)
    open_chart("wang")
    page = _go(window, qtbot)
    (state,) = page.findChildren(ErrorState)
    monkeypatch.setattr(results, "by_analyte", whole)
    (again,) = [button for button in state.findChildren(Button) if button.text() == "Try again"]
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert [line.id for line in page.model.lines] == ["creatinine"]


def test_ten_thousand_results_do_not_hold_the_window(page: ResultsPage, window: Window, qtbot: QtBot,
                                                    stopwatch: Callable[[], float]) -> None:
    codes = sorted(analytes.table().by_code)
    rows = [TimelineEvent(EventKind.RESULT, PartialDate.parse(f"20{10 + n % 15}-0{1 + n % 9}-1{n % 10}"), None,
                          "http://loinc.org", codes[n % 3 if n % 2 else n % len(codes)], "x", "Observation/x",
                          value_text=f"{n % 90}.5", value=n % 90 + 0.5, unit="mg/dL", ucum="mg/dL", low=5.0, high=50.0)
            for n in range(10_000)]
    chart = results.assemble(sorted(rows, key=lambda one: one.start.start, reverse=True), analytes.table())
    panels = rows_of(chart, "en")
    begun = stopwatch()
    page._show(panels)
    longest = max(chart.lines, key=lambda line: len(line.values))
    assert len(longest.values) > 1_000
    page.show_target(analyte=longest.id)
    assert stopwatch() - begun < 0.25
    settle(qtbot, window)
    assert page.detail.line is longest
    assert len(curve.data(longest).points) == len(longest.drawn)


def test_a_long_course_keeps_every_spike(qtbot: QtBot) -> None:
    """The lowest and highest of each column are exact, ink of the spike stands where it was, in its colour."""
    points = [ChartPoint(float(n * n % 99_991), 50.0 + n % 5, Severity.NONE, "", "", str(n)) for n in range(5_000)]
    points.sort(key=lambda point: point.time)
    points[2_500] = replace(points[2_500], value=400.0, severity=Severity.CRITICAL)
    data = ChartData(points, steps=(BandStep(-1e9, 1e9, None, 100.0),))
    course = Course.of(data)
    assert course is not None
    first, last, count = 1_000.0, 90_000.0, 317
    edges = [first + (last - first) * place / count for place in range(count + 1)]
    for place, (low, high) in enumerate(course.columns(first, last, count)):
        held = [point.value for point in points if edges[place] <= point.time < edges[place + 1]]
        assert not held or (low, high) == (min(held), max(held))
    bars = course.bars(first, last, count)
    assert [severity for *_, severity in bars].count(Severity.CRITICAL) == 1
    assert course.columns(-3_000.0, -1_000.0, 1)[0][0] != course.columns(-3_000.0, -1_000.0, 1)[0][0]
    chart = CourseChart(Theme("light"))
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_course(data, course)
    chart.show_view(0.0, 100_000.0)
    image, warning = chart.grab().toImage(), Theme("light").color("warning")
    inked = {x for x in range(image.width()) for y in range(image.height()) if _like(image.pixelColor(x, y), warning)}
    assert inked and all(abs(x - chart._x(points[2_500].time)) < 3 for x in inked)


def _like(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_another_view_can_ask_for_an_analyte_before_the_results_are_there(page: ResultsPage, window: Window,
                                                                          qtbot: QtBot) -> None:
    page.show_target(analyte="creatinine")
    assert window.frame is not None and page.patient is not None
    patient = page.patient
    page.clear()
    page.show_patient(patient)
    window.frame.open("record", page="results", analyte="718-7")
    settle(qtbot, window)
    assert page.detail.line is not None and page.detail.line.id == "haemoglobin"


def test_it_names_everything_and_clips_nothing(page: ResultsPage, window: Window, qtbot: QtBot, qapp: QApplication,
                                               language: Language) -> None:
    page.show_target(analyte="creatinine")
    for width, height in ((1440, 900), (1366, 768)):
        window.resize(width, height)
        settle(qtbot, window)
        assert (unnamed(page), clipped(page)) == ([], [])
    window.use_language("zh_CN")
    settle(qtbot, window)
    chinese = _go(window, qtbot)
    assert (unnamed(chinese), clipped(chinese)) == ([], [])
    assert [held.words for held in chinese.model.shown if isinstance(held, Head)] == ["血常规", "肾功能", "其他检验"]
    assert _cells(chinese, "creatinine")[0] == "肌酐"
    chinese.show_target(analyte="creatinine")
    assert chinese.detail.left_out.whole() == "未列入曲线：仅为界限，非数值 (1); 单位无法换算 (1)"
