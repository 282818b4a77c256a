"""From the positions of single slices to one geometry, or to the reasons why millimetres can't be trusted.

Image Plane module, DICOM PS3.3 C.7.6.2: position is the centre of the first pixel, orientation the direction cosines
of a row and of a column, spacing the distance of neighbouring rows, then of neighbouring columns, all in mm (LPS).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

# What the check can find, in words. A volume carries the codes; whatever locks measuring is in LOCKING.
WARNINGS: dict[str, str] = {
    "missing-slice": "slices are missing; the gaps are left empty",
    "uneven-spacing": "the distance between slices varies",
    "duplicate-slice": "slices lie at the same place; the first of each was kept",
    "tilt": "the slices are tilted against the table (gantry tilt)",
    "mixed-orientation": "slices of another orientation were left out",
    "mixed-size": "slices of another size were left out",
    "mixed-spacing": "the pixel size varies between slices",
    "orientation-not-unit": "the direction cosines are not unit vectors at right angles",
    "no-position": "slices carry no position; they stand in the order of their numbers",
    "no-spacing": "the pixel size is missing or can't be right",
    "imager-spacing": "the pixel size is that of the detector, not of the patient",
    "no-slice-spacing": "the distance between slices is not known",
    "truncated-pixels": "files are cut off; the missing rows are empty",
    "unreadable-slice": "files could not be read; their slices are empty",
    "slope-zero": "the rescale slope is zero: values are as stored",
    "inverted": "stored inverted (MONOCHROME1); shown bright for dense",
    "modality-lut-ignored": "values are as stored: the modality table is not applied",
    "several-frames": "frames of one file, without places of their own",
}
LOCKING = frozenset(WARNINGS) - {"duplicate-slice", "mixed-orientation", "mixed-size", "inverted"}
_SMALLEST_MM, _LARGEST_MM = 0.001, 100.0
_SAME_DIRECTION = 1e-3            # largest difference of direction cosines within one series
_SAME_PLACE_MM = 0.01
_UNEVEN_SHARE, _UNEVEN_MM = 0.02, 0.01     # headers round positions: 2 % of the step and 0.01 mm are no unevenness
_TILT_DEGREES = 0.5
_MOST_MISSING = 200


@dataclass(frozen=True, slots=True)
class SlicePlace:
    """Where one slice says it lies. None for what its header lacks. ``spacing`` is (row distance, column distance)."""

    rows: int
    columns: int
    position: tuple[float, float, float] | None
    orientation: tuple[float, float, float, float, float, float] | None
    spacing: tuple[float, float] | None
    thickness: float | None
    number: int | None
    imager_spacing: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """How slices make a volume. ``order``: for each slice of the volume the index of its file, None where missing."""

    order: tuple[int | None, ...]
    affine: Vector
    warnings: tuple[str, ...]

    @property
    def measurable(self) -> bool:
        """False where millimetres can't be trusted."""
        return measurable(self.warnings)


def measurable(warnings: Sequence[str]) -> bool:
    """False where one of the warnings locks measuring."""
    return not LOCKING.intersection(warnings)


def stack(places: Sequence[SlicePlace]) -> Stack:
    """Sorts slices along their normal and checks that they make one even box. Raises ValueError for no slices."""
    if not places:
        raise ValueError("no slices")
    warnings: list[str] = []
    kept = _of_one_size(places, warnings)
    spacing = _pixel_size([places[index] for index in kept], warnings)
    row, column, kept, oriented = _directions(places, kept, warnings)
    if not oriented:
        return _unplaced(places, kept, spacing, warnings)
    normal = np.cross(row, column)
    first = [places[index].position or (0.0, 0.0, 0.0) for index in kept]
    along = np.array(first) @ normal
    sorted_kept = sorted(range(len(kept)), key=lambda i: (along[i], places[kept[i]].number or 0, i))
    unique = _without_doubles(sorted_kept, along, warnings)
    positions = np.array([first[i] for i in unique])
    files = [kept[i] for i in unique]
    order, step = _steps(files, positions, normal, places, warnings)
    affine = np.eye(4)
    affine[:3, 0] = row * spacing[1]
    affine[:3, 1] = column * spacing[0]
    affine[:3, 2] = step
    affine[:3, 3] = positions[0]
    return Stack(tuple(order), affine, tuple(warnings))


def _of_one_size(places: Sequence[SlicePlace], warnings: list[str]) -> list[int]:
    sizes = Counter((place.rows, place.columns) for place in places)
    if len(sizes) > 1:
        warnings.append("mixed-size")
    usual = sizes.most_common(1)[0][0]
    return [index for index, place in enumerate(places) if (place.rows, place.columns) == usual]


def _pixel_size(places: Sequence[SlicePlace], warnings: list[str]) -> tuple[float, float]:
    found = [place.spacing for place in places if place.spacing is not None]
    usable = [pair for pair in found if all(_SMALLEST_MM <= value <= _LARGEST_MM for value in pair)]
    if len(usable) < len(places):
        warnings.append("no-spacing")
        return usable[0] if usable else (1.0, 1.0)
    if max(abs(a - b) for pair in usable for a, b in zip(pair, usable[0], strict=True)) > 1e-4:
        warnings.append("mixed-spacing")
    if any(place.imager_spacing for place in places):
        warnings.append("imager-spacing")
    return usable[0]


