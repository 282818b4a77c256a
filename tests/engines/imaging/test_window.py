"""Grey levels against the worked equation of PS3.3 C.11.2.1.2.1 and pydicom's own implementation."""

from __future__ import annotations

import numpy as np
import pytest

from engines.imaging.window import PRESETS, Window, suggested, table, to_grey, voi_linear
from engines.spec import Refusal


@pytest.mark.parametrize(("center", "width"), [(2048, 4096), (2048, 1), (0, 100), (0, 1), (-600, 1500), (40.5, 80)])
def test_equals_pydicom(center: float, width: float):
    from pydicom import Dataset
    from pydicom.pixels import apply_windowing

    header = Dataset()
    header.WindowCenter, header.WindowWidth = center, width
    header.PhotometricInterpretation = "MONOCHROME2"
    header.BitsStored, header.PixelRepresentation = 16, 1
    header.RescaleSlope, header.RescaleIntercept = 1, 0
    values = np.arange(-3000, 5000, dtype=np.int16)
    theirs = apply_windowing(values, header)
    ours = voi_linear(values, Window(center, width))
    np.testing.assert_allclose(ours, (theirs + 32768) / 65535 * 255, atol=1e-9)


def test_standard_examples():
    """PS3.3 C.11.2.1.2.1: centre 0, width 100 maps -50 and below to the lowest, 49.5 and above to the highest."""
    grey = voi_linear(np.array([-51, -50, -0.5, 49, 50]), Window(0, 100))
    assert grey[0] == grey[1] == 0
    assert grey[2] == pytest.approx(127.5)
    assert grey[3] == grey[4] == 255


def test_table_and_function_agree_on_every_int16():
    window = PRESETS["lung"]
    values = np.arange(-32768, 32768).astype(np.int16)
    np.testing.assert_array_equal(to_grey(values, window), np.rint(voi_linear(values, window)).astype(np.uint8))
    assert not table(window.center, window.width).flags.writeable


def test_views_and_floats_give_the_same_picture():
    pixels = np.random.default_rng(1).integers(-1000, 1000, (40, 30), dtype=np.int16)
    window = PRESETS["mediastinum"]
    np.testing.assert_array_equal(to_grey(pixels.T, window), to_grey(pixels, window).T)
    np.testing.assert_array_equal(to_grey(pixels[::-1, ::-1], window), to_grey(pixels, window)[::-1, ::-1])
    np.testing.assert_array_equal(to_grey(pixels.astype(np.float32), window), to_grey(pixels, window))


def test_refuses_a_window_that_is_none():
    for width in (0, -400, float("nan")):
        with pytest.raises(Refusal, match="window"):
            to_grey(np.zeros((2, 2), np.int16), Window(0, width))


def test_an_unusable_header_window_is_not_used():
    voxels = np.zeros((1, 4, 4), np.int16)
    assert suggested("CT", 40, 0, voxels) == PRESETS["mediastinum"]
    assert suggested("CT", 40, 400, voxels) == Window(40, 400)
    assert suggested("MR", None, None, voxels).width >= 1
