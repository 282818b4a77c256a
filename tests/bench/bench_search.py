"""Search as one types, on an encrypted store of invented people: time and recall for each kind of query.

    python tests/bench/bench_search.py [--people 100000] [--queries 200] [--passes 3] [--seed 2] [--peers] [--keep DIR]

Beside the time that passed stands the processor's time of this process: on a busy machine only that one tells of the
code (of a server's own work it knows nothing). With ``--passes`` each query counts with the best of its times.
``--seed`` draws other queries, ``--town`` other people. ``--peers`` asks what is usual elsewhere too
(``search_peers.py``), of the first ``_OF_PEERS`` queries of each kind.

Recall@10 asks a whole linear reading of everybody, which shares no code with the index: a query counts as answered
where the person it was made from is among the first ten, or where all ten fit what was typed as well as that person
does (a hundred people may be called Wang Wei). ``--people 1000000`` is the long form.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_TESTS.parent), str(_TESTS), str(_TESTS / "search"), str(_TESTS / "bench")]

import postgresql_server  # noqa: E402
import search_peers  # noqa: E402
from generator import Resident, residents, typo  # noqa: E402
from pypinyin import Style, lazy_pinyin  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from workstation.domain.user import Role, User  # noqa: E402
from workstation.services import patients, sign_in  # noqa: E402
from workstation.services.clinic import Clinic  # noqa: E402
from workstation.store import patient_search, schema  # noqa: E402
from workstation.store.keys import CHEAP  # noqa: E402
from workstation.store.patient_terms import fold, terms_of  # noqa: E402

WORDS = "correct horse battery staple"
_AT_ONCE = 50_000
_OF_PEERS = 20
_OTHER_INITIAL = {"曾": "c", "单": "d", "解": "j", "仇": "c", "查": "c", "区": "q", "覃": "t"}
_FAMILY = {"曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "覃": "qin", "吕": "lv"}


def fill(clinic: Clinic, people: list[Resident]) -> float:
    """Puts the people and their index into the store; returns the seconds of the index alone."""
    seconds = 0.0
    for start in range(0, len(people), _AT_ONCE):
        some = people[start:start + _AT_ONCE]
        rows = [{"id": p.id, "family": p.family, "given": "".join(p.given) if not p.latin else " ".join(p.given),
                 "sex": p.sex, "born": p.born.isoformat(), "number": p.number, "resource_key": f"Patient/{p.id}",
                 "last_event": p.born.isoformat()} for p in some]
        clinic.act("record.import", write=lambda conn, rows=rows: conn.execute(insert(schema.patient_index), rows))
        before = time.perf_counter()
        entries = {p.id: terms_of([(p.family, p.given, "")], [p.number, p.phone], p.born.isoformat()) for p in some}
        clinic.act("record.import", write=lambda conn, entries=entries: patient_search.put(conn, entries))
        seconds += time.perf_counter() - before
        print(f"  {start + len(some):>9,} people", file=sys.stderr)
    return seconds


def spelled(one: Resident) -> tuple[str, str]:
    """Family and given name in plain Latin letters, by the library's own reading of the characters."""
    if one.latin:
        return fold(one.family).replace("'", ""), fold(one.given[0])
    family = _FAMILY.get(one.family) or "".join(lazy_pinyin(one.family, style=Style.NORMAL))
    return family, "".join(lazy_pinyin(one.given[0], style=Style.NORMAL))


Fits = Callable[[str, Resident, Resident], bool]        # the query, the person meant, another


