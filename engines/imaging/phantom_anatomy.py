"""Draws the synthetic chest: tissues slice by slice from their shapes, then vessels and airways as tubes.

Tissue levels are rounded Hounsfield units of unenhanced CT (fat -100, muscle 50, blood 40, liver 58, lung -860,
trabecular bone 180, cortex 700): they need only look right, nothing is measured from them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engines.imaging import phantom_shapes as shapes
from engines.imaging import phantom_vessels as vessels
from engines.imaging.nd import resize

Image = npt.NDArray[np.float32]
Field = npt.NDArray[np.floating[Any]]
RIBS = 12
RIB_STEP_MM = 27.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Millimetre coordinates of a slice's pixels and the angle from the back midline (0 back, pi front)."""

    x: Image
    y: Image
    angle: Image
    pixel_mm: float

    @classmethod
    def of(cls, columns: int, spacing: npt.NDArray[np.float64], origin: npt.NDArray[np.float64]) -> Grid:
        across = np.asarray(origin[0] + spacing[0] * np.arange(columns), dtype=np.float32)
        x, y = np.meshgrid(across, across)
        return cls(x, y, np.arctan2(np.abs(x), y - 2).astype(np.float32), float(spacing[0]))


@dataclass(frozen=True, slots=True)
class Texture:
    """Smooth random fields of one slice, about -1..1: coarse (tissue layers) and fine (lung, marrow)."""

    coarse: Image
    fine: Image


