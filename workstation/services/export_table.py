"""A chart as one long tidy table: a row an event, dates and digits and units as they were written.

UTF-8 with a byte-order mark (spreadsheets read Chinese names wrongly without) and CRLF (RFC 4180). Text is quoted by
``safe_text.for_csv``: a spreadsheet runs a cell that starts with ``=``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from engines.text.safe_text import for_csv
from workstation.domain.patient import PatientRow
from workstation.domain.timeline import TimelineEvent

COLUMNS = ("patient", "number", "kind", "start", "end", "code_system", "code", "component", "name", "status",
           "category", "value", "unit", "ucum", "range_low", "range_high", "range_text", "flag", "detail", "source")
_ROWS_AT_ONCE = 500


def lines(row: PatientRow, events: Sequence[TimelineEvent]) -> Iterator[bytes]:
    """The file's bytes, some hundred rows at a time."""
    yield b"\xef\xbb\xbf" + rows_as_csv([COLUMNS])
    for start in range(0, len(events), _ROWS_AT_ONCE):
        yield rows_as_csv([_cells(row, event) for event in events[start:start + _ROWS_AT_ONCE]])


def _cells(row: PatientRow, event: TimelineEvent) -> tuple[str, ...]:
    return (
        row.id, row.number, event.kind.value, event.start.text if event.start else "",
        event.end.text if event.end else "", event.system, event.code, event.component, event.display, event.status,
        event.category, event.value_text, event.unit, event.ucum, _limit(event.low), _limit(event.high),
        event.range_text, event.flag, event.detail, event.source,
    )


def _limit(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def rows_as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a spreadsheet reads them, each cell through the CSV sink."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[for_csv(cell) for cell in row] for row in rows])
    return text.getvalue().encode()
