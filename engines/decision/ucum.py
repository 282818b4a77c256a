"""Reads UCUM unit terms: prefixes, atoms, exponents, ``.`` and ``/``, brackets, annotations; with dimensional analysis.

Every factor is a fraction, so that a value converted there and back is the value it was. Source: the Unified Code for
Units of Measure 2.1, grammar of section 2 (case sensitive codes); the atoms are those of ``ucum_atoms``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from engines.decision.ucum_atoms import BASE, DERIVED, MEANT, PREFIXES, SCALES, SPELLINGS

_LONGEST = 60                      # characters; no clinic's unit is longer
_MOST_DIGITS = 6
_DEEPEST = 8                       # brackets within brackets
_LARGEST_EXPONENT = 30
_COMPONENT = re.compile(r"(?P<annotation>\{[^{}]*\})|(?P<mark>[./()])|(?P<word>[^./(){}]+)")
_EXPONENT = re.compile(r"([+-]?\d+)$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class UnitMismatch(ValueError):
    """Two units that can't be converted into each other, or one that is not known."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``value * factor + offset`` is the value in base units; ``dimension`` holds (base, exponent), sorted."""

    factor: Fraction
    dimension: tuple[tuple[str, int], ...] = ()
    offset: Fraction = Fraction(0)


@lru_cache(maxsize=4096)
def parse(term: str) -> Unit:
    """The unit of a UCUM term. Raises UnitMismatch for what is no term made of known atoms, ``""`` among it."""
    if term in SCALES:
        factor, offset = SCALES[term]
        return Unit(Fraction(factor), (("K", 1),), Fraction(offset))
    if not term or len(term) > _LONGEST or not term.isascii():
        raise UnitMismatch(f"'{term[:_LONGEST]}' is no unit known here")
    return _Term(term).read()


def written(unit: str) -> str:
    """The UCUM term meant by a unit as typed: itself where it is one, else by the table of spellings.

    Raises UnitMismatch for a spelling that is not declared.
    """
    found = _meant(unit)
    if found is None:
        raise UnitMismatch(f"'{unit[:_LONGEST]}' is no unit known here")
    return found


def is_code(unit: str) -> bool:
    """True for a UCUM term to the letter, not a spelling that only looks like one (``K/uL`` is no kelvin)."""
    return unit not in SPELLINGS and _reads(unit)


@lru_cache(maxsize=4096)
def _meant(unit: str) -> str | None:
    typed = unit.strip()
    if typed in SPELLINGS:
        return SPELLINGS[typed]
    if _reads(typed):
        return typed
    plain = _plain(typed)
    if plain in SPELLINGS:
        return SPELLINGS[plain]
    return plain if plain and _reads(plain) else None


def _reads(term: str) -> bool:
    try:
        parse(term)
    except UnitMismatch:
        return False
    return True


def _plain(unit: str) -> str:
    """Without blanks, with the Greek mu as u, superscripts as digits and the multiplication sign as x."""
    raised = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: "10*" + found[1].translate(_SUPERSCRIPTS), unit)
    text = raised.translate(_SUPERSCRIPTS).replace("\N{MULTIPLICATION SIGN}", "x").replace("\N{MICRO SIGN}", "u")
    text = unicodedata.normalize("NFKC", text).replace("\N{GREEK SMALL LETTER MU}", "u")
    return "".join(text.split())


class _Term:
    """One pass over a term from left to right, as UCUM reads it: ``a/b.c`` is (a/b).c."""

    def __init__(self, term: str) -> None:
        self._term = term
        self._tokens = list(_COMPONENT.finditer(term))
        if "".join(found[0] for found in self._tokens) != term:
            raise self._fault()
        self._at = 0
        self._depth = 0

    def read(self) -> Unit:
        made = self._product()
        if self._at != len(self._tokens):
            raise self._fault()
        return made

    def _fault(self) -> UnitMismatch:
        return UnitMismatch(f"'{self._term[:_LONGEST]}' is no unit known here")

    def _mark(self, marks: str) -> str:
        """The mark that comes next if it is one of these; it is taken."""
        if self._at < len(self._tokens) and self._tokens[self._at][0] in marks:
            self._at += 1
            return self._tokens[self._at - 1][0]
        return ""

    def _product(self) -> Unit:
        made = Unit(Fraction(1))
        sign = -1 if self._mark("/") else 1
        while True:
            made = _times(made, self._component(), sign)
            mark = self._mark("./")
            if not mark:
                return made
            sign = -1 if mark == "/" else 1

    def _component(self) -> Unit:
        if self._at >= len(self._tokens):
            raise self._fault()
        if self._mark("("):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise self._fault()
            made = self._product()
            if not self._mark(")"):
                raise self._fault()
            self._depth -= 1
            return made
        token = self._tokens[self._at]
        self._at += 1
        if token["annotation"]:
            return _annotated(token[0])
        if not token["word"]:
            raise self._fault()
        made = self._simple(token["word"])
        if self._at < len(self._tokens) and self._tokens[self._at]["annotation"]:
            made = _times(made, _annotated(self._tokens[self._at][0]), 1)
            self._at += 1
        return made

    def _simple(self, word: str) -> Unit:
        """A number, or a prefix and an atom with an exponent."""
        if word.isdigit():
            if len(word) > _MOST_DIGITS or int(word) == 0:
                raise self._fault()
            return Unit(Fraction(int(word)))
        exact = _atom(word)
        if exact is not None:
            return exact
        found = _EXPONENT.search(word)
        made = _atom(word[:found.start()]) if found else None
        if found is None or made is None or abs(int(found[1])) > _LARGEST_EXPONENT:
            raise self._fault()
        return _power(made, int(found[1]))


@lru_cache(maxsize=1024)
def _atom(word: str) -> Unit | None:
    """The unit of an atom with or without a prefix, None where there is none."""
    if word in BASE:
        return Unit(Fraction(1), ((word, 1),))
    if word in DERIVED:
        _, factor, term = DERIVED[word]
        of = parse(term)
        return Unit(of.factor * Fraction(factor), of.dimension)
    for length in (1, 2):
        prefix, rest = word[:length], word[length:]
        if prefix in PREFIXES and (BASE.get(rest) or DERIVED.get(rest, (False,))[0]):
            made = _atom(rest)
            return made and Unit(made.factor * Fraction(10) ** PREFIXES[prefix], made.dimension)
    return None


def _annotated(annotation: str) -> Unit:
    name = annotation.strip("{}")
    return Unit(Fraction(1), ((annotation, 1),)) if name in MEANT else Unit(Fraction(1))


def _times(one: Unit, other: Unit, sign: int) -> Unit:
    exponents = dict(one.dimension)
    for base, exponent in other.dimension:
        exponents[base] = exponents.get(base, 0) + sign * exponent
    return Unit(one.factor * other.factor ** sign, _sorted(exponents.items()))


def _power(unit: Unit, exponent: int) -> Unit:
    return Unit(unit.factor ** exponent, _sorted((base, power * exponent) for base, power in unit.dimension))


def _sorted(exponents: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((base, exponent) for base, exponent in exponents if exponent))
