"""The human text of a section, made of the same rows that the screen shows. Everything from outside is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from engines.text.safe_text import plain
from workstation.domain.timeline import TimelineEvent
from workstation.exchange.ips.sections import Item, Section

_LONGEST_CELL = 500


def table(section: Section, items: Sequence[Item], left_out: int) -> str:
    """The ``div`` (XHTML) of a section that has entries."""
    rows = "".join(f"<tr>{_cells(section, row)}</tr>" for item in items for row in item.rows)
    heads = "".join(f"<th>{escape(head)}</th>" for head in section.heads)
    more = f"<p>The newest {section.newest} of each kind; {left_out} older ones are not in this summary.</p>" \
        if left_out else ""
    return _div(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}")


def sentence(words: str) -> str:
    """The ``div`` of a section that says one sentence."""
    return _div(f"<p>{_safe(words)}</p>")


def _cells(section: Section, row: TimelineEvent) -> str:
    return "".join(f"<td>{_safe(_COLUMNS[head](row))}</td>" for head in section.heads)


def _what(row: TimelineEvent) -> str:
    return f"{row.display}: {row.detail}" if row.component and row.detail else row.display


def _value(row: TimelineEvent) -> str:
    return f"{row.value_text} {row.unit}".strip() or row.detail


def _date(row: TimelineEvent) -> str:
    return row.start.human() if row.start else "not recorded"


_COLUMNS = {
    "What": _what, "Value": _value, "Date": _date,
    "Reference range": lambda row: row.range_text, "Flag": lambda row: row.flag,
    "State": lambda row: row.status, "Detail": lambda row: row.detail,
}


def _safe(text: str) -> str:
    return escape(plain(text, _LONGEST_CELL)).replace("\n", "<br/>")


def _div(inside: str) -> str:
    return f'<div xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">{inside}</div>'
