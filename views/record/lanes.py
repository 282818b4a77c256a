"""The timeline as values: which mark lies in which lane, and which row of a lane a bar takes. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind, TimelineEvent

DAY_S = 86_400.0


class Lane(StrEnum):
    VISITS = "visits"
    PROBLEMS = "problems"
    MEDICATION = "medication"
    RESULTS = "results"
    IMAGING = "imaging"
    DOCUMENTS = "documents"


_KINDS = {
    EventKind.ENCOUNTER: Lane.VISITS, EventKind.CONDITION: Lane.PROBLEMS, EventKind.MEDICATION: Lane.MEDICATION,
    EventKind.RESULT: Lane.RESULTS, EventKind.VITAL: Lane.RESULTS, EventKind.IMAGING: Lane.IMAGING,
    EventKind.DOCUMENT: Lane.DOCUMENTS, EventKind.PROCEDURE: Lane.VISITS, EventKind.IMMUNIZATION: Lane.VISITS,
}
_BARS = frozenset({Lane.PROBLEMS, Lane.MEDICATION})
_OVER = frozenset({"resolved", "inactive", "remission", "stopped", "completed", "cancelled"})
MOST_ROWS = 4                      # of bars in a lane; later ones share the last row


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the timeline. Seconds since 1970 UTC; ``end`` equals ``start`` for a moment; rows count from 0."""

    lane: Lane
    start: float
    end: float
    row: int
    words: str
    date: PartialDate
    source: str
    flagged: bool = False
    open_end: bool = False

    @property
    def is_bar(self) -> bool:
        return self.lane in _BARS


def marks(events: Iterable[TimelineEvent], now: datetime | None = None) -> list[Mark]:
    """Marks of all events with a date; a bar without an end that isn't over runs to today."""
    today = (now or datetime.now(UTC)).timestamp()
    found: list[Mark] = []
    for event in events:
        lane = _KINDS.get(event.kind)
        if lane is None or event.start is None:
            continue
        start = event.start.start.timestamp()
        end, is_open = _end(event, lane, start, today)
        text = " ".join(part for part in (event.display, event.value_text, event.unit) if part)
        flagged = event.flag.upper() in ("H", "L", "HH", "LL", "A", "AA")
        found.append(Mark(lane, start, end, 0, text, event.start, event.source, flagged, is_open))
    found.sort(key=lambda mark: mark.start)
    return _with_rows(found)


def span(found: Sequence[Mark], now: datetime | None = None) -> tuple[float, float]:
    """First and last moment to show: all marks with a margin, at least a year."""
    today = (now or datetime.now(UTC)).timestamp()
    first = min((mark.start for mark in found), default=today - 365 * DAY_S)
    last = max((mark.end for mark in found), default=today)
    last = max(last, today)
    width = max(last - first, 365 * DAY_S)
    return last - width - width * 0.02, last + width * 0.03


def _end(event: TimelineEvent, lane: Lane, start: float, today: float) -> tuple[float, bool]:
    if lane not in _BARS:
        return start, False
    if event.end is not None:
        return max(start, event.end.start.timestamp()), False
    if event.status in _OVER:
        return start, False                          # over, but nobody wrote when: a mark, not an invented bar
    return max(start, today), True


def _with_rows(found: Sequence[Mark]) -> list[Mark]:
    free: dict[Lane, list[float]] = {}
    placed: list[Mark] = []
    for mark in found:
        if not mark.is_bar:
            placed.append(mark)
            continue
        ends = free.setdefault(mark.lane, [])
        row = next((i for i, end in enumerate(ends) if end < mark.start - 5 * DAY_S), len(ends))
        if row >= MOST_ROWS:
            row = MOST_ROWS - 1
        elif row == len(ends):
            ends.append(mark.end)
        ends[row] = max(ends[row], mark.end)
        placed.append(Mark(mark.lane, mark.start, mark.end, row, mark.words, mark.date, mark.source, mark.flagged,
                           mark.open_end))
    return placed
