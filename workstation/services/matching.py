"""Records that may be of one person: found, shown with their reasons, linked by a person, and taken apart again.

Nothing is merged: a link says that two records are shown as one, both stay as they came, and undoing it removes the
link. What was decided stays in the history of links and in the audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from engines.matching.identity import Field, Identity
from engines.matching.weights import Score, explained, score
from workstation.domain.patient import PatientRow
from workstation.errors import NotFound, UserMistake
from workstation.exchange import projections
from workstation.exchange.fhir_identity import identity_of
from workstation.services import patients
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import match_links, patient_blocks, schema

LIKELY = 0.5                       # from this probability on a pair is shown
_AT_ONCE = 400                     # people whose records are read together
_MOST_NEW = 500                    # people of one import that are looked up one by one


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may be of one person. ``a`` came first. ``score.reasons`` say why and why not."""

    a: PatientRow
    b: PatientRow
    score: Score

    def why(self) -> str:
        """The reasons in one line, the weightiest first."""
        return explained(self.score.reasons)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a search of the whole clinic gave. ``crowded``: blocks left out because too many people stood in them."""

    candidates: tuple[Candidate, ...]
    compared: int
    crowded: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What linking would show: under whose name, what else would be shown with it, and how the two differ."""

    candidate: Candidate
    shown_as: PatientRow
    together: tuple[str, ...]                       # ids of everybody who would be one
    resources: tuple[int, int]                      # of a and b; all of them stay as they are
    differences: tuple[tuple[str, str, str], ...]   # what, in a, in b
    decision: str                                   # what was decided of this pair before: same, different, ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair that a person decided about: one person (``b`` is shown as ``a``), or two."""

    a: PatientRow
    b: PatientRow
    is_same: bool
    by: str
    at: datetime


def alike(clinic: Clinic, patient_id: str) -> list[Candidate]:
    """Who may be the same person as this one, the likeliest first, without pairs decided already. Raises NotFound."""
    clinic.act("patient.match", patient_id)
    with clinic.read() as conn:
        if patient_id not in patients.rows(conn, [patient_id]):
            raise NotFound(what="patient", name=patient_id)
        pairs = {(patient_id, other) for other in patient_blocks.alike(conn, patient_id)}
        return _scored(conn, pairs, Progress("The comparison"))


def newcomers(clinic: Clinic, before: int) -> list[Candidate]:
    """The same for the people who came after ``before`` (``latest``), as far as the first few hundred of them.

    Nobody for a user who may not compare people: an import is allowed to more than that.
    """
    with clinic.read() as conn:
        new = patient_blocks.since(conn, before, _MOST_NEW) if clinic.may("patient.match") else []
    if not new:
        return []
    clinic.act("patient.match", detail=f"{len(new)} who came in")
    with clinic.read() as conn:
        pairs = {(one, other) for one in new for other in patient_blocks.alike(conn, one)}
        return _scored(conn, pairs, Progress("The comparison"))


def latest(clinic: Clinic) -> int:
    """A mark to ask ``newcomers`` with later."""
    with clinic.read() as conn:
        return patient_blocks.newest(conn)


def duplicates(clinic: Clinic, progress: Progress | None = None, least: float = LIKELY) -> Batch:
    """Every pair of the clinic that may be one person, the likeliest first. Raises NotAllowed, Cancelled."""
    clinic.act("patient.match", detail="whole clinic")
    with clinic.read() as conn:
        pairs, crowded = patient_blocks.pairs(conn)
        found = _scored(conn, pairs, progress or Progress("The comparison"), least)
    return Batch(tuple(found), len(pairs), crowded)


def preview(clinic: Clinic, a: str, b: str) -> Preview:
    """What linking ``b`` to ``a`` would do. Nothing is changed. Raises NotFound, UserMistake, NotAllowed."""
    clinic.act("patient.match", a, detail=f"with {b}")
    with clinic.read() as conn:
        rows = patients.rows(conn, [a, b])
        for wanted in (a, b):
            if wanted not in rows:
                raise NotFound(what="patient", name=wanted)
        top, other = _tops(conn, a, b)
        shown = patients.rows(conn, [top])[top]
        together = tuple(dict.fromkeys([*match_links.members(conn, top), *match_links.members(conn, other)]))
        table = schema.resource
        counted = conn.execute(select(table.c.patient_id, func.count().label("number")).where(
            table.c.patient_id.in_([a, b])).group_by(table.c.patient_id))
        counts = {row.patient_id: row.number for row in counted}
        candidate = Candidate(rows[a], rows[b], _score(conn, a, b))
        decision = match_links.decided(conn, a, b)
    return Preview(candidate, shown, together, (counts.get(a, 0), counts.get(b, 0)), _differences(rows[a], rows[b]),
                   decision)


def link(clinic: Clinic, a: str, b: str) -> None:
    """From now on ``b`` (and whoever is linked to it) is shown as ``a``. Raises NotFound, UserMistake, NotAllowed."""
    _decide(clinic, a, b, match_links.SAME)


def keep_apart(clinic: Clinic, a: str, b: str) -> None:
    """These are two people: the pair is not shown again. Raises NotFound, UserMistake, NotAllowed."""
    _decide(clinic, a, b, match_links.DIFFERENT)


