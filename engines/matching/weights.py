"""Whether two records are of one person: weights of evidence that add up.

Model: Fellegi, Sunter, J. Am. Stat. Assoc. 1969;64:1183-1210. A field that agrees at a level weighs log2(m/u): m, how
often records of one person agree so; u, how often those of two people do. m are the defaults of Splink (Linacre et
al., Int. J. Popul. Data Sci. 2022;7(3):1794): 0.95 for full agreement, the rest shared evenly by the field's other
levels. u of a name is the value's own share in the clinic (Winkler, Bureau of the Census SRD 2000/06: frequency-based
matching), so a rare name proves more than a common one; u of dates and numbers follow from counting, as told beside
them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engines.matching.identity import Agreement, Field, Identity, Level, compare

_EXACT = 0.95
_LEVELS: dict[Field, tuple[Level, ...]] = {
    Field.FAMILY: (Level.SAME, Level.SOUND, Level.ALIKE, Level.DIFFERENT),
    Field.GIVEN: (Level.SAME, Level.SOUND, Level.ALIKE, Level.DIFFERENT),
    Field.BORN: (Level.SAME, Level.SWAPPED, Level.ALIKE, Level.PARTLY, Level.DIFFERENT),
    Field.SEX: (Level.SAME, Level.DIFFERENT),
    Field.PHONE: (Level.SAME, Level.ALIKE, Level.DIFFERENT),
    Field.NUMBER: (Level.SAME, Level.ALIKE, Level.DIFFERENT),
    Field.ADDRESS: (Level.SAME, Level.ALIKE, Level.DIFFERENT),
}
_DAYS = 365.25 * 80                # births of eighty years lie about evenly over their days
# Of two people: both born on one day; on the day with month and day changed (possible for 132 days of a year); on a
# day one digit away (about 30 dates are); in one year.
_BORN_U = {Level.SAME: 1 / _DAYS, Level.SWAPPED: 132 / 365.25 / _DAYS, Level.ALIKE: 30 / _DAYS, Level.PARTLY: 1 / 80}
# Two of one household, of one family name and born on one day are likely twins: 1 child in 42 is one (Monden, Pison,
# Smits, Hum. Reprod. 2021;36:1666-1673). So much less does the day prove there, unless the given name agrees as well.
_TWINS = 1 / 42
_HOUSEHOLD = (Field.PHONE, Field.ADDRESS)
_ALIKE_NAMES = 10                  # spellings one edit from a name that others bear: u of "alike" is so much greater


@dataclass(frozen=True, slots=True)
class Reason:
    """One field's evidence: ``weight`` in bits, above 0 for, below 0 against."""

    field: Field
    level: Level
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """``weight``: sum of the reasons in bits. ``probability``: that the two are one person, given ``prior``."""

    weight: float
    probability: float
    reasons: tuple[Reason, ...]


def prior(people: int) -> float:
    """The share of true pairs among all pairs of a clinic, if one record in a hundred is a second one.

    That one in a hundred is assumed, not measured: it moves all probabilities alike and changes no order.
    """
    return min(0.5, 0.02 / max(people, 2))


def score(a: Identity, b: Identity, share: Callable[[Field, str], float], people: int) -> Score:
    """The evidence that ``a`` and ``b`` are one person. ``share(field, value)``: how much of the clinic bears the name.

    Fields missing on either side weigh nothing. A telephone and an address in common are one piece of evidence (the
    household), so the lesser of the two weighs nothing more; and a household's twins are allowed for.
    """
    seen = [one for one in compare(a, b) if one.level is not Level.MISSING]
    weights = {one.field: _weight(one, share, people) for one in seen}
    level = {one.field: one.level for one in seen}
    home = [field for field in _HOUSEHOLD if level.get(field) is Level.SAME]
    if len(home) > 1:
        weights[min(home, key=weights.__getitem__)] = 0.0
    if home and level.get(Field.BORN) is Level.SAME and level.get(Field.GIVEN) is Level.DIFFERENT:
        weights[Field.BORN] = math.log2(_EXACT / _TWINS)
    reasons = tuple(Reason(one.field, one.level, weights[one.field]) for one in seen)
    total = sum(reason.weight for reason in reasons)
    odds = math.log2(prior(people) / (1 - prior(people))) + total
    return Score(total, 1 / (1 + 2.0 ** -max(-60.0, min(60.0, odds))), reasons)


def _weight(one: Agreement, share: Callable[[Field, str], float], people: int) -> float:
    levels = _LEVELS[one.field]
    m = _EXACT if one.level is Level.SAME else (1 - _EXACT) / (len(levels) - 1)
    u = 1 - sum(_u(one.field, level, one.value, share, people) for level in levels[:-1]) \
        if one.level is Level.DIFFERENT else _u(one.field, one.level, one.value, share, people)
    return math.log2(m / max(u, 1e-9))


def _u(field: Field, level: Level, value: str, share: Callable[[Field, str], float], people: int) -> float:
    """How often two different people agree so by chance."""
    if field is Field.BORN:
        return _BORN_U[level]
    if field is Field.SEX:
        return 0.5
    if field in (Field.FAMILY, Field.GIVEN):
        own = min(0.5, max(share(field, value), 1 / max(people, 100))) if value else 0.01
        return min(0.5, own * _ALIKE_NAMES) if level is Level.ALIKE else own
    households = 4 if field is not Field.NUMBER else 1       # a family shares its telephone and its address
    return min(0.1, households * (10 if level is Level.ALIKE else 1) / max(people, 1000))


def explained(reasons: Sequence[Reason]) -> str:
    """The reasons in one line, the weightiest first: ``birth date same +14.8, given name same +9.2``."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return ", ".join(f"{r.field.value} {r.level.value} {r.weight:+.1f}" for r in ordered)
