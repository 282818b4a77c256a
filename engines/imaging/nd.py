"""The few n-dimensional filters used here, typed: scipy.ndimage ships no types of its own."""
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int32]


def smooth(image: Floats, sigma: float | Sequence[float], mode: str = "nearest", truncate: float = 3.0) -> Floats:
    """Gaussian smoothing; ``sigma`` in voxels, one for all axes or one an axis."""
    from scipy.ndimage import gaussian_filter

    return np.asarray(gaussian_filter(image, sigma, mode=mode, truncate=truncate), dtype=np.float32)


def resize(image: npt.NDArray[Any], factors: float | Sequence[float], order: int = 1) -> Floats:
    """Spline interpolation to another grid (order 0 nearest, 1 linear, 3 cubic)."""
    from scipy.ndimage import zoom

    return np.asarray(zoom(image, factors, order=order, mode="nearest", grid_mode=False), dtype=np.float32)


def labels(mask: Mask) -> tuple[Labels, int]:
    """Connected parts (6-neighbours in 3-D, 4 in 2-D), numbered from 1, and how many."""
    from scipy.ndimage import label

    found = np.empty(mask.shape, np.int32)
    label(mask, output=found)
    return found, int(found.max(initial=0))


def boxes(parts: Labels) -> list[tuple[slice, ...]]:
    """The bounding box of each numbered part."""
    from scipy.ndimage import find_objects

    return [box for box in find_objects(parts) if box is not None]


def dilate(mask: Mask, steps: int) -> Mask:
    """Grown by ``steps`` face neighbours."""
    from scipy.ndimage import binary_dilation

    return np.asarray(binary_dilation(mask, iterations=steps), dtype=np.bool_) if steps > 0 else mask


def erode(mask: Mask, steps: int) -> Mask:
    """Shrunk by ``steps`` face neighbours; the image's edge counts as outside."""
    from scipy.ndimage import binary_erosion

    return np.asarray(binary_erosion(mask, iterations=steps), dtype=np.bool_) if steps > 0 else mask


def fill_holes(mask: Mask) -> Mask:
    """Holes that no path of face neighbours leads out of, filled."""
    from scipy.ndimage import binary_fill_holes

    return np.asarray(binary_fill_holes(mask), dtype=np.bool_)


def distance(mask: Mask, spacing: Sequence[float]) -> Floats:
    """Distance of each True voxel to the nearest False one, in the units of ``spacing``."""
    from scipy.ndimage import distance_transform_edt

    return np.asarray(distance_transform_edt(mask, sampling=spacing), dtype=np.float32)


def local_maxima(image: Floats, size: Sequence[int]) -> Mask:
    """True where a voxel is the highest of its neighbourhood of that many voxels an axis."""
    from scipy.ndimage import maximum_filter

    return np.asarray(maximum_filter(image, size=tuple(size), mode="nearest") == image, dtype=np.bool_)
