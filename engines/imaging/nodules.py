"""Nodule candidates on chest CT: lungs, a filter for round spots, then what is measured of each.

The filter comes from outside (a ``model`` plugin's ONNX network on blocks of the volume); this module prepares its
input, reads its output and measures. The score orders candidates; it is no probability.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engines.imaging import nd
from engines.imaging.lungs import Lungs, find_lungs
from engines.imaging.nodule_measure import Measured, measure
from engines.imaging.planes import canonical
from engines.imaging.volume import Volume
from engines.spec import Refusal

Network = Callable[[npt.NDArray[np.float32]], tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]]
Tell = Callable[[float, str], None]

DIAMETERS_MM = (4.5, 6.5, 9.5, 14.0, 20.0)        # the network's scales
SPACING_MM = 1.5                                  # its grid
_FLOOR_HU, _CEILING_HU, _LUNG_HU = -1000.0, 100.0, -850.0
_GLASS_HU, _SOLID_HU = -450.0, -200.0
_HALO = 14                                        # voxels: three sigma of the widest scale and one
_BLOCK = 40
_MOST_SEEDS = 400
_NEAREST_MM = 5.0
_LARGEST_SLICE_MM, _LARGEST_PIXEL_MM, _SMALLEST_EXTENT_MM = 3.0, 1.2, 120.0
_AXIAL_COSINE = 0.94                              # 20 degrees


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate. ``center_mm`` LPS; ``score`` 0..1 orders candidates of a scan; ``kind`` is solid, part-solid or
    ground-glass by its mean HU alone."""

    center_mm: tuple[float, float, float]
    score: float
    side: str
    kind: str
    measured: Measured


def check_contract(volume: Volume) -> None:
    """Refuses what the filter was not made for, before any work: another modality, plane, spacing or geometry."""
    if volume.modality != "CT":
        raise Refusal("modality", f"is {volume.modality or 'not given'}; only CT was tested")
    if volume.unit != "HU":
        raise Refusal("unit", "is not HU")
    if not volume.measurable:
        raise Refusal("geometry", "can't be trusted (" + ", ".join(volume.warnings) + ")")
    x, y, z = volume.spacing_mm
    if z > _LARGEST_SLICE_MM:
        raise Refusal("slice distance", f"is {z:.2f} mm; at most {_LARGEST_SLICE_MM:g} mm was tested")
    if max(x, y) > _LARGEST_PIXEL_MM:
        raise Refusal("pixel size", f"is {max(x, y):.2f} mm; at most {_LARGEST_PIXEL_MM:g} mm was tested")
    normal = np.cross(volume.affine[:3, 0], volume.affine[:3, 1])
    if abs(float(normal[2])) < _AXIAL_COSINE * float(np.linalg.norm(normal)):
        raise Refusal("plane", "is not axial")
    if z * volume.voxels.shape[0] < _SMALLEST_EXTENT_MM:
        length = z * volume.voxels.shape[0]
        raise Refusal("scan length", f"is {length:.0f} mm; a chest needs {_SMALLEST_EXTENT_MM:g} mm")


def detect(volume: Volume, network: Network, parameters: Mapping[str, float], tell: Tell) -> list[Candidate]:
    """Candidates of a chest CT, best first. ``tell`` gets progress and may raise to stop.

    ``parameters``: ``threshold`` (of the filter's answer), ``smallest_mm``, ``largest_mm``, ``longest`` (most
    elongation), ``fullest`` (least share of its ball that a candidate fills), ``freest`` (least share of its surface
    that borders on lung), ``most`` (candidates). Raises Refusal (see
    ``check_contract``), also where no lung is found.
    """
    check_contract(volume)
    seen = canonical(volume)
    tell(0.02, "Preparing")
    grid = _resampled(seen)
    tell(0.12, "Finding the lungs")
    lungs = find_lungs(grid, SPACING_MM)
    tell(0.25, "Looking for nodules")
    response, scale = _filtered(grid, lungs, network, lambda part: tell(0.25 + 0.5 * part, "Looking for nodules"))
    seeds = _seeds(response, parameters["threshold"])
    tell(0.78, "Measuring")
    found = [_candidate(seen, lungs, seed, float(response[seed]), DIAMETERS_MM[int(scale[seed])], parameters)
             for seed in seeds]
    kept = sorted((one for one in found if one is not None), key=lambda one: -one.score)
    tell(1.0, "")
    return _apart(kept)[: int(parameters["most"])]


def _resampled(volume: Volume) -> npt.NDArray[np.float32]:
    """HU on the network's grid: sample k lies at k * SPACING_MM from the centre of the first voxel."""
    x, y, z = volume.spacing_mm
    slices, rows, columns = volume.voxels.shape
    down, across = _weights(rows, y), _weights(columns, x).T
    plane = np.empty((slices, down.shape[0], across.shape[1]), np.float32)
    for index, image in enumerate(volume.voxels):
        plane[index] = down @ np.clip(image, _FLOOR_HU, _CEILING_HU).astype(np.float32) @ across
    return np.tensordot(_weights(slices, z), plane, axes=1).astype(np.float32, copy=False)


