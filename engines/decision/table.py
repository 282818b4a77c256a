"""A decision table: rows in order, the first that holds fires. What can't be decided is said, never skipped.

A row that is UNKNOWN stops the search: a later, milder row must not speak while a graver one can't be ruled out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engines.decision.logic import Condition, Situation, Truth
from engines.decision.summary import Measure, MeasureSpec, Reading, measured


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its condition and what is then said. Texts may hold ``{measure}`` fields, filled after translation."""

    id: str
    when: Condition
    indicator: str
    summary: str
    detail: str
    evidence: tuple[str, ...]
    uses: tuple[str, ...]
    arguments_for: tuple[str, ...] = ()
    arguments_against: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    could_not_check: bool = False


@dataclass(frozen=True, slots=True)
class Caveat:
    """An argument against that is added to the row's own where its condition is true."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``skip_first_day``: the setting's word (name, word) under which measures leave out the first day, or None."""

    measures: tuple[MeasureSpec, ...]
    rows: tuple[Row, ...]
    caveats: tuple[Caveat, ...] = ()
    skip_first_day: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The trace of one row."""

    row: str
    truth: Truth
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``row`` fired (None: no row did). ``missing`` names the measures that kept a row undecided; then no row fired.

    ``trace`` has every row that was looked at, in order.
    """

    row: Row | None
    missing: tuple[str, ...]
    caveats: tuple[str, ...]
    measures: Mapping[str, Measure]
    trace: tuple[Step, ...]


def decide(table: Table, readings: Mapping[str, Sequence[Reading]], settings: Mapping[str, str]) -> Outcome:
    """Evaluates the table. Pure: the same readings and settings give the same outcome."""
    skip = table.skip_first_day is not None and settings.get(table.skip_first_day[0]) == table.skip_first_day[1]
    measures = {spec.name: measured(spec, readings, skip) for spec in table.measures}
    situation = Situation(measures, settings)
    caveats = tuple(caveat.text for caveat in table.caveats
                    if caveat.when.verdict(situation).truth is Truth.TRUE)
    trace: list[Step] = []
    for row in table.rows:
        verdict = row.when.verdict(situation)
        trace.append(Step(row.id, verdict.truth, tuple(sorted(verdict.missing))))
        if verdict.truth is Truth.TRUE:
            return Outcome(row, (), caveats, measures, tuple(trace))
        if verdict.truth is Truth.UNKNOWN:
            return Outcome(None, trace[-1].missing, caveats, measures, tuple(trace))
    return Outcome(None, (), caveats, measures, tuple(trace))
