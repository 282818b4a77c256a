"""A family as a pedigree knows it: people, partnerships, twins.

The vocabulary is that of the standard nomenclature (Bennett et al. 1995, 2008; focused revision Bennett et al. 2022,
J Genet Couns): sex assigned at birth, which inheritance follows, and gender, which the symbol shows, are two facts.
'Not known' is a value of its own everywhere: ``deceased=None`` is not 'alive', ``asked_negative`` is not 'never asked'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Sex(StrEnum):
    """Sex assigned at birth."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    """Gender where it is recorded apart from the sex: it chooses the symbol (square, circle, diamond)."""

    MAN = "man"
    WOMAN = "woman"
    DIVERSE = "diverse"


class Outcome(StrEnum):
    """How the pregnancy that this symbol stands for went."""

    LIVE_BORN = "live-born"
    PREGNANCY = "pregnancy"
    MISCARRIAGE = "miscarriage"
    TERMINATION = "termination"
    ECTOPIC = "ectopic"
    STILLBIRTH = "stillbirth"


class Adoption(StrEnum):
    NONE = "none"
    IN = "in"
    OUT = "out"
    BY_RELATIVE = "by-relative"


class TwinKind(StrEnum):
    MONOZYGOTIC = "MZ"
    DIZYGOTIC = "DZ"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a person. ``onset_years`` is the age at onset; ``onset_text`` keeps what was written instead."""

    name: str
    onset_years: float | None = None
    onset_text: str = ""
    system: str = ""
    code: str = ""
    cause_of_death: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One symbol. Ages are completed or decimal years; ``age_years`` is the age at death where ``deceased``."""

    id: str
    father: str | None = None
    mother: str | None = None
    sex: Sex = Sex.UNKNOWN
    gender: Gender | None = None
    name: str = ""
    deceased: bool | None = None
    age_years: float | None = None
    age_text: str = ""                        # an age that is no single number, as written: '60s', 'before 50'
    born: str = ""                            # as written: a FHIR date or words
    conditions: tuple[Condition, ...] = ()
    asked_negative: bool = False              # asked about, and nothing found
    negatives: tuple[Condition, ...] = ()     # asked about by name, and not there
    asked: str = ""                           # how far asked: partial, completed, health-unknown (FHIR)
    proband: bool = False
    consultand: bool = False
    carrier: bool = False
    presymptomatic: bool = False              # not affected, and may become so
    carrier_of: str = ""                      # what of, as recorded
    outcome: Outcome = Outcome.LIVE_BORN
    adoption: Adoption = Adoption.NONE
    relationship: str = ""                    # to the proband, as recorded
    role: str = ""                            # its code in HL7 v3-RoleCode, where one is recorded
    inferred: bool = False                    # not recorded: stands only to connect two who are
    note: str = ""
    source: str = ""                          # resource key or line of a file

    @property
    def is_founder(self) -> bool:
        return self.father is None and self.mother is None

    @property
    def affected(self) -> bool:
        return bool(self.conditions)


@dataclass(frozen=True, slots=True)
class Partnership:
    """Two people who are or were partners, with or without children."""

    first: str
    second: str
    separated: bool = False


@dataclass(frozen=True, slots=True)
class TwinSet:
    """Two or more born of one pregnancy."""

    members: tuple[str, ...]
    kind: TwinKind = TwinKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Family:
    """A family in the order it was recorded. Look-ups are built once; the value never changes."""

    id: str
    persons: tuple[Person, ...]
    partnerships: tuple[Partnership, ...] = ()
    twins: tuple[TwinSet, ...] = ()
    apart: tuple[Person, ...] = ()            # recorded, and not said through whom they are related: not drawn
    notes: tuple[str, ...] = ()               # what a reader has to say: parents added, lines skipped
    _index: dict[str, Person] = field(init=False, repr=False, compare=False, default_factory=dict[str, Person])

    def __post_init__(self) -> None:
        self._index.update((person.id, person) for person in self.persons)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._index

    def __iter__(self) -> Iterator[Person]:
        return iter(self.persons)

    def __len__(self) -> int:
        return len(self.persons)

    def person(self, person_id: str) -> Person:
        """The person of that id. Raises KeyError."""
        return self._index[person_id]

    @property
    def proband(self) -> Person | None:
        return next((person for person in self.persons if person.proband), None)

    def children(self) -> dict[tuple[str | None, str | None], list[str]]:
        """Children in the recorded order, by (father, mother); founders are left out."""
        found: dict[tuple[str | None, str | None], list[str]] = {}
        for person in self.persons:
            if not person.is_founder:
                found.setdefault((person.father, person.mother), []).append(person.id)
        return found

    def condition_names(self) -> list[str]:
        """Every condition of the family once, in the order of first mention."""
        return list(dict.fromkeys(c.name for person in self.persons for c in person.conditions))

    def monozygotic(self) -> list[tuple[str, ...]]:
        return [twins.members for twins in self.twins if twins.kind is TwinKind.MONOZYGOTIC]
