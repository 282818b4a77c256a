"""The word SYNTHETIC, burned into each slice of a phantom so that nobody takes it for a patient."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_GLYPHS = {                                   # 5 columns x 7 rows, a row each
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    "N": "10001 11001 10101 10011 10001 10001 10001",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "I": "01110 00100 00100 00100 00100 00100 01110",
    "C": "01111 10000 10000 10000 10000 10000 01111",
}
WORD = "SYNTHETIC"
_SCALE = 2
_CORNER = (10, 10)
_HOUNSFIELD = 400


def mask() -> npt.NDArray[np.bool_]:
    """The word as a picture, True where ink is."""
    letters = [np.array([[mark == "1" for mark in row] for row in _GLYPHS[letter].split()]) for letter in WORD]
    gap = np.zeros((7, 1), bool)
    row = np.hstack([part for letter in letters for part in (letter, gap)])
    return np.kron(row, np.ones((_SCALE, _SCALE), bool)).astype(bool)


def stamp(voxels: npt.NDArray[np.int16]) -> None:
    """Writes the word into the upper left corner of every slice, in place."""
    ink = mask()
    top, left = _CORNER
    area = voxels[:, top:top + ink.shape[0], left:left + ink.shape[1]]
    area[:, ink] = _HOUNSFIELD
