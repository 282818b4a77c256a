"""What somebody typed to find a person, as words that may each be a name, a number's beginning or tail, or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from engines.text.chinese_names import CHINESE
from workstation.domain.partial_date import MONTHS
from workstation.store.patient_terms import LONGEST, Kind, Term, fold, letters

MOST_WORDS = 8
_SHORTEST_TAIL = 3
_MONTHS = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
# Only the month's own name: Martinez begins with March, and a May of 1980 without a day may be Mrs May.
_MONTH = (r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])")
_END = r"(?![\w/.-])"
_DATES = [re.compile(rf"(?<![\w/.-]){form}") for form in (
    rf"(?P<y>(?:18|19|20)\d\d)[-/.](?P<m>\d\d?)(?:[-/.](?P<d>\d\d?))?{_END}",      # 1980-02-03 1980/2/3 1980.2
    r"(?P<y>(?:18|19|20)\d\d)\s?年(?:\s?(?P<m>\d\d?)\s?月(?:\s?(?P<d>\d\d?)\s?[日号]?)?)?",
    rf"(?P<a>\d\d?)[-/.](?P<b>\d\d?)[-/.](?P<y>(?:18|19|20)\d\d){_END}",           # 3/2/1980: either may be the month
    rf"(?P<d>\d\d?)[\s.-]*{_MONTH}[\s.,-]*(?P<y>(?:18|19|20)\d\d){_END}",         # 3 Feb 1980, 3-Feb-1980
    rf"(?!may){_MONTH}[\s.,-]*(?P<y>(?:18|19|20)\d\d){_END}",                      # Feb 1980
    rf"{_MONTH}\s+(?P<d>\d\d?),?\s+(?P<y>(?:18|19|20)\d\d){_END}",                 # February 3, 1980
)]
_PIECE = re.compile(rf"(?:{CHINESE.pattern})+|[^\s]+?(?=(?:{CHINESE.pattern})|\s|$)")
_TONES = re.compile(r"(?:[a-z]+[1-5])+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the query: it fits a person who has an entry that begins with one of ``choices``."""

    text: str
    choices: tuple[Term, ...]

    @property
    def is_name(self) -> bool:
        return any(kind == Kind.WORD for kind, _ in self.choices)


def words_of(typed: str) -> list[Word]:
    """The words of a query; a birth date in any usual spelling is one word. Empty where nothing can be looked up."""
    text = fold(typed)
    words: list[Word] = []
    for form in _DATES:
        found = form.search(text)
        choices = _date_choices(found) if found else []
        if found and choices:
            words.append(Word(found.group().strip(), tuple(choices)))
            text = f"{text[:found.start()]} {text[found.end():]}"
            break
    pieces = _PIECE.findall(text)
    digits = [letters(piece) for piece in pieces]
    if len(pieces) > 1 and not words and all(piece.isdigit() for piece in digits):
        pieces = ["".join(digits)]                           # a telephone written in groups
    if len(pieces) > 1 and all(CHINESE.match(piece) for piece in pieces):
        pieces = ["".join(pieces)]                           # characters with a space between family and given name
    words += [Word(letters(piece) or piece, tuple(_choices(piece))) for piece in pieces]
    return words[:MOST_WORDS]


def _choices(piece: str) -> list[Term]:
    plain = letters(piece)
    if not plain:
        return [(Kind.WORD, piece[:LONGEST])]
    if CHINESE.match(piece):
        return [(Kind.NAME, plain), (Kind.WORD, plain), (Kind.PART, plain)]
    found: list[Term] = []
    if any(c.isdigit() for c in plain):
        if plain.isdigit() and len(plain) in (4, 6, 8) and _is_day(plain):
            found.append((Kind.DATE, plain))
        found.append((Kind.NUMBER, plain))
        if len(plain) >= _SHORTEST_TAIL:
            found.append((Kind.TAIL, plain[::-1]))
        if _TONES.fullmatch(plain):
            plain = "".join(c for c in plain if not c.isdigit())
    if any(c.isalpha() for c in plain):
        found += [(Kind.NAME, plain), (Kind.WORD, plain), (Kind.PART, plain)]
    return found


def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6] or 1), int(digits[6:] or 1)
    return 1850 <= year <= 2150 and _valid(year, month, day)


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _date_choices(found: re.Match[str]) -> list[Term]:
    part = found.groupdict()
    year = int(part["y"])
    if part.get("a"):
        a, b = int(part["a"]), int(part["b"])
        days = [(a, b), (b, a)]                              # day first, then month first
        return [(Kind.DATE, f"{year}{month:02d}{day:02d}")
                for day, month in dict.fromkeys(days) if _valid(year, month, day)]
    month = _MONTHS[part["name"][:3]] if part.get("name") else int(part["m"]) if part.get("m") else 0
    day = int(part["d"]) if part.get("d") else 0
    if month and not _valid(year, month, day or 1):
        return []
    return [(Kind.DATE, f"{year}" + (f"{month:02d}" if month else "") + (f"{day:02d}" if day else ""))]
