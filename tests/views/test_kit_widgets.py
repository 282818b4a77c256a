"""The kit: plain text always, fits, is named; and painting does not eat references to None (PySide6 6.12 did)."""

from __future__ import annotations

import sys
from importlib.metadata import version

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from views.widgets.controls import IconButton, Picture
from views.widgets.kit import Button, Card, Tag, Text, empty_layout, row
from views.widgets.sparkline import Sparkline
from views.widgets.states import BusyState, EmptyState, ErrorState, translated_error
from views.widgets.theme import Severity, Theme, load_fonts
from workstation.errors import ConsiliaError, DiskFull, WrongPassphrase


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    load_fonts()
    return Theme("light")


def test_markup_from_outside_is_shown_as_written(qtbot: QtBot) -> None:
    label = Text("<img src='/etc/passwd'> <b>WBC<x>12</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<img src='/etc/passwd'> <b>WBC<x>12</b>"


def test_a_right_to_left_override_is_made_visible(qtbot: QtBot) -> None:
    label = Text("5 mg\u202e01")
    qtbot.addWidget(label)
    assert "[U+202E]" in label.text()


def test_elided_text_keeps_the_whole_for_screen_readers_and_tool_tips(qtbot: QtBot) -> None:
    label = Text("Community-acquired pneumonia of the right lower lobe", elide=True)
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.text().endswith("…") and label.accessibleName() == label.whole()
    assert "pneumonia" in label.toolTip()


def test_a_link_answers_to_click_and_enter(qtbot: QtBot) -> None:
    link = Text("Why", "link")
    qtbot.addWidget(link)
    link.show()
    heard: list[int] = []
    link.clicked.connect(lambda: heard.append(1))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert heard == [1, 1]
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_button_answers_to_its_key_only_while_it_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[int] = []
    button = Button("Accept & go", lambda: heard.append(1), key="Ctrl+G")
    QVBoxLayout(window).addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    button.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert heard == [1]
    assert "&&" in button.text() and button.accessibleName() == "Accept & go"


def test_a_theme_follows_its_root_and_forgets_the_dead(qtbot: QtBot, theme: Theme) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    theme.dress(root)
    theme.set("dark")
    assert root.property("consiliaTheme") == "dark"
    gone = QWidget()
    theme.dress(gone)
    gone.deleteLater()
    qtbot.wait(20)
    theme.set("light")                                # would raise, or crash, if the dead one were dressed


def test_an_error_state_speaks_without_a_traceback_and_its_id_can_be_copied(qtbot: QtBot, theme: Theme) -> None:
    from PySide6.QtGui import QGuiApplication

    error = DiskFull(place="/data")
    state = ErrorState(theme, error, lambda: None)
    qtbot.addWidget(state)
    shown = " ".join(text.whole() for text in state.findChildren(Text))
    assert "The disk that holds /data is full." in shown and "Free some space" in shown and "Traceback" not in shown
    copy = next(button for button in state.findChildren(Button) if button.accessibleName() == error.code)
    copy.click()
    assert QGuiApplication.clipboard().text() == error.code


def test_a_field_nobody_gave_reads_not_known() -> None:
    assert translated_error(WrongPassphrase())[0] == "The passphrase does not fit the user not known."
    assert isinstance(WrongPassphrase(), ConsiliaError)


def test_states_show_their_second_line_whole(qtbot: QtBot, theme: Theme) -> None:
    long = "This sentence is so long that it needs a second line at the width that a state gives its words, surely."
    for state in (EmptyState(theme, "people", "Nobody", long), BusyState(theme, long), ):
        qtbot.addWidget(state)
        state.resize(900, 600)
        state.show()
        qtbot.wait(10)
        for text in state.findChildren(Text):
            assert text.height() >= text.heightForWidth(text.width())


def test_emptying_a_layout_leaves_nothing(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    layout.addWidget(Text("a"))
    layout.addLayout(row(Text("b"), 1, Text("c")))
    empty_layout(layout)
    assert layout.count() == 0
    qtbot.wait(10)
    assert host.findChildren(Text) == []


def test_painting_does_not_lose_references_to_none(qtbot: QtBot, theme: Theme) -> None:
    """PySide6 6.12.0 on CPython 3.11 lost one a paint call and ended the process after a while; 6.11 must not."""
    host = QWidget()
    qtbot.addWidget(host)
    theme.dress(host)
    layout = QVBoxLayout(host)
    card = Card("Title", "aside")
    layout.addWidget(card)
    for widget in (Tag(theme, Severity.CRITICAL, "High"), Text("value"), Sparkline(theme, [(0, 1), (1, 2)]),
                   Picture(theme, "record"), IconButton(theme, "lock", "Lock", lambda: None)):
        card.body.addWidget(widget)
    host.resize(300, 300)
    host.show()
    canvas = QPixmap(300, 300)
    for _ in range(20):
        host.render(canvas, QPoint(), QRegion(QRect(0, 0, 300, 300)))
    before = sys.getrefcount(None)
    for _ in range(500):
        host.render(canvas, QPoint(), QRegion(QRect(0, 0, 300, 300)))
    assert sys.getrefcount(None) > before - 200


def test_pyside_stays_on_the_series_that_was_tried() -> None:
    assert version("PySide6-Essentials").startswith("6.11.")


@pytest.mark.parametrize("name", ["light", "dark", "radiology"])
def test_a_checked_box_shows_a_mark_in_the_colour_on_the_accent(name: str, qtbot: QtBot) -> None:
    theme = Theme(name)
    box = QCheckBox("Vital signs")
    qtbot.addWidget(box)
    theme.dress(box)
    box.setChecked(True)
    picture = box.grab().toImage()
    left = [picture.pixelColor(x, y).name() for x in range(16) for y in range(picture.height())]
    assert theme.color("accent").name() in left
    assert theme.color("on_accent").name() in left, "the mark"
