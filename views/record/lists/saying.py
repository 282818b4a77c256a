"""Facts in words, and the rows of a list made of them. Made in a thread, so that a long list costs no GUI turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QLocale

from engines.text.safe_text import for_search
from views.record import words
from views.record.lists.labels import code_word, label
from views.record.lists.life_words import screen_word
from views.record.lists.sig_words import sentence
from views.record.lists.spec import Badge, Column, ListSpec
from views.widgets.words import day
from workstation.domain.chart_list import Entry, Fact
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.sig import Sig

# Free text and codes: shown letter by letter. Of concepts the SNOMED CT tag is left out; their codes keep it.
_AS_WRITTEN = frozenset({"code", "note", "sig_text", "sig_patient", "reaction_said", "narrative", "lot", "address"})
_FIELD = 1900                      # characters that for_search folds at once
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: what each column says, what stands below it, by what it is sorted and found.

    ``keys`` is the place of each cell among those of its column, alike for cells that sort alike.
    """

    entry: Entry
    cells: tuple[str, ...]
    below: tuple[str, ...]
    keys: tuple[int, ...]
    badge: Badge | None
    found_by: str

    def spoken(self) -> str:
        """What a screen reader says."""
        said = [part for pair in zip(self.cells, self.below, strict=True) for part in pair if part]
        return ", ".join(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the detail: a heading, or a label with its value and where a click on it leads."""

    label: str
    value: str = ""
    source: str = ""

    @property
    def heading(self) -> bool:
        return not self.value


def said(fact: Fact, exact: bool = False) -> str:
    """A fact in words; ``exact`` tells the time of day too."""
    language = QLocale().name()
    if fact.sig is not None:
        return _sentence(fact.sig, language)
    if fact.name == "screen":
        return screen_word(fact.code, fact.text)
    span = _span(fact.start, fact.end, exact)
    known = _code_word(fact.name, fact.code or fact.text, language)
    text = fact.text or fact.code
    if known and fact.text and fact.code and fact.name in ("phone", "mail"):
        return f"{fact.text} ({known})"
    if known and fact.name in ("value", "factor", "class"):
        text = known
    elif known:
        plain = {fact.code.casefold(), known.casefold(), ""}
        if fact.text.casefold() in plain or _same(fact.text, fact.code):
            text = known
        elif known.casefold() not in fact.text.casefold():
            text = f"{known} ({fact.text})"
    elif fact.name not in _AS_WRITTEN:
        text = words.display(text)
    return ", ".join(part for part in (text, span) if part)


@lru_cache(maxsize=4096)
def _sentence(sig: Sig, language: str) -> str:
    """The same dosage stands in many rows; ``language`` keeps the sentences of each language apart."""
    return sentence(sig)


@lru_cache(maxsize=4096)
def _code_word(name: str, code: str, language: str) -> str:
    return code_word(name, code)


def _same(text: str, code: str) -> bool:
    """True where the text only spells the code: ``Entered in error``, ``Problem List Item``."""
    return "".join(filter(str.isalnum, text.casefold())) == "".join(filter(str.isalnum, code.casefold()))


def moment(when: PartialDate, exact: bool = False) -> str:
    """A date at its precision; with its time of day, as written, where that is asked for."""
    time = when.text[11:16] if exact and when.precision is Precision.TIME else ""
    return f"{day(when)} {time}".strip()


def _span(start: PartialDate | None, end: PartialDate | None, exact: bool) -> str:
    first, last = (moment(when, exact) if when else "" for when in (start, end))
    if first and last:
        return first if first == last else f"{first} – {last}"
    return first or (f"– {last}" if last else "")


def row_of(entry: Entry, spec: ListSpec) -> Row:
    """The row of an entry."""
    pairs = [_cell(entry, column) for column in spec.columns]
    cells, below = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    badge = spec.badge(entry)
    cells = tuple(badge[1] if column.badge and badge else cell
                  for cell, column in zip(cells, spec.columns, strict=True))
    found_by = _found_by(" ".join(dict.fromkeys([*cells, *below, *(said(fact) for fact in entry.facts)])))
    return Row(entry, cells, below, (), badge, found_by)


def _found_by(text: str) -> str:
    """The words of a row as the filter compares them, beyond the length that one search field has."""
    return " ".join(for_search(text[place:place + _FIELD]) for place in range(0, min(len(text), 8 * _FIELD), _FIELD))


def _cell(entry: Entry, column: Column) -> tuple[str, str]:
    first, second = _joined(entry, column.facts), _joined(entry, column.below)
    return (first, second) if first else (second, "")


def _joined(entry: Entry, names: Iterable[str]) -> str:
    found = [said(fact) for name in names for fact in entry.of(name)]
    return "; ".join(dict.fromkeys(part for part in found if part))


def _key(entry: Entry, column: Column, cell: str) -> tuple[datetime, str]:
    if not column.date:
        return _NEVER, for_search(cell)
    when = entry.start((*column.facts, *column.below))
    return when.start if when else _NEVER, ""


def newest_first(rows: Iterable[Row], spec: ListSpec) -> list[Row]:
    """Rows by the spec's dates, newest first, those without a date last, those of one moment by name.

    They know their places by each column: comparing ten thousand words is no work for the window's thread.
    """
    def moment_of(row: Row) -> datetime:
        when = row.entry.start(spec.order)
        return when.start if when else _NEVER

    by_name = sorted(rows, key=lambda row: for_search(row.cells[0]))
    return _ranked(sorted(by_name, key=moment_of, reverse=True), spec)


def _ranked(rows: list[Row], spec: ListSpec) -> list[Row]:
    """The rows with their ``keys``."""
    columns: list[list[int]] = []
    for place, column in enumerate(spec.columns):
        keys = [_key(row.entry, column, row.cells[place]) for row in rows]
        ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        columns.append([ranks[key] for key in keys])
    return [replace(row, keys=keys) for row, keys in zip(rows, zip(*columns, strict=True), strict=True)]


def detail(entry: Entry) -> list[Line]:
    """Everything the resource says, as lines: its facts in the order told, then whatever else it holds."""
    lines: list[Line] = []
    before = ("", 0)
    repeated = {fact.name for fact in entry.facts if fact.part > 1}
    numbered = {number for number in (fact.part for fact in entry.facts) if number}
    for fact in entry.facts:
        words_ = said(fact, exact=True)
        if fact.name == "title" or not words_:
            continue
        if fact.part and fact.part != before[1] and len(numbered) > 1 and (repeated or fact.part > 1):
            lines.append(Line(f"{label(fact.name)} {fact.part}"))
        same = before == (fact.name, fact.part)
        lines.append(Line("" if same else label(fact.name), words_, fact.source))
        before = (fact.name, fact.part)
    if entry.rest:
        lines.append(Line(label("rest")))
        lines += [Line(path, value) for path, value in entry.rest if value]
    return lines
