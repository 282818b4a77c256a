"""The index of people: entries are kept in the transaction of the patient's row, and read best first.

``patient_entry`` is clustered by (kind, text, patient): what begins with a word lies together, equal texts first, so a
search reads a few pages however many people there are. Candidates are capped, the rarest word of a query chooses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, func, insert, or_, select, update

from workstation.store import schema
from workstation.store.patient_query import Word, words_of
from workstation.store.patient_terms import Kind, Term, letters, near_keys

_ENTRY, _KEY, _NEAR = schema.patient_entry, schema.patient_key, schema.word_near
_LAST = "\U0010ffff"
_SLICE = 400                       # values in one query
_FEW = 400                         # people whose entries are read one by one
_SOME = 4000                       # entries worth a second way to people who were found already
_MANY = 40_000                     # entries of a common word that are compared with another's


class Tier(IntEnum):
    """How well somebody fits; the list is sorted by it."""

    EXACT = 0                      # the whole name, number or date
    WHOLE_WORD = 1                 # every word is a word of the name
    BEGINNING = 2                  # the name or number begins so
    WORD = 3                       # a word of the name begins so
    INSIDE = 4                     # a word of the name holds it
    TYPO = 5                       # with one typing error


_EQUAL = {int(Kind.WORD): Tier.WHOLE_WORD, int(Kind.PART): Tier.WORD}
Found = dict[int, Tier]            # patient key to the best tier, best first


def put(conn: Connection, people: Mapping[str, Iterable[Term]]) -> None:
    """Writes the entries of these patients (rows of ``patient_index``) anew: only what differs is touched."""
    known = _stored(conn, people)
    wanted = {patient_id: frozenset(terms) for patient_id, terms in people.items()}
    new = [patient_id for patient_id in wanted if patient_id not in known]
    if new:
        conn.execute(insert(_KEY), [{"id": i, "entries": _written(wanted[i])} for i in new])
    changed = [{"own": known[i][0], "now": _written(wanted[i])} for i in known if known[i][1] != wanted[i]]
    if changed:
        conn.execute(update(_KEY).where(_KEY.c.patient == bindparam("own")).values(entries=bindparam("now")), changed)
    keys = {i: key for i, (key, _) in known.items()} | {i: key for i, (key, _) in _stored(conn, new).items()}
    gone: list[dict[str, object]] = []
    come: list[dict[str, object]] = []
    for patient_id, terms in wanted.items():
        before = known[patient_id][1] if patient_id in known else frozenset[Term]()
        gone += [{"k": k, "t": t, "p": keys[patient_id]} for k, t in before - terms]
        come += [{"kind": k, "text": t, "patient": keys[patient_id]} for k, t in terms - before]
    if gone:
        conn.execute(delete(_ENTRY).where(_ENTRY.c.kind == bindparam("k"), _ENTRY.c.text == bindparam("t"),
                                          _ENTRY.c.patient == bindparam("p")), gone)
    if come:
        come.sort(key=lambda row: (row["kind"], row["text"]))
        conn.execute(insert(_ENTRY), come)
        _learn(conn, {(int(row["kind"]), str(row["text"])) for row in come})  # type: ignore[call-overload]


def ranked(conn: Connection, typed: str, limit: int) -> list[tuple[str, Tier]]:
    """Ids of the people who fit every word of ``typed`` and how well, best first; at most ``limit``."""
    words = words_of(typed)
    if not words:
        return []
    found = _spelled(conn, words, limit)
    if len(found) < min(limit, 10):
        from workstation.store.patient_typo import inside, mistyped

        sole = not found
        if sole or len(words) == 1:
            found = inside(conn, words, limit) | found
        found = mistyped(conn, words, limit, sole) | found
    best = sorted(found, key=lambda patient: found[patient])[:limit]
    ids = {row.patient: row.id for some in slices(best) for row in conn.execute(
        select(_KEY.c.patient, _KEY.c.id).where(_KEY.c.patient.in_(some)))}
    return [(ids[patient], found[patient]) for patient in best]


def with_number(conn: Connection, number: str, limit: int = 200) -> list[str]:
    """Ids of the patients one of whose numbers, without its signs, is this one."""
    plain = letters(number.casefold())
    wanted = select(_KEY.c.id).join(_ENTRY, _ENTRY.c.patient == _KEY.c.patient).where(
        _ENTRY.c.kind == int(Kind.NUMBER), _ENTRY.c.text == plain)
    return list(conn.execute(wanted.limit(limit)).scalars())


def _spelled(conn: Connection, words: Sequence[Word], limit: int) -> Found:
    """Those whose entries begin with the words as they were typed."""
    if len(words) == 1:
        return _one_word(conn, words[0], limit)
    found: Found = {}
    if all(word.is_name for word in words):
        joined = "".join(letters(word.text) for word in words)
        found = scan(conn, [(Kind.NAME, joined)], max(limit, _FEW), Tier.BEGINNING)
        if len(words) == 2:
            swapped = letters(words[1].text) + letters(words[0].text)
            found |= {p: t for p, t in scan(conn, [(Kind.NAME, swapped)], _FEW, Tier.BEGINNING).items()
                      if found.get(p, t) >= t}
        if len(found) >= limit:
            return found
    fit = together(conn, [parts_of(word) for word in words], thorough=not found)
    return found | {patient: Tier.WORD for patient in fit if patient not in found}


def _one_word(conn: Connection, word: Word, limit: int) -> Found:
    most = max(limit, _FEW)
    found: Found = {}
    for choice in word.choices:
        part = choice[0] in (Kind.WORD, Kind.PART) or (choice[0] == Kind.DATE and len(word.choices) > 1)
        rest = Tier.WORD if part else Tier.BEGINNING
        equal = _EQUAL.get(choice[0], Tier.EXACT)
        for patient, tier in scan(conn, [choice], most, rest, equal).items():
            found[patient] = min(tier, found.get(patient, tier))
    return found


def parts_of(word: Word) -> list[Term]:
    """The choices of one word of several. A whole name begins with a word that has an entry of its own."""
    return [choice for choice in word.choices if choice[0] != Kind.NAME or not word.is_name]


def scan(conn: Connection, choices: Sequence[Term], most: int, rest: Tier, equal: Tier = Tier.EXACT) -> Found:
    """People with an entry that begins with one of ``choices``, those that equal it first; at most ``most`` each."""
    found: Found = {}
    for kind, text in choices:
        wanted = (select(_ENTRY.c.patient, _ENTRY.c.text).where(_range(kind, text))
                  .order_by(_ENTRY.c.text, _ENTRY.c.patient).limit(most))
        for patient, entry in conn.execute(wanted):
            tier = equal if entry == text else rest
            found[patient] = min(tier, found.get(patient, tier))
    return found


def together(conn: Connection, words: Sequence[Sequence[Term]], thorough: bool = False) -> list[int]:
    """People who have an entry for every word: the rarest word gives the candidates, the others are looked up.

    Where every word is common, those whose entries equal the other words. ``thorough``: however common the rarest is;
    and if there are none, those whose entries begin with the others, as far as the first ``_MANY``.
    """
    for cap in (_FEW, _SOME):
        sizes = sorted((size, number) for number, size in enumerate(_sizes(conn, words, cap)))
        if sizes[0][0] < cap:
            break
    rarest, *others = (words[number] for _, number in sizes)
    if sizes[0][0] < _FEW:
        people = _people(conn, rarest, _FEW)
        entries = _entries(conn, people)
        return [p for p in people if all(_fits(entries[p], choices) for choices in others)]
    if sizes[0][0] >= _SOME and not thorough:
        return []
    people = _people(conn, rarest, _FEW, others)
    if people or not thorough:
        return people
    people = _people(conn, rarest, _MANY)
    for choices in others:
        among = set(_people(conn, choices, _MANY))
        people = [patient for patient in people if patient in among]
    return people


def _sizes(conn: Connection, words: Sequence[Sequence[Term]], cap: int) -> list[int]:
    """How many entries each word leads to, counted to ``cap`` a choice, in one query."""
    counted = [select(func.count()).select_from(
        select(_ENTRY.c.patient).where(_range(*choice)).limit(cap).subquery()).scalar_subquery()
        for choices in words for choice in choices]
    numbers = iter(conn.execute(select(*counted)).one())
    return [sum(next(numbers) for _ in choices) for choices in words]


def _people(conn: Connection, choices: Sequence[Term], most: int, others: Sequence[Sequence[Term]] = ()) -> list[int]:
    """Those with an entry that begins with a choice, and with entries that equal a choice of each of the others."""
    found: dict[int, None] = {}
    same = _ENTRY.alias()
    for choice in choices:
        wanted = select(_ENTRY.c.patient).where(_range(*choice))
        for other in others:
            wanted = wanted.where(or_(*(exists().where(
                same.c.kind == int(kind), same.c.text == text, same.c.patient == _ENTRY.c.patient)
                for kind, text in other)))
        found.update(dict.fromkeys(conn.execute(wanted.limit(most)).scalars()))
    return list(found)


def _fits(entries: str, choices: Iterable[Term]) -> bool:
    return any(f"\n{int(kind)}{text}" in entries for kind, text in choices)


def _entries(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    return {row.patient: row.entries for some in slices(people) for row in conn.execute(
        select(_KEY.c.patient, _KEY.c.entries).where(_KEY.c.patient.in_(some)))}


def _range(kind: int, text: str) -> ColumnElement[bool]:
    return and_(_ENTRY.c.kind == int(kind), _ENTRY.c.text >= text, _ENTRY.c.text < text + _LAST)


def _learn(conn: Connection, terms: set[Term]) -> None:
    """Adds the words that the dictionary does not hold yet."""
    keys = near_keys(terms)
    unknown = set(keys)
    for some in slices(sorted(keys)):
        pair = [(0, word, word) for word in some]
        wanted = select(_NEAR.c.word).where(or_(*(
            and_(_NEAR.c.kind == kind, _NEAR.c.text == text, _NEAR.c.word == word) for kind, text, word in pair)))
        unknown -= set(conn.execute(wanted).scalars())
    rows = [{"kind": kind, "text": text, "word": word} for word in sorted(unknown) for kind, text in keys[word]]
    if rows:
        conn.execute(insert(_NEAR), rows)


def _stored(conn: Connection, ids: Iterable[str]) -> dict[str, tuple[int, frozenset[Term]]]:
    wanted = select(_KEY.c.id, _KEY.c.patient, _KEY.c.entries)
    return {row.id: (row.patient, _read(row.entries)) for some in slices(sorted(ids))
            for row in conn.execute(wanted.where(_KEY.c.id.in_(some)))}


def _written(terms: Iterable[Term]) -> str:
    """``\\n0wangxiaoming\\n1wang``: a line an entry, its kind in front."""
    return "".join(f"\n{int(kind)}{text}" for kind, text in sorted(terms))


def _read(entries: str) -> frozenset[Term]:
    return frozenset((int(line[0]), line[1:]) for line in entries.split("\n")[1:])


def slices(values: Sequence[int] | Sequence[str]) -> Iterator[Sequence[int] | Sequence[str]]:
    """The values in pieces that fit one query."""
    for start in range(0, len(values), _SLICE):
        yield values[start:start + _SLICE]
