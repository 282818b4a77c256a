"""The administration page on a real store: people, audit, plugins, about; from the palette, the keys and the menu."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot
from walkers import Longer, clipped, unnamed

from views.admin.page import AdminPage
from views.shell.tasks import Tasks
from views.shell.window import Window
from views.widgets.kit import Tag, Text
from views.widgets.theme import Theme, load_fonts
from workstation.domain.user import Role, User
from workstation.services import about, plugins, sign_in, users
from workstation.services.clinic import Clinic
from workstation.store.keys import CHEAP

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def page_of(clinic: Clinic, tasks: Tasks, qtbot: QtBot, leaf: str = "people") -> AdminPage:
    load_fonts()
    page = AdminPage(None, Theme("light"), clinic, tasks, "en")  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    page.show_leaf(leaf)
    wait(tasks, qtbot)
    return page


def wait(tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.running(), timeout=20_000)
    qtbot.wait(30)


def said(page: AdminPage) -> str:
    parts = [one.whole() if isinstance(one, Text) else one.text() for one in page.findChildren(QLabel)
             if one.isVisible()]
    return "\n".join([*parts, *(tag.accessibleName() for tag in page.findChildren(Tag) if tag.isVisible())])


def test_an_owner_adds_and_removes_people(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    page = page_of(clinic, tasks, qtbot)
    people = page.leaves["people"]
    assert "Dr. Ann Lee" in said(page) and "signed in here" in said(page)
    people.display.setText("Nurse Bo")
    people.name.setText("bo")
    people.role.setCurrentIndex(people.role.findData(Role.NURSE.value))
    people.first.setText(PASSPHRASE)
    people.second.setText("another one that differs")
    people.add()
    assert "differ" in said(page) and len(users.listed(clinic)) == 1
    people.second.setText(PASSPHRASE)
    people.add()
    wait(tasks, qtbot)
    assert [user.name for user in users.listed(clinic)] == ["ann", "bo"]
    assert "Nurse Bo" in said(page) and people.first.text() == ""
    question = people.ask_to_remove(users.listed(clinic)[1])
    assert any("Nurse Bo (nurse)" in label.text() for label in question.findChildren(QLabel))
    question.reject()
    assert len(users.listed(clinic)) == 2, "nothing happens without a yes"
    people.remove("bo")
    wait(tasks, qtbot)
    assert [user.name for user in users.listed(clinic)] == ["ann"]
    assert "Nurse Bo" not in said(page)


def test_a_short_passphrase_is_refused_in_words(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    page = page_of(clinic, tasks, qtbot)
    people = page.leaves["people"]
    for line, text in ((people.display, "Bo"), (people.name, "bo"), (people.first, "short"), (people.second, "short")):
        line.setText(text)
    people.add()
    wait(tasks, qtbot)
    assert "▲" in said(page) and "15" in said(page)
    assert people.add_button.isEnabled() and len(users.listed(clinic)) == 1


def test_a_nurse_sees_people_but_no_form_and_not_the_trail(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    users.add(clinic, User("bo", "Nurse Bo", Role.NURSE), PASSPHRASE, CHEAP)
    place = clinic.data_dir
    clinic.close()
    with sign_in.sign_in(place, "bo", PASSPHRASE) as nurse:
        page = page_of(nurse, tasks, qtbot)
        assert "may not add or remove people" in said(page) and not page.leaves["people"].may_manage
        page.show_leaf("audit")
        wait(tasks, qtbot)
        assert "audit.read" in said(page) and page.leaves["audit"].table.rowCount() == 0
        page.show_leaf("plugins")
        wait(tasks, qtbot)
        assert page.leaves["plugins"].settings
        assert not any(box.isEnabled() for box in page.leaves["plugins"].settings.values())
        page.accept()


def test_the_trail_says_how_it_stood_lists_entries_and_is_checked(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    page = page_of(clinic, tasks, qtbot, "audit")
    trail = page.leaves["audit"]
    assert trail.at_start.accessibleName().startswith("Whole")
    acts = [trail.table.item(line, 3).text() for line in range(trail.table.rowCount())]
    assert "audit.read" in acts
    trail.verify()
    wait(tasks, qtbot)
    assert trail.checked.accessibleName().startswith("Whole")
    assert clipped(page) == []


def test_a_changed_trail_is_said_to_be_changed(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    from sqlalchemy import text

    number = clinic.store.writer.submit(lambda conn: conn.execute(text("SELECT max(seq) FROM audit")).scalar()).result()
    clinic.store.writer.submit(lambda conn: conn.execute(
        text("UPDATE audit SET user = 'somebody else' WHERE seq = :number"), {"number": number})).result()
    page = page_of(clinic, tasks, qtbot, "audit")
    trail = page.leaves["audit"]
    trail.verify()
    wait(tasks, qtbot)
    assert trail.checked.accessibleName() == f"Not whole from entry {number}"
    assert trail.at_start.accessibleName().startswith("Whole"), "so it stood when it was opened"


def test_a_refused_plugin_says_why_and_a_choice_is_kept(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    bad = clinic.data_dir / "plugins" / "broken"
    bad.mkdir(parents=True)
    (bad / "plugin.toml").write_text("id = 3\n", encoding="utf-8")
    users.add(clinic, User("ida", "Ida", Role.ADMINISTRATOR), PASSPHRASE, CHEAP)
    place = clinic.data_dir
    clinic.close()
    with sign_in.sign_in(place, "ida", PASSPHRASE) as administrator:
        page = page_of(administrator, tasks, qtbot, "plugins")
        words = said(page)
        assert "home-blood-pressure" in words and "broken" in words and "refused" in words
        leaf = page.leaves["plugins"]
        (plugin_id, name), box = next(iter(leaf.settings.items()))
        other = next(box.itemText(at) for at in range(box.count()) if at != box.currentIndex())
        leaf.choose(plugin_id, name, other)
        wait(tasks, qtbot)
        assert plugins.settings(administrator)[plugin_id][name] == other
        page.accept()


def test_about_names_the_version_every_right_and_what_it_is_not(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    page = page_of(clinic, tasks, qtbot, "about")
    words = said(page)
    assert "Not a certified medical device" in words and about.VERSION in words
    assert about.rights() and all(right.what in words and right.licence in words for right in about.rights())
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == about.VERSION


@pytest.mark.parametrize("is_longer", [False, True])
def test_each_leaf_has_names_and_clips_nothing(clinic: Clinic, tasks: Tasks, qtbot: QtBot, qapp: object,
                                               is_longer: bool) -> None:
    longer = Longer()
    if is_longer:
        qapp.installTranslator(longer)  # type: ignore[attr-defined]
    try:
        page = page_of(clinic, tasks, qtbot)
        for leaf in ("people", "audit", "plugins", "about"):
            page.show_leaf(leaf)
            wait(tasks, qtbot)
            assert unnamed(page) == [] and clipped(page) == [], leaf
            assert page.width() <= 1366 and page.height() <= 700
    finally:
        qapp.removeTranslator(longer)  # type: ignore[attr-defined]


def test_it_is_reached_by_words_by_key_and_from_the_menu_of_the_person(window: Window, qtbot: QtBot) -> None:
    frame = window.frame
    assert frame is not None
    action = frame.registry.matching("admin")[0]
    assert action.key == "Ctrl+Shift+A"
    action.act()
    qtbot.waitUntil(lambda: bool(frame.findChildren(AdminPage)))
    wait(frame.tasks, qtbot)
    for page in frame.findChildren(AdminPage):
        page.accept()
        page.deleteLater()
    qtbot.wait(20)
    menu = next(one for one in frame.status.findChildren(QMenu) if one.actions())
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in frame.findChildren(AdminPage)))
    wait(frame.tasks, qtbot)
    next(one for one in frame.findChildren(AdminPage) if one.isVisible()).accept()
