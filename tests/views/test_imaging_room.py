"""The imaging room as a radiologist uses it: open, look, answer; and what must never happen."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from imaging_fakes import BALL_MM, CARD, SERIES, FakeServices, banner, finding, volume
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from view_helpers import OWN

from engines.imaging.window import PRESETS
from views.imaging.room import ImagingRoom
from views.imaging.volume_pane import VolumePane
from views.shell.room import RoomContext
from views.shell.tasks import Tasks
from views.widgets.kit import Button, Text
from views.widgets.theme import radiology
from workstation.domain.finding import FindingState
from workstation.domain.imaging import ModelRun
from workstation.errors import DamagedFile, UserMistake


@pytest.fixture
def make_room(qtbot, monkeypatch):
    monkeypatch.setattr(VolumePane, "start", lambda _self: None)       # 3-D has tests of its own
    tasks, told = Tasks(), []

    def make():
        theme = radiology()
        room = ImagingRoom(RoomContext(OWN, theme, tasks, lambda *_a, **_k: None,
                                       lambda words, severity: told.append(words)))
        theme.dress(room)
        qtbot.addWidget(room)
        room.resize(1200, 760)
        room.show()
        room.told = told
        return room

    yield make
    tasks.close()


def opened(qtbot, room, patient="p1"):
    room.show_patient(banner(patient))
    qtbot.waitUntil(lambda: not room.busy(), timeout=5000)
    qtbot.wait(20)
    return room


def words_of(widget) -> str:
    return "\n".join(label.whole() for label in widget.findChildren(Text) if label.isVisibleTo(widget))


def test_opening_shows_the_volume_and_goes_to_the_first_finding(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("b", 0.4, (10.0, 10.0, 0.0)), finding("a", 0.9)])
    room = opened(qtbot, make_room())
    assert room.scene.volume is not None
    assert room.scene.selected_id == "a"
    assert room.scene.cursor_mm() == pytest.approx(BALL_MM)
    assert room.scene.window == PRESETS["lung"]                        # a chest CT starts in the lung window
    panel = words_of(room.bench.panel)
    assert "rank 0.90" in panel and "probability" not in panel.replace("rank only, not a probability", "")
    assert "2.1 cm³" in panel and "slice 29/40" in panel
    assert "Nodule filter 0.1.0" in panel and "SHA-256 abababababab" in panel


def test_nothing_accepts_itself(qtbot, monkeypatch, make_room):
    services = FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_I, Qt.Key.Key_R, Qt.Key.Key_M):
        qtbot.keyClick(room.bench.panes[0], key)
    room.reviewing.run_models()
    qtbot.waitUntil(lambda: not room.busy())
    assert services.reviews == []
    assert room.scene.findings[0].state is FindingState.PROPOSED


def test_a_accepts_shows_it_once_saved_and_u_takes_it_back(qtbot, monkeypatch, make_room):
    services = FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    qtbot.keyClick(room.bench.panes[0], Qt.Key.Key_A)
    assert room.scene.findings[0].state is FindingState.PROPOSED       # not before it was saved
    qtbot.waitUntil(lambda: room.scene.findings[0].state is FindingState.ACCEPTED)
    qtbot.wait(20)
    assert "Accepted  ·  Dr Ann  ·  02-Nov-2026" in words_of(room.bench.panel)
    qtbot.keyClick(room.bench.panes[0], Qt.Key.Key_U)
    qtbot.waitUntil(lambda: room.scene.findings[0].state is FindingState.PROPOSED)
    assert [one[:2] for one in services.reviews] == [("a", FindingState.ACCEPTED), ("a", FindingState.PROPOSED)]


def test_a_rejection_needs_a_reason(qtbot, monkeypatch, make_room):
    services = FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    qtbot.keyClick(room.bench.panes[0], Qt.Key.Key_X)
    line = next(one for one in room.bench.panel.findChildren(QLineEdit) if one.isVisibleTo(room))
    qtbot.keyClick(line, Qt.Key.Key_Return)                            # an empty reason is none
    qtbot.wait(20)
    assert services.reviews == []
    qtbot.keyClicks(line, "a vessel")                                  # letters stay letters while typing
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(services.reviews))
    assert services.reviews == [("a", FindingState.REJECTED, "a vessel")]


def test_a_review_that_could_not_be_saved_changes_nothing(qtbot, monkeypatch, make_room):
    from workstation.services import findings

    FakeServices(monkeypatch, [finding("a")])

    def refuse(*_args):
        raise UserMistake(reason="the disk is full")

    monkeypatch.setattr(findings, "review", refuse)
    room = opened(qtbot, make_room())
    qtbot.keyClick(room.bench.panes[0], Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bool(room.told))
    qtbot.wait(20)
    assert room.scene.findings[0].state is FindingState.PROPOSED
    assert "the disk is full" in room.told[0]
    assert any(one.isEnabled() for one in room.bench.panel.findChildren(Button) if one.text().startswith("Accept"))


def test_switching_the_patient_drops_a_late_volume(qtbot, monkeypatch, make_room):
    from workstation.services import imaging

    services = FakeServices(monkeypatch, [finding("a")])
    gate = threading.Event()

    def slow(clinic, series, progress, on_slice=None):
        gate.wait(5)
        return services.load(clinic, series, progress, on_slice)

    monkeypatch.setattr(imaging, "load", slow)
    room = make_room()
    room.show_patient(banner("p1"))
    qtbot.waitUntil(lambda: room.loader._job is not None)
    room.clear()
    room.show_patient(banner("p2"))
    gate.set()
    qtbot.waitUntil(lambda: not room.busy())
    qtbot.wait(100)
    assert room.scene.volume is None and room.scene.findings == ()
    assert "No images of this patient" in words_of(room)


def test_clear_leaves_nothing_of_the_former_patient(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    room.clear()
    qtbot.wait(20)
    assert room.scene.volume is None and room.scene.findings == ()
    assert all(pane.slice is None and pane._picture is None and pane._preview is None
               for pane in room.bench.slices.values())
    assert "Nodule" not in words_of(room) and "275" not in words_of(room)
    assert room.bench.bar.info.whole() == ""


def test_a_series_that_cannot_be_read_says_so_and_can_be_tried_again(qtbot, monkeypatch, make_room):
    from workstation.services import imaging

    services = FakeServices(monkeypatch)

    def damaged(*_args, **_more):
        raise DamagedFile(place="the series", reason="its pixels are cut off")

    monkeypatch.setattr(imaging, "load", damaged)
    room = opened(qtbot, make_room())
    assert "its pixels are cut off" in words_of(room.bench.stage)
    monkeypatch.setattr(imaging, "load", services.load)
    next(one for one in room.bench.stage.findChildren(Button) if one.text() == "Try again").click()
    qtbot.waitUntil(lambda: room.scene.volume is not None)


def test_measuring_is_locked_where_millimetres_cannot_be_trusted(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("a")], volume(warnings=("missing-slice",), measurable=False))
    room = opened(qtbot, make_room())
    assert "Slices are missing" in room.bench.warning.whole()
    assert "Sizes and distances are not shown" in room.bench.warning.whole()
    panel = words_of(room.bench.panel)
    assert " mm" not in panel and "cm³" not in panel
    assert "mm" not in room.bench.bar.info.whole()


def test_another_room_can_point_at_a_finding_before_the_studies_are_known(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("a", 0.9), finding("b", 0.3, (20.0, 0.0, -20.0))])
    room = make_room()
    room.show_patient(banner())
    room.show_target(finding="b")
    qtbot.waitUntil(lambda: room.scene.selected_id == "b", timeout=5000)
    assert room.scene.cursor_mm() == pytest.approx((20.0, 0.0, -20.0))
    room.show_target(finding="a")
    assert room.scene.selected_id == "a"


def test_keys_choose_windows_panes_and_findings(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("a", 0.9), finding("b", 0.3, (20.0, 0.0, -20.0))])
    room = opened(qtbot, make_room())
    pane = room.bench.panes[0]
    for place, window in enumerate(PRESETS.values(), start=1):
        qtbot.keyClick(pane, Qt.Key(Qt.Key.Key_0 + place))
        assert room.scene.window == window
    qtbot.keyClick(pane, Qt.Key.Key_J)
    assert room.scene.selected_id == "b"
    qtbot.keyClick(pane, Qt.Key.Key_K)
    assert room.scene.selected_id == "a"
    qtbot.keyClick(pane, Qt.Key.Key_M)
    assert [one.isVisible() for one in room.bench.panes] == [True, False, False, False]
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert all(one.isVisible() for one in room.bench.panes)
    qtbot.keyClick(pane, Qt.Key.Key_I)
    assert room.scene.inverted
    qtbot.keyClick(pane, Qt.Key.Key_R)
    assert not room.scene.inverted
    assert {one.key for one in room.actions()} >= {"1", "5", "I", "R", "M", "J", "K", "A", "X", "U", "Return"}


def test_presets_in_hounsfield_units_are_for_ct_only(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, loaded=replace(volume(), modality="MR", window_center=100.0, window_width=300.0))
    room = opened(qtbot, make_room())
    before = room.scene.window
    qtbot.keyClick(room.bench.panes[0], Qt.Key.Key_3)
    assert room.scene.window == before


def test_a_model_that_abstains_says_why(qtbot, monkeypatch, make_room):
    services = FakeServices(monkeypatch)
    services.runs = [ModelRun(CARD, SERIES.uid, (), "slices are 5 mm thick, at most 2.5 mm", 0.1)]
    room = opened(qtbot, make_room())
    room.reviewing.run_models()
    qtbot.waitUntil(lambda: not room.busy())
    qtbot.wait(30)
    panel = words_of(room.bench.panel)
    assert "outside its input contract: slices are 5 mm thick" in panel
    assert "marked nothing" not in panel


def test_the_history_of_a_finding_is_shown(qtbot, monkeypatch, make_room):
    FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    room.reviewing.show_history("a")
    qtbot.waitUntil(lambda: not room.busy())
    qtbot.wait(30)
    assert "Proposed Nodule filter  ·  02-Nov-2026" in words_of(room.bench.panel)


def test_the_model_card_can_be_read_and_is_plain_text(qtbot, monkeypatch, make_room):
    from PySide6.QtWidgets import QPlainTextEdit

    FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    next(one for one in room.bench.panel.findChildren(Text) if one.whole() == "Model card").clicked.emit()
    qtbot.wait(20)
    assert "<b>not bold</b>" in room.findChild(QPlainTextEdit).toPlainText()


def test_every_control_has_an_accessible_name(qtbot, monkeypatch, make_room):
    from PySide6.QtWidgets import QAbstractButton, QProgressBar, QSlider

    FakeServices(monkeypatch, [finding("a")])
    room = opened(qtbot, make_room())
    for kind in (QAbstractButton, QSlider, QProgressBar, QLineEdit):
        for one in room.findChildren(kind):
            if one.objectName().startswith("qt_"):
                continue
            assert one.accessibleName(), one
    assert [pane.accessibleName() for pane in room.bench.panes] == ["Axial", "Coronal", "Sagittal", "3D"]
