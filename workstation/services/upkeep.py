"""Keeps the projections of an open clinic in step with the program: rebuilt by themselves after their rules changed.

It runs beside the work, in a thread of its own, and gives way to everything else that wants to write. Closing the
clinic stops it after the step it is at; the next opening goes on from there.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from workstation.errors import Cancelled, ConsiliaError
from workstation.exchange import projection_upkeep as projecting
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

ACTION = "projection.rebuild"
_PAUSE_S = 0.02                    # between two steps: the screen's own work goes first


class Upkeep:
    """One rebuild beside the work. ``fraction`` (0..1) and ``error`` may be read from any thread."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._stop = Progress("The upkeep of the record")
        self.fraction = 0.0
        self.error: ConsiliaError | None = None
        self._thread = threading.Thread(target=self._run, name="consilia-upkeep", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def wait(self, progress: Progress | None = None) -> None:
        """Until all is up to date. Raises what stopped it; Cancelled through ``progress`` leaves it running."""
        while self.running:
            if progress is not None:
                progress.step(min(self.fraction, 0.999), "Bringing the record up to date")
            self._thread.join(0.1)
        if self.error is not None:
            raise self.error
        if progress is not None:
            progress.step(1.0)

    def stop(self) -> None:
        """Stops after the step it is at. A second call does nothing."""
        self._stop.cancel()
        self._thread.join()

    def _run(self) -> None:
        progress = Progress("The upkeep of the record", self._heard)
        try:
            bring_up_to_date(self._clinic, progress, _PAUSE_S)
        except Cancelled:
            return
        except ConsiliaError as error:              # a full disk: charts still open, by the rules they were made by
            self.error = error

    def _heard(self, fraction: float, _: str) -> None:
        self.fraction = fraction
        self._stop.check()


def begin(clinic: Clinic) -> Upkeep | None:
    """Begins what is due beside the work; None where nothing is."""
    with clinic.read() as conn:
        due = projecting.is_due(conn)
        empty = due and projecting.patients_left(conn) == 0
    if empty:
        clinic.store.writer.submit(projecting.declare_current).result()
    return Upkeep(clinic) if due and not empty else None


def rebuild(clinic: Clinic, progress: Progress | None = None) -> int:
    """Makes timeline and patient index anew, whatever the edition. Returns the resources. Raises NotAllowed, Cancelled.

    It may be stopped and is then finished by the next opening of the store.
    """
    clinic.act(ACTION, detail="asked for", write=projecting.demand)
    return bring_up_to_date(clinic, progress or Progress("The rebuild"))


def bring_up_to_date(clinic: Clinic, progress: Progress, pause_s: float = 0.0) -> int:
    """Goes on with what is due, to its end; one audit entry at the beginning and one at the end. Returns the resources.

    Raises Cancelled, DiskFull, StoreBusy; what was made is kept.
    """
    with clinic.read() as conn:
        everybody = projecting.patients_left(conn)
    clinic.act(ACTION, detail=f"to {projecting.edition()}: {everybody} patients")
    resources = people = 0
    waiting = threading.Event()
    while True:
        progress.step(people / everybody if everybody else 1.0)
        done, finished = clinic.store.writer.submit(projecting.advance).result()
        if not done:
            break
        resources, people = resources + done, people + finished
        waiting.wait(pause_s)
    clinic.act(ACTION, detail=f"to {projecting.edition()}: finished, {resources} resources")
    progress.step(1.0)
    return resources