def kinds(people: list[Resident], chance: random.Random, each: int) -> Iterator[
        tuple[str, list[tuple[str, Resident]], Fits]]:
    """(kind, [(query, the person meant)], whether the query fits another as well)."""
    chinese, latin = [p for p in people if not p.latin], [p for p in people if p.latin]

    def made(group: list[Resident], typed: Callable[[Resident], str]) -> list[tuple[str, Resident]]:
        return [(typed(p), p) for p in chance.sample(group, min(each, len(group)))]

    yield "one character", made(chinese, lambda p: p.family), lambda q, m, o: q in o.family + o.given[0]
    yield ("whole name", made(chinese, lambda p: p.family + p.given[0]),
           lambda q, m, o: (m.family, m.given) == (o.family, o.given))
    yield ("given, one character", made(chinese, lambda p: p.given[0][-1]),
           lambda q, m, o: q in o.family + o.given[0])
    yield "pinyin", made(chinese, lambda p: "".join(spelled(p))), _same_name
    yield "pinyin, spaced", made(chinese, lambda p: " ".join(spelled(p))), _same_name
    yield "pinyin, swapped", made(chinese, lambda p: " ".join(reversed(spelled(p)))), _same_name
    yield "pinyin, beginning", made(chinese, lambda p: "".join(spelled(p))[:-2]), _begins
    yield "initials", made(chinese, _initials), _has_initials
    yield "Latin name", made(latin, lambda p: f"{p.given[0]} {p.family}"), _same_name
    yield "Latin, swapped", made(latin, lambda p: f"{p.family} {p.given[0]}".upper()), _same_name
    yield ("Latin, inside", made([p for p in latin if len(spelled(p)[0]) > 6], lambda p: spelled(p)[0][2:]),
           lambda q, m, o: q in "".join(spelled(o)) or (o.given[0][0] + spelled(o)[0]).lower().startswith(q))
    yield "birth date", made(people, lambda p: _day(p, chance)), lambda q, m, o: o.born == m.born
    yield ("name and year", made(people, lambda p: f"{p.family} {p.born.year}"),
           lambda q, m, o: fold(m.family) in map(fold, (o.family, *o.given)) and (
               o.born.year == m.born.year or _has_number(str(m.born.year), m, o)))
    yield "number tail", made(people, lambda p: p.number[-5:]), _has_number
    yield "telephone tail", made(people, lambda p: p.phone[-6:]), _has_number
    yield "typo, pinyin", made(chinese, lambda p: typo("".join(spelled(p)), chance)), _as_near
    yield "typo, pinyin spaced", made(chinese, lambda p: _one_word_wrong(spelled(p), chance)), _as_near
    yield "typo, Latin", made(latin, lambda p: _one_word_wrong(spelled(p), chance)), _as_near


def _ways(one: Resident) -> list[str]:
    """The whole name in both orders; lü is written lv, and lu in passports."""
    family, given = spelled(one)
    return [way for whole in (family + given, given + family) for way in {whole, whole.replace("v", "u")}]


def _same_name(_: str, meant: Resident, other: Resident) -> bool:
    return bool(set(_ways(meant)) & set(_ways(other)))


def _begins(query: str, _: Resident, other: Resident) -> bool:
    return any(way.startswith(query) for way in _ways(other))


def _has_initials(query: str, _: Resident, other: Resident) -> bool:
    if not other.latin:
        own = _initials(other)
        return query in (own, _OTHER_INITIAL.get(other.family, own[0]) + own[1:])
    return query in (other.given[0][0].lower() + other.family[0].lower(),
                     "".join(fold(name)[0] for name in (*other.given, other.family))) or _begins(query, other, other)


def _has_number(query: str, _: Resident, other: Resident) -> bool:
    return any(number.startswith(query) or number.endswith(query) for number in (other.number, other.phone))


def _initials(p: Resident) -> str:
    return spelled(p)[0][0] + "".join(s[0] for s in lazy_pinyin(p.given[0], style=Style.NORMAL))


def _day(p: Resident, chance: random.Random) -> str:
    return p.born.strftime(chance.choice(("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%Y年%m月%d日")))


def _one_word_wrong(words: tuple[str, str], chance: random.Random) -> str:
    wrong = chance.choice([i for i in (0, 1) if len(words[i]) > 2] or [0])
    return " ".join(typo(word, chance).replace(" ", "") if i == wrong else word for i, word in enumerate(words))


def answered(query: str, meant: Resident, fits: Fits, found: list[Resident]) -> bool:
    """The one who was meant is listed, or ten others whom the query fits at least as well."""
    if any(p.id == meant.id for p in found):
        return True
    return len(found) == 10 and all(fits(query, meant, p) for p in found)


def _as_near(query: str, meant: Resident, other: Resident) -> bool:
    """True where the other's name begins with what was typed, or is as near to it as the name meant (edit distance)."""
    plain = query.replace(" ", "")
    theirs, own = (min(_edits(plain, way) for way in _ways(p)) for p in (other, meant))
    return _begins(plain, meant, other) or theirs <= own


def _edits(a: str, b: str) -> int:
    """Edit distance with transpositions, written down once more so that the judge shares nothing with the judged."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and (a[i - 1], a[i - 2]) == (b[j - 2], b[j - 1]):
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of query: milliseconds, recall@10, and the share where the very person is among the ten."""

    p50: float
    p95: float
    cpu50: float
    cpu95: float
    recall: float
    listed: float


Ask = Callable[[str], list[str]]                        # a query; the ids that are shown, best first


