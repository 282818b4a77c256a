"""Branching vessels and airways of the synthetic chest, grown from a seed, and the painting of tubes into voxels.

A tree connects random points of a lung, nearest to the hilum first, to the node that keeps the path short; radii follow
Murray's law (1926, PNAS 12:207), r_parent^n = sum of r_child^n, with n = 2.6 in place of his 3: trunks read stouter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engines.imaging import phantom_shapes as shapes

_EXPONENT = 2.6
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tube:
    """A straight piece of pipe between two points (mm) with a radius at each end (mm)."""

    start: Points
    end: Points
    start_radius: float
    end_radius: float


def lung_points(rng: np.random.Generator, side: int, number: int, margin_mm: float) -> Points:
    """Random points at least ``margin_mm`` inside one lung (side -1 right, +1 left), shape (number, 3)."""
    kept: list[Points] = []
    missing = number
    while missing > 0:
        tried = rng.uniform((4, -95, 10), (130, 95, 292), (4 * missing + 64, 3))
        tried[:, 0] *= side
        inside = tried[shapes.lung(tried[:, 0], tried[:, 1], tried[:, 2]) > margin_mm]
        kept.append(inside[:missing])
        missing -= len(kept[-1])
    return np.concatenate(kept)


def tree(rng: np.random.Generator, root: Points, targets: Points, leaf_radius: float, bend_mm: float) -> list[Tube]:
    """Tubes of a tree from ``root`` to every target. ``bend_mm`` sets how much a branch wanders between its nodes."""
    order = np.argsort(np.linalg.norm(targets - root, axis=1))
    nodes = np.vstack([root[None], targets[order]])
    parent = np.full(len(nodes), -1)
    path = np.zeros(len(nodes))
    for index in range(1, len(nodes)):
        gap = np.linalg.norm(nodes[:index] - nodes[index], axis=1)
        parent[index] = int(np.argmin(gap + 0.35 * path[:index]))
        path[index] = path[parent[index]] + gap[parent[index]]
    powers = np.zeros(len(nodes))
    has_child = np.zeros(len(nodes), bool)
    has_child[parent[1:]] = True
    powers[~has_child] = leaf_radius**_EXPONENT
    for index in range(len(nodes) - 1, 0, -1):
        powers[parent[index]] += powers[index]
    radius = powers ** (1 / _EXPONENT)
    return [tube for index in range(1, len(nodes))
            for tube in _bent(rng, nodes[parent[index]], nodes[index], radius[index], bend_mm)]


def _bent(rng: np.random.Generator, start: Points, end: Points, radius: float, bend_mm: float) -> list[Tube]:
    """One branch in three straight pieces, so that it curves."""
    length = float(np.linalg.norm(end - start))
    wander = min(bend_mm, 0.12 * length)
    inner = [start + (end - start) * part + rng.normal(0, wander, 3) for part in (0.35, 0.7)]
    stops = [start, *inner, end]
    return [Tube(one, two, radius, radius) for one, two in zip(stops, stops[1:], strict=False)]


def paint(
    voxels: npt.NDArray[np.float32], spacing_xyz: Points, origin_xyz: Points, tubes: list[Tube], hounsfield: float,
    brighten_only: bool = False,
) -> None:
    """Blends tubes into (slices, rows, columns) voxels, edges softened over one voxel.

    ``brighten_only`` never lowers a voxel: vessels in lung stay behind denser structures they touch.
    """
    soft = float(spacing_xyz[0])
    for tube in tubes:
        reach = max(tube.start_radius, tube.end_radius) + soft
        low = np.floor((np.minimum(tube.start, tube.end) - reach - origin_xyz) / spacing_xyz).astype(int)
        high = np.ceil((np.maximum(tube.start, tube.end) + reach - origin_xyz) / spacing_xyz).astype(int) + 1
        low = np.maximum(low, 0)
        high = np.minimum(high, voxels.shape[::-1])
        if (low >= high).any():
            continue
        box = voxels[low[2]:high[2], low[1]:high[1], low[0]:high[0]]
        covered = _coverage(tube, spacing_xyz, origin_xyz, low, high, soft)
        blended = box + covered * (hounsfield - box)
        box[...] = np.maximum(box, blended) if brighten_only else blended


def _coverage(
    tube: Tube, spacing: Points, origin: Points, low: npt.NDArray[np.int_], high: npt.NDArray[np.int_], soft: float
) -> npt.NDArray[np.float32]:
    """Share of each voxel of the box that the tube fills, 0..1."""
    def offsets(axis: int) -> npt.NDArray[np.float32]:
        steps = np.arange(int(low[axis]), int(high[axis]))
        return np.asarray(origin[axis] + spacing[axis] * steps - tube.start[axis], dtype=np.float32)

    x, y, z = offsets(0)[None, None, :], offsets(1)[None, :, None], offsets(2)[:, None, None]
    dx, dy, dz = (float(part) for part in tube.end - tube.start)
    along = np.clip((x * dx + y * dy + z * dz) / ((dx * dx + dy * dy + dz * dz) or 1.0), 0, 1)
    gap = np.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2 + (z - along * dz) ** 2)
    radius = tube.start_radius + along * (tube.end_radius - tube.start_radius)
    return np.asarray(np.clip((radius - gap) / soft + 0.5, 0, 1), dtype=np.float32)
