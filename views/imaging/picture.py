"""Pixels to a picture: the grey levels of a slice as a QImage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from engines.imaging.window import Window, to_grey

if TYPE_CHECKING:
    import numpy.typing as npt


def grey_picture(
    pixels: npt.NDArray[np.int16] | npt.NDArray[np.float32], window: Window, inverted: bool = False
) -> QImage:
    """A slice (rows, columns) in modality units as an 8-bit grey picture that owns its memory; for any thread."""
    grey = np.ascontiguousarray(to_grey(pixels, window))
    if inverted:
        grey = np.uint8(255) - grey
    rows, columns = grey.shape
    return QImage(grey.data, columns, rows, grey.strides[0], QImage.Format.Format_Grayscale8).copy()
