"""Other institutions on the screen: adding, trying, removing; fetching a patient with what leaves said first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from other_institution import Other, bundle, fhir, served
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from views.admin.institutions import Institutions
from views.admin.institutions_form import KeyDialog
from views.admin.page import AdminPage
from views.shell.fetch_flow import FetchDialog, leaving_words
from views.shell.import_flow import ReportDialog
from views.shell.tasks import Tasks
from views.widgets.kit import Text
from views.widgets.theme import Theme, load_fonts
from workstation.domain.user import Role, User
from workstation.services import audit, institution_fetch, institutions, patients, sign_in, users
from workstation.services.clinic import Clinic
from workstation.services.institutions import Institution, SignIn
from workstation.store.keys import CHEAP

HELLO = {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "Maple"}}
PERSON = {"resourceType": "Patient", "id": "7", "name": [{"family": "Okafor", "given": ["Ada"]}], "gender": "female",
          "birthDate": "1971-03-04", "identifier": [{"system": "urn:county", "value": "A-77"}]}
ALLERGY = {"resourceType": "AllergyIntolerance", "id": "al", "patient": {"reference": "Patient/7"},
           "code": {"text": "Penicillin"}}


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def other() -> Iterator[Other]:
    with served() as one:
        one.answer = lambda asked: (fhir(HELLO) if asked.path.endswith("/metadata") else
                                    fhir(bundle(PERSON, ALLERGY)) if "$everything" in asked.path else
                                    fhir(bundle(PERSON)))
        yield one


def leaf_of(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> tuple[AdminPage, Institutions]:
    load_fonts()
    page = AdminPage(None, Theme("light"), clinic, tasks, "en")  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    page.show_leaf("institutions")
    wait(tasks, qtbot)
    leaf = page.leaves["institutions"]
    assert isinstance(leaf, Institutions)
    return page, leaf


def wait(tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.running(), timeout=20_000)
    qtbot.wait(30)


def seen(widget: Any) -> str:
    return "\n".join(label.whole() if isinstance(label, Text) else label.text()
                     for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_one_is_added_tried_and_removed(clinic: Clinic, tasks: Tasks, other: Other, qtbot: QtBot) -> None:
    _, leaf = leaf_of(clinic, tasks, qtbot)
    assert "None yet" in seen(leaf)
    leaf.form.name.setText("county")
    leaf.form.url.setText(other.url)
    leaf.form.sign_in.setCurrentIndex(1)
    leaf.form.token.setText("open-sesame")
    leaf.form.button.click()
    wait(tasks, qtbot)
    assert "county is kept." in seen(leaf) and other.url in seen(leaf) and "by their token" in seen(leaf)
    assert leaf.form.token.text() == "" and "open-sesame" not in seen(leaf)
    assert institutions.secret(clinic, "county") == b"open-sesame"
    leaf.test("county")
    wait(tasks, qtbot)
    assert "county answers: Maple, FHIR 4.0.1." in seen(leaf)
    assert [one.headers["authorization"] for one in other.asked] == ["Bearer open-sesame"]
    dialog = leaf.ask_to_remove("county")
    assert institutions.listed(clinic)
    dialog.reject()
    leaf.remove("county")
    wait(tasks, qtbot)
    assert institutions.listed(clinic) == [] and "county is forgotten." in seen(leaf)


@pytest.mark.parametrize(("url", "words"), [("http://county.example/r4", "must begin with https://"),
                                            ("", "give the address"), ("https://me:pw@county.example", "password")])
def test_what_can_t_be_called_is_said_in_one_sentence(clinic: Clinic, tasks: Tasks, qtbot: QtBot, url: str,
                                                      words: str) -> None:
    _, leaf = leaf_of(clinic, tasks, qtbot)
    leaf.form.name.setText("county")
    leaf.form.url.setText(url)
    leaf.add()
    wait(tasks, qtbot)
    assert words in seen(leaf) and institutions.listed(clinic) == [] and leaf.form.button.isEnabled()
    assert leaf.form.name.text() == "county"                     # what was typed stays


def test_a_call_can_be_stopped(clinic: Clinic, tasks: Tasks, other: Other, qtbot: QtBot) -> None:
    import threading

    free = threading.Event()
    other.answer = lambda asked: (free.wait(10), fhir(HELLO))[1]
    institutions.add(clinic, Institution("slow", other.url))
    _, leaf = leaf_of(clinic, tasks, qtbot)
    leaf.test("slow")
    assert leaf.stop.isVisible()
    leaf.stop.click()
    assert "Stopped." in seen(leaf) and not leaf.stop.isVisible() and not tasks.running()
    free.set()
    qtbot.wait(100)
    assert "answers" not in seen(leaf)


def test_an_unreachable_one_is_told(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    institutions.add(clinic, Institution("gone", "http://127.0.0.1:9/r4"))
    _, leaf = leaf_of(clinic, tasks, qtbot)
    leaf.test("gone")
    wait(tasks, qtbot)
    assert "127.0.0.1" in seen(leaf) and "refused" in seen(leaf)


def test_a_smart_key_is_shown_to_be_registered(clinic: Clinic, tasks: Tasks, other: Other, qtbot: QtBot) -> None:
    page, leaf = leaf_of(clinic, tasks, qtbot)
    assert not leaf.form.client.isVisible()
    leaf.form.sign_in.setCurrentIndex(2)
    assert leaf.form.client.isVisible() and not leaf.form.token.isVisible()
    for line, text in ((leaf.form.name, "county"), (leaf.form.url, other.url), (leaf.form.client, "us"),
                       (leaf.form.token_url, other.url + "/token")):
        line.setText(text)
    leaf.add()
    wait(tasks, qtbot)
    dialog = page.findChild(KeyDialog)
    assert dialog is not None and "client us" in seen(dialog)
    dialog.accept()


def test_a_nurse_sees_the_list_and_may_do_nothing(clinic: Clinic, tasks: Tasks, qtbot: QtBot) -> None:
    institutions.add(clinic, Institution("county", "https://county.example/r4"))
    users.add(clinic, User("nina", "Nina", Role.NURSE), "correct horse battery staple", cost=CHEAP)
    with sign_in.sign_in(clinic.data_dir, "nina", "correct horse battery staple") as nurse:
        _, leaf = leaf_of(nurse, tasks, qtbot)
        assert not leaf.may_manage and "Whoever manages the clinic" in seen(leaf)
        from views.widgets.kit import Button

        assert [one.text() for one in leaf.findChildren(Button) if one.isVisible()] == []


def test_a_patient_is_fetched_after_what_leaves_was_said(clinic: Clinic, tasks: Tasks, other: Other, qtbot: QtBot
                                                         ) -> None:
    institutions.add(clinic, Institution("county", other.url))
    page, leaf = leaf_of(clinic, tasks, qtbot)
    leaf._fetch("county")
    dialog = page.findChild(FetchDialog)
    assert dialog is not None
    wait(tasks, qtbot)
    assert not dialog.ask_button.isEnabled()
    dialog.number.setText("A-77")
    assert f"to {other.url}: the person's number, A-77" in dialog.leaves.whole() and other.asked == []
    dialog.ask_button.click()
    wait(tasks, qtbot)
    assert other.paths == ["/r4/Patient"] and dialog.people.count() == 1
    assert "Okafor Ada  ·  1971-03-04  ·  Female" in dialog.people.item(0).text()
    assert patients.search(clinic) == []                         # nothing came in yet
    dialog.number.setText("A-78")
    assert dialog.people.count() == 0 and not dialog.fetch_button.isVisible()
    dialog.number.setText("A-77")
    dialog.ask()
    wait(tasks, qtbot)
    dialog.fetch_button.click()
    wait(tasks, qtbot)
    report = dialog.findChild(ReportDialog)
    assert report is not None and "taken in" in dialog.said.whole()
    report.accept()
    assert [row.name.family for row in patients.search(clinic)] == ["Okafor"]
    assert any("county: GET" in entry.detail for entry in audit.entries(clinic))
    dialog.reject()


def test_every_line_of_what_leaves_has_its_words() -> None:
    for template in institution_fetch.LEAVING:
        fields = tuple((name, f"<{name}>") for name in ("url", "client", "scope", "value", "name", "form", "proxy"))
        assert leaving_words(institution_fetch.Leaves(template, fields)) == template.format(**dict(fields))
    there = Institution("county", "https://a.example", sign_in=SignIn.BEARER, proxy="http://proxy:1")
    assert len(institution_fetch.leaving(there, [("name", "li")])) == 5
