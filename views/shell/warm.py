"""After the first paint, at idle: imports what the first clicks need, one small module at a time, in a thread.

A big extension holds the interpreter while it loads, even in a thread. Bringing its parts one by one with pauses keeps
each hold short, and the person meets them before the first click instead of after it.
"""

from __future__ import annotations

import importlib
import threading

# From light to heavy: what the patient list needs first, the scan's libraries last.
STEPS: tuple[str, ...] = (
    "sqlalchemy", "workstation.services.patients", "workstation.services.record", "views.record.patients",
    "views.record.room", "numpy", "views.vitals.room", "views.plan.room", "views.pedigree.room", "views.report.room",
    "pydicom", "views.imaging.room",
    "vtkmodules.vtkCommonCore", "vtkmodules.vtkCommonDataModel", "vtkmodules.vtkFiltersCore",
    "vtkmodules.vtkImagingCore", "vtkmodules.vtkRenderingCore", "vtkmodules.vtkRenderingOpenGL2",
    "vtkmodules.vtkRenderingVolume", "vtkmodules.vtkRenderingVolumeOpenGL2",
)
_PAUSE_S = 0.08


class Warmer(threading.Thread):
    """Runs once; ``stop`` ends it after the module under way."""

    def __init__(self, steps: tuple[str, ...] = STEPS, pause: float = _PAUSE_S) -> None:
        super().__init__(name="warmer", daemon=True)
        self._steps, self._pause = steps, pause
        self._stop = threading.Event()
        self.missing: list[str] = []

    def run(self) -> None:
        for step in self._steps:
            if self._stop.wait(self._pause):
                return
            try:
                importlib.import_module(step)
            except ImportError:                      # the room says so itself when it is opened
                self.missing.append(step)

    def stop(self) -> None:
        self._stop.set()
        self.join(timeout=10)
