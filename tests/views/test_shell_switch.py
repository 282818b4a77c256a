"""Switching the patient empties every room in one step and drops what comes late for the former one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from views.shell.room import Room, RoomContext
from views.shell.rooms import BY_NAME
from views.shell.window import Window
from views.widgets.kit import Text
from workstation.domain.patient import PatientBanner
from workstation.services.progress import Progress


class SlowRoom(Room):
    """Takes long to read and ignores the wish to stop, as native code does."""

    release = threading.Event()

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.shown = Text("")
        QVBoxLayout(self).addWidget(self.shown)
        self.delivered: list[str] = []

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self.shown.say(banner.row.id)

        def work(_progress: Progress) -> str:
            SlowRoom.release.wait(20)
            return banner.row.id

        self.context.tasks.run(work, self.delivered.append, label="slow", scope=self)

    def clear(self) -> None:
        super().clear()
        self.shown.say("")


def test_a_late_result_for_the_former_patient_is_dropped(window: Window, patient_ids: dict[str, str],
                                                         qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    SlowRoom.release.clear()
    frame._build_room(BY_NAME["vitals"], SlowRoom)
    qtbot.waitUntil(lambda: frame.room("vitals") is not None)
    frame.open("vitals", patient=patient_ids["wang"])
    room = frame.room("vitals")
    assert isinstance(room, SlowRoom)
    qtbot.waitUntil(lambda: room.patient is not None)
    assert room.shown.whole() == patient_ids["wang"]

    frame.open_patient(patient_ids["old"])               # one step: before any event is handled
    assert room.shown.whole() == "" and room.patient is None
    assert frame.banner is None and frame.banner_bar.banner is None

    qtbot.waitUntil(lambda: room.patient is not None)
    SlowRoom.release.set()
    qtbot.waitUntil(lambda: not frame.tasks.running())
    qtbot.wait(100)
    assert room.delivered == [patient_ids["old"]]
    assert frame.banner is not None and frame.banner.row.id == patient_ids["old"]


def test_the_newest_patient_wins_when_two_are_opened_at_once(window: Window, patient_ids: dict[str, str],
                                                             qtbot: QtBot, open_chart: Callable[..., None]) -> None:
    frame = window.frame
    assert frame is not None
    for _ in range(5):
        frame.open("record", patient=patient_ids["wang"])
        frame.open("record", patient=patient_ids["old"])
    qtbot.waitUntil(lambda: frame.banner is not None)
    qtbot.waitUntil(lambda: not frame.busy(), timeout=20_000)
    assert frame.banner is not None and frame.banner.row.id == patient_ids["old"]
    record = frame.room("record")
    assert record is not None and record.patient is not None and record.patient.row.id == patient_ids["old"]


def test_dropped_work_is_asked_to_stop_at_once(window: Window, qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    stopped = threading.Event()

    def work(progress: Progress) -> None:
        while not progress.cancelled:
            time.sleep(0.005)
        stopped.set()

    job = frame.tasks.run(work, lambda _done: None, label="loop", scope="test")
    qtbot.wait(20)
    job.cancel()
    qtbot.waitUntil(stopped.is_set, timeout=5000)
    qtbot.waitUntil(lambda: not frame.tasks.running("test"))
