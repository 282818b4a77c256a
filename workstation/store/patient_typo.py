"""People whose name was mistyped by one letter, or of whose name the middle was typed.

Both ask the dictionary of distinct words (``word_near``), which holds each word under itself, under what is left
without one letter, and from each of its letters on. Two words one edit apart share such a key; ``within_one`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from engines.matching.similarity import deletions, jaro_winkler, within_one
from engines.text.chinese_names import CHINESE, family_length, family_readings, given_syllables
from workstation.store import schema
from workstation.store.patient_lookup import (
    LAST,
    Found,
    Tier,
    fitting,
    parts_of,
    people_with,
    scan,
    slices,
    spare,
    together,
)
from workstation.store.patient_query import Word
from workstation.store.patient_terms import Kind, NearKind, Term, letters

_ENTRY, _NEAR = schema.patient_entry, schema.word_near
_SHORTEST = 3                      # letters of a word that is taken for mistyped, or for the middle of another
_SHORT = 4                         # letters of a word that is taken for right where somebody bears it
_MOST_WORDS = 40                   # alternatives of one word
_MOST_NAMES = 180
_MOST_ROWS = 2000
_AT_ONCE = 60                      # names in one query: the nearest ones are not crowded out by others


def inside(conn: Connection, words: Sequence[Word], limit: int) -> Found:
    """Those of whose words each holds, somewhere, the letters that were typed: Latin words of 3 letters and more."""
    if not any(_is_latin(word) and len(word.text) >= _SHORTEST for word in words):
        return {}
    choices: list[list[Term]] = []
    for word in words:
        longer: list[Term] = []
        if _is_latin(word) and len(word.text) >= _SHORTEST:
            rows = conn.execute(select(_NEAR.c.word).where(
                _NEAR.c.kind == int(NearKind.INSIDE), _NEAR.c.text >= word.text, _NEAR.c.text < word.text + LAST,
            ).limit(_MOST_WORDS))
            longer = [(Kind.WORD, found) for found in dict.fromkeys(rows.scalars())]
        choices.append(longer if len(words) == 1 else [*parts_of(word), *longer])
    if not any(kind == Kind.WORD for longer in choices for kind, _ in longer):
        return {}
    if len(words) == 1:
        return dict.fromkeys(people_with(conn, choices[0], spare(limit)), Tier.INSIDE)
    return dict.fromkeys(together(conn, choices), Tier.INSIDE)


def mistyped(conn: Connection, word: Word, limit: int, sole: bool) -> Found:
    """Those whom the word fits once one letter too many, too few, wrong, or changed with its neighbour is put right.

    ``sole``: nobody fits the word as typed. Otherwise a short one is left as it is: Feng is no Zeng.
    """
    if CHINESE.match(word.text):
        return _same_sound(conn, word.text, limit)
    if not word.is_name:
        return {}
    typed = letters(word.text)
    found = _named(conn, _joined(conn, typed), Kind.NAME, limit)
    if sole or len(typed) > _SHORT:
        alike = _near(conn, [typed]).get(typed, [])
        found |= {p: t for p, t in _named(conn, alike, Kind.WORD, limit).items() if p not in found}
    return found


def nearly(conn: Connection, words: Sequence[Word], limit: int) -> Found:
    """Those whose whole name is the words with one of them put right, the likeliest first.

    They stand before people with other words in between, but not where all that was typed may be two beginnings:
    "ko an" is rather Kowalski Anna than Ke An.
    """
    typed = [letters(word.text) for word in words]
    if not (all(typed) and any(_is_latin(word) for word in words)):
        return {}
    near = _near(conn, typed, itself=True)
    found = _named(conn, _whole_names(typed, near), Kind.NAME, spare(limit))
    if len(words) == 2:                # "hua lili" is no "huali li": each must be a word of the person's
        cut = fitting(conn, list(found), [[(Kind.WORD, other) for other in near[word]] for word in typed])
        found = {patient: Tier.TYPO for patient, tier in cut.items() if tier is Tier.WHOLE_WORD}
    return dict.fromkeys(found, Tier.NEAR) if any(len(word) >= _SHORTEST for word in typed) else found


def _is_latin(word: Word) -> bool:
    return word.is_name and word.text.isascii()


def _same_sound(conn: Connection, name: str, limit: int) -> Found:
    """A name typed with another character of the same sound: 王晓明 for 王小明."""
    cut = family_length(name)
    given = "".join(given_syllables(name[cut:])) if name[cut:] else ""
    sounds: list[Term] = [(Kind.NAME, reading + given) for reading in family_readings(name[:cut])] if given else []
    return {patient: Tier.TYPO for patient, tier in scan(
        conn, sounds, limit, [(Tier.EXACT, Tier.TYPO)] * len(sounds)).items() if tier is Tier.EXACT}


def _whole_names(words: Sequence[str], near: dict[str, list[str]]) -> list[str]:
    """Whole names, in the order typed and with the first two words changed, with one word put right: nearest first.

    ``near`` are the known words that are one edit from each, or the same. Of two words the other must be somebody's.
    """
    names: list[tuple[float, str]] = []
    for place, word in enumerate(words):
        if len(word) < _SHORTEST - 1 or len(words) == 2 and words[1 - place] not in near[words[1 - place]]:
            continue
        for right in [other for other in near[word] if other != word][:_MOST_WORDS]:
            spelled = [*words[:place], right, *words[place + 1:]]
            far = -jaro_winkler(right, word)
            names += [(far, "".join(spelled)), (far, "".join([spelled[1], spelled[0], *spelled[2:]]))]
    return list(dict.fromkeys(name for _, name in sorted(names)))[:_MOST_NAMES]


def _joined(conn: Connection, typed: str) -> list[str]:
    """Whole names for a name typed without a space: one part right as it is, the other put right."""
    cuts = [(typed[:i], typed[i:]) for i in range(1, len(typed)) if typed.isascii()]
    near = _near(conn, {part for cut in cuts for part in cut}, itself=True)
    names = [first + second for left, right in cuts for first in near.get(left, ()) for second in near.get(right, ())
             if first == left or second == right]
    names += [typed[:i] + typed[i + 1] + typed[i] + typed[i + 2:] for i in range(len(typed) - 1)]     # over the cut too
    names = [name for name in dict.fromkeys(names) if within_one(name, typed)]
    return sorted(names, key=lambda name: -jaro_winkler(name, typed))[:_MOST_NAMES]


def any_word(conn: Connection, words: Sequence[Word]) -> Found:
    """One word of several put right, the others as typed: also beside a number or a date."""
    near = _near(conn, [word.text for word in words if _is_latin(word) and len(word.text) >= _SHORTEST])
    found: Found = {}
    for place, word in enumerate(words):
        right: list[Term] = [(Kind.WORD, name) for name in near.get(word.text, ())[:_MOST_WORDS]]
        if right:
            others = [parts_of(other) for number, other in enumerate(words) if number != place]
            found |= dict.fromkeys(together(conn, [right, *others]), Tier.TYPO)
    return found


def _near(conn: Connection, typed: Iterable[str], itself: bool = False) -> dict[str, list[str]]:
    """Words of the dictionary one edit from each typed one (``itself``: also the same), the most alike first."""
    keys = {word: deletions(word) for word in typed if word}
    held: dict[str, list[str]] = {}
    for some in slices(sorted(set().union(*keys.values()) - {""} if keys else ())):
        rows = conn.execute(select(_NEAR.c.text, _NEAR.c.word).where(
            _NEAR.c.kind == int(NearKind.DELETION), _NEAR.c.text.in_(some)))
        for key, word in rows:
            held.setdefault(key, []).append(word)
    found: dict[str, list[str]] = {}
    for word, own in keys.items():
        alike = {other for key in own for other in held.get(key, ())
                 if (itself or other != word) and within_one(other, word)}
        found[word] = sorted(alike, key=lambda other, word=word: (-jaro_winkler(other, word), other))
    return found


def _named(conn: Connection, names: Sequence[str], kind: Kind, limit: int) -> Found:
    """People with exactly one of these entries, in the order of the names; once there are ``limit``, no more."""
    found: Found = {}
    for start in range(0, len(names), _AT_ONCE):
        some = list(names[start:start + _AT_ONCE])
        rows = conn.execute(select(_ENTRY.c.text, _ENTRY.c.patient).where(
            _ENTRY.c.kind == int(kind), _ENTRY.c.text.in_(some)).limit(_MOST_ROWS)).all()
        for row in sorted(rows, key=lambda row: some.index(row.text)):
            found[row.patient] = Tier.TYPO
        if len(found) >= limit:
            break
    return found
