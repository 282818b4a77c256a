"""The envelope of a trace: exact minimum and maximum of every pixel column, at any zoom, from a precomputed pyramid.

Averages, subsampling and largest-triangle methods hide or drop single-sample spikes; this doesn't: the result equals
``nanmin`` and ``nanmax`` over the samples of each column. Level 1 holds the extremes of 16 samples, each further level
those of 4 blocks below it, so a view costs a few blocks a column however long the recording is. NaN is 'no value' (a
gap): it is skipped, and a column with nothing else is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FIRST_BLOCK = 16
FACTOR = 4

Samples = npt.NDArray[np.floating[Any]]
Columns = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Envelope:
    """Extremes of each column: two arrays of one length, NaN where the column holds no sample."""

    low: Samples
    high: Samples


class Pyramid:
    """Built once over a one-dimensional array of samples, which it keeps but never changes."""

    def __init__(self, samples: Samples) -> None:
        if samples.ndim != 1:
            raise ValueError("a pyramid is built over one channel")
        self.samples = samples
        self._low: list[Samples] = [samples]
        self._high: list[Samples] = [samples]
        self._block = [1]
        while len(self._low[-1]) > FACTOR:
            factor = FIRST_BLOCK if len(self._block) == 1 else FACTOR
            self._low.append(_reduced(np.fmin, self._low[-1], factor))
            self._high.append(_reduced(np.fmax, self._high[-1], factor))
            self._block.append(self._block[-1] * factor)

    def envelope(self, start: int, stop: int, columns: int) -> Envelope:
        """The extremes of ``columns`` columns that share the samples ``start`` to ``stop`` (excluded) evenly.

        Samples outside the recording count as 'no value'. Column k holds the samples from
        ``start + k * (stop - start) // columns`` to the beginning of the next.
        """
        if columns < 1 or stop < start:
            raise ValueError("an envelope needs at least one column and a view that doesn't run backwards")
        edges = start + np.arange(columns + 1, dtype=np.int64) * (stop - start) // columns
        edges = np.clip(edges, 0, len(self.samples))
        return self.between(edges[:-1], edges[1:])

    def between(self, begin: Columns, end: Columns) -> Envelope:
        """The extremes of each half-open range of samples ``[begin, end)``; an empty range gives NaN."""
        low = np.full(len(begin), np.nan, dtype=self.samples.dtype)
        high = low.copy()
        for level in range(len(self._block)):
            last = level + 1 == len(self._block)
            wider = 1 if last else self._block[level + 1] // self._block[level]
            # Whole blocks of the next level go up; what sticks out on the left and right is taken here.
            inner_begin = end if last else np.minimum(-(-begin // wider) * wider, end)
            inner_end = end if last else np.maximum(end // wider * wider, inner_begin)
            for first, after in ((begin, inner_begin), (inner_end, end)):
                _take(np.fmin, self._low[level], first, after, low)
                _take(np.fmax, self._high[level], first, after, high)
            begin, end = inner_begin // wider, inner_end // wider
        return Envelope(low, high)


def _reduced(extreme: np.ufunc, values: Samples, factor: int) -> Samples:
    whole = len(values) // factor * factor
    blocks: Samples = extreme.reduce(values[:whole].reshape(-1, factor), axis=1)
    if whole < len(values):
        return np.append(blocks, extreme.reduce(values[whole:]))
    return blocks


def _take(extreme: np.ufunc, values: Samples, first: Columns, after: Columns, into: Samples) -> None:
    """Folds ``values[first:after]`` of every column into ``into``; none is longer than a block of the next level."""
    longest = int((after - first).max(initial=0))
    for offset in range(longest):
        place = first + offset
        there = place < after
        into[there] = extreme(into[there], values[place[there]])
