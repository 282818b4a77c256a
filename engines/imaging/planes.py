"""Orthogonal planes of a volume as the reader expects them, whatever way round it was scanned.

Patient coordinates are LPS (x left, y back, z head: DICOM PS3.3 C.7.6.2.1.1). Radiological view:
axial with the front at the top and the patient's right at the left edge; coronal with the head at the top; sagittal
with the head at the top and the front at the left edge. Nothing is resampled: every plane is a numpy view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import permutations

import numpy as np
import numpy.typing as npt

from engines.imaging.volume import Volume
from engines.spec import Refusal

_LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))      # PS3.3 C.7.6.1.1.1, positive and negative LPS
_SECOND_LETTER = 0.2588                              # sine of 15 degrees: below, the plane reads as straight

Image = npt.NDArray[np.int16] | npt.NDArray[np.float32]


class Plane(StrEnum):
    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


_AXES = {                       # plane: (stack axis, column axis, row axis) of the canonical volume, row direction
    Plane.AXIAL: (2, 0, 1, 1),
    Plane.CORONAL: (1, 0, 2, -1),
    Plane.SAGITTAL: (0, 1, 2, -1),
}


@dataclass(frozen=True, slots=True)
class Slice:
    """One plane. ``pixels`` (rows, columns) is a view; ``affine`` 3x3 maps (column, row, 1) to patient millimetres.

    ``letters`` are the edges' orientation: left, right, top, bottom. ``column_mm`` and ``row_mm`` are the distances of
    neighbouring columns and rows: draw with that aspect.
    """

    pixels: Image
    affine: npt.NDArray[np.float64]
    column_mm: float
    row_mm: float
    letters: tuple[str, str, str, str]

    def to_mm(self, column: float, row: float) -> tuple[float, float, float]:
        """Patient millimetres (LPS) of a pixel centre."""
        x, y, z = self.affine @ np.array([column, row, 1.0])
        return float(x), float(y), float(z)

    def to_pixel(self, point_mm: npt.ArrayLike) -> tuple[float, float, float]:
        """(column, row, distance from the plane in mm) of a point in patient millimetres."""
        columns, rows = self.affine[:, 0], self.affine[:, 1]
        normal = np.cross(columns, rows)
        normal /= np.linalg.norm(normal)
        basis = np.column_stack([columns, rows, normal])
        column, row, distance = np.linalg.solve(basis, np.asarray(point_mm, dtype=np.float64) - self.affine[:, 2])
        return float(column), float(row), float(distance)


def canonical(volume: Volume) -> Volume:
    """The same voxels seen so that indices run to the left, the back and the head (as nearly as they can).

    No voxel is copied. Raises Refusal for an affine that can't be inverted.
    """
    directions = volume.affine[:3, :3]
    if not np.isfinite(directions).all() or abs(np.linalg.det(directions)) < 1e-9:
        raise Refusal("affine", "has no three independent directions")
    unit = directions / np.linalg.norm(directions, axis=0)
    order = max(permutations(range(3)), key=lambda p: sum(abs(unit[axis, p[axis]]) for axis in range(3)))
    voxels = volume.voxels.transpose([2 - order[2], 2 - order[1], 2 - order[0]])
    affine = volume.affine.copy()
    affine[:3, :3] = directions[:, list(order)]
    for axis in range(3):
        if affine[axis, axis] < 0:
            length = voxels.shape[2 - axis]
            affine[:3, 3] += affine[:3, axis] * (length - 1)
            affine[:3, axis] *= -1
            voxels = np.flip(voxels, 2 - axis)
    return replace(volume, voxels=voxels, affine=affine)


def count(volume: Volume, plane: Plane) -> int:
    """How many slices a canonical volume has in this plane."""
    return volume.voxels.shape[2 - _AXES[plane][0]]


def extract(volume: Volume, plane: Plane, index: int) -> Slice:
    """Slice ``index`` of a *canonical* volume (see ``canonical``); indices grow to the left, the back or the head.

    Raises Refusal for an index outside the volume.
    """
    stack, column, row, row_sign = _AXES[plane]
    if not 0 <= index < count(volume, plane):
        raise Refusal("index", f"is outside 0 to {count(volume, plane) - 1}")
    pixels = _view(volume.voxels, 2 - stack, index)[::row_sign]
    affine = np.empty((3, 3))
    affine[:, 0] = volume.affine[:3, column]
    affine[:, 1] = volume.affine[:3, row] * row_sign
    affine[:, 2] = volume.affine[:3, 3] + volume.affine[:3, stack] * index
    if row_sign < 0:
        affine[:, 2] += volume.affine[:3, row] * (volume.voxels.shape[2 - row] - 1)
    across, down = affine[:, 0], affine[:, 1]
    letters = (letter(-across), letter(across), letter(-down), letter(down))
    return Slice(pixels, affine, float(np.linalg.norm(across)), float(np.linalg.norm(down)), letters)


def nearest(volume: Volume, plane: Plane, point_mm: npt.ArrayLike) -> int:
    """The slice of a canonical volume nearest to a point, kept inside the volume."""
    stack = _AXES[plane][0]
    index = round(float(volume.to_index(point_mm)[stack]))
    return min(max(index, 0), count(volume, plane) - 1)


def letter(direction_mm: npt.ArrayLike) -> str:
    """Where a direction points, largest part first: ``L``, ``PH`` ... (L R A P H F)."""
    direction = np.asarray(direction_mm, dtype=np.float64)
    unit = direction / np.linalg.norm(direction)
    parts = sorted(range(3), key=lambda axis: -abs(unit[axis]))
    shown = [axis for axis in parts if abs(unit[axis]) >= _SECOND_LETTER] or parts[:1]
    return "".join(_LETTERS[axis][0 if unit[axis] > 0 else 1] for axis in shown)


def _view(voxels: Image, axis: int, index: int) -> Image:
    where: list[slice | int] = [slice(None)] * 3
    where[axis] = index
    return voxels[tuple(where)]
