"""Who may do what: one pure, table-driven function that denies what it does not know.

Called by ``Clinic.act`` before anything is read or written. A care relationship, field masks and break-the-glass are
further inputs of ``context``; the table below is the whole of today's policy, readable and tested pair by pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.user import Role, User


class Purpose(StrEnum):
    """Why somebody asks (HL7 v3 PurposeOfUse, the part in use here)."""

    TREATMENT = "TREAT"
    OPERATIONS = "HOPERAT"
    PATIENT_REQUEST = "PATRQT"


class Obligation(StrEnum):
    """What the caller must do for the permit to hold."""

    AUDIT = "audit"                       # leave an entry, in the act's own transaction
    STATE_WHAT = "state-what"             # the entry's detail says what left the clinic or was decided


@dataclass(frozen=True, slots=True)
class Decision:
    """Permit or deny. ``reason`` is set where denied; ``obligations`` where permitted."""

    permitted: bool
    reason: str = ""
    obligations: frozenset[Obligation] = frozenset()


_READING = frozenset({
    "session.open", "session.close", "patient.search", "patient.read", "record.read", "imaging.read", "image.view",
    "vitals.read", "pedigree.read",
    "appointment.read", "patient.match", "plan.read", "report.read", "finding.read", "users.list", "plugin.list",
    "audit.verify",
})
_CARE = frozenset({
    "patient.register", "appointment.edit", "appointment.print", "entry.record", "way_of_life.enter", "record.import",
    "quarantine.review", "report.print", "projection.rebuild",
})
_CLINICAL = frozenset({
    "opinion.send", "opinion.answer", "opinion.receive", "contact.manage",
    "patient.link", "imaging.import", "finding.propose", "finding.review", "pedigree.edit", "plan.decide",
    "report.draft",
    "report.sign", "patient.export", "signal.import", "institution.ask", "mapping.manage",
})
_ADMINISTRATION = frozenset({
    "session.open", "session.close", "users.list", "users.manage", "audit.read", "audit.verify", "patient.search",
    "appointment.read", "appointment.edit", "appointment.print",
    "clinic.settings", "patient.register", "patient.match",
    "record.import", "imaging.import", "signal.import", "mapping.manage", "projection.rebuild", "plugin.list",
    "plugin.manage",
    "demo.build", "quarantine.review",
})

POLICY: Mapping[Role, frozenset[str]] = {
    Role.PHYSICIAN: _READING | _CARE | _CLINICAL | {"audit.read", "demo.build"},
    Role.RADIOLOGIST: _READING | _CARE | _CLINICAL,
    Role.GENETICIST: _READING | _CARE | _CLINICAL,
    Role.NURSE: _READING | _CARE | {"signal.import", "plan.decide"},
    Role.ADMINISTRATOR: _ADMINISTRATION,
}
# Whoever made the store, whatever the role: a clinic of one seat.
OWNER = frozenset({"clinic.settings", "users.manage", "audit.read", "clinic.export", "facade.serve",
                   "institution.manage"})
ACTIONS: frozenset[str] = frozenset().union(*POLICY.values(), OWNER)
# What is not done with the case of another clinic: it leaves only as the answer to its sender.
_NOT_WITH_A_GUEST = frozenset({
    "opinion.send", "opinion.receive", "contact.manage", "patient.export", "clinic.export", "facade.serve",
    "patient.link", "patient.register", "signal.import",
})

_STATE_WHAT = frozenset({
    "opinion.send", "opinion.answer",
    "patient.export", "patient.link", "clinic.export", "facade.serve", "users.manage", "plan.decide", "report.sign",
    "way_of_life.enter", "pedigree.edit",
    "institution.ask", "institution.manage", "appointment.print",
})


def decide(
    subject: User,
    action: str,
    object_id: str | None,
    purpose: Purpose = Purpose.TREATMENT,
    context: Mapping[str, object] | None = None,
) -> Decision:
    """Permit or deny ``subject`` doing ``action`` on the patient ``object_id`` (None for the clinic as a whole).

    ``context`` may hold ``owner`` (True for the person who made the store) and ``guest`` (True in the case of another
    clinic). Pure: the same inputs give the same answer.
    """
    if action not in ACTIONS:
        return Decision(False, f"'{action}' is no known act")
    if (context or {}).get("guest") is True and action in _NOT_WITH_A_GUEST:
        return Decision(False, "a second opinion case leaves only as the answer to its sender")
    owner = (context or {}).get("owner") is True
    if action not in POLICY.get(subject.role, frozenset()) and not (owner and action in OWNER):
        return Decision(False, f"the role {subject.role.value} does not include it")
    if purpose is Purpose.OPERATIONS and object_id is not None and subject.role is not Role.ADMINISTRATOR:
        return Decision(False, "a single record is opened for treatment or at the patient's request")
    owed = {Obligation.AUDIT} | ({Obligation.STATE_WHAT} if action in _STATE_WHAT else set())
    return Decision(True, obligations=frozenset(owed))
