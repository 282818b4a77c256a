"""The places that the kinship codes of HL7 v3-RoleCode (terminology.hl7.org, CodeSystem v3-RoleCode) give a person
relative to the proband."""

from __future__ import annotations

from dataclasses import dataclass

from engines.pedigree.model import Sex, TwinKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands. ``role`` names the place; ``single`` places hold one person (the mother)."""

    role: str
    words: str
    sex: Sex
    distance: int                             # seated nearest first
    single: bool = False
    parent_of: str = ""                       # the role whose parent this is; 'proband' for the proband's own
    child_of: tuple[str, ...] = ()            # the roles of the parents
    child_of_proband: bool = False
    partner_of_proband: bool = False


_M, _F, _U = Sex.MALE, Sex.FEMALE, Sex.UNKNOWN
_MOTHERS = ("mothers-father", "mothers-mother")
_FATHERS = ("fathers-father", "fathers-mother")


def _single(role: str, words: str, sex: Sex, distance: int, parent_of: str) -> Place:
    return Place(role, words, sex, distance, single=True, parent_of=parent_of)


_FATHER = Place("father", "father", _M, 0, single=True)
_MOTHER = Place("mother", "mother", _F, 0, single=True)


def _sib(words: str, sex: Sex) -> Place:
    return Place("sib", words, sex, 1, child_of=("father", "mother"))


def _child(words: str, sex: Sex) -> Place:
    return Place("child", words, sex, 1, child_of_proband=True)


def _partner(words: str, sex: Sex) -> Place:
    return Place("partner", words, sex, 1, partner_of_proband=True)


CODES: dict[str, Place] = {
    "FTH": _FATHER, "NFTH": _FATHER, "NFTHF": _FATHER, "MTH": _MOTHER, "NMTH": _MOTHER, "NMTHF": _MOTHER,
    "BRO": _sib("brother", _M), "NBRO": _sib("brother", _M), "SIS": _sib("sister", _F), "NSIS": _sib("sister", _F),
    "SIB": _sib("sibling", _U), "NSIB": _sib("sibling", _U),
    "TWIN": _sib("twin", _U), "TWINBRO": _sib("twin brother", _M), "TWINSIS": _sib("twin sister", _F),
    "FTWIN": _sib("twin", _U), "FTWINBRO": _sib("twin brother", _M), "FTWINSIS": _sib("twin sister", _F),
    "ITWIN": _sib("twin", _U), "ITWINBRO": _sib("twin brother", _M), "ITWINSIS": _sib("twin sister", _F),
    "SON": _child("son", _M), "SONC": _child("son", _M), "DAU": _child("daughter", _F), "DAUC": _child("daughter", _F),
    "CHILD": _child("child", _U), "NCHILD": _child("child", _U),
    "HUSB": _partner("husband", _M), "WIFE": _partner("wife", _F), "SPS": _partner("spouse", _U),
    "DOMPART": _partner("partner", _U), "SIGOTHR": _partner("partner", _U),
    "MGRFTH": _single("mothers-father", "maternal grandfather", _M, 2, "mother"),
    "MGRMTH": _single("mothers-mother", "maternal grandmother", _F, 2, "mother"),
    "PGRFTH": _single("fathers-father", "paternal grandfather", _M, 2, "father"),
    "PGRMTH": _single("fathers-mother", "paternal grandmother", _F, 2, "father"),
    "MAUNT": Place("mothers-sib", "maternal aunt", _F, 3, child_of=_MOTHERS),
    "MUNCLE": Place("mothers-sib", "maternal uncle", _M, 3, child_of=_MOTHERS),
    "PAUNT": Place("fathers-sib", "paternal aunt", _F, 3, child_of=_FATHERS),
    "PUNCLE": Place("fathers-sib", "paternal uncle", _M, 3, child_of=_FATHERS),
    "MCOUSN": Place("mothers-nephew", "maternal cousin", _U, 5, child_of=("mothers-sib-not-recorded",)),
    "PCOUSN": Place("fathers-nephew", "paternal cousin", _U, 5, child_of=("fathers-sib-not-recorded",)),
    "NEPH": Place("sibs-child", "nephew", _M, 5, child_of=("sib-not-recorded",)),
    "NIECE": Place("sibs-child", "niece", _F, 5, child_of=("sib-not-recorded",)),
    "GRNDSON": Place("grandchild", "grandson", _M, 5, child_of=("child-not-recorded",)),
    "GRNDDAU": Place("grandchild", "granddaughter", _F, 5, child_of=("child-not-recorded",)),
    "GRNDCHILD": Place("grandchild", "grandchild", _U, 5, child_of=("child-not-recorded",)),
}
# Who may have to be added between two who are recorded.
CONNECTING: dict[str, Place] = {place.role: place for place in CODES.values() if place.single} | {
    "mothers-sib-not-recorded": Place("", "maternal aunt or uncle", _U, 9, child_of=_MOTHERS),
    "fathers-sib-not-recorded": Place("", "paternal aunt or uncle", _U, 9, child_of=_FATHERS),
    "sib-not-recorded": Place("", "sibling", _U, 9, child_of=("father", "mother")),
    "child-not-recorded": Place("", "child", _U, 9, child_of_proband=True),
}
PARENT_ROLES = {
    "FTH": "father", "NFTH": "father", "NFTHF": "father", "MTH": "mother", "NMTH": "mother", "NMTHF": "mother",
}
KIND_OF_TWINS = {
    "FTWIN": TwinKind.DIZYGOTIC, "FTWINBRO": TwinKind.DIZYGOTIC, "FTWINSIS": TwinKind.DIZYGOTIC,
    "ITWIN": TwinKind.MONOZYGOTIC, "ITWINBRO": TwinKind.MONOZYGOTIC, "ITWINSIS": TwinKind.MONOZYGOTIC,
    "TWIN": TwinKind.UNKNOWN, "TWINBRO": TwinKind.UNKNOWN, "TWINSIS": TwinKind.UNKNOWN,
}
# Codes that name a relationship and give no place by themselves.
OTHER_WORDS = {
    "FTHINLAW": "father-in-law", "MTHINLAW": "mother-in-law", "BROINLAW": "brother-in-law", "SISINLAW": "sister-in-law",
    "SONINLAW": "son-in-law", "DAUINLAW": "daughter-in-law", "HBRO": "half-brother", "HSIS": "half-sister",
    "HSIB": "half-sibling", "AUNT": "aunt", "UNCLE": "uncle", "COUSN": "cousin", "GRFTH": "grandfather",
    "GRMTH": "grandmother", "GRPRN": "grandparent", "GGRFTH": "great-grandfather", "GGRMTH": "great-grandmother",
}
