"""The record on paper: assessment, problems, medications, allergies, latest results."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from engines.report.blocks import ROW_LINE, FlagTag, Sparkline, nothing, rows, section
from engines.report.content import Allergies, Line, Record, ResultLine
from engines.report.ink import STRONG, Ink, paragraph, printable, two_faces
from engines.report.page import FRAME_WIDTH
from engines.report.words import Words

_RESULT_WIDTHS = (0.215, 0.11, 0.15, 0.10, 0.125, 0.15, 0.15)


def comment_part(ink: Ink, words: Words, comment: str) -> list[Flowable]:
    """What the physician wrote, as written."""
    if not comment.strip():
        return []
    lines = [paragraph(ink, line, 9.5, longest=6000) for line in comment.splitlines() if line.strip()]
    return [*section(ink, words("comment"), "", 34), Spacer(1, 3), *lines]


def record_part(ink: Ink, words: Words, record: Record) -> list[Flowable]:
    active = words("active_count", n=len(record.problems)) if record.problems else ""
    current = words("current_count", n=len(record.medications)) if record.medications else ""
    return [
        *section(ink, words("problems"), active, 40),
        *_lines(ink, words, record.problems, "problems"),
        *_past(ink, words, record.past_problems),
        *section(ink, words("medication"), current, 40),
        *_lines(ink, words, record.medications, "medications"),
        *section(ink, words("allergies"), "", 30),
        *_allergies(ink, words, record),
        *section(ink, words("results"), _results_date(record), 60),
        *_results(ink, words, record),
    ]


def _lines(ink: Ink, words: Words, lines: tuple[Line, ...], part: str) -> list[Flowable]:
    if not lines:
        return nothing(ink, words.none("none_recorded", part))
    cells = [
        [
            two_faces(ink, line.name, line.detail, longest=400),
            paragraph(ink, line.code, 8.5, "secondary", longest=40, line=ROW_LINE),
            paragraph(ink, _since(words, line), 8.5, "secondary", right=True, longest=60, line=ROW_LINE),
        ]
        for line in lines
    ]
    return [rows(ink, cells, (0.68, 0.12, 0.20))]


def _since(words: Words, line: Line) -> str:
    return words("since", date=line.since) if line.since else ""


def _past(ink: Ink, words: Words, lines: tuple[Line, ...]) -> list[Flowable]:
    if not lines:
        return []
    said = "; ".join(f"{line.name} ({line.since})" if line.since else line.name for line in lines)
    return [Spacer(1, 4), two_faces(ink, words("past"), said, 8, longest=1500)]


def _allergies(ink: Ink, words: Words, record: Record) -> list[Flowable]:
    if record.allergy_state is Allergies.NO_KNOWN:
        return [Spacer(1, 3), paragraph(ink, words("no_known_allergy") + ".")]
    if record.allergy_state is Allergies.NONE_RECORDED or not record.allergies:
        said = words.none("none_recorded_allergy", "allergies")
        return [Spacer(1, 3), paragraph(ink, said + ".", token="warning")]
    cells = [
        [
            two_faces(ink, allergy.substance, allergy.reaction, longest=400),
            paragraph(ink, words("severe") if allergy.severe else "", 8, "critical", strong=True, right=True,
                      line=ROW_LINE),
        ]
        for allergy in record.allergies
    ]
    return [rows(ink, cells, (0.82, 0.18))]


def _results_date(record: Record) -> str:
    return record.results[0].date if record.results else ""


def _results(ink: Ink, words: Words, record: Record) -> list[Flowable]:
    if not record.results:
        return _observations(ink, record) or nothing(ink, words.none("none_recorded", "results"))
    right = ("latest", "date")
    head = [
        paragraph(ink, words(key), 7.5, "secondary", right=key in right)
        for key in ("result", "latest", "unit", "range", "trend", "flag", "date")
    ]
    words_only = _observations(ink, record)
    table = rows(ink, [head, *(_result(ink, words, result) for result in record.results)], _RESULT_WIDTHS, head=True)
    more: list[Flowable] = []
    if record.results_left_out:
        more = [Spacer(1, 4), paragraph(ink, words("more_results", n=record.results_left_out), 8, "secondary")]
    return [table, *words_only, *more]


def _observations(ink: Ink, record: Record) -> list[Flowable]:
    if not record.observations:
        return []
    cells = [
        [two_faces(ink, line.name, line.detail, longest=400),
         paragraph(ink, line.since, 8.5, "secondary", right=True, longest=30, line=ROW_LINE)]
        for line in record.observations
    ]
    return [Spacer(1, 2), rows(ink, cells, (0.85, 0.15))]


def _value(ink: Ink, value: str) -> Flowable:
    """A number in one piece: set smaller where it is long, because one broken over two lines is misread."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    room, size = _RESULT_WIDTHS[1] * FRAME_WIDTH - 9, 9.0
    while size > 5 and stringWidth(printable(value, STRONG, 60), STRONG, size) > room:
        size -= 0.5
    return paragraph(ink, value, size, strong=True, right=True, longest=60, line=ROW_LINE)


def _result(ink: Ink, words: Words, result: ResultLine) -> list[Flowable]:
    return [
        paragraph(ink, result.name, longest=200),
        _value(ink, result.value),
        paragraph(ink, result.unit, 8.5, "secondary", longest=40, line=ROW_LINE),
        paragraph(ink, result.range, 8.5, "secondary", longest=60, line=ROW_LINE),
        Sparkline(ink, result.earlier, result.flag),
        FlagTag(ink, result.flag, words(result.flag.value)),
        paragraph(ink, result.date, 8.5, "secondary", right=True, longest=30, line=ROW_LINE),
    ]
