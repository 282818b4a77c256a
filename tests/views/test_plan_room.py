"""The plan room on a real store: cards, decisions, keys, the way to a source, its empty, stopped and failed states."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1] / "plugins"))
from test_plan_service import panel, take_in  # noqa: E402

from views.plan.override import OverrideDialog  # noqa: E402
from views.plan.room import PlanRoom  # noqa: E402
from views.plan.tiles import Tile  # noqa: E402
from views.shell.room import RoomContext  # noqa: E402
from views.shell.tasks import Tasks  # noqa: E402
from views.widgets.kit import Button, Text  # noqa: E402
from views.widgets.states import EmptyState, ErrorState  # noqa: E402
from views.widgets.theme import Theme  # noqa: E402
from workstation.domain.card import CardState  # noqa: E402
from workstation.services import patients, plan  # noqa: E402
from workstation.services.clinic import Clinic  # noqa: E402

Opened = list[tuple[tuple[object, ...], dict[str, object]]]


@pytest.fixture
def opened() -> Opened:
    return []


@pytest.fixture
def room(clinic: Clinic, tmp_path: Path, qtbot: QtBot, opened: Opened) -> Iterator[PlanRoom]:
    take_in(clinic, tmp_path, *(panel(n, 1 + n // 2, 150, 88) for n in range(14)))
    tasks, theme = Tasks(), Theme("light")
    context = RoomContext(clinic, theme, tasks, lambda *names, **target: opened.append((names, target)),
                          lambda *_: None)
    room = PlanRoom(context)
    theme.dress(room)
    qtbot.addWidget(room)
    room.resize(1300, 780)
    room.show()
    show(room, qtbot)
    yield room
    room.clear()
    tasks.close()


def show(room: PlanRoom, qtbot: QtBot) -> None:
    row = patients.search(room.context.clinic, "Wang")[0]
    room.show_patient(patients.banner(room.context.clinic, row.id))
    settle(room, qtbot)


def settle(room: PlanRoom, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not room.busy(), timeout=15_000)


def said(room: PlanRoom) -> str:
    return "\n".join(label.whole() if isinstance(label, Text) else label.text()
                     for label in room.findChildren(QLabel) if label.isVisibleTo(room))


def test_it_shows_what_why_and_what_it_rests_on(room: PlanRoom) -> None:
    words = said(room)
    for part in ("Hypertension by home readings", "150/88 mmHg", "Class I, Level B", "Speaks for it",
                 "Speaks against it",
                 "no certified medical device", "1 engines spoke", "1 could not check", "row esc-2024-hypertension"):
        assert part in words, part
    assert len(room.findChildren(Tile)) == 2


def test_a_value_leads_to_the_record_it_came_from(room: PlanRoom, opened: Opened, qtbot: QtBot) -> None:
    link = next(text for text in room.detail.findChildren(Text) if text.whole() == "Record")
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert opened[0][0] == ("record",)
    assert str(opened[0][1]["source"]).startswith("Observation/")


def test_the_rest_of_the_values_is_one_step_away(room: PlanRoom, qtbot: QtBot) -> None:
    more = next(text for text in room.detail.findChildren(Text) if "more values" in text.whole())
    assert more.whole() == "Show 20 more values"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said(room).count("\nSystolic pressure at home") == 14, timeout=5000)
    assert "more values" not in said(room)


def test_keys_choose_accept_and_reopen(room: PlanRoom, qtbot: QtBot) -> None:
    room.tiles.setFocus()
    qtbot.keyClick(room.tiles, Qt.Key.Key_Down)
    chosen = room.tiles.current()
    assert chosen is not None and chosen.could_not_check
    settle(room, qtbot)
    room.accept()
    assert not room.busy(), "what could not be checked can't be accepted"
    qtbot.keyClick(room.tiles, Qt.Key.Key_Up)
    room.accept()
    settle(room, qtbot)
    chosen = room.tiles.current()
    assert chosen is not None and chosen.state is CardState.ACCEPTED
    qtbot.waitUntil(lambda: "Accepted by" in said(room) and "1 decided" in said(room))     # the tiles are made anew
    room.reopen()
    settle(room, qtbot)
    chosen = room.tiles.current()
    assert chosen is not None and chosen.state is CardState.OPEN


def test_setting_aside_names_the_patient_and_needs_a_reason(room: PlanRoom, qtbot: QtBot) -> None:
    chosen = room.tiles.current()
    assert chosen is not None and room.patient is not None
    dialog = OverrideDialog(room, room.context.theme, room.patient, chosen)
    qtbot.addWidget(dialog)
    assert any("WANG" in label.text() for label in dialog.findChildren(QLabel))
    confirm = next(button for button in dialog.findChildren(Button) if button.accessibleName() == "Set aside")
    assert dialog.reason_code == "" and not confirm.isEnabled() and not confirm.isDefault()
    dialog.choose("already-done")
    assert confirm.isEnabled() and dialog.reason_code == "already-done"


def test_a_decision_of_another_visit_is_shown(room: PlanRoom, qtbot: QtBot) -> None:
    clinic, chosen = room.context.clinic, room.tiles.current()
    assert chosen is not None and room.patient is not None
    plan.decide(clinic, room.patient.row.id, chosen, CardState.OVERRIDDEN, "watch", "<b>again</b> in May")
    room.load()
    settle(room, qtbot)
    assert "Watch and check again  ·  <b>again</b> in May" in said(room)


def test_clearing_leaves_nothing_of_the_patient(room: PlanRoom) -> None:
    room.clear()
    assert not room.findChildren(Tile) or all(not tile.isVisibleTo(room) for tile in room.findChildren(Tile))
    assert "150/88" not in said(room) and room.tiles.current() is None


def test_failure_and_stop_say_so(room: PlanRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.errors import StoreBusy

    def fail(*_: object) -> None:
        raise StoreBusy(place="the clinic")

    monkeypatch.setattr(plan, "cards", fail)
    room.load()
    settle(room, qtbot)
    assert room.findChildren(ErrorState)
    monkeypatch.setattr(plan, "cards", lambda *_: [])
    room.load()
    settle(room, qtbot)
    assert "No advice for this patient" in said(room)
    room._stop()
    assert any("not asked to the end" in label.whole() for state in room.findChildren(EmptyState)
               for label in state.findChildren(Text))


def test_every_string_is_there_in_chinese() -> None:
    root = Path(__file__).parents[2]
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "views" / "plan").glob("*.py")))
    joined = re.sub(r'"\s*\n\s*"', "", source)
    used = set(re.findall(r'translate\(\s*"plan",\s*"([^"]+)"', joined))
    tree = ElementTree.parse(root / "resources" / "translations" / "plan_zh_CN.ts")
    known = {message.findtext("source", ""): message.findtext("translation", "") for message in tree.iter("message")}
    assert len(used) > 40
    assert sorted(text for text in used if not re.search("[\u4e00-\u9fff]", known.get(text, ""))) == []
    for english, chinese in known.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", chinese)), english
