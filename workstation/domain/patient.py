"""Who the patient is: the row of a list and the banner on every screen and page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.partial_date import PartialDate


class AllergyState(StrEnum):
    """'None recorded' and 'no known allergy' are different facts and never shown alike."""

    NONE_RECORDED = "none-recorded"
    NO_KNOWN = "no-known-allergy"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts. ``pinyin`` accompanies a Chinese name; empty parts are unknown, never guessed."""

    family: str = ""
    given: str = ""
    prefix: str = ""
    text: str = ""
    pinyin: str = ""

    @property
    def is_chinese(self) -> bool:
        return any("\u3400" <= character <= "\u9fff" for character in self.family + self.given + self.text)

    def formal(self) -> str:
        """``FAMILY, Given (Title)``; Chinese ``王小明`` family first; 'Not known' where nothing is written."""
        if self.is_chinese:
            return (self.family + self.given) or self.text
        if not self.family and not self.given:
            return self.text or "Not known"
        name = ", ".join(part for part in (self.family.upper(), self.given) if part)
        return f"{name} ({self.prefix})" if self.prefix else name


def spaced_number(number: str) -> str:
    """A record number in groups that can be read aloud, the same on the screen and on paper: ``4820 117 903``.

    Digits stand by three from the right, a single one left over joins its neighbour; anything else stays as written.
    """
    if not number.isdigit() or len(number) < 6:
        return number
    head = len(number) % 3
    first = 4 if head == 1 else head or 3
    return " ".join([number[:first], *(number[place:place + 3] for place in range(first, len(number), 3))])


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of the patient list. ``id`` is the store's own id (stable), ``number`` the labelled record number."""

    id: str
    name: PersonName
    sex: str                      # FHIR administrative gender: male female other unknown, or "" where not recorded
    born: PartialDate | None
    number: str = ""
    number_label: str = ""
    deceased: PartialDate | None = None
    is_deceased: bool = False
    last_event: PartialDate | None = None
    tags: tuple[str, ...] = ()    # rooms with something to see: imaging, vitals, pedigree, ecg
    allergy_state: AllergyState | None = None      # None: this list did not ask
    allergy_severe: bool = False  # one of the listed allergies is severe
    guest_of: str = ""            # who sent this case for a second opinion; "" for a patient of this clinic


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy or intolerance; ``severe`` where criticality is high or a reaction was severe."""

    substance: str
    reaction: str
    severe: bool
    source: str                   # resource key, see domain.resource


@dataclass(frozen=True, slots=True)
class PatientBanner:
    """What stands on every screen and every printed page."""

    row: PatientRow
    allergy_state: AllergyState
    allergies: tuple[Allergy, ...] = ()
