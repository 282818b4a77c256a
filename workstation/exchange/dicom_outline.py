"""The voxels of a finding as a short text: where its box lies in the canonical volume, and its mask, packed.

``slice,row,column;slices,rows,columns;base64 of zlib of bits``. A canonical volume is one whose indices run to the
left, the back and the head (``engines.imaging.planes.canonical``).
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_FORM = re.compile(r"(\d{1,5}),(\d{1,5}),(\d{1,5});(\d{1,4}),(\d{1,4}),(\d{1,4});([A-Za-z0-9+/=]*)")
_LARGEST = 64 << 20


def packed(corner: Sequence[int], shape: Sequence[int], bits: bytes) -> str:
    """The text of a mask whose bits were packed by ``numpy.packbits``. Raises ValueError where the sizes disagree."""
    if len(bits) != -(-shape[0] * shape[1] * shape[2] // 8):
        raise ValueError("the mask is not of the size of its box")
    text = base64.b64encode(zlib.compress(bits)).decode()
    return f"{','.join(map(str, corner))};{','.join(map(str, shape))};{text}"


def unpacked(text: str) -> tuple[tuple[int, int, int], npt.NDArray[np.bool_]]:
    """(corner, mask) of an outline. Raises ValueError for what is none."""
    import numpy as np

    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError("no outline")
    z, y, x, depth, rows, columns = (int(found[number]) for number in range(1, 7))
    size = depth * rows * columns
    if size > _LARGEST:
        raise ValueError("an outline larger than 64 million voxels")
    bits = zlib.decompressobj().decompress(base64.b64decode(found[7]), -(-size // 8) + 1)
    if len(bits) != -(-size // 8):
        raise ValueError("an outline of another size than its box")
    mask = np.unpackbits(np.frombuffer(bits, np.uint8), count=size).astype(bool)
    return (z, y, x), mask.reshape(depth, rows, columns)
