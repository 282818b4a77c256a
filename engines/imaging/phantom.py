"""A synthetic chest CT with nodules of known place and size: the demo clinic's scan and a truth to test against.

It is drawn from formulas and a seed, is nobody's body, and carries the word SYNTHETIC in the corner of each slice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engines.imaging import phantom_anatomy as anatomy
from engines.imaging import phantom_shapes as shapes
from engines.imaging.nd import smooth
from engines.imaging.phantom_marker import stamp
from engines.spec import Refusal

THREADS = 4
COLUMNS = 512
PIXEL_MM = 0.7
SLICE_MM = 2.0
KINDS = {"solid": 45.0, "part-solid": -250.0, "ground-glass": -600.0}    # mean HU of each kind
SMALLEST_MM, LARGEST_MM = 3.0, 30.0


@dataclass(frozen=True, slots=True)
class PhantomNodule:
    """A sphere in a lung. ``center_mm``: to the patient's left, back and head from the middle of the lowest slice."""

    center_mm: tuple[float, float, float]
    diameter_mm: float
    kind: str = "solid"

    @property
    def volume_mm3(self) -> float:
        """Volume of the sphere."""
        return math.pi / 6 * self.diameter_mm**3


DEFAULT_NODULES = (
    PhantomNodule((-72.0, 22.0, 214.0), 9.0),
    PhantomNodule((78.0, 30.0, 150.0), 7.0),
    PhantomNodule((-88.0, -20.0, 128.0), 12.0, "ground-glass"),
)


@dataclass(frozen=True, slots=True)
class Phantom:
    """``voxels`` int16 HU (slices from the feet up, rows, columns); ``affine`` to LPS mm; ``nodules`` the truth."""

    voxels: npt.NDArray[np.int16]
    affine: npt.NDArray[np.float64]
    nodules: tuple[PhantomNodule, ...]

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Columns, rows, slices."""
        return PIXEL_MM, PIXEL_MM, SLICE_MM


def chest_phantom(seed: int, nodules: Sequence[PhantomNodule] = DEFAULT_NODULES, marker: bool = True) -> Phantom:
    """A chest of 160 slices of 512 x 512 (0.7 x 0.7 x 2.0 mm). The same seed and nodules give the same voxels.

    Takes 10 s on two cores and 700 MB. Raises Refusal for a nodule that does not lie inside a lung, is smaller than
    3 mm, larger than 30 mm or of an unknown kind.
    """
    _check(nodules)
    rng = np.random.default_rng(seed)
    slices = int(shapes.HEIGHT_MM / SLICE_MM)
    spacing = np.array([PIXEL_MM, PIXEL_MM, SLICE_MM])
    origin = np.array([-(COLUMNS - 1) / 2 * PIXEL_MM, -(COLUMNS - 1) / 2 * PIXEL_MM, 0.0])
    grid = anatomy.Grid.of(COLUMNS, spacing, origin)
    texture = anatomy.texture(rng, slices, COLUMNS)
    voxels = np.empty((slices, COLUMNS, COLUMNS), np.float32)

    def draw(index: int) -> None:
        voxels[index] = anatomy.draw_slice(grid, index * SLICE_MM, texture(index))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(draw, range(slices)))
    anatomy.draw_vessels(rng, voxels, spacing, origin)
    anatomy.draw_collar_bones(voxels, spacing, origin)
    for nodule in nodules:
        _draw(voxels, nodule, spacing, origin)
    _add_noise(rng, voxels)
    finished = np.clip(np.rint(voxels), -1024, 3071).astype(np.int16)
    if marker:
        stamp(finished)
    affine = np.eye(4)
    affine[:3, :3] = np.diag(spacing)
    affine[:3, 3] = origin
    return Phantom(finished, affine, tuple(nodules))


def _check(nodules: Sequence[PhantomNodule]) -> None:
    for nodule in nodules:
        if nodule.kind not in KINDS:
            raise Refusal("kind", f"must be one of {', '.join(KINDS)}")
        if not SMALLEST_MM <= nodule.diameter_mm <= LARGEST_MM:
            raise Refusal("diameter_mm", f"is outside {SMALLEST_MM:g} to {LARGEST_MM:g} mm")
        x, y, z = (np.array([value]) for value in nodule.center_mm)
        if float(shapes.lung(x, y, z)[0]) < nodule.diameter_mm / 2:
            raise Refusal("center_mm", f"{nodule.center_mm} with its size does not lie inside a lung")


def _draw(
    voxels: npt.NDArray[np.float32], nodule: PhantomNodule, spacing: npt.NDArray[np.float64],
    origin: npt.NDArray[np.float64],
) -> None:
    """Fills a sphere, the edge by the share of each voxel inside it (27 points a voxel)."""
    centre, radius = np.array(nodule.center_mm), nodule.diameter_mm / 2
    low = [max(int((centre[axis] - radius - origin[axis]) / spacing[axis]) - 1, 0) for axis in range(3)]
    high = [min(int((centre[axis] + radius - origin[axis]) / spacing[axis]) + 3, voxels.shape[2 - axis])
            for axis in range(3)]

    def fine(axis: int) -> npt.NDArray[np.float64]:
        steps = np.arange(3 * low[axis], 3 * high[axis], dtype=np.float64) - 1.0
        return steps / 3 * spacing[axis] + origin[axis] - centre[axis]

    inside = (fine(2)[:, None, None] ** 2 + fine(1)[None, :, None] ** 2 + fine(0)[None, None, :] ** 2) <= radius**2
    nz, ny, nx = (high[axis] - low[axis] for axis in (2, 1, 0))
    share = np.asarray(inside.reshape(nz, 3, ny, 3, nx, 3).mean(axis=(1, 3, 5)), dtype=np.float32)
    box = voxels[low[2]:high[2], low[1]:high[1], low[0]:high[0]]
    box += share * (np.maximum(box, KINDS[nodule.kind]) - box)


def _add_noise(rng: np.random.Generator, voxels: npt.NDArray[np.float32]) -> None:
    """Quantum noise of a smooth kernel: neighbouring pixels are alike, dense slices are noisier."""
    def add(image: npt.NDArray[np.float32], own: np.random.Generator) -> None:
        noise = smooth(own.standard_normal(image.shape, dtype=np.float32), 0.9, mode="wrap")
        noise /= float(noise.std())
        level = 9.0 + 7.0 * float((image > -300).mean())
        image += noise * np.where(image < -980, 0.45 * level, level)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add, voxels, rng.spawn(len(voxels))))
