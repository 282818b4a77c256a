"""The access rules, pair by pair."""

from __future__ import annotations

import pytest

from workstation.access.policy import ACTIONS, OWNER, POLICY, Obligation, Purpose, decide
from workstation.domain.user import Role, User


def _user(role: Role) -> User:
    return User("u", "U", role)


@pytest.mark.parametrize("role", list(Role))
def test_every_pair_of_role_and_act_follows_the_table_and_nothing_else(role: Role) -> None:
    for action in ACTIONS:
        decision = decide(_user(role), action, "p1")
        assert decision.permitted is (action in POLICY[role])
        assert (Obligation.AUDIT in decision.obligations) is decision.permitted
        assert bool(decision.reason) is not decision.permitted


@pytest.mark.parametrize("action", ["", "patient", "patient.delete", "PATIENT.READ", "patient.read ", "*"])
def test_what_is_not_known_is_denied(action: str) -> None:
    for role in Role:
        assert not decide(_user(role), action, "p1").permitted


@pytest.mark.parametrize(("role", "may_not"), [
    (Role.NURSE, {"report.sign", "finding.review", "patient.export", "users.manage", "audit.read"}),
    (Role.ADMINISTRATOR, {"patient.read", "record.read", "report.sign", "patient.export", "plan.decide", "image.view"}),
    (Role.RADIOLOGIST, {"users.manage", "audit.read"}),
    (Role.GENETICIST, {"users.manage", "audit.read"}),
    (Role.PHYSICIAN, {"users.manage"}),
])
def test_duties_are_kept_apart(role: Role, may_not: set[str]) -> None:
    for action in may_not:
        assert not decide(_user(role), action, "p1").permitted, action


def test_whoever_made_the_store_manages_it_and_gets_nothing_else_by_that() -> None:
    nurse = _user(Role.NURSE)
    assert all(decide(nurse, action, None, context={"owner": True}).permitted for action in OWNER)
    assert not decide(nurse, "report.sign", "p1", context={"owner": True}).permitted
    assert not decide(nurse, "users.manage", None, context={"owner": "yes"}).permitted


def test_a_single_record_is_not_opened_for_operations() -> None:
    physician = _user(Role.PHYSICIAN)
    assert not decide(physician, "record.read", "p1", Purpose.OPERATIONS).permitted
    assert decide(physician, "record.read", "p1", Purpose.TREATMENT).permitted
