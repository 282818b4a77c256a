"""The plan of a patient on a real store: computed from state, one failing engine costs one card, decisions are kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workstation.domain.card import Card, CardState, Indicator
from workstation.domain.user import Role, User
from workstation.errors import Cancelled, ConsiliaError, NotAllowed, NotFound, UserMistake
from workstation.plugin_host.cards import canonical, card_document
from workstation.plugin_host.discovery import load
from workstation.plugin_host.gather import parse
from workstation.plugin_host.host import answer, question_from
from workstation.services import patients, plan, plugins
from workstation.services.clinic import Clinic
from workstation.services.importing import import_paths
from workstation.services.progress import Progress


def panel(number: int, days_ago: int, systolic: int, diastolic: int) -> dict[str, object]:
    when = datetime.now(UTC).replace(hour=8 + number % 2) - timedelta(days=days_ago)     # at no hour of the test's
    return {
        "resourceType": "Observation", "id": f"bp{number}", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
        "subject": {"reference": "Patient/p1"}, "performer": [{"reference": "Patient/p1"}],
        "effectiveDateTime": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "component": [
            {"code": {"coding": [{"system": "http://loinc.org", "code": code}]},
             "valueQuantity": {"value": value, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}}
            for code, value in (("8480-6", systolic), ("8462-4", diastolic))
        ],
    }


def take_in(clinic: Clinic, folder: Path, *resources: dict[str, object]) -> str:
    patient = {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1958-07-14",
               "name": [{"family": "Wang", "given": ["Xiaoming"]}]}
    entries = [{"fullUrl": f"http://x.test/{r['resourceType']}/{r['id']}", "resource": r}
               for r in (patient, *resources)]
    path = folder / "bundle.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    import_paths(clinic, [path])
    return patients.search(clinic, "Wang")[0].id


def cards(clinic: Clinic, patient_id: str, language: str = "en") -> list[Card]:
    return plan.cards(clinic, patient_id, Progress("test"), language)


def of(found: list[Card], plugin: str) -> Card:
    return next(card for card in found if card.plugin == plugin)


@pytest.fixture
def patient(clinic: Clinic, tmp_path: Path) -> str:
    return take_in(clinic, tmp_path, *(panel(n, 1 + n // 2, 150, 88) for n in range(14)))


def test_cards_come_from_the_record_the_gravest_first(clinic: Clinic, patient: str) -> None:
    found = cards(clinic, patient)
    assert [(card.plugin, card.could_not_check) for card in found[:2]] == [
        ("home-blood-pressure", False), ("kidney-check", True)
    ]
    card = found[0]
    assert (card.rule_row, card.indicator) == ("esc-2024-hypertension", Indicator.WARNING)
    assert sum(1 for given in card.inputs if given.source.startswith("Observation/")) == 28


def test_a_new_reading_changes_the_advice_at_once(clinic: Clinic, patient: str, tmp_path: Path) -> None:
    take_in(clinic, tmp_path, panel(99, 0, 190, 112))
    card = of(cards(clinic, patient), "home-blood-pressure")
    assert (card.rule_row, card.indicator) == ("esc-2024-very-high", Indicator.CRITICAL)


def test_nothing_recorded_is_could_not_check_and_never_normal(clinic: Clinic, tmp_path: Path) -> None:
    found = cards(clinic, take_in(clinic, tmp_path))
    assert all(card.could_not_check for card in found)
    assert "Systolic pressure at home: none recorded" in of(found, "home-blood-pressure").missing


def test_an_override_needs_a_reason_and_is_kept_with_who_when_and_why(clinic: Clinic, patient: str) -> None:
    card = cards(clinic, patient)[0]
    for reason in ("", "because"):
        with pytest.raises(UserMistake):
            plan.decide(clinic, patient, card, CardState.OVERRIDDEN, reason, "no")
    assert cards(clinic, patient)[0].state is CardState.OPEN
    plan.decide(clinic, patient, card, CardState.OVERRIDDEN, "already-done", " Amlodipine since Monday ")
    again = cards(clinic, patient)[0]
    assert (again.state, again.decision_reason, again.comment) == (
        CardState.OVERRIDDEN, "Already acted on", "Amlodipine since Monday"
    )
    assert again.decided_by and datetime.fromisoformat(again.decided_at).tzinfo is not None
    assert cards(clinic, patient, "zh_CN")[0].decision_reason == "已经处理"
    assert plan.decide(clinic, patient, again, CardState.OPEN).state is CardState.OPEN
    assert cards(clinic, patient)[0].state is CardState.OPEN
    assert [entry.decision for entry in plan.history(clinic, patient)] == ["overridden", "open"]


def test_a_decision_holds_until_the_values_change(clinic: Clinic, patient: str, tmp_path: Path) -> None:
    card = cards(clinic, patient)[0]
    plan.decide(clinic, patient, card, CardState.ACCEPTED)
    assert cards(clinic, patient)[0].state is CardState.ACCEPTED
    take_in(clinic, tmp_path, panel(50, 0, 152, 90))
    assert of(cards(clinic, patient), "home-blood-pressure").state is CardState.OPEN


def test_what_was_decided_on_can_be_made_again_byte_for_byte(clinic: Clinic, patient: str) -> None:
    plan.decide(clinic, patient, cards(clinic, patient)[0], CardState.ACCEPTED)
    stored = json.loads(plan.history(clinic, patient)[0].card)
    found = next(p for p in plugins.installed().plugins if p.manifest.id == "home-blood-pressure")
    plugin, _ = load(found.folder)
    assert plugin is not None
    [card] = answer(plugin, question_from(plugin, parse(stored["question"].encode())))
    assert canonical(card_document(card)) == canonical(stored["card"])


def test_a_card_that_is_no_longer_true_can_not_be_decided(clinic: Clinic, patient: str) -> None:
    stale = replace(cards(clinic, patient)[0], id="0" * 24)
    with pytest.raises(ConsiliaError, match="record has changed"):
        plan.decide(clinic, patient, stale, CardState.ACCEPTED)


def test_a_broken_plugin_of_the_clinic_is_a_card_and_the_others_go_on(
    clinic: Clinic, patient: str, make_plugin: object, tmp_path: Path
) -> None:
    crashing = make_plugin("import os\nos._exit(1)", name="crashing")  # type: ignore[operator]
    home = clinic.data_dir / "plugins"
    home.mkdir()
    crashing.folder.rename(home / "crashing")
    (home / "misspelt").mkdir()
    (home / "misspelt" / "plugin.toml").write_text("titel = 'x'")
    found = cards(clinic, patient)
    assert of(found, "home-blood-pressure").rule_row == "esc-2024-hypertension"
    assert of(found, "crashing").could_not_check
    assert "stopped with a fault" in of(found, "crashing").detail
    assert "titel: is not part of the contract" in of(found, "misspelt").detail


def test_the_guideline_is_a_choice_of_the_clinic(clinic: Clinic, patient: str) -> None:
    with pytest.raises(NotFound):
        plugins.choose(clinic, "home-blood-pressure", "colour", "red")
    with pytest.raises(UserMistake):
        plugins.choose(clinic, "home-blood-pressure", "guideline", "1999")
    assert plugins.settings(clinic) == {}
    physician, clinic.user = clinic.user, User("ada", "Ada", Role.ADMINISTRATOR)
    plugins.choose(clinic, "home-blood-pressure", "guideline", "acc-aha-2017")
    plugins.choose(clinic, "home-blood-pressure", "first_day", "discarded")
    clinic.user = physician
    chosen = {"home-blood-pressure": {"guideline": "acc-aha-2017", "first_day": "discarded"}}
    assert plugins.settings(clinic) == chosen
    card = of(cards(clinic, patient), "home-blood-pressure")
    assert card.rule_row == "acc-aha-2017-stage-2" and "12 home readings on 6 days" in card.detail


def test_who_may_not_manage_plugins_changes_nothing(clinic: Clinic) -> None:
    clinic.user = User("eve", "Nurse Eve", Role.NURSE)
    with pytest.raises(NotAllowed):
        plugins.choose(clinic, "home-blood-pressure", "guideline", "acc-aha-2017")
    assert plugins.settings(clinic) == {}


def test_the_work_can_be_stopped(clinic: Clinic, patient: str) -> None:
    progress = Progress("test")
    progress.cancel()
    with pytest.raises(Cancelled):
        plan.cards(clinic, patient, progress)
