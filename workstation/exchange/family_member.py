"""One FamilyMemberHistory, or the Patient, as a Person. Odd shapes are read as 'not known'; nothing here raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from engines.pedigree.model import Condition, Person, Sex, TwinKind
from workstation.exchange.family_roles import CODES, KIND_OF_TWINS, OTHER_WORDS, PARENT_ROLES, Place

PARENT = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-parent"
SIBLING = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-sibling"
_YEARS = {"a": 1.0, "mo": 1 / 12, "wk": 7 / 365.25, "d": 1 / 365.25}      # UCUM; a FHIR Age has one of these
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
_OLDEST = 130
_ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
ROLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
ABSENT = "urn:consilia:asked-negative"        # extension of a condition: what was asked about and is not there
_CARRIER = "Z14"                              # ICD-10-CM: genetic carrier
_SUSCEPTIBLE = "Z15"                          # ICD-10-CM: genetic susceptibility to disease
NO_FINDING = "160266009"                      # SNOMED CT: no family history of clinical finding
_NEGATIVE = re.compile(r"(?:no (?:known )?family history of:?|no fh of:?|无家族史[：:])\s*(.+)", re.IGNORECASE)
_ADULT_YEARS = re.compile(r"(\d{1,3})(?: ?(?:a|y|yr|years|岁))?")
Json = Mapping[str, Any]


@dataclass(slots=True)
class Relative:
    """A relative on the way into the family. ``parents``: 'father' or 'mother' to an id."""

    person: Person
    place: Place | None
    parents: dict[str, str]
    twins: list[tuple[str, TwinKind]] = field(default_factory=list[tuple[str, TwinKind]])


def proband_of(patient: Json, conditions: tuple[Condition, ...]) -> Person:
    """The patient as the proband; the age is left to who knows today's date."""
    died = patient.get("deceasedBoolean")
    deceased = True if _text(patient.get("deceasedDateTime")) else died if isinstance(died, bool) else None
    person_id = _text(patient.get("id")) or "proband"
    return Person(
        person_id, sex=_SEXES.get(_text(patient.get("gender")), Sex.UNKNOWN), name=_name(patient), deceased=deceased,
        born=_text(patient.get("birthDate")), conditions=conditions, proband=True, relationship="proband",
        source=f"Patient/{person_id}",
    )


def relative_of(history: Json, number: int, proband: str) -> Relative:
    """What one FamilyMemberHistory says. ``number`` names a relative who has no id."""
    codes = _codes(history.get("relationship"))
    code = next((code for code in codes if code in CODES), "")
    place = CODES.get(code)
    person_id = _text(history.get("id")) or f"relative-{number + 1}"
    recorded = next((_SEXES[c] for c in _codes(history.get("sex")) if c in _SEXES), None)
    told = _list(history.get("condition"))
    states = [each for each in told if _state(each)]
    negatives = tuple(found for each in told if (found := negative_of(each)) is not None)
    conditions = tuple(_condition(each) for each in told if not _state(each) and negative_of(each) is None)
    deceased, at_death, death_text = _age(history, "deceased")
    _, age, age_text = _age(history, "age")
    if deceased:
        age, age_text = at_death, death_text
    person = Person(
        person_id, sex=recorded or (place.sex if place else Sex.UNKNOWN), name=_text(history.get("name")),
        deceased=deceased, age_years=age, age_text=age_text, born=_born(history), conditions=conditions,
        asked_negative=not conditions and (history.get("status") == "completed" or any(map(says_nothing_found, told))),
        asked=_text(history.get("status")), negatives=negatives,
        role=code or next((c for c in codes if c in OTHER_WORDS), ""),
        carrier=any(_state(each) == _CARRIER for each in states),
        presymptomatic=not conditions and any(_state(each) == _SUSCEPTIBLE for each in states),
        carrier_of="; ".join(_words(each.get("code")) for each in states if _state(each) != NO_FINDING),
        relationship=_relationship(history.get("relationship"), place),
        note=" ".join(_text(note.get("text")) for note in _list(history.get("note"))).strip(),
        source=f"FamilyMemberHistory/{person_id}",
    )
    twins = [(proband, KIND_OF_TWINS[code])] if code in KIND_OF_TWINS else []
    twins += [(other, KIND_OF_TWINS[kind]) for kind, other in _links(history, SIBLING) if kind in KIND_OF_TWINS]
    parents = {PARENT_ROLES[kind]: other for kind, other in _links(history, PARENT) if kind in PARENT_ROLES}
    return Relative(person, place, parents, twins)


def condition_of(resource: Json) -> Condition:
    """A Condition resource of the patient, or a condition of a relative, with its age at onset."""
    return _condition(resource)


def says_nothing_found(entry: Json) -> bool:
    """True for the condition that states that the relative has none (SNOMED CT 160266009)."""
    return _state(entry) == NO_FINDING


def says_genetic_state(entry: Json) -> bool:
    """True for a carrier or a susceptibility without illness (ICD-10-CM Z14, Z15)."""
    return _state(entry) in (_CARRIER, _SUSCEPTIBLE)


def negative_words(name: str) -> str:
    """How a condition that was not found is worded, so that no other reader takes it for an illness."""
    return f"No family history of {name}"


