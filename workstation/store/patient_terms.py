"""The terms by which a person is found: what an index entry says and how a record's words become entries. Pure.

A query word is found where an entry begins with it (a range of the index), so an entry stands for all its beginnings;
a tail is an entry written backwards. Typing errors and the inside of Latin words go through a dictionary of the
distinct words (``near_keys``), which grows far slower than the number of patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from engines.matching.similarity import deletions
from engines.text.chinese_names import CHINESE, family_length, family_readings, given_syllables
from engines.text.safe_text import for_search

LONGEST = 40                      # characters of an entry
_MOST_TERMS = 400                 # of one person: a record with thousands of names must not fill the index
_SPLIT = re.compile(r"[-'’.·,/\s]+")
_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SHORTEST_INSIDE = 3              # letters: a shorter part of a word would lead to half the clinic


class Kind(IntEnum):
    """What an entry is; part of the index key."""

    NAME = 0                      # a whole name without spaces, in either order, in characters, pinyin or initials
    WORD = 1                      # a word of a name: family name, given name
    NUMBER = 2                    # record numbers and telephones
    TAIL = 3                      # the same, backwards
    DATE = 4                      # the birth date, digits only, as far as it is known
    PART = 5                      # a Chinese given name from its second character or syllable on
    YEAR = 6                      # a WORD or PART behind the year of birth: a name and a date are looked up as one


class NearKind(IntEnum):
    """What an entry of the dictionary of words is."""

    DELETION = 0                  # the word itself, or without one letter
    INSIDE = 1                    # the word from its second, third ... letter on


NAME_PARTS = (Kind.WORD, Kind.PART)
YEAR_DIGITS = 4
Term = tuple[int, str]
Name = tuple[str, Sequence[str], str]        # family, given names, text: as FHIR's HumanName


def fold(text: str) -> str:
    """Lower case, no accents, one space between words: for entries and queries alike."""
    return for_search(text).translate(_SPECIAL)


def letters(text: str) -> str:
    """Letters and digits alone, at most ``LONGEST``."""
    return "".join(c for c in text if c.isalnum())[:LONGEST]


def terms_of(names: Iterable[Name], numbers: Iterable[str], born: str) -> frozenset[Term]:
    """All entries of one person. ``born`` is an ISO date of any precision or ""."""
    found: set[Term] = set()
    for family, given, text in names:
        whole = family + "".join(given) or text
        if CHINESE.search(whole):
            found |= _chinese(family, "".join(given), text)
        for last, first, all_of_it in _spellings(family, given, text):
            found |= _latin(_latin_words(last), [w for g in first for w in _latin_words(g)])
            if not (last or first):
                found |= _latin([], _latin_words(all_of_it))
    for number in numbers:
        plain = "".join(c for c in fold(number) if c.isalnum())
        if plain:
            found |= {(Kind.NUMBER, plain[:LONGEST]), (Kind.TAIL, plain[::-1][:LONGEST])}
    if born:
        found.add((Kind.DATE, born[:10].replace("-", "")))
    return frozenset(sorted((int(kind), text) for kind, text in found)[:_MOST_TERMS])


def indexed(terms: frozenset[Term]) -> frozenset[Term]:
    """The entries of a person with these terms: the terms, and each word of the name behind the year of birth."""
    years = {text[:YEAR_DIGITS] for kind, text in terms if kind == Kind.DATE and len(text) >= YEAR_DIGITS}
    return terms | {(int(Kind.YEAR), year + text) for year in years for kind, text in terms if kind in NAME_PARTS}


def near_keys(terms: Iterable[Term]) -> dict[str, set[Term]]:
    """For each Latin word among the entries its keys of the dictionary, as (kind, key)."""
    words = {text for kind, text in terms if kind == Kind.WORD and text.isascii() and text.isalpha() and len(text) > 1}
    return {word: {(int(NearKind.DELETION), key) for key in deletions(word)} | {
        (int(NearKind.INSIDE), word[i:]) for i in range(1, len(word) - _SHORTEST_INSIDE + 1)} for word in words}


def _chinese(family: str, given: str, text: str) -> set[Term]:
    family, given, text = (_characters(part) for part in (family, given, text))
    if not (family and given):
        whole = family + given or text
        cut = family_length(whole)
        family, given = whole[:cut], whole[cut:]
    whole = (family + given)[:LONGEST]
    found: set[Term] = {(Kind.NAME, whole)}
    found |= {(Kind.WORD, part[:LONGEST]) for part in (family, given) if part}
    found |= {(Kind.PART, given[i:][:LONGEST]) for i in range(1, len(given))}
    syllables = given_syllables(given[:LONGEST]) if given else ()
    for last in family_readings(family):
        for first in {"".join(syllables), "".join(syllables).replace("v", "u")}:
            found |= {(Kind.NAME, (last + first)[:LONGEST]), (Kind.NAME, (first + last)[:LONGEST]), (Kind.WORD, last)}
            if first:
                found.add((Kind.WORD, first[:LONGEST]))
        found.add((Kind.NAME, last[:1] + "".join(s[:1] for s in syllables)))
    for start in range(1, len(syllables)):
        found.add((Kind.PART, "".join(syllables[start:])[:LONGEST]))
    return found


def _characters(text: str) -> str:
    return "".join(c for c in fold(text) if CHINESE.match(c))


def _spellings(family: str, given: Sequence[str], text: str) -> list[Name]:
    """The name without its accents, and where it has an umlaut also as passports write it: Müller, Mueller."""
    plain: Name = (family.lower(), [name.lower() for name in given], text.lower())
    passport: Name = (plain[0].translate(_UMLAUT), [name.translate(_UMLAUT) for name in plain[1]],
                      plain[2].translate(_UMLAUT))
    return [plain] if passport == plain else [plain, passport]


def _latin_words(text: str) -> list[str]:
    """Words as written, folded; a word of signs alone stays as it is, so that a strange name is found by itself."""
    words = (fold(word) for word in text.split() if not CHINESE.search(word))
    return [word for word in words if word]


def _latin(family: list[str], given: list[str]) -> set[Term]:
    """Each word, its parts at hyphen and apostrophe, and the whole name beginning with the family or a given name."""
    found: set[Term] = set()
    for word in (*family, *given):
        plain = letters(word)
        if not plain:
            found.add((Kind.WORD, word[:LONGEST]))
            continue
        found |= {(Kind.WORD, plain), *((Kind.WORD, letters(part)) for part in _SPLIT.split(word) if letters(part))}
    last, firsts = letters("".join(family)), [letters(word) for word in given if letters(word)]
    if last and len(family) > 1:
        found.add((Kind.WORD, last))
    if not last and len(firsts) > 1:
        last, firsts = firsts[-1], firsts[:-1]
    if last and firsts:
        wholes = {last + "".join(firsts), "".join(firsts) + last, last + firsts[0], firsts[0] + last}
        found |= {(Kind.NAME, whole[:LONGEST]) for whole in wholes}
        found |= {(Kind.NAME, first[0] + last[:LONGEST - 1]) for first in firsts[:1]}
        found.add((Kind.NAME, "".join(w[0] for w in (*firsts, last))))
    elif last or firsts:
        found.add((Kind.NAME, last or firsts[0]))
    return found
