"""The index of people: entries are kept in the transaction of the patient's row, and read best first.

``patient_lookup`` reads them, ``patient_typo`` what is one typing error away; here is what is asked in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, or_, select, update

from workstation.store import schema
from workstation.store.patient_lookup import Found, Tier, beginnings, best, parts_of, scan, slices, spare, together
from workstation.store.patient_query import Word, words_of
from workstation.store.patient_terms import NAME_PARTS, Kind, Term, indexed, letters, near_keys

_ENTRY, _KEY, _NEAR = schema.patient_entry, schema.patient_key, schema.word_near
_ENOUGH = 10                       # of those as typed: then nobody is looked for who may have been meant
_EQUAL = {int(Kind.WORD): Tier.WHOLE_WORD, int(Kind.PART): Tier.WORD}


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
        gone += [{"k": k, "t": t, "p": keys[patient_id]} for k, t in indexed(before) - indexed(terms)]
        come += [{"kind": k, "text": t, "patient": keys[patient_id]} for k, t in indexed(terms) - indexed(before)]
    if gone:
        conn.execute(delete(_ENTRY).where(_ENTRY.c.kind == bindparam("k"), _ENTRY.c.text == bindparam("t"),
                                          _ENTRY.c.patient == bindparam("p")), gone)
    if come:
        come.sort(key=lambda row: (row["kind"], row["text"]))
        conn.execute(insert(_ENTRY), come)
        _learn(conn, {(int(row["kind"]), str(row["text"])) for row in come})  # type: ignore[call-overload]


def ranked(conn: Connection, typed: str, limit: int) -> list[tuple[Row[Any], Tier]]:
    """Rows of ``patient_index`` of the people whom every word of ``typed`` fits, and how well, best first.

    At most ``limit``.
    """
    words = words_of(typed)
    if not words:
        return []
    found = _one_word(conn, words[0], limit) if len(words) == 1 else _several(conn, words, limit)
    order = sorted(found, key=lambda patient: found[patient])[:limit]
    people = select(schema.patient_index, _KEY.c.patient).join(_KEY, _KEY.c.id == schema.patient_index.c.id)
    rows = {row.patient: row for some in slices(order) for row in conn.execute(
        people.where(_KEY.c.patient.in_(some)))}
    return [(rows[patient], found[patient]) for patient in order]


def with_number(conn: Connection, number: str, limit: int = 200) -> list[str]:
    """Ids of the patients one of whose numbers, without its signs, is this one."""
    plain = letters(number.casefold())
    wanted = select(_KEY.c.id).join(_ENTRY, _ENTRY.c.patient == _KEY.c.patient).where(
        _ENTRY.c.kind == int(Kind.NUMBER), _ENTRY.c.text == plain)
    return list(conn.execute(wanted.limit(limit)).scalars())


def _one_word(conn: Connection, word: Word, limit: int) -> Found:
    tiers: list[tuple[Tier, Tier]] = []
    for kind, _ in word.choices:
        part = kind in NAME_PARTS or (kind == Kind.DATE and len(word.choices) > 1)
        tiers.append((_EQUAL.get(kind, Tier.EXACT), Tier.WORD if part else Tier.BEGINNING))
    found = scan(conn, word.choices, spare(limit), tiers)
    if len(found) >= min(limit, _ENOUGH):
        return found
    from workstation.store.patient_typo import inside, mistyped

    return best(best(mistyped(conn, word, limit, sole=not found), inside(conn, [word], limit)), found)


def _several(conn: Connection, words: Sequence[Word], limit: int) -> Found:
    """As typed; then the whole name with one error; then, where nobody bears the words, their inside and parts."""
    from workstation.store.patient_typo import any_word, inside, nearly

    enough = min(limit, _ENOUGH)
    named = all(word.is_name for word in words)
    # Whole names are entries in both orders, so the words are looked up joined as they were typed.
    joined = "".join(letters(word.text) for word in words)
    whole = scan(conn, [(Kind.NAME, joined)], spare(limit), [(Tier.EXACT, Tier.BEGINNING)]) if named else {}
    if len(whole) >= limit:
        return whole
    parts = [parts_of(word) for word in words]
    found = best(whole, together(conn, parts, common=not whole))
    meant: Found = {}
    if named and _well(found) < enough:
        meant = nearly(conn, words, limit)
    if not whole and (len(found | meant) < enough if named else not found):
        found = best(found, beginnings(conn, parts))
    if not found and len(meant) < enough:
        found = inside(conn, words, limit)
    found = best(meant, found)
    if not found or not named and len(found) < enough:
        found = best(any_word(conn, words), found)
    return found


def _well(found: Found) -> int:
    """How many fit better than anybody whose name is merely near."""
    return sum(tier < Tier.NEAR for tier in found.values())


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