def texture(rng: np.random.Generator, slices: int, columns: int) -> Callable[[int], Texture]:
    """A function from slice number to its texture; neighbouring slices are alike."""
    coarse = rng.standard_normal((slices // 8 + 3, 18, 18)).astype(np.float32)
    fine = rng.standard_normal((slices // 2 + 3, 84, 84)).astype(np.float32)

    def between(field: Image, position: float, order: int) -> Image:
        index = int(position)
        part = np.float32(position - index)
        plane = field[index] * (1 - part) + field[index + 1] * part
        return resize(plane, columns / plane.shape[0], order)

    return lambda index: Texture(between(coarse, index / 8, 3), between(fine, index / 2, 1))


class _Canvas:
    """A slice being drawn: later tissues cover earlier ones, edges softened over a pixel."""

    def __init__(self, grid: Grid) -> None:
        self.hounsfield: Image = np.full(grid.x.shape, -1000, np.float32)
        self._soft = grid.pixel_mm

    def fill(self, depth: Field, level: Field | float, soft: float = 1.0) -> None:
        covered = np.clip(depth / (self._soft * soft) + 0.5, 0, 1).astype(np.float32)
        self.hounsfield += covered * (level - self.hounsfield)


def draw_slice(grid: Grid, z: float, texture_here: Texture) -> Image:
    """One slice in HU, without vessels, nodules and noise."""
    canvas = _Canvas(grid)
    _couch(canvas, grid)
    skin = shapes.body(grid.x, grid.y, z)
    cage = shapes.cage(grid.x, grid.y, z)
    _wall(canvas, grid, skin, cage, texture_here)
    _abdomen(canvas, grid, z, cage)
    _mediastinum(canvas, grid, z, cage, texture_here)
    _lungs(canvas, grid, z, cage, texture_here)
    _ribs(canvas, grid, z, cage, texture_here)
    _spine(canvas, grid, z, texture_here)
    _sternum_and_blades(canvas, grid, z, texture_here)
    return canvas.hounsfield


def _couch(canvas: _Canvas, grid: Grid) -> None:
    bow = grid.y - 128 + grid.x**2 / 1400
    edge = np.minimum(175 - np.abs(grid.x), 40.0)
    canvas.fill(np.minimum(9 - np.abs(bow - 10), edge), -900.0)
    canvas.fill(np.minimum(1.1 - np.abs(bow - 1), edge), -300.0)


def _wall(canvas: _Canvas, grid: Grid, skin: Field, cage: Field, texture_here: Texture) -> None:
    canvas.fill(skin, 20.0)
    fat = 13 + 7 * np.cos(grid.angle) * -1 + 5 * texture_here.coarse
    canvas.fill(skin - 1.8, -102.0 + 8 * texture_here.fine)
    canvas.fill(np.maximum(skin - fat, cage + 6), 52.0 + 6 * texture_here.fine)
    seam = 1.1 - np.abs(cage + 11 + 5 * texture_here.coarse)
    canvas.fill(np.minimum(seam, skin - fat - 2), -85.0, 1.5)
    canvas.fill(cage - 1, 45.0 + 6 * texture_here.fine)


def _abdomen(canvas: _Canvas, grid: Grid, z: float, cage: Field) -> None:
    """What lies under the diaphragm; the lungs are drawn over it."""
    if z > 100:
        return
    inside = cage - 11
    canvas.fill(inside, -98.0)
    liver = np.minimum(shapes.ellipsoid(grid.x, grid.y, z, (-50, -4, 12), (92, 84, 84)), inside)
    canvas.fill(liver, 58.0)
    spleen = np.minimum(shapes.ellipsoid(grid.x, grid.y, z, (88, 38, 22), (30, 40, 46)), inside)
    canvas.fill(spleen, 50.0)
    stomach = np.minimum(shapes.ellipsoid(grid.x, grid.y, z, (58, -22, 18), (44, 42, 42)), inside)
    canvas.fill(stomach, 44.0)
    canvas.fill(np.minimum(stomach - 3.5, -36 - grid.y), -960.0)
    canvas.fill(np.minimum(stomach - 3.5, grid.y + 36), 22.0)
    under = shapes.diaphragm(grid.x, grid.y) - z
    canvas.fill(np.minimum(3.2 - np.abs(under - 2.5), inside), 48.0)


def _mediastinum(canvas: _Canvas, grid: Grid, z: float, cage: Field, texture_here: Texture) -> None:
    canvas.fill(np.minimum(shapes.mediastinum(grid.x, grid.y, z), cage - 9),
                -96.0 + 10 * texture_here.fine)
    heart = shapes.heart(grid.x, grid.y, z) - 1.5 * texture_here.coarse
    canvas.fill(heart, -70.0)
    canvas.fill(heart - 3.5 - 2 * texture_here.coarse, 46.0 + 3 * texture_here.fine)
    canvas.fill(heart - 16, 39.0, 6.0)
    groove = np.minimum(2.2 - np.abs(grid.x * 0.62 + grid.y * 0.8 + 2), heart - 2)
    canvas.fill(np.minimum(groove, 17 - heart), -45.0, 3.0)
    paraspinal = shapes.ellipse(np.abs(grid.x), grid.y, 30, 88, 22, 15)
    canvas.fill(np.minimum(paraspinal, shapes.body(grid.x, grid.y, z) - 12), 50.0)


def _lungs(canvas: _Canvas, grid: Grid, z: float, cage: Field, texture_here: Texture) -> None:
    depth = shapes.lung_within(cage, grid.x, grid.y, z)
    if float(depth.max()) <= 0:
        return
    gravity = 26 * grid.y / 90                       # a supine patient's lung is denser at the back
    canvas.fill(depth, -868.0 + gravity + 9 * texture_here.fine + 12 * texture_here.coarse)
    fissure = 0.55 - np.abs((z - 150) * 0.62 - grid.y * 0.95 + 4 * texture_here.coarse)
    canvas.fill(np.minimum(fissure, depth - 1.5), -770.0, 1.6)


def _ribs(canvas: _Canvas, grid: Grid, z: float, cage: Field, texture_here: Texture) -> None:
    ramp = 1 - np.cos(np.clip(grid.angle, 0, 2.9) * 0.95)
    for number in range(RIBS):
        rise = z - (304 - RIB_STEP_MM * number - 42 * ramp)
        near = np.abs(rise) < 12
        if not near.any():
            continue
        size = np.sqrt(((cage - 5.2) / 4.0) ** 2 + (rise / 6.6) ** 2)
        bone = (1 - size) * 4.5
        shaft = np.minimum(bone, np.minimum(grid.angle - 0.3, 2.35 - grid.angle) * 40)
        canvas.fill(shaft, 620.0)
        canvas.fill(shaft - 1.5, 190.0 + 60 * texture_here.fine)
        cartilage = np.minimum(bone, np.minimum(grid.angle - 2.35, 2.93 - grid.angle) * 40)
        canvas.fill(cartilage, 105.0)


def _spine(canvas: _Canvas, grid: Grid, z: float, texture_here: Texture) -> None:
    phase = (z % 27.0) / 27.0
    waist = 1 - (2 * max(0.0, phase - 0.2) / 0.8 - 1) ** 2       # a vertebra is narrower half-way up
    body = shapes.ellipse(grid.x, grid.y, 0, 63, 20.5 - 2.6 * waist, 17 - 1.8 * waist, 2.3)
    if phase < 0.2:
        canvas.fill(body, 95.0)                       # the disc
    else:
        canvas.fill(body, 480.0 if 0.26 < phase < 0.94 else 420.0)
        canvas.fill(body - 1.4, 175.0 + 45 * texture_here.fine)
    arch = 11.5 - np.abs(np.hypot(grid.x, (grid.y - 86) * 1.05))
    if 0.3 < phase < 0.85:
        canvas.fill(arch + 1.5, 430.0)
        canvas.fill(shapes.segment2d(np.abs(grid.x), grid.y, (8, 88), (34, 96), 8), 380.0)
        canvas.fill(shapes.segment2d(np.abs(grid.x), grid.y, (8, 88), (33, 95.6), 4.5), 170.0 + 60 * texture_here.fine)
    canvas.fill(shapes.segment2d(grid.x, grid.y, (0, 94), (0, 108 if phase > 0.4 else 100), 5), 420.0)
    canvas.fill(8.6 - np.hypot(grid.x, (grid.y - 86) * 1.1), 5.0)
    canvas.fill(5.2 - np.hypot(grid.x, (grid.y - 86) * 1.15), 34.0)


def _sternum_and_blades(canvas: _Canvas, grid: Grid, z: float, texture_here: Texture) -> None:
    if 95 < z < 288:                                  # from the tip to the notch between the collar bones
        front = -float(np.interp(z, (80, 150, 220, 260, 285, 320), (88, 89, 80, 66, 54, 44))) + 3
        width = 26.0 if z > 245 else min(17.0, 7.0 + (z - 95) / 3)
        sternum = shapes.ellipse(grid.x, grid.y, 0, front, width, 7.2, 3.0)
        canvas.fill(sternum, 430.0)
        canvas.fill(sternum - 1.5, 130.0 + 45 * texture_here.fine)
    if 150 < z < 305:
        blade = _blade(grid, z)
        canvas.fill(blade + 7.5, 54.0)
        canvas.fill(blade, 560.0)
        canvas.fill(blade - 1.3, 210.0 + 60 * texture_here.fine)


def _blade(grid: Grid, z: float) -> Field:
    """A shoulder blade: a triangle with its point below, thin inside, with a stout border beside the arm."""
    spread, grown = min(1.0, (z - 150) / 60), min(1.0, 0.1 + (z - 150) / 100)
    top = max(0.0, (z - 270) / 35)                    # the upper border slopes outwards
    inner, outer = np.array((88 - 18 * spread, 84.0)), np.array((118 + 8 * spread, 40 - 12 * spread))
    middle, side = inner + (outer - inner) * 0.85 * top, inner + (outer - inner) * grown
    ends = min(1.0, (z - 150) / 8, (305 - z) / 8)
    across = np.abs(grid.x)
    plate = shapes.segment2d(across, grid.y, tuple(middle), tuple(side), 4.6 * ends)
    border = shapes.segment2d(across, grid.y, tuple(side), tuple(side + (outer - inner) * 0.06), 8.0 * ends)
    return np.maximum(plate, border)


def draw_vessels(
    rng: np.random.Generator, voxels: Image, spacing: npt.NDArray[np.float64], origin: npt.NDArray[np.float64]
) -> None:
    """Great vessels, airways and the branching vessels of both lungs, into the whole volume."""

    def line(points: list[tuple[float, float, float]], radius: float) -> list[vessels.Tube]:
        stops = [np.array(point, dtype=np.float64) for point in points]
        return [vessels.Tube(one, two, radius, radius) for one, two in zip(stops, stops[1:], strict=False)]

    aorta = line([(4, -26, 150), (-12, -28, 178), (-10, -18, 205), (2, 0, 218), (14, 22, 214), (20, 38, 196),
                  (20, 42, 120), (14, 44, 0)], 13.0)
    trunk = line([(14, -30, 160), (20, -20, 176), (28, 2, 178)], 12.5) + line([(20, -14, 176), (-30, 4, 170)], 10.0)
    veins = line([(-30, -18, 135), (-30, -16, 250), (-38, -20, 285), (-46, -10, 319)], 8.0)
    branches = line([(-8, -14, 214), (-20, -6, 250), (-30, 4, 319)], 5.5) + line([(10, 6, 216), (30, 8, 319)], 5.0)
    swallow = line([(4, 36, 0), (6, 34, 150), (2, 30, 319)], 6.5)
    for tubes, level in ((aorta, 41.0), (trunk, 40.0), (veins, 40.0), (branches, 41.0), (swallow, 38.0)):
        vessels.paint(voxels, spacing, origin, tubes, level)
    for side in (-1, 1):
        hilum = np.array([side * 40.0 + 2, 10.0, 170.0])
        arteries = vessels.lung_points(rng, side, 700, 4.0)
        veins_to = vessels.lung_points(rng, side, 320, 6.0)
        tubes = vessels.tree(rng, hilum, arteries, 0.66, 3.0)
        tubes += vessels.tree(rng, hilum + np.array([-side * 6.0, -8.0, -24.0]), veins_to, 0.66, 3.0)
        vessels.paint(voxels, spacing, origin, tubes, 42.0, brighten_only=True)
    carina = (0, 14, 196)
    pipes = [(line([(0, 4, 319), carina], 0), 8.6), (line([carina, (-40, 18, 168)], 0), 6.4),
             (line([carina, (44, 20, 170)], 0), 5.8), (line([(-40, 18, 168), (-58, 30, 128)], 0), 3.6),
             (line([(-40, 18, 168), (-62, 6, 196)], 0), 3.2), (line([(44, 20, 170), (62, 34, 130)], 0), 3.4),
             (line([(44, 20, 170), (60, 0, 198)], 0), 3.0)]
    for extra, level in ((1.5, 35.0), (0.0, -985.0)):
        for path, radius in pipes:
            tubes = [vessels.Tube(one.start, one.end, radius + extra, radius + extra) for one in path]
            vessels.paint(voxels, spacing, origin, tubes, level)


def draw_collar_bones(voxels: Image, spacing: npt.NDArray[np.float64], origin: npt.NDArray[np.float64]) -> None:
    """Both clavicles, from the breast bone outwards, into the whole volume."""
    for side in (-1.0, 1.0):
        stops = [np.array((side * x, y, z)) for x, y, z in (
            (21, -53, 282), (45, -58, 290), (72, -52, 298), (96, -38, 304), (114, -22, 306))]
        for radius, level in ((5.6, 560.0), (3.9, 230.0)):
            tubes = [vessels.Tube(one, two, radius, radius) for one, two in zip(stops, stops[1:], strict=False)]
            vessels.paint(voxels, spacing, origin, tubes, level)
