"""What a person enters of a relative, before it is a FHIR FamilyMemberHistory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """How far the relative's health was asked about: the status of a FamilyMemberHistory (FHIR R4)."""

    PARTLY = "partial"
    FULLY = "completed"
    NOT_KNOWN = "health-unknown"


@dataclass(frozen=True, slots=True)
class Illness:
    """One condition of a relative; ``absent`` where it was asked about and is not there.

    ``onset`` is an age as typed: ``45``, ``40-50``, ``6 mo`` or words. ``system`` is the address of the code's system.
    """

    name: str
    onset: str = ""
    system: str = ""
    code: str = ""
    fatal: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class RelativeDraft:
    """A relative as a form holds them. ``relationship`` is a code of HL7 v3-RoleCode; '' stands for not said.

    ``age`` is the age now, or at death where ``deceased``: ``45``, ``40-50``, ``6 mo`` or words. ``born`` is a FHIR
    date or words. ``deceased`` None is 'not known', never 'alive'.
    """

    relationship: str
    name: str = ""
    sex: str = ""
    born: str = ""
    age: str = ""
    deceased: bool | None = None
    asked: Asked = Asked.PARTLY
    illnesses: tuple[Illness, ...] = ()
    note: str = ""
