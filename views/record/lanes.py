"""The timeline as values: which mark lies in which lane, how long it lasts, which row of a lane it takes. No Qt here.

Positions are seconds since 1970 on the clock that the caller names (``local_clock`` for what a person reads). A date is
as wide as it was written: a year alone lasts the whole year, a day the whole day.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from views.record.words import is_outside
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.timeline import EventKind, TimelineEvent

DAY_S = 86_400.0
_FIRST_DAY, _LAST_DAY = -62_135_510_400.0, 253_402_128_000.0       # 0001-01-02 and 9999-12-30: the calendar's ends


class Lane(StrEnum):
    VISITS = "visits"
    PROBLEMS = "problems"
    MEDICATION = "medication"
    ALLERGIES = "allergies"
    RESULTS = "results"
    VITALS = "vitals"
    IMAGING = "imaging"
    PROCEDURES = "procedures"
    IMMUNISATIONS = "immunisations"
    DOCUMENTS = "documents"
    OTHER = "other"


# The small timeline of the summary: few lanes. The page has one for everything, so that nothing dated is left out.
FEW: Mapping[EventKind, Lane] = {
    EventKind.ENCOUNTER: Lane.VISITS, EventKind.CONDITION: Lane.PROBLEMS, EventKind.MEDICATION: Lane.MEDICATION,
    EventKind.RESULT: Lane.RESULTS, EventKind.VITAL: Lane.RESULTS, EventKind.IMAGING: Lane.IMAGING,
    EventKind.DOCUMENT: Lane.DOCUMENTS, EventKind.PROCEDURE: Lane.VISITS, EventKind.IMMUNIZATION: Lane.VISITS,
}
EVERY: Mapping[EventKind, Lane] = dict.fromkeys(EventKind, Lane.OTHER) | FEW | {
    EventKind.ALLERGY: Lane.ALLERGIES, EventKind.VITAL: Lane.VITALS, EventKind.PROCEDURE: Lane.PROCEDURES,
    EventKind.IMMUNIZATION: Lane.IMMUNISATIONS,
}
BARS = frozenset({Lane.VISITS, Lane.PROBLEMS, Lane.MEDICATION})
_OVER = frozenset({"resolved", "inactive", "remission", "refuted", "stopped", "completed", "cancelled", "not-taken",
                   "ended"})
_UNDER_WAY = frozenset({"arrived", "triaged", "in-progress", "onleave"})     # FHIR R4 EncounterStatus
MOST_ROWS = 4                      # of bars in a lane; later ones share the last row


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the timeline.

    It began somewhere in ``start`` to ``start_by`` (equal where the moment is known) and ended in ``end`` to
    ``end_by``; both are those of the start for a moment. Rows count from 0.
    """

    lane: Lane
    start: float
    start_by: float
    end: float
    end_by: float
    row: int
    event: TimelineEvent
    date: PartialDate
    flagged: bool = False
    open_end: bool = False

    @property
    def source(self) -> str:
        return self.event.source

    @property
    def until(self) -> float:
        """Where it ends at the latest."""
        return max(self.start_by, self.end_by)


def local_clock(moment: datetime) -> float:
    """What a clock on this computer's wall shows at the moment."""
    try:
        return moment.astimezone().replace(tzinfo=UTC).timestamp()
    except (OverflowError, OSError):                 # the first and the last year that can be written
        return moment.timestamp()


def marks(events: Iterable[TimelineEvent], now: datetime | None = None, lanes: Mapping[EventKind, Lane] = FEW,
          most_rows: int = MOST_ROWS, clock: Callable[[datetime], float] = datetime.timestamp) -> list[Mark]:
    """Marks of all events with a date, oldest first; a bar without an end that isn't over runs to ``now``."""
    today = clock(now or datetime.now(UTC))
    found: list[Mark] = []
    for event in events:
        lane = lanes.get(event.kind)
        if lane is None or event.start is None:
            continue
        start, start_by = window(event.start, clock)
        end, end_by, is_open = _end(event, lane, (start, start_by), today, clock)
        found.append(Mark(lane, start, start_by, end, end_by, 0, event, event.start, is_outside(event), is_open))
    found.sort(key=lambda mark: mark.start)
    return _with_rows(found, most_rows)


def span(found: Sequence[Mark], now: datetime | None = None, born: float | None = None,
         clock: Callable[[datetime], float] = datetime.timestamp) -> tuple[float, float]:
    """First and last moment to show: all marks, the birth where it is named, today; with a margin, at least a year."""
    today = clock(now or datetime.now(UTC))
    first = min((mark.start for mark in found), default=today - 365 * DAY_S)
    first = first if born is None else min(first, born)
    last = max((mark.until for mark in found), default=today)
    last = max(last, today)
    width = max(last - first, 365 * DAY_S)
    return max(_FIRST_DAY, last - width - width * 0.02), min(_LAST_DAY, last + width * 0.03)


def window(date: PartialDate, clock: Callable[[datetime], float]) -> tuple[float, float]:
    """From the first moment that the written date may mean to the last."""
    if date.precision is Precision.TIME:
        at = clock(date.start)
        return at, at
    day = date.calendar
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if date.precision is Precision.DAY:
        return start.timestamp(), start.timestamp() + DAY_S
    if date.precision is Precision.MONTH:
        return start.timestamp(), start.timestamp() + monthrange(day.year, day.month)[1] * DAY_S
    return start.timestamp(), start.timestamp() + (366 if isleap(day.year) else 365) * DAY_S


def _end(event: TimelineEvent, lane: Lane, began: tuple[float, float], today: float,
         clock: Callable[[datetime], float]) -> tuple[float, float, bool]:
    start, start_by = began
    if event.end is not None:
        end, end_by = window(event.end, clock)
        return max(start, end), max(start_by, end_by), False
    is_open = lane in BARS and (event.status in _UNDER_WAY if lane is Lane.VISITS else event.status not in _OVER)
    if not is_open:
        return start, start_by, False                # over, but nobody wrote when: a mark, not an invented bar
    return max(start, today), max(start, today), True


def _with_rows(found: Sequence[Mark], most: int) -> list[Mark]:
    free: dict[Lane, list[float]] = {}
    placed: list[Mark] = []
    for mark in found:
        if mark.lane not in BARS:
            placed.append(mark)
            continue
        ends = free.setdefault(mark.lane, [])
        gap = 0.0 if mark.lane is Lane.VISITS else 5 * DAY_S
        row = next((i for i, end in enumerate(ends) if end < mark.start - gap), len(ends))
        if row >= most:
            row = most - 1
        elif row == len(ends):
            ends.append(mark.until)
        ends[row] = max(ends[row], mark.until)
        placed.append(replace(mark, row=row) if row else mark)
    return placed
