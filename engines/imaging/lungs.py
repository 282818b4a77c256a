"""Finds the lungs in a chest CT by density and connection, so that a filter looks nowhere else.

Thresholding with connected parts is the classical way (Hu, Hoffman and Reinhardt 2001, IEEE TMI 20:490-498): air and
lung below a threshold, what touches the border is outside air, the largest parts left are the lungs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engines.imaging import nd
from engines.spec import Refusal

LUNG_BELOW_HU = -400.0
AIRWAY_BELOW_HU = -930.0
_SMALLEST_LUNG_ML, _LARGEST_LUNGS_ML = 300.0, 12_000.0
_CLOSING_MM = 8.0


@dataclass(frozen=True, slots=True)
class Lungs:
    """``mask``: both lungs with vessels and nodules inside, and those at the pleura by closing. Volumes in ml."""

    mask: nd.Mask
    volume_ml: float


def find_lungs(hounsfield: npt.NDArray[np.float32], spacing_mm: float) -> Lungs:
    """The lungs of an isotropic (slices, rows, columns) volume in HU, axial slices.

    Raises Refusal where no lung is found: another body part, a volume cut too small, or values that are no HU.
    """
    air = hounsfield < LUNG_BELOW_HU
    parts, count = nd.labels(air)
    if count == 0:
        raise Refusal("volume", "shows no lung")
    border = np.unique(np.concatenate([parts[:, 0].ravel(), parts[:, -1].ravel(), parts[:, :, 0].ravel(),
                                       parts[:, :, -1].ravel()]))
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[border] = 0
    sizes[0] = 0
    millilitre = spacing_mm**3 / 1000
    kept = [int(label) for label in np.argsort(sizes)[::-1][:2] if sizes[label] * millilitre >= _SMALLEST_LUNG_ML]
    if not kept:
        raise Refusal("volume", "shows no lung")
    wanted = np.zeros(count + 1, bool)
    wanted[kept] = True
    raw = wanted[parts]
    place = _around(raw, math.ceil((_CLOSING_MM + 2) / spacing_mm))
    raw[place] &= ~_airways(hounsfield[place], raw[place], spacing_mm)
    volume_ml = float(raw.sum() * millilitre)
    if not _SMALLEST_LUNG_ML <= volume_ml <= _LARGEST_LUNGS_ML:
        raise Refusal("volume", f"shows {volume_ml:.0f} ml of lung, outside {_SMALLEST_LUNG_ML:.0f} to "
                                f"{_LARGEST_LUNGS_ML:.0f} ml")
    mask = np.zeros_like(raw)
    mask[place] = _closed(raw[place], spacing_mm)
    return Lungs(mask, volume_ml)


def _around(mask: nd.Mask, margin: int) -> tuple[slice, slice, slice]:
    """The box of the True voxels and a margin: everything after this need only look there."""
    sides: list[slice] = []
    for axis in range(3):
        others = tuple(other for other in range(3) if other != axis)
        filled = np.flatnonzero(mask.any(axis=others))
        sides.append(slice(max(0, int(filled[0]) - margin), int(filled[-1]) + margin + 1))
    return sides[0], sides[1], sides[2]


def _airways(hounsfield: npt.NDArray[np.float32], lungs: nd.Mask, spacing_mm: float) -> nd.Mask:
    """Trachea and main bronchi: wide air, which lung tissue never is."""
    inner = nd.erode(hounsfield < AIRWAY_BELOW_HU, max(1, round(2.0 / spacing_mm)))
    return nd.dilate(inner, max(1, round(4.5 / spacing_mm))) & lungs


def _closed(mask: nd.Mask, spacing_mm: float) -> nd.Mask:
    """Fills vessels, nodules and bays of the pleura up to twice ``_CLOSING_MM`` wide, slice by slice for the holes."""
    outside = nd.distance(~mask, (spacing_mm,) * 3)
    grown = outside <= _CLOSING_MM
    inside = nd.distance(grown, (spacing_mm,) * 3)
    closed = mask | (inside > _CLOSING_MM)
    return np.stack([nd.fill_holes(one) for one in closed])
