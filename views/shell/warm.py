"""After the first paint, at idle: imports what the first clicks need, one small module at a time, in a thread.

A big extension holds the interpreter while it loads, even in a thread. Bringing its parts one by one with pauses keeps
each hold short, and the person meets them before the first click instead of after it.
"""

from __future__ import annotations

import threading
from types import ModuleType

from views.shell.extensions import import_mapped

# From light to heavy: what the patient list needs first, the scan's libraries last. ``module:function`` is also called.
STEPS: tuple[str, ...] = (
    "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "sqlalchemy", "workstation.services.patients",
    "workstation.services.record", "views.record.patients", "views.record.room", "numpy",
    "workstation.workers:warm", "views.vitals.room", "views.plan.room", "views.pedigree.room", "views.report.room",
    "views.imaging.room", "workstation.services.imaging", "workstation.exchange.dicom_load",
    "workstation.services.model_runs", "views.imaging.vtk_scene",
    "vtkmodules.vtkCommonCore", "vtkmodules.vtkCommonMath", "vtkmodules.vtkCommonTransforms",
    "vtkmodules.vtkCommonDataModel", "vtkmodules.vtkCommonExecutionModel", "vtkmodules.vtkFiltersSources",
    "vtkmodules.vtkRenderingCore", "vtkmodules.vtkRenderingVolume", "vtkmodules.vtkRenderingOpenGL2",
    "vtkmodules.vtkRenderingVolumeOpenGL2", "vtkmodules.util.numpy_support",
)
_LAZY = frozenset({"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"})
_PAUSE_S = 0.08


class Warmer(threading.Thread):
    """Runs once; ``stop`` ends it after the module under way."""

    def __init__(self, steps: tuple[str, ...] = STEPS, pause: float = _PAUSE_S) -> None:
        super().__init__(name="warmer", daemon=True)
        self._steps, self._pause = steps, pause
        self._halt = threading.Event()
        self.missing: list[str] = []

    def run(self) -> None:
        for step in self._steps:
            if self._halt.wait(self._pause):
                return
            try:
                name, _, function = step.partition(":")
                module = import_mapped(name)
                if function:
                    getattr(module, function)()
                elif step in _LAZY:
                    self._touch(module)
            except ImportError:                      # the room says so itself when it is opened
                self.missing.append(step)

    def _touch(self, module: ModuleType) -> None:
        """PySide makes a class, and its enumerations, when it is first named: up to 50 ms for one with many."""
        for place, name in enumerate(dir(module)):
            getattr(module, name)
            if place % 8 == 0 and self._halt.wait(0.004):
                return

    def stop(self) -> None:
        self._halt.set()
        self.join(timeout=10)