def ask_all(ask: Ask, queries: list[tuple[str, Resident]], fits: Fits, by_id: dict[str, Resident], passes: int,
            missed: Callable[[str, Resident, list[Resident]], None] | None = None) -> Measured:
    """Puts the queries ``passes`` times, all of them before the first one again; each counts with its best times."""
    wall, cpu, right, listed = [float("inf")] * len(queries), [float("inf")] * len(queries), 0, 0
    for turn in range(passes):
        for place, (query, meant) in enumerate(queries):
            passed, worked = time.perf_counter(), time.process_time()
            ids = ask(query)
            cpu[place] = min(cpu[place], (time.process_time() - worked) * 1000)
            wall[place] = min(wall[place], (time.perf_counter() - passed) * 1000)
            if turn:
                continue
            found = [by_id[one] for one in ids[:10]]
            good = answered(query, meant, fits, found)
            right += good
            listed += any(one.id == meant.id for one in found)
            if not good and missed:
                missed(query, meant, found)
    return Measured(statistics.median(wall), _p95(wall), statistics.median(cpu), _p95(cpu), right / len(queries),
                    listed / len(queries))


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measure(clinic: Clinic, people: list[Resident], options: argparse.Namespace) -> dict[str, Measured]:
    """Each kind of query, one line each; with the ratios of the peers' p95 to ours where they are asked too."""
    by_id = {p.id: p for p in people}
    peers: dict[str, Ask] = search_peers.made(people, spelled) if options.peers else {}

    def ask(query: str) -> list[str]:
        return [row.id for row in patients.search(clinic, query, limit=20)]

    def missed(query: str, meant: Resident, found: list[Resident]) -> None:
        print(f"    missed {query!r} meant {meant.family} {meant.given} {meant.born}, found "
              f"{[(p.family, p.given) for p in found[:3]]} ({len(found)})")

    for query in ("王", "smith", "zhang wei", "1980"):
        ask(query)                                      # the first query of a process opens files and compiles
    table: dict[str, Measured] = {}
    print(f"{'kind':22}{'p50 ms':>8}{'p95':>7}{'cpu p50':>9}{'p95':>7}{'recall@10':>11}{'listed':>8}"
          + "".join(f"   {name + ' p95':>12}{'ratio':>7}{'recall':>8}" for name in peers))
    for kind, queries, fits in kinds(people, random.Random(options.seed), options.queries):
        if options.only not in kind:
            continue
        own = table[kind] = ask_all(ask, queries, fits, by_id, options.passes, missed if options.misses else None)
        line = (f"{kind:22}{own.p50:8.1f}{own.p95:7.1f}{own.cpu50:9.1f}{own.cpu95:7.1f}"
                f"{own.recall:11.3f}{own.listed:8.2f}")
        for peer in peers.values():
            other = ask_all(peer, queries[:_OF_PEERS], fits, by_id, 1)
            line += f"   {other.p95:12.1f}{other.p95 / own.p95:7.1f}{other.recall:8.2f}"
        print(line, flush=True)
    return table


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="keep the store here and use it again")
    parser.add_argument("--misses", action="store_true", help="name each query that was not answered")
    parser.add_argument("--passes", type=int, default=1, help="each query counts with its best of so many times")
    parser.add_argument("--seed", type=int, default=2, help="draws the queries")
    parser.add_argument("--town", type=int, default=1, help="draws the people")
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    parser.add_argument("--peers", action="store_true", help="ask a LIKE and a trigram index too")
    parser.add_argument("--server", action="store_true", help="on the server that CONSILIA_TEST_POSTGRESQL names")
    options = parser.parse_args()
    people = list(residents(options.people, options.town))
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as held:
        place = (options.keep or Path(folder)) / "store"
        if options.server:
            held.enter_context(postgresql_server.store(place, os.environ["CONSILIA_TEST_POSTGRESQL"]))
        if sign_in.exists(place):
            clinic = sign_in.sign_in(place, "ann", WORDS)
        else:
            clinic = sign_in.create(place, User("ann", "Ann", Role.PHYSICIAN), WORDS, cost=CHEAP)
            seconds = fill(clinic, people)
            print(f"index of {len(people):,} people: {seconds:.1f} s, {len(people) / seconds:,.0f} a second")
        with clinic:
            file = place / "consilia.db"
            kind = f"encrypted store of {file.stat().st_size / 1e6:,.0f} MB" if file.exists() else "PostgreSQL"
            print(f"{len(people):,} people, {kind}")
            measure(clinic, people, options)


if __name__ == "__main__":
    main()
