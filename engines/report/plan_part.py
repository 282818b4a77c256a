"""Advice with its grounds: the rule's source, the values it rests on, what is missing, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from engines.report.blocks import Marked, nothing, section
from engines.report.content import AdviceLine, Grade
from engines.report.ink import Ink, paragraph
from engines.report.page import FRAME_WIDTH
from engines.report.words import Words

_INDENT = 9.0


def plan_part(ink: Ink, words: Words, advice: Sequence[AdviceLine]) -> list[Flowable]:
    if not advice:
        return [*section(ink, words("plan"), "", 20), *nothing(ink, words("no_advice"))]
    flow = section(ink, words("plan"), "", 90)
    for card in advice:
        flow += [Spacer(1, 5), _card(ink, words, card)]
    return flow


def _card(ink: Ink, words: Words, card: AdviceLine) -> Table:
    """One piece of advice a row a line, so that a long one breaks between its lines."""
    grade = Grade.INFO if card.could_not_check else card.grade
    kind = words("could_not_check") if card.could_not_check else words(grade.value)
    lines: list[Flowable] = [
        Marked(ink, grade, f"{kind}  ·  {card.engine}" if card.engine else kind, FRAME_WIDTH - 2 * _INDENT),
        paragraph(ink, card.summary, 10, strong=True, longest=600),
    ]
    lines += [paragraph(ink, line, 8.5, longest=1200) for line in card.detail.splitlines()[:12] if line.strip()]
    if card.inputs:
        lines.append(paragraph(ink, words("rests_on", what="; ".join(card.inputs)), 8, "secondary", longest=1200))
    if card.missing:
        lines.append(paragraph(ink, words("missing", what=", ".join(card.missing)), 8, "warning", longest=600))
    if card.source:
        lines.append(paragraph(ink, words("source", what=card.source), 8, "secondary", longest=600))
    lines.append(Marked(ink, *_decision(words, card), FRAME_WIDTH - 2 * _INDENT))
    table = Table([[line] for line in lines], colWidths=[FRAME_WIDTH])
    table.setStyle(TableStyle([
        ("LEFTPADDING", (0, 0), (-1, -1), _INDENT), ("RIGHTPADDING", (0, 0), (-1, -1), _INDENT),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
        ("LINEBEFORE", (0, 0), (0, -1), 2, ink.grade(grade)[0]), ("NOSPLIT", (0, 0), (0, min(2, len(lines) - 1))),
        ("NOSPLIT", (0, -2), (0, -1)),
    ]))
    return table


def _decision(words: Words, card: AdviceLine) -> tuple[Grade, str]:
    if card.decision == "accepted":
        return Grade.FINE, words("decision_accepted", who=card.decided_by, at=card.decided_at)
    if card.decision == "overridden":
        why = card.reason or words("not_known")
        return Grade.NONE, words("decision_overridden", who=card.decided_by, at=card.decided_at, why=why)
    return Grade.NONE, words("decision_open")
