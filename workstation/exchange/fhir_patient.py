"""The patient projection: the row of the list, and the terms by which a person is found."""

from __future__ import annotations

from dataclasses import dataclass

from engines.text.chinese_names import CHINESE as _CHINESE
from engines.text.chinese_names import pinyin_name
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PersonName
from workstation.exchange.fhir_parts import Node, codes, coding, date, parts, word
from workstation.exchange.fhir_parts import part as at
from workstation.store.patient_terms import Term, terms_of

VERSION = 3                        # of the row and its terms; raised whenever the same resource gives others
_SEXES = {"male", "female", "other", "unknown"}
_OLD_NAMES = ("old", "temp", "anonymous")


@dataclass(frozen=True, slots=True)
class PatientProjection:
    """What is read of a Patient resource."""

    name: PersonName
    sex: str
    born: PartialDate | None
    is_deceased: bool
    deceased: PartialDate | None
    number: str
    number_label: str
    terms: frozenset[Term]


def project_patient(resource: Node) -> PatientProjection:
    """Reads a Patient resource; what is absent stays empty."""
    name = _name(resource)
    number, label = _number(resource)
    sex = word(resource, "gender")
    died = date(word(resource, "deceasedDateTime"))
    born = date(word(resource, "birthDate"))
    return PatientProjection(
        name, sex if sex in _SEXES else "", born,
        died is not None or resource.get("deceasedBoolean") is True, died, number, label,
        _terms(resource, born),
    )


def _name(resource: Node) -> PersonName:
    names = parts(resource, "name")
    order = {"official": 0, "usual": 1, "": 2}
    names.sort(key=lambda n: (order.get(word(n, "use"), 9 if word(n, "use") in _OLD_NAMES else 3)))
    chinese = next((n for n in names if _CHINESE.search(_whole(n))), None)
    chosen = chinese or (names[0] if names else {})
    family, given, text = word(chosen, "family"), " ".join(_words(chosen, "given")), word(chosen, "text")
    if chinese is not None:
        given = "".join(_words(chosen, "given"))
        latin = next((n for n in names if n is not chinese and not _CHINESE.search(_whole(n))), None)
        spoken = _spelled(latin) or pinyin_name(family + given or text, len(family))
        return PersonName(family, given, " ".join(_words(chosen, "prefix")), text, spoken)
    return PersonName(family, given, " ".join(_words(chosen, "prefix")), text)


def _spelled(name: Node | None) -> str:
    """How the record itself spells the name in Latin letters, family name first."""
    whole = f"{word(name, 'family')} {' '.join(_words(name, 'given'))}".strip() if name else ""
    return whole or word(name, "text")


def _whole(name: Node) -> str:
    return word(name, "family") + "".join(_words(name, "given")) + word(name, "text")


def _words(node: Node, field: str) -> list[str]:
    held = node.get(field)
    return [item for item in held if isinstance(item, str)] if isinstance(held, list) else []


def _number(resource: Node) -> tuple[str, str]:
    """The record number (HL7 table 0203 MR) if there is one, else the first identifier, with what it is called."""
    identifiers = [i for i in parts(resource, "identifier") if word(i, "value")]
    chosen = next((i for i in identifiers if "MR" in codes(at(i, "type"))), identifiers[0] if identifiers else {})
    label = coding(at(chosen, "type"))[2] if chosen else ""
    return word(chosen, "value"), label


def _terms(resource: Node, born: PartialDate | None) -> frozenset[Term]:
    """How this person is found: by every name, number and telephone of the resource, and by the birth date."""
    names = [(word(n, "family"), tuple(_words(n, "given")), word(n, "text")) for n in parts(resource, "name")]
    numbers = [word(identifier, "value") for identifier in parts(resource, "identifier")]
    numbers += [word(c, "value") for c in parts(resource, "telecom") if word(c, "system") in ("phone", "sms", "")]
    return terms_of(names, numbers, born.text if born else "")
