"""Loads one series off the GUI thread: its first picture early, the volume and its findings when all is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from engines.imaging.planes import canonical
from engines.imaging.volume import Volume
from engines.imaging.window import PRESETS, Window, suggested, table
from views.imaging.picture import grey_picture
from views.shell.room import RoomContext
from views.shell.tasks import Job
from workstation.domain.finding import Finding
from workstation.domain.imaging import Series
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_CHEST_WORDS = ("CHEST", "LUNG", "THORAX")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A canonical volume, the window to start with (None: the file's), and the findings stored for it."""

    volume: Volume
    window: Window | None
    findings: tuple[Finding, ...]


class SeriesLoader(QObject):
    """One load at a time: a new one drops the former. ``first_picture`` carries the first slice that arrived."""

    first_picture = Signal(QImage)
    progressed = Signal(float, str)
    _arrived = Signal(int, QImage)

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._serial = 0
        self._arrived.connect(self._show_first, Qt.ConnectionType.QueuedConnection)

    def load(self, series: Series, done: Callable[[Loaded], object], failed: Callable[[ConsiliaError], object]) -> None:
        """Starts loading; ``done`` or ``failed`` is called on the GUI thread, neither after ``drop``."""
        self.drop()
        self._serial += 1
        serial, clinic = self._serial, self._context.clinic
        start = _chest_window(series)

        def first(picture: QImage) -> None:
            self._arrived.emit(serial, picture)

        def work(progress: Progress) -> Loaded:
            from workstation.services import findings, imaging

            volume = canonical(imaging.load(clinic, series.uid, progress, on_slice=_FirstOnly(start, series, first)))
            progress.check()
            stored = tuple(findings.listed(clinic, series.uid))
            window = start or suggested(volume.modality, volume.window_center, volume.window_width, volume.voxels)
            table(window.center, window.width)       # made here, found ready by the first paint
            return Loaded(volume, start, stored)

        def finish(loaded: Loaded) -> None:
            self._job = None
            done(loaded)

        def fail(error: ConsiliaError) -> None:
            self._job = None
            failed(error)

        self._job = self._context.tasks.run(
            work, finish, label=self.tr("Loading images"), scope=self.parent(), failed=fail,
            progressed=self.progressed.emit)

    def drop(self) -> bool:
        """Cancels what is loading; True where something was."""
        self._serial += 1
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        return job is not None

    def _show_first(self, serial: int, picture: QImage) -> None:
        if serial == self._serial and self._job is not None:
            self.first_picture.emit(picture)


class _FirstOnly:
    """Called on the loading thread for every slice; makes a picture of the first and passes that on."""

    def __init__(self, window: Window | None, series: Series, tell: Callable[[QImage], None]) -> None:
        self._window, self._series, self._tell = window, series, tell
        self._told = False

    def __call__(self, index: int, pixels: npt.NDArray[np.int16] | npt.NDArray[np.float32], total: int) -> None:
        if not self._told:
            self._told = True
            window = self._window or suggested(self._series.modality, None, None, pixels[np.newaxis])
            self._tell(grey_picture(pixels, window))


def _chest_window(series: Series) -> Window | None:
    """The lung window to start a chest CT with, as radiologists read it; else what the file asks for."""
    named = f"{series.body_part} {series.description}".upper()
    chest = series.modality == "CT" and any(word in named for word in _CHEST_WORDS)
    return PRESETS["lung"] if chest else None
