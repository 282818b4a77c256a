"""Shapes of the synthetic chest as signed depths in millimetres: positive inside, zero at the surface.

Coordinates are millimetres to the patient's left (x), back (y) and head (z, 0 at the lowest slice). The sizes are those
of no particular person: they are rounded figures chosen so that the picture reads as an adult chest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating[Any]]
HEIGHT_MM = 320.0
_LEVELS = (0.0, 80.0, 150.0, 220.0, 260.0, 285.0, 300.0, 320.0)


def ellipse(x: Field, y: Field, cx: float, cy: float, a: float, b: float, power: float = 2.0) -> Field:
    """Depth along the ray to the centre of a (super)ellipse with half axes a, b."""
    dx, dy = x - cx, y - cy
    across, down = np.square(dx / a), np.square(dy / b)
    bent = power != 2.0               # powers are slow, squares are not
    scaled = (across ** (power / 2) + down ** (power / 2)) ** (1 / power) if bent else np.sqrt(across + down)
    return _depth(scaled, np.sqrt(dx * dx + dy * dy), min(a, b))


def ellipsoid(
    x: Field, y: Field, z: Field | float, centre: tuple[float, float, float], half: tuple[float, float, float]
) -> Field:
    """Depth along the ray to the centre of an ellipsoid."""
    dx, dy, dz = x - centre[0], y - centre[1], z - centre[2]
    scaled = np.sqrt((dx / half[0]) ** 2 + (dy / half[1]) ** 2 + (dz / half[2]) ** 2)
    return _depth(scaled, np.sqrt(dx * dx + dy * dy + dz * dz), min(half))


def _depth(scaled: Field, radius: Field, at_centre: float) -> Field:
    """Distance along the ray to the surface: ``scaled`` is 1 there, ``radius`` the distance from the centre."""
    return np.where(scaled > 1e-3, radius * (1 / np.maximum(scaled, 1e-3) - 1), at_centre)


def _at(z: Field | float, values: tuple[float, ...]) -> Any:
    """A size at a level: one number for one level, a field for many points."""
    found = np.interp(z, _LEVELS, values)
    return found if isinstance(z, np.ndarray) else float(found)


def body(x: Field, y: Field, z: float) -> Field:
    """Depth under the skin."""
    return ellipse(x, y, 0, 0, _at(z, (158, 160, 162, 162, 158, 150, 142, 128)),
                   _at(z, (108, 112, 114, 110, 102, 94, 88, 80)), 2.35)


def cage(x: Field, y: Field, z: Field | float) -> Field:
    """Depth under the outer face of the ribs; z may be a field of points or one level."""
    a = _at(z, (134, 134, 128, 114, 94, 74, 58, 45))
    b = _at(z, (91, 94, 95, 86, 72, 58, 48, 42))
    dx, dy = x, y - 2.0
    scaled = (np.square(dx / a) ** 1.075 + np.square(dy / b) ** 1.075) ** (1 / 2.15)
    return _depth(scaled, np.sqrt(dx * dx + dy * dy), 40.0)


def diaphragm(x: Field, y: Field) -> Field:
    """Height of the diaphragm's domes over a point: the right one stands higher."""
    right = 84 - 52 * ((x + 62) / 74) ** 2 - 58 * ((y - 2) / 84) ** 2
    left = 70 - 50 * ((x - 66) / 70) ** 2 - 58 * ((y - 4) / 84) ** 2
    return np.maximum(np.maximum(right, left), -5.0)


def heart(x: Field, y: Field, z: Field | float) -> Field:
    """Depth inside the heart with its bag: the ventricles to the left, the right atrium to the right."""
    ventricles = ellipsoid(x, y, z, (30, -26, 110), (58, 44, 60))
    return np.maximum(ventricles, ellipsoid(x, y, z, (-12, -14, 122), (36, 38, 50)))


def mediastinum(x: Field, y: Field, z: Field | float) -> Field:
    """Depth inside everything between the two lungs: spine, heart, great vessels."""
    waist = _at(z, (20, 22, 30, 31, 33, 38, 46, 60))
    middle = _oval(x, y, 2.0, 4.0, waist, 68.0)
    front = _oval(x, y, 0.0, -62.0, _at(z, (30, 20, 9, 11, 16, 22, 26, 30)), 34.0)
    spine = _oval(x, y, 0.0, 68.0, _at(z, (31, 31, 30, 29, 28, 27, 26, 26)), 34.0)
    return np.maximum(np.maximum(middle, front), np.maximum(spine, heart(x, y, z)))


def _oval(x: Field, y: Field, cx: float, cy: float, a: Field | float, b: float) -> Field:
    dx, dy = x - cx, y - cy
    return _depth(np.sqrt((dx / a) ** 2 + (dy / b) ** 2), np.sqrt(dx * dx + dy * dy), 9.0)


def lung(x: Field, y: Field, z: Field | float) -> Field:
    """Depth inside the lungs (either one): negative outside. The sign of x tells the side."""
    return lung_within(cage(x, y, z), x, y, z)


def lung_within(cage_depth: Field, x: Field, y: Field, z: Field | float) -> Field:
    """``lung`` where the depth under the ribs is known already."""
    wall = cage_depth - 10.5
    apex = (294.0 - z) * 0.8
    floor = (z - diaphragm(x, y)) * 0.75
    return np.minimum(np.minimum(wall, -mediastinum(x, y, z)), np.minimum(floor, apex))


def segment2d(x: Field, y: Field, start: tuple[float, float], end: tuple[float, float], thickness: float) -> Field:
    """Depth inside a thick line in the slice plane."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = np.clip(((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy), 0, 1)
    return thickness / 2 - np.hypot(x - start[0] - along * dx, y - start[1] - along * dy)
