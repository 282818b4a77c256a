"""Planes of a phantom scanned in each of the 48 axis orders: the reader must always see the same picture."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from engines.imaging.planes import Plane, canonical, count, extract, letter, nearest
from engines.imaging.volume import Volume
from engines.spec import Refusal

SIZE = (4, 5, 6)                    # millimetre grid to the left, back and head
SPACING = (0.7, 0.8, 2.5)
ORIENTATIONS = [(order, signs) for order in permutations(range(3)) for signs in product((1, -1), repeat=3)]


def truth(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    return (x + 10 * y + 100 * z).astype(np.int16)


def scanned(order: tuple[int, ...], signs: tuple[int, ...]) -> Volume:
    """The same patient scanned with index axis i running along patient axis order[i], direction signs[i]."""
    affine = np.eye(4)
    affine[:3, :3] = 0
    start = np.zeros(3)
    for axis in range(3):
        patient = order[axis]
        affine[patient, axis] = SPACING[patient] * signs[axis]
        start[patient] = 0 if signs[axis] > 0 else SPACING[patient] * (SIZE[patient] - 1)
    affine[:3, 3] = start
    shape = [SIZE[order[axis]] for axis in range(3)]
    index = np.stack(np.meshgrid(*(np.arange(n) for n in shape), indexing="ij"), -1)
    millimetres = index @ affine[:3, :3].T + affine[:3, 3]
    grid = np.rint(millimetres / np.array(SPACING)).astype(int)
    voxels = truth(grid[..., 0], grid[..., 1], grid[..., 2]).transpose(2, 1, 0)
    return Volume(voxels=np.ascontiguousarray(voxels), affine=affine, modality="CT", series_uid="1.2", study_uid="1.1")


@pytest.mark.parametrize(("order", "signs"), ORIENTATIONS)
def test_same_picture_from_every_orientation(order: tuple[int, ...], signs: tuple[int, ...]):
    volume = scanned(order, signs)
    seen = canonical(volume)
    assert np.shares_memory(seen.voxels, volume.voxels)
    x, y, z = np.meshgrid(*(np.arange(n) for n in SIZE), indexing="ij")
    full = truth(x, y, z)
    axial, coronal, sagittal = (extract(seen, plane, 2) for plane in Plane)
    np.testing.assert_array_equal(axial.pixels, full[:, :, 2].T)
    np.testing.assert_array_equal(coronal.pixels, full[:, 2, :].T[::-1])
    np.testing.assert_array_equal(sagittal.pixels, full[2, :, :].T[::-1])
    assert axial.letters == ("R", "L", "A", "P")
    assert coronal.letters == ("R", "L", "H", "F")
    assert sagittal.letters == ("A", "P", "H", "F")
    assert (sagittal.column_mm, sagittal.row_mm) == pytest.approx((0.8, 2.5))


@pytest.mark.parametrize("plane", list(Plane))
def test_millimetres_and_pixels_agree_with_the_volume(plane: Plane):
    seen = canonical(scanned((2, 0, 1), (-1, 1, -1)))
    for index in range(count(seen, plane)):
        one = extract(seen, plane, index)
        for row, column in ((0, 0), (1, 3), (3, 2)):
            point = one.to_mm(column, row)
            i, j, k = np.rint(seen.to_index(point)).astype(int)
            assert seen.voxels[k, j, i] == one.pixels[row, column]
            assert one.to_pixel(point) == pytest.approx((column, row, 0), abs=1e-9)
            assert nearest(seen, plane, point) == index


def test_oblique_scan_names_both_directions():
    angle = np.radians(20)
    affine = np.eye(4)
    affine[:3, 1] = [0, np.cos(angle), -np.sin(angle), ]
    affine[:3, 2] = [0, np.sin(angle), np.cos(angle)]
    volume = Volume(np.zeros((3, 4, 5), np.int16), affine, "MR", "1.2", "1.1")
    assert extract(canonical(volume), Plane.AXIAL, 1).letters == ("R", "L", "AH", "PF")
    assert letter([0.1, 0.99, 0.05]) == "P"


def test_refuses_what_has_no_geometry():
    flat = Volume(np.zeros((1, 2, 2), np.int16), np.zeros((4, 4)), "CT", "1.2", "1.1")
    with pytest.raises(Refusal, match="affine"):
        canonical(flat)
    with pytest.raises(Refusal, match="index"):
        extract(canonical(scanned((0, 1, 2), (1, 1, 1))), Plane.AXIAL, 6)
