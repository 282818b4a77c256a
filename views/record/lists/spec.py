"""What makes one list page unlike another: its columns, its groups, its words. The rest is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from views.widgets.theme import Severity
from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.patient import PatientBanner

Badge = tuple[Severity, str, str]             # severity, word, shape


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its facts say, with other facts small below. ``width`` in pixels; 0 shares the rest.

    Where the facts say nothing, those of ``below`` move up. ``date`` sorts by the earliest date and is painted small.
    ``badge`` paints the entry's badge.
    """

    heading: str
    facts: tuple[str, ...] = ()
    width: int = 0
    below: tuple[str, ...] = ()
    date: bool = False
    badge: bool = False


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list page. ``groups`` maps a group's key to its heading, in the order shown; ``folded`` start closed.

    ``order`` names the date facts by which entries stand, newest first. ``notice`` says something about the whole list
    (severity, words) before its entries. ``within`` is True where an entry holds other rows of the chart.
    """

    kind: ListKind
    title: str
    columns: tuple[Column, ...]
    groups: Mapping[str, str]
    order: tuple[str, ...]
    empty_icon: str
    empty_title: str
    empty_words: str
    folded: frozenset[str] = frozenset({"error", "refuted"})
    badge: Callable[[Entry], Badge | None] = field(default=lambda _entry: None)
    notice: Callable[[PatientBanner, list[Entry]], Badge | None] = field(default=lambda _banner, _entries: None)
    within: bool = False
