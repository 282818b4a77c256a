"""Full-text search inside one patient's chart: names, codes, values, notes and documents.

All words of a query must stand in a record, anywhere in it, accents and case aside; Chinese by its characters, so one
character is enough. Latin words of one or two letters must begin a word, for inside of words they are everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from engines.text.safe_text import for_search
from workstation.domain.partial_date import PartialDate
from workstation.domain.timeline import EventKind
from workstation.services.chart_text import ChartText, Passage, Unread, read
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

_BEFORE, _AFTER = 36, 130          # characters of a snippet around its first hit
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a record's own text; ``marks`` are the (start, end) of the words that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ChartHit:
    """One record that holds every word. ``source`` is its resource key."""

    passage: Passage
    words: tuple[str, ...]

    @property
    def kind(self) -> EventKind:
        return self.passage.kind

    @property
    def title(self) -> str:
        return self.passage.title

    @property
    def date(self) -> PartialDate | None:
        return self.passage.date

    @property
    def source(self) -> str:
        return self.passage.source

    def snippet(self) -> Snippet:
        """Where the words stand: the piece that holds most of them."""
        return snippet(self.passage.pieces, self.words)


@dataclass(frozen=True, slots=True)
class ChartFound:
    """The answer: hits by kind in the order of ``EventKind``, newest first; and what could not be searched."""

    text: str
    hits: tuple[ChartHit, ...]
    records: int
    unread: tuple[Unread, ...]

    def by_kind(self) -> dict[EventKind, list[ChartHit]]:
        groups: dict[EventKind, list[ChartHit]] = {kind: [] for kind in EventKind}
        for hit in self.hits:
            groups[hit.kind].append(hit)
        return {kind: hits for kind, hits in groups.items() if hits}


def find(clinic: Clinic, patient_id: str, text: str, progress: Progress | None = None) -> ChartFound:
    """Reads a chart and looks for ``text`` in it, for a single question. Raises NotFound, NotAllowed, Cancelled."""
    return look(read(clinic, patient_id, progress), text)


def look(chart: ChartText, text: str, progress: Progress | None = None) -> ChartFound:
    """The records that hold every word of ``text``; none for a text without words. Raises Cancelled."""
    words = tuple(dict.fromkeys(for_search(text).split()))
    left: Sequence[Passage] = chart.passages if words else ()
    for word in sorted(words, key=len, reverse=True):              # the longest word leaves fewest
        if progress is not None:
            progress.check()
        begins = _begins(word)
        left = [one for one in left if word in one.folded and (begins is None or begins.search(one.folded))]
    return ChartFound(text, tuple(ChartHit(one, words) for one in left), len(chart.passages), chart.unread)


def _begins(word: str) -> re.Pattern[str] | None:
    """What a short Latin word must fit; None where it may stand anywhere."""
    if len(word) > _SHORT or not word.isascii() or not word.isalnum():
        return None
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}")


def snippet(pieces: Sequence[str], words: Sequence[str]) -> Snippet:
    """The part of the piece with most of the words, cut to its hits, which are marked."""
    best = max(pieces, key=lambda piece: _held(piece, words), default="")
    folded, origin = _folded(best)
    patterns = [_begins(word) or re.compile(re.escape(word)) for word in words]
    marks = _joined([(origin[hit.start()], origin[hit.end() - 1] + 1)
                     for pattern in patterns for hit in pattern.finditer(folded)])
    start = max(0, (marks[0][0] if marks else 0) - _BEFORE)
    end = min(len(best), (marks[0][1] if marks else 0) + _AFTER)
    if start and " " in best[start:start + 12]:
        start = best.index(" ", start) + 1                          # at a word, where one begins soon
    head, tail = "…" if start else "", "…" if end < len(best) else ""
    moved = len(head) - start
    shown = tuple((first + moved, last + moved) for first, last in marks if first >= start and last <= end)
    return Snippet(head + best[start:end] + tail, shown)


def _held(piece: str, words: Sequence[str]) -> int:
    folded = for_search(piece)
    return sum(len(word) for word in words if word in folded)       # of two words the longer one says more


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as a search compares it, and for each of its characters the place it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.category(letter).startswith(("M", "C")):
                letters.append(letter)
                origin.append(place)
    return "".join(letters), origin


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(marks):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
