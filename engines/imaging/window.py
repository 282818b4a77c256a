"""Grey levels: the linear VOI function of DICOM PS3.3 (2024) C.11.2.1.2.1 as a table, and the usual CT windows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from engines.spec import Refusal

TABLE_SIZE = 65_536


@dataclass(frozen=True, slots=True)
class Window:
    """A window: centre and width in modality units (HU for CT)."""

    center: float
    width: float


# Usual CT windows as Radiopaedia "Windowing (CT)" lists them; houses and vendors differ, so the reader can move them.
PRESETS: dict[str, Window] = {
    "lung": Window(-600.0, 1500.0),
    "mediastinum": Window(50.0, 350.0),
    "bone": Window(400.0, 1800.0),
    "brain": Window(40.0, 80.0),
    "abdomen": Window(50.0, 400.0),
}


def voi_linear(values: npt.ArrayLike, window: Window) -> npt.NDArray[np.float64]:
    """The linear VOI function, output 0..255 unrounded, same shape as ``values``.

    PS3.3 C.11.2.1.2.1: with centre c and width w, all of x <= c - 0.5 - (w-1)/2 is black, all of x > c - 0.5 + (w-1)/2
    is white, between them ((x - (c - 0.5)) / (w-1) + 0.5) * 255. Raises Refusal for a width below 1.
    """
    _check(window)
    x = np.asarray(values, dtype=np.float64)
    middle, half = window.center - 0.5, (window.width - 1) / 2
    if half == 0:
        return np.where(x <= middle, 0.0, 255.0)
    return np.clip(((x - middle) / (window.width - 1) + 0.5) * 255.0, 0.0, 255.0)


@lru_cache(maxsize=64)
def table(center: float, width: float) -> npt.NDArray[np.uint8]:
    """The VOI function for every int16, shape (65536,), read with the value's bits as an unsigned index."""
    values = np.arange(TABLE_SIZE, dtype=np.uint16).view(np.int16)
    levels = np.rint(voi_linear(values, Window(center, width))).astype(np.uint8)
    levels.setflags(write=False)
    return levels


def to_grey(
    pixels: npt.NDArray[np.int16] | npt.NDArray[np.float32], window: Window, out: npt.NDArray[np.uint8] | None = None
) -> npt.NDArray[np.uint8]:
    """Grey levels 0..255 of an image of any shape: int16 by table, float by the function. Raises Refusal."""
    if pixels.dtype == np.int16:
        levels = table(window.center, window.width)
        index = pixels.view(np.uint16) if pixels.strides[-1] == 2 else np.ascontiguousarray(pixels).view(np.uint16)
        return levels.take(index, out=out, mode="clip")
    grey = np.rint(voi_linear(pixels, window)).astype(np.uint8)
    if out is None:
        return grey
    out[...] = grey
    return out


def suggested(
    modality: str, center: float | None, width: float | None, voxels: npt.NDArray[np.int16] | npt.NDArray[np.float32]
) -> Window:
    """The header's window where it is usable, else the mediastinal one for CT, else the 1st to 99th percentile."""
    if center is not None and width is not None and width >= 1 and math.isfinite(center) and math.isfinite(width):
        return Window(center, width)
    if modality == "CT":
        return PRESETS["mediastinum"]
    sample = voxels[:: max(1, voxels.shape[0] // 16), ::4, ::4]
    low, high = float(np.percentile(sample, 1)), float(np.percentile(sample, 99))
    return Window((low + high) / 2, max(1.0, high - low))


def _check(window: Window) -> None:
    if not (math.isfinite(window.center) and math.isfinite(window.width)):
        raise Refusal("window", "must be finite")
    if window.width < 1:
        raise Refusal("window width", "must be at least 1")