def undo(clinic: Clinic, a: str, b: str) -> None:
    """Takes the decision of this pair back; all is as before it. Raises NotFound, NotAllowed."""

    def write(conn: Connection) -> None:
        if not match_links.take_back(conn, a, b, clinic.user.name):
            raise NotFound(what="decision of the pair", name=f"{a} {b}")

    clinic.act("patient.link", a, detail=f"undone with {b}", write=write)


def decided(clinic: Clinic) -> list[Decided]:
    """What people decided about pairs, the latest first. Raises NotAllowed."""
    clinic.act("patient.match", detail="decided pairs")
    with clinic.read() as conn:
        links = match_links.links(conn)
        rows = patients.rows(conn, sorted({one for link in links for one in (link.a, link.b)}))
    return [Decided(rows[link.a], rows[link.b], link.decision == match_links.SAME, link.by,
                    datetime.fromisoformat(link.at)) for link in links if link.a in rows and link.b in rows]


def _decide(clinic: Clinic, a: str, b: str, decision: str) -> None:
    def write(conn: Connection) -> None:
        known = patients.rows(conn, [a, b])
        for wanted in (a, b):
            if wanted not in known:
                raise NotFound(what="patient", name=wanted)
        before = match_links.decided(conn, a, b)
        if before:
            raise UserMistake(reason=f"{a} and {b} were decided before ({before}); undo that first")
        first, second = _tops(conn, a, b)
        if decision == match_links.DIFFERENT:
            first, second = a, b
        elif match_links.decided(conn, first, second):
            raise UserMistake(reason=f"{first} and {second} were told to be two people; undo that first")
        match_links.put(conn, first, second, _score(conn, a, b).weight, decision, clinic.user.name)

    clinic.act("patient.link", a, detail=f"{decision}: {b}", write=write)


def _tops(conn: Connection, a: str, b: str) -> tuple[str, str]:
    """Under whom the two are shown today. Raises UserMistake where that is one person already."""
    if a == b:
        raise UserMistake(reason="a record is always the same person as itself")
    tops = match_links.roots(conn, [a, b])
    first, second = tops.get(a, a), tops.get(b, b)
    if first == second:
        raise UserMistake(reason=f"{a} and {b} are shown as one already")
    return first, second


def _scored(conn: Connection, pairs: Iterable[tuple[str, str]], progress: Progress, least: float = LIKELY) -> list[
        Candidate]:
    """The pairs at least so likely, the likeliest first, without those that were decided or are shown as one."""
    decided = match_links.decisions(conn)
    tops = match_links.roots(conn, {one for pair in pairs for one in pair})
    wanted = sorted({(min(pair), max(pair)) for pair in pairs
                     if frozenset(pair) not in decided and tops.get(pair[0], pair[0]) != tops.get(pair[1], pair[1])})
    share, people = Shares(conn), max(patient_blocks.newest(conn), 2)
    found: list[tuple[str, str, Score]] = []
    for start in range(0, len(wanted), _AT_ONCE):
        progress.step(start / len(wanted))
        some = wanted[start:start + _AT_ONCE]
        held = identities(conn, {one for pair in some for one in pair})
        for a, b in some:
            if a in held and b in held:
                weighed = score(held[a], held[b], share, people)
                if weighed.probability >= least:
                    found.append((a, b, weighed))
    progress.step(1.0)
    rows = patients.rows(conn, [one for a, b, _ in found for one in (a, b)])
    found.sort(key=lambda pair: (-pair[2].weight, pair[0], pair[1]))
    return [Candidate(rows[a], rows[b], weighed) for a, b, weighed in found]


def _score(conn: Connection, a: str, b: str) -> Score:
    held = identities(conn, {a, b})
    return score(held.get(a, Identity(a)), held.get(b, Identity(b)), Shares(conn), max(patient_blocks.newest(conn), 2))


def identities(conn: Connection, ids: set[str]) -> dict[str, Identity]:
    """What the records of these patients say about who they are."""
    keys = projections.patient_keys(conn, ids)
    values = projections.stored_values(conn, keys.values())
    return {one: identity_of(values[key], one) for one, key in keys.items() if key in values}


class Shares:
    """How much of the clinic bears a name, each looked up once."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._people = max(patient_blocks.newest(conn), 1)
        self._known: dict[str, float] = {}

    def __call__(self, _: Field, name: str) -> float:
        if name not in self._known:
            self._known[name] = patient_blocks.bearers(self._conn, name) / self._people
        return self._known[name]


def _differences(a: PatientRow, b: PatientRow) -> tuple[tuple[str, str, str], ...]:
    """What stands differently on the two, in words."""
    told: Sequence[tuple[str, str, str]] = (
        ("name", a.name.formal(), b.name.formal()), ("sex", a.sex, b.sex),
        ("birth date", a.born.text if a.born else "", b.born.text if b.born else ""),
        ("number", a.number, b.number),
        ("death", "yes" if a.is_deceased else "no", "yes" if b.is_deceased else "no"))
    return tuple((what, one, other) for what, one, other in told if one != other)
