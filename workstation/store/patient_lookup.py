"""Reading the index of people: who has an entry that begins with a word, and who has one for each of several words.

``patient_entry`` is clustered by (kind, text, patient): what begins with a word lies together, equal texts first, so a
look-up reads a few pages however many people there are. Candidates are capped, the rarest word of several chooses them.
A name beside a birth date is one look-up: each word of a name stands there behind the year of birth too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from sqlalchemy import Connection, select, text

from workstation.store import schema
from workstation.store.patient_query import Word
from workstation.store.patient_terms import NAME_PARTS, YEAR_DIGITS, Kind, Term

_KEY = schema.patient_key
LAST = "\U0010ffff"
_FEW = 400                         # people whose entries are read one by one
_SLICE = 400                       # values in one query
_SOME = 4000                       # entries worth a second way to people who were found already
_MANY = 40_000                     # entries of a common word that are compared with another's


class Tier(IntEnum):
    """How well somebody fits; the list is sorted by it."""

    EXACT = 0                      # the whole name, number or date
    WHOLE_WORD = 1                 # every word is a word of the name
    BEGINNING = 2                  # the name or number begins so
    NEAR = 3                       # the whole name in several words, with one typing error
    WORD = 4                       # a word of the name begins so
    INSIDE = 5                     # a word of the name holds it
    TYPO = 6                       # a part of the name with one typing error


Found = dict[int, Tier]            # patient key to the best tier, best first


def best(first: Found, second: Found) -> Found:
    """Everybody in both with the better tier, those of ``first`` in front."""
    return {patient: min(first.get(patient, Tier.TYPO), second.get(patient, Tier.TYPO))
            for patient in (*first, *second)}


def parts_of(word: Word) -> list[Term]:
    """The choices of one word of several. A whole name begins with a word that has an entry of its own."""
    return [choice for choice in word.choices if choice[0] != Kind.NAME or not word.is_name]


def scan(conn: Connection, choices: Sequence[Term], most: int, tiers: Sequence[tuple[Tier, Tier]]) -> Found:
    """People with an entry that begins with one of ``choices``, those that equal it first; at most ``most`` of each.

    ``tiers``: of each choice, what an equal entry is worth and what a longer one. One query for all.
    """
    values: dict[str, str] = {}
    arms: list[str] = []
    for number, (kind, beginning) in enumerate(choices):
        values |= {f"a{number}": beginning, f"b{number}": beginning + LAST}
        arms.append(f"SELECT * FROM (SELECT {number} AS choice, text, patient FROM patient_entry"
                    f" WHERE kind = {int(kind)} AND text >= :a{number} AND text < :b{number}"
                    f" ORDER BY text, patient LIMIT {most}) AS c{number}")
    found: Found = {}
    if not arms:
        return found
    for row in conn.execute(text(" UNION ALL ".join(arms)), values):
        number, patient = int(row.choice), int(row.patient)
        equal, longer = tiers[number]
        tier = equal if row.text == choices[number][1] else longer
        found[patient] = min(tier, found.get(patient, tier))
    return found


def together(conn: Connection, words: Sequence[Sequence[Term]], common: bool = False) -> Found:
    """People who have an entry for every word: WHOLE_WORD where each is a whole word of theirs, else WORD.

    The rarest word gives the candidates, the others are looked up. Where every word leads to many, those whose entries
    equal the other words; ``common``: however many the rarest leads to.
    """
    found: Found = {}
    for reading in _readings(words):
        found = best(found, _tiers(_candidates(conn, reading, common), reading))
    return found


def beginnings(conn: Connection, words: Sequence[Sequence[Term]]) -> Found:
    """People who have an entry that begins with each of several common words, as far as the first ``_MANY`` of each.

    Rare words are not asked again: of them ``together`` found everybody.
    """
    found: Found = {}
    for reading in _readings(words):
        sizes = sorted((size, number) for number, size in enumerate(_sizes(conn, reading, _FEW)))
        if sizes[0][0] < _FEW:
            continue
        rarest, *others = (reading[number] for _, number in sizes)
        people = people_with(conn, rarest, _MANY)
        for choices in others:
            among = set(people_with(conn, choices, _MANY))
            people = [patient for patient in people if patient in among]
        found = best(found, fitting(conn, people[:_FEW], reading))
    return found


def fitting(conn: Connection, people: Sequence[int], words: Sequence[Sequence[Term]]) -> Found:
    """Those of these people who have an entry for every word, in the order given."""
    entries = {row.patient: row.entries for some in slices(people) for row in conn.execute(
        select(_KEY.c.patient, _KEY.c.entries).where(_KEY.c.patient.in_(some)))}
    return _tiers({patient: entries[patient] for patient in people}, words)


def spare(limit: int) -> int:
    """Entries to read for ``limit`` people: one may have several that begin alike, as Lü is lv, lu and lyu."""
    return limit + limit // 2 + 40


def slices(values: Sequence[int] | Sequence[str]) -> Iterator[Sequence[int] | Sequence[str]]:
    """The values in pieces that fit one query."""
    for start in range(0, len(values), _SLICE):
        yield values[start:start + _SLICE]


def _readings(words: Sequence[Sequence[Term]]) -> Iterator[Sequence[Sequence[Term]]]:
    """The words to be looked up: names behind the year of a birth date, and what looked like a date as a number."""
    place = next((n for n, choices in enumerate(words) if any(kind == Kind.DATE for kind, _ in choices)), None)
    others = [choices for n, choices in enumerate(words) if n != place]
    if place is None or not any(kind in NAME_PARTS for choices in others for kind, _ in choices):
        yield words
        return
    dates = [choice for choice in words[place] if choice[0] == Kind.DATE]
    years = dict.fromkeys(date[:YEAR_DIGITS] for _, date in dates)
    born = [[(Kind.YEAR, year + part) if kind in NAME_PARTS else (kind, part) for kind, part in choices
             for year in years] for choices in others]
    yield [*born, dates] if any(len(date) > YEAR_DIGITS for _, date in dates) else born
    numbers = [choice for choice in words[place] if choice[0] != Kind.DATE]
    if numbers:
        yield [*others, numbers]


def _candidates(conn: Connection, words: Sequence[Sequence[Term]], common: bool) -> dict[int, str]:
    """The entries of those among whom are the people who have an entry for every word."""
    sizes: list[tuple[int, int]] = []
    for cap in (_FEW, _SOME):
        sizes = sorted((size, number) for number, size in enumerate(_sizes(conn, words, cap)))
        if sizes[0][0] < cap:
            break
    rarest, *others = (words[number] for _, number in sizes)
    if sizes[0][0] >= _SOME and not common:
        return {}
    values: dict[str, str] = {}
    arms = _arms(rarest, () if sizes[0][0] < _FEW else others, values)
    wanted = text(f"SELECT k.patient, k.entries FROM (SELECT DISTINCT patient FROM ({arms} LIMIT {_FEW}) AS a) AS c"
                  " JOIN patient_key AS k ON k.patient = c.patient")
    return {row.patient: row.entries for row in conn.execute(wanted, values)}


def _sizes(conn: Connection, words: Sequence[Sequence[Term]], cap: int) -> list[int]:
    """How many entries each word leads to, counted to ``cap``, in one query."""
    values: dict[str, str] = {}
    counted = [f"(SELECT count(*) FROM ({_arms(choices, (), values)} LIMIT {cap}) AS counted)" for choices in words]
    return list(conn.execute(text(f"SELECT {', '.join(counted)}"), values).one())


def people_with(conn: Connection, choices: Sequence[Term], most: int) -> list[int]:
    """Those with an entry that begins with a choice."""
    values: dict[str, str] = {}
    wanted = text(f"{_arms(choices, (), values)} LIMIT {most}")
    return list(dict.fromkeys(row[0] for row in conn.execute(wanted, values)))


def _arms(choices: Sequence[Term], others: Sequence[Sequence[Term]], values: dict[str, str]) -> str:
    """The query for those with an entry that begins with a choice, and with one that equals one of each other's.

    Its values are added to ``values``. Written as text: with forty choices of a word, building the same from parts
    takes longer than the database.
    """
    def bound(value: str) -> str:
        name = f"v{len(values)}"
        values[name] = value
        return f":{name}"

    def arm(kind: int, beginning: str) -> str:
        also = "".join(" AND (" + " OR ".join(
            f"EXISTS (SELECT 1 FROM patient_entry AS o WHERE o.kind = {int(k)} AND o.text = {bound(t)}"
            " AND o.patient = e.patient)" for k, t in other) + ")" for other in others)
        return (f"SELECT e.patient FROM patient_entry AS e WHERE e.kind = {int(kind)}"
                f" AND e.text >= {bound(beginning)} AND e.text < {bound(beginning + LAST)}{also}")

    return " UNION ALL ".join(arm(kind, beginning) for kind, beginning in choices)


def _tiers(entries: dict[int, str], words: Sequence[Sequence[Term]]) -> Found:
    """Of the people with these entries those who have one for every word."""
    return {patient: Tier.WHOLE_WORD if all(_fits(own + "\n", choices, whole=True) for choices in words) else Tier.WORD
            for patient, own in entries.items() if all(_fits(own, choices) for choices in words)}


def _fits(entries: str, choices: Iterable[Term], whole: bool = False) -> bool:
    """True where an entry begins with a choice; ``whole``: equals it and is more than a later part of a given name."""
    end = "\n" if whole else ""
    for kind, beginning in choices:
        if kind == Kind.YEAR:
            born = f"\n{int(Kind.DATE)}{beginning[:YEAR_DIGITS]}" in entries
            if born and any(f"\n{int(part)}{beginning[YEAR_DIGITS:]}{end}" in entries for part in NAME_PARTS
                            if not (whole and part == Kind.PART)):
                return True
        elif not (whole and kind == Kind.PART) and f"\n{int(kind)}{beginning}{end}" in entries:
            return True
    return False
