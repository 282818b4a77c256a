"""What lies between a recorded family and a PED file: what PED has no place for, and who its proband is."""

from __future__ import annotations

from dataclasses import replace

from engines.pedigree.model import Family
from workstation.errors import NotFound, UserMistake


def lost(family: Family) -> list[str]:
    """What ``ped.write`` can't keep of a family, each kind with its number; [] where PED holds everything."""
    people = family.persons
    counted = (
        ("conditions by name, code and onset (only 'affected' is kept)",
         sum(condition.name != "affected" or condition.onset_years is not None
             for person in people for condition in person.conditions)),
        ("conditions asked and not found", sum(len(person.negatives) for person in people)),
        ("names", sum(bool(person.name) for person in people)),
        ("births and ages", sum(bool(person.born or person.age_years is not None or person.age_text)
                                for person in people)),
        ("deaths, or that somebody lives", sum(person.deceased is not None for person in people)),
        ("carriers and susceptibilities", sum(bool(person.carrier_of or person.carrier) for person in people)),
        ("relationships by code", sum(bool(person.role) for person in people)),
        ("notes", sum(bool(person.note) for person in people)),
        ("twins", len(family.twins)), ("partnerships without children", _childless(family)),
        ("relatives not placed in the family", len(family.apart)),
    )
    return [f"{number} {what}" for what, number in counted if number]


def with_proband(family: Family, name: str | None) -> Family:
    """The family seen from one of its people. Raises UserMistake where nobody is named, NotFound for a stranger."""
    if name is None and family.proband is not None:
        return family
    if name is None:
        affected = [person.id for person in family if person.affected]
        if len(affected) != 1:
            raise UserMistake(reason="a PED file names no proband; say who it is with --proband")
        name = affected[0]
    if name not in family:
        raise NotFound(what="person of the family", name=name)
    return replace(family, persons=tuple(replace(p, proband=p.id == name) for p in family))


def _childless(family: Family) -> int:
    couples = {frozenset((person.father, person.mother)) for person in family}
    return sum(frozenset((one.first, one.second)) not in couples for one in family.partnerships)
