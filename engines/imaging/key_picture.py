"""The picture of a finding for the report: its axial slice, windowed, with square pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engines.imaging.planes import Plane, canonical, extract, nearest
from engines.imaging.volume import Volume
from engines.imaging.window import PRESETS, Window, suggested, to_grey
from engines.spec import Refusal

_AROUND_MM = 20.0
_LUNG_BELOW = -300.0              # mean HU around the finding: below, it lies in lung


def axial_picture(volume: Volume, center_mm: tuple[float, float, float], size: int) -> npt.NDArray[np.uint8]:
    """The axial slice through a point as (size, size) grey levels, the whole slice fitted in and centred on black.

    Front at the top, the patient's right at the left edge. The lung window where the finding lies in lung, else the
    window of the header. Raises Refusal for a size below 16 or a volume without geometry.
    """
    if size < 16:
        raise Refusal("size", "must be at least 16 pixels")
    seen = canonical(volume)
    index = nearest(seen, Plane.AXIAL, center_mm)
    one = extract(seen, Plane.AXIAL, index)
    grey = to_grey(one.pixels, _window(volume, one.pixels, one.to_pixel(center_mm), one.column_mm))
    rows, columns = grey.shape
    scale = size / max(rows * one.row_mm, columns * one.column_mm)
    height, width = max(1, round(rows * one.row_mm * scale)), max(1, round(columns * one.column_mm * scale))
    picture = np.zeros((size, size), np.uint8)
    top, left = (size - height) // 2, (size - width) // 2
    picture[top:top + height, left:left + width] = _resampled(grey, height, width)
    return picture


def _window(
    volume: Volume, pixels: npt.NDArray[np.int16] | npt.NDArray[np.float32], place: tuple[float, float, float],
    pixel_mm: float,
) -> Window:
    if volume.modality == "CT":
        reach = max(1, round(_AROUND_MM / pixel_mm))
        column, row = round(place[0]), round(place[1])
        around = pixels[max(0, row - reach):row + reach + 1, max(0, column - reach):column + reach + 1]
        if around.size and float(around.mean()) < _LUNG_BELOW:
            return PRESETS["lung"]
    return suggested(volume.modality, volume.window_center, volume.window_width, volume.voxels)


def _resampled(grey: npt.NDArray[np.uint8], height: int, width: int) -> npt.NDArray[np.uint8]:
    """Linear interpolation between pixel centres, row by row and column by column."""
    rows, columns = grey.shape
    y = np.clip((np.arange(height) + 0.5) * rows / height - 0.5, 0, rows - 1)
    x = np.clip((np.arange(width) + 0.5) * columns / width - 0.5, 0, columns - 1)
    y0, x0 = y.astype(np.intp), x.astype(np.intp)
    y1, x1 = np.minimum(y0 + 1, rows - 1), np.minimum(x0 + 1, columns - 1)
    fy, fx = (y - y0)[:, None].astype(np.float32), (x - x0)[None, :].astype(np.float32)
    image = grey.astype(np.float32)
    upper = image[y0][:, x0] * (1 - fx) + image[y0][:, x1] * fx
    lower = image[y1][:, x0] * (1 - fx) + image[y1][:, x1] * fx
    return np.rint(upper * (1 - fy) + lower * fy).astype(np.uint8)
