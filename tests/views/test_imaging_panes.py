"""The slice panes: true proportion, the radiological way round, the same picture for all 48 ways to store a scan."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from imaging_fakes import BALL_MM, finding, volume
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from engines.imaging.planes import Plane, canonical
from engines.imaging.volume import Volume
from views.imaging.marks import Locator
from views.imaging.scene import Scene
from views.imaging.slice_pane import SlicePane
from views.imaging.viewmap import ViewMap, scale_bar_mm
from views.widgets.theme import radiology
from workstation.domain.finding import FindingState


def stored_otherwise(original: Volume, order: tuple[int, int, int], flips: tuple[bool, bool, bool]) -> Volume:
    """The same object in the same place, with its index axes permuted and reversed."""
    voxels = original.voxels.transpose([2 - axis for axis in reversed(order)])
    affine = original.affine.copy()
    affine[:3, :3] = original.affine[:3, list(order)]
    for axis, flip in enumerate(flips):
        if flip:
            affine[:3, 3] += affine[:3, axis] * (voxels.shape[2 - axis] - 1)
            affine[:3, axis] *= -1
            voxels = np.flip(voxels, 2 - axis)
    return Volume(np.ascontiguousarray(voxels), affine, original.modality, original.series_uid, original.study_uid)


def levels(picture: QImage) -> np.ndarray:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, :grey.width()].astype(int)


@pytest.fixture
def shown(qtbot):
    scene, theme = Scene(), radiology()
    panes = {plane: SlicePane(scene, theme, plane) for plane in Plane}
    for pane in panes.values():
        qtbot.addWidget(pane)
        pane.resize(400, 300)
        pane.show()

    def show(what: Volume):
        scene.show_volume(canonical(what))
        scene.set_window(40, 400)
        scene.move_to_mm(BALL_MM)
        return scene, panes

    return show


def bright_middle(pane: SlicePane) -> tuple[float, float]:
    """Where the ball is in the pane, as a share of width and height, read from the pixels."""
    picture = pane._draw()
    rows, columns = np.nonzero(levels(picture) > 250)
    return float(columns.mean()) / pane.width(), float(rows.mean()) / pane.height()


def test_patient_right_is_image_left_and_the_head_is_up(shown):
    _, panes = shown(volume())
    x, y = bright_middle(panes[Plane.AXIAL])
    assert x < 0.48 and y < 0.48                       # right of the patient at the left, front at the top
    x, y = bright_middle(panes[Plane.CORONAL])
    assert x < 0.48 and y < 0.48                       # right at the left, head up
    x, y = bright_middle(panes[Plane.SAGITTAL])
    assert x < 0.48 and y < 0.48                       # front at the left, head up
    assert panes[Plane.AXIAL].slice.letters == ("R", "L", "A", "P")
    assert panes[Plane.CORONAL].slice.letters == ("R", "L", "H", "F")
    assert panes[Plane.SAGITTAL].slice.letters == ("A", "P", "H", "F")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_all_48_ways_to_store_it_give_the_same_pictures(shown, order):
    _, panes = shown(volume())
    expected = {plane: levels(pane._draw()) for plane, pane in panes.items()}
    for flips in product((False, True), repeat=3):
        shown(stored_otherwise(volume(), order, flips))
        for plane, pane in panes.items():
            assert np.array_equal(levels(pane._draw()), expected[plane]), (plane, flips)


def test_a_millimetre_is_as_long_across_as_down():
    view = ViewMap(100, 50, 1.0, 3.0, 400, 300)
    left, top = view.to_widget(0, 0)
    right, bottom = view.to_widget(30, 10)
    assert (right - left) == pytest.approx(bottom - top)       # 30 columns x 1 mm, 10 rows x 3 mm


def test_zoom_holds_the_point_below_the_pointer_and_the_map_inverts():
    view = ViewMap(100, 80, 0.7, 0.7, 400, 300).zoomed(3.0, 120, 90)
    before = ViewMap(100, 80, 0.7, 0.7, 400, 300).to_pixel(120, 90)
    assert view.to_pixel(120, 90) == pytest.approx(before)
    assert view.to_pixel(*view.to_widget(12.5, 7.25)) == pytest.approx((12.5, 7.25))


def test_the_locator_agrees_with_the_slice(shown):
    _, panes = shown(volume())
    for pane in panes.values():
        assert Locator(pane.slice)((3.0, -7.0, 11.0)) == pytest.approx(pane.slice.to_pixel((3.0, -7.0, 11.0)))


def test_the_scale_bar_is_the_longest_round_length_that_fits():
    assert scale_bar_mm(2.0, 100) == 50
    assert scale_bar_mm(2.0, 99.9) == 20
    assert scale_bar_mm(100.0, 10) == 1


def test_wheel_and_keys_scroll_towards_the_head_upwards(shown, qtbot):
    scene, panes = shown(volume())
    pane, before = panes[Plane.AXIAL], scene.slice_index(Plane.AXIAL)
    QApplication.sendEvent(pane, QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))
    assert scene.slice_index(Plane.AXIAL) == before + 1
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    assert scene.slice_index(Plane.AXIAL) == before - 1
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    assert scene.slice_index(Plane.AXIAL) == 39
    qtbot.keyClick(pane, Qt.Key.Key_End)
    assert scene.slice_index(Plane.AXIAL) == 0


def test_a_click_moves_the_linked_crosshair_to_that_place(shown, qtbot):
    scene, panes = shown(volume())
    pane = panes[Plane.AXIAL]
    column, row, _ = pane.slice.to_pixel((20.0, 10.0, scene.cursor_mm()[2]))
    x, y = pane.map.to_widget(column, row)
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert scene.cursor_mm() == pytest.approx((20.0, 10.0, scene.cursor_mm()[2]), abs=0.6)
    assert panes[Plane.SAGITTAL]._index == scene.slice_index(Plane.SAGITTAL)


def test_a_right_drag_changes_the_window(shown):
    scene, panes = shown(volume())
    pane, before = panes[Plane.AXIAL], scene.window
    for kind, at in ((QEvent.Type.MouseButtonPress, QPointF(50, 50)), (QEvent.Type.MouseMove, QPointF(80, 60))):
        QApplication.sendEvent(pane, QMouseEvent(
            kind, at, at, Qt.MouseButton.RightButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier))
    assert scene.window.width > before.width and scene.window.center > before.center


def test_the_crosshair_leaves_a_gap_at_the_finding(shown):
    scene, panes = shown(volume())
    pane = panes[Plane.AXIAL]
    scene.show_findings([finding("a")])
    scene.select("a")
    QApplication.processEvents()
    with_lines = pane.grab().toImage()
    x, y = (round(value) for value in pane.map.to_widget(*pane.slice.to_pixel(BALL_MM)[:2]))
    assert with_lines.pixelColor(x, y) == pane._drawn.pixelColor(x, y)         # the pixel it is about is untouched
    assert with_lines.pixelColor(x, y + 60) != pane._drawn.pixelColor(x, y + 60)


def test_a_finding_keeps_its_number_and_the_threshold_hides_only_what_nobody_reviewed():
    scene = Scene()
    low = finding("low", 0.2)
    scene.show_findings([low, finding("high", 0.9), finding("drawn", None)])
    assert [(one.id, scene.number(one)) for one in scene.findings] == [("drawn", 1), ("high", 2), ("low", 3)]
    scene.set_threshold(0.5)
    assert [one.id for one in scene.shown()] == ["drawn", "high"]
    scene.replace_finding(type(low)(**{name: getattr(low, name) for name in low.__slots__}
                                    | {"state": FindingState.REJECTED}))
    assert [one.id for one in scene.shown()] == ["drawn", "high", "low"]
    assert scene.number(scene.findings[2]) == 3