def negative_of(entry: Json) -> Condition | None:
    """The condition that was asked about and is not there; None where the entry says no such thing.

    Known by the extension that this program writes, or by words such as those of SNOMED CT's 'No family history of'.
    """
    if _state(entry):
        return None
    for extension in _list(entry.get("extension")):
        concept = extension.get("valueCodeableConcept")
        if extension.get("url") == ABSENT and isinstance(concept, Mapping):
            return _condition({"code": concept})
    said = _NEGATIVE.fullmatch(_words(entry.get("code")).strip())
    return replace(_condition(entry), name=said[1]) if said else None


def _condition(entry: Json) -> Condition:
    concept = entry.get("code")
    coding = _list(concept.get("coding") if isinstance(concept, Mapping) else None)
    first = coding[0] if coding else {}
    _, years, words = _age(entry, "onset")
    return Condition(
        _words(concept) or "condition without a name", years, words,
        _text(first.get("system")), _text(first.get("code")),
        cause_of_death=entry.get("contributedToDeath") is True,
    )


def _state(entry: Json) -> str:
    """Which of the codes that are no illness a condition has, or nothing."""
    concept = entry.get("code")
    for coding in _list(concept.get("coding") if isinstance(concept, Mapping) else None):
        system, code = _text(coding.get("system")), _text(coding.get("code"))
        if system == _ICD_10_CM and code[:3] in (_CARRIER, _SUSCEPTIBLE):
            return code[:3]
        if system == SNOMED and code == NO_FINDING:
            return code
    return ""


def _age(entry: Json, name: str) -> tuple[bool | None, float | None, str]:
    """(said at all or not, years, words) of ``<name>Age``, ``Range``, ``String``, ``Period``, ``Date``, ``Boolean``."""
    said = entry.get(f"{name}Boolean")
    if isinstance(said, bool):
        return said, None, ""
    age = entry.get(f"{name}Age")
    if isinstance(age, Mapping):
        return True, _years(cast(Json, age)), ""
    span = entry.get(f"{name}Range")
    if isinstance(span, Mapping):
        ends = [_years(cast(Json, end)) for end in (span.get("low"), span.get("high")) if isinstance(end, Mapping)]
        return True, None, "–".join(f"{end:g}" for end in ends if end is not None)
    words = _text(entry.get(f"{name}String")) or _text(entry.get(f"{name}Date")) or _text(entry.get(f"{name}DateTime"))
    if words:
        plain_years = _ADULT_YEARS.fullmatch(words.strip())
        return True, float(plain_years[1]) if plain_years else None, "" if plain_years else words
    period = entry.get(f"{name}Period")
    if isinstance(period, Mapping):
        ends = (_text(period.get("start")), _text(period.get("end")))
        return True, None, "/".join(end for end in ends if end)
    return None, None, ""


def _years(quantity: Json) -> float | None:
    value, unit = quantity.get("value"), _text(quantity.get("code")) or _text(quantity.get("unit"))
    factor = _YEARS.get(unit, 1.0 if unit in ("years", "year", "yr", "y", "岁") else None)
    if isinstance(value, bool) or not isinstance(value, int | float) or factor is None:
        return None
    return round(value * factor, 2) if 0 <= value * factor <= _OLDEST else None


def _links(history: Json, url: str) -> list[tuple[str, str]]:
    """(role code, id) of each extension of that url."""
    found: list[tuple[str, str]] = []
    for extension in _list(history.get("extension")):
        if extension.get("url") != url:
            continue
        parts = {_text(part.get("url")): part for part in _list(extension.get("extension"))}
        codes = _codes(parts.get("type", {}).get("valueCodeableConcept"))
        reference = parts.get("reference", {}).get("valueReference")
        target = _text(reference.get("reference")) if isinstance(reference, Mapping) else ""
        if target:
            found += [(code, target.rsplit("/", 1)[-1].removeprefix("urn:uuid:")) for code in codes[:1]]
    return found


def _codes(concept: object) -> list[str]:
    coding = _list(concept.get("coding")) if isinstance(concept, Mapping) else []
    return [_text(each.get("code")) for each in coding]


def _words(concept: object) -> str:
    if not isinstance(concept, Mapping):
        return ""
    shown = [_text(each.get("display")) or _text(each.get("code")) for each in _list(concept.get("coding"))]
    return _text(concept.get("text")) or next((words for words in shown if words), "")


def _relationship(concept: object, place: Place | None) -> str:
    """As worded in the record, else as the code means, else the code itself."""
    if isinstance(concept, Mapping) and _text(concept.get("text")):
        return _text(concept.get("text"))
    codes = _codes(concept)
    known = next((OTHER_WORDS[code] for code in codes if code in OTHER_WORDS), "")
    return place.words if place is not None else known or _words(concept)


def _born(history: Json) -> str:
    period = history.get("bornPeriod")
    start = _text(period.get("start")) if isinstance(period, Mapping) else ""
    return _text(history.get("bornDate")) or _text(history.get("bornString")) or start


def _name(patient: Json) -> str:
    names = _list(patient.get("name"))
    if not names:
        return ""
    first = names[0]
    if _text(first.get("text")):
        return _text(first.get("text"))
    given = first.get("given")
    words = [_text(word) for word in cast(list[object], given)] if isinstance(given, list) else []
    family, given = _text(first.get("family")), " ".join(word for word in words if word)
    return ", ".join(part for part in (family.upper(), given) if part) if family.isascii() else family + given


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Json]:
    if not isinstance(value, list):
        return []
    return [cast(Json, item) for item in cast(list[object], value) if isinstance(item, Mapping)]