def _weights(length: int, step_mm: float) -> npt.NDArray[np.float32]:
    """Resampling of one axis as a matrix: linear where the grid gets finer, a triangle as wide as the new step where it
    gets coarser, so that nothing small is stepped over."""
    wanted = np.arange(0.0, (length - 1) * step_mm + 1e-6, SPACING_MM) / step_mm
    reach = max(1.0, SPACING_MM / step_mm)
    weights = np.maximum(0.0, 1 - np.abs(wanted[:, None] - np.arange(length)[None, :]) / reach)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)


def _filtered(
    grid: npt.NDArray[np.float32], lungs: Lungs, network: Network, tell: Callable[[float], None]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]:
    """The network on slabs that hold lung, with a halo; the answer outside the lungs is zero."""
    inside = np.where(lungs.mask, grid, np.float32(_LUNG_HU)).astype(np.float32) / np.float32(1000)
    response = np.zeros(grid.shape, np.float32)
    scale = np.zeros(grid.shape, np.int8)
    rows = np.flatnonzero(lungs.mask.any(axis=(0, 2)))
    columns = np.flatnonzero(lungs.mask.any(axis=(0, 1)))
    slices = np.flatnonzero(lungs.mask.any(axis=(1, 2)))
    top, bottom = max(0, int(rows[0]) - _HALO), int(rows[-1]) + _HALO + 1
    left, right = max(0, int(columns[0]) - _HALO), int(columns[-1]) + _HALO + 1
    starts = list(range(int(slices[0]), int(slices[-1]) + 1, _BLOCK))
    for number, start in enumerate(starts):
        end = min(start + _BLOCK, int(slices[-1]) + 1)
        low, high = max(0, start - _HALO), min(len(grid), end + _HALO)
        block = np.ascontiguousarray(inside[low:high, top:bottom, left:right])
        answer, best = network(block)
        response[start:end, top:bottom, left:right] = answer[start - low:end - low]
        scale[start:end, top:bottom, left:right] = best[start - low:end - low]
        tell((number + 1) / len(starts))
    response *= lungs.mask
    return response, scale


def _seeds(response: npt.NDArray[np.float32], threshold: float) -> list[tuple[int, int, int]]:
    """Places where the answer is highest within 3 voxels and above the threshold, strongest first."""
    places = np.argwhere((response >= threshold) & nd.local_maxima(response, (5, 5, 5)))
    strength = response[tuple(places.T)]
    order = np.argsort(-strength, kind="stable")[:_MOST_SEEDS]
    return [(int(z), int(y), int(x)) for z, y, x in places[order]]


def _candidate(
    seen: Volume, lungs: Lungs, seed: tuple[int, int, int], strength: float, diameter_mm: float,
    parameters: Mapping[str, float],
) -> Candidate | None:
    """Measures a seed on the original voxels; None for what is no round spot of the wanted size."""
    x, y, z = seen.spacing_mm
    place = (seed[0] * SPACING_MM / z, seed[1] * SPACING_MM / y, seed[2] * SPACING_MM / x)
    found = measure(seen, place, diameter_mm)
    if found is None or not parameters["smallest_mm"] <= found.diameter_mm <= parameters["largest_mm"]:
        return None
    shapeless = found.elongation > parameters["longest"] or found.fullness < parameters["fullest"]
    if shapeless or found.freedom < parameters["freest"]:
        return None
    score = 1 - math.exp(-strength * found.fullness * found.freedom / parameters["threshold"] / 4)
    columns = np.flatnonzero(lungs.mask.any(axis=(0, 1)))
    middle = float(columns[0] + columns[-1]) / 2
    side = "right" if seed[2] < middle else "left"
    point = seen.to_mm(found.center_index)
    center = (float(point[0]), float(point[1]), float(point[2]))
    return Candidate(center, round(score, 4), side, _kind(found.mean_hu), found)


def _kind(mean_hu: float) -> str:
    """By mean density alone: a coarse hint for the list, never a classification for a guideline."""
    return "ground-glass" if mean_hu < _GLASS_HU else "part-solid" if mean_hu < _SOLID_HU else "solid"


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """The better one of any two that lie closer than a nodule is wide."""
    kept: list[Candidate] = []
    for one in candidates:
        limit = max(_NEAREST_MM, one.measured.diameter_mm / 2)
        others = ((math.dist(one.center_mm, other.center_mm), other.measured.diameter_mm / 2) for other in kept)
        if all(gap > max(limit, radius) for gap, radius in others):
            kept.append(one)
    return kept
