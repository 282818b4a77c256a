"""The tour through what waits for a decision: kept out on its way in, and records that may be of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide


def desk(guide: Guide) -> None:
    """A picture of each leaf of the desk."""
    frame = guide.window.frame
    assert frame is not None
    frame.open("desk", leaf="kept")
    guide.wait(guide.quiet)
    guide.take("desk-kept-out", "What waits for a decision")
    frame.open("desk", leaf="same")
    guide.wait(guide.quiet)
    guide.take("desk-same-person", "Records that may be of one person")
