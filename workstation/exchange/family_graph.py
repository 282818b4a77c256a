"""What relatives are to the proband, told by who descends from whom (codes of HL7 v3-RoleCode)."""

from __future__ import annotations

from engines.pedigree.model import Family, Person, Sex

MEMBER = "FAMMEMB"                            # 'family member': nothing closer is known
_BY_SEX = {                                   # male, female, not known
    "sib": ("BRO", "SIS", "SIB"), "half": ("HBRO", "HSIS", "HSIB"), "child": ("SON", "DAU", "CHILD"),
    "grandchild": ("GRNDSON", "GRNDDAU", "GRNDCHILD"), "sibs-child": ("NEPH", "NIECE", "NIENEPH"),
    "father's parent": ("PGRFTH", "PGRMTH", "PGRPRN"), "mother's parent": ("MGRFTH", "MGRMTH", "MGRPRN"),
    "father's sib": ("PUNCLE", "PAUNT", MEMBER), "mother's sib": ("MUNCLE", "MAUNT", MEMBER),
}


def role_of(family: Family, person: Person) -> str:
    """The code of a relative; ``FAMMEMB`` where no code says it."""
    proband = family.proband
    if proband is None:
        return MEMBER
    if person.id in (proband.father, proband.mother):
        return "FTH" if person.id == proband.father else "MTH"
    for name in (_near(family, proband, person), _above(family, proband, person)):
        if name:
            return _BY_SEX[name][(Sex.MALE, Sex.FEMALE, Sex.UNKNOWN).index(person.sex)]
    for parent, code in ((proband.father, "PCOUSN"), (proband.mother, "MCOUSN")):
        if parent is not None and any(_siblings(family, parent, one) for one in _parents(person)):
            return code
    return "SIGOTHR" if _partners(family, proband.id, person.id) else MEMBER


def _near(family: Family, proband: Person, person: Person) -> str:
    """Siblings, descendants, and children of siblings; '' for anybody else."""
    shared = _parents(person) & _parents(proband)
    if shared:
        return "sib" if _parents(person) == _parents(proband) else "half"
    if proband.id in _parents(person):
        return "child"
    above = [family.person(one) for one in _parents(person)]
    if any(proband.id in _parents(one) for one in above):
        return "grandchild"
    return "sibs-child" if any(_siblings(family, proband.id, one.id) for one in above) else ""


def _above(family: Family, proband: Person, person: Person) -> str:
    for side, parent in (("father", proband.father), ("mother", proband.mother)):
        if parent is None:
            continue
        if person.id in _parents(family.person(parent)):
            return f"{side}'s parent"
        if _siblings(family, parent, person.id):
            return f"{side}'s sib"
    return ""


def _parents(person: Person) -> set[str]:
    return {one for one in (person.father, person.mother) if one is not None}


def _siblings(family: Family, one: str, other: str) -> bool:
    return one != other and bool(_parents(family.person(one)) & _parents(family.person(other)))


def _partners(family: Family, one: str, other: str) -> bool:
    if any({each.first, each.second} == {one, other} for each in family.partnerships):
        return True
    return any(_parents(child) == {one, other} for child in family)
