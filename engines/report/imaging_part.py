"""Studies with their findings: the key image, what it is, who or what found it, and what a person said of it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from engines.report.blocks import Marked, nothing, section
from engines.report.content import FindingLine, Grade, Picture, Review, Scan
from engines.report.ink import STRONG, Ink, paragraph, two_faces
from engines.report.page import FRAME_WIDTH
from engines.report.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ACROSS = 3
_GAP = 10.0
_CELL = (FRAME_WIDTH - _GAP * (_ACROSS - 1)) / _ACROSS


def imaging_part(ink: Ink, words: Words, scans: Sequence[Scan]) -> list[Flowable]:
    if not scans:
        return [*section(ink, words("imaging"), "", 20), *nothing(ink, words.none("no_scan", "images"))]
    flow = section(ink, words("imaging"), "", _CELL + 90)
    for scan in scans:
        flow += [Spacer(1, 4), two_faces(ink, scan.title, scan.date, 9.5)]
        if scan.note:
            flow.append(paragraph(ink, scan.note, 8, "secondary"))
        if not scan.findings:
            flow += nothing(ink, words("no_findings"))
            continue
        flow += [Spacer(1, 5), _grid(ink, words, scan.findings)]
    return flow


def _grid(ink: Ink, words: Words, findings: Sequence[FindingLine]) -> Table:
    """Findings three across; a row never breaks inside."""
    cells = [_finding(ink, words, number, finding) for number, finding in enumerate(findings, start=1)]
    lines = [cells[i:i + _ACROSS] for i in range(0, len(cells), _ACROSS)]
    lines[-1] += [[] for _ in range(_ACROSS - len(lines[-1]))]
    widths = [_CELL + _GAP] * (_ACROSS - 1) + [_CELL]
    table = Table(lines, colWidths=widths)
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
    ]))
    return table


def _finding(ink: Ink, words: Words, number: int, finding: FindingLine) -> list[Flowable]:
    flow: list[Flowable] = []
    if finding.picture is not None:
        flow += [KeyImage(ink, finding.picture, str(number)), Spacer(1, 4)]
    flow.append(_narrow(two_faces(ink, f"{number}  {finding.label}", "", 9, 160)))
    facts = "  ·  ".join(part for part in (finding.size, finding.place) if part)
    flow.append(_narrow(paragraph(ink, facts, 8, longest=160)))
    who = words("found_by_model" if finding.by_model else "found_by", who=finding.found_by)
    score = f"  ·  {words('score', score=finding.score)}" if finding.score else ""
    flow.append(_narrow(paragraph(ink, who + score, 7.5, "secondary", longest=200)))
    flow.append(_narrow(Marked(ink, *_review(words, finding), _CELL)))
    return flow


def _review(words: Words, finding: FindingLine) -> tuple[Grade, str]:
    if finding.review is Review.PROPOSED:
        return Grade.WARNING, words("proposed" if finding.by_model else "proposed_person")
    return Grade.FINE, words(finding.review.value, who=finding.reviewed_by, at=finding.reviewed_at)


def _narrow(flowable: Flowable) -> Flowable:
    """The block within the width of one column."""
    return Table([[flowable]], colWidths=[_CELL], style=TableStyle([
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]), hAlign="LEFT")


class KeyImage(Flowable):
    """A slice on black, with a thin circle around the finding that leaves its pixels free."""

    def __init__(self, ink: Ink, picture: Picture, number: str) -> None:
        super().__init__()
        self._ink, self._picture, self._number = ink, picture, number
        self.width = self.height = _CELL

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's own names
        return self.width, self.height

    def draw(self) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas: Canvas = self.canv
        picture = self._picture
        image = Image.frombytes("L", (picture.width, picture.height), picture.pixels)
        canvas.setFillGray(0)
        canvas.roundRect(0, 0, self.width, self.height, 4, stroke=0, fill=1)
        share = min(self.width / picture.width, self.height / picture.height)
        width, height = picture.width * share, picture.height * share
        left, bottom = (self.width - width) / 2, (self.height - height) / 2
        canvas.drawImage(ImageReader(image), left, bottom, width, height)
        if picture.mark is not None:
            self._mark(canvas, left + picture.mark[0] * width, bottom + (1 - picture.mark[1]) * height)

    def _mark(self, canvas: Canvas, x: float, y: float) -> None:
        color = self._ink.hex("#F2B45C")            # the warning tone on black, as on the screen
        canvas.setStrokeColor(color)
        canvas.setLineWidth(0.9)
        canvas.circle(x, y, 11, stroke=1, fill=0)
        canvas.setFillColor(color)
        canvas.setFont(STRONG, 8)
        canvas.drawString(x + 12, y + 6, self._number)
