"""The tour's stop at a table (CSV) that waits for somebody to say how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide


def table(guide: Guide) -> None:
    """A table of a real patient's number made here: its proposal, and what the first rows would become."""
    import tempfile
    from pathlib import Path

    from views.shell.import_flow import start
    from views.shell.import_table import TableDialog
    from views.shell.tour_stops import fitting

    frame, who = guide.window.frame, fitting(guide, "record")
    if frame is None or who is None:
        return
    lines = ["patient,date,Heart rate (/min),Systolic (mm[Hg]),ward", f"{who.number},2026-04-03,70,128,B2",
             f"{who.number},2026-04-04,72,131,B2", "no such number,2026-04-05,75,126,B2",
             f"{who.number},04/06/2026,68,119,B2", f"{who.number},2026-02-30,71,124,B2"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ward round.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        start(frame, [path])
        guide.wait(lambda: bool(frame.findChildren(TableDialog)), 30)
        guide.wait(lambda: all(one.rows.rowCount() for one in frame.findChildren(TableDialog)), 20)
        guide.wait(guide.quiet, 20)
        for dialog in frame.findChildren(TableDialog):
            guide.take("import-table", "A table: how it is read, and what would come in", dialog)
            dialog.reject()
            dialog.deleteLater()
