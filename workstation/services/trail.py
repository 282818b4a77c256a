"""What reading leaves in the audit trail, so that the trail can be read by people and costs the screen nothing.

A chart: one entry (``record.read``) for each person's chart, session and day, committed before anything of it is given
out; whatever is read of the same chart after that (a page, a source, a resource) adds none. Searching: the number of
searches and of people listed, never the text typed, because that is a name or a number of somebody who may not even
be a patient here. The first search is entered at once, those of the following minute together, what is left on closing;
nobody waits for these entries.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, date, datetime
from typing import Any

READ, SEARCH = "record.read", "patient.search"
_TOGETHER_S = 60.0


class ReadingTrail:
    """Of one session. ``enter`` leaves an entry and returns after COMMIT; ``note`` queues one. Safe from any thread."""

    def __init__(self, enter: Callable[[str], Any], note: Callable[[str], Future[None]]) -> None:
        self._enter, self._note = enter, note
        self._charts: set[tuple[str, date]] = set()
        self._chart_lock, self._search_lock = threading.Lock(), threading.Lock()
        self._searches = self._hits = 0
        self._due = 0.0

    def chart(self, patient_id: str) -> None:
        """Leaves the entry that a chart is read, the first time on a day. Raises what ``enter`` raises."""
        opened = (patient_id, datetime.now(UTC).date())
        if opened in self._charts:
            return
        with self._chart_lock:                     # a second reader waits until the entry of the first is in
            if opened not in self._charts:
                self._enter(patient_id)
                self._charts.add(opened)

    def search(self, hits: int) -> None:
        """Counts one search that listed ``hits`` people."""
        now = time.monotonic()
        with self._search_lock:
            self._searches, self._hits = self._searches + 1, self._hits + hits
            if now < self._due:
                return
            self._due = now + _TOGETHER_S
        self.flush()

    def flush(self) -> None:
        """Queues the entry of the searches that were counted and not yet entered."""
        with self._search_lock:
            searches, hits = self._searches, self._hits
            self._searches = self._hits = 0
        if not searches:
            return

        def settled(done: Future[None]) -> None:
            if done.cancelled() or done.exception() is not None:      # a full disk: they are entered with the next ones
                with self._search_lock:
                    self._searches, self._hits = self._searches + searches, self._hits + hits

        words = "1 search" if searches == 1 else f"{searches} searches"
        self._note(f"{words}, {hits} people listed").add_done_callback(settled)

