"""What is usual elsewhere, over the same people: LIKE with a wildcard on both sides, and a trigram index.

Both are given more than they have there: a plain file without encryption, and the pinyin of each name beside its
characters, so that only the way of looking up is compared. Neither ranks; neither knows a typing error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from generator import Resident

from workstation.store.patient_terms import fold

_SHORTEST = 3                      # a trigram index knows nothing of shorter words
_MOST = 20


def made(people: list[Resident], spelled: Callable[[Resident], tuple[str, str]]) -> dict[
        str, Callable[[str], list[str]]]:
    """By name what answers a query with at most ``_MOST`` ids."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE person (id TEXT, words TEXT)")
    base.executemany("INSERT INTO person VALUES (?, ?)", ((p.id, _words(p, spelled(p))) for p in people))
    base.execute("CREATE VIRTUAL TABLE gram USING fts5(words, id UNINDEXED, tokenize='trigram')")
    base.execute("INSERT INTO gram (words, id) SELECT words, id FROM person")

    def like(query: str) -> list[str]:
        words = fold(query).split()
        where = " AND ".join("words LIKE ?" for _ in words)
        rows = base.execute(f"SELECT id FROM person WHERE {where} LIMIT {_MOST}", [f"%{word}%" for word in words])
        return [row[0] for row in rows]

    def trigram(query: str) -> list[str]:
        words = [word.replace('"', "") for word in fold(query).split()]
        if any(len(word) < _SHORTEST for word in words):
            return []
        match = " ".join(f'"{word}"' for word in words)
        return [row[0] for row in base.execute(f"SELECT id FROM gram WHERE gram MATCH ? LIMIT {_MOST}", (match,))]

    return {"LIKE": like, "trigram": trigram}


def _words(one: Resident, latin: tuple[str, str]) -> str:
    """All that is written of a person, one after the other."""
    given = " ".join(one.given)
    chinese = f"{one.family}{given} {' '.join(latin)} {''.join(latin)}"
    name = f"{fold(one.family)} {fold(given)}" if one.latin else chinese
    return f"{name} {one.born.isoformat()} {one.number} {one.phone}"
