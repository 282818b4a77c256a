"""The pedigree room: draws, chooses by keyboard, tells kinship, saves pictures, keeps nothing of another patient."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from view_helpers import OWN

from views.pedigree import paint, picture
from views.pedigree.panel import fraction
from views.pedigree.room import PedigreeRoom
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.theme import Theme
from workstation.services import pedigree

COUSINS = """C 1 0 0 1 1
C 2 0 0 2 1
C 3 1 2 1 1
C 4 0 0 2 1
C 5 1 2 1 1
C 6 0 0 2 1
C 7 3 4 1 1
C 8 5 6 2 1
C 9 7 8 1 2
"""


@pytest.fixture
def said():
    return []


@pytest.fixture
def room(qtbot, said):
    tasks = Tasks()
    context = RoomContext(OWN, Theme("light"), tasks, lambda *a, **k: said.append((a, k)), lambda *a: said.append(a))
    shown = PedigreeRoom(context)
    context.theme.dress(shown)
    qtbot.addWidget(shown)
    shown.resize(1376, 760)
    shown.show()
    yield shown
    tasks.close()


def settle(qtbot, room):
    qtbot.waitUntil(lambda: not room.busy(), timeout=20_000)


@pytest.fixture
def cousins(qtbot, room, tmp_path):
    path = tmp_path / "cousins.ped"
    path.write_text(COUSINS)
    room.open_file(path)
    settle(qtbot, room)
    return room


def words(widget) -> str:
    QCoreApplication.sendPostedEvents()       # a label that was just added is shown with the next events
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_a_file_is_drawn_and_said_not_to_be_the_patients(cousins):
    assert "cousins.ped" in cousins.summary.whole()
    assert "9 people" in cousins.summary.whole()
    assert len(cousins.canvas._items) == 9


def test_arrow_keys_walk_the_family_and_the_panel_follows(qtbot, cousins):
    canvas = cousins.canvas
    canvas.choose("9")
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas._person == "7"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas._person == "8"
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas._person == "9"
    assert "1/16 = 0.0625" in words(cousins.panel)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas._person == ""


def test_a_click_chooses_and_a_drag_does_not(qtbot, cousins):
    canvas = cousins.canvas
    at = canvas.mapFromScene(canvas._items["8"].pos())
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert canvas._person == "8"
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(canvas.viewport(), at + QPoint(60, 30))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(60, 30))
    assert canvas._person == "8"


def test_zoom_by_keys_and_fit(qtbot, cousins):
    canvas = cousins.canvas
    fitted = canvas.transform().m11()
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.transform().m11() > fitted
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.transform().m11() == pytest.approx(fitted)


def test_how_computed_shows_the_steps_and_the_source(cousins):
    cousins.canvas.choose("9")
    cousins.panel._toggle()
    shown = words(cousins.panel)
    assert "F(IV-1) = φ(III-1,III-2) = 0.0625" in shown
    assert "Lange" in shown


def test_a_damaged_file_leaves_the_drawing_and_says_why(qtbot, cousins, said, tmp_path):
    bad = tmp_path / "bad.ped"
    bad.write_text("F 1 0\n")
    cousins.open_file(bad)
    settle(qtbot, cousins)
    assert len(cousins.canvas._items) == 9
    assert "line 1 has 3 columns" in said[-1][0]


def test_clear_forgets_everything(cousins):
    cousins.canvas.choose("9")
    assert "IV-1" in words(cousins.panel)
    cousins.clear()
    assert cousins.canvas._items == {}
    assert cousins.summary.whole() == ""
    assert words(cousins.panel).strip() == ""


def test_slow_work_says_so_and_can_be_stopped(qtbot, room):
    gate = threading.Event()
    room._load(lambda: gate.wait(20) and None, file="")
    qtbot.waitUntil(lambda: "Drawing the family" in words(room), timeout=5000)
    room._stop()
    gate.set()
    assert not room.busy()
    assert "Drawing the family" not in words(room)


def test_no_history_is_not_a_negative_one(room):
    room._show(None, "")
    assert "not the same as" in words(room)


def test_pictures_hold_the_drawing(cousins, qtbot, tmp_path, said):
    for name in ("family.png", "family.svg"):
        cousins.save(tmp_path / name)
        settle(qtbot, cousins)
    image = QImage(str(tmp_path / "family.png"))
    assert image.width() > 400
    assert image.pixelColor(2, 2).name() == "#ffffff"
    svg = (tmp_path / "family.svg").read_text()
    assert svg.count("<path") + svg.count("<polyline") + svg.count("<ellipse") + svg.count("<circle") > 9
    assert "IV-1" in svg


def test_markup_in_a_file_stays_text(qtbot, room, tmp_path):
    path = tmp_path / "markup.ped"
    path.write_text("F <b>x</b> 0 0 1 1\n")
    room.open_file(path)
    settle(qtbot, room)
    room.canvas.choose("<b>x</b>")
    labels = room.panel.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert any("<b>x</b>" in label.text() for label in labels)


def test_shading_lies_in_the_quadrant_of_its_condition():
    for place, (right, down) in enumerate(((True, False), (True, True), (False, True), (False, False))):
        part = paint.sector(place, 4).boundingRect()
        assert (part.center().x() > 0, part.center().y() > 0) == (right, down)


def test_a_symbol_is_painted_where_the_layout_says(qtbot, tmp_path):
    path = Path(tmp_path / "one.ped")
    path.write_text("F 1 0 0 1 2\nF 2 0 0 2 1\nF 3 1 2 2 1\n")
    drawing = pedigree.drawing(pedigree.open_file(path))
    image = QImage.fromData(picture.png(drawing))
    bounds = paint.pixel_bounds(drawing)
    father = drawing.symbol("1")
    x, y = ((father.x * paint.UNIT - bounds.left()) * 2, (father.y * paint.UNIT - bounds.top()) * 2)
    assert image.pixelColor(int(x), int(y)).name() == Theme("light").hex("condition_1").lower()


def test_fractions_read_as_geneticists_write_them():
    assert [fraction(value) for value in (0.25, 0.0625, 0.1875, 0.0, 0.3)] == [
        "1/4 = 0.25", "1/16 = 0.0625", "3/16 = 0.1875", "0", "0.3"]


def test_the_proband_of_a_record_is_chosen_at_once(qtbot, room):
    patient = {"id": "p", "gender": "male", "birthDate": "1958-07-14", "name": [{"text": "王小明"}]}
    mother = {"id": "m", "status": "completed", "relationship": {"coding": [{"code": "MTH"}]}, "deceasedAge":
              {"value": 88, "code": "a"}}
    room._load(lambda: pedigree.build(patient, [mother], [], date(2026, 11, 23)), file="")
    settle(qtbot, room)
    shown = words(room.panel)
    assert "王小明" in shown
    assert "14-Jul-1958" in shown
    assert "68 y" in shown
