"""Where a trace can't be trusted: gaps, a line that stands still, and a line that is cut off at its end of scale.

The mask is part of the signal: a beat found there is not counted, and a screen shows the stretch as it is, marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from engines.signals.rpeaks import valid_stretches

FLAT_S = 1.0                      # a living lead moves by at least one step of its converter within a second
SATURATED_S = 0.05                # a QRS complex has no plateau of this length


class Fault(StrEnum):
    GAP = "gap"
    FLAT = "flat"
    SATURATED = "saturated"


@dataclass(frozen=True, slots=True)
class Span:
    """Samples ``first`` to ``after`` (excluded) and what is wrong with them."""

    first: int
    after: int
    fault: Fault


def poor_spans(samples: npt.NDArray[np.floating[Any]], rate_hz: float) -> list[Span]:
    """The stretches of a lead that can't be trusted, in rising order; they don't overlap.

    ``samples``: shape (n,), NaN where there is no value; ``rate_hz``: samples a second, above 0.
    """
    spans = [Span(first, after, Fault.GAP) for first, after in valid_stretches(np.isnan(samples))]
    ends = {float(np.nanmin(samples)), float(np.nanmax(samples))} if np.isfinite(samples).any() else set[float]()
    for first, after in _plateaus(samples):
        length_s, level = (after - first) / rate_hz, float(samples[first])
        if length_s >= FLAT_S:
            spans.append(Span(first, after, Fault.FLAT))
        elif length_s >= SATURATED_S and after - first >= 3 and level in ends:
            spans.append(Span(first, after, Fault.SATURATED))
    return sorted(spans, key=lambda span: span.first)


def trusted(samples: npt.NDArray[np.floating[Any]], spans: list[Span]) -> npt.NDArray[np.floating[Any]]:
    """A copy with NaN in every poor span, for engines that must not count what isn't there."""
    kept = np.array(samples, copy=True)
    for span in spans:
        kept[span.first:span.after] = np.nan
    return kept


def _plateaus(samples: npt.NDArray[np.floating[Any]]) -> list[tuple[int, int]]:
    """Runs of equal neighbouring values, two samples or longer, as half-open ranges."""
    if len(samples) < 2:
        return []
    return [(first, after + 1) for first, after in valid_stretches(samples[1:] == samples[:-1])]