def _directions(
    places: Sequence[SlicePlace], kept: list[int], warnings: list[str]
) -> tuple[Vector, Vector, list[int], bool]:
    """Unit row and column directions of the usual orientation, and the slices that share it."""
    placed = [i for i in kept if places[i].position is not None and places[i].orientation is not None]
    usable = [i for i in placed if all(math.isfinite(v) for v in (*(places[i].orientation or ()),
                                                                  *(places[i].position or ())))]
    if len(usable) < len(kept):
        warnings.append("no-position")
    if not usable or len(usable) < (len(kept) + 1) // 2:
        return np.array([1.0, 0, 0]), np.array([0, 1.0, 0]), kept, False
    groups: list[tuple[Vector, list[int]]] = []
    for index in usable:
        cosines = np.array(places[index].orientation)
        for usual, members in groups:
            if np.abs(usual - cosines).max() <= _SAME_DIRECTION:
                members.append(index)
                break
        else:
            groups.append((cosines, [index]))
    if len(groups) > 1:
        warnings.append("mixed-orientation")
    cosines, members = max(groups, key=lambda group: len(group[1]))
    row, column = cosines[:3], cosines[3:]
    lengths = np.linalg.norm(row), np.linalg.norm(column)
    if min(lengths) < 1e-6:
        warnings.append("orientation-not-unit")
        return np.array([1.0, 0, 0]), np.array([0, 1.0, 0]), kept, False
    row, column = row / lengths[0], column / lengths[1]
    if abs(lengths[0] - 1) > 1e-2 or abs(lengths[1] - 1) > 1e-2 or abs(float(row @ column)) > 1e-2:
        warnings.append("orientation-not-unit")
    column = column - row * (row @ column)
    size = np.linalg.norm(column)
    if size < 1e-3:
        return np.array([1.0, 0, 0]), np.array([0, 1.0, 0]), kept, False
    return row, column / size, members, True


def _unplaced(
    places: Sequence[SlicePlace], kept: list[int], spacing: tuple[float, float], warnings: list[str]
) -> Stack:
    """Slices without a usable place, in the order of their numbers."""
    if "no-position" not in warnings:
        warnings.append("no-position")
    order = sorted(kept, key=lambda index: (places[index].number is None, places[index].number or 0, index))
    affine = np.diag([spacing[1], spacing[0], _thickness(places[order[0]], warnings), 1.0])
    return Stack(tuple(order), affine, tuple(warnings))


def _without_doubles(order: list[int], along: Vector, warnings: list[str]) -> list[int]:
    unique = [order[0]]
    for index in order[1:]:
        if along[index] - along[unique[-1]] > _SAME_PLACE_MM:
            unique.append(index)
        elif "duplicate-slice" not in warnings:
            warnings.append("duplicate-slice")
    return unique


def _thickness(place: SlicePlace, warnings: list[str]) -> float:
    if place.thickness is not None and _SMALLEST_MM <= place.thickness <= _LARGEST_MM:
        return place.thickness
    warnings.append("no-slice-spacing")
    return 1.0


def _steps(
    files: list[int], positions: Vector, normal: Vector, places: Sequence[SlicePlace], warnings: list[str]
) -> tuple[list[int | None], Vector]:
    """The files with gaps filled by None, and the vector from one slice to the next."""
    if len(files) == 1:
        return list(files), normal * _thickness(places[files[0]], warnings)
    gaps = np.diff(positions @ normal)
    usual = float(np.median(gaps))
    counts = np.maximum(1, np.rint(gaps / usual)).astype(int)
    tolerance = _UNEVEN_SHARE * usual + _UNEVEN_MM
    if np.abs(gaps - counts * usual).max() > tolerance or int(counts.sum()) - len(gaps) > _MOST_MISSING:
        warnings.append("uneven-spacing")
        step = (positions[-1] - positions[0]) / (len(files) - 1)
        _check_tilt(step, normal, warnings)
        return list(files), step
    order: list[int | None] = [files[0]]
    for file, count in zip(files[1:], counts, strict=True):
        order.extend([None] * (int(count) - 1))
        order.append(file)
    if len(order) > len(files):
        warnings.append("missing-slice")
    step = (positions[-1] - positions[0]) / (len(order) - 1)
    _check_tilt(step, normal, warnings)
    line = positions[0] + np.cumsum(np.concatenate([[0], counts]))[:, None] * step
    if np.linalg.norm(positions - line, axis=1).max() > max(0.5, tolerance) and "uneven-spacing" not in warnings:
        warnings.append("uneven-spacing")
    return order, step


def _check_tilt(step: Vector, normal: Vector, warnings: list[str]) -> None:
    cosine = float(np.clip(step @ normal / np.linalg.norm(step), -1, 1))
    if math.degrees(math.acos(cosine)) > _TILT_DEGREES:
        warnings.append("tilt")


def reading_order(count: int) -> list[int]:
    """Slices in the order worth reading: the middle, the ends, every fourth, then the rest."""
    if count <= 0:
        return []
    order = dict.fromkeys([count // 2, 0, count - 1])
    for start in (0, 2, 1, 3):
        order.update(dict.fromkeys(range(start, count, 4)))
    return list(order)
