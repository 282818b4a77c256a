"""Measures one round spot in lung: outline by the half level between spot and lung, vessels cut off, then size and
shape."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engines.imaging import nd
from engines.imaging.volume import Volume

_LUNG_HU = -850.0
_LEAST_CONTRAST_HU = 120.0
_REACH = 1.6                       # half width of the box in expected diameters


@dataclass(frozen=True, slots=True)
class Measured:
    """``diameter_mm`` is that of the ball of the same volume; ``mean_diameter_mm`` the mean of the largest axial width
    and the one across it. ``elongation``: longest to middle axis. ``fullness``: share of the ball around it that it
    fills. ``freedom``: share of its surface that borders on lung, not on vessel or wall. ``mask`` lies at ``corner``
    (slice, row, column) of the canonical volume."""

    center_index: tuple[float, float, float]      # column, row, slice
    volume_mm3: float
    diameter_mm: float
    mean_diameter_mm: float
    mean_hu: float
    elongation: float
    fullness: float
    freedom: float
    mask: nd.Mask
    corner: tuple[int, int, int]


def measure(volume: Volume, place: tuple[float, float, float], diameter_mm: float) -> Measured | None:
    """The spot at ``place`` (slice, row, column, canonical volume), about ``diameter_mm`` wide; None for no
    contrast."""
    x, y, z = volume.spacing_mm
    spacing = (z, y, x)
    centre = [round(value) for value in place]
    reach = [max(2, math.ceil(_REACH * diameter_mm / step)) for step in spacing]
    low = [max(0, c - r) for c, r in zip(centre, reach, strict=True)]
    high = [min(n, c + r + 1) for c, r, n in zip(centre, reach, volume.voxels.shape, strict=True)]
    box = volume.voxels[low[0]:high[0], low[1]:high[1], low[2]:high[2]].astype(np.float32)
    if min(box.shape) < 3:
        return None

    def offset(axis: int) -> npt.NDArray[np.float64]:
        return (np.arange(low[axis], high[axis], dtype=np.float64) - place[axis]) * spacing[axis]

    distance = np.sqrt(
        offset(0)[:, None, None] ** 2 + offset(1)[None, :, None] ** 2 + offset(2)[None, None, :] ** 2)
    inner = distance <= max(diameter_mm / 4, float(distance.min()))
    core = float(box[inner].mean())
    background = min(float(np.percentile(box, 25)), _LUNG_HU + 250)
    if core - background < _LEAST_CONTRAST_HU:
        return None
    bright = box > (core + background) / 2
    mask = _outline(bright, distance, spacing, diameter_mm)
    return None if mask is None else _described(box, bright, mask, low, spacing)


def _outline(
    bright: nd.Mask, distance: npt.NDArray[np.float64], spacing: tuple[float, float, float], diameter_mm: float
) -> nd.Mask | None:
    """The part of the bright voxels that belongs to the spot: opened by a ball so that vessels fall off."""
    near = bright & (distance <= _REACH * diameter_mm)
    depth = nd.distance(near, spacing)
    inner = depth[distance <= max(1.5, diameter_mm / 3)]
    if not inner.size or float(inner.max()) <= 0:
        return None
    radius = 0.55 * float(inner.max())
    parts, _ = nd.labels(depth > radius)
    weight = np.where(parts > 0, distance, np.inf)
    nearest = np.unravel_index(int(np.argmin(weight)), weight.shape)
    if not np.isfinite(weight[nearest]):
        return None
    heart = parts == parts[nearest]
    return near & (nd.distance(~heart, spacing) <= radius)


def _described(
    box: npt.NDArray[np.float32], bright: nd.Mask, mask: nd.Mask, low: list[int], spacing: tuple[float, float, float]
) -> Measured | None:
    places = np.argwhere(mask)
    if len(places) < 5:
        return None
    voxel = spacing[0] * spacing[1] * spacing[2]
    volume_mm3 = len(places) * voxel
    middle = places.mean(axis=0)
    millimetres = (places - middle) * np.array(spacing)
    variances = np.linalg.eigvalsh(np.cov(millimetres.T) + np.diag(np.square(spacing)) / 12)
    farthest = float(np.linalg.norm(millimetres, axis=1).max()) + min(spacing) / 2
    shell = nd.dilate(mask, 2) & ~nd.dilate(mask, 1)
    freedom = 1 - float(bright[shell].mean()) if shell.any() else 0.0
    first = [int(value) for value in places.min(axis=0)]
    last = [int(value) + 1 for value in places.max(axis=0)]
    cut = mask[first[0]:last[0], first[1]:last[1], first[2]:last[2]]
    z, y, x = (float(low[axis] + middle[axis]) for axis in range(3))
    return Measured(
        center_index=(x, y, z), volume_mm3=volume_mm3, diameter_mm=(6 * volume_mm3 / math.pi) ** (1 / 3),
        mean_diameter_mm=_mean_axial(mask, spacing), mean_hu=float(box[mask].mean()),
        elongation=math.sqrt(float(variances[2] / variances[1])),
        fullness=min(1.0, volume_mm3 / (4 / 3 * math.pi * farthest**3)), freedom=freedom, mask=cut.copy(),
        corner=(low[0] + first[0], low[1] + first[1], low[2] + first[2]),
    )


def _mean_axial(mask: nd.Mask, spacing: tuple[float, float, float]) -> float:
    """Mean of the longest axial diameter and the longest across it, in the slice of the largest area (Fleischner
    2017)."""
    best = int(np.argmax(mask.sum(axis=(1, 2))))
    points = np.argwhere(mask[best]) * np.array(spacing[1:])
    if len(points) < 2:
        return float(spacing[2])
    widths: list[float] = []
    for angle in np.radians(np.arange(0, 180, 6)):
        along = points @ np.array([math.sin(angle), math.cos(angle)])
        widths.append(float(along.max() - along.min()) + (spacing[1] + spacing[2]) / 2)
    longest = int(np.argmax(widths))
    across = (longest + len(widths) // 2) % len(widths)
    return (widths[longest] + widths[across]) / 2
