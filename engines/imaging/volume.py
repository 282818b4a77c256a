"""A volume: voxels in modality units with one geometry, the only way an image series travels through the house."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Volume:
    """A 3-D image.

    ``voxels``: array (slices, rows, columns), int16 or float32, in modality units (HU for CT; slope and intercept
    applied). ``affine``: 4x4 float64, from (column, row, slice, 1) indices to patient millimetres, LPS.
    ``warnings``: what the geometry check found, as codes (``missing-slice``, ``uneven-spacing``, ``tilt``,
    ``duplicate-slice`` ...); ``measurable`` is False where millimetres can't be trusted.
    """

    voxels: npt.NDArray[np.int16] | npt.NDArray[np.float32]
    affine: npt.NDArray[np.float64]
    modality: str
    series_uid: str
    study_uid: str
    description: str = ""
    unit: str = "HU"
    warnings: tuple[str, ...] = ()
    measurable: bool = True
    window_center: float | None = None
    window_width: float | None = None

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Spacing of columns, rows and slices (x, y, z index order), millimetres."""
        x, y, z = (float(np.linalg.norm(self.affine[:3, axis])) for axis in range(3))
        return x, y, z

    def to_mm(self, index_xyz: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Patient millimetres (LPS) of (column, row, slice) indices, shape (..., 3)."""
        index = np.asarray(index_xyz, dtype=np.float64)
        return index @ self.affine[:3, :3].T + self.affine[:3, 3]

    def to_index(self, point_mm: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """(column, row, slice) indices, not rounded, of patient millimetres (LPS), shape (..., 3)."""
        point = np.asarray(point_mm, dtype=np.float64)
        return (point - self.affine[:3, 3]) @ np.linalg.inv(self.affine[:3, :3]).T
