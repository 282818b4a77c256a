"""Sets a report: the same content gives the same bytes."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from engines.report.blocks import Heading
from engines.report.chart_part import chart_part
from engines.report.content import ReportContent
from engines.report.family_part import family_part
from engines.report.imaging_part import imaging_part
from engines.report.ink import Ink, paragraph, two_faces
from engines.report.page import draw_page, stamp
from engines.report.plan_part import plan_part
from engines.report.record_part import comment_part, record_part
from engines.report.sheet import Facts, set_sheet
from engines.report.words import Words


def render(content: ReportContent, ink: Ink) -> bytes:
    """The report as PDF bytes, A4. A draft carries its watermark; what has no glyph is printed as its code point."""
    words = Words(content.language, content.not_sent)
    return set_pages(content, ink, words, lambda: _story(content, ink, words))


def set_pages(face: ReportContent, ink: Ink, words: Words, story: Callable[[], list[Flowable]]) -> bytes:
    """Sets a story on the report's pages: ``face`` gives the identity, the time and who signed. PDF bytes."""
    return set_sheet(_facts(face, words), ink, story,
                     lambda page, n, m: draw_page(page, face, ink, words, n, m))


def _facts(content: ReportContent, words: Words) -> Facts:
    """It names the patient by number only: file managers show it to anybody."""
    author = content.signature.name if content.signature is not None else content.made_by
    number = f"{content.identity.number_label} {content.identity.number}".strip()
    subject = words("title") if not content.is_draft else f"{words('title')} ({words('draft')})"
    return Facts(content.language, f"{words('title')} {number}".strip(), author, content.made_at, subject,
                 words("short_disclaimer"))


def _story(content: ReportContent, ink: Ink, words: Words) -> list[Flowable]:
    flow: list[Flowable] = [
        paragraph(ink, words("title"), 18, strong=True), Spacer(1, 1),
        paragraph(ink, words("prepared", at=stamp(content), by=content.made_by), 8.5, "secondary", longest=200),
    ]
    if content.case_of:
        flow += [Spacer(1, 3), paragraph(ink, words("of_case", name=content.case_of), 9, "warning", longest=200)]
    flow += comment_part(ink, words, content.comment)
    if content.record is not None:
        flow += record_part(ink, words, content.record)
    if content.scans is not None:
        flow += imaging_part(ink, words, content.scans)
    if content.charts is not None:
        flow += chart_part(ink, words, content.charts)
    if content.has_family_section:
        flow += family_part(ink, words, content.family)
    if content.advice is not None:
        flow += plan_part(ink, words, content.advice)
    return [*flow, *closing(content, ink, words)]


def closing(content: ReportContent, ink: Ink, words: Words) -> list[Flowable]:
    """Who signs, when, by which key; what the report is not. It stays in one piece."""
    signed = content.signature
    room = 88 if signed is None else 104
    flow: list[Flowable] = [Spacer(1, 14), CondPageBreak(room), Heading(ink, words("signature"))]
    if signed is None:
        flow += [Spacer(1, 4), paragraph(ink, words("unsigned"), 9, "warning", strong=True)]
    else:
        flow += [
            Spacer(1, 5), two_faces(ink, signed.name, signed.role, 11, 200),
            paragraph(ink, words("signed", at=signed.at, by=signed.name), 8.5, "secondary", longest=300),
            paragraph(ink, words("key", which=signed.key), 8, "secondary", longest=120),
        ]
    return [*flow, Spacer(1, 8), paragraph(ink, words("disclaimer"), 7.5, "secondary")]
