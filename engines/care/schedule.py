"""Where somebody stands in a care schedule. Pure; refuses without the date that everything counts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from engines.care.plan import Basis, Item, Kind, Plan, Series
from engines.spec import Refusal

TERM = timedelta(days=280)         # from the last menstrual period to the due date (Naegele's rule; WHO 2016)
_LONGEST = timedelta(days=44 * 7)  # a due date further back than four weeks belongs to a pregnancy that is over


class State(StrEnum):
    OVERDUE = "overdue"
    DUE = "due"
    EARLY = "early"                # too early
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"


class Reason(StrEnum):
    """Why an item doesn't apply, or what is to be said of one that was done."""

    PASSED = "passed"                      # a visit whose time is over: the next one counts
    ENDED = "ended"                        # beyond the ages of the plan
    OTHER_PRODUCT = "other-product"        # another product is recorded, which has its own schedule
    UNCLEAR = "unclear"                    # the schedule changed while it was due
    BEFORE_AGE = "before-age"              # done, but before the least age
    OUTSIDE = "outside"                    # done, but not at the time that is named


@dataclass(frozen=True, slots=True)
class Done:
    """Something recorded: an immunisation or a visit, with its codes, its name and the key of its record."""

    kind: Kind
    on: date
    codes: frozenset[str]
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one item stands. ``to`` is the first day after it (None: open)."""

    series: Series
    item: Item
    state: State
    start: date
    to: date | None
    done: date | None = None
    source: str = ""
    reason: Reason | None = None


def start_of(plan: Plan, born: date | None, due: date | None, period: date | None, today: date) -> date:
    """The day from which the plan counts: birth, or the last menstrual period (the due date less 280 days).

    Raises Refusal where it is not known or can't be of now.
    """
    if plan.basis is Basis.BIRTH:
        if born is None:
            raise Refusal("date of birth", "is needed to the day")
        if born > today:
            raise Refusal("date of birth", "lies in the future")
        return born
    start = due - TERM if due is not None else period
    if start is None:
        raise Refusal("due date or last menstrual period", "is needed to the day")
    if not start <= today <= start + _LONGEST:
        raise Refusal("due date or last menstrual period", "is of no pregnancy now")
    return start


def places(plan: Plan, start: date, recorded: Sequence[Done], today: date) -> tuple[Place, ...]:
    """Every item of the plan for who counts from ``start``, as of ``today``."""
    found: list[Place] = []
    ended = plan.ends is not None and today >= plan.ends.after(start)
    known = [each for each in recorded if start - timedelta(days=1) <= each.on <= today]
    for series in plan.series:
        items = [replace(item, number=number)
                 for number, item in enumerate((i for i in series.items if i.is_for(start)), 1)]
        made = _visits(series, items, start, known, today) if series.kind is Kind.VISIT \
            else _doses(series, items, start, known, today)
        found += [_ended(place) for place in made] if ended else made
    return tuple(found)


def _ended(place: Place) -> Place:
    if place.state is State.DONE:
        return place
    return replace(place, state=State.NOT_APPLICABLE, reason=Reason.ENDED)


def _shows(series: Series, done: Done) -> bool:
    """True where the record names the series, by a code of it or in words."""
    if done.kind is not series.kind or done.codes & series.other:
        return False
    if done.codes & series.codes:
        return True
    name = done.name.casefold()
    return any(word in name for word in series.words)


def _doses(series: Series, items: Sequence[Item], start: date, known: Sequence[Done], today: date) -> list[Place]:
    """The n-th recorded dose is dose n; two records of one day are one dose."""
    by_day = {done.on: done for done in reversed(known) if _shows(series, done)}
    given = [by_day[day] for day in sorted(by_day)]
    other = any(done.codes & series.other for done in known if done.kind is Kind.DOSE)
    unclear = series.unclear is not None and series.unclear[0] <= start < series.unclear[1]
    made: list[Place] = []
    for place, item in enumerate(items):
        first = item.start.after(start)
        to = item.to.after(start) if item.to else (items[place + 1].start.after(start) if items[place + 1:] else None)
        if place < len(given):
            done = given[place]
            early = Reason.BEFORE_AGE if done.on < first else None
            made.append(Place(series, item, State.DONE, first, to, done.on, done.source, early))
        elif other or unclear:
            why = Reason.OTHER_PRODUCT if other else Reason.UNCLEAR
            made.append(Place(series, item, State.NOT_APPLICABLE, first, to, reason=why))
        else:
            made.append(Place(series, item, _open(first, to, today), first, to))
    return made


def _open(first: date, to: date | None, today: date) -> State:
    if today < first:
        return State.EARLY
    return State.OVERDUE if to is not None and today >= to else State.DUE


def _visits(series: Series, items: Sequence[Item], start: date, known: Sequence[Done], today: date) -> list[Place]:
    """A visit counts for the item it is nearest to. One whose time is over gives way to the next."""
    held = sorted((done for done in known if _shows(series, done)), key=lambda done: done.on)
    spans = [(item.start.after(start), item.to.after(start) if item.to else item.start.after(start)) for item in items]
    nearest: dict[int, Done] = {}
    for done in held:
        place = min(range(len(items)), key=lambda at: _distance(done.on, spans[at]))
        best = nearest.get(place)
        if best is None or _distance(done.on, spans[place]) < _distance(best.on, spans[place]):
            nearest[place] = done
    made: list[Place] = []
    for place, item in enumerate(items):
        first, to = spans[place]
        made_visit = nearest.get(place)
        if made_visit is not None:
            why = Reason.OUTSIDE if _distance(made_visit.on, spans[place]) else None
            made.append(Place(series, item, State.DONE, first, to, made_visit.on, made_visit.source, why))
            continue
        passed = place + 1 < len(items) and _distance(today, spans[place]) > _distance(today, spans[place + 1])
        if today >= to and passed:
            made.append(Place(series, item, State.NOT_APPLICABLE, first, to, reason=Reason.PASSED))
        else:
            made.append(Place(series, item, _open(first, to, today), first, to))
    return made


def _distance(day: date, span: tuple[date, date]) -> int:
    """Days between a day and a span; 0 within it (its end is the first day after)."""
    if day < span[0]:
        return (span[0] - day).days
    return max(0, (day - span[1]).days + 1)
