"""After the first paint, at idle: imports what the first clicks need, one small module at a time.

Libraries without Qt are brought in by a thread: a big extension holds the interpreter while it loads, so its parts come
one by one with pauses. What makes Qt classes is done on the GUI thread in short turns: PySide makes a class when it is
first named, and two threads doing so at once can end the process.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from views.record.pages import PAGES
from views.shell.extensions import import_mapped
from views.shell.rooms import ROOMS

# From light to heavy: what the patient list needs first, the scan's libraries last. ``module:function`` is also called.
LIBRARIES: tuple[str, ...] = (
    "sqlalchemy", "workstation.services.patients", "workstation.services.record", "numpy",
    "workstation.workers:warm", "workstation.services.imaging", "workstation.exchange.dicom_load",
    "workstation.services.model_runs", "workstation.services.vitals", "workstation.services.pedigree",
    "workstation.services.documents",
    "workstation.services.plan", "yaml", "zoneinfo", "views.widgets.reasons:prepare", "workstation.services.findings",
    "workstation.store.patient_typo",
    "engines.imaging.geometry", "workstation.exchange.waveform_fhir", "workstation.services.report", "pypdfium2",
    "PIL.Image", "PIL.ImageFile", "reportlab.pdfbase.ttfonts", "reportlab.platypus", "engines.report.document",
    "workstation.services.report_content", "workstation.services.report_pages", "encodings.utf_16_be",
    "scipy.sparse", "scipy.linalg", "scipy.optimize", "scipy.special.cython_special", "scipy.interpolate",
    "scipy.ndimage", "scipy.integrate", "scipy.sparse.csgraph", "scipy.stats._continuous_distns",
    "scipy.stats._discrete_distns", "scipy.stats._qmc", "scipy.stats._multivariate", "scipy.stats", "scipy.signal",
    "vtkmodules.vtkCommonCore", "vtkmodules.vtkCommonMath", "vtkmodules.vtkCommonTransforms",
    "vtkmodules.vtkCommonDataModel", "vtkmodules.vtkCommonExecutionModel", "vtkmodules.vtkFiltersSources",
    "vtkmodules.vtkRenderingCore", "vtkmodules.vtkRenderingVolume", "vtkmodules.vtkRenderingOpenGL2",
    "vtkmodules.vtkRenderingVolumeOpenGL2", "vtkmodules.util.numpy_support", "views.imaging.gl_probe:egl_device_works",
)
QT_MODULES = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")
SERVICES = "workstation.services"                    # all of them, after what is named above
_PAUSE_S = 0.08
_NAMES_A_TURN = 6                                    # a class with many enumerations takes up to 50 ms by itself


class Warmer(QObject):
    """Runs once after ``start``; ``stop`` ends it after the module under way."""

    def __init__(self, libraries: tuple[str, ...] = LIBRARIES, pause: float = _PAUSE_S,
                 services: str = SERVICES) -> None:
        super().__init__()
        self._libraries = libraries
        self._services = services
        self._pause = pause
        self._halt = threading.Event()
        self._thread = threading.Thread(target=self._bring_libraries, name="warmer", daemon=True)
        self._turns = self._qt_turns()
        self._timer = QTimer(self)
        self._timer.setInterval(max(1, int(pause * 250)))
        self._timer.timeout.connect(self._turn)
        self._started = self._finished = False
        self.missing: list[str] = []

    def start(self) -> None:
        self._started = True
        self._thread.start()
        self._timer.start()

    def is_alive(self) -> bool:
        """True from ``start`` until everything is in, or ``stop``."""
        return self._started and not self._finished

    def stop(self) -> None:
        self._halt.set()
        self._timer.stop()
        self._finished = True
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _bring_libraries(self) -> None:
        for step in self._steps():
            if self._halt.wait(self._pause):
                return
            try:
                name, _, function = step.partition(":")
                module = import_mapped(name)
                if function:
                    getattr(module, function)()
            except ImportError:                      # the room says so itself when it is opened
                self.missing.append(step)
            gc.freeze()          # what a library holds stays: searching all of it for garbage stopped the window

    def _steps(self) -> Iterator[str]:
        """The libraries in their order, then every service that none of them brought."""
        yield from self._libraries
        package = importlib.import_module(self._services)
        for found in pkgutil.iter_modules(package.__path__, f"{self._services}."):
            if found.name not in sys.modules:
                yield found.name

    def _turn(self) -> None:
        """One short turn on the GUI thread, once the thread has brought what the rooms import themselves."""
        if self._thread.is_alive():
            return
        if next(self._turns, None) is None:
            self._timer.stop()
            gc.freeze()
            self._finished = True

    def _qt_turns(self) -> Iterator[str]:
        for name in QT_MODULES:
            module = importlib.import_module(name)
            for place, member in enumerate(dir(module)):
                getattr(module, member)
                if place % _NAMES_A_TURN == 0:
                    yield member
        for room in dict.fromkeys(entry.module.rpartition(".")[0] for entry in (*ROOMS, *PAGES)):
            package = importlib.import_module(room)
            for found in pkgutil.iter_modules(package.__path__, f"{room}."):
                try:
                    importlib.import_module(found.name)
                except ImportError:
                    self.missing.append(found.name)
                yield found.name
