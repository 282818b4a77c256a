"""The room's keys, one table for the keyboard, the palette (Ctrl+K) and the page of keys (F1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from engines.imaging.planes import Plane
from engines.imaging.window import PRESETS
from views.imaging import messages
from views.shell.room import RoomAction

if TYPE_CHECKING:
    from views.imaging.room import ImagingRoom

FIRST_PLANE = Plane.AXIAL


def actions(room: ImagingRoom) -> list[RoomAction]:
    """Everything that can be done here, with its key."""
    bench, scene = room.bench, room.scene
    windows = [
        RoomAction(QCoreApplication.translate("imaging", "Window {name}").format(name=messages.preset_name(name)),
                   lambda name=name: room.use_preset(name), str(place))
        for place, name in enumerate(PRESETS, start=1)
    ]
    return [
        *windows,
        RoomAction(QCoreApplication.translate("imaging", "Invert the greys"), scene.invert, "I"),
        RoomAction(QCoreApplication.translate("imaging", "Reset the view"), room.reset_view, "R"),
        RoomAction(QCoreApplication.translate("imaging", "One pane or four"), bench.toggle_single, "M"),
        RoomAction(QCoreApplication.translate("imaging", "Next finding"), lambda: scene.select_next(1), "J"),
        RoomAction(QCoreApplication.translate("imaging", "Previous finding"), lambda: scene.select_next(-1), "K"),
        RoomAction(QCoreApplication.translate("imaging", "Go to the finding"),
                   lambda: scene.select(scene.selected_id), "Return"),
        RoomAction(QCoreApplication.translate("imaging", "Accept the finding"), room.reviewing.accept, "A"),
        RoomAction(QCoreApplication.translate("imaging", "Reject the finding"), bench.panel.ask_reason, "X"),
        RoomAction(QCoreApplication.translate("imaging", "Take the review back"), room.reviewing.undo, "U"),
        RoomAction(QCoreApplication.translate("imaging", "Run the models"), room.reviewing.run_models),
        RoomAction(QCoreApplication.translate("imaging", "Stop loading"), room.stop_loading),
    ]


def act_of(room: ImagingRoom, event: QKeyEvent) -> Callable[[], object] | None:
    """What a plain key does, or None; only while a series is open, but Esc."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return None
    if event.key() == Qt.Key.Key_Escape:
        return room.bench.toggle_single if room.bench.single is not None else room.stop_loading
    if room.scene.volume is None:
        return None
    name = "Return" if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else event.text().upper()
    return next((one.act for one in actions(room) if one.key and one.key == name), None)
