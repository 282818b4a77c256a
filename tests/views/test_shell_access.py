"""Every widget has a name for a screen reader, and everything is reached by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from walkers import unnamed

from views.shell.first_run import CreateClinic, FirstRun
from views.shell.sign_in import SignIn
from views.shell.window import Window
from views.widgets.theme import Theme
from workstation.domain.user import Role, User


def test_the_gates_are_named(qtbot: QtBot, tmp_path: object) -> None:
    theme = Theme("light")
    users = [User("a", "Dr A", Role.PHYSICIAN), User("b", "Dr B", Role.NURSE)]
    for gate in (SignIn(theme, users), FirstRun(theme, tmp_path), CreateClinic(theme)):  # type: ignore[arg-type]
        qtbot.addWidget(gate)
        gate.show()
        assert unnamed(gate) == []


def test_the_walker_finds_a_widget_without_a_name(qtbot: QtBot) -> None:
    bare = QLineEdit()
    qtbot.addWidget(bare)
    bare.show()
    assert unnamed(bare) == ["QLineEdit in NoneType"]


def test_keys_go_to_the_room_and_the_ring_shows_only_where_tab_led(window: Window, open_chart: Callable[..., None],
                                                                   qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    for name in ("record", "vitals", "plan"):
        open_chart("wang", name)
        room, here = frame.room(name), QApplication.focusWidget()
        assert room is not None and here is not None
        assert here is room or room.isAncestorOf(here)
        assert not frame.rail.walked()
    frame.rail.button("vitals").setFocus(Qt.FocusReason.TabFocusReason)
    assert frame.rail.button("vitals").by_key
    frame.open("vitals")
    assert frame.rail.button("vitals").hasFocus(), "who walks along the rail stays on it"
    open_chart("wang", "clinic")
    frame.rail.button("vitals").clearFocus()
    assert not frame.rail.walked()


def test_tab_reaches_everything_once_and_comes_back(window: Window, open_chart: Callable[..., None],
                                                    qtbot: QtBot) -> None:
    open_chart("wang", "record")
    frame = window.frame
    assert frame is not None
    frame.rail.button("record").setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        here = QApplication.focusWidget()
        assert here is not None
        if here in seen:
            break
        seen.append(here)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(here, QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t"))
    reachable = {type(widget).__name__ for widget in seen}
    assert {"RailButton", "TimelineView", "QTableView", "QListView", "IconButton"} <= reachable
    room = frame.room("record")
    assert room is not None
    inside = [widget for widget in seen if room.isAncestorOf(widget)]
    tops = [widget.mapTo(room, widget.rect().topLeft()).y() // 150 for widget in inside]
    assert tops == sorted(tops), "tab goes from top to bottom"
