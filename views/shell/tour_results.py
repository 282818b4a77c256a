"""The tour's stop at the results: one analyte under several codes, then in another unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide

_TWO_LABORATORIES = "okafor"       # the demo's patient with results of two laboratories


def results(guide: Guide) -> None:
    """Of a patient with results of two laboratories where there is one, else of the fullest chart."""
    from views.record.results_page import ResultsPage
    from views.record.room import RecordRoom
    from views.shell.tour_stops import fitting
    from workstation.services import patients

    frame = guide.window.frame
    assert frame is not None
    row = next(iter(patients.search(frame.clinic, _TWO_LABORATORIES)), None) or fitting(guide, "record")
    if row is None:
        return
    frame.open("record", patient=row.id)
    guide.wait(lambda: frame.banner is not None, 10)
    frame.open("record", page="results")
    guide.take("results", "Results by analyte", patient=row.id)
    room = frame.room("record")
    page = room.page("results") if isinstance(room, RecordRoom) else None
    if isinstance(page, ResultsPage) and page.detail.line is not None and len(page.detail.line.choices) > 1:
        page.detail.next_unit()
        guide.take("results-unit", "The same results in another unit", patient=row.id)
    frame.open("record", page="summary")
