"""What the list pages of a chart hold: entries made of facts, each fact one thing that a resource says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.partial_date import PartialDate
from workstation.domain.sig import Sig


class ListKind(StrEnum):
    """The lists of a chart."""

    PROBLEMS = "problems"
    MEDICATION = "medication"
    ALLERGIES = "allergies"
    ENCOUNTERS = "encounters"
    IMMUNIZATIONS = "immunizations"
    PROCEDURES = "procedures"
    CARE_TEAM = "care_team"
    WAY_OF_LIFE = "way_of_life"   # read by services.way_of_life
    SCHEDULE = "schedule"         # read by services.schedules
    FAMILY = "family"             # read by services.family_list


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a resource says, in the terms it says it.

    ``name`` is what it is about (``onset``, ``severity``); the screen words it. Of the rest as much is set as was
    written: ``text`` as recorded, ``code`` a code of one of FHIR's own value sets, which the screen words, ``start``
    and ``end`` dates with their precision, ``sig`` a dosage. ``part`` numbers what repeats (reaction 2); 0 where
    nothing does. ``source`` is the key of another resource it leads to.
    """

    name: str
    text: str = ""
    code: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    part: int = 0
    source: str = ""
    sig: Sig | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list. ``source`` is its resource key, ``group`` the heading it stands under (current, past ...).

    ``rest`` is whatever the resource says beside its facts: the path of the element and its value, so that nothing
    of a resource is out of reach on its page.
    """

    source: str
    group: str
    facts: tuple[Fact, ...]
    rest: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> list[Fact]:
        """The facts of this name, as recorded."""
        return [fact for fact in self.facts if fact.name == name]

    def text(self, name: str) -> str:
        """The text of the first fact of this name that has one."""
        return next((fact.text for fact in self.facts if fact.name == name and fact.text), "")

    def code(self, name: str) -> str:
        """The code of the first fact of this name that has one."""
        return next((fact.code for fact in self.facts if fact.name == name and fact.code), "")

    def start(self, names: Iterable[str]) -> PartialDate | None:
        """The first date among these facts, in the order of the names."""
        for name in names:
            for fact in self.facts:
                if fact.name == name and (fact.start or fact.end):
                    return fact.start or fact.end
        return None
