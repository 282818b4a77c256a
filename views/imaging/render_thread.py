"""The one thread that knows VTK: takes the newest request, hands over a picture, leaves cleanly."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal

from engines.imaging.volume import Volume
from views.shell.extensions import import_mapped

if TYPE_CHECKING:
    from views.imaging.vtk_scene import View, VtkScene

_MODULES = (
    "vtkCommonCore", "vtkCommonMath", "vtkCommonTransforms", "vtkCommonDataModel", "vtkCommonExecutionModel",
    "vtkFiltersSources", "vtkRenderingCore", "vtkRenderingVolume", "vtkRenderingOpenGL2", "vtkRenderingVolumeOpenGL2",
    "util.numpy_support",
)
_PAUSE_MS = 15


class RenderThread(QThread):
    """Draws volumes. All signals arrive on the GUI thread (connect them queued).

    ``drawn(picture, serial)``; ``unavailable()`` where this machine has no off-screen OpenGL.
    """

    drawn = Signal(object, int)
    unavailable = Signal()
    broken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wake = threading.Condition()
        self._stop = False
        self._view: tuple[View, int] | None = None
        self._volume: Volume | None = None
        self._volume_is_new = False

    # -- from the GUI thread

    def show_volume(self, volume: Volume | None) -> None:
        """The volume of the next pictures; None forgets the former one."""
        with self._wake:
            self._volume, self._volume_is_new = volume, True
            self._view = None
            self._wake.notify()

    def draw(self, view: View, serial: int) -> None:
        """Asks for a picture. A request that waits is replaced: only the newest one is drawn."""
        with self._wake:
            self._view = (view, serial)
            self._wake.notify()

    def leave(self) -> None:
        """Ends the thread and waits for it: at most one picture long."""
        with self._wake:
            self._stop = True
            self._wake.notify()
        if not self.isFinished():
            self.wait()

    # -- on the thread

    def run(self) -> None:
        if not self._import_vtk():
            return
        from views.imaging.vtk_scene import NoGraphics, VtkScene

        scene: VtkScene | None = None
        try:
            scene = VtkScene()
            self._serve(scene)
        except NoGraphics:
            self.unavailable.emit()
        except Exception as fault:  # noqa: BLE001 - the thread's boundary: the pane says it, the other panes go on
            self.broken.emit(f"{type(fault).__name__}: {fault}"[:200])
        finally:
            if scene is not None:
                scene.close()
            self._volume = None

    def _serve(self, scene: VtkScene) -> None:
        has_volume = False
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stop or self._volume_is_new or self._view is not None)
                if self._stop:
                    return
                new, volume, self._volume_is_new = self._volume_is_new, self._volume, False
                request = None if new else self._view
                if request is not None:
                    self._view = None
            if new:
                scene.forget()
                has_volume = volume is not None
                if volume is not None:
                    scene.show_volume(volume)
            elif request is not None and has_volume:
                view, serial = request
                self.drawn.emit(scene.picture(view), serial)

    def _import_vtk(self) -> bool:
        """Loads VTK in small pieces so that the window goes on answering; False once it is asked to leave."""
        for name in _MODULES:
            if self._stop:
                return False
            if f"vtkmodules.{name}" not in sys.modules:         # most were imported at idle
                import_mapped(f"vtkmodules.{name}")
                self.msleep(_PAUSE_MS)
        _quiet_vtk()
        return True


def _quiet_vtk() -> None:
    """VTK's own warnings go nowhere: what matters is said in the pane."""
    from vtkmodules.vtkCommonCore import vtkLogger, vtkObject

    vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_OFF)
    vtkObject.GlobalWarningDisplayOff()
