"""Who is worth comparing with whom: people who share a number, a birth date and a name, or a whole name and a year.

Comparing everybody with everybody would take 5 * 10^9 comparisons for 100,000 people; these blocks (Newcombe, Kennedy,
Science 1959;130:954) keep the pairs that can be one person. A block of more than ``MOST`` people proves nothing by
itself and is left out; how many were is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from sqlalchemy import Connection, func, select

from workstation.store import schema
from workstation.store.patient_search import slices
from workstation.store.patient_terms import Kind, Term

MOST = 50
_KEY, _ENTRY = schema.patient_key, schema.patient_entry
_AT_ONCE = 5000
_SHORTEST_NUMBER = 5              # a record number of fewer signs is anybody's


def newest(conn: Connection) -> int:
    """The last integer key: people who come later have greater ones. Also about how many people there are."""
    return conn.execute(select(func.max(_KEY.c.patient))).scalar() or 0


def since(conn: Connection, before: int, most: int) -> list[str]:
    """Ids of those who came after ``before``, as ``newest`` told it."""
    wanted = select(_KEY.c.id).where(_KEY.c.patient > before).order_by(_KEY.c.patient).limit(most)
    return list(conn.execute(wanted).scalars())


def bearers(conn: Connection, word: str, most: int = 20_000) -> int:
    """How many people have this word in their name, counted to ``most``."""
    return conn.execute(select(func.count()).select_from(select(_ENTRY.c.patient).where(
        _ENTRY.c.kind == int(Kind.WORD), _ENTRY.c.text == word).limit(most).subquery())).scalar_one()


def pairs(conn: Connection) -> tuple[set[tuple[str, str]], int]:
    """Every pair worth comparing, and how many blocks were left out because half the clinic stood in them."""
    blocks: dict[str, list[int]] = {}
    ids: dict[int, str] = {}
    last = 0
    while rows := conn.execute(select(_KEY).where(_KEY.c.patient > last).order_by(_KEY.c.patient)
                               .limit(_AT_ONCE)).all():
        for row in rows:
            ids[row.patient] = row.id
            for key in set(_blocks(_terms(row.entries))):
                blocks.setdefault(key, []).append(row.patient)
        last = rows[-1].patient
    crowded = sum(len(block) > MOST for block in blocks.values())
    found = {pair for block in blocks.values() if 1 < len(block) <= MOST for pair in combinations(block, 2)}
    return {(ids[a], ids[b]) for a, b in found}, crowded


def alike(conn: Connection, patient_id: str) -> list[str]:
    """Ids of the people worth comparing with this one."""
    row = conn.execute(select(_KEY).where(_KEY.c.id == patient_id)).first()
    if row is None:
        return []
    own = set(_blocks(_terms(row.entries)))
    near: set[int] = set()
    for kind, text in _lookups(_terms(row.entries)):
        same = conn.execute(select(_ENTRY.c.patient).where(_ENTRY.c.kind == kind, _ENTRY.c.text == text)
                            .limit(MOST * 4)).scalars().all()
        near |= set(same)
    near.discard(row.patient)
    found: list[str] = []
    for some in slices(sorted(near)):
        rows = conn.execute(select(_KEY).where(_KEY.c.patient.in_(some)))
        found += [other.id for other in rows if own & set(_blocks(_terms(other.entries)))]
    return found


def _terms(entries: str) -> list[Term]:
    return [(int(line[0]), line[1:]) for line in entries.split("\n")[1:]]


def _lookups(terms: list[Term]) -> Iterator[Term]:
    """The entries under which the others of a person's blocks are found."""
    for kind, text in terms:
        if kind in (Kind.NUMBER, Kind.DATE) or kind == Kind.NAME and _is_whole(text):
            yield kind, text
        if kind == Kind.DATE and len(text) == 8:
            yield kind, text[:4] + text[6:] + text[4:6]


def _blocks(terms: Iterable[Term]) -> Iterator[str]:
    held = list(terms)
    dates = [text for kind, text in held if kind == Kind.DATE]
    for kind, text in held:
        if kind == Kind.NUMBER and len(text) >= _SHORTEST_NUMBER:
            yield f"n{text}"
        for date in dates:
            if kind == Kind.WORD and len(date) == 8:
                day = "".join(sorted((date[4:6], date[6:])))      # day and month changed: one block
                yield f"d{date[:4]}{day} {text}"
            if kind == Kind.NAME and _is_whole(text):
                yield f"y{date[:4]} {text}"
        if not dates and kind == Kind.NAME and _is_whole(text):
            yield f"w{text}"


def _is_whole(name: str) -> bool:
    """False for initials, which stand among the whole names."""
    return len(name) > 4 or not name.isascii() and len(name) > 1
