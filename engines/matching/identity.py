"""What is compared of a person, and how two people agree in each of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from engines.matching.similarity import jaro_winkler, within_one

ALIKE = 0.92       # Jaro-Winkler of a name spelled in two ways: first threshold of Splink's NameComparison


class Field(StrEnum):
    FAMILY = "family name"
    GIVEN = "given name"
    BORN = "birth date"
    SEX = "sex"
    PHONE = "telephone"
    NUMBER = "number"
    ADDRESS = "address"


class Level(StrEnum):
    """How a field agrees, best first; MISSING says nothing for or against."""

    SAME = "same"
    SOUND = "same sound in other characters"
    SWAPPED = "day and month changed"
    ALIKE = "alike"
    PARTLY = "partly known, and agrees"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Name:
    """One name, folded to lower case without accents; ``family_pinyin``, ``given_pinyin`` for Chinese characters."""

    family: str
    given: str
    family_pinyin: str = ""
    given_pinyin: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record says about who somebody is. Empty is unknown. ``born``: ISO date of any precision."""

    id: str
    names: tuple[Name, ...] = ()
    born: str = ""
    sex: str = ""
    phones: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()      # with the authority that gave them: "authority|number"
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one field of two people agrees; ``value`` is what they share, for its frequency."""

    field: Field
    level: Level
    value: str = ""


def compare(a: Identity, b: Identity) -> list[Agreement]:
    """Every field of two people. Of several names the pair that agrees best is taken, in either order of its parts."""
    family, given = _names(a, b)
    return [
        family, given, _born(a.born, b.born), _sex(a.sex, b.sex),
        _shared(Field.PHONE, a.phones, b.phones, alike=_one_digit),
        _numbers(a.numbers, b.numbers),
        _shared(Field.ADDRESS, a.addresses, b.addresses, alike=lambda x, y: jaro_winkler(x, y) >= ALIKE),
    ]


_ORDER = {level: place for place, level in enumerate(Level)}


def _names(a: Identity, b: Identity) -> tuple[Agreement, Agreement]:
    pairs = [(_word(Field.FAMILY, x.family, x.family_pinyin, y.family, y.family_pinyin),
              _word(Field.GIVEN, x.given, x.given_pinyin, y.given, y.given_pinyin))
             for x in a.names for one in b.names for y in (one, _turned(one))]
    missing = Agreement(Field.FAMILY, Level.MISSING), Agreement(Field.GIVEN, Level.MISSING)
    return min(pairs, key=lambda pair: _ORDER[pair[0].level] + _ORDER[pair[1].level], default=missing)


def _turned(name: Name) -> Name:
    return Name(name.given, name.family, name.given_pinyin, name.family_pinyin)


def _word(field: Field, a: str, a_pinyin: str, b: str, b_pinyin: str) -> Agreement:
    if not a or not b:
        return Agreement(field, Level.MISSING)
    if a == b:
        return Agreement(field, Level.SAME, a)
    one, other = a_pinyin or a, b_pinyin or b
    if one == other:
        return Agreement(field, Level.SOUND, one)
    both_chinese = bool(a_pinyin and b_pinyin)       # near sounds are other names there: Wang is no Huang
    mistyped = min(len(one), len(other)) > 3 and within_one(one, other)
    if not both_chinese and (mistyped or jaro_winkler(one, other) >= ALIKE):
        return Agreement(field, Level.ALIKE, one)
    return Agreement(field, Level.DIFFERENT)


def _born(a: str, b: str) -> Agreement:
    a, b = a[:10], b[:10]
    if not a or not b:
        return Agreement(Field.BORN, Level.MISSING)
    if a == b:
        return Agreement(Field.BORN, Level.SAME if len(a) == 10 else Level.PARTLY, a)
    if a.startswith(b) or b.startswith(a):
        return Agreement(Field.BORN, Level.PARTLY, min(a, b, key=len))
    if len(a) == len(b) == 10:
        if a[:4] == b[:4] and a[5:7] == b[8:] and a[8:] == b[5:7]:
            return Agreement(Field.BORN, Level.SWAPPED, a)
        if within_one(a.replace("-", ""), b.replace("-", "")):
            return Agreement(Field.BORN, Level.ALIKE, a)
    return Agreement(Field.BORN, Level.DIFFERENT)


def _sex(a: str, b: str) -> Agreement:
    if not {a, b} <= {"male", "female"}:
        return Agreement(Field.SEX, Level.MISSING)
    return Agreement(Field.SEX, Level.SAME if a == b else Level.DIFFERENT, a if a == b else "")


def _numbers(a: frozenset[str], b: frozenset[str]) -> Agreement:
    """A number is compared within the authority that gave it: other hospitals' numbers say nothing."""
    authorities = {number.rpartition("|")[0] for number in a} & {number.rpartition("|")[0] for number in b}
    same = frozenset(n for n in a if n.rpartition("|")[0] in authorities)
    return _shared(Field.NUMBER, same, frozenset(n for n in b if n.rpartition("|")[0] in authorities), alike=_one_digit)


def _one_digit(a: str, b: str) -> bool:
    return len(a) > 5 and within_one(a, b)


def _shared(field: Field, a: Iterable[str], b: Iterable[str], alike: Callable[[str, str], bool]) -> Agreement:
    first, second = sorted(a), sorted(b)
    if not first or not second:
        return Agreement(field, Level.MISSING)
    common = sorted(set(first) & set(second))
    if common:
        return Agreement(field, Level.SAME, common[0])
    near = next((x for x in first for y in second if alike(x, y)), "")
    return Agreement(field, Level.ALIKE if near else Level.DIFFERENT, near)
