"""The day list of the clinic as a printed page: A4, in English or Chinese; the same content gives the same bytes."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer

from engines.report.blocks import nothing, rows
from engines.report.ink import REGULAR, STRONG, Ink, paragraph, printable
from engines.report.page import LEFT, MM, RIGHT, WIDTH
from engines.report.sheet import Facts, set_sheet

if TYPE_CHECKING:
    from datetime import datetime

    from reportlab.pdfgen.canvas import Canvas

_WIDTHS = (0.135, 0.215, 0.145, 0.225, 0.155, 0.125)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"title": "Day list", "time": "Time", "patient": "Patient", "number": "Number", "reason": "Reason",
           "who": "With, where", "state": "State", "nobody": "Nobody is expected on this day.",
           "printed": "Printed {at} by {by}", "page": "Page {n} of {m}", "not_known": "Not known",
           "count": "{n} appointments", "one": "1 appointment",
           "care": "Holds names of patients: keep it closed, destroy it after the day."},
    "zh": {"title": "当日预约表", "time": "时间", "patient": "患者", "number": "病历号", "reason": "事由",
           "who": "接诊者、诊室", "state": "状态", "nobody": "当日无预约。",
           "printed": "{by} 于 {at} 打印", "page": "第 {n} 页，共 {m} 页", "not_known": "不详",
           "count": "共 {n} 个预约", "one": "共 1 个预约",
           "care": "含患者姓名：请妥善保管，当日过后销毁。"},
}
_STATES: Mapping[str, tuple[str, str]] = {
    "booked": ("Booked", "已预约"), "arrived": ("Arrived", "已到诊"), "checked-in": ("Arrived", "已到诊"),
    "fulfilled": ("Seen", "已就诊"), "cancelled": ("Cancelled", "已取消"), "noshow": ("Did not come", "未到"),
    "pending": ("Pending", "待确认"), "proposed": ("Proposed", "拟定"), "waitlist": ("Waiting list", "候补"),
}


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One appointment as it is printed; ``state`` is its FHIR R4 status. Empty strings where nothing is recorded."""

    time: str
    patient: str
    number: str
    reason: str
    who: str
    place: str
    state: str
    cancelled_for: str = ""


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """A day of a clinic. ``day`` is written out in ``language`` (en, zh); ``clinic`` may be ""."""

    language: str
    clinic: str
    day: str
    zone: str
    lines: tuple[AgendaLine, ...]
    printed_at: str
    printed_by: str
    made_at: datetime


def render(content: AgendaContent, ink: Ink) -> bytes:
    """The day list as PDF bytes; what has no glyph is printed as its code point."""
    words = _WORDS["zh" if content.language.startswith("zh") else "en"]
    facts = Facts(content.language, f"{words['title']} {content.day}", content.printed_by, content.made_at)
    return set_sheet(facts, ink, lambda: _story(content, ink, words),
                     lambda canvas, number, count: _page(canvas, content, ink, words, number, count))


def state_word(state: str, language: str) -> str:
    """The printed word of a state; one that is not known is printed as it is written."""
    english, chinese = _STATES.get(state, (state, state))
    return chinese if language.startswith("zh") else english


def _story(content: AgendaContent, ink: Ink, words: Mapping[str, str]) -> list[Flowable]:
    many = words["one"] if len(content.lines) == 1 else words["count"].replace("{n}", str(len(content.lines)))
    flow: list[Flowable] = [
        paragraph(ink, content.day, 18, strong=True, longest=120), Spacer(1, 1),
        paragraph(ink, "  ·  ".join(filter(None, (many, content.zone))), 8.5, "secondary", longest=200), Spacer(1, 8),
    ]
    if not content.lines:
        return [*flow, *nothing(ink, words["nobody"])]
    head = [paragraph(ink, words[key], 8, "secondary") for key in
            ("time", "patient", "number", "reason", "who", "state")]
    return [*flow, rows(ink, [head, *(_row(ink, line, content.language, words) for line in content.lines)], _WIDTHS,
                        head=True)]


def _row(ink: Ink, line: AgendaLine, language: str, words: Mapping[str, str]) -> list[list[Flowable]]:
    gone = line.state in ("cancelled", "noshow")
    token = "secondary" if gone else "text"
    state: list[Flowable] = [paragraph(ink, state_word(line.state, language), 9, token, strong=gone, longest=60)]
    if line.cancelled_for:
        state.append(paragraph(ink, line.cancelled_for, 7.5, "secondary", longest=200))
    with_: list[Flowable] = [paragraph(ink, line.who, 9, token, longest=200)] if line.who else []
    if line.place:
        with_.append(paragraph(ink, line.place, 7.5 if line.who else 9, "secondary", longest=100))
    return [
        [paragraph(ink, line.time, 9, token, strong=True, longest=60)],
        [paragraph(ink, line.patient or words["not_known"], 9, token, strong=not gone, longest=200)],
        [paragraph(ink, line.number, 8.5, token, longest=60)], [paragraph(ink, line.reason, 9, token, longest=400)],
        with_, state,
    ]


def _page(canvas: Canvas, content: AgendaContent, ink: Ink, words: Mapping[str, str], number: int, count: int) -> None:
    """The clinic and the day on top of each page, who printed it and the page's number at its foot."""
    from engines.report.page import HEIGHT

    top, foot = HEIGHT - 16 * MM, 11.5 * MM
    canvas.setFillColor(ink.color("text"))
    canvas.setFont(STRONG, 12)
    canvas.drawString(LEFT, top, printable(content.clinic or words["title"], STRONG, 60))
    canvas.setFillColor(ink.color("secondary"))
    canvas.setFont(REGULAR, 9)
    canvas.drawRightString(WIDTH - RIGHT, top, printable(f"{words['title']}  ·  {content.day}", REGULAR, 90))
    canvas.setStrokeColor(ink.color("line"))
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, top - 8, WIDTH - RIGHT, top - 8)
    canvas.line(LEFT, foot + 11, WIDTH - RIGHT, foot + 11)
    canvas.setFont(REGULAR, 7.5)
    said = words["printed"].replace("{at}", content.printed_at).replace("{by}", content.printed_by[:60])
    canvas.drawString(LEFT, foot, printable(f"{said}  ·  {words['care']}", REGULAR, 200))
    canvas.setFont(STRONG, 7.5)
    canvas.setFillColor(ink.color("text"))
    shown = words["page"].replace("{n}", str(number)).replace("{m}", str(count))
    canvas.drawRightString(WIDTH - RIGHT, foot, shown)
