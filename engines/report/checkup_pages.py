"""Sets a check-up report: what is out of range first, then the rest; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.platypus import Flowable, Spacer

from engines.report.blocks import ROW_LINE, FlagTag, Sparkline, rows, section
from engines.report.checkup import Both, CheckupContent, Fact, Measure
from engines.report.checkup_words import TwoWords
from engines.report.content import Flag
from engines.report.document import closing, set_pages
from engines.report.ink import REGULAR, STRONG, Ink, paragraph, printable
from engines.report.page import FRAME_WIDTH, stamp
from engines.report.record_part import comment_part

_MEASURES = (0.22, 0.115, 0.125, 0.14, 0.14, 0.11, 0.15)
_FACTS = (0.22, 0.63, 0.15)
_SMALL, _SMALL_LINE = 7.5, 10.4


def render(content: CheckupContent, ink: Ink) -> bytes:
    """The report as PDF bytes, A4. A draft carries its watermark."""
    words = TwoWords()
    return set_pages(content.face, ink, words, lambda: _story(content, ink, words))


def _story(content: CheckupContent, ink: Ink, words: TwoWords) -> list[Flowable]:
    prepared = words("prepared", at=stamp(content.face), by=content.face.made_by)
    measures, facts = partial(_measures, ink, words), partial(_facts, ink)
    anything = content.out_of_range or content.in_range or content.not_judged
    flow: list[Flowable] = [
        paragraph(ink, words("title"), 18, strong=True), Spacer(1, 1),
        paragraph(ink, prepared, 8.5, "secondary", longest=200),
        Spacer(1, 5), *_lines(ink, content.since, "text"),
        *comment_part(ink, words, content.face.comment),
        *_head(ink, words, "out", words("out_aside")),
        *(measures(content.out_of_range) or _said(ink, words, "none_out" if anything else "no_results")),
        *_head(ink, words, "checkup_vitals"),
        *(measures(content.vitals) or _said(ink, words, "no_vitals")),
        *_head(ink, words, "changes"),
        *(facts(content.changes) or _said(ink, words, "no_changes")),
        *_head(ink, words, "life", words("life_aside")),
        *(facts(content.life) or _said(ink, words, "no_life")),
    ]
    if content.due is not None:
        note = [Spacer(1, 3), *_lines(ink, content.due_note)] if content.due_note else []
        flow += [*_head(ink, words, "due"), *(facts(content.due) or _said(ink, words, "none_due")), *note]
    if content.not_judged:
        flow += [*_head(ink, words, "not_judged_title"), *measures(content.not_judged)]
    flow += [*_head(ink, words, "in_range_title"), *(measures(content.in_range) or _said(ink, words, "none_in"))]
    if content.not_repeated:
        flow += [*_head(ink, words, "not_repeated", words("not_repeated_aside")), *measures(content.not_repeated)]
    if content.left_out:
        flow += _said(ink, words, "left", n=content.left_out)
    flow += [Spacer(1, 8), *_lines(ink, words.both("as_recorded"))]
    return [*flow, *closing(content.face, ink, words)]


def _head(ink: Ink, words: TwoWords, key: str, aside: str = "") -> list[Flowable]:
    return section(ink, words(key), aside, 60)


def _said(ink: Ink, words: TwoWords, key: str, **fields: object) -> list[Flowable]:
    return [Spacer(1, 3), *_lines(ink, words.both(key, **fields))]


def _lines(ink: Ink, said: Both, token: str = "secondary") -> list[Flowable]:
    first = paragraph(ink, said.zh, 9, token, longest=800)
    return [first] if said.zh == said.en else [first, paragraph(ink, said.en, 8.5, "secondary", longest=800)]


def _cell(ink: Ink, said: Both, right: bool = False, token: str = "text", strong: bool = False) -> list[Flowable]:
    """Chinese over English; one line where they are the same."""
    first = paragraph(ink, said.zh, 9, token, strong=strong, right=right, longest=400, line=ROW_LINE)
    if said.zh == said.en:
        return [first]
    return [first, paragraph(ink, said.en, _SMALL, "secondary", right=right, longest=400, line=_SMALL_LINE)]


def _measures(ink: Ink, words: TwoWords, measures: Sequence[Measure]) -> list[Flowable]:
    if not measures:
        return []
    right = ("col_value", "col_date")
    head = [
        [paragraph(ink, part, 7.5, "secondary", right=key in right, line=9.4) for part in (said.zh, said.en)]
        for key in ("col_result", "col_value", "col_range", "col_flag", "col_change", "col_trend", "col_date")
        for said in (words.both(key),)
    ]
    return [rows(ink, [head, *(_measure(ink, words, measure) for measure in measures)], _MEASURES, head=True)]


def _measure(ink: Ink, words: TwoWords, measure: Measure) -> list[list[Flowable]]:
    flag = words.both(measure.flag.value)
    ranged = Both.same(measure.range) if measure.range else words.both("no_range")
    sparkline: list[Flowable] = [Spacer(1, 1), Sparkline(ink, measure.earlier, measure.flag, width=48)]
    tag: list[Flowable] = [FlagTag(ink, measure.flag, flag.zh),
                           paragraph(ink, flag.en, _SMALL, "secondary", longest=40, line=_SMALL_LINE)]
    return [
        _cell(ink, measure.name, strong=measure.flag not in (Flag.IN_RANGE, Flag.NOT_JUDGED)),
        _value(ink, measure), _cell(ink, ranged, token="secondary"), tag,
        _cell(ink, measure.change), sparkline if len(measure.earlier) > 1 else [], _cell(ink, measure.date, right=True),
    ]


def _value(ink: Ink, measure: Measure) -> list[Flowable]:
    """The number in one piece, set smaller where it is long (broken over lines it is misread); its unit below."""
    if not any(letter.isdigit() for letter in measure.value):
        return [paragraph(ink, measure.value, 8.5, strong=True, right=True, longest=300, line=ROW_LINE)]
    value = paragraph(ink, measure.value, _fitting(measure.value, STRONG, 9.0), strong=True, right=True, longest=60,
                      line=ROW_LINE)
    if not measure.unit:
        return [value]
    size = _fitting(measure.unit, REGULAR, _SMALL)
    return [value, paragraph(ink, measure.unit, size, "secondary", right=True, longest=40, line=_SMALL_LINE)]


def _fitting(text: str, face: str, size: float) -> float:
    """The size in which ``text`` stands on one line of the column of values, 5 points at least."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    room = _MEASURES[1] * FRAME_WIDTH - 9
    while size > 5 and stringWidth(printable(text, face, 60), face, size) > room:
        size -= 0.5
    return size


def _facts(ink: Ink, facts: Sequence[Fact]) -> list[Flowable]:
    if not facts:
        return []
    cells = [[_cell(ink, fact.about, token="secondary"), _cell(ink, fact.what), _cell(ink, fact.date, right=True)]
             for fact in facts]
    return [rows(ink, cells, _FACTS)]
