"""The 3-D picture by VTK. Everything here is made, used and freed on the one render thread (see ``render_thread``).

The fixed-point ray caster runs on the CPU: on two cores it draws a 170 x 170 x 275 volume in 90 ms where software GL
needs 600 ms. GL only carries its picture into the off-screen window.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from engines.imaging.volume import Volume
from views.imaging.gl_probe import egl_device_works
from views.imaging.presets import PRESETS_3D, Preset, for_other_modality

FULL_SIDE, DRAFT_SIDE = 192, 96


class NoGraphics(Exception):
    """No off-screen OpenGL can be had on this machine."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A finding: centre in patient mm, radius in mm, colour (r, g, b) 0..1."""

    center_mm: tuple[float, float, float]
    radius_mm: float
    color: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What is to be drawn: size in device pixels, turned from the front by degrees, and ``draft`` while it moves."""

    width: int
    height: int
    azimuth: float
    elevation: float
    zoom: float
    preset: str
    balls: tuple[Ball, ...]
    draft: bool


def shrink(voxels: npt.NDArray[Any], side: int) -> tuple[npt.NDArray[np.int16], tuple[int, int, int]]:
    """Block means of (slices, rows, columns), no side much longer than ``side``; and the (z, y, x) factors."""
    fz, fy, fx = (max(1, round(length / side)) for length in voxels.shape)
    slices, rows, columns = (length // factor for length, factor in zip(voxels.shape, (fz, fy, fx), strict=True))
    out = np.empty((slices, rows, columns), np.int16)
    for place in range(slices):                # slice by slice: a small working set
        slab = voxels[place * fz:(place + 1) * fz, :rows * fy, :columns * fx].sum(axis=0, dtype=np.float32)
        total = np.zeros((rows, columns), np.float32)
        for row in range(fy):
            for column in range(fx):
                total += slab[row::fy, column::fx]
        out[place] = np.clip(total / (fz * fy * fx), -32768, 32767)
    return out, (fz, fy, fx)


class VtkScene:
    """One volume in one off-screen window. Raises NoGraphics where none can be made."""

    def __init__(self) -> None:
        from vtkmodules.vtkRenderingCore import vtkRenderer

        self._window = _offscreen_window()
        self._window.SetMultiSamples(0)
        self._window.SetNumberOfLayers(2)
        self._renderer = vtkRenderer()
        self._renderer.SetBackground(0, 0, 0)
        self._front = vtkRenderer()                   # findings: never hidden by bone
        self._front.SetLayer(1)
        self._front.SetActiveCamera(self._renderer.GetActiveCamera())
        for renderer in (self._renderer, self._front):
            self._window.AddRenderer(renderer)
        self._actors: list[Any] = []                  # [full, draft]
        self._voxels: list[npt.NDArray[np.int16]] = []          # what VTK reads, kept as long as it does
        self._property: Any = None
        self._preset = ""
        self._modality = ""
        self._range = (0.0, 1.0)
        self._balls: tuple[Ball, ...] = ()

    def show_volume(self, volume: Volume) -> None:
        """Takes another volume (canonical)."""
        from vtkmodules.vtkRenderingCore import vtkVolumeProperty

        self.forget()
        self._modality = volume.modality
        self._property = vtkVolumeProperty()
        self._property.SetInterpolationTypeToLinear()
        full, factors = shrink(volume.voxels, FULL_SIDE)
        draft, more = shrink(full, DRAFT_SIDE)
        low, high = (float(level) for level in np.percentile(draft[::2, ::2, ::2], (2, 99.5)))
        self._range = (low, high)
        self._add(full, volume.affine, factors, 1.0)
        both = tuple(a * b for a, b in zip(factors, more, strict=True))
        self._add(draft, volume.affine, (both[0], both[1], both[2]), 2.0)
        self._renderer.GetActiveCamera().SetParallelProjection(False)

    def forget(self) -> None:
        for actor in self._actors:
            self._renderer.RemoveVolume(actor)
        self._actors, self._voxels = [], []
        self._preset = ""
        self._front.RemoveAllViewProps()
        self._balls = ()

    def picture(self, view: View) -> QImage:
        """Draws and copies out."""
        self._dress(view.preset)
        self._place_balls(view.balls)
        self._window.SetSize(view.width, view.height)
        full, draft = self._actors
        full.SetVisibility(not view.draft)
        draft.SetVisibility(view.draft)
        self._aim(view)
        self._window.Render()
        return self._copy(view.width, view.height)

    def close(self) -> None:
        """Frees the window while its context is current on this thread."""
        self.forget()
        self._window.Finalize()

    def _add(self, voxels: npt.NDArray[np.int16], affine: npt.NDArray[np.float64],
             factors: tuple[int, int, int], image_distance: float) -> None:
        from vtkmodules.vtkCommonMath import vtkMatrix4x4
        from vtkmodules.vtkRenderingCore import vtkVolume
        from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper

        fz, fy, fx = factors
        scale = np.array([fx, fy, fz], dtype=np.float64)
        spacing = np.linalg.norm(affine[:3, :3], axis=0)
        self._voxels.append(voxels)
        image = _image(voxels, tuple(float(step) for step in spacing * scale))
        place = np.eye(4)
        place[:3, :3] = affine[:3, :3] / spacing
        place[:3, 3] = affine[:3, 3] + affine[:3, :3] @ ((scale - 1) / 2)   # centre of the first block
        mapper = vtkFixedPointVolumeRayCastMapper()
        mapper.SetInputData(image)
        mapper.AutoAdjustSampleDistancesOff()
        mapper.SetNumberOfThreads(max(1, (os.cpu_count() or 2) - 1))        # one core stays with the window
        mapper.SetImageSampleDistance(image_distance)
        mapper.SetSampleDistance(float(min(spacing * scale)) * (0.5 if image_distance == 1.0 else 1.2))
        actor = vtkVolume()
        actor.SetMapper(mapper)
        actor.SetProperty(self._property)
        matrix = vtkMatrix4x4()
        matrix.DeepCopy(place.ravel().tolist())
        actor.SetUserMatrix(matrix)
        self._actors.append(actor)
        self._renderer.AddVolume(actor)

    def _dress(self, name: str) -> None:
        if name == self._preset:
            return
        from vtkmodules.vtkCommonDataModel import vtkPiecewiseFunction
        from vtkmodules.vtkRenderingCore import vtkColorTransferFunction

        preset: Preset = PRESETS_3D[name] if self._modality == "CT" else for_other_modality(*self._range)
        opacity, color = vtkPiecewiseFunction(), vtkColorTransferFunction()
        for value, alpha in preset.opacity:
            opacity.AddPoint(value, alpha)
        for value, (red, green, blue) in preset.colors:
            color.AddRGBPoint(value, red, green, blue)
        self._property.SetScalarOpacity(opacity)
        self._property.SetColor(color)
        self._property.SetShade(preset.shaded)
        self._property.SetAmbient(0.25)
        self._property.SetDiffuse(0.75)
        self._property.SetSpecular(0.2)
        self._property.SetSpecularPower(12)
        self._preset = name

    def _place_balls(self, balls: tuple[Ball, ...]) -> None:
        if balls == self._balls:
            return
        from vtkmodules.vtkFiltersSources import vtkSphereSource
        from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

        self._front.RemoveAllViewProps()
        for ball in balls:
            source = vtkSphereSource()
            source.SetCenter(*ball.center_mm)
            source.SetRadius(ball.radius_mm)
            source.SetThetaResolution(20)
            source.SetPhiResolution(16)
            mapper = vtkPolyDataMapper()
            mapper.SetInputConnection(source.GetOutputPort())
            actor = vtkActor()
            actor.SetMapper(mapper)
            actor.GetProperty().SetColor(*ball.color)
            actor.GetProperty().SetAmbient(0.35)
            self._front.AddActor(actor)
        self._balls = balls

    def _aim(self, view: View) -> None:
        """From the front (patient's right at the left), turned about the body's long axis, then tilted."""
        camera = self._renderer.GetActiveCamera()
        x0, x1, y0, y1, z0, z1 = self._actors[0].GetBounds()
        middle = ((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)
        # the head-feet extent and the width fill the pane; the body is deeper than it looks from the front
        aspect = view.width / max(1, view.height)
        reach = max(z1 - z0, (x1 - x0) / aspect) * 0.54 / view.zoom
        distance = reach / np.tan(np.radians(15.0))
        camera.SetViewAngle(30.0)
        camera.SetFocalPoint(*middle)
        camera.SetViewUp(0, 0, 1)
        camera.SetPosition(middle[0], middle[1] - distance - (y1 - y0) / 4, middle[2])
        camera.Azimuth(view.azimuth)
        camera.Elevation(max(-85.0, min(85.0, view.elevation)))
        self._renderer.ResetCameraClippingRange()

    def _copy(self, width: int, height: int) -> QImage:
        from vtkmodules.util.numpy_support import vtk_to_numpy
        from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

        pixels = vtkUnsignedCharArray()
        self._window.GetPixelData(0, 0, width - 1, height - 1, 1, pixels, 0)
        rows = np.ascontiguousarray(vtk_to_numpy(pixels).reshape(height, width, 3)[::-1])
        return QImage(rows.data, width, height, width * 3, QImage.Format.Format_RGB888).convertToFormat(
            QImage.Format.Format_RGB32)


def _image(voxels: npt.NDArray[np.int16], spacing: tuple[float, ...]) -> Any:
    """The contiguous voxels as VTK's image, not copied: a copy would hold the interpreter. The caller keeps them."""
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData

    image = vtkImageData()
    image.SetDimensions(*reversed(voxels.shape))
    image.SetSpacing(*spacing)
    image.GetPointData().SetScalars(numpy_to_vtk(voxels.ravel(), deep=False))
    return image


def _offscreen_window() -> Any:
    """A window without a screen: on Linux EGL, under X and Wayland too.

    VTK's software window crashes in ``Render`` where libOSMesa is missing, so it is only used where that is found.
    """
    from vtkmodules import vtkRenderingOpenGL2 as gl
    from vtkmodules.vtkRenderingCore import vtkRenderWindow

    on_linux = sys.platform.startswith("linux")
    for name in ("vtkEGLRenderWindow", "vtkOSOpenGLRenderWindow") if on_linux else ("vtkRenderWindow",):
        if name == "vtkOSOpenGLRenderWindow" and not ctypes.util.find_library("OSMesa"):
            continue
        make: Any = vtkRenderWindow if name == "vtkRenderWindow" else getattr(gl, name, None)
        if make is None:
            continue
        window = make()
        window.SetShowWindow(False)
        window.SetOffScreenRendering(1)
        window.SetSize(16, 16)
        if window.GetClassName() == "vtkEGLRenderWindow" and egl_device_works():
            window.Render()                          # makes the context without holding the interpreter
        if window.SupportsOpenGL():
            return window
    raise NoGraphics
