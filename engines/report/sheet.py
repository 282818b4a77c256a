"""Setting a story on A4 pages, numbered, with the content's own time: the same content gives the same bytes."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (reportlab ships without full annotations)

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from engines.report.ink import Ink, printable
from engines.report.page import BOTTOM, FRAME_HEIGHT, FRAME_WIDTH, LEFT, NumberedPages

if TYPE_CHECKING:
    from datetime import datetime

_setting = threading.Lock()                 # reportlab keeps the subsets of a face in shared state while it sets a page


@dataclass(frozen=True, slots=True)
class Facts:
    """The PDF's own description, which file managers show to anybody: no patient's name belongs into it."""

    language: str
    title: str
    author: str
    made_at: datetime
    subject: str = ""
    keywords: str = ""


def set_sheet(facts: Facts, ink: Ink, story: Callable[[], list[Flowable]],
              finish: Callable[[Canvas, int, int], None]) -> bytes:
    """PDF bytes; ``finish(canvas, n, m)`` draws what stands on every page."""
    with _setting:
        ink.load()
        out = io.BytesIO()
        frame = Frame(LEFT, BOTTOM, FRAME_WIDTH, FRAME_HEIGHT, 0, 0, 0, 0)
        described = {"title": printable(facts.title, longest=120), "author": printable(facts.author, longest=120),
                     "subject": facts.subject, "creator": "Consilia", "keywords": facts.keywords}
        document = BaseDocTemplate(out, pagesize=A4, invariant=1, **described)
        document.addPageTemplates([PageTemplate("page", [frame])])

        def canvas_maker(*given: Any, **named: Any) -> Canvas:
            canvas = Canvas(*given, **named)
            _date(canvas, facts.made_at)
            canvas.setCatalogEntry("Lang", "zh-CN" if facts.language.startswith("zh") else "en")
            NumberedPages(canvas, finish)
            return canvas

        document.build(story(), canvasmaker=canvas_maker)
        return out.getvalue()


def _date(canvas: Canvas, at: datetime) -> None:
    """Gives the file the content's own time instead of reportlab's constant: the bytes depend on the content alone."""
    stamp_of_file = cast(Any, canvas)._doc._timeStamp
    offset = at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    stamp_of_file.YMDhms = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    stamp_of_file.dhh, stamp_of_file.dmm = int(minutes / 60), abs(minutes) % 60
